"""One turn from an update to what is said: taken once, whole, or not at all."""

from dataclasses import replace as with_
from types import SimpleNamespace

import pytest

from bot.core.ports import CommitResult, Committed, Write
from bot.errors import Contended, NewerSchema, StoreUnavailable
from bot.library import catalog, served
from flows.dialogues.companion import build
from flows.engine.events import Command, Edited, Pressed, Typed
from flows.record import SCHEMA, encode
from flows.safety_locks import locked
from tests.bot.world import World
from tests.flows.pseudo import lexicons, spelt, texts


async def test_d3_the_same_update_twice_is_one_answer() -> None:
    """A platform that repeats itself moves nothing and hears nothing again."""
    world = World()
    await world.get(Command("start"))
    await world.get(Pressed(world.token, "agree"), "u-2")
    stored, said = await world.record(), len(world.channel.sent)
    await world.get(Pressed(1, "agree"), "u-2")
    assert (await world.record(), len(world.channel.sent)) == (stored, said)


async def test_d4_a_conflict_runs_the_turn_again_on_the_fresh_record() -> None:
    """Somebody else committed between load and commit; both answers are stored."""
    world = World()
    await world.get(Command("start"))
    await world.get(Pressed(world.token, "agree"))
    commit = world.store.commit
    before = await world.store.load(world.person)

    async def once(seen: object, write: Write) -> Committed:
        world.store.commit = commit  # type: ignore[method-assign]
        other = Write("other", world.time.now(), before.record or b"")
        assert (await commit(before, other)).outcome is CommitResult.COMMITTED
        return await commit(before, write)

    world.store.commit = once  # type: ignore[method-assign]
    await world.get(Typed("35"))
    run = (await world.record()).conversation.top
    assert run is not None and run.answers["age"].value == 35


async def test_d4_a_record_that_never_rests_is_given_back() -> None:
    """Five conflicts in a row: the platform is asked to come again, nothing is taken."""
    world = World()
    await world.get(Command("start"))
    before = await world.record()

    async def conflict(seen: object, write: Write) -> Committed:
        return Committed(CommitResult.CONFLICT, fresh=await world.store.load(world.person))

    commit, world.store.commit = world.store.commit, conflict  # type: ignore[method-assign]
    with pytest.raises(Contended):
        await world.get(Pressed(world.token, "agree"))
    world.store.commit = commit  # type: ignore[method-assign]
    assert await world.record() == before


@pytest.mark.parametrize("call", ["load", "commit"])
async def test_d1_a_silent_database_takes_nothing_and_the_same_answer_works_later(
    call: str,
) -> None:
    """No answer is half taken; said again it counts, once."""
    world = World()
    await world.get(Command("start"))
    before = await world.record()
    world.fails = call
    with pytest.raises(StoreUnavailable):
        await world.get(Pressed(world.token, "agree"), "u-7")
    world.fails = ""
    assert await world.record() == before
    await world.get(Pressed(world.token, "agree"), "u-7")
    assert (await world.record()).consent is not None


async def test_d15_a_record_of_a_newer_program_is_left_alone() -> None:
    """An older process takes nothing and asks to come again."""
    world = World()
    await world.get(Command("start"))
    newer = bytes((SCHEMA + 1,)) + encode(await world.record())[1:]
    before = await world.store.load(world.person)
    await world.store.commit(before, Write("newer", world.time.now(), newer))
    with pytest.raises(NewerSchema):
        await world.get(Typed("35"))
    assert (await world.store.load(world.person)).record == newer


async def test_h2_a_red_flag_with_a_silent_database_is_answered_all_the_same() -> None:
    """Urgent signs are said from a static text, once a minute; the platform still gets its 503."""
    world = World()
    world.fails = "load"
    for _ in range(3):
        with pytest.raises(StoreUnavailable):
            await world.get(Typed("I am numb between my legs and I can't pee since last night"))
    assert len(world.channel.sent) == 1
    assert "nearest emergency department" in world.channel.text


