"""Invented lives of a year: how pain goes, what is done and what happens, drawn from a seed."""

from __future__ import annotations

from random import Random
from typing import Any

from bot.simulate.people import LivedDay, Person, Said
from flows.dialogues.assessment import CHECKS

YEAR_DAYS = 365
FLARE_CHANCE, AWAY_CHANCE, ALARM_CHANCE, CHECKIN_CHANCE = 0.004, 0.006, 0.002, 0.8
FLARE_DAYS, FLARE_RISE = 6, 4
AWAY_DAYS = (3, 5, 7, 10, 14, 21, 35)
SLEEPERS = (3, 10, 30, 60)
"""Good nights for each fair and each poor one."""
ACTIVITIES = ("lift the grandchild", "sit at the desk", "walk the dog")
ALARMS = (
    ("I am shivering and my temperature is 38.7", "I1"),
    ("since last night I can't feel when I pee and it leaks", "C2"),
    ("I don't want to be alive any more, nothing helps", "W1"),
    ("my foot has started to drop and slap when I walk", "N2"),
)
"""What is written now and then, and the question that it answers."""
DIAGNOSES: tuple[list[str], ...] = ([], [], [], ["stenosis"], ["scoliosis"])
CONDITIONS: tuple[list[str], ...] = ([], [], [], ["osteoporosis"], ["knee_problem"])
EQUIPMENT: tuple[list[str], ...] = ([], ["band"], ["kettlebell", "band"])


def life(seed: int, days: int = YEAR_DAYS) -> Person:
    """Give one person with a life of some days."""
    draw = Random(seed)  # noqa: S311  (a simulation must repeat)
    usual = draw.choice((1.0, 2.0, 3.0, 3.0, 4.0, 5.0, 6.0))
    trajectory = tuple(_days(draw, usual, days))
    return Person(str(seed), _answers(draw, usual), {}, "my back aches", trajectory, 0, ())


def _answers(draw: Random, usual: float) -> dict[str, Any]:
    pick, found = draw.choice, ("ok", "ok", "ok", "limited", "limited", "painful")
    return {
        "age": pick((25, 40, 55, 70)), "sex": pick(("f", "m")), "country": "GB",
        "zone": pick(("Europe/London", "America/New_York", "Australia/Sydney")),
        "pain_now": usual, "pain_average": usual, "pain_worst": min(10, usual + pick((1, 2))),
        "duration_weeks": pick((2, 8, 30, 200)), "onset": pick(("sudden", "gradual", "recurrent")),
        "location": ["low_back_central"], "leg": pick(("none", "none", "none", "below_knee")),
        "leg_side": "left", "leg_signs": [], "eased_by": [pick(("walking", "lying", "moving"))],
        "provoked_by": [pick(("sitting", "bend_forward", "standing", "lifting"))],
        "night_waking": pick(("none", "occasional")), "morning_stiffness_minutes": 10,
        "settles": pick(("under_30_min", "under_24_h")), "exercise_habit": pick(("none", "some")),
        "breath_holding": False, "fear": pick((1, 4, 8)), "confidence": 7,
        "conditions": pick(CONDITIONS), "diagnoses": pick(DIAGNOSES), "seen_clinician": True,
        "movement": {check: pick(found) for check in CHECKS}, "equipment": pick(EQUIPMENT),
        "minutes": pick((5, 10, 10, 15)),
        "activities": [{"name": name, "ability": pick((3, 5, 7))} for name in ACTIVITIES],
    }  # fmt: skip


def _days(draw: Random, usual: float, count: int) -> list[LivedDay]:
    heals, regular = draw.choice((0.0, 0.005, 0.01, 0.02)), draw.choice((0.1, 0.3, 0.4, 0.5, 0.6))
    sleeps = draw.choice(SLEEPERS)
    flare = away = 0
    found = []
    for number in range(1, count + 1):
        usual = max(0.0, usual - heals)
        flare = FLARE_DAYS if draw.random() < FLARE_CHANCE else max(0, flare - 1)
        away = draw.choice(AWAY_DAYS) if draw.random() < AWAY_CHANCE else max(0, away - 1)
        if away or draw.random() > CHECKIN_CHANCE:
            found.append(LivedDay(number))
            continue
        pain = round(usual + FLARE_RISE * flare / FLARE_DAYS + draw.gauss(0, 0.5))
        found.append(_day(draw, number, max(0, min(10, pain)), regular, sleeps))
    return found


def _day(draw: Random, number: int, pain: int, regular: float, sleeps: int) -> LivedDay:
    trains = draw.random() < regular
    says, flags = None, {}
    if draw.random() < ALARM_CHANCE:
        says, name = draw.choice(ALARMS)
        flags = {name: Said("yes", recent=True)}
    return LivedDay(
        number,
        before=pain,
        after=min(10, pain + draw.choice((0, 0, 0, 0, 0, 0, 1, 1, 2))) if trains else None,
        sleep=draw.choice((*("good",) * sleeps, "fair", "poor")),
        adherence=draw.choice(("full", "full", "full", "partial")) if trains else "none",
        says=says,
        red_flags=flags,
    )
