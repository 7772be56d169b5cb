"""From the effects of a turn to outbox entries, and from an entry to a message in words.

A turn's effects are bundled and stored as they are; they become words only when they are sent, in
the person's language, and a channel lays the message out.
"""

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec
from msgspec import Struct

from bot.core.messages import Address, Button, Message, Picture
from bot.core.ports import Entry
from flows.engine.effects import Answered, Effect, Errand, Option, Prompt, Refer, Remind, Say
from flows.engine.engine import DONE, NONE, SKIP
from flows.engine.wording import FluentWording
from flows.record import Record

E = TypeVar("E")
PARAGRAPH = "\n\n"
GAPS = re.compile(r"\n[ \n]*\n")
"""Where a variable was empty, no hole is left."""


class Bundle(Struct, frozen=True):
    """What one outbox entry holds: effects in order, for one address, in one language."""

    address: Address
    language: str
    effects: tuple[Effect, ...]


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Bundle)


def entries(record: Record, effects: Iterable[Effect]) -> tuple[Entry, ...]:
    """Bundle effects in their order: a referral and a reminder each alone, the rest together.

    Errands are not said.
    """
    bundles: list[tuple[str, list[Effect]]] = []
    for effect in effects:
        if isinstance(effect, Errand):
            continue
        kind = _kind(effect)
        if bundles and kind == "question" == bundles[-1][0]:
            bundles[-1][1].append(effect)
        else:
            bundles.append((kind, [effect]))
    address = Address(*record.addresses[0])
    return tuple(_entry(kind, Bundle(address, record.language, tuple(b))) for kind, b in bundles)


def decode(body: bytes) -> Bundle:
    """Read an outbox entry."""
    return _DECODER.decode(body)


def _kind(effect: Effect) -> str:
    if isinstance(effect, Refer):
        return "referral"
    return "reminder" if isinstance(effect, Remind) else "question"


def _entry(kind: str, bundle: Bundle) -> Entry:
    first = bundle.effects[0]
    lane = "urgent" if kind == "referral" else "normal"
    not_after = first.not_after if isinstance(first, Remind) else None
    return Entry(lane, kind, _ENCODER.encode(bundle), not_after)


class Localization:
    """The words of every language, the first of them for whoever speaks none of them."""

    def __init__(self, wordings: Mapping[str, FluentWording]) -> None:
        self._wordings = wordings

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language there is, the first of them first."""
        return tuple(self._wordings)

    def __call__(self, language: str, key: str, **args: str) -> str:
        """Give one message in a language (`pt-BR`, else `pt`, else the first)."""
        code = language.lower()
        first = next(iter(self._wordings))
        known = (each for each in (code, code.partition("-")[0]) if each in self._wordings)
        return self._wordings[next(known, first)].text(key, args)


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
        picture=_picture(wording, bundle.effects),
        notice=wording.text("notice"),
    )


def _picture(wording: FluentWording, effects: Iterable[Effect]) -> Picture | None:
    """The picture of a message: the last figure that is named; its file comes when it is sent."""
    shown = [e.picture for e in effects if isinstance(e, Say | Prompt) and e.picture]
    if not shown:
        return None
    exercise, *steps = shown[-1].split(".")
    names = [shown[-1], *(f"{exercise}.{step}" for step in reversed(steps)), exercise]
    keys = {name: f"figure-{name}".replace(".", "-").replace("_", "-") for name in names}
    known = (name for name in names if wording.knows(keys[name]))
    return next((Picture(name, b"", wording.text(keys[name])) for name in known), None)


def _texts(wording: FluentWording, effects: Iterable[Effect]) -> list[str]:
    spoken = (e for e in effects if isinstance(e, Say | Prompt | Refer | Remind))
    texts = (text for effect in spoken for text in _spoken(wording, effect))
    return [text.strip() for text in texts if text.strip()]


def _spoken(wording: FluentWording, effect: Say | Prompt | Refer | Remind) -> list[str]:
    texts = [wording.text(effect.key, effect.args)]
    if isinstance(effect, Refer) and effect.summary:
        texts.append(str(wording.arg(effect.summary)))
    return texts


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
