"""Rules R5 and R6: repeat as it is, or one micro-step on one axis."""

from datetime import date

from flows.clinical.decision import Decision
from flows.clinical.history import Performed
from flows.clinical.plan import Plan
from flows.clinical.progression.micro_progressions import Step, position_of, step_up
from flows.clinical.progression.observations import (
    Evidence,
    Session,
    base,
    checked_in,
    next_morning,
    resting,
    sessions_back,
)
from flows.clinical.progression.outcome import Case, Inputs, Ruling, ruling

R5 = "r5"
R6 = "r6"
DONE = "done"
Reason = tuple[str, Inputs]


def hold(case: Case) -> Ruling | None:
    """R5: a hint of too much, too little done, or something not answered: the same again."""
    reason = _missing(case.evidence) or _hint(case)
    if reason is None:
        return None
    rule, inputs = reason
    return Ruling(case.plan, "hold", R5, (Decision(rule, "hold", inputs),))


def advance(case: Case) -> Ruling | None:
    """R6: two calm sessions of an exercise earn one micro-step; two exercises a day."""
    plan = case.plan
    steps: list[Step] = []
    for exercise in _ready(case):
        step = step_up(case.programme, plan, case.rungs, exercise, case.today)
        if step is not None:
            plan = step.plan
            steps.append(step)
        if len(steps) == case.programme.progress.exercises_max:
            break
    if not steps:
        return None
    return Ruling(plan, "progress", R6, tuple(map(_said, steps)), moved=len(steps))


def nothing_new(case: Case) -> Ruling:
    """No rule matched: nothing speaks against today's dose, and not enough speaks for more."""
    return ruling(case, "r5.not_yet", "hold")


def _said(step: Step) -> Decision:
    return Decision(f"r6.{step.kind}", "up", {"exercise": step.exercise, "axis": step.kind})


def _missing(evidence: Evidence) -> Reason | None:
    """Tell what was not answered; missing data never counts as improvement (rules 3.1)."""
    if not checked_in(evidence.today):
        return "r5.no_checkin", {}
    for session in evidence.fresh:
        work = session.workout
        if None in (work.peak, work.effort, work.in_control, session.day.confidence):
            return "r5.no_answers", {}
        if next_morning(session) is None:
            return "r5.no_morning", {}
    return None


def _hint(case: Case) -> Reason | None:
    rules, evidence = case.programme.hold, case.evidence
    if evidence.recent_sessions < rules.sessions_min:
        return "r5.few_sessions", {"count": evidence.recent_sessions}
    pain, usual = evidence.today.pain, evidence.base
    for session in evidence.fresh:
        work, sure = session.workout, session.day.confidence
        if work.peak is not None and work.peak >= rules.peak_from:
            return "r5.peak", {"peak": work.peak}
        if work.share < rules.share_below:
            return "r5.share", {"share": round(work.share * 100)}
        if work.effort is not None and work.effort >= rules.effort_from:
            return "r5.effort", {"effort": work.effort}
        if sure is not None and sure < rules.confidence_below:
            return "r5.confidence", {"confidence": sure}
    risen = pain is not None and usual is not None and pain >= usual + rules.above_base_from
    return ("r5.morning", {"pain": pain or 0, "base": usual or 0}) if risen else None


def _ready(case: Case) -> tuple[str, ...]:
    """Give the exercises of the newest session that are ready, the longest waiting first."""
    if not case.evidence.fresh:
        return ()
    days = case.programme.progress.look_back_days
    recent = tuple(sessions_back(case.history, case.today, days))
    calm = {id(session.workout): _calm(case, session) for session in recent}
    newest = case.evidence.fresh[-1]
    ready = [p.exercise for p in newest.workout.performed if _two_calm(case, p, recent, calm)]
    return tuple(sorted(dict.fromkeys(ready), key=lambda name: _stepped_on(case.plan, name)))


def _stepped_on(plan: Plan, exercise: str) -> date:
    position = plan.positions.get(exercise)
    return (position and position.stepped_on) or date.min


def _two_calm(
    case: Case, item: Performed, recent: tuple[Session, ...], calm: dict[int, bool]
) -> bool:
    """Whether the exercise was done as asked in its last sessions, all calm and at this step."""
    if item.exercise not in case.rungs:
        return False
    stepped = position_of(case.plan, item.exercise).stepped_on
    wait = case.programme.progress.days_between[case.plan.stage]
    if stepped is not None and (case.today - stepped).days < wait:
        return False
    count = case.programme.progress.sessions
    seen = [(s, p) for s in recent for p in s.workout.performed if p.exercise == item.exercise]
    last = seen[:count]
    return len(last) == count and all(
        calm[id(session.workout)]
        and done.outcome == DONE
        and done.signature == item.signature
        and (stepped is None or session.day.date >= stepped)
        for session, done in last
    )


def _calm(case: Case, session: Session) -> bool:
    """Whether a session went well and the next morning was no worse than usual (R6)."""
    return _calm_session(case, session) and _calm_morning(case, session)


def _calm_session(case: Case, session: Session) -> bool:
    rules, work = case.programme.progress, session.workout
    rest, sure = resting(session), session.day.confidence
    if work.peak is None or work.effort is None or rest is None or sure is None:
        return False
    return (
        work.peak <= min(rules.peak_to, rest + rules.above_rest_to[case.plan.stage])
        and work.effort <= rules.effort_to
        and work.in_control is True
        and sure >= rules.confidence_from
        and work.share >= case.programme.hold.share_below
    )


def _calm_morning(case: Case, session: Session) -> bool:
    morning = next_morning(session)
    if morning is None or morning.pain is None or morning.leg in (None, "further_down"):
        return False
    usual = base(case.programme, case.history, morning.date)
    return usual is not None and morning.pain <= usual and morning.settled != "a_lot_more"
