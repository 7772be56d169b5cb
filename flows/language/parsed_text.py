"""A text as the rules see it: tokens, sentences, parts, clauses, and the concepts found."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from msgspec import Struct

from flows.language import matching as patterns
from flows.language.lexicon import Lexicon
from flows.language.matching import Span, find
from flows.language.normalise import Token, clean, tokens

READINGS_KEPT_MAX = 64
"""One turn reads a text for flags, commands, facts and answers; it is parsed once."""
CLAUSE_DISTANCE_WORDS = 3
"""A new clause counts as this many words, so that patterns rarely reach across it."""

Spans = Mapping[int, Sequence[Span]]


class ParsedText(Struct, frozen=True):
    """Tokens and spans of one text, with the sentence, part and clause of each token.

    `all_spans` has the spans as found, before idioms masked any; `places` counts words.
    """

    text: str
    tokens: tuple[Token, ...]
    spans: Spans
    all_spans: Spans
    sentence: tuple[int, ...]
    part: tuple[int, ...]
    clause: tuple[int, ...]
    places: tuple[int, ...]

    def words(self, start: int, end: int) -> tuple[str, ...]:
        """Returns the words of a stretch of tokens as they were understood."""
        return tuple(token.word for token in self.tokens[start:end])


@lru_cache(maxsize=READINGS_KEPT_MAX)
def read_text(lexicon: Lexicon, text: str) -> ParsedText:
    """Reads a text of any length (cut to the bound of `normalise.clean`)."""
    cleaned = clean(text)
    line = tokens(lexicon, cleaned)
    words = [token.word for token in line]
    spans = find(lexicon.automaton, words, [token.filler for token in line])
    by_concept = _by_concept(_unmasked(lexicon, spans))
    sentence = _sentences(lexicon, words)
    part = _parts(sentence, by_concept.get(lexicon.ids["contrast"], ()))
    clause = _clauses(lexicon, words, part)
    return ParsedText(
        cleaned,
        line,
        by_concept,
        _by_concept(spans),
        sentence,
        part,
        clause,
        _places(lexicon, line, clause),
    )


def _unmasked(lexicon: Lexicon, spans: Sequence[Span]) -> list[Span]:
    """Drops what lies inside an idiom or another masking phrase."""
    masks = [span for span in spans if span.concept in lexicon.masks]
    if not masks:
        return list(spans)
    return [
        span
        for span in spans
        if span.concept in lexicon.masks or not any(_hides(lexicon, mask, span) for mask in masks)
    ]


def _hides(lexicon: Lexicon, mask: Span, span: Span) -> bool:
    """Tells whether a mask covers a span; one of words alone lets a span of its size stand."""
    if not mask.start <= span.start or not span.end <= mask.end:
        return False
    if (target := lexicon.mask_targets.get(mask.concept)) is not None:
        return span.concept == target
    same = (mask.start, mask.end) == (span.start, span.end)
    return not same or mask.concept in lexicon.full_masks


def _by_concept(spans: Iterable[Span]) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = {}
    for span in spans:
        found.setdefault(span.concept, []).append(span)
    return found


def _sentences(lexicon: Lexicon, words: Sequence[str]) -> tuple[int, ...]:
    """Numbers the sentences; the closing mark belongs to its sentence."""
    ends = [word in lexicon.marks["sentence_end"] for word in words]
    return tuple(accumulate([0, *ends][: len(words)]))


def _parts(sentence: Sequence[int], contrasts: Sequence[Span]) -> tuple[int, ...]:
    """Splits sentences further at words of contrast, which begin a part."""
    begins = {span.start for span in contrasts}
    fresh = [
        at > 0 and (at in begins or sentence[at] != sentence[at - 1]) for at in range(len(sentence))
    ]
    return tuple(accumulate(fresh, lambda number, new: number + new, initial=0))[1:]


def _clauses(lexicon: Lexicon, words: Sequence[str], part: Sequence[int]) -> tuple[int, ...]:
    """Splits parts further where a joining word or comma is followed by a new subject or verb."""
    joins, starts = lexicon.marks["clause_join"], lexicon.marks["clause_start"]
    number, found = 0, []
    for at, word in enumerate(words):
        new_part = at > 0 and part[at] != part[at - 1]
        joined = word in joins and at + 1 < len(words) and words[at + 1] in starts
        number += new_part or joined
        found.append(number)
    return tuple(found)


def _places(lexicon: Lexicon, line: Sequence[Token], clause: Sequence[int]) -> tuple[int, ...]:
    """Returns the position of each token in counted words, with one more for the end."""
    light = lexicon.marks["weightless"]
    steps = [
        (0 if token.filler or token.word in light else 1)
        + (CLAUSE_DISTANCE_WORDS if at and clause[at] != clause[at - 1] else 0)
        for at, token in enumerate(line)
    ]
    return tuple(accumulate(steps, initial=0))


def part_lines(reading: ParsedText) -> list[patterns.PartSpans]:
    """Returns the spans of each part, ready for matching."""
    lines: dict[int, dict[int, list[Span]]] = {}
    for concept, spans in reading.spans.items():
        for span in spans:
            number = reading.part[span.start]
            lines.setdefault(number, {}).setdefault(concept, []).append(span)
    return [patterns.PartSpans(lines[number], reading.places) for number in sorted(lines)]
