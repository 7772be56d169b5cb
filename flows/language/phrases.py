"""A phrase automaton: finds every phrase of many concepts in one walk over the tokens."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

PHRASE_FORMS_MAX = 400
FILLERS_BETWEEN_MAX = 3


class Span(Struct, frozen=True, gc=False):
    """Tokens `start` to `end` (exclusive) that express one concept."""

    concept: int
    start: int
    end: int


class Node(Struct, gc=False):
    """One state of the trie: the concepts whose phrase ends here, and the next states."""

    concepts: set[int] = field(default_factory=set)
    children: "dict[str, Node]" = field(default_factory=dict)


class Automaton(Struct, frozen=True):
    """A trie over words, with stems (`numb*`) and classes of numbers as further symbols."""

    root: Node
    stems: frozenset[str]
    stem_lengths: tuple[int, ...]
    number_classes: Mapping[str, tuple[float, float]]


class Line(Struct, frozen=True):
    """What the automaton walks over: the symbols of each word, and which words may be skipped."""

    choices: Sequence[tuple[str, ...]]
    fillers: Sequence[bool]


def build_automaton(
    phrases: Iterable[tuple[int, str]],
    number_classes: Mapping[str, tuple[float, float]],
) -> Automaton:
    """Compiles (concept, phrase) pairs; `a|b` in a phrase stands for either word."""
    root = Node()
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


def _plant(node: Node, words: Sequence[str]) -> Node:
    for word in words:
        node = node.children.setdefault(word, Node())
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
    line = Line([symbols(automaton, word) for word in words], fillers)
    spans: list[Span] = []
    for start, choices in enumerate(line.choices):
        ends: dict[int, int] = {}
        for symbol in choices:
            if (child := automaton.root.children.get(symbol)) is not None:
                _follow(child, line, start + 1, ends)
        spans.extend(Span(concept, start, end) for concept, end in ends.items())
    return spans


def _follow(node: Node, line: Line, at: int, ends: dict[int, int], skipped: int = 0) -> None:
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
