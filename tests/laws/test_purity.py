"""Law 3: flows are pure: no async, no I/O, no clock, no randomness, no logging."""

import ast

from tests.laws.sources import imports, modules

IMPURE = {
    "asyncio", "io", "logging", "os", "pathlib", "random", "secrets", "socket", "structlog",
    "subprocess", "sys", "tempfile", "threading", "time", "uuid",
}  # fmt: skip
CALLS = {"open", "print", "input"}
CLOCKS = {"now", "today", "utcnow"}


def flows() -> dict[str, ast.Module]:
    """The modules of the pure part."""
    return {name: tree for name, tree in modules().items() if name.startswith("flows")}


def test_flows_import_nothing_impure() -> None:
    """No module of flows imports a library that touches the world."""
    wrong = [(n, i) for n, t in flows().items() for i in imports(t) if i.split(".")[0] in IMPURE]
    assert wrong == []


def test_flows_have_no_async_and_no_effects_of_their_own() -> None:
    """No module of flows is asynchronous, opens, prints, or reads a clock."""
    wrong = []
    for name, tree in flows().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.AsyncFunctionDef | ast.Await):
                wrong.append((name, node.lineno))
            if isinstance(node, ast.Call) and _impure(node.func):
                wrong.append((name, node.lineno))
    assert wrong == []


def _impure(called: ast.expr) -> bool:
    if isinstance(called, ast.Name):
        return called.id in CALLS
    on_type = isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name)
    return on_type and called.value.id in ("datetime", "date") and called.attr in CLOCKS
