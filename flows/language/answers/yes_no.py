"""Reads yes, no and not sure, with hedges and self-correction."""

from collections.abc import Mapping, Sequence
from typing import Any

from flows.language.answers.numbers import has_phrase
from flows.language.commands import command
from flows.language.lexicon import Lexicon
from flows.language.matching import Span
from flows.language.parsed_text import ParsedText, read_text

MEANINGS = {"say_yes": True, "say_no": False, "say_unsure": None}
QUESTION_MARK = "?"
SKIP = "skip"
"""Who would rather not say has said neither yes nor no."""
QUALIFIED_WORDS_MIN = 3
DENIAL_WORDS_MAX = 14
"""A longer clause tells more than a denial."""
OVER_WORDS_MAX = 10
"""A longer sentence tells more than that something is over."""


def read_yes_no(lexicon: Lexicon, text: str) -> bool | None:
    """Returns True or False, or None when the answer does not lean clearly.

    A yes with a struggle, with help or with a "but I would rather not" is no yes.
    """
    if command(lexicon, text) == SKIP:
        return None
    reading = read_text(lexicon, text)
    if _over(lexicon, reading):
        return False
    meanings = _meanings(lexicon, reading)
    if meanings == {True} and reading.all_spans.get(lexicon.ids["say_hedged"]):
        return None
    return next(iter(meanings)) if len(meanings) == 1 else None


def _over(lexicon: Lexicon, reading: ParsedText) -> bool:
    """Tells whether it was so and is so no longer ("it did, not now")."""
    table = lexicon.answers["yes_no"]
    words = [token.word for token in reading.tokens]
    if QUESTION_MARK in words or set(words) & set(table["doubts"]) or len(words) > OVER_WORDS_MAX:
        return False
    return has_phrase(words, table["over"]) and has_phrase(words, table["past"])


def read_yes_no_unsure(lexicon: Lexicon, text: str) -> str | None:
    """Returns "yes", "no" or "not_sure"; None when nothing of the kind was said.

    "Yes, but only since the tablets" is yes; a shrug without a word is asked again.
    """
    reading = read_text(lexicon, text)
    meanings = _meanings(lexicon, reading)
    if not any(token.word.isalnum() for token in reading.tokens):
        meanings -= {None}
    if not meanings:
        return None
    if _qualified_yes(lexicon, reading):
        return "yes"
    if len(meanings) > 1 or None in meanings:
        return "not_sure" if None in meanings else None
    return "yes" if True in meanings else "no"


def read_plain_no(lexicon: Lexicon, text: str) -> bool | None:
    """Returns True where a text denies and tells nothing beside it, else None.

    "Nothing new, same as ever" is plain; "nothing much, I only go when I strain" is not.
    """
    table = lexicon.answers["yes_no"]
    words = [token.word for token in read_text(lexicon, text).tokens]
    clauses: list[list[str]] = [[]]
    for word in words:
        if word[0].isalnum() and word not in table["turning"]:
            clauses[-1].append(word)
        else:
            clauses.append([])
    said = [one for one in clauses if one and not _denies_or_calms(table, one)]
    return None if said else True


def read_whole_no(lexicon: Lexicon, text: str) -> bool | None:
    """Returns False where a text denies and names one thing of a list, else None.

    "No. Never had cancer" says nothing about the rest of the list.
    """
    table = lexicon.answers["yes_no"]
    words = [token.word for token in read_text(lexicon, text).tokens if token.word[0].isalnum()]
    wide = {*table["denying"], *table["calm"], *table["of_a_list"]}
    named = [word for word in words if word not in wide]
    return False if named and set(words) & set(table["denying"]) else None


def _denies_or_calms(table: Mapping[str, Any], clause: Sequence[str]) -> bool:
    """Tells whether a clause denies shortly, or only says that all is as usual."""
    calm = all(word in table["calm"] for word in clause)
    return calm or (len(clause) <= DENIAL_WORDS_MAX and bool(set(clause) & set(table["denying"])))


def _qualified_yes(lexicon: Lexicon, reading: ParsedText) -> bool:
    """Tells whether the answer opens with a plain yes that a "but" or "only" follows."""
    table = lexicon.answers["yes_no"]
    words = [token.word for token in reading.tokens if token.word.isalnum()]
    if len(words) < QUALIFIED_WORDS_MIN or words[0] not in table["plain_yes"]:
        return False
    return words[1] in table["qualifiers"] and not set(words[2:]) & set(table["takes_back"])


def _meanings(lexicon: Lexicon, reading: ParsedText) -> set[bool | None]:
    if any(token.word == QUESTION_MARK for token in reading.tokens) or (
        reading.tokens and reading.tokens[0].word in lexicon.answers["yes_no"]["asks"]
    ):
        return set()
    if _doubly_negated(lexicon, [token.word for token in reading.tokens]):
        return set()
    spans = _after_correction(_longest(_said(lexicon, reading)))
    return {MEANINGS[name] for name, _ in spans if name in MEANINGS}


def _doubly_negated(lexicon: Lexicon, words: Sequence[str]) -> bool:
    """Tells whether one "not" stands in the scope of another ("I don't have no numbness").

    A "no" that opens the answer or repeats ("no, not really") denies on its own.
    """
    table = lexicon.answers["yes_no"]
    opened = False
    content = False
    for at, word in enumerate(words):
        if not word[:1].isalnum():
            opened = content = False
        elif word in table["negators"]:
            last = at + 1 == len(words) or not words[at + 1][:1].isalnum()
            if opened and (content or words[at - 1] in table["scoping"]) and not last:
                return True
            opened, content = opened or word in table["scoping"], False
        elif opened and word not in table["weak"]:
            content = True
    return False


def _said(lexicon: Lexicon, reading: ParsedText) -> list[tuple[str, Span]]:
    return [
        (name, span)
        for name in (*MEANINGS, "correction")
        for span in reading.all_spans.get(lexicon.ids[name], ())
    ]


def _longest(spans: Sequence[tuple[str, Span]]) -> list[tuple[str, Span]]:
    """Drops spans inside a longer one and orders the rest; equal spans keep the later name."""
    longest = [
        (name, span)
        for name, span in spans
        if not any(
            other.start <= span.start
            and span.end <= other.end
            and (other.end - other.start) > (span.end - span.start)
            for _, other in spans
        )
    ]
    return sorted(longest, key=lambda item: item[1].start)


def _after_correction(spans: Sequence[tuple[str, Span]]) -> Sequence[tuple[str, Span]]:
    """Keeps what follows the last self-correction, when an answer follows it."""
    marks = [at for at, (name, _) in enumerate(spans) if name == "correction"]
    rest = spans[marks[-1] + 1 :] if marks else spans
    return rest or spans
