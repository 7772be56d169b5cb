"""Export and explain: everything that was answered and decided, for that person alone (S14)."""

from __future__ import annotations

import json

import pytest

from bot.app import engine
from bot.core.clock import SetTime
from bot.operations.export import FORMULA, Exports, neutral
from bot.operations.person import Nobody, explain, find
from bot.store.memory import MemoryStore
from flows.engine.events import Command, Typed
from tests.bot.operations.people import PEPPER, FakeChannel, app_on, named, settle_in, update
from tests.flows.person import NOON_S

ANSWERED = {"onboarding.age": 44, "onboarding.consent": "agree"}
RED = "I cannot feel it when I wipe, and my legs are weak"


async def _newcomer(store: MemoryStore, channel: FakeChannel) -> None:
    """Somebody who has given two answers."""
    app = app_on(store, channel, SetTime(NOON_S))
    for number, event in enumerate((Command("start"), Typed("I agree"), Typed("44"))):
        await app.runner(update("7", event, str(number)))
        await app.runner.idle()


async def test_s14_h30_the_export_holds_every_answer_with_its_time_and_source() -> None:
    """What was answered is what the export says, no more and no less."""
    store = MemoryStore()
    await _newcomer(store, FakeChannel())
    tree = await Exports(store, engine(), SetTime(NOON_S)).tree(named("7"))
    answers = {f"{one['source']}.{one['question']}": one["answer"] for one in tree["answers"]}
    assert answers == ANSWERED
    assert {one["time"] for one in tree["answers"]} == {"2025-06-15T15:06:40+00:00"}
    assert "How old are you" in tree["answers"][1]["asked"]
    assert tree["stored"]["addresses"] == [["fake", "", "7", "7"]]
    assert tree["settings"]["language"] == "en"


async def test_s14_the_person_gets_the_export_as_a_file_in_the_private_chat_once_an_hour() -> None:
    """`export` sends one JSON document; a second one within the hour is refused kindly."""
    store, channel = MemoryStore(), FakeChannel()
    await _newcomer(store, channel)
    app = app_on(store, channel, SetTime(NOON_S + 60))
    for number in range(2):
        await app.runner(update("7", Command("export"), f"export{number}"))
        await app.runner.idle()
    files = [m.document for _, m in channel.sent if m.document]
    assert [file.name for file in files] == ["poised-export.json"]
    assert [one["answer"] for one in json.loads(files[0].body)["answers"]] == ["agree", 44]
    assert {user for user, _ in channel.sent} == {"7"}


async def test_s14_nothing_in_an_export_is_a_formula_to_a_spreadsheet() -> None:
    """Words that begin like a formula are made plain text, wherever they stand."""
    store, channel = MemoryStore(), FakeChannel()
    await settle_in(store, "7")
    app = app_on(store, channel, SetTime(NOON_S + 60))
    await app.runner(update("7", Typed("=HYPERLINK(1) " + RED), "red"))
    await app.runner.idle()
    tree = await Exports(store, engine(), SetTime(NOON_S)).tree(named("7"))
    assert not [text for text in _texts(tree) if text.startswith(FORMULA)]
    assert neutral({"a": ["=1", ("+2",)]}) == {"a": ["'=1", ["'+2"]]}


async def test_explain_tells_every_decision_with_rule_inputs_result_and_words() -> None:
    """A red flag in free text is explained: when, by which rule, on what, and why in words."""
    store, channel = MemoryStore(), FakeChannel()
    await settle_in(store, "7")
    app = app_on(store, channel, SetTime(NOON_S + 60))
    await app.runner(update("7", Typed(RED), "red"))
    await app.runner.idle()
    notes = await Exports(store, engine(), app.time).notes(named("7"))
    decided = [note for note in notes if note.decision is not None]
    lines = await explain(store, engine(), app.time, named("7"))
    assert decided
    assert len(lines) >= len(decided)
    told = "\n".join(lines)
    for note in decided:
        assert note.decision is not None
        assert f"{note.decision.rule} -> {note.decision.result}" in told
    assert "why:  You wrote:" in told
    assert "[why-" not in told


async def test_operators_name_people_by_pseudonym_or_by_console_name() -> None:
    """A pseudonym is taken as it is; a name is one of the embedded console; else nobody."""
    store = MemoryStore()
    person = await settle_in(store, "7")
    assert await find(store, PEPPER, person) == person
    with pytest.raises(Nobody):
        await find(store, PEPPER, "nobody")


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    return [text for each in value for text in _texts(each)] if isinstance(value, list) else []
