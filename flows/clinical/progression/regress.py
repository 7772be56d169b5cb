"""Rules R3 and R4: a step down, and a lighter week."""

from itertools import islice
from statistics import mean, median

from msgspec.structs import replace

from flows.clinical.decision import Decision
from flows.clinical.history import day_of
from flows.clinical.plan import Plan
from flows.clinical.progression.observations import (
    ONE_DAY,
    JudgedSession,
    back,
    resting,
    sessions_back,
    since,
)
from flows.clinical.progression.outcome import Inputs, RuleContext, Ruling, lighter, ruling
from flows.clinical.progression.step_back import exercise_back, newest_back

R1 = "r1"
DIRECTIONS = {"lumbar_flexion": "bend_forward", "lumbar_extension": "bend_back"}
"""The direction an exercise moves the low back in, by its region."""


def leg_down(context: RuleContext) -> Ruling | None:
    """R1: further down after enough sessions running, or newly below the knee."""
    moved_down, below = _further_down(context), _newly_below_knee(context)
    if not (moved_down or below):
        return None
    rule = "r1.below_knee" if below else "r1.further_down"
    if any(day.rule == R1 for day in since(context.history, context.today, _window(context))):
        said = Decision("r1.again", "refer", {"days": _window(context)})
        return Ruling(context.plan, "refer", R1, (said,), tier="see_clinician")
    dropped = _directions(context)
    plan = replace(
        context.plan,
        dropped=tuple(dict.fromkeys((*context.plan.dropped, *dropped))),
        gentle="regulation_only",
        phase="calm",
        phase_since=context.plan.phase_since if context.plan.phase == "calm" else context.today,
    )
    said = Decision(rule, "regress", {"direction": dropped[0] if dropped else "none"})
    moved = 0 if plan == context.plan else -1
    return Ruling(plan, "regress" if moved else "hold", R1, (said,), moved=moved)


def _window(context: RuleContext) -> int:
    return context.programme.leg.again_within_days


def _last_sessions(context: RuleContext) -> tuple[JudgedSession, ...]:
    count = context.programme.leg.sessions_further_down_from
    days = context.programme.progress.look_back_days
    return tuple(
        islice(sessions_back(context.programme, context.history, context.today, days), count)
    )


def _further_down(context: RuleContext) -> bool:
    """Whether leg pain moved down after each of the last sessions, one of them fresh."""
    last = _last_sessions(context)
    enough = len(last) == context.programme.leg.sessions_further_down_from
    return bool(context.evidence.fresh) and enough and all(map(_went_down, last))


def _went_down(session: JudgedSession) -> bool:
    return session.response is not None and session.response.leg == "further_down"


def _newly_below_knee(context: RuleContext) -> bool:
    if not context.evidence.today.below_knee or context.plan.pain_type == "radiculopathy":
        return False
    earlier = back(context.history, context.today)
    return not any(day.below_knee for day in earlier if day.date < context.today)


def _directions(context: RuleContext) -> tuple[str, ...]:
    """Give the directions that the exercises of the last sessions moved in."""
    done = [p.exercise for s in _last_sessions(context) for p in s.workout.performed]
    regions = {
        region
        for name in done
        if name in context.available
        for region in context.available[name].regions
    }
    return tuple(direction for region, direction in DIRECTIONS.items() if region in regions)


R3 = "r3"
R4 = "r4"
HURTS = "hurts"

Reason = tuple[str, Inputs]


def regress(context: RuleContext) -> Ruling | None:
    """R3: the session or the night after it was too much: the newest steps are taken back.

    What hurt on a card was seen to in its session; its own newest step goes as well.
    """
    rules, reason = context.programme.regress, _too_much(context)
    hurt = _hurt(context)
    if reason is None and not hurt:
        return None
    if reason is None:
        plan, taken = exercise_back(context, context.plan, hurt, rules.steps_within_days, R3)
        return _stepped(plan, Decision("r3.hurts", "regress", {"exercise": hurt[0]}), taken)
    plan, taken = newest_back(context, context.plan, rules.steps_max, rules.steps_within_days, R3)
    if taken:
        plan = lighter(plan, rules.volume, context.today, rules.volume_days)
    rule, inputs = reason
    inputs |= {"percent": round(rules.volume * 100), "days": rules.volume_days}
    return _stepped(plan, Decision(rule, "regress", inputs), taken)


def _stepped(plan: Plan, reason: Decision, taken: tuple[Decision, ...]) -> Ruling:
    """Give the ruling with each step that was taken back; with none it is a hold, said so."""
    if taken:
        return Ruling(plan, "regress", R3, (reason, *taken), moved=-len(taken))
    said = (replace(reason, result="hold"), Decision("step.lowest", "hold"))
    return Ruling(plan, "hold", R3, said)


