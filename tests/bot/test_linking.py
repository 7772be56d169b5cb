"""One person on two platforms: joined by a code, locked together, taken apart, deleted as one."""

import random

import pytest

from flows.dialogues.linking import CODE_CHARS, CODE_LETTERS, CODE_LIFE_S, CODE_TRIES_MAX, RESUME_S
from flows.engine.events import Pressed, Reachable
from flows.safety_locks import locked
from tests.bot.linked import CODE, RED_FLAG, Door, Town, joined, planned

DAY_S = 86_400.0
GUESSES = 2000
PAIRS = 200


@pytest.fixture
def town() -> Town:
    return Town()


async def stored(town: Town, *doors: Door) -> list[bool]:
    """Whether something lies under each address's own name."""
    return [(await town.store.load(door.name)).record is not None for door in doors]


async def test_a_code_joins_a_stranger_to_a_plan(town: Town) -> None:
    """Whoever types the code elsewhere is the same person there, with the same plan."""
    first, second = await joined(town)
    assert (await second.record()).plan == planned().plan
    assert await stored(town, first, second) == [True, False]
    assert (await town.store.load(second.name)).moved_to == first.name
    assert "joined" in "\n".join(m.text for m in second.heard)
    assert not (await first.record()).errands


async def test_reminders_come_once_to_the_chat_used_last(town: Town) -> None:
    """Whichever chat was used last hears all of a day's reminders, and the other none."""
    first, second = await joined(town)
    for used, other in ((first, second), (second, first)):
        await used.command("help")
        before = len(other.heard)
        mine = len(used.heard)
        for _ in range(24):
            await town.pass_time(DAY_S / 24)
        assert "reminder" in [message.kind for message in used.heard[mine:]]
        assert len(other.heard) == before


async def test_d7_a_referral_on_one_platform_locks_the_other(town: Town) -> None:
    """A red flag told in one chat locks the programme in both."""
    first, second = await joined(town)
    await second.type(RED_FLAG)
    assert second.heard[-1].kind == "question" and "referral" in [m.kind for m in second.heard]
    shown = next(message for message in reversed(first.heard) if message.buttons)
    assert "today" in [button.option for button in shown.buttons], "a button of before the lock"
    await first.do(Pressed(shown.token, "today"))
    await first.command("today")
    assert locked(await first.record()) and not (await first.record()).session_in_progress
    assert "today" not in [button.option for button in first.heard[-1].buttons]


async def test_whoever_blocks_one_chat_is_written_to_in_the_other(town: Town) -> None:
    """A blocked chat is the last to be used; only without another the person is out of reach."""
    first, second = await joined(town)
    await second.do(Reachable(yes=False))
    record = await first.record()
    assert record.addresses[0] == first.where and not record.unreachable
    await first.command("unlink")
    await second.do(Reachable(yes=False))
    assert (await second.record()).unreachable


async def test_the_chat_that_made_the_code_hears_of_its_use(town: Town) -> None:
    """Who lost a code to somebody else is told where the code was shown."""
    first, _ = await joined(town)
    assert "code was used" in first.heard[-1].text


async def test_h5_linking_brings_a_lock_along_and_lifts_none(town: Town) -> None:
    """A lock on either side holds on both after the join, whichever made the code."""
    for user, at in (("1", 0), ("2", 1)):
        doors = Door(town, "telegram", user), Door(town, "slack", f"U{user}", "T1")
        for door in doors:
            await door.settle_in()
        await doors[at].type(RED_FLAG)
        assert locked(await doors[at].record())
        await doors[1].command("link", await doors[0].code())
        await doors[1].press("yes")
        assert (await town.store.load(doors[1].name)).moved_to == doors[0].name
        for door in doors:
            assert locked(await door.record())


async def test_h5_a_lock_from_before_the_consent_comes_along(town: Town) -> None:
    """A stranger's first words that locked them lock whoever they turn out to be."""
    first, second = Door(town, "telegram", "7"), Door(town, "slack", "U7", "T1")
    await first.settle_in()
    await second.type(RED_FLAG)
    await second.command("link", await first.code())
    assert locked(await first.record())


async def test_h5_a_locked_chat_is_not_taken_off(town: Town) -> None:
    """Nobody leaves a lock behind by unlinking."""
    first, second = await joined(town)
    await first.type(RED_FLAG)
    for door in (first, second):
        assert "cannot take a chat off" in await door.command("unlink")
        assert locked(await door.record())


async def test_whoever_has_a_plan_is_asked_first(town: Town) -> None:
    """A record of one's own is given up only after a button, and kept by the other one."""
    first, second = Door(town, "telegram", "7"), Door(town, "slack", "U7", "T1")
    for door in (first, second):
        await door.settle_in()
    code = await first.code()
    assert "one person" in await second.command("link", code)
    assert await stored(town, first, second) == [True, True]
    assert "stay as they are" in await second.press("no")
    assert await stored(town, first, second) == [True, True]
    await second.command("link", code)
    await second.press("yes")
    assert await stored(town, first, second) == [True, False]


