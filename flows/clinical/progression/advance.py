"""Rules R5 and R6: repeat as it is, or one step on one axis (progression 3)."""

from datetime import date
from itertools import islice

from flows.clinical.decision import Decision
from flows.clinical.history import Performed
from flows.clinical.plan import Plan, Position
from flows.clinical.prescription.dose import short_form
from flows.clinical.progression.flare import looks_like_flare
from flows.clinical.progression.micro_progressions import LOADED_PHASES, Step, position_of, step_up
from flows.clinical.progression.observations import (
    JudgedSession,
    base,
    resting,
    sessions_back,
)
from flows.clinical.progression.outcome import Inputs, RuleContext, Ruling, ruling
from flows.clinical.staging import IRRITABLE

R5 = "r5"
R6 = "r6"
DONE = "done"
USUAL, MORE = "usual", ("a_bit_more", "a_lot_more")
Reason = tuple[str, Inputs]


def hold(context: RuleContext) -> Ruling | None:
    """R5: a hint of too much or too little done: the same again."""
    reason = _believed(context) or _hint(context)
    if reason is None:
        return None
    rule, inputs = reason
    return Ruling(context.plan, "hold", R5, (Decision(rule, "hold", inputs),))


def advance(context: RuleContext) -> Ruling | None:
    """R6: two calm sessions of an exercise earn one step; at most two exercises a day."""
    plan = context.plan
    steps: list[Step] = []
    for exercise in _ready(context):
        step = step_up(context.programme, plan, context.available, exercise, context.today)
        if step is not None:
            plan = step.plan
            steps.append(step)
        if len(steps) == context.programme.progress.exercises_max:
            break
    if not steps:
        return None
    return Ruling(plan, "progress", R6, tuple(map(_said, steps)), moved=len(steps))


def nothing_new(context: RuleContext) -> Ruling:
    """No rule matched: nothing speaks against today's dose, and not enough speaks for more.

    Where the newest sessions were not told of, that is what keeps a step away.
    """
    if not any(day.workouts for day in context.history.days):
        return ruling(context, "r5.new", "hold")
    rules, history, today = context.programme.progress, context.history, context.today
    newest = islice(
        sessions_back(context.programme, history, today, rules.look_back_days), rules.sessions
    )
    judged = [calmness(context, session) for session in newest]
    untold = bool(judged) and all(calm is None for calm in judged)
    return ruling(context, "r5.untold" if untold else "r5.not_yet", "hold")


def _said(step: Step) -> Decision:
    inputs: Inputs = {"exercise": step.exercise, "axis": step.axis}
    dose = position_of(step.plan, step.to or step.exercise).dose
    if step.to:
        inputs["to"] = step.to
    if dose is not None:
        inputs |= {"sets": dose.sets, "amount": dose.amount, "grams": dose.grams}
        inputs["band"] = dose.band
    return Decision(f"r6.{step.axis}", "up", inputs)


def _believed(context: RuleContext) -> Reason | None:
    """The number says flare and the person says no: they are believed, and nothing goes up."""
    number = looks_like_flare(context)
    return ("r2.believed", number[1]) if number else None


def _hint(context: RuleContext) -> Reason | None:
    rules = context.programme.hold
    if context.evidence.today.settled == MORE[0]:
        return "r5.settled", {}
    for session in context.evidence.fresh:
        work, sure = session.workout, session.day.confidence
        allowed = allowed_peak(context, session)
        if work.peak is not None and allowed is not None and work.peak > allowed:
            return "r5.peak", {"peak": work.peak, "most": allowed}
        if work.share < rules.share_below:
            return "r5.share", {"share": round(work.share * 100)}
        if work.effort is not None and work.effort >= rules.effort_from:
            return "r5.effort", {"effort": work.effort}
        if sure is not None and sure < rules.confidence_below:
            return "r5.confidence", {"confidence": sure}
    return None


def allowed_peak(context: RuleContext, session: JudgedSession) -> float | None:
    """Give the strongest pain that still counts as calm; None without the pain before it."""
    rest, rules = resting(session), context.programme.pain
    if rest is None:
        return None
    if strict(context.programme.pain.strict_types, context.plan, session.day.leg):
        return min(rules.strict_peak_to, rest + rules.strict_above_rest_to)
    return min(rules.peak_to, rest + rules.above_rest_to[context.plan.stage])


