"""Which messages the code names: literal keys, and families of keys made from a name."""

import ast

from tests.laws.sources import modules

SPEAKERS = {"Say": 0, "Word": 0, "_say": 0, "say": 0, "Refer": 1, "Remind": 0}
"""What takes a message id, and where."""
HOLE = "*"


def named() -> tuple[set[str], set[str]]:
    """The literal ids, and the patterns of made ones, in every module of flows and bot."""
    literal: set[str] = set()
    made: set[str] = set()
    for tree in modules().values():
        for node in ast.walk(tree):
            key = _key(node) if isinstance(node, ast.Call) else None
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                literal.add(key.value)
            elif isinstance(key, ast.IfExp):
                literal |= {
                    str(p.value) for p in (key.body, key.orelse) if isinstance(p, ast.Constant)
                }
            elif isinstance(key, ast.JoinedStr):
                made.add(_pattern(key))
    return literal, made


def decided() -> set[str]:
    """The rules that the code names literally when it decides."""
    calls = (n for tree in modules().values() for n in ast.walk(tree) if isinstance(n, ast.Call))
    first = (c.args[0] for c in calls if getattr(c.func, "id", "") == "Decision" and c.args)
    return {str(arg.value) for arg in first if isinstance(arg, ast.Constant)}


def _key(call: ast.Call) -> ast.expr | None:
    """The argument that names the message, without `.lower()` and `.replace()` around it."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    place = SPEAKERS.get(name)
    if place is None or len(call.args) <= place:
        return None
    key = call.args[place]
    while isinstance(key, ast.Call) and isinstance(key.func, ast.Attribute):
        key = key.func.value
    return key


def _pattern(key: ast.JoinedStr) -> str:
    parts = (str(v.value) if isinstance(v, ast.Constant) else HOLE for v in key.values)
    return "".join(parts)
