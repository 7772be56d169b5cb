"""Laws 1 and 2: imports point one way, and each library has its one door."""

import pytest

from bot.adapters.registry import ADAPTERS
from tests.laws.sources import graph, imports, modules, path_of

DOORS = {
    "transitions": ("flows.engine.machine",),
    "redis": ("bot.store",),
    "telegram": ("bot.adapters.telegram",),
    "slack_bolt": ("bot.adapters.slack",),
    "slack_sdk": ("bot.adapters.slack",),
    "aiogram": (),
}
LAYERS = {
    "flows.catalog": ("flows.catalog",),
    "flows.clinical": ("flows.catalog", "flows.clinical"),
    "flows.scheduling": ("flows.catalog", "flows.scheduling", "flows.clinical.decision"),
    "flows.language": ("flows.catalog", "flows.language"),
    "flows.record": (
        "flows.clinical", "flows.scheduling", "flows.engine.kinds",
    ),
    "flows.safety_locks": ("flows.catalog", "flows.clinical", "flows.scheduling", "flows.record"),
    "flows.engine": ("flows.catalog", "flows.engine", "flows.record"),
}  # fmt: skip
"""What each room below the dialogues may import of flows; a reminder has a Decision for reason."""
GROUND = ("bot.errors", "bot.core.messages", "bot.core.ports", "bot.core.lru")
"""What the whole of bot stands on: the words and promises that its rooms share."""
FLOORS = {
    "bot.errors": (),
    "bot.core.lru": (),
    "bot.core.messages": (),
    "bot.core.ports": ("bot.core.messages",),
    "bot.core.render": GROUND,
    "bot.store": (*GROUND, "bot.store"),
    "bot.adapters": (*GROUND, "bot.adapters"),
    "bot.core": ("bot.errors", "bot.core", "bot.store.keys"),
}
"""What each room of bot may import of bot, innermost room first; whoever stands above all of them
(bot.app, bot.process, bot.operations ...) may import each."""


def within(name: str, rooms: tuple[str, ...]) -> bool:
    """Whether a module lies in one of the rooms."""
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


@pytest.mark.parametrize(("library", "doors"), DOORS.items())
def test_each_library_has_its_one_door(library: str, doors: tuple[str, ...]) -> None:
    """A library is imported behind its own door and nowhere else."""
    users = [
        name
        for name, tree in modules().items()
        if any(within(found, (library,)) for found in imports(tree))
    ]
    assert [name for name in users if not within(name, doors)] == []


@pytest.mark.parametrize(("room", "allowed"), LAYERS.items())
def test_rooms_of_flows_import_only_what_lies_below(room: str, allowed: tuple[str, ...]) -> None:
    """Content, clinic, scheduling, language and engine know nothing of what is built on them."""
    wrong = [
        (name, found)
        for name, tree in modules().items()
        if within(name, (room,))
        for found in imports(tree)
        if found.startswith("flows.") and not within(found, allowed)
    ]
    assert wrong == []


def test_there_is_no_circle() -> None:
    """Taking out what imports nothing of the rest, again and again, leaves nothing."""
    left = dict(graph())
    while free := [name for name, wanted in left.items() if not wanted & left.keys()]:
        for name in free:
            del left[name]
    assert sorted(left) == []


def test_flows_never_import_bot() -> None:
    """The pure part knows nothing of the world."""
    flows = [(n, i) for n, t in modules().items() if within(n, ("flows",)) for i in imports(t)]
    assert [pair for pair in flows if within(pair[1], ("bot",))] == []


def test_rooms_of_bot_import_only_what_lies_below() -> None:
    """The ports lie below store, adapters and render; those below runner, outbox and clock."""
    wrong = [
        (name, found)
        for name, tree in modules().items()
        if (room := next((room for room in FLOORS if within(name, (room,))), None))
        for found in imports(tree)
        if found.startswith("bot.") and not within(found, FLOORS[room])
    ]
    assert wrong == []


def test_a_platform_is_known_to_its_adapter_and_to_the_registry_alone() -> None:
    """No other module has a platform's name in it, be it in code, in words or in a comment."""
    assert ADAPTERS
    told = [
        (name, platform)
        for name in modules()
        for platform in ADAPTERS
        if platform in path_of(name).read_text("utf-8").lower()
        and not within(name, (f"bot.adapters.{platform}", "bot.adapters.registry"))
    ]
    assert told == []


def test_an_adapter_knows_no_other_adapter() -> None:
    """Platforms share what lies beside their folders, never each other."""
    wrong = [
        (name, found)
        for name, tree in modules().items()
        for platform in ADAPTERS
        if within(name, (f"bot.adapters.{platform}",))
        for found in imports(tree)
        for other in ADAPTERS
        if other != platform and within(found, (f"bot.adapters.{other}", "bot.adapters.registry"))
    ]
    assert wrong == []
