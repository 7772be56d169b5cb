"""What must hold of every flow, its words and its commands before the program may start.

Each check gives lines of the form "where: what is wrong"; no line means that it is proved.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from flows.engine.context import Wording
from flows.engine.engine import Engine
from flows.engine.guards import Guard
from flows.engine.kinds import Kind, Value
from flows.engine.nodes import Ask, Dialogue, End, Flow, Node, Tell, label_keys, routes_of, words_of
from flows.engine.wording import parsed

BUTTON_CHARS_MAX = 60
TICK_CHARS_MAX = 75
"""Longest label of something to tick among several: a platform cuts what is longer."""
PROMPT_CHARS_MAX = 3000
EMERGENCY = "emergency"
"""The end of a screen at which the most urgent referral is sent."""
SAME_WORDS_MAX = 5
"""So many words in a row are the same in two languages only where nobody has translated them."""
WORD = re.compile(r"[a-z]{2,}")
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
DIGITS = re.compile(r"\d+")
UNDECODED = "\ufffd"
RAW = re.compile(r"[0-9][0-9:.+]*")
"""What may stand on a button without words: numbers and times."""


def lint(engine: Engine) -> list[str]:
    """List every fault of the flows and of their words in each language."""
    return [
        fault
        for name, dialogue in engine.dialogues.items()
        for fault in _dialogue(engine, name, dialogue)
    ]


def _dialogue(engine: Engine, name: str, dialogue: Dialogue) -> list[str]:
    flow = dialogue.flow
    broken = [*_named(flow), *_acyclic(flow)]
    found = broken or [
        *_reachable(flow),
        *_total(flow),
        *_fed(flow),
        *_reopening(flow),
        *_acting(dialogue),
        *_emergency(engine, dialogue),
    ]
    for language, wording in engine.wordings.items():
        found += [f"{fault} ({language})" for fault in _worded(flow, wording)]
    return [f"{name}.{fault}" for fault in found]


# --- the shape of a flow ----------------------------------------------------------------------
def _named(flow: Flow) -> Iterator[str]:
    """Demand that names are used once and every route leads to one."""
    for name, count in Counter(node.id for node in flow.nodes).items():
        if count > 1:
            yield f"{name}: {count} nodes have this id"
    for node in flow.nodes:
        for route in routes_of(node):
            if route.to not in flow.by_id:
                yield f"{node.id}: leads to {route.to}, which does not exist"


def _following(flow: Flow, node: str) -> list[str]:
    return [route.to for route in routes_of(flow.by_id[node])]


def _acyclic(flow: Flow) -> list[str]:
    """Demand that no node can be reached from itself."""
    if any(True for _ in _named(flow)):
        return []
    return [f"{n.id}: lies on a circle" for n in flow.nodes if n.id in _ahead(flow, n.id)]


def _ahead(flow: Flow, node: str, around: frozenset[str] = frozenset()) -> set[str]:
    """Give every node that can come after one, not looking beyond those of `around`."""
    found: set[str] = set()
    left = _following(flow, node)
    while left:
        name = left.pop()
        if name not in found and name not in around:
            found.add(name)
            left += _following(flow, name)
    return found


def _reachable(flow: Flow) -> Iterator[str]:
    """Demand that every node can be come to."""
    seen = {flow.start, *_ahead(flow, flow.start)}
    yield from (f"{n.id}: cannot be reached" for n in flow.nodes if n.id not in seen)


def _total(flow: Flow) -> Iterator[str]:
    """Demand that one route holds whatever is answered, and none stands behind such a one."""
    for node in flow.nodes:
        routes = routes_of(node)
        if isinstance(node, End):
            continue
        if any(route.when is None for route in routes[:-1]):
            yield f"{node.id}: a route stands behind one that always holds"
        if not routes or (routes[-1].when is not None and not _covers(node)):
            yield f"{node.id}: no route may hold"


def _covers(node: Node) -> bool:
    """Tell whether the guards over a finite question hold for each of its answers."""
    guards = [route.when for route in routes_of(node) if route.when]
    answers = _answers(node) if isinstance(node, Ask) else None
    if answers is None or any(set(guard.reads) != {node.id} for guard in guards):
        return False
    return all(any(guard({node.id: value}) for guard in guards) for value in answers)


def _answers(ask: Ask) -> tuple[Value, ...] | None:
    """Give every answer of a question, where there are finitely many."""
    kind = ask.kind
    if not kind.options or kind.presets or kind.several or kind.high is not None:
        return None
    return (*kind.options, None) if ask.optional else kind.options


def _fed(flow: Flow) -> Iterator[str]:
    """Demand that what a guard reads is a parameter, or answered on every path to it."""
    known: dict[str, frozenset[str]] = {flow.start: frozenset(flow.params)}
    for name in _in_order(flow):
        node = flow.by_id[name]
        after = known[name] | ({name} if isinstance(node, Ask) else frozenset())
        for route in routes_of(node):
            yield from _unfed(node, route.when, after)
            known[route.to] = known[route.to] & after if route.to in known else after


def _unfed(node: Node, guard: Guard | None, known: frozenset[str]) -> Iterator[str]:
    reads = guard.reads if guard else ()
    yield from (f"{node.id}: reads {r}, which may not be known" for r in reads if r not in known)


def _in_order(flow: Flow) -> list[str]:
    """Order the nodes so that each comes after all that lead to it."""
    seen: list[str] = []

    def visit(name: str) -> None:
        for following in _following(flow, name):
            if following not in seen:
                visit(following)
        if name not in seen:
            seen.append(name)

    visit(flow.start)
    return seen[::-1]


def _reopening(flow: Flow) -> Iterator[str]:
    """Demand that an option reopens only questions that can have come before."""
    for node in flow.nodes:
        if isinstance(node, Ask) and node.reopens and not node.options:
            names = {name for option in node.kind.options for name in node.reopens(option)}
            earlier = {n for n in names if n in flow.by_id and node.id in _ahead(flow, n)}
            yield from (f"{node.id}: reopens {n}" for n in sorted(names - earlier))


def _acting(dialogue: Dialogue) -> Iterator[str]:
    """Demand that acts belong to statements and ends of their flow."""
    for name in dialogue.acts:
        node = dialogue.flow.by_id.get(name)
        if not isinstance(node, Tell | End):
            yield f"{name}: has an act, but is no statement or end"


def _emergency(engine: Engine, dialogue: Dialogue) -> Iterator[str]:
    """Prove that every red-flag answer passes an emergency route, first of its kind, to leave."""
    flow = dialogue.flow
    if EMERGENCY not in flow.by_id:
        return
    if EMERGENCY not in dialogue.acts:
        yield f"{EMERGENCY}: has no act"
    first = frozenset(n.id for n in flow.nodes if _following(flow, n.id)[:1] == [EMERGENCY])
    ends = {node.id for node in flow.nodes if isinstance(node, End)}
    for name in _red_flags(engine, flow):
        missed = set() if name in first else ends & _ahead(flow, name, first)
        yield from (f"{name}: may end in {end}, emergency unasked" for end in sorted(missed))


def _red_flags(engine: Engine, flow: Flow) -> list[str]:
    """List the questions of the bank that a flow asks, and those that follow them."""
    bank = engine.catalog.red_flags
    asks = [node.id for node in flow.nodes if isinstance(node, Ask)]
    return [name for name in asks if bank.question(name.partition("_")[0])]


# --- its words --------------------------------------------------------------------------------
def _worded(flow: Flow, wording: Wording) -> Iterator[str]:
    """Demand words of bearable length, and a label of its own for every button."""
    for node in flow.nodes:
        if isinstance(node, Ask) or (isinstance(node, Tell) and not node.silent):
            key = words_of(flow.id, node)
            if not wording.has(key):
                yield f"{node.id}: no words {key}"
            elif len(wording.text(key)) > PROMPT_CHARS_MAX:
                yield f"{node.id}: {key} is longer than {PROMPT_CHARS_MAX} characters"
        if isinstance(node, Ask):
            yield from _labelled(flow, node, wording)


def _labelled(flow: Flow, ask: Ask, wording: Wording) -> Iterator[str]:
    labels = [] if ask.options else [_label(flow, ask, o, wording) for o in ask.kind.options]
    if ask.shortcut:
        labels.append(_label(flow, ask, ask.shortcut.option, wording))
    for option, label in zip((*_static(ask), *_short(ask)), labels, strict=True):
        if not label:
            yield f"{ask.id}: no words for the option {option}"
        elif len(label) > _longest(ask.kind):
            yield f"{ask.id}: the label of {option} has more than {_longest(ask.kind)} characters"
    for label, count in Counter(label.casefold() for label in labels if label).items():
        if count > 1:
            yield f"{ask.id}: {count} options are called {label!r}"


def _static(ask: Ask) -> tuple[str, ...]:
    return () if ask.options else ask.kind.options


def _short(ask: Ask) -> tuple[str, ...]:
    return (ask.shortcut.option,) if ask.shortcut else ()


def _longest(kind: Kind) -> int:
    return TICK_CHARS_MAX if kind.several else BUTTON_CHARS_MAX


def _label(flow: Flow, ask: Ask, option: str, wording: Wording) -> str:
    """Give the words on a button, or nothing where there are none and it cannot stand raw."""
    keys = label_keys(flow.id, ask, option)
    key = next((key for key in keys if wording.has(key)), "")
    if key:
        return wording.text(key)
    return option if RAW.fullmatch(option) else ""


# --- the commands -----------------------------------------------------------------------------
def lint_commands(
    table: Mapping[str, Mapping[str, object]], everywhere: Iterable[str], phases: Iterable[str]
) -> list[str]:
    """List the commands that some phase of a conversation does not answer."""
    wanted = tuple(phases)
    missing = [f"{name}: no such command" for name in everywhere if name not in table]
    gaps = [
        f"{name}: not answered in the phase {phase}"
        for name, row in table.items()
        for phase in wanted
        if phase not in row
    ]
    return missing + gaps


# --- the files of words -----------------------------------------------------------------------
class _Names(Visitor):
    """The variables and messages that a message names."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.messages: set[str] = set()
        self.digits: set[str] = set()

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802
        self.digits.update(DIGITS.findall(node.value))

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.messages.add(node.id.name)


