"""What was stored before and is said otherwise now: asked about, never overwritten in passing."""

from collections.abc import Mapping

from msgspec.structs import replace

from flows.clinical.history import day_of
from flows.dialogues import checkin
from flows.dialogues.onboarding import DURATION_WEEKS_MAX, DURATIONS_WEEKS
from flows.engine.context import Context, Outcome, RunContext, Start
from flows.engine.effects import Arg, Say, Word, Words, fact_word
from flows.engine.kinds import Value, choice, number
from flows.engine.nodes import Ask, Dialogue, End, Flow, go

ASKED_AGAIN = ("flare", "settled")
"""Facts of a day that a changed day asks for again: they follow from the others, or lead it."""


def dialogues() -> tuple[Dialogue, ...]:
    """Changing today's check-in, and how long there has been pain."""
    return (Dialogue(_day(), {"set": _changed}), Dialogue(_since(), {"set": _dated}))


def _day() -> Flow:
    ask = Ask("value", choice("change", "keep"), (go("set"),), args=_args, words="revise-day")
    return Flow("revise", (ask, End("set")), params=checkin.DAY_FACTS)


def _since() -> Flow:
    weeks = number("duration_weeks", 0, DURATION_WEEKS_MAX, *DURATIONS_WEEKS)
    ask = Ask("value", weeks, (go("set"),), words="onboarding-duration-weeks")
    return Flow("since", (ask, End("set")))


# --- today's check-in -------------------------------------------------------------------------
def revising(context: Context, facts: Mapping[str, Value]) -> Outcome:
    """Ask whether facts that differ from what today's check-in has are to replace it."""
    stored = _stored(context)
    said = {name: _plain(facts[name]) for name in checkin.DAY_FACTS if name in facts}
    other = {name: value for name, value in said.items() if value != stored.get(name)}
    if not other:
        pain = day_of(context.record.history, context.today).pain or 0
        return Outcome(context.record, (Say("checkin-told", {"pain": f"{pain:g}"}),))
    unsaid: dict[str, Value] = dict.fromkeys(checkin.DAY_FACTS)
    return Outcome(context.record, start=(Start("revise", unsaid | other),))


def _plain(value: Value) -> Value:
    return ("yes" if value else "no") if isinstance(value, bool) else value


def _stored(context: Context) -> dict[str, Value]:
    """What today's check-in has, as its questions take it."""
    day = day_of(context.record.history, context.today)
    return {
        "pain_now": day.pain,
        "worst": day.worst,
        "leg": day.leg,
        "below_knee": "yes" if day.below_knee else "no",
        "waking": None if day.waking is None else checkin.WAKING_WORDS[day.waking],
        "stiffness": day.stiffness,
        "settled": day.settled,
        "flare": "yes" if day.flare else "no",
    }


def _said(context: RunContext) -> dict[str, Value]:
    given = {name: context.values[name] for name in checkin.DAY_FACTS}
    return {name: value for name, value in given.items() if value is not None}


def _args(context: RunContext) -> dict[str, Arg]:
    stored, said = _stored(context), _said(context)
    was = {name: stored[name] for name in said if stored[name] is not None}
    return {"was": _words(was) if was else Word("revise-nothing"), "now": _words(said)}


def _words(facts: Mapping[str, Value]) -> Words:
    return Words(tuple(fact_word(name, value) for name, value in facts.items()))


def _changed(context: RunContext) -> Outcome:
    """Open today's check-in with everything stored so far and what is new; the rest is asked."""
    if context.values["value"] == "keep":
        return Outcome(context.record, (Say("revise-kept"),))
    known = _stored(context) | _said(context)
    said = {name: value for name, value in known.items() if name not in ASKED_AGAIN}
    said |= {name: value for name, value in _said(context).items() if name in ASKED_AGAIN}
    if _said(context).get("leg"):
        said.pop("below_knee", None)
    begun = checkin.params(context.record, context.today)
    return Outcome(context.record, start=(Start("checkin", begun, said),))


# --- since when -------------------------------------------------------------------------------
def _dated(context: RunContext) -> Outcome:
    weeks = float(str(context.values["value"]))
    record = replace(context.record, duration_weeks=weeks)
    return Outcome(record, (Say("since-saved", {"weeks": round(weeks)}),))
