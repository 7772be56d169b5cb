"""Law 5: small functions, small files, few parameters, telling names; no exemptions."""

import ast
from collections import defaultdict

from tests.laws.sources import functions, graph, modules, path_of

FUNCTION_LINES_MAX = 40
FILE_LINES_MAX = 500
PARAMETERS_MAX = 5
CRUMB_LINES, CRUMBS_MAX = 60, 15
CRUMBS = {
    "bot.adapters.telegram.preview": "drawn for operators and tests, no part of a delivery",
    "bot.simulate.watch": "what must hold in every turn of a played life",
    "flows.catalog.clinic": "a content file, a module each",
    "flows.catalog.zones": "a content file, a module each",
    "flows.engine.draw": "drawing is no part of a turn",
    "flows.language.explain": "the reasons behind a reading are shown by a command, in no turn",
}
"""Modules under 60 lines that one other imports, and why they stand alone."""
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


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


def test_few_small_modules_serve_one_other() -> None:
    """A crumb that one file imports belongs into that file, or says here why it does not."""
    importers = defaultdict(set)
    for name, wanted in graph().items():
        for each in wanted:
            importers[each].add(name)
    crumbs = {
        name
        for name in modules()
        if len(importers[name]) == 1
        and path_of(name).name != "__init__.py"
        and len(path_of(name).read_text("utf-8").splitlines()) < CRUMB_LINES
    }
    assert crumbs == set(CRUMBS)
    assert len(CRUMBS) <= CRUMBS_MAX


def _parameters(arguments: ast.arguments) -> int:
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return sum(argument.arg not in ("self", "cls") for argument in named)
