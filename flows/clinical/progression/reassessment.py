"""Reassessment: what is due, what a week stated, and rules R8 and R9."""

from datetime import date
from statistics import mean

from msgspec import Struct
from msgspec.structs import replace

from flows.catalog.programme import Programme
from flows.clinical.decision import Decision
from flows.clinical.history import Day, History, Review
from flows.clinical.plan import Plan
from flows.clinical.progression.observations import since
from flows.clinical.progression.outcome import Inputs, Ruling, lighter

FIRST = "assessment"
"""Kind of the review that records the answers of the assessment itself."""
LOCKING = ("emergency", "urgent", "see_clinician")
NOT_BETTER = ("same", "worse", "much_worse")
ON_COURSE = "review.on_course"
WORST_FIRST = ("refer", "flare_plan", "maintenance", "regress", "progress", "hold")
KINDS_WITH_PAIN = (FIRST, "four_weekly", "twelve_weekly", "demand")


class ReviewDue(Struct, frozen=True):
    """A reassessment that is due; `screen` is full when it begins with the whole screen."""

    kind: str
    screen: str = "none"


def due(programme: Programme, plan: Plan, history: History, today: date) -> ReviewDue | None:
    """Tell which reassessment is due today, the largest first; None when none is."""
    rules = programme.review
    weekly = rules.monthly_checkin_days if plan.phase == "maintenance" else rules.weekly_days
    larger = ("four_weekly", "twelve_weekly")
    for kind, days, covers in (
        ("twelve_weekly", rules.twelve_weekly_days, larger[1:]),
        ("four_weekly", rules.four_weekly_days, larger),
        ("weekly", weekly, ("weekly", *larger)),
    ):
        if _days_since(plan, history, covers, today) >= days:
            return ReviewDue(kind, "full" if kind == "twelve_weekly" else "none")
    return None


def weekly_action(plan: Plan, week: tuple[Day, ...], tier: str = "none") -> str:
    """State a week in one word, the first that fits: a lock or a referral comes first.

    `week` holds the days of the week as decided, `tier` the lock or referral at its end.
    """
    moved = sum(day.moved for day in week)
    facts = {
        "refer": tier in LOCKING,
        "flare_plan": any(day.action == "flare_plan" for day in week),
        "maintenance": plan.phase == "maintenance",
        "regress": moved < 0,
        "progress": any(day.moved > 0 for day in week),
        "hold": True,
    }
    return next(action for action in WORST_FIRST if facts[action])


def week_reason(action: str, judged: Decision) -> Decision:
    """Give the one reason of a week's verdict: what the review changed, else what the week did."""
    if judged.rule == ON_COURSE:
        return Decision("review.week", action, {"action": action})
    return judged


def reassess(programme: Programme, plan: Plan, history: History, today: date) -> Ruling:
    """Judge the newest review against the first: R9 worse, R8 no gain, else go on."""
    pair = _first_and_newest(history)
    if (
        plan.flare_since is not None
    ):  # A flare has a plan of its own, and its own way to a clinician.
        return Ruling(plan, "hold", "review.in_flare", (Decision("review.in_flare", "hold"),))
    if pair is not None:
        ruled = worse(programme, plan, pair, today) or no_gain(
            programme, plan, history, pair, today
        )
        if ruled is not None:
            return ruled
    return Ruling(plan, "hold", ON_COURSE, (Decision(ON_COURSE, "hold"),))


def adherence(programme: Programme, plan: Plan, history: History, today: date) -> float:
    """Sessions done in the last four weeks as a share of those planned, 1 at most."""
    days = programme.review.four_weekly_days
    done = sum(bool(day.workouts) for day in since(history, today, days))
    phase = "maintenance" if plan.phase == "maintenance" else plan.stage
    planned = programme.review.sessions_planned[phase] * days / programme.review.weekly_days
    return min(1.0, done / planned)


