"""Flows as state machines: the only module that knows `transitions`.

One machine a flow is compiled at start and shared by all people. A turn fires triggers on a
small throw-away model, which nothing keeps a reference to.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from transitions import EventData, Machine, State

from flows.engine.guards import Guard, Values
from flows.engine.nodes import Ask, End, Flow, routes_of

IDLE = "idle"


@dataclass(slots=True)
class Cursor:
    """One turn's scratch model: the machine moves it, the engine discards it."""

    values: Values
    state: str = IDLE
    arrived: list[str] = field(default_factory=list)


class Walker:
    """The shared machine of one flow: begin, answer, next and ask again."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self._machine = _compile(flow)

    def walk(self, values: Values, state: str = IDLE) -> Cursor:
        """Move from `state` over all that is known, to the first open question or to the end."""
        cursor = Cursor(values, state)
        if state == IDLE:
            self._fire("begin", cursor)
        for _ in self.flow.nodes:  # Flows are acyclic (`lint`), so this bounds the walk.
            node = self.flow.by_id[cursor.state]
            if isinstance(node, End) or (isinstance(node, Ask) and node.id not in values):
                break
            self._fire("answer" if isinstance(node, Ask) else "next", cursor)
        return cursor

    def again(self, values: Values, state: str) -> Cursor:
        """Arrive at the open question once more."""
        cursor = Cursor(values, state)
        self._fire("again", cursor)
        return cursor

    def _fire(self, event: str, cursor: Cursor) -> None:
        moved = self._machine.events[event].trigger(cursor)
        assert moved, f"{self.flow.id}.{cursor.state}: no route holds"


def _compile(flow: Flow) -> Machine:
    states = [
        State(node.id, on_enter=[partial(_arrive, node.id)], final=isinstance(node, End))
        for node in flow.nodes
    ]
    machine = Machine(
        model=None,
        states=[State(IDLE), *states],
        initial=IDLE,
        auto_transitions=False,
        send_event=True,
        name=flow.id,
    )
    machine.add_transition("begin", IDLE, flow.start)
    for node in flow.nodes:
        trigger = "answer" if isinstance(node, Ask) else "next"
        for route in routes_of(node):
            machine.add_transition(trigger, node.id, route.to, conditions=_check(route.when))
        if isinstance(node, Ask):
            machine.add_transition("again", node.id, "=")
    return machine


def _arrive(node: str, event: EventData) -> None:
    cursor = event.model
    assert isinstance(cursor, Cursor)
    cursor.arrived.append(node)


def _check(guard: Guard | None) -> Callable[[EventData], bool] | None:
    if guard is None:
        return None

    def holds(event: EventData) -> bool:
        assert isinstance(event.model, Cursor)
        return guard(event.model.values)

    return holds
