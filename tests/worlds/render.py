"""Bundles as messages without words: the keys of what is said, so that checks can read them."""

from bot.core.messages import Button, Message
from bot.core.render import Bundle
from flows.engine.effects import Prompt, Refer, Remind, Say
from flows.engine.engine import DONE, NONE, SKIP


def plain(bundle: Bundle, kind: str) -> Message:
    """Give the message of a bundle; `notice` names its question."""
    spoken = [e for e in bundle.effects if isinstance(e, Say | Prompt | Refer | Remind)]
    asked = next((e for e in reversed(spoken) if isinstance(e, Prompt | Remind)), None)
    text = " ".join(e.key for e in spoken)
    if asked is None:
        return Message(kind, text=text)
    options = [option.id for option in asked.options]
    if isinstance(asked, Remind):
        return Message(kind, text, token=0, buttons=_buttons(options))
    options += [DONE, NONE] if asked.several else []
    options += [SKIP] if asked.optional else []
    return Message(
        kind,
        text,
        token=asked.token,
        buttons=_buttons(options),
        several=asked.several,
        redraw=asked.redraw,
        notice=asked.key,
    )


def _buttons(options: list[str]) -> tuple[Button, ...]:
    return tuple(Button(option, option) for option in options)
