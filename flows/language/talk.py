"""Everyday talk: what a message asks, feels or tells beside an answer, by topic."""

from collections.abc import Iterator

from msgspec import Struct

from flows.language.commands import left_over
from flows.language.lexicon import Lexicon, TopicPattern
from flows.language.matching import Match, Span, matches
from flows.language.parsed_text import ParsedText, part_lines, read_text

QUESTION_MARK = "?"
LATIN_LAST = "\u024f"
"""Last letter of the Latin blocks of Unicode."""
DENIED_WITHIN_TOKENS = 3
"""A "not" so shortly before a feeling denies it."""
FOREIGN_WORDS_MIN, FOREIGN_SHARE = 2, 3
"""A message is in another language from two of its words and a third of all on (proposed)."""
OPENS_WITHIN_TOKENS = 3
"""Where a question may begin after a greeting or an "and"."""


class Talk(Struct, frozen=True):
    """A topic that a message speaks of; `kind` is question | feeling | note | other | social."""

    topic: str
    kind: str


def talk(lexicon: Lexicon, text: str) -> tuple[Talk, ...]:
    """Returns the topics of a message, the first one to be answered first."""
    reading = read_text(lexicon, text)
    if _in_other_letters(reading):
        return (Talk("other_language", "language"),)
    lines = part_lines(reading, reading.all_spans)
    return tuple(
        Talk(topic.id, topic.kind)
        for topic in lexicon.topics
        if any(
            _speaks(lexicon, reading, topic, match)
            for line in lines
            for pattern in topic.patterns
            for match in matches(pattern, line)
        )
    )


def _in_other_letters(reading: ParsedText) -> bool:
    """Tells whether most alphabetic of a message belong to no Latin alphabet."""
    alphabetic = [char for char in reading.text if char.isalpha()]
    return 2 * sum(char > LATIN_LAST for char in alphabetic) > len(alphabetic)


def _speaks(lexicon: Lexicon, reading: ParsedText, topic: TopicPattern, match: Match) -> bool:
    """Tells whether a match is meant: asked, not denied, or all that is said."""
    if topic.kind == "question":
        return _asked(lexicon, reading, match)
    if topic.kind == "language":
        return _foreign(reading, match)
    if topic.kind == "social":
        whole = Span(match.spans[0].concept, match.start, match.end)
        return not left_over(lexicon, reading, whole, len(reading.tokens))
    return topic.kind == "note" or not _denied(lexicon, reading, match)


def _foreign(reading: ParsedText, match: Match) -> bool:
    """Tells whether two words or more of a message, a third of them at least, are of no English."""
    words = [token.word for token in reading.tokens if token.word[0].isalpha()]
    found = {span.start for span in reading.all_spans[match.spans[0].concept]}
    return len(found) >= FOREIGN_WORDS_MIN and len(found) * FOREIGN_SHARE >= len(words)


def _asked(lexicon: Lexicon, reading: ParsedText, match: Match) -> bool:
    """Tells whether the sentence of a match is a question, by its mark or by its words."""
    sentence = reading.sentence[match.start]
    inside = [at for at, number in enumerate(reading.sentence) if number == sentence]
    if reading.tokens[inside[-1]].word == QUESTION_MARK:
        return True
    if any(span.start in inside for span in reading.all_spans.get(lexicon.ids["talk_asks"], ())):
        return True
    return any(
        span.start - inside[0] <= _polite_tokens(lexicon, reading, inside[0])
        for span in reading.all_spans.get(lexicon.ids["talk_opens"], ())
        if span.start in inside and not _negated_next(lexicon, reading, span)
    )


def _negated_next(lexicon: Lexicon, reading: ParsedText, span: Span) -> bool:
    """Tells whether an opening word is denied ("can not do this one"), which asks nothing."""
    return any(one.start == span.end for one in reading.all_spans.get(lexicon.ids["negation"], ()))


def _polite_tokens(lexicon: Lexicon, reading: ParsedText, begin: int) -> int:
    """Returns how many tokens of politeness a sentence begins with."""
    polite = {
        at
        for span in reading.all_spans.get(lexicon.ids["talk_before"], ())
        for at in range(span.start, span.end)
    }
    at = begin
    while at < begin + OPENS_WITHIN_TOKENS and at in polite:
        at += 1
    return at - begin


def _denied(lexicon: Lexicon, reading: ParsedText, match: Match) -> bool:
    near = range(match.start - DENIED_WITHIN_TOKENS, match.start)
    spans: Iterator[Span] = iter(reading.all_spans.get(lexicon.ids["negation"], ()))
    return any(
        span.end - 1 in near and reading.clause[span.start] == reading.clause[match.start]
        for span in spans
    )
