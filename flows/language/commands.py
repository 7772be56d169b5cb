"""Commands in ordinary words; a sentence that merely contains one is no command."""

from collections.abc import Sequence

from flows.language.lexicon import Lexicon
from flows.language.matching import Span
from flows.language.parsed_text import ParsedText, read_text

WORDS_MAX = 14
COMMAND_PREFIX = "do_"
PAUSE, HUSHED = "pause", ("stop", "reminders")


def command(lexicon: Lexicon, text: str) -> str | None:
    """Returns the command that the whole of a short message asks for, or None."""
    reading = read_text(lexicon, text)
    if len(reading.tokens) > WORDS_MAX:
        return None
    end = _until(lexicon, reading)
    names = {
        name
        for name, span in _asked(lexicon, reading)
        if span.end <= end and not left_over(lexicon, reading, span, end)
    }
    name = _longest(lexicon, reading, names)
    ends = end < len(reading.tokens)
    return PAUSE if name in HUSHED and ends and _hushes(lexicon, reading) else name


def _hushes(lexicon: Lexicon, reading: ParsedText) -> bool:
    """Tells whether a message asks for silence; with an end to it, that is a pause."""
    return bool(reading.all_spans.get(lexicon.ids["command_hush"]))


def _asked(lexicon: Lexicon, reading: ParsedText) -> list[tuple[str, Span]]:
    return [
        (lexicon.concepts[concept].removeprefix(COMMAND_PREFIX), span)
        for concept, spans in reading.all_spans.items()
        if lexicon.concepts[concept].startswith(COMMAND_PREFIX)
        for span in spans
    ]


def _longest(lexicon: Lexicon, reading: ParsedText, names: set[str]) -> str | None:
    """Returns the command with the longest phrase; a tie means that it is not clear."""
    sizes = sorted(
        (max(s.end - s.start for n, s in _asked(lexicon, reading) if n == name), name)
        for name in names
    )
    if not sizes or (len(sizes) > 1 and sizes[-2][0] == sizes[-1][0]):
        return None
    return sizes[-1][1]


def _until(lexicon: Lexicon, reading: ParsedText) -> int:
    """Returns where "until Monday" or "for a week" begins, which is no part of the command."""
    asked = [span for _, span in _asked(lexicon, reading)]
    begins = [
        span.start
        for span in reading.all_spans.get(lexicon.ids["command_until"], ())
        if span.start and not any(one.start < span.start < one.end for one in asked)
    ]
    return min(begins, default=len(reading.tokens))


def left_over(lexicon: Lexicon, reading: ParsedText, span: Span, end: int) -> Sequence[str]:
    """Returns the words that neither the phrase nor politeness explains."""
    name = lexicon.concepts[span.concept]
    polite = [
        one
        for concept in (lexicon.ids["command_polite"], lexicon.ids[name])
        for one in reading.all_spans.get(concept, ())
    ]
    return [
        token.word
        for at, token in enumerate(reading.tokens[:end])
        if not span.start <= at < span.end
        and not token.filler
        and token.word[0].isalnum()
        and not any(one.start <= at < one.end for one in polite)
    ]
