"""Rules R5 and R6: repeat as it is, or one micro-step on one axis."""

from datetime import date

from flows.clinical.decision import Decision
from flows.clinical.history import Performed
from flows.clinical.plan import Plan
from flows.clinical.progression.micro_progressions import Step, position_of, step_up
from flows.clinical.progression.observations import (
    Evidence,
    JudgedSession,
    base,
    checked_in,
    next_morning,
    resting,
    sessions_back,
)
from flows.clinical.progression.outcome import Inputs, RuleContext, Ruling, ruling

R5 = "r5"
R6 = "r6"
DONE = "done"
Reason = tuple[str, Inputs]


def hold(context: RuleContext) -> Ruling | None:
    """R5: a hint of too much, too little done, or something not answered: the same again."""
    reason = _missing(context.evidence) or _hint(context)
    if reason is None:
        return None
    rule, inputs = reason
    return Ruling(context.plan, "hold", R5, (Decision(rule, "hold", inputs),))


def advance(context: RuleContext) -> Ruling | None:
    """R6: two calm sessions of an exercise earn one micro-step; two exercises a day."""
    plan = context.plan
    steps: list[Step] = []
    for exercise in _ready(context):
        step = step_up(context.programme, plan, context.rungs, exercise, context.today)
        if step is not None:
            plan = step.plan
            steps.append(step)
        if len(steps) == context.programme.progress.exercises_max:
            break
    if not steps:
        return None
    return Ruling(plan, "progress", R6, tuple(map(_said, steps)), moved=len(steps))


def nothing_new(context: RuleContext) -> Ruling:
    """No rule matched: nothing speaks against today's dose, and not enough speaks for more."""
    return ruling(context, "r5.not_yet", "hold")


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


def _hint(context: RuleContext) -> Reason | None:
    rules, evidence = context.programme.hold, context.evidence
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


def _ready(context: RuleContext) -> tuple[str, ...]:
    """Give the exercises of the newest session that are ready, the longest waiting first."""
    if not context.evidence.fresh:
        return ()
    days = context.programme.progress.look_back_days
    recent = tuple(sessions_back(context.history, context.today, days))
    calm = {id(session.workout): _calm(context, session) for session in recent}
    newest = context.evidence.fresh[-1]
    ready = [p.exercise for p in newest.workout.performed if _two_calm(context, p, recent, calm)]
    return tuple(sorted(dict.fromkeys(ready), key=lambda name: _stepped_on(context.plan, name)))


def _stepped_on(plan: Plan, exercise: str) -> date:
    position = plan.positions.get(exercise)
    return (position and position.stepped_on) or date.min


def _two_calm(
    context: RuleContext, item: Performed, recent: tuple[JudgedSession, ...], calm: dict[int, bool]
) -> bool:
    """Whether the exercise was done as asked in its last sessions, all calm and at this step."""
    if item.exercise not in context.rungs:
        return False
    stepped = position_of(context.plan, item.exercise).stepped_on
    wait = context.programme.progress.days_between[context.plan.stage]
    if stepped is not None and (context.today - stepped).days < wait:
        return False
    count = context.programme.progress.sessions
    seen = [(s, p) for s in recent for p in s.workout.performed if p.exercise == item.exercise]
    last = seen[:count]
    return len(last) == count and all(
        calm[id(session.workout)]
        and done.outcome == DONE
        and done.signature == item.signature
        and (stepped is None or session.day.date >= stepped)
        for session, done in last
    )


def _calm(context: RuleContext, session: JudgedSession) -> bool:
    """Whether a session went well and the next morning was no worse than usual (R6)."""
    return _calm_session(context, session) and _calm_morning(context, session)


def _calm_session(context: RuleContext, session: JudgedSession) -> bool:
    rules, work = context.programme.progress, session.workout
    rest, sure = resting(session), session.day.confidence
    if work.peak is None or work.effort is None or rest is None or sure is None:
        return False
    return (
        work.peak <= min(rules.peak_to, rest + rules.above_rest_to[context.plan.stage])
        and work.effort <= rules.effort_to
        and work.in_control is True
        and sure >= rules.confidence_from
        and work.share >= context.programme.hold.share_below
    )


def _calm_morning(context: RuleContext, session: JudgedSession) -> bool:
    morning = next_morning(session)
    if morning is None or morning.pain is None or morning.leg in (None, "further_down"):
        return False
    usual = base(context.programme, context.history, morning.date)
    return usual is not None and morning.pain <= usual and morning.settled != "a_lot_more"