def deload(context: RuleContext) -> Ruling | None:
    """R4: two steps down in a week, hard effort, or three weeks of loading: a lighter week."""
    rules = context.programme.deload
    if any(day.rule == R4 for day in since(context.history, context.today, rules.days - 1)):
        return ruling(context, "r4.running", "deload")
    reason = _tired(context)
    if reason is None:
        return None
    rule, inputs = reason
    plan = lighter(context.plan, rules.volume, context.today, rules.days)
    said = Decision(rule, "deload", inputs | {"volume": round(rules.volume * 100)})
    return Ruling(plan, "deload", R4, (said,))


def _too_much(context: RuleContext) -> Reason | None:
    """Give the first reason of R3 that holds."""
    rules, evidence = context.programme.regress, context.evidence
    for session in evidence.fresh:
        work, rest = session.workout, resting(session)
        if work.peak is not None and work.peak >= rules.peak_from and _above(work.peak, rest):
            return "r3.peak", {"peak": work.peak, "before": -1 if rest is None else rest}
        if work.effort is not None and work.effort >= rules.effort_from:
            return "r3.effort", {"effort": work.effort}
        if work.in_control is False:
            return "r3.control", {}
    return _bad_morning(context) or _more_waking(context)


def _above(peak: float, rest: float | None) -> bool:
    """Whether a peak is above the pain before the session; unknown pain before counts as lower."""
    return rest is None or peak > rest


def _bad_morning(context: RuleContext) -> Reason | None:
    evidence = context.evidence
    today, base = evidence.today, evidence.base
    if today.settled == "a_lot_more":
        return "r3.settled", {}
    fresh = evidence.fresh[-1:]
    follows = bool(fresh) and fresh[0].day.date == context.today - ONE_DAY
    if not follows or today.pain is None or base is None or today.settled == "usual":
        return None
    if today.pain >= base + context.programme.regress.above_base_from:
        return "r3.morning", {"pain": today.pain, "base": base}
    return None


def _more_waking(context: RuleContext) -> Reason | None:
    """Waking more than usual, on as many nights running as the rule names."""
    rules = context.programme.regress
    nights = [
        day_of(context.history, context.today - ONE_DAY * n) for n in range(rules.waking_nights)
    ]
    earlier = since(context.history, nights[-1].date, context.programme.base.mornings_max)
    usual = [day.waking for day in earlier if day.waking is not None]
    if len(usual) < context.programme.base.mornings_min:
        return None
    bound = median(usual) + rules.waking_above_usual_from
    if all(night.waking is not None and night.waking >= bound for night in nights):
        return "r3.waking", {"nights": rules.waking_nights}
    return None


def _hurt(context: RuleContext) -> tuple[str, ...]:
    """Give the exercises that hurt in the fresh sessions, each once, in order."""
    done = (p for session in context.evidence.fresh for p in session.workout.performed)
    return tuple(dict.fromkeys(p.exercise for p in done if p.outcome == HURTS))


def _regressions(context: RuleContext, days: int) -> int:
    """Days on which R3 took steps back, those before the last lighter week left out."""
    found = 0
    for day in since(context.history, context.today, days):
        if day.rule == R4:
            break
        found += day.rule == R3 and day.action == "regress"
    return found


def _tired(context: RuleContext) -> Reason | None:
    rules = context.programme.deload
    steps = _regressions(context, rules.within_days)
    if steps >= rules.regressions_from:
        return "r4.regressions", {"count": steps}
    week = since(context.history, context.today, rules.within_days)
    efforts = [w.effort for day in week for w in day.workouts if w.effort is not None]
    if len(efforts) >= rules.effort_sessions_min and mean(efforts) >= rules.effort_mean_from:
        return "r4.effort", {"effort": round(mean(efforts), 1)}
    if context.plan.stage == "advanced" and _loading_weeks(context) >= rules.loading_weeks:
        return "r4.loading", {"weeks": rules.loading_weeks}
    return None


def _loading_weeks(context: RuleContext) -> int:
    """Whole weeks with a step up, running back from today within this phase."""
    begun = context.plan.phase_since or context.today
    weeks = 0
    while weeks < context.programme.deload.loading_weeks:
        end = context.today - ONE_DAY * 7 * weeks
        week = since(context.history, end, 7)
        if end - ONE_DAY * 7 < begun or any(day.rule == R4 for day in week):
            break
        if not any(day.moved > 0 for day in week):
            break
        weeks += 1
    return weeks
