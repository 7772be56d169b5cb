"""How a process lives and ends: services together, the first failure told, referrals watched."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest

from bot.core.clock import SetTime
from bot.core.messages import Picture
from bot.errors import Misconfigured, Unknown
from bot.process import IDLE_S_MAX, STOP_S_MAX, live, process
from bot.settings import read
from bot.store.memory import MemoryStore
from bot.worker import REFERRAL_WAITS_S_MAX, clock, forget, watch
from flows.engine.events import Typed
from tests.bot.operations.people import FakeChannel, Told, app_on, named, settle_in, update
from tests.drawn import drawn
from tests.flows.person import NOON_S
from tests.stalled import StalledClock
from tests.waits import HANG_S

D16_S_MAX = 10.0
GRACE_S = STOP_S_MAX - IDLE_S_MAX
RED = "I cannot feel it when I wipe, and my legs are weak"


async def test_d16_a_signal_stops_every_service() -> None:
    """SIGTERM sets the event of all services; the process ends when they have finished."""
    app = app_on(MemoryStore(), FakeChannel(), SetTime(NOON_S))
    finished = []

    async def service(stop: asyncio.Event) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        await stop.wait()
        finished.append(True)

    async def working(stop: asyncio.Event) -> None:
        await clock(app, stop)
        finished.append(True)

    await asyncio.wait_for(live(app, [service, working]), HANG_S)
    assert finished == [True, True]


async def test_d16_a_service_that_does_not_end_is_cut_in_ten_seconds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A process that was told to stop does so by a clock that reaches ten seconds, not before."""
    app = app_on(MemoryStore(), FakeChannel(), SetTime(NOON_S))
    clock, told = StalledClock(monkeypatch), asyncio.Event()

    async def deaf(stop: asyncio.Event) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        await stop.wait()
        told.set()
        await asyncio.Event().wait()

    living = asyncio.create_task(live(app, [deaf]))
    await told.wait()
    await clock.stall(0)
    await clock.stall(GRACE_S - 0.1)
    assert not living.done(), "what is under way has its time"
    await clock.stall(D16_S_MAX - GRACE_S)
    assert living.done()


async def test_d19_a_process_has_the_pictures_of_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """POISED_PICTURES names the folder; by default it lies beside the data."""
    for name in ("DATA", "SECRETS"):
        monkeypatch.setenv(f"POISED_{name}", str(tmp_path / name.lower()))
    assert read().pictures_folder == tmp_path / "data" / "pictures"
    monkeypatch.setenv("POISED_PICTURES", str(tmp_path))
    drawn(tmp_path).close()
    async with process(read(), served=False) as this:
        assert this.app.outbox.pictures is not None
        whole = this.app.outbox.pictures.complete(Picture("bird_dog", b"", ""), ["image/gif"])
    assert whole.body == b"gif of bird_dog"


async def test_the_first_failure_ends_the_process_and_is_told() -> None:
    """A service that cannot go on stops the others and raises."""
    app = app_on(MemoryStore(), FakeChannel(), SetTime(NOON_S))
    stopped = asyncio.Event()

    async def failing(_: asyncio.Event) -> None:
        raise Misconfigured("TELEGRAM_TOKEN", "Telegram does not know it")

    async def other(stop: asyncio.Event) -> None:
        await stop.wait()
        stopped.set()

    with pytest.raises(Misconfigured):
        await live(app, [failing, other])
    assert stopped.is_set()


async def test_d17_a_referral_that_waits_longer_than_a_minute_is_an_alert_once() -> None:
    """The watch tells it once in five minutes, however often it looks."""
    store, channel, meter = MemoryStore(), FakeChannel(), Told()
    await settle_in(store, "7")
    time = SetTime(NOON_S + 60)
    app = app_on(store, channel, time, meter)
    channel.fault = lambda _a, _m: Unknown("5xx")
    await app.runner(update("7", Typed(RED), "red"))
    await app.runner.idle()
    assert await _alerts(app, meter) == []
    time.at += REFERRAL_WAITS_S_MAX + 1
    assert await _alerts(app, meter) == ["referral_waits"]
    store.down = True
    assert await _alerts(app, meter) == ["referral_waits"]


async def _alerts(app: object, meter: Told) -> list[str]:
    """What one look of the watch adds to the alerts."""
    stop = asyncio.Event()
    looking = asyncio.create_task(watch(app, meter, stop))  # type: ignore[arg-type]
    await asyncio.sleep(0)
    stop.set()
    await looking
    return meter.alerts


async def test_s13_the_log_is_rewritten_while_an_erasure_is_fresh() -> None:
    """After an erasure the database is asked to rewrite its log; without one it is not."""
    store = MemoryStore()
    app = app_on(store, FakeChannel(), SetTime(NOON_S))
    asked = 0

    async def rewrite() -> bool:
        nonlocal asked
        asked += 1
        return True

    store.rewrite_log = rewrite  # type: ignore[method-assign]
    for erased, wanted in ((False, 0), (True, 1)):
        if erased:
            await store.erase(named("7"), NOON_S)
        stop = asyncio.Event()
        forgetting = asyncio.create_task(forget(app, stop))
        await asyncio.sleep(0)
        stop.set()
        await forgetting
        assert asked == wanted
