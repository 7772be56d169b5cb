"""Home: what a person can do next, and the few places where nothing else can be done."""

from flows.clinical.history import day_of
from flows.engine.context import Moment, Scene
from flows.engine.effects import Option
from flows.engine.kinds import choice
from flows.engine.nodes import Ask, End, Flow, go
from flows.engine.words import Arg, Word

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


def checked_in(moment: Moment) -> bool:
    """Whether today's check-in is done."""
    today = day_of(moment.record.history, moment.today)
    return today.pain is not None


def trained(moment: Moment) -> bool:
    """Whether there was a session today."""
    return bool(day_of(moment.record.history, moment.today).workouts)


def _options(scene: Scene) -> tuple[Option, ...]:
    first = "again" if checked_in(scene) else "first"
    labels = {
        "today": f"menu-next-today-{'again' if trained(scene) else 'first'}",
        "checkin": f"menu-next-checkin-{first}",
    }
    return tuple(Option(name, Word(labels.get(name, f"menu-next-{name}"))) for name in CHOICES)


def _args(scene: Scene) -> dict[str, Arg]:
    state = "trained" if trained(scene) else "checked" if checked_in(scene) else "fresh"
    return {"state": state, "minutes": scene.record.minutes}


def _outside_options(scene: Scene) -> tuple[Option, ...]:
    offered = [name for name in OUTSIDE if name != "again" or not scene.record.too_young]
    return tuple(Option(name, Word(f"outside-next-{name}")) for name in offered)


def _outside_args(scene: Scene) -> dict[str, Arg]:
    return {"why": "young" if scene.record.too_young else "declined"}
