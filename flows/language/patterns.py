"""Patterns over concepts: a line of data such as `cannot > feel > saddle ~3` and its matching."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from flows.language.phrases import Span

REACH_ORDERED_WORDS = 4
REACH_FREE_WORDS = 7
ABSENT_REACH_WORDS = 4


class Pattern(Struct, frozen=True):
    """Elements (each a choice of concepts) within `reach` words, in order or not."""

    source: str
    elements: tuple[frozenset[int], ...]
    ordered: bool
    reach: int
    absent: frozenset[int]


class Match(Struct, frozen=True):
    """The spans of a sentence that fill the elements of a pattern."""

    spans: tuple[Span, ...]

    @property
    def start(self) -> int:
        """First token of the match."""
        return min(span.start for span in self.spans)

    @property
    def end(self) -> int:
        """Token after the last of the match."""
        return max(span.end for span in self.spans)


class Line(Struct, frozen=True):
    """The spans of one part of a sentence by concept, and where each token stands in words."""

    spans: Mapping[int, Sequence[Span]]
    places: Sequence[int]


def parse_pattern(source: str, concept_id: Callable[[str], int]) -> Pattern:
    """Reads `a|b > c ~3 !d` (in order) or `a & b ~8` (any order); `!d`: no d soon after."""
    words = source.split()
    absent = frozenset(concept_id(word[1:]) for word in words if word.startswith("!"))
    reach = next((int(word[1:]) for word in words if word.startswith("~")), None)
    elements = tuple(
        frozenset(concept_id(name) for name in word.split("|"))
        for word in words
        if word not in (">", "&") and word[0] not in "!~"
    )
    ordered = ">" in words
    assert not (ordered and "&" in words), source
    default = REACH_ORDERED_WORDS if ordered else REACH_FREE_WORDS
    return Pattern(source, elements, ordered, default if reach is None else reach, absent)


def matches(pattern: Pattern, line: Line) -> Iterator[Match]:
    """Yields one match per span of the first element that can be completed."""
    choices = [
        [span for concept in sorted(element) for span in line.spans.get(concept, ())]
        for element in pattern.elements
    ]
    if not all(choices):
        return
    fill = _fill_ordered if pattern.ordered else _fill_free
    for first in choices[0]:
        if (spans := fill(pattern.reach, line, [first], choices[1:])) is not None:
            match = Match(tuple(spans))
            if not _spoiled(pattern, line, match):
                yield match


def _spoiled(pattern: Pattern, line: Line, match: Match) -> bool:
    """Tells whether a concept that must be absent stands in the match or soon after it."""
    whole = Span(-1, match.start, match.end)
    return any(
        span.start >= match.start and words_between(line, whole, span) <= ABSENT_REACH_WORDS
        for concept in pattern.absent
        for span in line.spans.get(concept, ())
    )


def _fill_ordered(
    reach: int, line: Line, taken: list[Span], rest: Sequence[Sequence[Span]]
) -> list[Span] | None:
    """Completes a match left to right; elements are few, so the search is shallow."""
    if not rest:
        return taken
    last = taken[-1]
    for span in rest[0]:
        if span.start < last.end or words_between(line, last, span) > reach:
            continue
        if (done := _fill_ordered(reach, line, [*taken, span], rest[1:])) is not None:
            return done
    return None


def _fill_free(
    reach: int, line: Line, taken: list[Span], rest: Sequence[Sequence[Span]]
) -> list[Span] | None:
    """Completes a match with the nearest span of every further element."""
    for choices in rest:
        near = min(choices, key=lambda span: (words_between(line, taken[0], span), span.start))
        if words_between(line, taken[0], near) > reach:
            return None
        taken = [*taken, near]
    return taken


def words_between(line: Line, one: Span, other: Span) -> int:
    """Returns how many counted words lie between two spans, 0 when they touch or overlap."""
    first, second = (one, other) if one.start <= other.start else (other, one)
    if second.start <= first.end:
        return 0
    return line.places[second.start] - line.places[first.end]
