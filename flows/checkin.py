"""The daily check-in: half a minute, then what today is (RULES 3.1).

Question ids are those that `flows.language` fills from one sentence ("pain 4, slept badly").
"""

from datetime import timedelta

from flows.catalog.red_flags import RedFlags
from flows.engine.guards import is_, yes
from flows.engine.kinds import NRS, YES_NO, Value, choice
from flows.engine.nodes import Ask, End, Flow, Shortcut, gate, go
from flows.engine.scene import Scene
from flows.engine.words import Arg, Word, Words
from flows.record import Record

CARRIED = ("pain_now", "worst", "leg", "waking", "stiffness")
"""What "same as yesterday" repeats; a flare-up and new signs are always asked."""


def checkin(bank: RedFlags) -> Flow:
    """Ask how the night and the morning were; nothing is asked that is known."""
    news = tuple(
        Word("flag-line", {"text": Word(f"flag-{q.id.lower()}-short")}) for q in bank.micro()
    )

    def listed(_: Scene) -> dict[str, Arg]:
        return {"list": Words(news, "lines")}

    return Flow(
        "checkin",
        (
            gate("begin", go("settled", when=yes("session_before")), go("pain_now")),
            Ask(
                "settled",
                choice("usual", "a_bit_more", "a_lot_more"),
                (go("pain_now"),),
                optional=True,
            ),
            Ask(
                "pain_now", NRS, (go("worst"),), shortcut=Shortcut("same_as_yesterday", _yesterday)
            ),
            Ask("worst", NRS, (go("leg"),), optional=True),
            Ask("leg", choice("none", "same", "higher_up", "further_down"), (go("waking"),)),
            Ask("waking", choice("0", "1", "2+"), (go("stiffness"),), optional=True),
            Ask("stiffness", choice("none", "under_30", "over_30"), (go("flare"),), optional=True),
            Ask("flare", YES_NO, (go("news"),)),
            Ask(
                "news",
                choice("none_of_these", "yes", "not_sure"),
                (go("done", when=is_("news", "none_of_these")), go("new_sign")),
                args=listed,
                safety=True,
            ),
            End("done"),
            End("new_sign"),
        ),
        params=("session_before", "then"),
    )


def params(record: Record, scene_today: object, then: str = "") -> dict[str, Value]:
    """What a check-in of today begins with."""
    latest = next((day for day in reversed(record.history.days) if day.workouts), None)
    asked = latest is not None and latest.date != scene_today and latest.settled is None
    return {"session_before": "yes" if asked else "no", "then": then}


def _yesterday(scene: Scene) -> dict[str, Value]:
    """The answers of yesterday's check-in, where there was a whole one."""
    yesterday = scene.today - timedelta(days=1)
    day = next((day for day in scene.record.history.days if day.date == yesterday), None)
    if day is None or day.pain is None or day.leg is None:
        return {}
    waking = None if day.waking is None else WAKING_WORDS[day.waking]
    values = (day.pain, day.worst, day.leg, waking, day.stiffness)
    return dict(zip(CARRIED, values, strict=True))


WAKING_WORDS = ("0", "1", "2+")
"""Night wakings as their buttons say them; the stored number is the position."""
