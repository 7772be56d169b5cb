"""Rules R3 and R4: a step down, and a lighter week."""

from itertools import islice
from statistics import mean, median

from msgspec.structs import replace

from flows.clinical.decision import Decision
from flows.clinical.progression.observations import (
    ONE_DAY,
    Session,
    back,
    day_of,
    resting,
    sessions_back,
    since,
)
from flows.clinical.progression.outcome import Case, Inputs, Ruling, lighter, ruling
from flows.clinical.progression.step_back import fewer, step_back

R1 = "r1"
DIRECTIONS = {"lumbar_flexion": "bend_forward", "lumbar_extension": "bend_back"}
"""The direction an exercise moves the low back in, by its region."""


def leg_down(case: Case) -> Ruling | None:
    """R1: further down after two sessions running, or newly below the knee."""
    moved_down, below = _further_down(case), _newly_below_knee(case)
    if not (moved_down or below):
        return None
    rule = "r1.below_knee" if below else "r1.further_down"
    if any(day.rule == R1 for day in since(case.history, case.today, _window(case))):
        said = Decision("r1.again", "refer", {"days": _window(case)})
        return Ruling(case.plan, "refer", R1, (said,), tier="see_clinician")
    dropped = _directions(case)
    plan = replace(
        case.plan,
        dropped=tuple(dict.fromkeys((*case.plan.dropped, *dropped))),
        gentle="regulation_only",
        phase="calm",
        phase_since=case.plan.phase_since if case.plan.phase == "calm" else case.today,
    )
    said = Decision(rule, "regress", {"direction": dropped[0] if dropped else "none"})
    moved = 0 if plan == case.plan else -1
    return Ruling(plan, "regress" if moved else "hold", R1, (said,), moved=moved)


def _window(case: Case) -> int:
    return case.programme.leg.again_within_days


def _last_sessions(case: Case) -> tuple[Session, ...]:
    count = case.programme.leg.sessions_further_down_from
    days = case.programme.progress.look_back_days
    return tuple(islice(sessions_back(case.history, case.today, days), count))


def _further_down(case: Case) -> bool:
    """Whether leg pain moved down after each of the last sessions, one of them fresh."""
    last = _last_sessions(case)
    enough = len(last) == case.programme.leg.sessions_further_down_from
    return bool(case.evidence.fresh) and enough and all(map(_went_down, last))


def _went_down(session: Session) -> bool:
    return session.response is not None and session.response.leg == "further_down"


def _newly_below_knee(case: Case) -> bool:
    if not case.evidence.today.below_knee or case.plan.pain_type == "radiculopathy":
        return False
    earlier = back(case.history, case.today)
    return not any(day.below_knee for day in earlier if day.date < case.today)


def _directions(case: Case) -> tuple[str, ...]:
    """Give the directions that the exercises of the last sessions moved in."""
    done = [p.exercise for s in _last_sessions(case) for p in s.workout.performed]
    regions = {region for name in done if name in case.rungs for region in case.rungs[name].regions}
    return tuple(direction for region, direction in DIRECTIONS.items() if region in regions)


R3 = "r3"
R4 = "r4"
NOT_DONE = ("skipped",)
HURTS = "hurts"

Reason = tuple[str, Inputs]


def regress(case: Case) -> Ruling | None:
    """R3: the session or the night after it was too much; the exercises done go down a step."""
    if not case.evidence.fresh:
        return None
    reason = _too_much(case)
    done = _done(case) if reason else _hurt(case)
    if not reason and not done:
        return None
    rule, inputs = reason or ("r3.hurts", {"exercise": done[0]})
    again = _regressions(case, case.programme.regress.again_within_days) > 0
    amount = case.programme.regress.steps_again if again else case.programme.regress.steps
    plan, taken = step_back(case, case.plan, done, amount)
    plan = fewer(case, plan, done)
    lowest = plan == case.plan
    action = "hold" if lowest else "regress"
    said = (Decision(rule, action, inputs | {"steps": amount}), *taken)
    said += (Decision("step.lowest", "hold"),) if lowest else ()
    return Ruling(plan, action, R3, said, moved=0 if lowest else -max(1, len(taken)))


