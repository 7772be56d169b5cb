"""Seeded people who try everything: every state they were seen in, every route they took."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise, product

from bot.app import engine
from flows.dialogues.checkin import DAY_FACTS
from flows.dialogues.commands import TABLE
from flows.dialogues.screening import start as screen
from flows.dialogues.weights import OWNED
from flows.engine.context import Start
from flows.engine.engine import TurnBuilder, options_of
from flows.engine.events import AnyEvent, Command, Pressed, Typed
from flows.engine.machine import IDLE, Cursor, Walker
from flows.engine.nodes import Ask, routes_of
from flows.engine.step import step
from flows.record import Lock, Record, decode, encode
from flows.safety_locks import locked, raise_lock

START_S = 1_800_000_000.0
DAY_S = 86_400.0
WALKS, TURNS, DIRECT_TURNS = 90, 140, 16
SLACK_SHARE = 0.1
CALM = ("agree", "none_of_these", "no", "right", "usual", "none", "done", "ok", "me")
CALM_SHARE, DAY_SHARE = 0.72, 0.3
TYPED = {
    "text": ("lift my child",), "weights": ("12 kg", "8 and 12"),
    "task": ("lift my child, 12 kg", "polish the brass"),
    "date": ("today", "2027-01-10"), "time_of_day": ("06:45",),
    "past_date": ("2027-01-10",),
    "timezone": ("Europe/London",), "country": ("GB",), "duration_weeks": ("5 weeks", "20 weeks"),
}  # fmt: skip
TRAINING = ("session", "exercise", "closing")

ASKED = {
    "quote": "it is odd", "outcome": "ask", "tier": "urgent", "condition": "infection",
    "rule": "second_reader", "signs": (),
}  # fmt: skip
"""What only the second reader heard."""
State = tuple[str, str]
Step = tuple[str, str, str]


@dataclass
class Atlas:
    """What was seen: a person in every state, every route taken, every broken promise."""

    seen: dict[State, tuple[Record, float]] = field(default_factory=dict)
    taken: set[Step] = field(default_factory=set)
    tried: Counter[tuple[State, str]] = field(default_factory=Counter)


class Watched(Walker):
    """A walker that writes down the routes it takes."""

    def __init__(self, walker: Walker, atlas: Atlas) -> None:
        self.flow, self._machine, self._atlas = walker.flow, walker._machine, atlas

    def walk(self, values: object, state: str = IDLE) -> Cursor:
        """Walk, and note each pair of nodes."""
        cursor = super().walk(values, state)  # type: ignore[arg-type]
        path = [state, *cursor.arrived]
        self._atlas.taken |= {(self.flow.id, a, b) for a, b in pairwise(path) if a != IDLE}
        return cursor


def routes() -> set[Step]:
    """Every declared route of every flow."""
    return {
        (name, node.id, route.to)
        for name, dialogue in engine().dialogues.items()
        for node in dialogue.flow.nodes
        for route in routes_of(node)
    }


@cache
def atlas() -> Atlas:
    """Walk until everything was tried."""
    found, walkers = Atlas(), engine().walkers
    kept = dict(walkers)
    for name, walker in kept.items():
        walkers[name] = Watched(walker, found)  # type: ignore[index]
    try:
        for seed in range(WALKS):
            _wander(found, random.Random(seed))
    finally:
        for name, walker in kept.items():
            walkers[name] = walker  # type: ignore[index]
    return found


def _asked_directly(record: Record) -> list[Start]:
    """Dialogues that only a red flag in words or a long time brings."""
    groups = ("", *(group.id for group in engine().catalog.red_flags.groups))
    asking = [f"talk_{topic.id}" for topic in engine().catalog.talk.values() if topic.asks]
    looks = [
        Start("review", {"kind": kind, "activities": count})
        for kind in ("weekly", "four_weekly")
        for count in range(4)
    ]
    owned = [f"has_{item}" for item in OWNED]
    return [
        *(screen(record, "confirm", group=group, quote="it is odd") for group in groups),
        *(screen(record, "confirm", group=group, **ASKED) for group in groups[:2]),
        *(
            Start("weights", dict(zip(owned, has, strict=True)))
            for has in product(("yes", "no"), repeat=len(OWNED))
        ),
        Start("task"),
        *_first_looks(),
        *looks,
        *(screen(record, name) for name in asking),
        Start("seen", {"kind": "urgent", "told": "words"}, {"seen": "yes"}),
        Start("revise", {**dict.fromkeys(DAY_FACTS), "pain_now": 6.0}),
        Start("since"),
        screen(record, "microscreen", after=""),
        screen(record, after="flare"),
    ]


def _first_looks() -> list[Start]:
    """Bends one way, the other, both; everything counted and hardly anything; old signs asked."""
    ways = ("yes", "yes"), ("yes", "no"), ("no", "yes")
    flows = engine().dialogues
    return [
        Start("assessment", {"nerve_flags": "yes"}),
        Start("backfill"),
        *(
            Start("directions", dict(zip(flows["directions"].flow.params, way, strict=True)))
            for way in ways
        ),
        *(
            Start("baselines", dict.fromkeys(flows["baselines"].flow.params, told))
            for told in ("yes", "no")
        ),
    ]


def _begun(record: Record, now: float, start: Start) -> Record:
    if start.flow == "seen":
        record = raise_lock(record, Lock(now - 2 * DAY_S, "raised", "urgent", findings=("odd",)))
    if start.flow == "confirm" and start.params.get("outcome") != "ask":
        asked = engine().catalog.red_flags.in_group(str(start.params["group"]))
        sign = asked[0].id if asked else ""
        words = {"rules": ("r",), "findings": ("odd",), "question": sign}
        lock = Lock(now, "raised", "urgent", provisional=True, **words)
        record = raise_lock(record, lock)
    builder = TurnBuilder(engine(), record, now)
    builder.start(start)
    builder.finish()
    return builder.record


def _wander(found: Atlas, dice: random.Random) -> None:
    """One life from hello; then every dialogue that it would take long to come to."""
    platform = "slack" if dice.random() < SLACK_SHARE else "console"
    bold = dice.choice((0.0, 0.1, 0.3, 0.6))
    _walk(found, dice, bold, (Record(addresses=((platform, "", "u", "c"),)), START_S))
    home = found.seen.get(("menu", "next"))
    for start in _asked_directly(home[0]) if home else ():
        record, now = home
        _walk(found, dice, 0.7, (_begun(record, now, start), now), DIRECT_TURNS)


def _walk(
    found: Atlas,
    dice: random.Random,
    bold: float,
    begin: tuple[Record, float],
    turns: int = TURNS,
) -> None:
    record, now = begin
    if record.conversation.top is not None:
        found.seen.setdefault((record.conversation.top.flow, record.conversation.top.state), begin)
    for _ in range(turns):
        event = _next(found, record, now, dice, bold)
        now += dice.choice((5.0, 60.0)) if dice.random() > 0.02 else DAY_S
        if _at_home(record) and dice.random() < DAY_SHARE:
            now += DAY_S
        record = decode(encode(step(engine(), record, event, now).record))
        top = record.conversation.top
        if record.erased or top is None:
            return
        assert not (locked(record) and top.flow in TRAINING), "an exercise under a lock (H21)"
        found.seen.setdefault((top.flow, top.state), (record, now))


def _at_home(record: Record) -> bool:
    return record.conversation.top is not None and record.conversation.top.flow in (
        "menu",
        "waiting",
        "outside",
    )


def _next(found: Atlas, record: Record, now: float, dice: random.Random, bold: float) -> AnyEvent:
    top = record.conversation.top
    if top is None:
        return Command("start")
    if _at_home(record) and dice.random() < 0.5:
        names = [name for name in TABLE if name not in ("delete", "restart") or dice.random() < 0.1]
        return Command(dice.choice(names))
    choices = answers(record, now)
    key = (top.flow, top.state)
    calm = [c for c in choices if _value(c) in CALM]
    if calm and dice.random() > bold and found.tried[key, "calm"] % 7:
        found.tried[key, "calm"] += 1
        return calm[0]
    found.tried[key, "calm"] += 1
    event = min(choices, key=lambda c: (found.tried[key, _value(c)], dice.random()))
    found.tried[key, _value(event)] += 1
    return event


def _value(event: AnyEvent) -> str:
    return event.option if isinstance(event, Pressed) else str(event)


def answers(record: Record, now: float) -> list[AnyEvent]:
    """Ways to answer the open question: every button, both ends of a number, what can be typed."""
    top = record.conversation.top
    assert top is not None
    node = engine().node(top)
    assert isinstance(node, Ask)
    options = options_of(engine(), TurnBuilder(engine(), record, now).within(top), node)
    found: list[AnyEvent] = [Pressed(top.token, option.id) for option in options]
    if node.kind.several:
        found += [Pressed(top.token, "done"), Pressed(top.token, "none_of_these")]
    if node.optional:
        found.append(Command("skip"))
    if node.kind.low is not None:
        found += [Typed(f"{node.kind.low:g}"), Typed(f"{node.kind.high:g}"), Typed("35")]
    return found + [Typed(text) for text in TYPED.get(node.kind.reads, ())]
