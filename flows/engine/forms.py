"""A form: several answers of one run at once, and the words that somebody wrote into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flows.engine.engine import TurnBuilder
from flows.engine.events import Submitted
from flows.engine.inputs import fill, fitting, flagged
from flows.engine.kinds import Value
from flows.engine.nodes import Ask


def submitted(builder: TurnBuilder, event: Submitted) -> None:
    """Take a form; its words are heard for red flags before anything is stored, however old it is.

    Beside a red flag the other answers are kept, and the open question is asked after the sign's.
    """
    own = event.token == builder.run.token
    words = ". ".join(_written(builder, event.answers))
    before, noted = builder.record, len(builder.notes)
    if own and words:
        builder.keep(fitting(builder, event.answers))
    if words and flagged(builder, words):
        return
    builder.record = before
    del builder.notes[noted:]
    if not own or not fill(builder, event.answers):
        builder.say("question-has-passed")


def _written(builder: TurnBuilder, answers: Mapping[str, Value]) -> Iterator[str]:
    """The values that no button and no number field gives: somebody wrote them."""
    by_id = builder.engine.dialogues[builder.run.flow].flow.by_id
    for name, value in answers.items():
        node = by_id.get(name)
        options = node.kind.options if isinstance(node, Ask) else ()
        for one in value if isinstance(value, tuple | list) else (value,):
            if isinstance(one, str) and one not in options and any(c.isalpha() for c in one):
                yield one
