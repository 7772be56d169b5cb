"""Law: whoever follows a typed answer through the house opens few files."""

import dataclasses
import inspect
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import msgspec
import pytest

from bot.adapters.telegram.config import Mode
from flows.catalog import Catalog
from flows.engine.engine import Engine
from flows.engine.events import Typed
from flows.engine.nodes import Flow
from flows.language.lexicon import Lexicon
from flows.language.matching import Automaton
from flows.language.parsed_text import read_text
from tests.e2e.telegram_companion import companion
from tests.laws.sources import ROOMS, ROOT
from tests.standins.telegram import TelegramServer

FILES_MAX = 25
DEPTH_MAX = 8
DAY_S = 24 * 3600.0
SHARED = (Engine, Catalog, Flow, Lexicon, Automaton)
"""The same for everybody: no answer is in it."""
ANSWERS = ("4", "3")
Given = dict[str, Counter[str]]


def told(value: object, depth: int = 0) -> object:
    """What a function is given, as far as an answer can be in it; a time is no answer."""
    if isinstance(value, float):
        return value if value.is_integer() else "a time"
    if isinstance(value, str | bytes | int | None):
        return value
    if depth > DEPTH_MAX or isinstance(value, SHARED):
        return type(value).__name__
    if isinstance(value, msgspec.Struct):
        return [told(getattr(value, name), depth + 1) for name in value.__struct_fields__]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return [told(getattr(value, field.name, None), depth + 1) for field in fields]
    if isinstance(value, dict):
        return [(told(key), told(one, depth + 1)) for key, one in tuple(value.items())]
    if isinstance(value, tuple | list):
        return [told(one, depth + 1) for one in tuple(value)]
    return type(value).__name__


@contextmanager
def followed(given: Given) -> Iterator[None]:
    """Note what every function of the house is given, by file."""
    homes = tuple(f"{ROOT / room}/" for room in ROOMS)

    def note(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(homes):
            names = inspect.getargs(code).args
            words = [told(frame.f_locals.get(name)) for name in names]
            given[code.co_filename.removeprefix(f"{ROOT}/")][f"{code.co_name}{words}"] += 1

    sys.setprofile(note)
    try:
        yield
    finally:
        sys.setprofile(None)


def on_the_way(one: Given, other: Given) -> set[str]:
    """The files in which a function is given something else when the answer is another."""
    return {name for name in one | other if one.get(name) != other.get(name)}


async def turn(mode: Mode, answer: str) -> Given:
    """What every file is given while a typed answer to a check-in comes in and is answered."""
    given: Given = defaultdict(Counter)
    async with TelegramServer() as server, companion(server, mode) as life:
        await life.says("/start")
        await life.answers_until("What would you like to do?")
        await life.sleeps(DAY_S)
        await life.says("/checkin")
        read_text.cache_clear()
        with followed(given):
            await life.says(answer)
    return given


@pytest.mark.parametrize("mode", ["webhook", "polling"])
async def test_a_typed_answer_passes_at_most_twenty_five_files(mode: Mode) -> None:
    """From the update to the message that answers it, the database behind its port included."""
    passed = on_the_way(*[await turn(mode, answer) for answer in ANSWERS])
    assert {
        "bot/adapters/telegram/incoming.py",
        "bot/core/runner.py",
        "flows/engine/step.py",
        "flows/language/red_flags.py",
        "bot/adapters/telegram/client.py",
    } <= passed, "the whole way was followed"
    assert len(passed) <= FILES_MAX, sorted(passed)


def test_the_law_sees_what_an_answer_passes() -> None:
    """A value inside of what is given counts; the time, and what is shared, does not."""
    assert told([Typed("4")]) != told([Typed("3")])
    assert told((0.5, 7)) == told((0.25, 7))
    one: Given = {"a": Counter(["f4"]), "b": Counter(["g"])}
    other: Given = {"a": Counter(["f3"]), "b": Counter(["g"])}
    assert on_the_way(one, other) == {"a"}