def lint_texts(texts: Mapping[str, Mapping[str, str]], first: str, language: str) -> list[str]:
    """List what is wrong in the Fluent files of a language, beside those of the first one.

    `texts` is {language: {file: text}}. Each message of the first language must be there once,
    readable, with the same variables, naming only messages that are there, and translated.
    """
    found: list[str] = []
    if not LANGUAGE_CODE.fullmatch(language):
        found.append(f"text/{language}: is no language code (as de, or pt-BR)")
    messages = _read(language, texts.get(language, {}), found)
    if language != first:
        found += _parity(language, _read(first, texts.get(first, {}), []), messages)
    for key, entry in messages.items():
        unknown = sorted(_names(entry).messages - messages.keys())
        found += (f"text/{language}: {key} names {name}, which is not there" for name in unknown)
    return found


def lint_spoken(
    keys: Mapping[str, str], perhaps: frozenset[str], files: Mapping[str, str], language: str
) -> list[str]:
    """List the messages that the program says and the files of a language lack, and the reverse.

    `keys` are the ids with where each is said; `perhaps` are ids that may be there instead.
    """
    messages = _read(language, files, [])
    named = {name for entry in messages.values() for name in _names(entry).messages}
    unsaid = sorted(messages.keys() - keys.keys() - perhaps - named)
    return [
        *(f"text/{language}: {k} is missing ({w})" for k, w in keys.items() if k not in messages),
        *(f"text/{language}: {key} is said by nobody: remove it, or say it" for key in unsaid),
    ]


