"""Records that an earlier version stored: they open, nothing is lost, and everybody goes on."""

import base64
import json
import zlib
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from bot.app import engine
from flows.clinical.prescription.build import Prescribed, Session, prescribe
from flows.dialogues.session import occasion
from flows.engine.context import Context
from flows.engine.effects import Prompt
from flows.engine.engine import TurnBuilder, options_of
from flows.engine.events import AnyEvent, Command, Pressed, Typed
from flows.engine.kinds import Value
from flows.engine.nodes import Ask, End
from flows.engine.step import Turn, step
from flows.record import Answer, Note, Record, Run, decode, encode
from flows.safety_locks import locked

HERE = Path(__file__).parent
STATES_MIN, RECORDS_MIN, LIVES_MIN, DOSES_MIN = 230, 301, 20, 540
"""What was written: a file that lost lines proves nothing."""
LATER_S, DAY_S = 5.0, 86_400.0
WALK = "walking_practice"
"""Fills a session up to the person's own daily walk, which has its rule."""
AMOUNTS = {"reps": 2, "breaths": 2, "hold_s": 10, "duration_s": 10}
"""What one micro-step may add to an amount (content/sessions.toml)."""
SHARE_MAX = 1.1
"""No step is larger than a tenth where that is more (programme.toml, load_step_max)."""

Row = dict[str, Any]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The lines of a file."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def every() -> list[Row]:
    """Every record that was kept."""
    return [*rows("states.jsonl"), *rows("lives_day60.jsonl")]


def doses() -> list[Row]:
    """What each person at day 60 was given last, for reading."""
    found: list[Row] = json.loads((HERE / "lives_day60_doses.json").read_text("utf-8"))
    return found


def named(row: Row) -> str:
    """A line's name in the output."""
    return "-".join([row.get("id", row["why"]), ".".join(":".join(at) for at in row["stack"])])


def stored(row: Row) -> bytes:
    """The bytes that the store had."""
    return zlib.decompress(base64.b64decode(row["body"]))


def opened(row: Row) -> Record:
    """The person."""
    return decode(stored(row))


golden = pytest.mark.parametrize("row", every(), ids=named)


def test_the_files_are_whole() -> None:
    """Every state that there was, every person, every dose."""
    states = {(row["flow"], row["state"]) for row in rows("states.jsonl")}
    assert len(states) >= STATES_MIN
    assert len(rows("states.jsonl")) >= RECORDS_MIN
    assert len(rows("lives_day60.jsonl")) >= LIVES_MIN
    assert [told["id"] for told in doses()] == [row["id"] for row in rows("lives_day60.jsonl")]
    assert sum(len(told["last"]) for told in doses()) >= DOSES_MIN


@golden
def test_a_stored_record_opens_and_keeps_everything(row: Row) -> None:
    """What is written again is what was read, and no field of it was dropped on the way."""
    record = opened(row)
    again = encode(record)
    assert decode(again) == record
    assert list(lost(tree(stored(row)), tree(again))) == []
    run = asked(record)
    assert [[each.flow, each.state] for each in record.conversation.stack] == row["stack"]
    assert {name: plain(answer.value) for name, answer in run.answers.items()} == row["answers"]


@golden
def test_help_leaves_the_question_open_and_every_answer_there(row: Row) -> None:
    """The same question is asked again, with the buttons that are on the screen.

    Where a question was put in before it since, that one is asked first.
    """
    before = opened(row)
    turn = step(engine(), before, Command("help"), row["now"] + LATER_S)
    if put_in_since(turn.record):
        assert list(forgotten(before, turn.record)) == []
        past = past_new_questions(turn.record, row["now"] + LATER_S)
        turn = step(engine(), past, Command("help"), row["now"] + LATER_S)
    run = asked(turn.record)
    assert (run.id, run.flow, run.state) == (asked(before).id, row["flow"], row["state"])
    assert [each.id for each in turn.record.conversation.stack] == [
        each.id for each in before.conversation.stack
    ]
    assert list(forgotten(before, turn.record)) == []
    assert [e.token for e in turn.effects if isinstance(e, Prompt)] == [run.token]
    assert set(row["prompt"]["buttons"]) <= set(buttons(turn.record, row["now"] + LATER_S))


@golden
def test_a_good_answer_is_taken_and_no_other_is_lost(row: Row) -> None:
    """Whoever was asked before the change answers after it, by the button that they see."""
    before = opened(row)
    record, notes, alarm = answered(row, before)
    name = f"{row['flow']}.{row['state']}"
    taken = [note.value for note in notes if note.kind == "answer" and note.name == name]
    assert taken, "the answer was not taken"
    assert record.conversation.top is not None
    assert list(forgotten(before, record)) == []
    there = {run.id for run in record.conversation.stack}
    if alarm or locked(record):
        return  # A red flag puts everything away, and so does a lock that other words hold.
    assert {run.id for run in before.conversation.stack[:-1]} <= there
    assert asked(before).id in there or ends(asked(before), taken[-1])


