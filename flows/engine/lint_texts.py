"""What must hold of the files of words: readable, each message once, the same in each language."""

from collections.abc import Iterator, Mapping

from fluent.syntax import ast, parse
from fluent.syntax.visitor import Visitor


class _Names(Visitor):
    """The variables and messages that a message names."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.messages: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.messages.add(node.id.name)


def lint_texts(texts: Mapping[str, Mapping[str, str]]) -> list[str]:
    """List what is wrong in the Fluent files: {language: {file: text}}."""
    found: list[str] = []
    languages = {
        language: _read(language, files, found) for language, files in sorted(texts.items())
    }
    first = next(iter(languages.values()), {})
    for language, messages in languages.items():
        found += _parity(language, first, messages)
    return found


def _read(language: str, files: Mapping[str, str], found: list[str]) -> dict[str, _Names]:
    """Collect the messages of a language; note what cannot be read or is there twice."""
    messages: dict[str, _Names] = {}
    for file, text in sorted(files.items()):
        for entry in parse(text).body:
            if isinstance(entry, ast.Junk):
                line = (entry.content or "").strip().partition("\n")[0]
                found.append(f"{language}/{file}: cannot read {line!r}")
            elif isinstance(entry, ast.Message):
                if entry.id.name in messages:
                    found.append(f"{language}/{file}: {entry.id.name} is there twice")
                messages[entry.id.name] = names = _Names()
                names.visit(entry)
    return messages


def _parity(
    language: str, first: Mapping[str, _Names], messages: Mapping[str, _Names]
) -> Iterator[str]:
    """Demand the same messages with the same variables, naming only messages that exist."""
    for key in sorted(first.keys() ^ messages.keys()):
        yield f"{language}: {key} is " + ("missing" if key in first else "in no other language")
    for key, names in messages.items():
        unknown = sorted(names.messages - messages.keys())
        yield from (f"{language}: {key} names {name}, which is not there" for name in unknown)
        if key in first and names.variables != first[key].variables:
            yield f"{language}: {key} has other variables than in the first language"