def deload(case: Case) -> Ruling | None:
    """R4: two steps down in a week, hard effort, or three weeks of loading: a lighter week."""
    rules = case.programme.deload
    if any(day.rule == R4 for day in since(case.history, case.today, rules.days - 1)):
        return ruling(case, "r4.running", "deload")
    reason = _tired(case)
    if reason is None:
        return None
    rule, inputs = reason
    plan = lighter(case.plan, rules.volume, case.today, rules.days)
    said = Decision(rule, "deload", inputs | {"volume": round(rules.volume * 100)})
    return Ruling(plan, "deload", R4, (said,))


def _too_much(case: Case) -> Reason | None:
    """Give the first reason of R3 that holds."""
    rules, evidence = case.programme.regress, case.evidence
    for session in evidence.fresh:
        work, rest = session.workout, resting(session)
        if work.peak is not None and work.peak >= rules.peak_from and _above(work.peak, rest):
            return "r3.peak", {"peak": work.peak, "before": -1 if rest is None else rest}
        if work.effort is not None and work.effort >= rules.effort_from:
            return "r3.effort", {"effort": work.effort}
        if work.in_control is False:
            return "r3.control", {}
    return _bad_morning(case) or _more_waking(case)


def _above(peak: float, rest: float | None) -> bool:
    """Whether a peak is above the pain before the session; unknown pain before counts as lower."""
    return rest is None or peak > rest


def _bad_morning(case: Case) -> Reason | None:
    evidence = case.evidence
    today, base = evidence.today, evidence.base
    if today.settled == "a_lot_more":
        return "r3.settled", {}
    follows = evidence.fresh[-1].day.date == case.today - ONE_DAY
    if not follows or today.pain is None or base is None:
        return None
    if today.pain >= base + case.programme.regress.above_base_from:
        return "r3.morning", {"pain": today.pain, "base": base}
    return None


def _more_waking(case: Case) -> Reason | None:
    """Waking more than usual, on as many nights running as the rule names."""
    rules = case.programme.regress
    nights = [day_of(case.history, case.today - ONE_DAY * n) for n in range(rules.waking_nights)]
    earlier = since(case.history, nights[-1].date, case.programme.base.mornings_max)
    usual = [day.waking for day in earlier if day.waking is not None]
    if len(usual) < case.programme.base.mornings_min:
        return None
    bound = median(usual) + rules.waking_above_usual_from
    if all(night.waking is not None and night.waking >= bound for night in nights):
        return "r3.waking", {"nights": rules.waking_nights}
    return None


def _done(case: Case) -> tuple[str, ...]:
    """Give the exercises done in the fresh sessions, each once, in order."""
    return tuple(
        dict.fromkeys(
            item.exercise
            for session in case.evidence.fresh
            for item in session.workout.performed
            if item.outcome not in NOT_DONE
        )
    )


def _hurt(case: Case) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for s in case.evidence.fresh for name in _hurt_in(s)))


def _hurt_in(session: Session) -> tuple[str, ...]:
    return tuple(p.exercise for p in session.workout.performed if p.outcome == HURTS)


def _regressions(case: Case, days: int) -> int:
    """Days decided by R3 in the last days, those before the last lighter week left out."""
    found = 0
    for day in since(case.history, case.today, days):
        if day.rule == R4:
            break
        found += day.rule == R3
    return found


def _tired(case: Case) -> Reason | None:
    rules = case.programme.deload
    steps = _regressions(case, rules.within_days)
    if steps >= rules.regressions_from:
        return "r4.regressions", {"count": steps}
    week = since(case.history, case.today, rules.within_days)
    efforts = [w.effort for day in week for w in day.workouts if w.effort is not None]
    if len(efforts) >= rules.effort_sessions_min and mean(efforts) >= rules.effort_mean_from:
        return "r4.effort", {"effort": round(mean(efforts), 1)}
    if case.plan.stage == "advanced" and _loading_weeks(case) >= rules.loading_weeks:
        return "r4.loading", {"weeks": rules.loading_weeks}
    return None


def _loading_weeks(case: Case) -> int:
    """Whole weeks with a step up, running back from today within this phase."""
    begun = case.plan.phase_since or case.today
    weeks = 0
    while weeks < case.programme.deload.loading_weeks:
        end = case.today - ONE_DAY * 7 * weeks
        week = since(case.history, end, 7)
        if end - ONE_DAY * 7 < begun or any(day.rule == R4 for day in week):
            break
        if not any(day.moved > 0 for day in week):
            break
        weeks += 1
    return weeks
