"""The drill: back up, lose everything, restore, forget again whoever asked for it (S13)."""

from __future__ import annotations

import hashlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest

from bot.adapters.slack.installations import Installation, StoredInstallations
from bot.app import assemble
from bot.core.clock import SetTime
from bot.core.messages import Address
from bot.operations.backup import BadBackup, read, write, write_erasures
from bot.store.embedded import EmbeddedServer
from bot.store.redis import RedisStore
from bot.store.seal import KEY_BYTES, Secrets
from flows.engine.events import Command, Typed
from flows.safety_locks import locked
from tests.bot.operations.people import PLATFORM, FakeChannel, named, settle_in, update
from tests.flows.person import NOON_S
from tests.waits import HANG_S

SECRETS = Secrets((b"s" * KEY_BYTES,), b"p" * 32)
OTHERS = Secrets((b"s" * KEY_BYTES,), b"q" * 32)
RED = "I cannot feel it when I wipe, and my legs are weak"


@asynccontextmanager
async def database(folder: Path, secrets: Secrets = SECRETS) -> AsyncIterator[RedisStore]:
    """A private server of its own."""
    server = EmbeddedServer(folder)
    await server.start()
    store = RedisStore(server.url, secrets, silence_s=HANG_S)
    await store.open()
    try:
        yield store
    finally:
        await store.close()
        await server.stop()


async def test_s13_the_drill(tmp_path: Path) -> None:
    """After a restore everybody goes on where they were; the erased are forgotten again.

    Anna and Ben are backed up; Ben asks to be erased after the backup; the database is lost.
    The newest erasure list is replayed over the backup: Anna is there with her journal, her lock,
    her open prompt and her wake time, Ben is not, and can come back as a stranger.
    """
    backup, list_ = tmp_path / "backup", tmp_path / "erased"
    async with database(tmp_path / "first") as store:
        for user in ("anna", "ben"):
            await settle_in(store, user)
        app = assemble(store, SECRETS.pepper, {PLATFORM: FakeChannel()}, SetTime(NOON_S + 60))
        await app.runner(update("anna", Typed(RED), "red"))
        await app.runner.idle()
        await StoredInstallations(store).save(Installation("T1", "U1", "xoxb-secret-token"))
        assert "2 people" in await write(store, backup)
        anna, journal = await store.load(named("anna")), await store.journal(named("anna"))
        due = await store.backlog(anna.wake or 0)
        assert await store.erase(named("ben"), time.time())
        await write_erasures(store, list_)
    async with database(tmp_path / "second") as store:
        assert "2 people restored, 1 of them erased again" in await read(store, backup, list_)
        assert await store.load(named("anna")) == anna
        assert await store.journal(named("anna")) == journal
        assert (await store.load(named("ben"))).record is None
        assert (await store.backlog(anna.wake or 0)).due == due.due - 1
        assert [person for person, _ in await store.erased()] == [named("ben")]
        assert (await StoredInstallations(store).find("T1")) == Installation(
            "T1", "U1", "xoxb-secret-token"
        )
        channel = FakeChannel()
        app = assemble(store, SECRETS.pepper, {PLATFORM: channel}, SetTime(NOON_S + 180))
        await app.runner(update("anna", Command("today"), "today"))
        await app.runner(update("ben", Command("start"), "start"))
        await app.runner.idle()
        known = await app.runner.known(Address(PLATFORM, "", "anna", "anna"))
        assert known is not None
        assert locked(known)
        ben = await app.runner.known(Address(PLATFORM, "", "ben", "ben"))
        assert ben is not None
        assert ben.consent is None


async def test_s13_a_backup_holds_nothing_that_can_be_read(tmp_path: Path) -> None:
    """No word, no address and no token stands in a backup in the clear."""
    async with database(tmp_path / "data") as store:
        await settle_in(store, "canary-user")
        app = assemble(store, SECRETS.pepper, {PLATFORM: FakeChannel()}, SetTime(NOON_S + 60))
        await app.runner(update("canary-user", Typed("canary words, " + RED), "red"))
        await app.runner.idle()
        await StoredInstallations(store).save(Installation("T1", "U1", "xoxb-canary"))
        await write(store, tmp_path / "backup")
    body = (tmp_path / "backup").read_bytes()
    assert b"canary" not in body
    assert (tmp_path / "backup").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("cut", [1, 40, 400])
async def test_a_backup_that_is_not_whole_changes_nothing(tmp_path: Path, cut: int) -> None:
    """A file cut anywhere is refused before a single person is written."""
    backup = tmp_path / "backup"
    async with database(tmp_path / "first") as store:
        await settle_in(store, "anna")
        await write(store, backup)
    backup.write_bytes(backup.read_bytes()[:-cut])
    async with database(tmp_path / "second") as store:
        with pytest.raises(BadBackup):
            await read(store, backup)
        assert (await store.load(named("anna"))).record is None


