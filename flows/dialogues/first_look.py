"""The first look made better: repeated movements, and baselines that are counted (progression 9).

Both are offered once, on a day of their own before a session; counting is offered again with the
review of every four weeks. Everything in them can be skipped.
"""

from datetime import date

from msgspec.structs import replace

from flows.clinical.history import History, day_of
from flows.clinical.measures import (
    STICK_KEPT,
    WAYS,
    change,
    to_count,
    tried,
    ways_to_try,
    with_counted,
)
from flows.clinical.plan import Plan
from flows.clinical.profile import Profile
from flows.clinical.signature import signature
from flows.dialogues.why import why_lines
from flows.engine.context import Context, Outcome, RunContext, Start
from flows.engine.effects import Arg, Effect, Say, Word, Words
from flows.engine.guards import yes
from flows.engine.kinds import YES_NO, Kind, choice, number
from flows.engine.nodes import ArgsOf, Ask, Dialogue, End, Flow, Node, Route, go, junction
from flows.record import Record, decision_notes

MOVED = choice("up", "down", "stay")
STICK = choice("kept", "lost")
STANDS_MAX, SECONDS_MAX, WALK_MAX = 60, 60, 240
STANDS = number("count", 0, STANDS_MAX, "6", "8", "10", "12", "15")
SECONDS = number("count", 0, SECONDS_MAX, "5", "10", "20", "30", "60")
MINUTES = number("count", 0, WALK_MAX, "5", "10", "20", "30", "60")
COUNTED: tuple[tuple[str, Kind, str], ...] = (
    ("stands", STANDS, "stands"),
    ("one_leg_left", SECONDS, "one_leg"),
    ("one_leg_right", SECONDS, "one_leg"),
    ("stick", STICK, "stick"),
    ("walk", MINUTES, "walk"),
)
"""What is counted, how it is answered, and by which name it may be left out."""
KINDS = ("stands", "one_leg", "stick", "walk")
UNKNOWN = -1
"""A measure that was not counted before."""


def dialogues() -> tuple[Dialogue, ...]:
    """The repeated-movement test and the baselines, with their acts."""
    return (
        Dialogue(directions(), {"done": _tried, "declined": _not_tried}),
        Dialogue(baselines(), {"done": _counted, "declined": _not_counted}),
    )


def directions() -> Flow:
    """Ask for easy bends one way, then the other, and whether the pain moved up, down or stayed."""
    back, forward = WAYS
    both = go(forward, when=yes(f"try_{forward}"))
    return Flow(
        "directions",
        (
            _offer(go("begin", when=yes("offer")), args=_bends),
            junction("begin", go(back, when=yes(f"try_{back}")), go(forward)),
            Ask(back, MOVED, (both, go("done")), args=_bends, optional=True),
            Ask(forward, MOVED, (go("done"),), args=_bends, optional=True),
            End("done"),
            End("declined"),
        ),
        params=tuple(f"try_{way}" for way in WAYS),
    )


def _offer(taken: Route, args: ArgsOf) -> Ask:
    return Ask("offer", YES_NO, (taken, go("declined")), args=args)


def baselines() -> Flow:
    """Stands in 30 s, seconds on one leg, a stick along the back, minutes of walking."""
    nodes: list[Node] = [_offer(go("at_stands", when=yes("offer")), args=_again)]
    for index, (name, kind, part) in enumerate(COUNTED):
        after = f"at_{COUNTED[index + 1][0]}" if index + 1 < len(COUNTED) else "done"
        nodes.append(junction(f"at_{name}", go(name, when=yes(f"count_{part}")), go(after)))
        nodes.append(Ask(name, kind, (go(after),), args=_seconds, optional=True))
    params = ("again", *(f"count_{part}" for part in KINDS))
    return Flow("baselines", (*nodes, End("done"), End("declined")), params=params)


def _bends(context: RunContext) -> dict[str, Arg]:
    return {"bends": context.catalog.programme.direction_test.bends}


def _again(context: RunContext) -> dict[str, Arg]:
    return {"again": str(context.values["again"])}


def _seconds(context: RunContext) -> dict[str, Arg]:
    seconds = context.catalog.programme.baselines.seconds
    return {"seconds": seconds, "most": SECONDS_MAX}


