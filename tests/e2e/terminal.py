"""`poised chat` in a process of its own, line by line, and what it stored afterwards."""

import codecs
import json
import os
import selectors
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from rich.console import Console

from bot.adapters.console import ConsoleChannel
from bot.core.messages import Message
from flows.engine.events import Command
from tests.flows.conversation import Conversation
from tests.waits import HANG_S

SILENT = "was not taken"
ROOT = Path(__file__).parents[2]
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
        found.append(Step(line, asked, note.name, _plain(note.value)))
    return found, _question(talk.said[-1])


def _plain(value: object) -> object:
    """The same value as JSON gives it back."""
    return msgspec.json.decode(msgspec.json.encode(value))


def _question(message: Message) -> str:
    """The last words of a prompt, by which it is known on a screen."""
    return message.text.splitlines()[-1].replace("*", "")


class Terminal:
    """One running `poised chat`."""

    def __init__(self, env: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "chat"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=env,
            cwd=ROOT,
        )
        self._selector = selectors.DefaultSelector()
        assert self.process.stdout is not None
        self._screen = self.process.stdout.fileno()
        self._selector.register(self._screen, selectors.EVENT_READ)
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self.unread = ""
        """What was printed since the last line was sent."""

    def send(self, line: str) -> None:
        """Type a line."""
        assert self.process.stdin is not None
        self.unread = ""
        self.process.stdin.write(f"{line}\n".encode())
        self.process.stdin.flush()

    def wait_for(self, *wanted: str, seconds: float = HANG_S) -> str | None:
        """Read until one of these words is printed and tell which; None at the end or too late."""
        until = time.monotonic() + seconds
        while True:
            found = next((words for words in wanted if words in self.unread), None)
            left = until - time.monotonic()
            if found or left <= 0 or not self._read(left):
                return found

    def _read(self, seconds: float) -> bool:
        if not self._selector.select(seconds):
            return False
        data = os.read(self._screen, 65_536)
        self.unread += self._decoder.decode(data)
        return data != b""

    def kill(self) -> None:
        """Kill -9 of the program itself; all that it still printed is in `unread`."""
        self.process.kill()
        self.wait_for()
        self.close()

    def close(self) -> None:
        """Wait for the end and let go of the pipes."""
        assert self.process.stdin is not None and self.process.stdout is not None
        with suppress(BrokenPipeError):  # It may be dead already, with a line unread.
            self.process.stdin.close()
        self.process.wait(HANG_S)
        self.process.stdout.close()
        self._selector.close()


def environment(folder: Path) -> dict[str, str]:
    """What gives a process data and secrets of its own below a folder."""
    own = {"POISED_DATA": str(folder / "data"), "POISED_SECRETS": str(folder / "secrets")}
    return os.environ | own | {"PYTHONUNBUFFERED": "1"}


def exported(folder: Path) -> list[tuple[str, object]]:
    """Every stored answer with its value, in order, by `poised export`."""
    command = [sys.executable, "-m", "bot", "export", NAME]
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment(folder), cwd=ROOT, check=True
    )
    tree: dict[str, Any] = json.loads(done.stdout)
    return [(f"{one['source']}.{one['question']}", one["answer"]) for one in tree["answers"]]
