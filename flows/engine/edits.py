"""An edited message: it may correct the latest answer."""

from __future__ import annotations

from msgspec.structs import replace

from flows.engine.engine import TurnBuilder
from flows.engine.events import Edited
from flows.engine.inputs import cleaned, value_in
from flows.engine.nodes import Ask


def corrected(builder: TurnBuilder, event: Edited) -> bool:
    """Let an edited message correct the latest answer, if that is not a safety answer (H18)."""
    run = builder.top
    latest = max(run.answers, key=lambda name: run.answers[name].at, default=None) if run else None
    if run is None or latest is None or event.token != run.answers[latest].token:
        return False
    ask = builder.engine.dialogues[run.flow].flow.by_id[latest]
    if not isinstance(ask, Ask) or ask.safety:
        return False
    others = {name: answer for name, answer in run.answers.items() if name != latest}
    before = replace(run, state=latest, answers=others)
    value = value_in(builder, before, ask, cleaned(event.text))
    if value is None:
        return False
    builder.reopen((latest,))
    builder.answer(value)
    return True
