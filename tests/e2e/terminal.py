"""`poised chat` in a process of its own, line by line, and what it stored afterwards."""

import asyncio
import os
import selectors
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from rich.console import Console

from bot.adapters.console import PLATFORM, ConsoleChannel
from bot.app import opened
from bot.messages import Message
from bot.settings import read
from bot.store.keys import person_id
from flows.engine.events import Command
from flows.record import Note
from tests.flows.conversation import Conversation

ANSWER_S_MAX = 40.0
"""How long a prompt may take: longer than the send lease of a turn whose database died."""
SILENT = "was not taken"
NAME = "me"

ANSWERS = (
    "I agree", "35", "woman", "uk", "Europe/London", "5 weeks", "yes", "3", "15", "none of these",
    "yes", "none of these", "none of these", "none of these", "none of these",
    "Yes, none of these", "none of these", "none of these", "none of these", "none of these",
    "none of these", "no", "Yes, none of these", "4", "5", "Bit by bit", "none of these",
    "No leg pain", "none of these", "none of these", "none of these", "No", "10",
    "Under half an hour", "A bit, now and then", "no", "3", "7", "none of these", "none of these",
    "lift my child", "5", "skip", "no", "All right, go on",
)  # fmt: skip
"""From hello to the plan."""


@dataclass(frozen=True)
class Step:
    """One line of the script, the words of the prompt it answers, and what it is stored as."""

    line: str
    asked: str
    name: str
    value: object


def steps(start: float) -> tuple[list[Step], str]:
    """The script as the engine takes it in this process, and the words of the last prompt."""
    talk = Conversation(datetime.fromtimestamp(start, UTC))
    channel = ConsoleChannel(Console(quiet=True))
    talk.do(Command("start"))
    found = []
    for line in ANSWERS:
        channel.open = talk.said[-1]
        asked, before = _question(talk.said[-1]), len(talk.notes)
        talk.do(channel.event(line))
        note = next(n for n in talk.notes[before:] if n.kind == "answer")
        found.append(Step(line, asked, note.name, note.value))
    return found, _question(talk.said[-1])


def _question(message: Message) -> str:
    """The last words of a prompt, by which it is known on a screen."""
    return message.text.splitlines()[-1].replace("*", "")


class Terminal:
    """One running `poised chat`."""

    def __init__(self, data: Path, secrets: Path) -> None:
        env = os.environ | {
            "POISED_DATA": str(data), "POISED_SECRETS": str(secrets), "PYTHONUNBUFFERED": "1",
        }  # fmt: skip
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "chat"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=env,
            cwd=Path(__file__).parents[2],
        )
        self._selector = selectors.DefaultSelector()
        assert self.process.stdout is not None
        os.set_blocking(self.process.stdout.fileno(), False)
        self._selector.register(self.process.stdout, selectors.EVENT_READ)
        self.unread = ""
        """What was printed since the last line was sent."""

    def send(self, line: str) -> None:
        """Type a line."""
        assert self.process.stdin is not None
        self.unread = ""
        self.process.stdin.write(f"{line}\n".encode())
        self.process.stdin.flush()

    def wait_for(self, *wanted: str, seconds: float = ANSWER_S_MAX) -> str | None:
        """Read until one of these words is printed and tell which; None when the time is over."""
        until = time.monotonic() + seconds
        while True:
            found = next((words for words in wanted if words in self.unread), None)
            left = until - time.monotonic()
            if found or left <= 0 or not self._read(left):
                return found

    def _read(self, seconds: float) -> bool:
        assert self.process.stdout is not None
        if not self._selector.select(seconds):
            return False
        data = self.process.stdout.read()
        self.unread += (data or b"").decode("utf-8", "replace")
        return data != b""

    def kill(self) -> None:
        """Kill -9 of the program itself."""
        self.process.kill()
        self.close()

    def close(self) -> None:
        """Wait for the end and let go of the pipes."""
        assert self.process.stdin is not None and self.process.stdout is not None
        with suppress(BrokenPipeError):  # It may be dead already, with a line unread.
            self.process.stdin.close()
        self.process.wait(ANSWER_S_MAX)
        self.process.stdout.close()
        self._selector.close()


def stored_answers(data: Path, secrets: Path) -> list[tuple[str, object]]:
    """Every answer in the journal, in order."""
    return asyncio.run(_stored(data, secrets))


async def _stored(data: Path, secrets: Path) -> list[tuple[str, object]]:
    async with opened(read(data=data, secrets=secrets)) as store:
        person = person_id(store.secrets.pepper, PLATFORM, "", NAME)
        notes = [msgspec.msgpack.decode(line, type=Note) for line in await store.journal(person)]
    return [(note.name, note.value) for note in notes if note.kind == "answer"]
