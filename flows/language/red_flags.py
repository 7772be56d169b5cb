"""The red-flag detector: finds a red flag in any sentence, with the words and rule that made it."""

from collections.abc import Iterator, Sequence
from itertools import compress

from msgspec import Struct
from msgspec.structs import replace

from flows.language.cues import CuedText, dismissal, with_cues
from flows.language.lexicon import Finding, Lexicon
from flows.language.matching import Match, PartSpans, matches
from flows.language.parsed_text import TEXT_LENGTH_MAX, ParsedText, part_lines, read_text

WINDOW_CHARS_MAX = 1000
OVERLAP_CHARS = 250
"""A long message is read in windows, so that time grows with its length and no faster."""
QUOTE_LENGTH_MAX = 200
NO_FLAG = "none"


class Detection(Struct, frozen=True):
    """The most urgent red flag in a text; tier "none" when there is none.

    `question` is the nearest one of the screen; `signs` are the questions that ask for the signs
    that were heard, all of them, and empty where the screen has none for one of them. `outcome` is
    alarm, ask or silent: an ask has the tier that stands if the person says yes.
    """

    tier: str
    condition: str
    quote: str = ""
    rule: str = ""
    words: tuple[str, ...] = ()
    question: str = ""
    signs: tuple[str, ...] = ()
    outcome: str = "alarm"


class FlagMatch(Struct, frozen=True):
    """A finding that a pattern matched, and why the context set it aside ("" if it stands)."""

    finding: Finding
    match: Match
    pattern: str
    dismissed: str


NOTHING = Detection(NO_FLAG, NO_FLAG, outcome="silent")


def detect(lexicon: Lexicon, text: str) -> Detection:
    """Returns the most urgent red flag of the writer's own current state."""
    windows = _windows(text[:TEXT_LENGTH_MAX])
    found = [one for window in windows for one in _detect_in(lexicon, window)]
    worst = max(found, key=lambda one: lexicon.tiers[one.tier], default=NOTHING)
    known = all(one.signs for one in found)
    signs = dict.fromkeys(sign for one in found for sign in one.signs) if known else ()
    return replace(worst, signs=tuple(signs))


def _windows(text: str) -> list[str]:
    step = WINDOW_CHARS_MAX - OVERLAP_CHARS
    last = max(len(text) - OVERLAP_CHARS, 1)
    return [text[start : start + WINDOW_CHARS_MAX] for start in range(0, last, step)]


def _detect_in(lexicon: Lexicon, text: str) -> list[Detection]:
    reading = read_text(lexicon, text)
    asserted = [match for match in flag_matches(lexicon, reading) if not match.dismissed]
    return [*_alone(reading, asserted), *_together(lexicon, reading, asserted)]


def flag_matches(lexicon: Lexicon, reading: ParsedText) -> tuple[FlagMatch, ...]:
    """Returns every finding matched in a reading, in the order of the rules."""
    lines = part_lines(reading)
    cued = with_cues(lexicon, reading, lines)
    return tuple(one for line in lines for one in _in_line(lexicon, cued, line))


def _in_line(lexicon: Lexicon, cued: CuedText, line: PartSpans) -> Iterator[FlagMatch]:
    rules = {rule for concept in line.spans for rule in lexicon.anchored.get(concept, ())}
    for number, pattern in (lexicon.rules[rule] for rule in sorted(rules)):
        finding = lexicon.findings[number]
        for match in matches(pattern, line):
            yield FlagMatch(finding, match, pattern.source, dismissal(cued, finding, match))


def _alone(reading: ParsedText, asserted: Sequence[FlagMatch]) -> Iterator[Detection]:
    for found in asserted:
        if found.finding.tier:
            yield _detection(reading, [found], found.finding, found.finding.id)


def _together(
    lexicon: Lexicon, reading: ParsedText, asserted: Sequence[FlagMatch]
) -> Iterator[Detection]:
    present = {found.finding.id: found for found in reversed(asserted)}
    for rule in lexicon.combinations:
        chosen = [
            next((present[one] for one in need if one in present), None) for need in rule.needs
        ]
        used = [found for found in chosen if found is not None]
        if len(used) == len(chosen):
            yield _detection(reading, used, rule, rule.id)


def _detection(
    reading: ParsedText, used: Sequence[FlagMatch], rule: object, name: str
) -> Detection:
    words = [
        word
        for found in used
        for span in sorted(found.match.spans, key=lambda span: span.start)
        for word in reading.words(span.start, span.end)
    ]
    return Detection(
        tier=rule.tier,  # type: ignore[attr-defined]
        condition=rule.condition,  # type: ignore[attr-defined]
        quote=_quote(reading, used),
        rule=name,
        words=tuple(dict.fromkeys(words)),
        question=rule.question,  # type: ignore[attr-defined]
        signs=(rule.question,) if rule.asked else (),  # type: ignore[attr-defined]
    )


def _quote(reading: ParsedText, used: Sequence[FlagMatch]) -> str:
    """Returns the person's own words: the part of the sentence with the first match."""
    match = used[0].match
    part = reading.part[match.start]
    inside = list(compress(reading.tokens, (number == part for number in reading.part)))
    first = inside[0].start
    if inside[-1].end - first > QUOTE_LENGTH_MAX:
        first = reading.tokens[match.start].start
    quote = reading.text[first : min(inside[-1].end, first + QUOTE_LENGTH_MAX)]
    return quote.strip(" ,;.\n")
