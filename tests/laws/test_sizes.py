"""Law 5: small functions, small files, few parameters, telling names; no exemptions."""

import ast
from collections import defaultdict

from bot.adapters.registry import ADAPTERS
from tests.laws.sources import functions, imports, modules, path_of

FUNCTION_LINES_MAX = 40
FILE_LINES_MAX = 500
PARAMETERS_MAX = 5
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}

CRUMB_LINES = 60
CRUMBS_MAX = 15
CRUMBS = {
    "bot.core.urgent_fallback": "a hazard (H2) is found by its name",
    "bot.simulate.watch": "what is watched in a played year, beside who plays it",
    "flows.catalog.clinic": "each file of content has the module that types it",
    "flows.catalog.zones": "each file of content has the module that types it",
    "flows.clinical.outlook": "a clinical rule is found by its name",
    "flows.engine.draw": "drawing is no part of running",
}
"""Modules under 60 lines with a single importer, each with the reason why it is one."""
TWICE_MAX = 5
TWICE = {
    "linking": "the dialogue, and the errands that it sets out",
    "messages": "what platforms exchange with us, and the words in a language",
    "settings": "those of the operator, and the dialogue about a person's own",
}
"""Module names that two rooms share, each with the reason."""


def test_functions_have_at_most_forty_lines() -> None:
    """No function outgrows a screen."""
    long = [
        (name, function.name, function.end_lineno - function.lineno + 1)
        for name, tree in modules().items()
        for function in functions(tree)
        if function.end_lineno and function.end_lineno - function.lineno >= FUNCTION_LINES_MAX
    ]
    assert long == []


def test_files_have_at_most_five_hundred_lines() -> None:
    """No file outgrows an evening."""
    sizes = {name: len(path_of(name).read_text("utf-8").splitlines()) for name in modules()}
    assert {name: size for name, size in sizes.items() if size > FILE_LINES_MAX} == {}


def test_functions_take_at_most_five_parameters() -> None:
    """A longer list of parameters is a type that is missing; self does not count."""
    many = [
        (name, function.name)
        for name, tree in modules().items()
        for function in functions(tree)
        if _parameters(function.args) > PARAMETERS_MAX
    ]
    assert many == []


def test_modules_are_named_for_what_they_hold() -> None:
    """No module is called utils, helpers, common or manager."""
    assert [name for name in modules() if name.split(".")[-1] in NAMELESS] == []


def test_no_thought_is_scattered_over_crumbs() -> None:
    """A module under 60 lines with a single importer is part of it, unless its reason is listed."""
    importers = defaultdict(set)
    for name, tree in modules().items():
        for found in imports(tree):
            importers[found].add(name)
    crumbs = {
        name
        for name in modules()
        if path_of(name).name != "__init__.py"
        and len(importers[name]) <= 1
        and _lines(name) < CRUMB_LINES
    }
    assert crumbs - CRUMBS.keys() == set()
    assert len(CRUMBS) <= CRUMBS_MAX


def test_in_bot_no_public_class_has_the_name_of_another() -> None:
    """A name says one thing in the whole house."""
    places = defaultdict(list)
    for name, tree in modules().items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(name)
    twice = {each: found for each, found in places.items() if len(found) > 1}
    assert {n: f for n, f in twice.items() if any(_in_bot(name) for name in f)} == {}


def test_in_bot_no_module_has_the_name_of_another() -> None:
    """Only the folders of the platforms hold the same parts under the same names."""
    places = defaultdict(set)
    for name in modules():
        if path_of(name).name != "__init__.py":
            room, _, last = name.rpartition(".")
            folder = room.removeprefix("bot.adapters.")
            places[last].add("a platform" if folder in ADAPTERS else name)
    twice = {each: found for each, found in places.items() if len(found) > 1}
    wrong = {n: f for n, f in twice.items() if any(_in_bot(name) for name in f)}
    assert wrong.keys() - TWICE.keys() == set()
    assert len(TWICE) <= TWICE_MAX


def _in_bot(name: str) -> bool:
    return name.startswith("bot.") and not name.startswith("bot.simulate.")


def _lines(name: str) -> int:
    return len(path_of(name).read_text("utf-8").splitlines())


def _parameters(arguments: ast.arguments) -> int:
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return sum(argument.arg not in ("self", "cls") for argument in named)
