"""The programme, the ten invented development people and small builders for clinical tests."""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from flows.catalog.programme import Programme, parse
from flows.clinical.profile import Activity, Profile

HERE = Path(__file__).parent
CONTENT = HERE.parents[1] / "content"


@cache
def programme() -> Programme:
    """The programme as shipped, parsed once."""
    problems: list[str] = []
    tree = {"programme.toml": tomllib.loads((CONTENT / "programme.toml").read_text())}
    parsed = parse(tree, problems)
    assert parsed is not None, problems
    return parsed


@cache
def personas() -> tuple[dict[str, Any], ...]:
    """The development people, as extracted from the evaluation set."""
    return tuple(json.loads((HERE / "personas_dev.json").read_text()))


def profile_of(persona: dict[str, Any]) -> Profile:
    """The profile that the assessment would make of a persona's answers."""
    known = persona["answers"]
    activities = tuple(Activity(a["name"], a["ability"]) for a in known["activities"])
    lists = {k: tuple(v) for k, v in known.items() if isinstance(v, list)}
    rest = known | lists | {"activities": activities, "leg_side": known["leg_side"] or ""}
    return Profile(**rest, flags=tuple(persona["flags"]))


def well(**changed: Any) -> Profile:
    """A person whom every input allows the advanced stage, with the given differences."""
    checks = ("squat", "hinge", "side_bend_left", "side_bend_right", "sit_to_stand")
    more = ("one_leg_left", "one_leg_right", "bend_forward", "bend_back")
    usual: dict[str, Any] = {
        "age": 40,
        "pain_now": 1,
        "pain_average": 1,
        "pain_worst": 2,
        "duration_weeks": 20,
        "movement": dict.fromkeys((*checks, *more), "ok"),
        "seen_clinician": True,
    }
    return Profile(**(usual | changed))