def strict(types: tuple[str, ...], plan: Plan, leg: str | None) -> bool:
    """Whether the narrow limit holds: acute before strength, leg pain, or easily stirred up."""
    hurts = leg not in (None, "none")
    irritable = bool(plan.gentle) or IRRITABLE in plan.conditions
    return hurts or irritable or (plan.pain_type in types and plan.phase not in LOADED_PHASES)


def _ready(context: RuleContext) -> tuple[str, ...]:
    """Give the exercises of the newest session that are ready, the longest waiting first."""
    newest = (*context.evidence.fresh[-1:], *context.evidence.answered_today)
    if not newest:
        return ()
    days = context.programme.progress.look_back_days
    recent = tuple(sessions_back(context.programme, context.history, context.today, days))
    calm = {id(session.workout): calmness(context, session) for session in recent}
    done = [p for session in newest for p in session.workout.performed]
    ready = [p.exercise for p in done if _two_calm(context, p, recent, calm)]
    return tuple(sorted(dict.fromkeys(ready), key=lambda name: _order(context, name)))


def _order(context: RuleContext, name: str) -> tuple[bool, date]:
    """Main patterns go before the rest, and what has waited longest goes first."""
    stepped = position_of(context.plan, name).stepped_on
    return (not context.available[name].pattern, stepped or date.min)


def _two_calm(
    context: RuleContext,
    item: Performed,
    recent: tuple[JudgedSession, ...],
    calm: dict[int, bool | None],
) -> bool:
    """Whether the exercise was done as asked in its last sessions, all calm and at this step.

    Sessions that nobody told the morning of, and lighter ones, are passed over; on the way back
    to what was done before, lighter ones count.
    """
    position = position_of(context.plan, item.exercise)
    stepped, rules = position.stepped_on, context.programme.progress
    if stepped and (context.today - stepped).days < rules.days_between[context.plan.stage]:
        return False
    begun = max(filter(None, (stepped, position.back_on)), default=None)
    if item.signature != short_form(position) or item.exercise not in context.available:
        return False
    back = position.back_on is not None and begun == position.back_on
    found = 0
    for session in recent:
        done = next((p for p in session.workout.performed if p.exercise == item.exercise), None)
        if done is None or done.outcome == "skipped":
            continue
        good = calm[id(session.workout)]
        lighter = done.outcome == DONE and not done.top and not (back and _most_of(done, position))
        if lighter and not found:
            return False
        if good is None or lighter:
            continue
        early = begun is not None and session.day.date < begun
        if not good or done.outcome != DONE or done.signature != item.signature or early:
            return False
        found += 1
        if found == rules.sessions:
            return True
    return False


def _most_of(done: Performed, position: Position) -> bool:
    """Whether a lighter session gave most of the dose: enough to say that it is borne again."""
    if done.dose is None or position.dose is None:
        return False
    return done.dose.amount >= MOST * position.dose.amount


MOST = 0.7
"""Share of a dose that counts on the way back (proposed)."""


def calmness(context: RuleContext, session: JudgedSession) -> bool | None:
    """Whether a session went well and settled; None where too little is known to say."""
    rules, work, sure = context.programme.progress, session.workout, session.day.confidence
    allowed = allowed_peak(context, session)
    if None in (work.peak, work.effort, allowed) or session.settled is None:
        return None
    assert work.peak is not None and work.effort is not None and allowed is not None
    return (
        work.peak <= allowed
        and work.effort <= rules.effort_to
        and work.in_control is not False
        and work.share >= context.programme.hold.share_below
        and (sure is None or sure >= context.programme.hold.confidence_below)
        and _calm_morning(context, session)
    )


def _calm_morning(context: RuleContext, session: JudgedSession) -> bool:
    """Whether the morning after was back to usual; then pain a little above the usual is usual."""
    answer = session.answer
    if answer is None or answer.settled != USUAL or answer.leg == "further_down":
        return False
    usual = base(context.programme, context.history, answer.date)
    if usual is None or answer.pain is None:
        return True
    return answer.pain <= usual + context.programme.progress.usual_above_base_to
