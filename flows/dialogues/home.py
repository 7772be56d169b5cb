"""Home: the menu of what a person can do next, and the wait where nothing can be done.

What is chosen here is a command (`dialogues.commands`).
"""

from flows.clinical.history import day_of
from flows.engine.context import Context, RunContext
from flows.engine.effects import Arg, Option, Word
from flows.engine.kinds import choice
from flows.engine.nodes import Ask, End, Flow, go

CHOICES = ("today", "checkin", "progress", "why", "settings", "urgent")
"""What the menu leads to: each is a command."""
OUTSIDE = ("again", "urgent", "privacy")


def menu() -> Flow:
    """The open question when nothing else is open."""
    ask = Ask("next", choice(*CHOICES), (go("left"),), args=_args, options=_options)
    return Flow("menu", (ask, End("left")))


def outside() -> Flow:
    """Where somebody waits who did not agree, or is under 18."""
    ask = Ask("next", choice(*OUTSIDE), (go("left"),), args=_outside_args, options=_outside_options)
    return Flow("outside", (ask, End("left")))


def checked_in(context: Context) -> bool:
    """Whether today's check-in is done."""
    today = day_of(context.record.history, context.today)
    return today.pain is not None


def trained(context: Context) -> bool:
    """Whether there was a session today."""
    return bool(day_of(context.record.history, context.today).workouts)


def trained_enough(context: Context) -> bool:
    """Whether another session today would be one too many."""
    done = day_of(context.record.history, context.today).workouts
    return len(done) >= context.catalog.sessions.day.sessions_max


def _options(context: RunContext) -> tuple[Option, ...]:
    first = "again" if checked_in(context) else "first"
    labels = {
        "today": f"menu-next-today-{'again' if trained(context) else 'first'}",
        "checkin": f"menu-next-checkin-{first}",
    }
    offered = [name for name in CHOICES if name != "today" or not trained_enough(context)]
    return tuple(Option(name, Word(labels.get(name, f"menu-next-{name}"))) for name in offered)


def _args(context: RunContext) -> dict[str, Arg]:
    state = "trained" if trained(context) else "checked" if checked_in(context) else "fresh"
    return {"state": state, "minutes": context.record.minutes}


def _outside_options(context: RunContext) -> tuple[Option, ...]:
    offered = [name for name in OUTSIDE if name != "again" or not context.record.too_young]
    return tuple(Option(name, Word(f"outside-next-{name}")) for name in offered)


def _outside_args(context: RunContext) -> dict[str, Arg]:
    return {"why": "young" if context.record.too_young else "declined"}
