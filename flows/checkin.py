"""The daily check-in: half a minute, then what today is (RULES 3.1).

Question ids are those that `flows.language` fills from one sentence ("pain 4, slept badly").
"""

from datetime import date, timedelta

from flows.catalog.red_flags import RedFlags
from flows.engine.guards import is_, yes
from flows.engine.kinds import NRS, YES_NO, Value, choice
from flows.engine.nodes import Ask, End, Flow, Node, Shortcut, gate, go
from flows.engine.scene import Scene
from flows.engine.words import Word, Words
from flows.record import Record

WAKING_WORDS = ("0", "1", "2+")
"""Night wakings as their buttons say them; the stored number is the position."""
CARRIED = ("pain_now", "worst", "leg", "waking", "stiffness")
"""What "same as yesterday" repeats; a flare-up and new signs are always asked."""


def checkin(bank: RedFlags) -> Flow:
    """Ask how the night and the morning were; nothing is asked that is known."""
    nodes = (*_questions(), _news(bank), End("done"), End("new_sign"))
    return Flow("checkin", nodes, params=("session_before", "then"))


def _questions() -> tuple[Node, ...]:
    settled = choice("usual", "a_bit_more", "a_lot_more")
    leg = choice("none", "same", "higher_up", "further_down")
    same = Shortcut("same_as_yesterday", _yesterday)
    further = go("below_knee", when=is_("leg", "further_down"))
    return (
        gate("begin", go("settled", when=yes("session_before")), go("pain_now")),
        Ask("settled", settled, (go("pain_now"),), optional=True),
        Ask("pain_now", NRS, (go("worst"),), shortcut=same),
        Ask("worst", NRS, (go("leg"),), optional=True),
        Ask("leg", leg, (further, go("waking"))),
        Ask("below_knee", YES_NO, (go("waking"),)),
        Ask("waking", choice(*WAKING_WORDS), (go("stiffness"),), optional=True),
        Ask("stiffness", choice("none", "under_30", "over_30"), (go("flare"),), optional=True),
        Ask("flare", YES_NO, (go("news"),)),
    )


def _news(bank: RedFlags) -> Ask:
    """The daily card: is anything of this new? Its questions follow where it is not "none"."""
    signs = (Word(f"flag-{question.id.lower()}-short") for question in bank.micro())
    lines = Words(tuple(Word("flag-line", {"text": sign}) for sign in signs), "lines")
    return Ask(
        "news",
        choice("none_of_these", "yes", "not_sure"),
        (go("done", when=is_("news", "none_of_these")), go("new_sign")),
        args=lambda _: {"list": lines},
        safety=True,
    )


def params(record: Record, today: date, then: str = "") -> dict[str, Value]:
    """What a check-in of today begins with."""
    return {"session_before": "yes" if _unsettled(record, today) else "no", "then": then}


def _unsettled(record: Record, today: date) -> bool:
    """Whether nobody has told yet how the last session settled; a day tells of the one before."""
    for day in reversed([day for day in record.history.days if day.date < today]):
        if day.workouts:
            return True
        if day.settled is not None:
            return False
    return False


def _yesterday(scene: Scene) -> dict[str, Value]:
    """The answers of yesterday's check-in, where there was a whole one."""
    yesterday = scene.today - timedelta(days=1)
    day = next((day for day in scene.record.history.days if day.date == yesterday), None)
    if day is None or day.pain is None or day.leg is None:
        return {}
    waking = None if day.waking is None else WAKING_WORDS[day.waking]
    values = (day.pain, day.worst, day.leg, waking, day.stiffness)
    return dict(zip(CARRIED, values, strict=True))