async def test_h2_h12_every_language_is_listened_to_when_the_database_is_silent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is heard in any language that is served is answered in that language."""
    found = served(texts(), lexicons())
    engine = build(catalog(), found.readers, found.wordings)
    monkeypatch.setattr("bot.app.languages", lambda: found)
    monkeypatch.setattr("bot.app.engine", lambda: engine)
    world = World()
    world.fails = "load"
    with pytest.raises(StoreUnavailable):
        await world.get(Typed(spelt("I cannot pee since last night")))
    assert spelt("nearest emergency department") in world.channel.text


async def test_h14_urgent_is_answered_without_a_database_and_harmless_words_are_not() -> None:
    """/urgent always works; anything else waits for the next try."""
    world = World()
    world.fails = "commit"
    with pytest.raises(StoreUnavailable):
        await world.get(Typed("my knee is stiff"))
    assert world.channel.sent == []
    with pytest.raises(StoreUnavailable):
        await world.get(Command("urgent"))
    assert "nearest emergency department" in world.channel.text


class Other:
    """A reader of a language in which "socorro" is a warning sign."""

    def command(self, text: str) -> str | None:
        """No command at all."""
        return None

    def detect(self, text: str) -> SimpleNamespace:
        """One word is an emergency."""
        return SimpleNamespace(tier="emergency" if text == "socorro" else "")


async def test_h2_a_red_flag_in_any_language_is_answered_without_a_database() -> None:
    """Nothing is known of whoever writes, so every language there is listens."""
    world = World()
    world.app.runner._urgent_fallback._engine = with_(
        world.app.engine, readers={**world.app.engine.readers, "xx": Other()}
    )
    world.fails = "load"
    for text in ("bom dia", "socorro"):
        with pytest.raises(StoreUnavailable):
            await world.get(Typed(text))
    assert len(world.channel.sent) == 1
    assert "nearest emergency department" in world.channel.text


async def test_h18_a_text_older_than_the_prompt_does_not_answer_it() -> None:
    """It was written before the question was shown: one calm line, no answer."""
    world = World()
    await world.get(Command("start"))
    await world.get(Pressed(world.token, "agree"))
    await world.get(Typed("35"), sent="0.5")
    run = (await world.record()).conversation.top
    assert run is not None and "age" not in run.answers
    await world.get(Typed("35"), sent="99")
    run = (await world.record()).conversation.top
    assert run is not None and run.answers["age"].value == 35


async def test_h18_an_edit_corrects_the_latest_answer_and_no_other() -> None:
    """The message that answered the age is changed; an older one is not taken."""
    world = World()
    await world.get(Command("start"))
    await world.get(Pressed(world.token, "agree"))
    await world.get(Typed("35"), sent="2.5")
    await world.get(Edited("53"), sent="2.5")
    run = (await world.record()).conversation.top
    assert run is not None and run.answers["age"].value == 53
    await world.get(Edited("I do not agree"), sent="1.5")
    assert (await world.record()).consent is not None
    assert "you changed a message" in world.channel.text


async def test_s15_deleting_leaves_nothing_behind() -> None:
    """The last words are said, then every key of the person goes."""
    world = World()
    await world.get(Command("start"))
    await world.get(Command("delete"))
    await world.get(Pressed(world.token, "yes"))
    assert "deleted everything" in world.channel.text
    assert (await world.store.load(world.person)).record is None
    assert await world.store.journal(world.person) == []


async def test_s15_what_was_heard_before_the_consent_is_forgotten_after_three_days() -> None:
    """Only the lock was kept, and after 72 hours not even that."""
    world = World()
    await world.get(Typed("I have chest pain and cannot breathe"))
    record = await world.record()
    assert locked(record) and record.consent is None
    await world.wait(73 * 3600.0)
    assert (await world.store.load(world.person)).record is None
