"""What changes under people's feet: versions, edits, time, the country they are in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import engine
from flows.engine.engine import Engine
from flows.engine.events import Command, Edited, Typed
from flows.engine.kinds import YES_NO
from flows.engine.nodes import Ask, Dialogue, Flow, go
from flows.engine.step import step
from flows.safety_locks import locked
from tests.flows.conversation import Conversation
from tests.flows.quiet import answer_all

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SCREENED = ("g_saddle", "g_legs", "g_pattern", "W1")


def talk_at(question: str = "", **given: str) -> Conversation:
    """Somebody who has answered everything up to a question, or is home."""
    talk = Conversation(NOON)
    talk.do(Command("start"))
    answer_all(talk, given, until=question)
    return talk


def shipped_with(flow: Flow | None) -> Engine:
    """The engine of the next version: the assessment changed, or gone."""
    old = engine()
    kept = {name: d for name, d in old.dialogues.items() if name != "assessment"}
    changed = (
        {} if flow is None else {"assessment": Dialogue(flow, old.dialogues["assessment"].acts)}
    )
    return Engine(old.catalog, {**kept, **changed}, old.policy, old.readers, old.wordings)


def test_a_question_shipped_while_people_are_in_flight_is_asked() -> None:
    """The walk over their answers stands at the new question, and they are told."""
    talk = talk_at("exercise_habit")
    flow = engine().dialogues["assessment"].flow
    onset = flow.by_id["onset"]
    assert isinstance(onset, Ask)
    new = Ask("breath_test", YES_NO, (go("location"),), words="assessment-breath-holding")
    nodes = tuple(
        part
        for node in flow.nodes
        for part in ((replace(onset, routes=(go(new.id),)), new) if node is onset else (node,))
    )
    turn = step(shipped_with(replace(flow, nodes=nodes, version=2)), talk.record, Typed("3"), 2e9)
    top = turn.record.conversation.top
    assert top is not None and top.state == "breath_test" and top.version == 2
    assert "pain_average" in top.answers
    assert any(getattr(effect, "key", "") == "flow-changed" for effect in turn.effects)


def test_an_answer_to_a_question_that_was_taken_out_is_pruned() -> None:
    """The person goes on at the next question, and nothing else is lost."""
    talk = talk_at("leg")
    flow = engine().dialogues["assessment"].flow
    nodes = tuple(
        replace(node, routes=(go("leg"),)) if isinstance(node, Ask) and node.id == "onset" else node
        for node in flow.nodes
        if node.id != "location"
    )
    turn = step(
        shipped_with(replace(flow, nodes=nodes, version=2)), talk.record, Command("help"), 2e9
    )
    top = turn.record.conversation.top
    assert top is not None and top.state == "leg"


def test_d15_undo_after_a_change_of_version_still_walks() -> None:
    """Back works over the new graph."""
    talk = talk_at("leg")
    flow = replace(engine().dialogues["assessment"].flow, version=3)
    turn = step(shipped_with(flow), talk.record, Command("back"), 2e9)
    top = turn.record.conversation.top
    assert top is not None and top.state == "location"


def test_h18_an_edit_never_changes_a_safety_answer() -> None:
    """In the screen an edited message is read for red flags and nothing else."""
    talk = talk_at("g_saddle")
    talk.type("none of these")
    token = talk.typed_for[-1]
    before = talk.run.answers
    talk.do(Edited("yes, one or more", token))
    assert talk.run.answers == before
    assert "you changed a message" in talk.text


def test_h18_an_edit_corrects_the_latest_answer_through_the_same_walk() -> None:
    """The age becomes too young: the walk decides again."""
    talk = talk_at("age")
    talk.type("35")
    talk.edit("17")
    assert talk.record.too_young
    assert talk.run.flow == "outside"


@pytest.mark.parametrize(
    ("group", "answers", "hours"),
    [
        ("g_saddle", ("yes, one or more", "yes", "yes"), 24),
        ("g_legs", ("yes, one or more", "no", "no", "yes", "yes", "no"), 24),
        ("g_pattern", ("yes, one or more", "no", "yes", "Worse every week for 3 weeks"), 7 * 24),
    ],
)
def test_h15_the_follow_up_comes_once_and_only_a_clinician_lifts(
    group: str, answers: tuple[str, ...], hours: int
) -> None:
    """24 hours after what was urgent, 7 days after the rest; time alone lifts nothing."""
    talk = talk_at(group)
    for words in answers:
        talk.type(words)
    answer_all(talk, {})
    at = datetime.fromtimestamp(talk.record.locks[-1].at, UTC)
    talk.travel(at + timedelta(hours=hours, minutes=-5))
    assert talk.said == []
    talk.travel(at + timedelta(hours=hours, minutes=5))
    assert talk.text.count("Have you been seen?") == 1
    talk.travel(at + timedelta(days=60))
    assert "Have you been seen?" not in talk.text
    assert locked(talk.record)


@pytest.mark.parametrize("code", ["GB", "US", "AU", "IN", "NZ"])
def test_h16_the_number_is_the_one_of_the_country(code: str) -> None:
    """Urgent signs name the number of where the person is."""
    talk = talk_at(country=code)
    talk.do(Command("urgent"))
    country = engine().catalog.clinic.country(code)
    assert country is not None and f"Call {country.emergency}" in talk.text


def test_h16_where_the_country_is_not_known_no_number_is_named() -> None:
    """Before the country was asked, or where it is on no list: words, and no digits."""
    talk = Conversation(NOON)
    talk.do(Command("start"))
    talk.do(Command("urgent"))
    line = talk.text.split(" if you have")[0]
    assert "your local emergency number" in line
    assert not any(character.isdigit() for character in line)


@pytest.mark.parametrize("question", SCREENED)
def test_back_through_the_screen_reopens_and_replays(question: str) -> None:
    """From any card back to the first, and forward again to the same place."""
    talk = talk_at(question)
    while talk.run.answers:
        talk.do(Command("back"))
    assert talk.run.state == "g_saddle"
    answer_all(talk, {}, until=question)
    assert talk.run.state == question
