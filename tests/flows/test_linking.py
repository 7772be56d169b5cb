"""Joining two records: no lock is lost, no lock is lifted, and every address is kept."""

from dataclasses import replace as with_
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.library import read_texts
from flows.clinical.plan import Plan
from flows.dialogues.linking import (
    ADDRESSES_MAX,
    CODE_LIFE_S,
    RESUME_S,
    joined_ledgers,
    merged,
    spelled,
)
from flows.engine.effects import LinkCode, Readdress, Redeem, Say
from flows.engine.events import Command, Due, Linked
from flows.engine.step import step
from flows.engine.wording import FluentWording
from flows.record import Consent, Conversation, Lock, Record, Run, Screen, with_address_first
from flows.safety_locks import clearance, cleared_rules, dismissal, in_force, locked, raise_lock
from tests.flows.person import ENGINE, NOON_S, Plain, newcomer, settled


class Alarmed(Plain):
    """A reader to whom everything is a warning sign."""

    tier, condition, quote, rule = "emergency", "C1", "something", "C1"
    outcome = "alarm"


HERE, THERE = ("telegram", "", "7", "7"), ("slack", "T1", "U7", "D7")
ELSEWHERE = ("slack", "T2", "U7", "D8")
RULES = ("C1", "C2", "F1", "X1")
SEEN_ON = date(2025, 6, 1)


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[Lock, ...]:
    """The ledger of a person's life: locks raised, cleared, dismissed, in the order of time."""
    lines, at = [], NOON_S
    for act in draw(st.lists(st.sampled_from(("raised", "cleared", "mistaken", "not_me")))):
        at += draw(st.integers(0, 3))
        if act == "raised":
            tier = draw(st.sampled_from(("emergency", "urgent", "see_clinician")))
            rule = draw(st.sampled_from(RULES))
            lines.append(Lock(at, act, tier, draw(st.booleans()), (rule,)))
        elif act == "cleared":
            lines.append(clearance(at, "doctor", SEEN_ON))
        else:
            lines.append(dismissal(at, act))
    return tuple(lines)


def owned(lines: tuple[Lock, ...], by: str) -> tuple[Lock, ...]:
    """The same lines as somebody else's, so that no two of different ledgers are equal."""
    return tuple(
        replace(line, findings=(by,), rules=line.rules and (by, *line.rules)) for line in lines
    )


@given(ledgers(), ledgers())
def test_h5_a_join_keeps_every_lock_in_force(one: tuple[Lock, ...], two: tuple[Lock, ...]) -> None:
    """What locks after a join is what locked before it on either side: no less, and no more."""
    one, two = owned(one, "one"), owned(two, "two")
    both = joined_ledgers(one, two)
    held = [*in_force(Record(locks=one)), *in_force(Record(locks=two))]
    assert sorted(map(repr, in_force(Record(locks=both)))) == sorted(map(repr, held))
    assert sorted(map(repr, both)) == sorted(map(repr, (*one, *two)))


@given(ledgers(), ledgers())
def test_h15_a_join_clears_no_finding(one: tuple[Lock, ...], two: tuple[Lock, ...]) -> None:
    """Only what a clinician cleared on either side counts as cleared after a join."""
    one, two = owned(one, "one"), owned(two, "two")
    both = cleared_rules(Record(locks=joined_ledgers(one, two)))
    assert both == cleared_rules(Record(locks=one)) | cleared_rules(Record(locks=two))


@given(ledgers(), ledgers())
def test_joining_again_changes_nothing(one: tuple[Lock, ...], two: tuple[Lock, ...]) -> None:
    """A join that is resumed after a crash gives the same ledger."""
    once = joined_ledgers(owned(one, "one"), owned(two, "two"))
    assert joined_ledgers(once, owned(two, "two")) == once


def test_the_survivors_plan_stays_and_both_addresses() -> None:
    """Plan and history are those of who made the code; the chat of the code's use comes first."""
    mine = replace(settled().record, addresses=(HERE,))
    plan = Plan("advanced", "acute", "spine_joints", "strength")
    other = replace(settled().record, addresses=(THERE,), plan=plan)
    record = merged(mine, other)
    assert (record.plan, record.history) == (mine.plan, mine.history)
    assert record.addresses == (THERE, HERE)


def test_a_plan_is_not_lost_to_somebody_without_one() -> None:
    """Where the survivor has no plan yet, the other's comes along."""
    mine = replace(newcomer().record, addresses=(HERE,), consent=Consent("1", NOON_S))
    other = replace(settled().record, addresses=(THERE,))
    assert merged(mine, other).plan == other.plan


def test_the_newest_answers_hold() -> None:
    """Consent and screen are the newer ones of both."""
    old = replace(settled().record, consent=Consent("1", 1.0), screen=Screen(1.0))
    new = replace(settled().record, consent=Consent("2", 2.0), screen=Screen(2.0))
    for record in (merged(old, new), merged(new, old)):
        assert (record.consent, record.screen) == (new.consent, new.screen)


def test_no_button_of_before_fits_a_question_of_after() -> None:
    """Open questions are asked anew, with numbers that neither chat has seen."""
    one = Record(
        conversation=Conversation((Run(4, "menu", 1, NOON_S, state="next", token=9),), 4, 9)
    )
    record = merged(one, Record(conversation=Conversation((), 30, 70)))
    assert [run.token for run in record.conversation.stack] == [0]
    assert (record.conversation.runs, record.conversation.tokens) == (30, 70)


