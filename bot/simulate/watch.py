"""What must hold of every turn, whatever a person does."""

from __future__ import annotations

from flows.engine.effects import Prompt, Say
from flows.engine.engine import Engine
from flows.engine.nodes import Ask
from flows.engine.step import Turn
from flows.safety_locks import locked

BLOCKS = ("regulation", "mobility", "stability", "strength", "integration")
EXERCISING = ("exercise-", "session-")
"""What the words of an exercise or a session begin with."""


class Watch:
    """Asserts the promises of the engine over a conversation."""

    def __init__(self, engine: Engine, *, replays: bool = True) -> None:
        self.engine, self.replays = engine, replays

    def __call__(self, turn: Turn) -> None:
        """Check one turn."""
        if turn.record.erased:
            return
        self._always_a_question(turn)
        if self.replays:
            self._settled(turn)
        if locked(turn.record):
            _no_exercise(turn)
        _blocks_in_order(turn)

    def _always_a_question(self, turn: Turn) -> None:
        top = turn.record.conversation.top
        assert top is not None, "nobody is left without a next step"
        assert isinstance(self.engine.node(top), Ask), f"{top.flow}.{top.state} asks nothing"

    def _settled(self, turn: Turn) -> None:
        """Replaying the answers from the start lands where the run stands."""
        for run in turn.record.conversation.stack:
            assert self.engine.replay(run).state == run.state, f"{run.flow}.{run.state}"


def _no_exercise(turn: Turn) -> None:
    said = [e.key for e in turn.effects if isinstance(e, Say | Prompt)]
    assert not [key for key in said if key.startswith(EXERCISING)], f"{said} under a lock (H21)"
    assert not [note for note in turn.notes if note.kind == "prescribed"], "prescribed under a lock"


def _blocks_in_order(turn: Turn) -> None:
    given = [
        note.decision.inputs["block"] for note in turn.notes if _is_given(note) and note.decision
    ]
    order = [BLOCKS.index(str(block)) for block in given]
    assert order == sorted(order), f"blocks out of order: {given}"


def _is_given(note: object) -> bool:
    return getattr(note, "kind", "") == "prescribed"