def _read(language: str, files: Mapping[str, str], found: list[str]) -> dict[str, ast.Message]:
    """Collect the messages of a language; note what cannot be read or is there twice."""
    messages: dict[str, ast.Message] = {}
    if not files:
        found.append(f"text/{language}: is missing")
    for file, text in sorted(files.items()):
        where = f"text/{language}/{file}"
        if UNDECODED in text:
            found.append(f"{where}: is not UTF-8")
        for entry in parsed(text).body:
            if isinstance(entry, ast.Junk):
                line = (entry.content or "").strip().partition("\n")[0]
                found.append(f"{where}: cannot read {line!r}")
            elif isinstance(entry, ast.Message):
                if entry.id.name in messages:
                    found.append(f"{where}: {entry.id.name} is there twice")
                if entry.value is None:
                    found.append(f"{where}: {entry.id.name} has no words")
                messages[entry.id.name] = entry
    return messages


def _names(entry: ast.Message) -> _Names:
    names = _Names()
    names.visit(entry)
    return names


def _parity(
    language: str, first: Mapping[str, ast.Message], messages: Mapping[str, ast.Message]
) -> Iterator[str]:
    """Demand the same messages with the same variables, and not the very same words."""
    for key in sorted(first.keys() ^ messages.keys()):
        yield f"text/{language}: {key} is " + (
            "missing" if key in first else "in no other language"
        )
    for key in sorted(first.keys() & messages.keys()):
        theirs, ours = first[key], messages[key]
        if _names(theirs).variables != _names(ours).variables:
            yield f"text/{language}: {key} has other variables than in the first language"
        if _names(theirs).digits != _names(ours).digits:
            yield f"text/{language}: {key} has other numbers than in the first language"
        if ours.equals(theirs) and len(WORD.findall(_plain(ours))) >= SAME_WORDS_MAX:
            yield f"text/{language}: {key} is not translated"


def _plain(entry: ast.Message) -> str:
    """Give the words of a message as they stand, without what is put into them."""
    parts = entry.value.elements if entry.value else []
    return " ".join(part.value for part in parts if isinstance(part, ast.TextElement))