def test_d7_a_lock_that_comes_along_raises_the_epoch() -> None:
    """The turn that brings a lock in is a red flag, ends the session and asks nothing of it."""
    mine = replace(settled().record, addresses=(HERE,), link="proof", link_until=NOON_S + 9)
    lock = Lock(NOON_S, "raised", "urgent", rules=("F1",))
    other = raise_lock(replace(newcomer().record, addresses=(THERE,)), lock)
    turn = step(ENGINE, mine, Linked("join", proof="proof", other=other), NOON_S)
    assert turn.red_flag and locked(turn.record)
    assert [run.flow for run in turn.record.conversation.stack] == ["waiting"]
    assert [f.kind for f in turn.record.follow_ups].count("referral") == 1
    assert {note.kind for note in turn.notes} == {"link", "lock"}


def test_a_join_without_the_open_code_changes_nothing() -> None:
    """A wrong, a used and an outrun code leave the record as it was, and say nothing."""
    mine = replace(settled().record, addresses=(HERE,), link="proof", link_until=NOON_S)
    for proof, now in (("", NOON_S - 1), ("other", NOON_S - 1), ("proof", NOON_S)):
        turn = step(ENGINE, mine, Linked("join", proof=proof, other=newcomer().record), now)
        assert replace(turn.record, wake_at=mine.wake_at) == mine and not turn.effects


def test_an_errand_is_out_until_its_outcome_is_told() -> None:
    """The clock comes soon and brings the same errand again; the outcome ends it."""
    turn = step(ENGINE, settled().record, Command("link"), NOON_S)
    assert turn.wake == NOON_S + RESUME_S and LinkCode() in turn.effects
    again = step(ENGINE, turn.record, Due(), NOON_S + RESUME_S)
    assert again.effects == (LinkCode(),)
    done = step(ENGINE, again.record, Linked("code", code="ABCD2345", proof="x"), NOON_S + 40)
    assert not done.record.errands and done.record.link_until == NOON_S + 40 + CODE_LIFE_S
    assert Say("link-code", {"code": "ABCD-2345"}) in done.effects


def test_a_stranger_is_joined_without_a_question() -> None:
    """Somebody with nothing to lose need not confirm."""
    turn = step(ENGINE, newcomer().record, Command("redeem", "abcd 2345"), NOON_S)
    assert Redeem("ABCD2345") in turn.effects
    asked = step(ENGINE, settled().record, Command("link", "ABCD-2345"), NOON_S)
    assert not any(isinstance(effect, Redeem) for effect in asked.effects)
    assert asked.record.conversation.top and asked.record.conversation.top.flow == "link"


def test_unlinking_takes_off_the_chat_it_was_asked_in() -> None:
    """The address last used is let go; the last words still go there."""
    record = with_address_first(replace(settled().record, addresses=(HERE, THERE)), THERE)
    turn = step(ENGINE, record, Command("unlink"), NOON_S)
    assert turn.record.leaving == (THERE,) and turn.record.addresses[0] == THERE
    assert turn.effects == (Say("link-undone"), Readdress())


def test_answers_go_to_where_the_person_writes() -> None:
    """A known address moves to the front with its newest chat; an unknown one is not taken in."""
    record = Record(addresses=(HERE, THERE))
    assert with_address_first(record, THERE).addresses == (THERE, HERE)
    assert with_address_first(record, (*THERE[:3], "D9")).addresses == ((*THERE[:3], "D9"), HERE)
    assert with_address_first(record, (*THERE[:3], "")).addresses == (THERE, HERE)
    assert with_address_first(record, ELSEWHERE) == record


def test_h1_a_code_is_no_sentence_but_words_behind_a_command_are() -> None:
    """The letters of a code are no warning sign; one that is written behind `/link` is heard."""
    alert = with_(ENGINE, readers={"en": Alarmed()})
    for typed in ("CRUS-GSC5", "crusgsc5", "2345-6789"):
        turn = step(alert, newcomer().record, Command("link", typed), NOON_S)
        assert any(isinstance(effect, Redeem) for effect in turn.effects)
    for typed in ("numb legs", "CRUSHING", "numb4days and legs"):
        assert step(alert, newcomer().record, Command("link", typed), NOON_S).red_flag


def test_codes_are_read_as_people_type_them() -> None:
    """Case, blanks and dashes do not matter; letters that are no code's do."""
    assert spelled(" abcd-2345 ") == spelled("A B C D 2 3 4 5") == "ABCD2345"
    assert not any(map(spelled, ("", "ABCD234", "ABCD23456", "ABCD234O", "ABCD234I")))


def test_every_word_of_linking_is_there() -> None:
    """Each outcome of an errand has its message, in a few short lines."""
    words = FluentWording("en", read_texts()["en"])
    outcomes = ("moment", "code", "first", "sure", "kept", "done", "wrong", "slow", "own", "full")
    for name in (*outcomes, "alone", "undone", "locked"):
        assert words.has(f"link-{name}")
    assert ADDRESSES_MAX > 2
