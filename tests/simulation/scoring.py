"""Expectations of simulated people, by person (simulation 3)."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
OURS = HERE / "people.yaml"
SHARED = HERE.parents[2] / "shared" / "eval" / "personas_dev.yaml"
FILES = tuple(path for path in (OURS, SHARED) if path.exists())
"""Our own people, and the development people where they lie beside this checkout."""
SCORED = ("screen", "pain_type", "target_goal", "start_stage")


def expectations() -> list[Mapping[str, Any]]:
    """Every person of every file, with what is expected of them."""
    return [each for path in FILES for each in yaml.safe_load(path.read_text("utf-8"))["personas"]]


def misses(person: Mapping[str, Any], got: Mapping[str, Any]) -> Iterator[str]:
    """Tell everything in which a result is not as expected."""
    wanted = person["expect"]
    for part in SCORED:
        if wanted[part] is not None and got[part] not in wanted[part]:
            yield f"{part}: {got[part]} not in {wanted[part]}"
    if wanted["first_block"] and got["first_block"] != wanted["first_block"]:
        yield f"first block: {got['first_block']}"
    if bad := set(got["exercise_kinds"]) & set(wanted["must_not_receive"]):
        yield f"received {sorted(bad)}"
    yield from _weeks(person, got["weeks"])
    for event in person.get("event_expectation") or ():
        if got["events"][str(event["day"])] not in event["expect"]:
            yield f"day {event['day']}: {got['events'][str(event['day'])]}"


def _weeks(person: Mapping[str, Any], stated: list[str]) -> Iterator[str]:
    wanted = person["weekly_expectation"]
    if len(stated) != len(wanted):
        yield f"{len(stated)} weeks of {len(wanted)}"
    for week, action in zip(wanted, stated, strict=False):
        if action not in week["expect"] or action in week["not"]:
            yield f"week {week['week']}: {action} not in {week['expect']}"
