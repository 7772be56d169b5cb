"""Reads yes, no and not sure, with hedges and self-correction."""

from collections.abc import Sequence

from flows.language.lexicon import Lexicon
from flows.language.parsed_text import ParsedText, read_text
from flows.language.phrases import Span

VERDICTS = {"say_yes": True, "say_no": False, "say_unsure": None}
QUESTION_MARK = "?"


def read_yes_no(lexicon: Lexicon, text: str) -> bool | None:
    """Returns True or False, or None when the answer does not lean clearly."""
    verdicts = _verdicts(lexicon, read_text(lexicon, text))
    return next(iter(verdicts)) if len(verdicts) == 1 else None


def read_yes_no_unsure(lexicon: Lexicon, text: str) -> str | None:
    """Returns "yes", "no" or "not_sure"; None when nothing of the kind was said."""
    verdicts = _verdicts(lexicon, read_text(lexicon, text))
    if not verdicts:
        return None
    if len(verdicts) > 1 or None in verdicts:
        return "not_sure" if None in verdicts else None
    return "yes" if True in verdicts else "no"


def _verdicts(lexicon: Lexicon, reading: ParsedText) -> set[bool | None]:
    if any(token.word == QUESTION_MARK for token in reading.tokens):
        return set()
    spans = _after_correction(_longest(_said(lexicon, reading)))
    return {VERDICTS[name] for name, _ in spans if name in VERDICTS}


def _said(lexicon: Lexicon, reading: ParsedText) -> list[tuple[str, Span]]:
    return [
        (name, span)
        for name in (*VERDICTS, "correction")
        for span in reading.all_spans.get(lexicon.ids[name], ())
    ]


def _longest(spans: Sequence[tuple[str, Span]]) -> list[tuple[str, Span]]:
    """Drops spans inside a longer one and orders the rest; equal spans keep the later name."""
    kept = [
        (name, span)
        for name, span in spans
        if not any(
            other.start <= span.start
            and span.end <= other.end
            and (other.end - other.start) > (span.end - span.start)
            for _, other in spans
        )
    ]
    return sorted(kept, key=lambda item: item[1].start)


def _after_correction(spans: Sequence[tuple[str, Span]]) -> Sequence[tuple[str, Span]]:
    """Keeps what follows the last self-correction, when an answer follows it."""
    marks = [at for at, (name, _) in enumerate(spans) if name == "correction"]
    rest = spans[marks[-1] + 1 :] if marks else spans
    return rest or spans