# --- when they are offered --------------------------------------------------------------------
def due(context: Context) -> tuple[Start, ...]:
    """What of the first look is offered before today's session: one thing a day at most."""
    record = context.record
    profile, plan = record.profile, record.plan
    if profile is None or plan is None or context.today in (profile.bends_on, profile.counted_on):
        return ()
    days = (context.today - plan.started).days if plan.started else 0
    rules = context.catalog.programme
    if profile.bends_on is None and days >= rules.direction_test.first_day:
        found = _to_try(context, profile, plan)
        if found:
            return found
    if profile.counted_on is None and days >= rules.baselines.first_day:
        return counting(context, again=False)
    return ()


def _to_try(context: Context, profile: Profile, plan: Plan) -> tuple[Start, ...]:
    day = day_of(context.record.history, context.today)
    programme = context.catalog.programme
    if plan.phase not in programme.direction_test.phases or day.leg == "further_down":
        return ()
    pain = profile.pain_now if day.pain is None else day.pain
    ways = ways_to_try(context.catalog.library, programme, profile, plan, pain)
    params = {f"try_{way}": "yes" if way in ways else "no" for way in WAYS}
    return (Start("directions", dict(params)),) if ways else ()


def counting(context: Context, *, again: bool) -> tuple[Start, ...]:
    """The offer to count; nothing where pain or a flare-up says that it is not the day."""
    profile, plan = context.record.profile, context.record.plan
    assert profile is not None and plan is not None
    day = day_of(context.record.history, context.today)
    pain = profile.pain_now if day.pain is None else day.pain
    parts = to_count(context.catalog.programme, profile, plan, pain)
    params = {f"count_{part}": "yes" if part in parts else "no" for part in KINDS}
    known = "yes" if again and change(context.record.history) else "no"
    return (Start("baselines", {"again": known, **params}),) if parts else ()


# --- acts -------------------------------------------------------------------------------------
def _with_profile(context: Context, profile: Profile) -> Record:
    """The record with a changed profile, and the signature that follows from it."""
    found = signature(context.catalog.programme, profile)
    return replace(context.record, profile=profile, signature=found)


def _tried(context: RunContext) -> Outcome:
    """Set the direction of ease; a way that moved the pain down is left out from now on."""
    profile = context.record.profile
    assert profile is not None
    given = {way: str(context.values[way]) for way in WAYS if context.values.get(way)}
    profile, said = tried(replace(profile, bends_on=context.today), given)
    record = _with_profile(context, profile)
    if not said:
        return Outcome(record, (Say("directions-none"),))
    effects: list[Effect] = [Say("directions-noted", {"lines": why_lines(said, record.units)})]
    if "down" in given.values():
        effects.append(Say("directions-watch"))
    record = replace(record, why=(*said, *record.why))
    return Outcome(record, tuple(effects), decision_notes(context.now, said))


def _not_tried(context: RunContext) -> Outcome:
    return _left_out(context, "directions-none", bends_on=context.today)


def _counted(context: RunContext) -> Outcome:
    """Keep what was counted beside its review, and show it against the first time."""
    record, given = context.record, context.values
    assert record.profile is not None
    counted = {
        name: float(value)
        for name, _, _ in COUNTED
        if isinstance(value := given.get(name), int | float)
    }
    stick = given.get("stick")
    if stick:
        counted["stick"] = STICK_KEPT if stick == "kept" else 0.0
    profile = replace(record.profile, counted_on=context.today)
    if stick:
        profile = replace(profile, stick=str(stick))
    record = _with_profile(context, profile)
    if not counted:
        return Outcome(record, (Say("baselines-none"),))
    history = with_counted(record.history, context.today, counted)
    said = Say("baselines-noted", {"lines": change_lines(history)})
    return Outcome(replace(record, history=history), (said,))


def _not_counted(context: RunContext) -> Outcome:
    return _left_out(context, "baselines-none", counted_on=context.today)


def _left_out(context: RunContext, said: str, **offered: date) -> Outcome:
    """Keep when it was offered, so that it is not offered again at once."""
    profile = context.record.profile
    assert profile is not None
    record = replace(context.record, profile=replace(profile, **offered))
    return Outcome(record, (Say(said),))


def change_lines(history: History) -> Words:
    """Each measure as counted last, beside the first time."""
    lines = (
        Word(
            "baselines-line",
            {"name": name, "now": round(now), "was": UNKNOWN if was is None else round(was)},
        )
        for name, (now, was) in change(history).items()
    )
    return Words(tuple(lines), "lines")
