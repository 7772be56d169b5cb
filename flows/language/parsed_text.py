"""A text as the rules see it: words, sentences, parts, clauses, and the concepts found.

Words are in lower case and spelled right, contractions opened; their offsets in the text are kept.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from msgspec import Struct

from flows.language.lexicon import Lexicon
from flows.language.matching import PartSpans, Span, find
from flows.language.spelling import correct

TEXT_LENGTH_MAX = 4096
TOKEN_LENGTH_MAX = 40
TEXTS_KEPT_MAX = 64
"""One turn reads a text for flags, commands, facts and answers; it is parsed once."""
CLAUSE_DISTANCE_WORDS = 3
"""A new clause counts as this many words, so that patterns rarely reach across it."""

Spans = Mapping[int, Sequence[Span]]

# Every alternative starts with a different class of character, so the scan is linear.
_SCAN = re.compile(
    r"(?P<word>[^\W\d_]+(?:['.][^\W\d_]+)*)"
    r"|(?P<number>\d+(?:[.,:]\d+)*)"
    r"|(?P<mark>\n|[^\s\w])"
)
_STRETCHED = re.compile(r"([^\W\d_])\1\1+")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'", "\u00b4": "'"})


# --- words --------------------------------------------------------------------------------------
class Token(Struct, frozen=True, gc=False):
    """One word, number or mark; `start` and `end` are offsets into the cleaned text."""

    word: str
    start: int
    end: int
    filler: bool = False


def clean(text: str) -> str:
    """Returns the text in composed form with plain apostrophes, cut to TEXT_LENGTH_MAX."""
    return unicodedata.normalize("NFC", text[:TEXT_LENGTH_MAX]).translate(_APOSTROPHES)


def fold(word: str) -> str:
    """Returns a word in lower case, compatibility form and without accents."""
    if word.isascii():
        return word.lower()
    flat = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


@lru_cache(maxsize=TEXTS_KEPT_MAX)
def tokens(lexicon: Lexicon, cleaned: str) -> tuple[Token, ...]:
    """Returns the tokens of a cleaned text in order."""
    found: list[Token] = []
    for match in _SCAN.finditer(cleaned):
        start, end = match.span()
        found.extend(
            Token(word, start, end, word in lexicon.fillers) for word in _words(lexicon, match)
        )
    return tuple(found)


def _words(lexicon: Lexicon, match: re.Match[str]) -> tuple[str, ...]:
    raw = fold(match.group())[:TOKEN_LENGTH_MAX]
    if match.lastgroup != "word":
        return (raw,) if raw else ()
    if "." in raw:
        return _dotted(lexicon, raw)
    return expand(lexicon, raw)


def _dotted(lexicon: Lexicon, raw: str) -> tuple[str, ...]:
    pieces = [piece for piece in raw.split(".") if piece]
    if not pieces:
        return ()
    if all(len(piece) == 1 for piece in pieces):
        return ("".join(pieces),)
    words: list[str] = []
    for piece in pieces:
        words.extend((*expand(lexicon, piece), "."))
    return tuple(words[:-1])


def expand(lexicon: Lexicon, raw: str) -> tuple[str, ...]:
    """Returns the words that one written word stands for, its spelling corrected."""
    if not raw:
        return ()
    raw = _unstretched(lexicon, raw)
    opened = _open(lexicon, raw)
    if opened is None:
        fixed = correct(lexicon.speller, raw)
        opened = _open(lexicon, fixed) or (fixed,)
    return opened


def _unstretched(lexicon: Lexicon, word: str) -> str:
    """Returns "yup" for "yuuuup", where the shorter word is one."""
    if _STRETCHED.search(word) is None or word in lexicon.speller.known:
        return word
    shorter = [_STRETCHED.sub(times, word) for times in (r"\1\1", r"\1")]
    return next((one for one in shorter if one in lexicon.speller.known), word)


def _open(lexicon: Lexicon, word: str) -> tuple[str, ...] | None:
    if (whole := lexicon.contractions.get(word)) is not None:
        return whole
    for ending, replacement in lexicon.endings:
        if word.endswith(ending) and len(word) > len(ending):
            return (*expand(lexicon, word.removesuffix(ending)), replacement)
    return None


def plain(lexicon: Lexicon, text: str) -> tuple[str, ...]:
    """Returns only the words of a text, for the answer parsers."""
    return tuple(token.word for token in tokens(lexicon, clean(text)))


# --- sentences, parts, clauses, concepts --------------------------------------------------------
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


@lru_cache(maxsize=TEXTS_KEPT_MAX)
def read_text(lexicon: Lexicon, text: str) -> ParsedText:
    """Reads a text of any length (cut to the bound of `clean`)."""
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


def part_lines(reading: ParsedText, spans: Spans | None = None) -> list[PartSpans]:
    """Returns the spans of each part, ready for matching; those that no idiom masks, or `spans`."""
    lines: dict[int, dict[int, list[Span]]] = {}
    for concept, found in (reading.spans if spans is None else spans).items():
        for span in found:
            number = reading.part[span.start]
            lines.setdefault(number, {}).setdefault(concept, []).append(span)
    return [PartSpans(lines[number], reading.places) for number in sorted(lines)]


def has_words(text: str) -> bool:
    """Returns whether there is a letter in a text; a bare number can only be an answer."""
    return any(map(str.isalpha, text))
