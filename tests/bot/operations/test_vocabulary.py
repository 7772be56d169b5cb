"""`poised lint` knows every message that the program can say, whoever adds to it."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.app import engine
from bot.library import languages, read_content, read_texts
from bot.operations import vocabulary
from bot.operations.inspect import faults
from bot.operations.vocabulary import spoken
from flows.catalog import Catalog, build
from flows.dialogues.companion import build as engine_of
from flows.engine.engine import Engine
from flows.engine.kinds import YES_NO
from flows.engine.lint import lint_spoken
from flows.engine.nodes import Ask, Dialogue, go

NEW = "wall_angel"
COPIED = "glute_bridge"


def missing(changed: Engine) -> list[str]:
    """The messages that the changed program says without words."""
    said = spoken(changed)
    return [
        fault.split()[1]
        for fault in lint_spoken(said.keys, said.labels, read_texts()["en"], "en")
        if "is missing" in fault
    ]


def test_the_program_says_what_has_words_and_nothing_has_words_in_vain() -> None:
    """Each message of the files is derived from the code, so taking one away is noticed."""
    assert faults() == []


def with_exercise(tree: Mapping[str, Mapping[str, object]]) -> Catalog:
    """The catalog with one exercise more, a copy of another under a new name."""
    file = "exercises/strength.toml"
    rows: dict[str, dict[str, object]] = dict(tree[file]["exercise"])  # type: ignore[call-overload]
    ladder = {"easier": "", "harder": ""}
    rows[NEW] = {**rows[COPIED], **ladder}
    return build({**tree, file: {**tree[file], "exercise": rows}})


def test_an_exercise_without_words_is_a_fault() -> None:
    """Its name, every step, cue and micro-step, its reason and when to stop are all demanded."""
    changed = with_exercise(read_content())
    found = missing(engine_of(changed, languages().readers, languages().wordings))
    exercise = changed.exercises.by_id[NEW]
    begins = f"exercise-{NEW.replace('_', '-')}-"
    parts = {name.removeprefix(begins) for name in found if name.startswith(begins)}
    micros = {f"micro-{n}" for axis in ("load", "tempo", "range") for n, _ in exercise.micros(axis)}
    assert {"name", "why", "stop", "mistake", f"step-{exercise.steps}"} | micros <= parts
    assert f"cue-{exercise.cues}" in parts


def test_a_question_without_its_fact_message_is_a_fault() -> None:
    """What a sentence may answer is repeated in words: `fact-…` and the question are demanded."""
    whole = engine()
    dialogue = whole.dialogues["checkin"]
    first = dialogue.flow.nodes[0].id
    nodes = (Ask("stress", YES_NO, (go(first),)), *dialogue.flow.nodes)
    changed = Dialogue(replace(dialogue.flow, nodes=nodes), dialogue.acts)
    found = missing(replace(whole, dialogues={**whole.dialogues, "checkin": changed}))
    assert {"fact-stress", "checkin-stress"} <= set(found)


@pytest.mark.parametrize(
    ("kind", "name", "key"),
    [
        ("message", "brand-new", "brand-new"),
        ("rule", "r3.brand_new", "why-r3-brand-new"),
        ("word", "brand", "brand"),
    ],
)
def test_what_the_code_says_by_a_new_name_is_demanded(
    monkeypatch: pytest.MonkeyPatch, kind: str, name: str, key: str
) -> None:
    """A literal message, a rule and a message of one word each need words."""
    added = vocabulary.named() | {(kind, name, "flows.dialogues.new")}
    monkeypatch.setattr(vocabulary, "named", lambda: added)
    assert missing(engine()) == [key]


def test_a_new_family_of_messages_is_told_to_whoever_made_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An id made from a name that lint does not know is a fault that names its module."""
    added = vocabulary.named() | {("message", "brand-new-*", "flows.dialogues.new")}
    monkeypatch.setattr(vocabulary, "named", lambda: added)
    (fault,) = spoken(engine()).unknown
    assert fault.startswith("flows.dialogues.new: says brand-new-*")


def test_no_family_is_left_over() -> None:
    """Each family that lint knows is still made somewhere in the code."""
    made = {name for _, name, _ in vocabulary.named()}
    known = {*vocabulary.FAMILIES, *vocabulary.SPELT_ELSEWHERE}
    assert sorted(known - made) == []
