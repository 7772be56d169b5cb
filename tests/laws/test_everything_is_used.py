"""Law: every public function, class and method of the house is used by the house itself."""

import ast
from collections import Counter
from collections.abc import Iterator

from tests.laws.sources import modules

Defined = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
CALLED_BY_A_LIBRARY = (
    "bot.adapters.telegram.client", "bot.logs", "bot.store.batcher", "flows.engine.lint",
)  # fmt: skip
"""Modules whose classes override what a library calls: requests, logs, connections, a visitor."""
DOUBLES = {
    "bot.adapters.slack.installations.MemoryInstallations": "the store of a test",
    "bot.core.clock.SetTime": "the clock of a test",
    "bot.simulate.year.Citizen": "a year of a person, in a test and in benchmarks/year.py",
    "bot.store.memory.MemoryStore": "the store of a test",
    "bot.store.memory.MemoryUpkeep.forget_lease": "a lease that ran out, in a test",
    "bot.store.database.Database.believe": "a slot of the cluster that moved, in a test",
}
"""Shipped for tests, so that it keeps the contract of what it stands for."""


def defined(module: str, tree: ast.Module) -> Iterator[tuple[str, Defined]]:
    """Every public function, class and method of a module by its dotted name."""
    for node in tree.body:
        if not isinstance(node, Defined) or node.name.startswith("_"):
            continue
        yield f"{module}.{node.name}", node
        for inner in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(inner, Defined) and not inner.name.startswith("_"):
                yield f"{module}.{node.name}.{inner.name}", inner


def names(tree: ast.AST) -> Counter[str]:
    """How often each name is read or imported in a tree, whatever it stands for."""
    found: Counter[str] = Counter()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                found[name] += 1
            case ast.alias(name=name):
                found[name.rpartition(".")[2]] += 1
    return found


def unused(trees: dict[str, ast.Module]) -> list[str]:
    """Every definition whose name is read nowhere but inside of itself; decorated ones aside."""
    read = sum((names(tree) for tree in trees.values()), Counter[str]())
    return [
        name
        for module, tree in trees.items()
        for name, node in defined(module, tree)
        if not node.decorator_list and read[node.name] <= names(node)[node.name]
    ]


def test_every_public_definition_is_used_by_the_house() -> None:
    """What only tests call belongs to them, or is gone."""
    found = [name for name in unused(modules()) if not name.startswith(CALLED_BY_A_LIBRARY)]
    assert [name for name in found if name not in DOUBLES] == []


def test_what_is_let_be_is_there() -> None:
    """An exemption for something that is gone is gone with it."""
    there = {name for module, tree in modules().items() for name, _ in defined(module, tree)}
    assert set(DOUBLES) <= there
    assert set(CALLED_BY_A_LIBRARY) <= modules().keys()


def test_the_law_sees_what_nobody_uses() -> None:
    """A function that only calls itself, and a method that nobody calls, are seen."""
    tree = ast.parse("def f(): f()\nclass A:\n    def g(self): ...\n    def h(self): ...\nA().h")
    assert unused({"m": tree}) == ["m.f", "m.A.g"]
