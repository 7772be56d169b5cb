"""Laws 1 and 2: imports point one way, and each library has its one door."""

import pytest

from tests.laws.sources import imports, modules

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
    "flows.language": ("flows.catalog", "flows.language"),
    "flows.engine": ("flows.catalog", "flows.clinical", "flows.engine", "flows.record"),
}
"""What each lower room of flows may import of flows."""
PORTS = ("bot.store", "bot.adapters")
"""Rooms that know the ports and never the machinery above them."""
MACHINERY = (
    "bot.core.runner", "bot.core.outbox", "bot.core.clock", "bot.app", "bot.chat", "bot.__main__",
)  # fmt: skip


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
    """Catalog, clinical, language and engine know nothing of what is built on them."""
    wrong = [
        (name, found)
        for name, tree in modules().items()
        if within(name, (room,))
        for found in imports(tree)
        if found.startswith("flows.") and not within(found, allowed)
    ]
    assert wrong == []


def test_flows_never_import_bot() -> None:
    """The pure part knows nothing of the world."""
    flows = [(n, i) for n, t in modules().items() if within(n, ("flows",)) for i in imports(t)]
    assert [pair for pair in flows if within(pair[1], ("bot",))] == []


def test_store_and_adapters_know_only_the_ports() -> None:
    """Stores and adapters never import the runner, the outbox or the application."""
    wrong = [
        (name, found)
        for name, tree in modules().items()
        if within(name, PORTS)
        for found in imports(tree)
        if within(found, MACHINERY)
    ]
    assert wrong == []
