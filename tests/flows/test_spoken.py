"""Whole conversations in words: every message said has its words and its variables."""

from collections.abc import Callable

import pytest

from flows.dialogues.commands import TABLE
from flows.engine.events import Attached, Edited, Failed, Pressed, Typed, ZoneSeen
from flows.engine.inputs import TYPED_CHARS_MAX
from tests.flows.person import DAY_S, Person, newcomer, settled

TOPICS = ("reminders", "quiet", "pause", "minutes", "equipment", "zone", "units", "language")


def test_a_first_day_is_fully_worded() -> None:
    """From hello through consent, screen, assessment, check-in and session nothing is missing."""
    person = settled()
    person.ask("today")
    person.answer()
    assert person.missing == set()
    assert any("Well done" in text for text in person.told)


def test_a_second_day_is_fully_worded() -> None:
    """The morning after, with skips, an exercise that hurts and one left out."""
    person = settled()
    person.ask("today")
    person.answer(card="hurts", pain="7")
    person.now += DAY_S
    person.ask("today")
    person.answer(card="skip_it", settled="a_bit_more", in_control="no")
    assert person.missing == set()


@pytest.mark.parametrize("topic", TOPICS)
def test_each_setting_is_fully_worded(topic: str) -> None:
    """A setting is asked, answered and repeated back without a hole."""
    person = settled()
    person.ask("settings")
    person.press(topic)
    person.answer()
    assert person.missing == set()


@pytest.mark.parametrize("command", sorted(TABLE))
@pytest.mark.parametrize("begin", [newcomer, settled])
def test_h20_each_command_is_fully_worded(command: str, begin: Callable[[], Person]) -> None:
    """Before consent and at home, every command is answered in whole sentences."""
    person = begin()
    before = len(person.told)
    person.ask(command)
    assert person.missing == set()
    assert len(person.told) > before or command in ("zone_seen", "redeem")


@pytest.mark.parametrize("sign", ["C1", "N2", "F3", "W1"])
def test_h20_each_kind_of_referral_is_fully_worded(sign: str) -> None:
    """A yes leads to its referral, and life under the lock has all its words."""
    person = newcomer()
    group = {"C1": "g_saddle", "N2": "g_legs", "F3": "g_bones", "W1": "W1"}[sign]
    person.answer(**{group: "yes", sign: "yes", f"{sign}_recent": "yes", "age": "40"})
    for command in ("today", "help", "summary", "mistake", "seen"):
        person.ask(command)
    person.answer(seen="yes")
    assert person.missing == set()
    assert person.record.locks


@pytest.mark.parametrize(
    "event",
    [
        Typed("x" * (TYPED_CHARS_MAX + 1)), Typed("\u0007"), Typed("blub"), Pressed(999, "yes"),
        Edited("3", 1), Attached("photo"), ZoneSeen("Asia/Tokyo"), Failed(),
    ],
)  # fmt: skip
def test_whatever_goes_wrong_is_answered_in_words(event: object) -> None:
    """Too long, unreadable, old, edited, attached, moved or failed: a kind line, no hole."""
    person = settled()
    before = len(person.told)
    person.do(event)  # type: ignore[arg-type]
    assert person.missing == set()
    assert len(person.told) > before
