"""The words and rules of one language, compiled once from data that the loader has read."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from flows.language.matching import Automaton, Pattern, build_automaton, parse_pattern, spelled_out
from flows.language.spelling import Speller, build_speller

Table = Mapping[str, Any]
CONCEPT_FILES = ("concepts", "context", "facts", "commands", "answers", "talk")
RIGHT_PREFIXES = ("talk_", "foreign_")
"""Words of talk and of other languages are right, and no other is corrected into one."""
MASK_PREFIX = "mask_"
FULL_MASK_PREFIX = "mask_figure"
TARGET_MASK_PREFIX = "mask_of_"


class Finding(Struct, frozen=True):
    """One thing a person can report; with a tier it is a red flag by itself.

    `asked` is false where `question` is only the nearest one and does not name the sign.
    """

    id: str
    patterns: tuple[Pattern, ...]
    tier: str
    condition: str
    question: str
    soft: bool
    immune: frozenset[str]
    asked: bool = True


class Combination(Struct, frozen=True):
    """Findings (each a choice) that together mean more than each alone."""

    id: str
    needs: tuple[tuple[str, ...], ...]
    tier: str
    condition: str
    question: str
    asked: bool = True


class TopicPattern(Struct, frozen=True):
    """Something that people ask, feel or tell beside their answers, and how it is said."""

    id: str
    kind: str
    patterns: tuple[Pattern, ...]


class Lexicon(Struct, frozen=True, eq=False):
    """Everything the reader knows about one language; equal only to itself, so it keys caches."""

    contractions: Mapping[str, tuple[str, ...]]
    endings: tuple[tuple[str, str], ...]
    fillers: frozenset[str]
    marks: Mapping[str, frozenset[str]]
    speller: Speller
    automaton: Automaton
    concepts: tuple[str, ...]
    ids: Mapping[str, int]
    masks: frozenset[int]
    full_masks: frozenset[int]
    mask_targets: Mapping[int, int]
    findings: tuple[Finding, ...]
    rules: tuple[tuple[int, Pattern], ...]
    anchored: Mapping[int, tuple[int, ...]]
    combinations: tuple[Combination, ...]
    cue_patterns: tuple[tuple[str, Pattern], ...]
    tiers: Mapping[str, int]
    answers: Table
    places: Table
    facts: tuple[tuple[str, Any, Pattern], ...]
    topics: tuple[TopicPattern, ...]


def compile_lexicon(data: Mapping[str, Table]) -> Lexicon:
    """Compiles {file stem: parsed TOML} of one language's folder; asserts that names resolve."""
    phrases = _phrases(data)
    concepts = tuple(phrases)
    ids = {name: number for number, name in enumerate(concepts)}
    words = data["words"]
    pairs = [(ids[name], phrase) for name in concepts for phrase in phrases[name]]
    findings = tuple(_finding(row, ids) for row in data["redflags"]["finding"])
    rules = tuple((at, pattern) for at, one in enumerate(findings) for pattern in one.patterns)
    return Lexicon(
        contractions={
            written: tuple(meant.split()) for written, meant in words["contractions"].items()
        },
        endings=tuple(words["endings"].items()),
        fillers=frozenset(words["fillers"]),
        marks={name: frozenset(values) for name, values in words["marks"].items()},
        speller=_speller(data, phrases),
        automaton=build_automaton(pairs, _classes(words["number_classes"])),
        concepts=concepts,
        ids=ids,
        masks=frozenset(ids[name] for name in concepts if name.startswith(MASK_PREFIX)),
        full_masks=frozenset(ids[name] for name in concepts if name.startswith(FULL_MASK_PREFIX)),
        mask_targets={
            ids[name]: ids[name.removeprefix(TARGET_MASK_PREFIX)]
            for name in concepts
            if name.startswith(TARGET_MASK_PREFIX)
        },
        findings=findings,
        rules=rules,
        anchored=_anchored(rules),
        combinations=tuple(_combination(row) for row in data["redflags"]["combination"]),
        cue_patterns=_cue_patterns(data["context"]["pattern"], ids),
        tiers={name: rank for rank, name in enumerate(data["redflags"]["tiers"])},
        answers=data["answers"],
        places=data["places"],
        facts=_facts(data["facts"]["fact"], ids),
        topics=tuple(_topic(row, ids) for row in data["talk"]["topic"]),
    )