async def test_no_code_before_consent(town: Town) -> None:
    """Somebody who has not agreed yet gets no code."""
    stranger = Door(town, "slack", "U7", "T1")
    said = await stranger.command("link")
    assert "said yes" in said and not CODE.search(said)


async def test_a_code_works_once(town: Town) -> None:
    """A second person with the same code joins nothing."""
    first, second, third = (Door(town, "slack", f"U{n}", "T1") for n in range(3))
    await first.settle_in()
    code = await first.code()
    assert "joined" in await second.command("link", code)
    assert "joins nothing" in await third.command("link", code)
    assert (await third.record()).plan is None


async def test_a_newer_code_ends_the_older(town: Town) -> None:
    """Only the newest code of a person is open."""
    first, second = Door(town, "telegram", "7"), Door(town, "slack", "U7", "T1")
    await first.settle_in()
    old, new = await first.code(), await first.code()
    assert "joins nothing" in await second.command("link", old)
    assert "joined" in await second.command("link", new)


async def test_a_code_runs_out(town: Town) -> None:
    """After ten minutes a code joins nothing; a moment before it does."""
    for user, age, said in (("1", CODE_LIFE_S, "joins nothing"), ("2", CODE_LIFE_S - 1, "joined")):
        first, second = Door(town, "telegram", user), Door(town, "slack", f"U{user}", "T1")
        await first.settle_in()
        code = await first.code()
        town.time.at += age
        assert said in await second.command("link", code)


async def test_the_own_code_is_told_apart(town: Town) -> None:
    """The code typed where it was made, or in a chat that is joined already, changes nothing."""
    first, second = await joined(town)
    code = await first.code()
    for door in (first, second):
        await door.command("link", code)
        assert "your own code" in await door.press("yes")
    assert len((await first.record()).addresses) == 2


async def test_s3_guessing_finds_nothing(town: Town) -> None:
    """Two thousand guesses find no open code, and all but five a minute are not even looked up."""
    maker, thief = Door(town, "telegram", "7"), Door(town, "slack", "U9", "T1")
    await maker.settle_in()
    code = (await maker.code()).replace("-", "")
    chance, slow = random.Random(7), 0
    for _ in range(GUESSES):
        guess = "".join(chance.choices(CODE_LETTERS, k=CODE_CHARS))
        said = await thief.command("link", guess)
        slow += "many tries" in said
        assert "joined" not in said
    assert slow == GUESSES - CODE_TRIES_MAX
    assert "many tries" in await thief.command("link", code)
    assert (await thief.record()).plan is None


async def test_words_that_are_no_code_cost_no_try(town: Town) -> None:
    """Something that cannot be a code is answered without a look."""
    first, second = Door(town, "telegram", "7"), Door(town, "slack", "U7", "T1")
    await first.settle_in()
    for typed in ("hello", "1234", "OOOO-0000", "'; DROP TABLE", "A" * 4000):
        assert "joins nothing" in await second.command("link", typed)
    code = await first.code()
    assert "joined" in await second.command("link", f" {code.lower().replace('-', ' ')} ")


@pytest.mark.parametrize("silent", ["link", "erase"])
@pytest.mark.parametrize("then", ["clock", "update"])
async def test_d12_a_crash_between_the_commits_is_made_good(
    town: Town, silent: str, then: str
) -> None:
    """What a process left half done the survivor's wake time, or the next update, completes."""
    first, second = Door(town, "telegram", "7"), Door(town, "slack", "U7", "T1")
    await first.settle_in()
    if silent == "erase":
        await second.command("link", await first.code())
    code = await first.code() if silent == "link" else ""
    town.fails = silent
    await (second.command("link", code) if code else first.command("unlink"))
    assert (await first.record()).errands or (await second.record()).errands
    town.restart()
    if then == "clock":
        await town.pass_time(RESUME_S + 1)
        await town.pass_time(RESUME_S + 1)
    else:
        await first.command("help")
        await town.pass_time(RESUME_S + 1)
    known = await second.record()
    assert known.plan == planned().plan and not known.errands and not known.leaving
    if silent == "link":
        assert await stored(town, first, second) == [True, False]
    else:
        assert await stored(town, second) == [True]
        assert (await first.record()).plan is None


async def test_a_red_flag_between_the_commits_is_not_lost(town: Town) -> None:
    """What the other side says after it was merged, before it is replaced, is merged again."""
    first, second = Door(town, "telegram", "7"), Door(town, "slack", "U7", "T1")
    await first.settle_in()
    code = await first.code()
    town.fails = "link"
    await second.command("link", code)
    await second.type(RED_FLAG)
    town.restart()
    await town.pass_time(RESUME_S + 1)
    assert (await town.store.load(second.name)).moved_to == first.name
    assert locked(await first.record()) and locked(await second.record())


