"""The terminal as a chat platform: rich text and choices, or plain text in a pipe."""

import re
from uuid import uuid4

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import WordCompleter
from rich.console import Console
from rich.markup import escape
from rich.panel import Panel

from bot.core.messages import Address, Button, Document, Inbound, Message, Receipt
from flows.engine.events import AnyEvent, Command, Pressed, Typed

PLATFORM = "console"
STRONG = re.compile(r"\*([^*\n]+)\*")
BORDER = {"referral": "red", "reminder": "cyan", "question": "green"}
WIDTH_MAX = 88
RULERS = ("nrs_0_10", "count", "duration_weeks", "number")
"""Readings whose buttons are shown in one row, as they mean themselves."""


class ConsoleChannel:
    """Prints messages; remembers the open prompt, so that its number or words press a button."""

    platform = PLATFORM

    def __init__(self, console: Console) -> None:
        self.console = console
        self.open: Message | None = None
        self.printed = 0

    async def deliver(self, _: Address, message: Message) -> Receipt:
        """Print one message."""
        if message.token and message.buttons:
            self.open = message
        elif message.token:
            self.open = None
        body = self._laid_out(message)
        if body:
            self._print(message.kind, body)
        if message.document:
            self._save(message.document)
        self.printed += 1
        return Receipt(str(self.printed))

    def event(self, text: str) -> AnyEvent:
        """A typed line as what it stands for: a command, a button, or words."""
        if text.startswith("/"):
            name, _, argument = text[1:].partition(" ")
            return Command(name.strip().lower(), argument.strip())
        button = self._pressed(text)
        if button is not None and self.open is not None:
            return Pressed(self.open.token, button.option)
        return Typed(text)

    def labels(self) -> list[str]:
        """The words of the buttons that are open."""
        return [button.label for button in self.open.buttons] if self.open else []

    def _pressed(self, text: str) -> Button | None:
        if self.open is None:
            return None
        typed = text.strip().casefold()
        for number, button in enumerate(self.open.buttons, 1):
            if typed == button.label.casefold():
                return button
            if typed == str(number) and not self.open.several and self.open.reads not in RULERS:
                return button
        return None

    def _laid_out(self, message: Message) -> str:
        mark = escape if self.console.is_terminal else str
        strong = r"[bold]\1[/bold]" if self.console.is_terminal else r"\1"
        seen = mark(f"({message.picture.alt})") if message.picture else ""
        parts = [seen, STRONG.sub(strong, mark(message.text))]
        if message.redraw:
            parts = []
        if message.buttons:
            parts.append(self._choices(message))
        return "\n\n".join(part for part in parts if part)

    def _choices(self, message: Message) -> str:
        mark = escape if self.console.is_terminal else str
        labels = [mark(f"{b.label}{' ✓' if b.picked else ''}") for b in message.buttons]
        if message.reads in RULERS:
            return "  ".join(labels)
        return "\n".join(f"{number:>3}  {label}" for number, label in enumerate(labels, 1))

    def _print(self, kind: str, body: str) -> None:
        if not self.console.is_terminal:
            self.console.print(body + "\n", markup=False, highlight=False, soft_wrap=True)
            return
        width = min(WIDTH_MAX, self.console.width)
        self.console.print(Panel(body, border_style=BORDER[kind], width=width, padding=(0, 1)))

    def _save(self, document: Document) -> None:
        self.console.print(document.body.decode("utf-8"), markup=False, highlight=False)


class Keyboard:
    """Reads lines from the person, with the open choices to pick by arrow keys."""

    def __init__(self, channel: ConsoleChannel) -> None:
        self._channel = channel
        self._session: PromptSession[str] = PromptSession()

    async def line(self) -> str | None:
        """Give the next line, or None at the end."""
        choices = WordCompleter(self._channel.labels(), ignore_case=True, sentence=True)
        try:
            return await self._session.prompt_async("> ", completer=choices)
        except (EOFError, KeyboardInterrupt):
            return None


def inbound(name: str, event: AnyEvent) -> Inbound:
    """One line as an update."""
    return Inbound(f"{PLATFORM}||{uuid4().hex}", Address(PLATFORM, "", name, name), event)
