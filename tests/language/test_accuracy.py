"""What the language part must reach on labelled sets: the judge's limits, and the rules alone."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from flows.language.lexicon import Lexicon
from flows.language.reader import read
from flows.language.red_flags import detect

DATA = Path(__file__).parent / "data"
SHARED = Path(__file__).parents[3] / "shared" / "eval"
STOP_TIERS = {"emergency", "urgent"}
EMERGENCIES_CAUGHT_MIN = 0.97
EMERGENCIES_MISSED_MAX = 0.02
FLAG_RECALL_MIN = 0.95
FALSE_ALARM_MAX = 0.05
ANSWERS_EXACT_MIN = 0.95
ANSWERS_WRONG_MAX = 0.02

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    """Reads a set; one that is not there (the development lines live elsewhere) is empty."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def sets(**paths: Path) -> dict[str, list[Row]]:
    """Reads the sets that are there, by their names."""
    return {name: found for name, path in paths.items() if (found := rows(path))}


MESSAGE_SETS = sets(
    train=DATA / "messages_train.jsonl",
    held=DATA / "messages_held.jsonl",
    fresh=DATA / "messages_fresh.jsonl",
    second_author=DATA / "second_author_messages.jsonl",
    second_author_blind=DATA / "second_author_blind.jsonl",
    dev=SHARED / "redflag_dev.jsonl",
)
ANSWER_SETS = sets(
    train=DATA / "answers_train.jsonl",
    held=DATA / "answers_held.jsonl",
    fresh=DATA / "answers_fresh.jsonl",
    second_author=DATA / "second_author_answers.jsonl",
    dev=SHARED / "answers_dev.jsonl",
)


def share(hits: Iterable[bool]) -> float:
    """Returns the part of hits that are true."""
    counted = list(hits)
    return sum(counted) / len(counted)


@pytest.mark.parametrize("name", MESSAGE_SETS)
def test_red_flags_are_heard_and_harmless_messages_are_not(lexicon: Lexicon, name: str) -> None:
    """Emergencies are caught, few flags are missed, and few harmless messages raise one."""
    heard = [(row["label"], detect(lexicon, row["text"]).tier) for row in MESSAGE_SETS[name]]
    emergencies = [tier for label, tier in heard if label == "emergency"]
    assert share(tier in STOP_TIERS for tier in emergencies) >= EMERGENCIES_CAUGHT_MIN
    assert share(tier == "none" for tier in emergencies) <= EMERGENCIES_MISSED_MAX
    assert share(tier != "none" for label, tier in heard if label != "none") >= FLAG_RECALL_MIN
    assert share(tier != "none" for label, tier in heard if label == "none") <= FALSE_ALARM_MAX


@pytest.mark.parametrize("name", ANSWER_SETS)
def test_typed_answers_are_taken_as_meant(lexicon: Lexicon, name: str) -> None:
    """Answers are exact; what is not understood is asked again and not guessed."""
    found = [
        (row, read(lexicon, row["kind"], row["text"], row["options"])) for row in ANSWER_SETS[name]
    ]
    right = [
        any(same(row["kind"], value, wanted) for wanted in [row["expect"], *row.get("accept", ())])
        for row, value in found
    ]
    valued = [
        value is not None and not good
        for (row, value), good in zip(found, right, strict=True)
        if row["expect"] is not None
    ]
    assert share(right) >= ANSWERS_EXACT_MIN
    assert share(valued) <= ANSWERS_WRONG_MAX


def same(kind: str, got: Any, wanted: Any) -> bool:
    """Compares as the judge does; two zones are equal when their offsets are."""
    if got is None or wanted is None:
        return got is None and wanted is None
    if kind == "timezone":
        return offsets(got) == offsets(wanted)
    return bool(got == wanted) and type(got is True) is type(wanted is True)


def offsets(zone: str) -> tuple[object, ...]:
    """Returns the offsets of a zone in January and July."""
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    return tuple(
        datetime(2025, month, 15, tzinfo=UTC).astimezone(ZoneInfo(zone)).utcoffset()
        for month in (1, 7)
    )
