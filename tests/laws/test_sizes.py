"""Law 5: small functions, small files, few parameters, telling names; no exemptions."""

import ast

from tests.laws.sources import functions, modules, path_of

FUNCTION_LINES_MAX = 40
FILE_LINES_MAX = 500
PARAMETERS_MAX = 5
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


def _parameters(arguments: ast.arguments) -> int:
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return sum(argument.arg not in ("self", "cls") for argument in named)
