"""Reads the content files; what they mean is checked in flows.catalog and by the lints of flows."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from dataclasses import replace as with_
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from bot.second_reader import SecondReaderState, load
from flows.catalog import BrokenContent, Catalog, build
from flows.engine.lint import lint_texts
from flows.engine.wording import NO_WORDS, FluentWording
from flows.language.lint import compiled, lint_lists
from flows.language.reader import LexiconReader

DEFAULT = "en"
"""The language that must be whole, and in which is said what another one lacks."""

SAFETY = (
    "urgent-signs", "referral-emergency", "referral-urgent", "referral-see-clinician",
    "referral-crisis", "emergency-number-unknown", "urgent-line", "urgent-line-unknown",
    "crisis-line", "crisis-line-unknown", NO_WORDS,
)  # fmt: skip
"""What every other language falls back to: without these the program does not start."""

Texts = Mapping[str, Mapping[str, str]]
"""Language -> file name -> Fluent text."""
Lexicons = Mapping[str, Mapping[str, Any]]
"""Language -> file stem -> parsed TOML."""


@dataclass(frozen=True)
class Languages:
    """The languages that are served, the default one first, and why others are not.

    `faults` has the faults of each language that is left out, by its code; `second` what became of
    each language's second reader.
    """

    wordings: Mapping[str, FluentWording]
    readers: Mapping[str, LexiconReader]
    faults: Mapping[str, tuple[str, ...]]
    second: Mapping[str, SecondReaderState] = field(default_factory=dict)


def read_content() -> dict[str, Any]:
    """Parse every TOML file below content/, by its path there; nobody changes what is given.

    Raises BrokenContent.
    """
    tree, problems = _parsed()
    ours = [text for path, text in problems.items() if _language_of(path) in ("", DEFAULT)]
    if ours:
        raise BrokenContent(ours)
    return tree


def read_texts() -> dict[str, dict[str, str]]:
    """Read the Fluent files of every language: language -> file -> text."""
    texts: dict[str, dict[str, str]] = {}
    for path, file in _walk(files("content"), ""):
        parts = path.split("/")
        if len(parts) == 3 and parts[0] == "text" and path.endswith(".ftl"):  # noqa: PLR2004
            texts.setdefault(parts[1], {})[parts[2]] = file.read_bytes().decode("utf-8", "replace")
    return texts


def read_lexicons(tree: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Pick the lexicon files of every language: language -> file stem -> parsed TOML."""
    lexicons: dict[str, dict[str, Any]] = {}
    for path, data in tree.items():
        if language := _language_of(path):
            name = path.rpartition("/")[2].removesuffix(".toml")
            lexicons.setdefault(language, {})[name] = data
    return lexicons


@lru_cache(maxsize=1)
def catalog() -> Catalog:
    """Load and validate the shipped content once."""
    return build(read_content())


@lru_cache(maxsize=1)
def languages() -> Languages:
    """Load every language that is whole, once. Raises BrokenContent when the default is not."""
    tree, problems = _parsed()
    found = served(read_texts(), read_lexicons(tree), problems)
    second = {code: load(code, tree) for code in found.readers}
    readers = {
        code: with_(reader, second=second[code].reader) for code, reader in found.readers.items()
    }
    return with_(found, readers=readers, second=second)


def served(
    texts: Texts, lexicons: Lexicons, problems: Mapping[str, str] | None = None
) -> Languages:
    """Take the languages that are whole: every message and every word list, each sound.

    `problems` are files that did not parse, by path. Raises BrokenContent for the default one.
    """
    broken = [(_language_of(path), problem) for path, problem in (problems or {}).items()]
    codes = {*texts, *lexicons, *(code for code, _ in broken)} - {DEFAULT}
    first = FluentWording(DEFAULT, texts.get(DEFAULT, {}))
    wordings: dict[str, FluentWording] = {}
    readers: dict[str, LexiconReader] = {}
    left_out: dict[str, tuple[str, ...]] = {}
    for code in (DEFAULT, *sorted(codes)):
        faults = [problem for language, problem in broken if language == code]
        faults += _unsound(code, texts, lexicons, first)
        lexicon = "" if faults else compiled(lexicons.get(code, {}))
        if isinstance(lexicon, str):
            left_out[code] = (*faults, *([f"language/{code}: {lexicon}"] if lexicon else []))
        else:
            readers[code] = LexiconReader(lexicon)
            wordings[code] = first if code == DEFAULT else FluentWording(code, texts[code], first)
    if DEFAULT in left_out:
        raise BrokenContent([*left_out[DEFAULT]])
    return Languages(wordings, readers, left_out)


def _unsound(code: str, texts: Texts, lexicons: Lexicons, first: FluentWording) -> list[str]:
    """List what keeps a language from being served; the default one must have what is safe."""
    lists, default = lexicons.get(code, {}), lexicons.get(DEFAULT, {})
    wrong = lint_lists(lists, None if code == DEFAULT else default)
    unsaid = [key for key in SAFETY if code == DEFAULT and not first.has(key)]
    return [
        *lint_texts(texts, DEFAULT, code),
        *(f"language/{code}/{fault}" for fault in wrong),
        *(f"text/{code}: {key} is missing" for key in unsaid),
    ]


@lru_cache(maxsize=1)
def _parsed() -> tuple[dict[str, Any], dict[str, str]]:
    """Give every TOML file that parses, and what is wrong with each that does not, by path."""
    tree: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for path, file in _walk(files("content"), ""):
        if path.endswith(".toml"):
            try:
                tree[path] = tomllib.loads(file.read_text("utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                problems[path] = f"{path}: {error}"
    return tree, problems


def _language_of(path: str) -> str:
    """Give the language that a path below content/ belongs to, or ""."""
    room, _, rest = path.partition("/")
    return rest.partition("/")[0] if room == "language" else ""


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{prefix}{item.name}"
        found += _walk(item, f"{path}/") if item.is_dir() else [(path, item)]
    return found