async def test_a_backup_goes_only_into_an_empty_database_of_the_same_pepper(tmp_path: Path) -> None:
    """Nobody is overwritten, and strangers are not made of everybody by another pepper."""
    backup = tmp_path / "backup"
    async with database(tmp_path / "first") as store:
        await settle_in(store, "anna")
        await write(store, backup)
        with pytest.raises(BadBackup, match="not empty"):
            await read(store, backup)
    async with database(tmp_path / "second", OTHERS) as store:
        with pytest.raises(BadBackup, match="pepper"):
            await read(store, backup)


async def test_a_backup_is_private_whatever_lies_there(tmp_path: Path) -> None:
    """An open file or a link in its place, or in that of its draft, gets nobody a copy."""
    backup, bystander = tmp_path / "backup", tmp_path / "bystander"
    bystander.write_text("mine")
    for lying in (backup, tmp_path / "backup.draft"):
        async with database(tmp_path / "data") as store:
            lying.unlink(missing_ok=True)
            lying.symlink_to(bystander)
            await write(store, backup)
            assert bystander.read_text() == "mine" and not backup.is_symlink()
            backup.chmod(0o666)
            await write(store, backup)
            assert backup.stat().st_mode & 0o077 == 0


async def test_a_backup_that_we_did_not_make_is_refused(tmp_path: Path) -> None:
    """A changed file with a new sum is none; one of an older version needs the operator's word."""
    backup, forged = tmp_path / "backup", tmp_path / "forged"
    async with database(tmp_path / "first") as store:
        await settle_in(store, "anna")
        await write(store, backup)
    for format_, named_ in (("poised backup 2", "damaged"), ("poised backup 1", "older version")):
        forge(backup, forged, format_)
        async with database(tmp_path / "second") as store:
            with pytest.raises(BadBackup, match=named_):
                await read(store, forged)
            assert (await store.load(named("anna"))).record is None
    async with database(tmp_path / "second") as store:
        assert "1 people restored" in await read(store, forged, force=True)


def forge(source: Path, target: Path, format_: str) -> None:
    """The frames of a backup under another header, summed as anybody can."""
    with source.open("rb") as file:
        bodies = []
        while length := file.read(4):
            bodies.append(file.read(int.from_bytes(length)))
    header = msgspec.msgpack.decode(bodies[0]) | {"format": format_}
    bodies = [msgspec.msgpack.encode(header), *bodies[1:-1]]
    digest = hashlib.sha256(b"".join(bodies)).digest()
    footer = msgspec.msgpack.encode({"type": "Footer", "frames": len(bodies), "digest": digest})
    target.write_bytes(b"".join(len(each).to_bytes(4) + each for each in (*bodies, footer)))


async def test_a_restore_into_a_running_system_is_refused(tmp_path: Path) -> None:
    """Whoever else is connected might write meanwhile; an operator can say that they only watch."""
    backup = tmp_path / "backup"
    async with database(tmp_path / "first") as store:
        await settle_in(store, "anna")
        await write(store, backup)
    async with database(tmp_path / "second") as store:
        running = RedisStore(EmbeddedServer(tmp_path / "second").url, SECRETS, silence_s=HANG_S)
        await running.open()
        with pytest.raises(BadBackup, match="poised web"):
            await read(store, backup)
        assert "1 people restored" in await read(store, backup, force=True)
        await running.close()


async def test_s12_installations_rotate_with_the_people(tmp_path: Path) -> None:
    """After a rotation the old sealing key is not needed for tokens either."""
    newer, old = b"n" * KEY_BYTES, SECRETS.sealing_keys[0]
    async with database(tmp_path / "data") as store:
        await StoredInstallations(store).save(Installation("T1", "U1", "xoxb-1"))
        url = EmbeddedServer(tmp_path / "data").url
        both = RedisStore(url, Secrets((newer, old), SECRETS.pepper))
        await both.open()
        assert await both.rotate_tenant_keys() == 1
        await both.close()
        alone = RedisStore(url, Secrets((newer,), SECRETS.pepper))
        await alone.open()
        found = await StoredInstallations(alone).find("T1")
        assert found is not None
        assert found.bot_token == "xoxb-1"
        await StoredInstallations(alone).turn_off("T1", NOON_S)
        gone = await StoredInstallations(alone).find("T1")
        assert gone is not None
        assert (gone.bot_token, gone.off) == ("", NOON_S)
        await alone.close()
