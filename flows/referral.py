"""Life under a lock: the waiting room, "have you been seen?", and the way back."""

from datetime import date, datetime, timedelta

from msgspec.structs import replace

from flows.dates import date_word
from flows.engine.effects import Option, Say
from flows.engine.guards import is_, yes
from flows.engine.kinds import DATE, choice
from flows.engine.nodes import Ask, End, Flow, go
from flows.engine.scene import Dialogue, Moment, Outcome, Scene, Start
from flows.engine.words import Arg, Word
from flows.ledger import (
    CLEAR_AFTER_S,
    cleared,
    dismissed,
    lift,
    may_be_mistake,
    may_clear,
    standing,
    undecided,
)
from flows.record import Note
from flows.refer import numbers, referral_args, summary

ROLES = ("doctor", "physiotherapist", "nurse", "hospital", "other")
NO_CLINICIAN = "other"
WAITING = ("seen", "urgent", "questions", "summary", "mistake", "privacy", "export", "delete")
"""What a locked person can do, in the order of the buttons."""
RELATIVE_DAYS = {"today": 0, "yesterday": 1}


def waiting() -> Flow:
    """Home while locked: nothing here leads to an exercise."""
    room = Ask(
        "room",
        choice(*WAITING),
        (go("left"),),
        args=_lock_args,
        options=_waiting_options,
        words="locked",
    )
    return Flow("waiting", (room, End("left")))


def seen() -> Flow:
    """Ask whether, by whom and when they were seen, and whether exercise is all right."""
    answers = choice("yes", "not_yet", "worse")
    may = choice("yes", "no", "not_asked")
    return Flow(
        "seen",
        (
            Ask(
                "seen",
                answers,
                (go("role", when=yes("seen")), go("not_yet")),
                args=_lock_args,
                safety=True,
            ),
            Ask("role", choice(*ROLES), (go("on"),), safety=True),
            Ask("on", DATE, (go("cleared"),), safety=True),
            Ask("cleared", may, (go("back", when=is_("cleared", "yes")), go("still")), safety=True),
            End("not_yet"),
            End("back"),
            End("still"),
        ),
    )


def dialogue() -> Dialogue:
    """The follow-up with its acts; those of the waiting room are commands (flows.commands)."""
    return Dialogue(seen(), {"not_yet": _not_yet, "back": _back, "still": _still})


def show_summary(moment: Moment) -> Outcome:
    """Show the card for a clinician once more."""
    lock = standing(moment.record)
    if lock is None:
        return Outcome(moment.record, (Say("summary-nothing"),))
    card = summary(moment, lock)
    return Outcome(moment.record, (Say(card.key, card.args),))


def mistake(moment: Moment) -> Outcome:
    """Take a slip on an emergency answer back, once, within minutes (RULES 1.2).

    The screen that it was part of is asked again: what came after the slip was never asked.
    """
    if not may_be_mistake(moment.record, moment.now):
        return Outcome(moment.record, (Say("flag-mistake-too-late"),))
    record = replace(moment.record, screen=None)
    record = lift(record, dismissed(moment.now, "mistaken"))
    note = Note(moment.now, "lock", "mistaken")
    return Outcome(record, (Say("flag-mistake-taken"),), (note,), cut=True)


def ask_seen(moment: Moment) -> Start:
    """The question that the clock or the person brings after a referral."""
    lock = standing(moment.record)
    return Start("seen", {"kind": "crisis" if lock and lock.crisis else lock.tier if lock else ""})


def _waiting_options(scene: Scene) -> tuple[Option, ...]:
    slip = may_be_mistake(scene.record, scene.now)
    offered = [name for name in WAITING if slip or name != "mistake"]
    if scene.record.screen or not undecided(scene.record):
        offered.remove("questions")
    return tuple(Option(name, Word(f"locked-option-{name}")) for name in offered)


def _lock_args(scene: Scene) -> dict[str, Arg]:
    lock = standing(scene.record)
    return referral_args(scene, lock) if lock else {"tier": "none", "date": "", **numbers(scene)}


def _not_yet(scene: Scene) -> Outcome:
    """Not seen, or worse: the advice of the tier again; what got worse is emergency advice."""
    lock = standing(scene.record)
    if lock is None:
        return Outcome(scene.record)
    kind = "crisis" if lock.crisis else lock.tier
    kind = "emergency" if scene.values["seen"] == "worse" and not lock.crisis else kind
    key = f"follow-up-not-yet-{kind}".replace("_", "-")
    return Outcome(scene.record, (Say(key, referral_args(scene, lock)),))


def _still(scene: Scene) -> Outcome:
    note = Note(scene.now, "lock", "seen_not_cleared", str(scene.values["role"]))
    return Outcome(scene.record, (Say("way-back-still-locked"),), (note,))


def _back(scene: Scene) -> Outcome:
    """A clearance by a clinician, a day after the lock at the earliest (DECISIONS 19)."""
    lock, role, on = standing(scene.record), str(scene.values["role"]), _day(scene)
    if lock is None:
        return Outcome(scene.record)
    if role == NO_CLINICIAN:
        return Outcome(scene.record, (Say("way-back-other-role"),))
    if on > scene.today:
        return Outcome(scene.record, (Say("way-back-future"),), start=(ask_seen(scene),))
    if not may_clear(scene.record, scene.now):
        from_day = datetime.fromtimestamp(lock.at + CLEAR_AFTER_S, scene.local.tzinfo).date()
        return Outcome(scene.record, (Say("way-back-too-soon", {"date": date_word(from_day)}),))
    record = lift(scene.record, cleared(scene.now, role, on))
    note = Note(scene.now, "lock", "cleared", f"{role} {on.isoformat()}")
    words: dict[str, Arg] = {"date": date_word(on), "role": Word(f"seen-role-{role}")}
    return Outcome(record, (Say("way-back-unlocked", words),), (note,), cut=True)


def _day(scene: Scene) -> date:
    given = str(scene.values["on"])
    if given in RELATIVE_DAYS:
        return scene.today - timedelta(days=RELATIVE_DAYS[given])
    return date.fromisoformat(given)
