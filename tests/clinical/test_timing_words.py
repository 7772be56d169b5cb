"""The words of reminders: nothing of health on a lock screen, every wish echoed, every why told."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast
from msgspec.structs import replace

from flows.scheduling.preferences import ReminderPreferences, describe
from flows.scheduling.schedule import variant, wording
from flows.scheduling.state import ReminderState
from flows.scheduling.suppression import (
    DAILY_RULES,
    DIGEST_RULES,
    NUDGE_RULES,
    SNOOZE_RULES,
    STOPS,
    FollowUp,
)
from tests.clinical.reminding import CONTENT, LONDON, MONDAY, NINE, at, due, rules

FILES = ("reminders.ftl", "why_reminders.ftl")
HEALTH = re.compile(
    r"\b(back|backs|spine|spinal|disc|sciatica|leg|legs|pain\w*|ache\w*|hurt\w*|sore\w*|symptom\w*"
    r"|numb\w*|flare\w*|injur\w*|ill|illness|sick\w*|disease|health\w*|medic\w*|doctor\w*|nurse"
    r"|clinic\w*|hospital|physio\w*|therap\w*|treat\w*|patient\w*|rehab\w*|exercis\w*|stretch\w*"
    r"|muscle\w*|posture|mobility|body|bladder|bowel|referr\w*|red flag\w*|emergency|urgent"
    r"|diagnos\w*|condition\w*|recover\w*|heal\w*|stiff\w*|breath\w*|locked|safety|screen\w*)\b",
    re.IGNORECASE,
)
GUILT = re.compile(
    r"\b(missed|failed|forgot\w*|should have|streak|lazy|catch up|must)\b", re.IGNORECASE
)


def resources() -> dict[str, str]:
    """Read the files of this topic."""
    return {name: (CONTENT / "text" / "en" / name).read_text() for name in FILES}


def bundle() -> FluentBundle:
    """Load the words as the renderer does."""
    made = FluentBundle(["en"], use_isolating=False)
    for text in resources().values():
        made.add_resource(FluentResource(text))
    return made


def say(key: str, args: dict[str, str | int] | None = None) -> str:
    """Format one message; a missing variable is a failure."""
    words = bundle()
    value = words.get_message(key).value
    assert value is not None
    text, errors = words.format_pattern(value, args or {})
    assert not errors, (key, errors)
    return str(text)


def keys(prefix: str) -> list[str]:
    """Give the ids of the messages that start with a prefix."""
    tree = FluentParser().parse("\n".join(resources().values()))
    names = [entry.id.name for entry in tree.body if isinstance(entry, ast.Message)]
    assert len(names) == len(set(names))
    return [name for name in names if name.startswith(prefix)]


def test_words_are_well_formed() -> None:
    """No line of the files is lost to a slip of syntax."""
    for name, text in resources().items():
        junk = [one for one in FluentParser().parse(text).body if isinstance(one, ast.Junk)]
        assert not junk, (name, junk)


@pytest.mark.parametrize("key", keys("remind-"))
def test_s8_t15_nothing_about_health_on_a_lock_screen(key: str) -> None:
    """What arrives unasked, buttons included, shows an employer nothing."""
    text = say(key)
    assert not HEALTH.search(text), text
    assert not GUILT.search(text), text
    assert len(text) <= 160


@pytest.mark.parametrize("text", ["Time for your back exercises", "Your PAIN check-in", "Locked"])
def test_s8_the_lexicon_catches_what_it_is_for(text: str) -> None:
    """The check is not blind."""
    assert HEALTH.search(text)


def every_text_key() -> list[str]:
    """Give the id of every text that a Due can have."""
    kinds = ["checkin", "session", "nudge", "return_from_pause", "goodbye", "digest"]
    kinds += [f"followup:{kind}" for kind in rules().follow_ups]
    [one] = due(rules(), NINE, ReminderState(), LONDON, at(MONDAY, "09:00"))
    week = [MONDAY + timedelta(days=n) for n in range(7)]
    return [
        wording(rules(), replace(one, kind=kind, local_date=day), "seed")
        for kind in kinds
        for day in week
    ]


def test_every_message_that_can_be_due_has_words() -> None:
    """Each kind and each variant has a text, and no text is left over."""
    used = set(every_text_key())
    labels = {key for key in keys("remind-") if re.match("remind-(button|snooze)-", key)}
    assert used == set(keys("remind-")) - labels


def test_wording_varies_by_day_and_person_and_never_by_chance() -> None:
    """Successive days differ, any week shows all five, people differ, and it is repeatable."""
    days = [MONDAY + timedelta(days=n) for n in range(70)]
    chosen = [variant(rules(), "ana", day, "checkin") for day in days]
    assert chosen == [variant(rules(), "ana", day, "checkin") for day in days]
    assert all(one != other for one, other in pairwise(chosen))
    for every in (1, 2, 7):
        assert set(chosen[::every]) == set(range(5))
    people = {variant(rules(), f"person {n}", MONDAY, "checkin") for n in range(50)}
    assert people == set(range(5))
    assert variant(rules(), "ana", MONDAY, "goodbye") == 0


def test_the_choice_of_words_is_the_same_on_every_machine() -> None:
    """A fixed person, date and kind give a fixed number, whatever the hash seed."""
    assert [variant(rules(), "ana", date(2027, 3, day), "nudge") for day in (1, 2, 3)] == [2, 0, 1]


WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ECHOES = [
    (ReminderPreferences(), "Every day at 09:00, London time."),
    (
        ReminderPreferences(time="07:30", weekend_time="10:00"),
        "Every day at 07:30, at weekends at 10:00, London time.",
    ),
    (ReminderPreferences(time="07:30", days=WEEK[:5]), "On weekdays at 07:30, London time."),
    (
        ReminderPreferences(weekend_time="11:00", days=("sat", "sun")),
        "At weekends at 11:00, London time.",
    ),
    (
        ReminderPreferences(time="18:00", days=("fri", "mon")),
        "On Mondays, Fridays at 18:00, London time.",
    ),
    (
        ReminderPreferences(time="18:00", every_other=True),
        "Every other day at 18:00, London time.",
    ),
    (ReminderPreferences(off=True), "Reminders are off."),
    (ReminderPreferences(days=()), "Reminders are off."),
    (
        ReminderPreferences(paused_from=MONDAY, paused_until=date(2027, 3, 9)),
        "Reminders are paused up to and including 9 March.",
    ),
    (ReminderPreferences(paused_from=MONDAY), "Reminders are paused until you say go on."),
]


@pytest.mark.parametrize(("preferences", "sentence"), ECHOES)
def test_h11_wishes_are_echoed_back_as_local_time(
    preferences: ReminderPreferences, sentence: str
) -> None:
    """One sentence says which days, which times and in which place's time."""
    echo = describe(rules(), preferences, "Europe/London", MONDAY)
    days = ", ".join(say(f"reminders-day-{day}") for day in echo.days)
    assert say(f"reminders-echo-{echo.pattern}", {**echo.args, "days": days}) == sentence


