"""Reads a pain rating on the numeric rating scale (NRS), 0 to 10."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flows.language.answers.numerals import Numeral, is_negative, numerals, whole
from flows.language.lexicon import Lexicon
from flows.language.normalise import plain

RANGE_WIDTH_MAX = 2
RANGE_ENDS = 2


def read_rating(lexicon: Lexicon, text: str) -> float | None:
    """Returns 0 to 10 in halves, or None when no single present rating is clear."""
    words = plain(lexicon, text)
    scale, ranges = lexicon.answers["scale"], lexicon.answers["range"]
    found = [one for one in numerals(lexicon, words) if not _has_unit(scale, words, one)]
    if any(word in scale["other_scale"] for word in words):
        return None
    if not found:
        return 0 if has_phrase(words, scale["none"]) else None
    if any(is_negative(words, one) for one in found):
        return None
    rated = _out_of_top(scale, words, found)
    if rated is None:
        return None
    return _in_scale(scale, _single(scale, ranges, words, rated))


def has_phrase(words: Sequence[str], phrases: Iterable[str]) -> bool:
    """Tells whether one of the phrases occurs in the words."""
    line = f" {' '.join(words)} "
    return any(f" {phrase} " in line for phrase in phrases)


def _has_unit(scale: Mapping[str, Any], words: Sequence[str], one: Numeral) -> bool:
    after = words[one.end] if one.end < len(words) else ""
    return after in scale["units_ignored"]


def _out_of_top(
    scale: Mapping[str, Any], words: Sequence[str], found: Sequence[Numeral]
) -> list[Numeral] | None:
    """Drops the "10" of "6/10" or "6 out of 10"; None when the scale is another one."""
    kept: list[Numeral] = []
    for one in found:
        bound = kept and one.start and words[one.start - 1] in scale["out_of"]
        if not bound:
            kept.append(one)
        elif one.value != scale["top"]:
            return None
    return kept


def _single(
    scale: Mapping[str, Any],
    ranges: Mapping[str, Any],
    words: Sequence[str],
    found: Sequence[Numeral],
) -> float | None:
    if len({one.value for one in found}) == 1:
        return found[0].value
    told_of_then = any(word in scale["then"] for word in words[: found[0].start])
    is_pair = len(found) == RANGE_ENDS and not told_of_then
    if is_pair and _is_range(ranges, words, found[0], found[1]):
        return _midpoint(found[0].value, found[1].value)
    return _present(scale, words, found)


def _is_range(ranges: Mapping[str, Any], words: Sequence[str], low: Numeral, high: Numeral) -> bool:
    middle = words[low.end : high.start]
    opened = any(word in ranges["between"] for word in words[: low.start])
    links = ranges["links"] if opened else ranges["firm_links"]
    linked = [word for word in middle if word not in ranges["fillers"]]
    return bool(linked) and all(word in links for word in linked)


def _midpoint(low: float, high: float) -> float | None:
    return (low + high) / 2 if abs(high - low) <= RANGE_WIDTH_MAX else None


def _present(
    scale: Mapping[str, Any], words: Sequence[str], found: Sequence[Numeral]
) -> float | None:
    """Returns the one value that is said of now when others are said of then."""
    ends = [0, *(one.end for one in found[:-1])]
    now = [one for one, begin in zip(found, ends, strict=True) if _is_now(scale, words, begin, one)]
    contextual = any(word in scale["contexts"] for word in words)
    spoken = any(word in scale["now_strong"] for word in words)
    if len(now) != 1 or (contextual and not spoken):
        return None
    return now[0].value


def _is_now(scale: Mapping[str, Any], words: Sequence[str], begin: int, one: Numeral) -> bool:
    before = words[begin : one.start]
    after = words[one.end : one.end + 2]
    if any(word in scale["now"] for word in (*before, *after)):
        return not any(word in scale["then"] for word in (*before, *after)) or (
            bool(after) and after[0] in scale["now"]
        )
    return False


def _in_scale(scale: Mapping[str, Any], value: float | None) -> float | None:
    if value is None or not 0 <= value <= scale["top"] or value * 2 != int(value * 2):
        return None
    return whole(value)