@golden
def test_the_answer_leads_where_it_led(row: Row) -> None:
    """As long as a flow has its version, the next question is the one that came next then."""
    before = opened(row)
    if any(engine().dialogues[r.flow].flow.version != r.version for r in before.conversation.stack):
        pytest.skip("the flow has changed since")
    run = asked(answered(row, before)[0])
    assert [run.flow, run.state] == row["then"]


@pytest.mark.parametrize("told", doses(), ids=lambda told: told["id"])
def test_everybody_stands_where_they_stood_at_day_60(told: Row) -> None:
    """Stage, phase and the position on every ladder are read as they were written."""
    plan = opened(life(told)).plan
    assert plan is not None
    assert (plan.stage, plan.phase) == (told["stage"], told["phase"])
    assert plan.instead == told["rungs"]
    for name, position in plan.positions.items():
        was = {key: value for key, value in told["positions"][name].items() if key != "load_share"}
        assert plain(position) == was


@pytest.mark.parametrize("told", doses(), ids=lambda told: told["id"])
def test_no_load_jumps_after_day_60(told: Row) -> None:
    """Nothing happened since: no set and no step more than before, and hardly more of an amount."""
    session = next_session(life(told))
    assert session.items
    for item in session.items:
        before = recent(told, item.exercise)
        if before and item.exercise == WALK:
            walk = opened(life(told)).plan.walk_minutes  # type: ignore[union-attr]
            assert (item.duration_s or 0) <= max(walk * 60, *(b["duration_s"] for b in before))
        elif before:
            late = pending(told, item.exercise)
            assert list(jumps(item, before, late)) == [], item.exercise
        reached = told["positions"].get(item.exercise, {}).get("steps", {})
        for axis, count in taken(item.steps).items():
            assert count <= reached.get(axis, 0), f"{item.exercise}: a step that nobody took"


@pytest.mark.parametrize("told", doses(), ids=lambda told: told["id"])
def test_no_weight_is_given_that_was_not_there_before_day_60(told: Row) -> None:
    """A weight only where the exercise is nothing without it, and no more than is surely easy."""
    rules = engine().catalog.sessions.load
    for item in next_session(life(told)).items:
        load = engine().catalog.exercises.by_id[item.exercise].load
        if item.grams:
            assert load is not None and load.always, item.exercise
            most = max(rules.easy_grams_assumed * load.share, rules.fill_step_small_grams)
            assert item.grams <= most, item.exercise


@pytest.mark.parametrize("told", doses(), ids=lambda told: told["id"])
def test_no_harder_exercise_of_a_pattern_is_given_after_day_60(told: Row) -> None:
    """On a main ladder nobody is put above what they did on it in the last four weeks."""
    patterns = {each.id: each.ladder for each in engine().catalog.sessions.patterns.pattern}
    for item in next_session(life(told)).items:
        ladder = patterns.get(item.pattern, ())
        done = [
            ladder.index(name) for name in told["last"] if name in ladder and recent(told, name)
        ]
        if done:
            assert ladder.index(item.exercise) <= max(done), item.exercise


# --- what is looked at ------------------------------------------------------------------------
def plain(value: object) -> Any:
    """A value as JSON has it."""
    return json.loads(msgspec.json.encode(value))


def tree(body: bytes) -> Any:
    """What is stored, by the names of its fields: behind the byte of the schema."""
    return msgspec.msgpack.decode(body[1:])


