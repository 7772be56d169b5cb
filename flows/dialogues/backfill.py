"""Yesterday's session filled in: it counts for its day, and moves no exercise (bad input).

What was done of which exercise is not asked, so no step follows from it; strongest pain and effort
are, because too much is too much on any day.
"""

from datetime import timedelta

from msgspec.structs import replace

from flows.clinical.history import Workout, day_of, with_day
from flows.engine.context import Context, Outcome, RunContext, Start
from flows.engine.effects import Say
from flows.engine.kinds import NRS, choice
from flows.engine.nodes import Ask, Dialogue, End, Flow, go

SHARES = {"all": 1.0, "most": 0.8, "some": 0.5}
OPEN_TO_HOUR = 12
"""Until noon yesterday can be filled in (proposed)."""


def dialogues() -> tuple[Dialogue, ...]:
    """The questions about yesterday's session, with their act."""
    return (Dialogue(backfill(), {"done": _stored}),)


def backfill() -> Flow:
    """How much was done, the strongest pain, the effort."""
    return Flow(
        "backfill",
        (
            Ask("share", choice(*SHARES), (go("peak"),)),
            Ask("peak", NRS, (go("effort"),)),
            Ask("effort", NRS, (go("done"),), optional=True),
            End("done"),
        ),
    )


def fill_in(context: Context) -> Outcome:
    """Begin to fill in yesterday, where there is something to fill in."""
    plan = context.record.plan
    if context.local.hour >= OPEN_TO_HOUR:
        return Outcome(context.record, (Say("backfill-late"),))
    if plan is None or plan.started is None or plan.started >= context.today:
        return Outcome(context.record, (Say("backfill-before"),))
    if _is_there(context):
        return Outcome(context.record, (Say("backfill-there"),))
    return Outcome(context.record, start=(Start("backfill"),))


def _is_there(context: Context) -> bool:
    """Whether yesterday has its session, or it is still under way."""
    yesterday, doing = context.today - timedelta(days=1), context.record.session_in_progress
    under_way = doing is not None and doing.on == yesterday
    return under_way or bool(day_of(context.record.history, yesterday).workouts)


def _stored(context: RunContext) -> Outcome:
    """Write the session into yesterday, once."""
    record, given = context.record, context.values
    if _is_there(context):
        return Outcome(record, (Say("backfill-there"),))
    effort = given.get("effort")
    workout = Workout(
        share=SHARES[str(given["share"])],
        peak=float(str(given["peak"])),
        effort=None if effort is None else float(str(effort)),
        minutes=record.minutes,
    )
    day = day_of(record.history, context.today - timedelta(days=1))
    history = with_day(record.history, replace(day, workouts=(workout,)))
    return Outcome(replace(record, history=history), (Say("backfill-noted"),))