def _phrases(data: Mapping[str, Table]) -> dict[str, list[str]]:
    """Returns concept -> phrases of every file that declares concepts."""
    found: dict[str, list[str]] = {}
    for stem in CONCEPT_FILES:
        for name, phrases in data[stem].get("concept", {}).items():
            assert name not in found, f"concept {name} declared twice"
            found[name] = list(phrases)
    return found


def _classes(table: Table) -> dict[str, tuple[float, float]]:
    return {name: (float(low), float(high)) for name, (low, high) in table.items()}


def _finding(row: Table, ids: Mapping[str, int]) -> Finding:
    return Finding(
        id=row["id"],
        patterns=tuple(parse_pattern(source, ids.__getitem__) for source in row["patterns"]),
        tier=row.get("tier", ""),
        condition=row.get("condition", ""),
        question=row.get("question", ""),
        soft=row.get("soft", False),
        immune=frozenset(row.get("immune", ())),
        asked=row.get("asked", True),
    )


def _combination(row: Table) -> Combination:
    return Combination(
        id=row["id"],
        needs=tuple(tuple(sorted(need.split("|"))) for need in row["needs"]),
        tier=row["tier"],
        condition=row["condition"],
        question=row["question"],
        asked=row.get("asked", True),
    )


def _topic(row: Table, ids: Mapping[str, int]) -> TopicPattern:
    patterns = tuple(parse_pattern(source, ids.__getitem__) for source in row["patterns"])
    return TopicPattern(row["id"], row["kind"], patterns)


def _anchored(rules: Iterable[tuple[int, Pattern]]) -> dict[int, tuple[int, ...]]:
    """Files each rule under the concepts of its narrowest element, for a quick first cut."""
    found: dict[int, list[int]] = {}
    for number, (_, pattern) in enumerate(rules):
        for concept in min(pattern.elements, key=len):
            found.setdefault(concept, []).append(number)
    return {concept: tuple(numbers) for concept, numbers in found.items()}


def _cue_patterns(table: Table, ids: Mapping[str, int]) -> tuple[tuple[str, Pattern], ...]:
    return tuple(
        (role, parse_pattern(source, ids.__getitem__))
        for role, sources in table.items()
        for source in sources
    )


def _facts(rows: Iterable[Table], ids: Mapping[str, int]) -> tuple[tuple[str, Any, Pattern], ...]:
    return tuple(
        (row["key"], row["value"], parse_pattern(source, ids.__getitem__))
        for row in rows
        for source in row["patterns"]
    )


def _speller(data: Mapping[str, Table], phrases: Mapping[str, Iterable[str]]) -> Speller:
    words = data["words"]
    vocabulary: set[str] = {word for word in words["contractions"] if word.isalpha()}
    accepted = {word for line in words["accepted"] for word in line.split()}
    accepted |= set(_texts(data["answers"]))
    for name, group in phrases.items():
        known = accepted if name.startswith(RIGHT_PREFIXES) else vocabulary
        for phrase in group:
            for form in spelled_out(phrase):
                known.update(_written_forms(form, words["stem_endings"]))
    vocabulary.update(word for word in data["answers"]["vocabulary"])
    return build_speller(
        {word for word in vocabulary if word.isalpha()}, accepted, words["suffixes"]
    )


def _written_forms(form: Iterable[str], endings: Iterable[str]) -> Iterable[str]:
    for word in form:
        if word.endswith("*"):
            yield from (word[:-1] + ending for ending in endings)
        else:
            yield word


def _texts(value: Any) -> Iterable[str]:
    """Yields every word of every text and key in nested data."""
    if isinstance(value, str):
        yield from value.split()
    elif isinstance(value, Mapping):
        yield from (word for item in value.items() for word in _texts(item))
    elif isinstance(value, (list, tuple)):
        yield from (word for item in value for word in _texts(item))