def lost(old: Any, new: Any, where: str = "") -> Any:
    """What was stored and is not there, or is something else, when it is stored again."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key, value in old.items():
            yield from lost(value, new.get(key), f"{where}.{key}")
    elif isinstance(old, list) and isinstance(new, list) and len(old) <= len(new):
        for index, value in enumerate(old):
            yield from lost(value, new[index], f"{where}[{index}]")
    elif old != new:
        yield where


def asked(record: Record) -> Run:
    """The run that holds the open question."""
    assert record.conversation.top is not None
    return record.conversation.top


def buttons(record: Record, now: float) -> tuple[str, ...]:
    """The buttons of the open question, as they are now."""
    run, node = asked(record), engine().node(asked(record))
    assert isinstance(node, Ask)
    context = TurnBuilder(engine(), record, now).within(run)
    return tuple(option.id for option in options_of(engine(), context, node))


def answered(row: Row, record: Record) -> tuple[Record, list[Note], bool]:
    """Give the good answer; where its flow has changed since, the question is asked anew first."""
    now, notes, alarm = row["now"] + LATER_S, list[Note](), False
    run = asked(record)
    if engine().dialogues[run.flow].flow.version != run.version:
        record = step(engine(), record, Command("help"), now).record
        record = past_new_questions(record, now)
    for each in row["good"]:
        turn: Turn = step(engine(), record, event_of(each, asked(record).token), now)
        record, alarm = turn.record, alarm or turn.red_flag
        notes.extend(turn.notes)
    return record, notes, alarm


def put_in_since(record: Record) -> bool:
    """Whether a question is open that its flow did not have when the files were written."""
    run = asked(record)
    known = {row["state"] for row in rows("states.jsonl") if row["flow"] == run.flow}
    return bool(known) and run.state not in known


def past_new_questions(record: Record, now: float) -> Record:
    """Answer the questions that were put in since: skipped, else with the first answer there is.

    A flow with a question put in has a higher version: without it nobody would be asked.
    """
    while put_in_since(record):
        run, ask = asked(record), engine().node(asked(record))
        assert isinstance(ask, Ask)
        first = next(iter(buttons(record, now)), "1")
        press = Pressed(run.token, first) if ask.kind.options else Typed(first)
        record = step(engine(), record, Command("skip") if ask.optional else press, now).record
        assert asked(record).state != run.state or ask.kind.several, f"{run.flow}.{ask.id}"
        if ask.kind.several:
            record = step(engine(), record, Pressed(run.token, "done"), now).record
    return record


def event_of(each: Row, token: int) -> AnyEvent:
    """A press of the prompt that is on the screen, or a message."""
    return Pressed(token, each["press"]) if "press" in each else Typed(each["type"])


def forgotten(before: Record, after: Record) -> Any:
    """Answers that are missing or changed in a run that is still under way."""
    there = {run.id: run for run in after.conversation.stack}
    for run in before.conversation.stack:
        for name, answer in run.answers.items():
            if run.id in there and there[run.id].answers.get(name) != answer:
                yield f"{run.flow}.{name}"


def ends(run: Run, value: Value) -> bool:
    """Whether this answer was the last one that its run needed."""
    known = {row["state"] for row in rows("states.jsonl") if row["flow"] == run.flow}
    asks = [n for n in engine().dialogues[run.flow].flow.nodes if isinstance(n, Ask)]
    put_in = {
        ask.id: Answer(None if ask.optional else next(iter(ask.kind.options), ""), 0.0)
        for ask in asks
        if ask.id not in known
    }
    whole = replace(run, answers=run.answers | {run.state: Answer(value, 0.0)} | put_in)
    state = engine().replay(whole).state
    return isinstance(engine().dialogues[run.flow].flow.by_id[state], End)


def life(told: Row) -> Row:
    """The line of a person at day 60."""
    return next(row for row in rows("lives_day60.jsonl") if row["id"] == told["id"])


def next_session(row: Row) -> Session:
    """What the record as it stands prescribes a day later, nothing else having happened."""
    record = opened(row)
    assert record.profile is not None and record.plan is not None
    context = Context(record, engine().catalog, row["now"] + DAY_S)
    return prescribe(
        context.catalog.library,
        record.profile,
        record.plan,
        record.history,
        occasion(context, record.minutes),
    )


def jumps(item: Prescribed, before: list[Row], pending: int) -> Any:
    """Sets and steps above what was known, and amounts more than one micro-step above it.

    The low end of an exercise is no jump: a lighter week may have shown less. `pending` is 1
    where a step was given after the exercise was last done. Breathing is no load.
    """
    exercise = engine().catalog.exercises.by_id[item.exercise]
    if item.sets > max(dose["sets"] for dose in before):
        yield f"sets {item.sets}"
    for name, more in AMOUNTS.items() if item.block != "regulation" else ():
        most = max(dose.get(name, 0) for dose in before)
        low = (getattr(exercise.dose, name) or (0, 0))[0]
        if most and (getattr(item, name) or 0) > max(most + more, most * SHARE_MAX, low):
            yield f"{name} {getattr(item, name)}"
    reached = [taken(tuple(dose.get("steps", ()))) for dose in before]
    for axis, count in taken(item.steps).items():
        if count > max(each.get(axis, 0) for each in reached) + pending:
            yield f"{axis} {count}"


def pending(told: Row, name: str) -> int:
    """1 where a step was given after the exercise was last done, else 0."""
    stepped = told["positions"].get(name, {}).get("stepped_on", "")
    return int(stepped > told["last"].get(name, {}).get("on", ""))


def recent(told: Row, name: str) -> list[Row]:
    """The doses of an exercise that the record still knows of: those of the last four weeks."""
    today = datetime.fromtimestamp(told["now"], UTC).date()
    last = told["last"].get(name)
    known = [last] if last and (today - date.fromisoformat(last["on"])).days <= KEPT_DAYS else []
    following = told["next"]["items"].get(name)
    return [*known, following] if following else known


KEPT_DAYS = 28
"""Days for which a record keeps what was done (flows.clinical.history)."""


def taken(steps: tuple[str, ...]) -> dict[str, int]:
    """Micro-steps by axis: `load-2` is the second of load."""
    pairs = (step_.rpartition("-") for step_ in steps)
    return {axis: int(number) for axis, _, number in pairs}
