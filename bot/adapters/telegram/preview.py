"""A chat as Telegram shows it, made of the calls that would be sent."""

from __future__ import annotations

from bot.adapters.preview import Bubble, Control, ShownPrompts
from bot.adapters.telegram.layout import Call, ShownText, calls, to_html, to_plain
from bot.core.messages import Message

CHAT = 1
"""Nothing is sent, so any number will do."""
STYLE = """
.telegram .phone{background:#b9cfa5}
.telegram .bubble{
  display:inline-block;max-width:340px;padding:7px 10px;
  background:#fff;border-radius:14px 14px 14px 4px;box-shadow:0 1px 1px #0002;
}
.telegram .rows{max-width:340px}
.telegram .row{display:flex;gap:4px;margin-top:4px}
.telegram .control{
  flex:1;padding:9px 4px;background:#6a8a5f;color:#fff;border-radius:7px;
  text-align:center;font-size:14px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;
}
"""


class TelegramPreview:
    """One person's chat."""

    style = STYLE

    def __init__(self) -> None:
        self._prompts = ShownPrompts()

    def show(self, message: Message) -> list[Bubble]:
        """Show one message."""
        placed = self._prompts.placed(message)
        before = self._prompts.texts.get(placed.edits, "")
        made = calls(placed, CHAT, lambda _: "sealed", ShownText(before))
        if sent := [call.text for call in made if call.carries and not call.edits]:
            self._prompts.keep(message.token, sent[-1])
        return [bubble for bubble in map(_bubble, made) if bubble.html or bubble.rows]


def _bubble(call: Call) -> Bubble:
    """The bubble of one call; of an edit, what it adds."""
    markup = call.params.get("reply_markup")
    rows = markup.inline_keyboard if markup else ()
    text = call.text or str(call.params.get("caption", ""))
    text = text.rpartition("\n\n")[2] if call.edits else text
    return Bubble(
        to_plain(text),
        to_html(text),
        tuple(tuple(Control(button.text) for button in row) for row in rows),
        call.edits,
    )
