"""Reads the content files; what they mean is checked in flows.catalog."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from flows.catalog import BrokenContent, Catalog, build


def read_content() -> dict[str, Any]:
    """Parse every TOML file below content/, by its path there. Raises BrokenContent."""
    tree: dict[str, Any] = {}
    problems = []
    for path, file in _walk(files("content"), ""):
        if path.endswith(".toml"):
            try:
                tree[path] = tomllib.loads(file.read_text("utf-8"))
            except tomllib.TOMLDecodeError as error:
                problems.append(f"{path}: {error}")
    if problems:
        raise BrokenContent(problems)
    return tree


def read_texts() -> dict[str, dict[str, str]]:
    """Read the Fluent files of every language: language -> file -> text."""
    texts: dict[str, dict[str, str]] = {}
    for path, file in _walk(files("content"), ""):
        parts = path.split("/")
        if len(parts) == 3 and parts[0] == "text" and path.endswith(".ftl"):  # noqa: PLR2004
            texts.setdefault(parts[1], {})[parts[2]] = file.read_text("utf-8")
    return texts


def read_lexicons(tree: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Pick the lexicon files of every language: language -> file stem -> parsed TOML."""
    lexicons: dict[str, dict[str, Any]] = {}
    for path, data in tree.items():
        folder, _, rest = path.partition("/")
        if folder == "language":
            language, _, name = rest.partition("/")
            lexicons.setdefault(language, {})[name.removesuffix(".toml")] = data
    return lexicons


@lru_cache(maxsize=1)
def catalog() -> Catalog:
    """Load and validate the shipped content once."""
    return build(read_content())


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{prefix}{item.name}"
        found += _walk(item, f"{path}/") if item.is_dir() else [(path, item)]
    return found