def test_decision_26_trimmed_quiet_hours_are_echoed_back() -> None:
    """A time inside quiet hours is told with the hours as they now are."""
    echo = describe(
        rules(), ReminderPreferences(time="07:30"), "America/Argentina/Buenos_Aires", MONDAY
    )
    assert echo.args["trimmed"] == 1
    assert echo.args["place"] == "Buenos Aires"
    assert "from 21:00 to 07:30" in say("reminders-quiet-echo", echo.args)
    plain = describe(rules(), ReminderPreferences(), "", MONDAY)
    assert plain.args["trimmed"] == 0
    assert say("reminders-quiet-echo", plain.args) == "I stay quiet from 21:00 to 08:00."


def test_every_other_sentence_can_be_said() -> None:
    """No message of the topic lacks a variable that its users give."""
    given: dict[str, str | int] = {
        **describe(rules(), NINE, "Asia/Tokyo", MONDAY).args, "days": "", "date": "", "kind": "",
        "slot": "", "zone": "", "until_month": 12, "hours": 3,
    }  # fmt: skip
    for key in (*keys("reminders-"), *keys("why-")):
        assert say(key, given)


def test_every_rule_has_its_why() -> None:
    """What was sent and each reason not to send is explained to whoever asks."""
    gates = (*DAILY_RULES, *SNOOZE_RULES, *NUDGE_RULES, *DIGEST_RULES)
    reasons = {name for name, _ in gates} | {name for name, _ in STOPS}
    reasons |= {"early", "missed", "expired", "no_room", "nothing_open"}
    sends = {"checkin", "session", "return_from_pause", "nudge", "digest", "goodbye", "followup"}
    rule_ids = {f"remind_skip_{reason}" for reason in reasons} | {f"remind_{s}" for s in sends}
    assert {f"why-{rule}".replace("_", "-") for rule in rule_ids} == set(keys("why-"))


def test_a_send_carries_its_decision() -> None:
    """A reminder and a follow-up say by which rule, for which date, time and zone they left."""
    now = at(MONDAY, "09:00")
    inputs = replace(LONDON, follow_ups=(FollowUp("flare_3", now, "f1"),))
    flare, checkin = due(rules(), NINE, ReminderState(), inputs, now)
    assert (flare.reason.rule, flare.reason.inputs["kind"]) == (
        "remind_followup",
        "followup:flare_3",
    )
    assert flare.id == "f1"
    assert checkin.reason.rule == "remind_checkin"
    assert checkin.reason.inputs == {
        "kind": "checkin", "date": "2027-03-01", "time": "09:00", "zone": "Europe/London",
        "hours": 3.0,
    }  # fmt: skip
