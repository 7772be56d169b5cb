"""kill -9 of the web process while people answer: nothing acknowledged is lost or taken twice."""

from __future__ import annotations

import asyncio
import base64
import os
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest

from bot.adapters.telegram.config import WEBHOOK_PATH
from bot.adapters.telegram.setup import setup
from bot.store.embedded import EmbeddedServer
from bot.store.keys import person_id
from bot.store.redis import RedisStore
from bot.store.seal import Secrets
from flows.record import Note
from tests.e2e.forked import Forked, forked
from tests.e2e.telegram_companion import PREFERRED, TYPED
from tests.e2e.telegram_driver import SECRET, config_for, telegram_words
from tests.e2e.telemelya_driver import free_port
from tests.standins.telegram import TelegramServer
from tests.standins.telegram_chats import Shown
from tests.standins.telegram_people import Person
from tests.waits import HANG_S

pytestmark = pytest.mark.asyncio

SEALING_KEY = base64.b64encode(b"s" * 32).decode()
PEPPER = base64.b64encode(b"p" * 32).decode()
SOAK_S_MAX = 1800
KILLS = pytest.mark.parametrize(
    ("kills", "people"),
    [(3, 5), pytest.param(100, 60, marks=(pytest.mark.soak, pytest.mark.timeout(SOAK_S_MAX)))],
)
ALIVE_S = (0.1, 0.6)
"""How long a process lives after it began to answer."""
ANSWERS = 12
FORBIDDEN = 403
"""What a living process answers to a body without the secret."""
FIRST_USER = 1000
RED_FLAG = "I cannot feel it when I wipe, and my legs are weak"
EMERGENCY = "999"


@dataclass
class Process:
    """`poised web`, and who kills it; `poised work` beside it lives on, as it would elsewhere."""

    server: TelegramServer
    redis_url: str
    port: int = field(default_factory=free_port)
    web: Forked | None = None
    work: Forked | None = None

    @property
    def settings(self) -> dict[str, str]:
        """The environment of both."""
        return {
            "REDIS_URL": self.redis_url,
            "POISED_SEALING_KEYS": SEALING_KEY,
            "POISED_PEPPER": PEPPER,
            "PORT": str(self.port),
            "TELEGRAM_TOKEN": self.server.token,
            "TELEGRAM_API_BASE": self.server.base,
            "TELEGRAM_PUBLIC_URL": f"http://127.0.0.1:{self.port}{WEBHOOK_PATH}",
            "TELEGRAM_SECRET": SECRET,
            "TELEGRAM_SENDS_PER_SECOND": "3000",
            "TELEGRAM_CHAT_INTERVAL_S": "0.01",
            "POISED_DATABASE_SILENCE_S": "30",
        }

    async def start(self) -> None:
        """Start it, and wait until it answers."""
        self.work = self.work or self._run("work")
        self.web = self._run("web")
        async with asyncio.timeout(HANG_S):
            while await self.server.post(b"", headers={}) != FORBIDDEN:
                assert self.web.returncode is None, "the process does not start"
                await asyncio.sleep(0.02)

    async def kill(self) -> None:
        """Kill it as the kernel would."""
        assert self.web is not None
        self.web.kill()
        await self.web.wait()

    async def stop(self) -> None:
        """End both, whatever became of them."""
        for process in (self.web, self.work):
            if process and process.returncode is None:
                process.kill()
                await process.wait()

    def _run(self, command: str) -> Forked:
        return forked(command, os.environ | self.settings)


@dataclass
class Life:
    """One person who answers what is asked, and remembers what they answered."""

    person: Person
    given: list[str] = field(default_factory=list)

    async def live(self) -> None:
        """Answer one question after another; then tell of a warning sign."""
        await self.person.says("/start")
        asked = await self._newer_than(0)
        while (question := _question(asked)) in self.given or len(self.given) < ANSWERS:
            if question not in self.given:
                self.given.append(question)
            await self._answer(asked)
            asked = await self._newer_than(asked.id)
        await self.person.says(RED_FLAG)
        await self.person.server.until(
            lambda: any(EMERGENCY in s.text for s in self.person.shown), HANG_S
        )

    async def _answer(self, asked: Shown) -> None:
        typed = next((reply for words, reply in TYPED.items() if words in asked.text), None)
        labels = list(asked.buttons)
        if typed:
            await self.person.says(typed)
        else:
            choice = next((p for p in PREFERRED if p in labels), labels[0])
            await self.person.presses_data(asked.buttons[choice], asked.id)

    async def _newer_than(self, number: int) -> Shown:
        """Wait for the next message that asks.

        After a kill a question may come twice, and words written before its second coming are
        asked for again; a person then answers again, and that must not count twice.
        """

        def newer() -> list[Shown]:
            asking = (s for s in self.person.shown if s.id > number and _asks(s))
            return list(asking)

        await self.person.server.until(newer, HANG_S)
        return newer()[-1]


def _asks(shown: Shown) -> bool:
    return bool(shown.buttons) or any(words in shown.text for words in TYPED)


def _question(shown: Shown) -> str:
    """The question itself, without what was said before it or chosen after it."""
    return shown.text.partition("\n\n✓ ")[0].rpartition("\n\n")[2]


@asynccontextmanager
async def _killable(server: TelegramServer, folder: Path) -> AsyncIterator[Process]:
    """The processes over a database of their own; whatever happens, all are stopped."""
    database = EmbeddedServer(folder / "data")
    await database.start()
    process = Process(server, database.url)
    try:
        yield process
    finally:
        await process.stop()
        await database.stop()


async def _one_after_another(
    server: TelegramServer, lives: list[Life], over: asyncio.Event
) -> None:
    """Somebody new comes as soon as somebody is done, as long as there is killing."""
    while not over.is_set():
        lives.append(Life(server.person(FIRST_USER + len(lives))))
        await lives[-1].live()


@KILLS
async def test_d1_d4_kill_9_loses_no_acknowledged_answer_and_takes_none_twice(
    tmp_path: Path, kills: int, people: int
) -> None:
    """Every answer is in the journal exactly once, and every referral is delivered."""
    chance = random.Random(9)
    async with TelegramServer() as server, _killable(server, tmp_path) as process:
        await setup(config_for(server), telegram_words(), process.settings["TELEGRAM_PUBLIC_URL"])
        await process.start()
        lives: list[Life] = []
        over = asyncio.Event()
        crowd = [
            asyncio.create_task(_one_after_another(server, lives, over)) for _ in range(people)
        ]
        for _ in range(kills):
            await asyncio.sleep(chance.uniform(*ALIVE_S))
            await process.kill()
            await process.start()
        over.set()
        await asyncio.gather(*crowd)
        await server.settled()
        assert server.violations == []
        assert any(status == 0 for _, status in server.delivered), "updates met a dead process"
        secrets = Secrets.parse(SEALING_KEY, PEPPER)
        store = RedisStore(process.redis_url, secrets, silence_s=HANG_S)
        await store.open()
        try:
            for life in lives:
                person = person_id(secrets.pepper, "telegram", "", str(life.person.id))
                notes = [msgspec.msgpack.decode(n, type=Note) for n in await store.journal(person)]
                answers = [note.name for note in notes if note.kind == "answer"]
                assert len(answers) == len(life.given) == ANSWERS, (answers, life.given)
                assert len(set(answers)) == len(answers), "no question was answered twice"
        finally:
            await store.close()
