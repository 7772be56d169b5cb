"""What must hold of the word lists of one language before anybody is read by them."""

from collections.abc import Iterator, Mapping
from typing import Any

from flows.language.lexicon import Lexicon, compile_lexicon

Lists = Mapping[str, Mapping[str, Any]]
SHARED_MAX = 0.5
"""Largest part of a list's phrases that another language may have as well."""
NAMES = frozenset({"places", "redflags"})
"""Files of place names and of concept ids, which are the same in many languages."""
RULES = frozenset({"pattern", "fact", "topic"})
"""Tables whose texts name concepts; a person says none of them."""
PHRASES_MIN = 20
"""Shorter lists may be the same by chance."""


def lint_lists(lists: Lists, first: Lists | None) -> list[str]:
    """List what is wrong in a language's word lists, beside those of the default language.

    Both are {file stem: parsed TOML}; `first` is None for the default language itself. Every file
    must be there, in words of its own: phrases of the default language under another name hear
    nobody. Every red flag that the default language hears is to be heard, as urgent.
    """
    if first is None:
        return []
    if missing := sorted(first.keys() - lists.keys()):
        return [f"{stem}.toml: is missing" for stem in missing]
    return [*_silent(lists), *_unheard(lists, first), *_borrowed(lists, first)]


def compiled(lists: Lists) -> Lexicon | str:
    """Compile word lists, or tell what is wrong with them."""
    try:
        return compile_lexicon(lists)
    except (AssertionError, LookupError, TypeError, ValueError, AttributeError) as error:
        return f"does not compile: {type(error).__name__}: {error}"


def _silent(lists: Lists) -> Iterator[str]:
    for stem, tables in sorted(lists.items()):
        for name, phrases in tables.get("concept", {}).items():
            if not phrases:
                yield f"{stem}.toml: concept.{name}: has no phrases"


def _unheard(lists: Lists, first: Lists) -> Iterator[str]:
    """Find the red flags that are missing, or less urgent than in the default language."""
    ours, theirs = _tiers(lists), _tiers(first)
    heard = {row.get("id", "") for row in lists["redflags"].get("finding", ()) if _patterns(row)}
    for name, tier in theirs.items():
        if ours.get(name) != tier:
            yield f"redflags.toml: {name}: must be there with the tier {tier!r}"
    for row in first["redflags"].get("finding", ()):
        if _patterns(row) and row["id"] in ours and row["id"] not in heard:
            yield f"redflags.toml: {row['id']}: has no patterns, so it is never heard"


def _patterns(row: Mapping[str, Any]) -> bool:
    return any(str(pattern).strip() for pattern in row.get("patterns", ()))


def _tiers(lists: Lists) -> dict[str, str]:
    flags = lists["redflags"]
    rows = (*flags.get("finding", ()), *flags.get("combination", ()))
    return {row.get("id", ""): row.get("tier", "") for row in rows}


def _borrowed(lists: Lists, first: Lists) -> Iterator[str]:
    """Find the lists whose phrases are mostly those of the default language."""
    for stem in sorted(lists.keys() & first.keys() - NAMES):
        ours, theirs = set(_said(lists[stem])), set(_said(first[stem]))
        if len(ours) >= PHRASES_MIN and len(ours & theirs) > SHARED_MAX * len(ours):
            yield f"{stem}.toml: {len(ours & theirs)} of {len(ours)} phrases are not translated"


def _said(tables: Mapping[str, Any]) -> Iterator[str]:
    yield from (p for name, table in tables.items() if name not in RULES for p in _phrases(table))


def _phrases(value: Any) -> Iterator[str]:
    """Give every text in nested data that is a value, not a name."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (phrase for item in value.values() for phrase in _phrases(item))
    elif isinstance(value, list | tuple):
        yield from (phrase for item in value for phrase in _phrases(item))
