"""Effects in the person's words: one bundle becomes one message, which a channel lays out."""

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from bot.core.messages import Button, Message
from bot.core.outbox_entries import Bundle
from flows.engine.effects import Answered, Effect, Option, Prompt, Refer, Remind, Say
from flows.engine.inputs import DONE, NONE, SKIP
from flows.engine.messages import FluentWording

E = TypeVar("E")
PARAGRAPH = "\n\n"
GAPS = re.compile(r"\n[ \n]*\n")
"""Where a variable was empty, no hole is left."""


def render(wordings: Mapping[str, FluentWording], bundle: Bundle, kind: str) -> Message:
    """Give the message of a bundle in its language."""
    wording = wordings.get(bundle.language) or next(iter(wordings.values()))
    prompt = _last(bundle.effects, Prompt)
    answered = _last(bundle.effects, Answered)
    remind = _last(bundle.effects, Remind)
    if remind:
        buttons, token = _buttons(wording, remind.options), remind.token
    else:
        buttons = _prompt_buttons(wording, prompt) if prompt else ()
        token = prompt.token if prompt else 0
    return Message(
        kind,
        text=GAPS.sub(PARAGRAPH, PARAGRAPH.join(_texts(wording, bundle.effects))),
        token=token,
        buttons=buttons,
        several=bool(prompt and prompt.several),
        reads=prompt.reads if prompt else "",
        redraw=bool(prompt and prompt.redraw),
        answered=(answered.token, str(wording.arg(answered.choice))) if answered else None,
        notice=wording.text("notice"),
    )


def _texts(wording: FluentWording, effects: Iterable[Effect]) -> list[str]:
    spoken = (e for e in effects if isinstance(e, Say | Prompt | Refer | Remind))
    texts = (text for effect in spoken for text in _spoken(wording, effect))
    return [text.strip() for text in texts if text.strip()]


def _spoken(wording: FluentWording, effect: Say | Prompt | Refer | Remind) -> list[str]:
    said = [wording.text(effect.key, effect.args)]
    if isinstance(effect, Refer) and effect.summary:
        said.append(str(wording.arg(effect.summary)))
    return said


def _prompt_buttons(wording: FluentWording, prompt: Prompt) -> tuple[Button, ...]:
    buttons = _buttons(wording, prompt.options, prompt.picked)
    if prompt.several:
        buttons += (_named(wording, DONE), _named(wording, NONE))
    if prompt.optional:
        buttons += (_named(wording, SKIP),)
    return buttons


def _buttons(
    wording: FluentWording, options: tuple[Option, ...], picked: tuple[str, ...] = ()
) -> tuple[Button, ...]:
    return tuple(
        Button(option.id, str(wording.arg(option.label)), option.id in picked) for option in options
    )


def _named(wording: FluentWording, option: str) -> Button:
    return Button(option, wording.text(f"option-{option}".replace("_", "-")))


def _last(effects: Iterable[Effect], kind: type[E]) -> E | None:
    return next((e for e in reversed(tuple(effects)) if isinstance(e, kind)), None)
