"""Repeated movements and counted baselines: for whom, and what they say (progression 9)."""

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from flows.catalog.programme import Programme
from flows.catalog.sessions import Library
from flows.clinical.decision import Decision
from flows.clinical.history import History, Review
from flows.clinical.plan import Plan
from flows.clinical.prescription.contraindications import DROPPED, answered, lasting_conditions
from flows.clinical.profile import Profile
from flows.clinical.progression.reassessment import FIRST
from flows.clinical.staging import irritable

WAYS = ("bend_back", "bend_forward")
MEASURES = ("stands", "one_leg_left", "one_leg_right", "stick", "walk")
STICK_KEPT = 1.0
"""How a stick that kept touching is counted; one that lost touch is 0."""
LARGER_REVIEWS = ("four_weekly", "twelve_weekly")


def ways_to_try(
    library: Library, programme: Programme, profile: Profile, plan: Plan, pain: float
) -> tuple[str, ...]:
    """Give the directions of the repeated-movement test that suit; none where it is not for them.

    It is for leg pain, or pain with a direction, that is not strong or easily stirred up. What is
    known to provoke, and what a condition bars, is never tried.
    """
    rules = programme.direction_test
    moves = {*profile.eased_by, *profile.provoked_by}
    has_direction = profile.leg != "none" or not moves.isdisjoint(rules.told_by)
    strong = pain > rules.pain_to or irritable(programme.staging, profile)
    conditions = _conditions(library, profile, plan)
    barred = not conditions.isdisjoint(rules.not_with_conditions)
    if (
        not has_direction
        or strong
        or barred
        or not set(rules.not_with_flags).isdisjoint(profile.flags)
    ):
        return ()
    known = {"everything"} & set(profile.provoked_by)
    return tuple(way for way in WAYS if not known and conditions.isdisjoint(rules.barred[way]))


def _conditions(library: Library, profile: Profile, plan: Plan) -> set[str]:
    rules = library.rules
    derived = lasting_conditions(rules, answered(rules.facts, profile))
    dropped = {DROPPED[way] for way in plan.dropped if way in DROPPED}
    return {*profile.conditions, *plan.conditions, *derived, *dropped}


def tried(profile: Profile, results: Mapping[str, str]) -> tuple[Profile, tuple[Decision, ...]]:
    """Set the direction of ease: up is the easy way, down is left out, stay says nothing.

    A direction that moved the pain down is no direction of ease, whatever was told before
    (rules 2.2).
    """
    down = [way for way in WAYS if results.get(way) == "down"]
    up = [way for way in WAYS if results.get(way) == "up"]
    eased = (*(move for move in profile.eased_by if move not in down), *up)
    found = replace(
        profile,
        bends={way: results[way] for way in WAYS if way in results},
        eased_by=tuple(dict.fromkeys(eased)),
        provoked_by=tuple(dict.fromkeys((*profile.provoked_by, *down))),
    )
    rules = {"up": "direction.ease", "down": "direction.avoid", "stay": "direction.stay"}
    said = (Decision(rules[result], result, {"direction": way}) for way, result in results.items())
    return found, tuple(said)


def to_count(programme: Programme, profile: Profile, plan: Plan, pain: float) -> tuple[str, ...]:
    """Give what may be counted (stands, one_leg, stick, walk): nothing against what provokes."""
    rules = programme.baselines
    if pain > rules.pain_to or plan.flare_since is not None or plan.gentle:
        return ()
    conditions = {*profile.conditions, *plan.conditions}
    return tuple(
        name
        for name in ("stands", "one_leg", "stick", "walk")
        if conditions.isdisjoint(rules.not_with_conditions.get(name, ()))
        and set(profile.provoked_by).isdisjoint(rules.not_with_provoked.get(name, ()))
    )


def with_counted(history: History, today: date, counted: Mapping[str, float]) -> History:
    """The history with what was counted: in today's larger review, else in the assessment's."""
    reviews = list(history.reviews)
    at = _review_to_count_in(reviews, today)
    if at is None:
        reviews.append(Review(today, "counted", counted=dict(counted)))
    else:
        reviews[at] = replace(reviews[at], counted=reviews[at].counted | dict(counted))
    return replace(history, reviews=tuple(reviews))


def _review_to_count_in(reviews: list[Review], today: date) -> int | None:
    for at in reversed(range(len(reviews))):
        if reviews[at].date == today and reviews[at].kind in LARGER_REVIEWS:
            return at
    first = next((n for n, each in enumerate(reviews) if each.kind == FIRST), None)
    return first if first is not None and not reviews[first].counted else None


def change(history: History) -> dict[str, tuple[float, float | None]]:
    """Give each measure as counted last, and as counted first where that was another time."""
    counted = [review.counted for review in history.reviews if review.counted]
    found: dict[str, tuple[float, float | None]] = {}
    for name in MEASURES:
        values = [each[name] for each in counted if name in each]
        if values:
            found[name] = (values[-1], values[0] if len(values) > 1 else None)
    return found