async def test_unlinking_the_second_address_leaves_the_first(town: Town) -> None:
    """The chat that joined is a stranger's again; the plan stays where it was."""
    first, second = await joined(town)
    assert "taken off" in await second.command("unlink")
    assert await stored(town, first) == [True]
    assert (await town.store.load(second.name)).moved_to is None
    assert (await first.record()).addresses == (first.where,)
    assert "Hello" in await second.command("start")
    assert (await second.record()).plan is None
    assert (await first.record()).plan == planned().plan


async def test_unlinking_the_first_address_moves_the_record(town: Town) -> None:
    """Plan and journal go on under the second address; nothing stays under the first."""
    first, second = await joined(town)
    lines = await town.store.journal(first.name)
    assert lines
    assert "taken off" in await first.command("unlink")
    assert await stored(town, first, second) == [False, True]
    assert first.name in dict(await town.store.erased())
    assert (await town.store.journal(second.name))[: len(lines)] == lines
    record = await second.record()
    assert (record.plan, record.addresses) == (planned().plan, (second.where,))
    assert "Hello" in await first.command("start")
    assert (await first.record()).plan is None


async def test_apart_and_together_again(town: Town) -> None:
    """Who unlinked can link again, from the side that kept the plan."""
    first, second = await joined(town)
    await first.command("unlink")
    assert "joined" in await first.command("link", await second.code())
    assert (await first.record()).plan == planned().plan
    assert await stored(town, first, second) == [False, True]


async def test_unlinking_alone_changes_nothing(town: Town) -> None:
    """A chat that is not joined stays as it is."""
    first = Door(town, "telegram", "7")
    await first.settle_in()
    assert "not joined" in await first.command("unlink")
    assert (await first.record()).plan == planned().plan


@pytest.mark.parametrize("side", [0, 1])
async def test_deleting_on_either_side_deletes_all(town: Town, side: int) -> None:
    """Nothing stays under either address, and both chats begin anew."""
    doors = await joined(town)
    await doors[side].command("delete")
    await doors[side].press("yes")
    for door in doors:
        found = await town.store.load(door.name)
        assert (found.record, found.moved_to) == (None, None)
        assert door.name in dict(await town.store.erased())
        assert "Hello" in await door.command("start")


async def test_three_chats_are_one_person(town: Town) -> None:
    """A third chat leads to the same record, also once the first is gone."""
    first, second = await joined(town)
    third = Door(town, "slack", "U8", "T2")
    await third.command("link", await second.code())
    assert (await town.store.load(third.name)).moved_to == first.name
    await first.command("unlink")
    records = [await door.record() for door in (second, third)]
    assert records[0].plan == planned().plan and records[0] == records[1]
    assert (await town.store.load(third.name)).moved_to in (second.name, None)


async def test_a_person_who_joined_others_brings_them_along(town: Town) -> None:
    """Two linked people who link become one, found by all their addresses."""
    one, two = await joined(town, "1"), await joined(town, "2")
    await two[1].command("link", await one[1].code())
    await two[1].press("yes")
    for door in (*one, *two):
        assert len((await door.record()).addresses) == 4
    fifth = Door(town, "telegram", "5")
    assert "as many chats" in await fifth.command("link", await one[0].code())


async def test_old_buttons_answer_nothing_after_the_join(town: Town) -> None:
    """A button that was shown before the join belongs to no question of the joined talk."""
    first, second = Door(town, "telegram", "7"), Door(town, "slack", "U7", "T1")
    await first.settle_in()
    await second.command("start")
    old = (await second.record()).conversation.tokens
    await second.command("link", await first.code())
    top = (await second.record()).conversation.top
    assert top is not None and top.token > max(old, planned().conversation.tokens)


async def test_s6_the_same_user_id_in_two_workspaces_stays_two_people(town: Town) -> None:
    """Two hundred people link one workspace; their namesakes in another stay strangers."""
    for number in range(PAIRS):
        home = Door(town, "telegram", f"{number}")
        ours, theirs = (Door(town, "slack", f"U{number}", team) for team in ("T1", "T2"))
        await home.settle_in()
        await ours.command("link", await home.code())
        heard = len(ours.heard)
        assert await theirs.command("link")
        assert (await ours.record()).plan and not (await theirs.record()).plan
        assert len(ours.heard) == heard
        assert (await theirs.record()).addresses == (theirs.where,)


async def test_nothing_about_linking_tells_of_health(town: Town) -> None:
    """The words of linking name no plan's content, pain or sign."""
    first, second = await joined(town)
    said = "\n".join([await first.command("link"), await second.command("unlink")])
    assert not {"pain", "back", "exercise"} & set(said.lower().split())
