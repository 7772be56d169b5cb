"""Every turn on its way out, as each platform would show it and within its limits."""

import json
from collections.abc import Iterable
from functools import lru_cache

from msgspec.structs import replace
from rich.console import Console

from bot.adapters.console import ConsoleChannel
from bot.adapters.slack.incoming import Seal
from bot.adapters.slack.layout import layouts, settled
from bot.adapters.slack.services import phrases
from bot.adapters.telegram.layout import calls, html_params
from bot.app import wordings
from bot.core.messages import Message
from bot.core.render import decode, entries, render
from flows.engine.effects import Effect
from flows.record import Record
from tests.standins.slack_limits import problems_of
from tests.standins.telegram_limits import check_keyboard, shown_text

CHAT = 1
TOKEN_MAX = 2**31
"""Stands for the number of every question, so that it takes no less room than any."""
KEPT_MAX = 10_000
SEAL = Seal(b"b" * 32, "T0123456789", "U0123456789", "D0123456789")
TERMINAL = ConsoleChannel(Console(quiet=True))


def shown(record: Record, effects: Iterable[Effect]) -> list[Message]:
    """The messages of a turn, each laid out by every channel. Raises where a limit breaks."""
    written = entries(record, effects)
    messages = [render(wordings(), decode(entry.body), entry.kind) for entry in written]
    for message in messages:
        _laid_out(replace(message, token=TOKEN_MAX))
    return messages


@lru_cache(KEPT_MAX)
def _laid_out(message: Message) -> None:
    """Lay a message out on every platform, once for each that is said with the same words."""
    _on_telegram(message)
    _on_slack(message)
    TERMINAL._laid_out(message)


def _on_telegram(message: Message) -> None:
    for call in calls(message, CHAT, lambda press: f"{press.token:x}.{press.option}"[:64]):
        params = html_params(call)
        if call.text:
            shown_text(params)
        markup = params.get("reply_markup")
        check_keyboard(json.loads(markup.to_json()) if markup else None)


def _on_slack(message: Message) -> None:
    """What is posted for a message, and what its prompt becomes once it is answered.

    Outside of Slack, on a lock screen, the message shows its notice.
    """
    own = phrases(lambda _, key: wordings()["en"].text(key), "")
    made = list(layouts(message, SEAL.close, own))
    if message.buttons:
        longest = max((button.label for button in message.buttons), key=len)
        made.append(settled(message.text, longest or "…", own))
    for page in made:
        body = {"text": page.text, "blocks": list(page.blocks)}
        assert problems_of("chat.postMessage", body) == []
        assert page.text in (message.notice, own.notice)
