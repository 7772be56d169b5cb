"""The pinned values of content: every threshold, list and choice, each with its mark.

`python -m tests.clinical.thresholds` writes the file anew after a change that was meant.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.library import read_content

FILE = Path(__file__).with_suffix(".txt")
NOT_CLINICAL = frozenset({"screens.toml", "zones.toml"})
TOLD = frozenset({"source", "mark"})
"""Where a value comes from: shown beside it, and itself pinned by its mark alone."""
NAMES = ("id", "code", "condition", "rule")
"""What a row of a list is called by: its id, or else all of these that it has."""


def values(tree: Mapping[str, Any]) -> dict[str, str]:
    """Give every value of content/*.toml by file and key, as JSON with the mark of its source."""
    found: dict[str, str] = {}
    for file in sorted(tree):
        if "/" not in file and file not in NOT_CLINICAL:
            found |= dict(_leaves(tree[file], f"{file}: ", ""))
    return found


def _leaves(node: Any, where: str, mark: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, Mapping):
        mark = str(node.get("mark", mark))
        for name, item in node.items():
            if name not in TOLD:
                yield from _leaves(item, _below(where, "" if name == "value" else name), mark)
    elif isinstance(node, list) and any(isinstance(item, Mapping) for item in node):
        for number, item in enumerate(node):
            yield from _leaves(item, f"{where}[{_name(item, number)}]", mark)
    else:
        shown = node if isinstance(node, bool | int | float | str | list) else str(node)
        yield where, json.dumps(shown, ensure_ascii=False) + (f" ({mark})" if mark else "")


def _below(where: str, name: str) -> str:
    return where + (f".{name}" if name and not where.endswith(": ") else name)


def _name(item: Any, number: int) -> str:
    """Give what a row is called by; a row without a name is its number."""
    known = [str(item[name]) for name in NAMES if name in item]
    return "/".join(known[:1] if "id" in item else known) or str(number)


def pinned() -> dict[str, str]:
    """Read the file."""
    lines = FILE.read_text("utf-8").splitlines()
    return dict(line.split(" = ", 1) for line in lines)  # type: ignore[misc]


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Tell each value that is not what it was."""
    return [
        f"{key}: was {before.get(key, 'not there')}, is {after.get(key, 'not there')}"
        for key in sorted(before.keys() | after.keys())
        if before.get(key) != after.get(key)
    ]


def write() -> None:
    """Pin what content says now, and tell what changed."""
    now = values(read_content())
    for line in changed(pinned() if FILE.exists() else {}, now):
        sys.stdout.write(f"{line}\n")
    FILE.write_text("".join(f"{key} = {value}\n" for key, value in now.items()), "utf-8")


if __name__ == "__main__":
    write()
