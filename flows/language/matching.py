"""A phrase automaton: finds every phrase of many concepts in one walk over the tokens."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

PHRASE_FORMS_MAX = 400
FILLERS_BETWEEN_MAX = 3


class Span(Struct, frozen=True, gc=False):
    """Tokens `start` to `end` (exclusive) that express one concept."""

    concept: int
    start: int
    end: int


class TrieNode(Struct, gc=False):
    """One state of the trie: the concepts whose phrase ends here, and the next states."""

    concepts: set[int] = field(default_factory=set)
    children: "dict[str, TrieNode]" = field(default_factory=dict)


class Automaton(Struct, frozen=True):
    """A trie over words, with stems (`numb*`) and classes of numbers as further symbols."""

    root: TrieNode
    stems: frozenset[str]
    stem_lengths: tuple[int, ...]
    number_classes: Mapping[str, tuple[float, float]]


class Symbols(Struct, frozen=True):
    """What the automaton walks over: the symbols of each word, and which words may be skipped."""

    choices: Sequence[tuple[str, ...]]
    fillers: Sequence[bool]


def build_automaton(
    phrases: Iterable[tuple[int, str]],
    number_classes: Mapping[str, tuple[float, float]],
) -> Automaton:
    """Compiles (concept, phrase) pairs; `a|b` in a phrase stands for either word."""
    root = TrieNode()
    stems: set[str] = set()
    for concept, phrase in phrases:
        for words in spelled_out(phrase):
            stems.update(word for word in words if word.endswith("*"))
            _plant(root, words).concepts.add(concept)
    lengths = sorted({len(stem) - 1 for stem in stems})
    return Automaton(root, frozenset(stems), tuple(lengths), dict(number_classes))


def spelled_out(phrase: str) -> list[tuple[str, ...]]:
    """Returns every word sequence of a phrase with alternatives, at most PHRASE_FORMS_MAX."""
    forms: list[tuple[str, ...]] = [()]
    for slot in phrase.split():
        choices = slot.split("|")
        forms = [(*form, choice) if choice else form for form in forms for choice in choices]
    assert len(forms) <= PHRASE_FORMS_MAX, phrase
    return [form for form in forms if form]


def _plant(node: TrieNode, words: Sequence[str]) -> TrieNode:
    for word in words:
        node = node.children.setdefault(word, TrieNode())
    return node


def symbols(automaton: Automaton, word: str) -> tuple[str, ...]:
    """Returns the symbols that a word can stand for: itself, its stems, its number classes."""
    if word[0].isdigit():
        return (word, *_number_symbols(automaton, word))
    found = [word]
    for length in automaton.stem_lengths:
        if length > len(word):
            break
        stem = word[:length] + "*"
        if stem in automaton.stems:
            found.append(stem)
    return tuple(found)


def _number_symbols(automaton: Automaton, word: str) -> tuple[str, ...]:
    try:
        value = float(word.replace(",", "."))
    except ValueError:
        return ()
    return tuple(
        name for name, (low, high) in automaton.number_classes.items() if low <= value <= high
    )


def find(automaton: Automaton, words: Sequence[str], fillers: Sequence[bool]) -> list[Span]:
    """Returns the longest span of each concept at each start, in order of start."""
    line = Symbols([symbols(automaton, word) for word in words], fillers)
    spans: list[Span] = []
    for start, choices in enumerate(line.choices):
        ends: dict[int, int] = {}
        for symbol in choices:
            if (child := automaton.root.children.get(symbol)) is not None:
                _follow(child, line, start + 1, ends)
        spans.extend(Span(concept, start, end) for concept, end in ends.items())
    return spans


def _follow(node: TrieNode, line: Symbols, at: int, ends: dict[int, int], skipped: int = 0) -> None:
    """Notes the phrases that end before word `at`, then goes on with it or past a filler."""
    if not skipped:
        for concept in node.concepts:
            ends[concept] = max(ends.get(concept, 0), at)
    if at == len(line.choices) or not node.children:
        return
    for symbol in line.choices[at]:
        if (child := node.children.get(symbol)) is not None:
            _follow(child, line, at + 1, ends)
    if line.fillers[at] and skipped < FILLERS_BETWEEN_MAX:
        _follow(node, line, at + 1, ends, skipped + 1)


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


class PartSpans(Struct, frozen=True):
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


def matches(pattern: Pattern, line: PartSpans) -> Iterator[Match]:
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


def _spoiled(pattern: Pattern, line: PartSpans, match: Match) -> bool:
    """Tells whether a concept that must be absent stands in the match or soon after it."""
    whole = Span(-1, match.start, match.end)
    return any(
        span.start >= match.start and words_between(line, whole, span) <= ABSENT_REACH_WORDS
        for concept in pattern.absent
        for span in line.spans.get(concept, ())
    )


def _fill_ordered(
    reach: int, line: PartSpans, taken: list[Span], rest: Sequence[Sequence[Span]]
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
    reach: int, line: PartSpans, taken: list[Span], rest: Sequence[Sequence[Span]]
) -> list[Span] | None:
    """Completes a match with the nearest span of every further element."""
    for choices in rest:
        near = min(choices, key=lambda span: (words_between(line, taken[0], span), span.start))
        if words_between(line, taken[0], near) > reach:
            return None
        taken = [*taken, near]
    return taken


def words_between(line: PartSpans, one: Span, other: Span) -> int:
    """Returns how many counted words lie between two spans, 0 when they touch or overlap."""
    first, second = (one, other) if one.start <= other.start else (other, one)
    if second.start <= first.end:
        return 0
    return line.places[second.start] - line.places[first.end]
