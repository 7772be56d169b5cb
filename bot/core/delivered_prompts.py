"""Which platform message carries which prompt: kept beside the record, never versioned."""

from __future__ import annotations

import msgspec
from msgspec import Struct

PROMPTS_KEPT_MAX = 8


class DeliveredPrompts(Struct, frozen=True, omit_defaults=True):
    """The last prompts that were delivered, oldest first, as (token, message id)."""

    platform: str = ""
    prompts: tuple[tuple[int, str], ...] = ()

    @staticmethod
    def read(body: bytes | None) -> DeliveredPrompts:
        """Decode the stored form; nothing stored is nothing known."""
        return msgspec.msgpack.decode(body, type=DeliveredPrompts) if body else DeliveredPrompts()

    def encode(self) -> bytes:
        """Give the stored form."""
        return msgspec.msgpack.encode(self)

    def shown(self, platform: str, token: int, message: str) -> DeliveredPrompts:
        """Note that a prompt is now carried by a message."""
        mine = self.prompts if platform == self.platform else ()
        others = tuple(pair for pair in mine if pair[0] != token)
        return DeliveredPrompts(platform, (*others, (token, message))[-PROMPTS_KEPT_MAX:])

    def message_of(self, platform: str, token: int) -> str:
        """The message that carries a prompt, or nothing."""
        known = dict(self.prompts) if platform == self.platform else {}
        return known.get(token, "")

    def is_older(self, platform: str, sent: str, token: int) -> bool:
        """Whether a message was written before the open prompt `token` was shown.

        A prompt that is committed and not shown yet, or not shown again yet, has no answer.
        """
        if not sent or self.platform not in ("", platform):
            return False
        newest, carrier = self.prompts[-1] if self.prompts else (0, "")
        if token and token != newest:
            return True
        mine, shown = _order(sent), _order(carrier)
        return mine is not None and shown is not None and mine < shown

    def asked_before(self, platform: str, sent: str) -> int | None:
        """The token of the prompt that stood open when a message was written."""
        mine = _order(sent)
        if platform != self.platform or mine is None:
            return None
        before = [t for t, message in self.prompts if (at := _order(message)) and at < mine]
        return before[-1] if before else None


def _order(message: str) -> float | None:
    """Platforms number messages in order: an integer at Telegram, a timestamp at Slack."""
    try:
        return float(message)
    except ValueError:
        return None
