"""Law 11: no test depends on wall time; bounds are counts or processor time, waits are by event."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
FILES = sorted(TESTS.rglob("*.py"))
STOPWATCHES = {"monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "timeit"}
ALLOWED = {
    "contract/cluster.py": "gives up on a cluster that does not come up",
    "e2e/terminal.py": "gives up on a program that does not print",
    "standins/slack_proxy.py": "stands in for Slack, which counts a second between two messages",
}
"""Files that may look at a stopwatch, and why: to notice a hang, or as a platform would."""
CAPS = {"HANG_S", "seconds"}
"""What may limit a wait for an event; `seconds` is a parameter with that default."""


def stopwatches(tree: ast.AST) -> Iterator[int]:
    """Lines that read a clock by which wall time is measured."""
    for node in ast.walk(tree):
        name = getattr(node, "attr", getattr(node, "id", ""))
        if isinstance(node, ast.Attribute | ast.Name) and name in STOPWATCHES:
            yield node.lineno
        if isinstance(node, ast.alias) and node.name in STOPWATCHES:
            yield node.lineno


def timed(tree: ast.AST) -> Iterator[int]:
    """Lines that compare the time of day, or of the loop, in an assertion."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            began = {
                target.id
                for node in ast.walk(function)
                if isinstance(node, ast.Assign) and _reads_clock(node.value)
                for target in node.targets
                if isinstance(target, ast.Name)
            }
            for node in ast.walk(function):
                if isinstance(node, ast.Assert) and _is_bound(node.test, began):
                    yield node.lineno


def _is_bound(test: ast.expr, began: set[str]) -> bool:
    differences = [
        node
        for node in ast.walk(test)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub)
    ]
    return isinstance(test, ast.Compare) and any(
        _reads_clock(node) or (isinstance(node, ast.Name) and node.id in began)
        for difference in differences
        for node in ast.walk(difference)
    )


def _reads_clock(node: ast.AST) -> bool:
    """Whether an expression calls time.time(), or the time() of a loop."""
    return any(
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in ("time", "time_ns")
        for call in ast.walk(node)
    )


def short_waits(tree: ast.AST) -> Iterator[int]:
    """Lines that give up an event before HANG_S."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr == "timeout" and getattr(node.func.value, "id", "") == "asyncio":
            limit = node.args[0]
        elif node.func.attr == "wait_for" and getattr(node.func.value, "id", "") == "asyncio":
            limit = node.args[-1]
        else:
            continue
        if getattr(limit, "id", "") not in CAPS:
            yield node.lineno


def found_in(path: Path) -> list[str]:
    """Every place of a file that breaks the law."""
    tree, name = ast.parse(path.read_text("utf-8")), path.relative_to(TESTS).as_posix()
    watched = [] if name in ALLOWED else [f"{name}:{n} stopwatch" for n in stopwatches(tree)]
    return [
        *watched,
        *(f"{name}:{n} compares wall time" for n in timed(tree)),
        *(f"{name}:{n} waits for less than HANG_S" for n in short_waits(tree)),
    ]


def test_no_test_depends_on_wall_time() -> None:
    """No stopwatch, no comparison of the time of day, no wait that a busy machine could break."""
    assert [place for path in FILES for place in found_in(path)] == []


def test_the_files_that_may_look_at_a_stopwatch_do_so() -> None:
    """An exemption that is not used any more is taken back."""
    unused = [
        name for name in ALLOWED if not any(stopwatches(ast.parse((TESTS / name).read_text())))
    ]
    assert unused == []


@pytest.mark.parametrize(
    "source",
    [
        "assert time.perf_counter() - began < 1",
        "from time import monotonic",
        "def test():\n    began = time.time()\n    assert time.time() - began < 5",
        "async def test():\n    assert loop.time() - began <= 60.0",
        "async def test():\n    await asyncio.wait_for(task, 5)",
        "async def test():\n    async with asyncio.timeout(1.5):\n        pass",
    ],
)
def test_a_wall_clock_is_noticed(source: str) -> None:
    """Each form in which a test could depend on wall time is found."""
    tree = ast.parse(source)
    assert [*stopwatches(tree), *timed(tree), *short_waits(tree)]
