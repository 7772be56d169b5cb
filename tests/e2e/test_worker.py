"""Workers as real processes: SIGTERM, restart, two at once, one killed in the middle (D16, D17)."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

from bot.core.clock import HANDS
from bot.core.ports import PersonId, Write
from bot.core.render import entries
from bot.core.urgent_fallback import UNKNOWN as NUMBERS
from bot.store import keys
from bot.store.database import SHARD_SLOTS
from bot.store.keys import person_id
from flows import record as records
from flows.engine.effects import Effect, Remind, Say
from flows.record import Record
from tests.e2e.processes import PEPPER, SECRET, House, house

READY_S_MAX = 5.0
PEOPLE, CROWD = 60, 150
REMINDER, QUESTION = "remind-checkin-1", "urgent-signs"


async def leave(house: House, user: int, effect: Effect) -> PersonId:
    """Let a turn of somebody commit a message that no process sends: its process died."""
    person = person_id(PEPPER, "telegram", "", str(user))
    record = Record(addresses=(("telegram", "", str(user), str(user)),))
    now = time.time()
    body = records.encode(record)
    write = Write(f"left{user}", now, body, outbox=entries(record, (effect,)))
    await house.store.commit(await house.store.load(person), write)
    house.telegram.chats.open(user)
    return person


def said(house: House) -> Counter[int]:
    """How many messages stand in each chat."""
    return Counter({chat: len(shown) for chat, shown in house.telegram.chats.shown.items()})


async def held(house: House) -> int:
    """How many people a sender still holds by a lease."""
    found = 0
    for chat in house.telegram.chats.shown:
        name = person_id(PEPPER, "telegram", "", str(chat))
        slot = SHARD_SLOTS[keys.shard_of(name)]
        found += await house.store.database.call(slot, "EXISTS", keys.of_person(name).lease)
    return found


async def test_d16_restart_to_ready_within_five_seconds_and_sigterm_within_ten(
    tmp_path: Path,
) -> None:
    """web, work and telegram: each is ready in time, ends in time with 0, and starts again."""
    async with house(tmp_path) as mine:
        for command in ("web", "work", "telegram", "work"):
            if command == "telegram":
                mine.telegram.webhook = {}
            process = await mine.start_cold(command)
            ready_s = await process.ready()
            code = await process.terminate()
            assert (code, process.log.read_text().count("Traceback")) == (0, 0)
            assert "stopped_before_all_was_sent" not in process.log.read_text()
            assert ready_s <= READY_S_MAX, command


async def test_d16_sigterm_in_the_middle_of_sending_finishes_and_loses_nothing(
    tmp_path: Path,
) -> None:
    """What was under way is finished; the rest waits for the next worker; nothing twice."""
    async with house(tmp_path) as mine:
        for user in range(1, CROWD + 1):
            await leave(mine, user, Say(QUESTION, NUMBERS))
        first = await mine.start("work", TELEGRAM_SENDS_PER_SECOND="20")
        await mine.telegram.until(lambda: sum(said(mine).values()) >= 5)
        assert await first.terminate() == 0
        left = CROWD - sum(said(mine).values())
        assert left > 0
        waiting = left - (await mine.store.backlog(time.time())).due
        assert waiting <= await held(mine) <= HANDS, "only what was under way waits for a lease"
        await mine.start("work")
        await mine.telegram.until(lambda: sum(said(mine).values()) >= CROWD)
        assert set(said(mine).values()) == {1}


async def test_d9_two_workers_remind_nobody_twice(tmp_path: Path) -> None:
    """Sixty people due at the same moment, two workers: sixty reminders."""
    async with house(tmp_path) as mine:
        for user in range(1, PEOPLE + 1):
            await leave(mine, user, Remind(REMINDER, time.time() + 3600))
        workers = [await mine.start("work"), await mine.start("work")]
        await mine.telegram.until(lambda: sum(said(mine).values()) >= PEOPLE)
        for worker in workers:
            await worker.ready()  # One may have said it all before the other was up.
            assert await worker.terminate() == 0
        assert set(said(mine).values()) == {1}
        assert (await mine.store.backlog(time.time() + 3600)).due == 0


async def test_d17_the_lease_of_a_dead_worker_runs_out(tmp_path: Path) -> None:
    """kill -9 while sending: another worker says every question within a minute, in order."""
    async with house(tmp_path) as mine:
        for user in range(1, PEOPLE + 1):
            await leave(mine, user, Say(QUESTION, NUMBERS))
        first = await mine.start("work", TELEGRAM_SENDS_PER_SECOND="20")
        await mine.telegram.until(lambda: sum(said(mine).values()) >= 5)
        await first.kill()
        await mine.start("work")
        await mine.telegram.until(
            lambda: len([1 for count in said(mine).values() if count]) == PEOPLE
        )
        assert max(said(mine).values()) <= 2, "a question may be repeated, once"


async def test_a_conversation_over_the_web_process_and_a_worker(tmp_path: Path) -> None:
    """Updates come to `poised web`, which answers at once; figures tell the turns by flow."""
    async with house(tmp_path) as mine:
        site = await mine.start("web")
        await site.ready()
        mine.telegram.webhook = {"url": f"{site.url}/telegram", "secret_token": SECRET}
        person = mine.telegram.person(7)
        await person.says("/start")
        await person.until_sees("I agree")
        await person.presses("I agree")
        await person.until_sees("How old are you")
        figures = await site.figures()
        assert figures['poised_turns_total{flow="onboarding",outcome="committed"}'] >= 2
        assert figures['poised_sends_total{kind="question",outcome="delivered"}'] >= 2
        assert await site.terminate() == 0
        assert "Canary" not in site.log.read_text()
