"""Reads yes, no and not sure, with hedges and self-correction."""

from collections.abc import Sequence

from flows.language.lexicon import Lexicon
from flows.language.matching import Span
from flows.language.parsed_text import ParsedText, read_text

MEANINGS = {"say_yes": True, "say_no": False, "say_unsure": None}
QUESTION_MARK = "?"


def read_yes_no(lexicon: Lexicon, text: str) -> bool | None:
    """Returns True or False, or None when the answer does not lean clearly."""
    meanings = _meanings(lexicon, read_text(lexicon, text))
    return next(iter(meanings)) if len(meanings) == 1 else None


def read_yes_no_unsure(lexicon: Lexicon, text: str) -> str | None:
    """Returns "yes", "no" or "not_sure"; None when nothing of the kind was said."""
    meanings = _meanings(lexicon, read_text(lexicon, text))
    if not meanings:
        return None
    if len(meanings) > 1 or None in meanings:
        return "not_sure" if None in meanings else None
    return "yes" if True in meanings else "no"


def _meanings(lexicon: Lexicon, reading: ParsedText) -> set[bool | None]:
    if any(token.word == QUESTION_MARK for token in reading.tokens):
        return set()
    spans = _after_correction(_longest(_said(lexicon, reading)))
    return {MEANINGS[name] for name, _ in spans if name in MEANINGS}


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