def tip(programme: Programme, barrier: str) -> Decision:
    """Match a barrier of the weekly review with its tip; an unknown one gets the general tip."""
    matched = programme.barriers.get(barrier, programme.barriers["none"])
    return Decision(f"tip.{matched}", matched, {"barrier": barrier})


Pair = tuple[Review, Review]


def worse(programme: Programme, plan: Plan, reviews: Pair, today: date) -> Ruling | None:
    """R9: pain up or activities down by what matters sends to a clinician."""
    rules, inputs = programme.review, _change(reviews)
    pain = inputs.get("pain_change", 0.0)
    ability = inputs.get("activities_change", 0.0)
    assert isinstance(pain, float)
    assert isinstance(ability, float)
    if pain < rules.worse_points_from and ability > -rules.worse_activities_from:
        return None
    plan = lighter(plan, rules.changed_volume, today, rules.weekly_days)
    said = Decision("r9", "refer", inputs)
    return Ruling(plan, "refer", "r9", (said,), tier="see_clinician")


def no_gain(
    programme: Programme, plan: Plan, history: History, reviews: Pair, today: date
) -> Ruling | None:
    """R8: no gain in spite of regular sessions changes the plan once, then sends to a clinician."""
    rules, now = programme.review, reviews[1]
    days = (now.date - (plan.started or reviews[0].date)).days
    share = adherence(programme, plan, history, today)
    if days < rules.four_weekly_days or share < rules.adherence_from:
        return None
    if plan.sent or plan.phase == "maintenance" or _gained(programme, reviews):
        return None
    inputs = _change(reviews) | {"share": round(share * 100)}
    if plan.changed and days >= rules.no_gain_refer_from_days:
        said = Decision("r8.again", "refer", inputs)
        plan = replace(plan, sent=True)
        return Ruling(plan, "refer", "r8", (said,), tier="see_clinician")
    if plan.changed:
        return None
    goal = rules.goal_change[plan.goal]
    changed = replace(plan, goal=goal, changed=True)
    changed = lighter(changed, rules.changed_volume, today, rules.weekly_days)
    return Ruling(changed, "hold", "r8", (Decision("r8", "change", inputs | {"goal": goal}),))


def _gained(programme: Programme, reviews: Pair) -> bool:
    """Whether pain, activities or the person's own impression show a gain; unknown is none."""
    rules, (first, now) = programme.review, reviews
    if first.pain is not None and now.pain is not None:
        drop = first.pain - now.pain
        if drop >= rules.gain_points_min or drop >= rules.gain_share_min * max(first.pain, 1):
            return True
    ability = _ability(reviews)
    better = now.change is not None and now.change not in NOT_BETTER
    return better or (ability is not None and ability >= rules.activities_gain_min)


def _change(reviews: Pair) -> Inputs:
    first, now = reviews
    inputs: Inputs = {}
    if first.pain is not None and now.pain is not None:
        inputs["pain_change"] = round(float(now.pain - first.pain), 1)
    ability = _ability(reviews)
    if ability is not None:
        inputs["activities_change"] = ability
    return inputs


def _ability(reviews: Pair) -> float | None:
    first, now = reviews
    if not first.activities or len(first.activities) != len(now.activities):
        return None
    return round(float(mean(now.activities) - mean(first.activities)), 1)


def _first_and_newest(history: History) -> Pair | None:
    """Give the newest review with its baseline; a weekly one asks no pain and is not judged."""
    if not history.reviews or history.reviews[-1].kind not in KINDS_WITH_PAIN:
        return None
    rated = [review for review in history.reviews if review.kind in KINDS_WITH_PAIN]
    started = [n for n, review in enumerate(rated) if review.kind == FIRST]
    rated = rated[started[-1] :] if started else rated
    return (rated[0], rated[-1]) if len(rated) > 1 else None


def _days_since(plan: Plan, history: History, kinds: tuple[str, ...], today: date) -> int:
    held = [review.date for review in history.reviews if review.kind in kinds]
    begun = [plan.started] if plan.started else []
    last = max((*held, *begun), default=today)
    return (today - last).days
