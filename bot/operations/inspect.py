"""Everything that `poised lint` looks at: flows, words in every language, commands, figures."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from bot.app import engine
from bot.library import DEFAULT, languages, read_texts
from bot.media.figure_checks import problems
from bot.media.figure_data import figures
from bot.operations.vocabulary import spoken
from flows.dialogues import commands
from flows.dialogues.assessment import CHECKS
from flows.engine.draw import draw
from flows.engine.lint import lint, lint_commands, lint_spoken
from flows.language.explain import explain, understand
from flows.language.reader import LexiconReader


def faults() -> list[str]:
    """List every fault with its place. Raises BrokenContent when content does not load at all."""
    table = lint_commands(commands.TABLE, commands.EVERYWHERE, commands.PHASES)
    left_out = [fault for faults in languages().faults.values() for fault in faults]
    said = spoken(engine())
    named = {f"set-language-{code}" for code in languages().faults}
    words = lint_spoken(said.keys, said.labels | named, read_texts()[DEFAULT], DEFAULT)
    return [*said.unknown, *words, *left_out, *lint(engine()), *table, *_undrawable()]


@cache
def _undrawable() -> tuple[str, ...]:
    """List the faults of the shipped figures: they are read once, so they are proved once."""
    return tuple(problems(figures(), engine().catalog.exercises.by_id, CHECKS))


HEAD = "# Flow `{name}`\n\nMade by `poised draw`; do not edit.\n\n```mermaid\n{chart}\n```\n"


def charts() -> dict[str, str]:
    """One page a flow."""
    dialogues = engine().dialogues
    return {
        f"{name}.md": HEAD.format(name=name, chart=draw(dialogue.flow).strip())
        for name, dialogue in dialogues.items()
    }


def write(folder: Path) -> None:
    """Write every page; pages of flows that are gone go too."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = charts()
    for page in folder.glob("*.md"):
        if page.name not in pages:
            page.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, "utf-8")


def outdated(folder: Path) -> list[str]:
    """The pages that differ from what would be written."""
    pages = charts()
    found = {page.name: page.read_text("utf-8") for page in folder.glob("*.md")}
    return sorted(name for name in pages | found if pages.get(name) != found.get(name))


def batch(language: str, lines: Iterable[str]) -> Iterator[str]:
    """Answer each JSON line; a line that is no JSON object is answered with an error."""
    reader = _reader(language)
    for line in lines:
        if line.strip():
            yield json.dumps(_answer(reader, line), ensure_ascii=False)


def reasons(language: str, text: str) -> tuple[str, ...]:
    """Show how one sentence is understood."""
    reader = _reader(language)
    return explain(reader.lexicon, text, reader.second)


def _answer(reader: LexiconReader, line: str) -> dict[str, object]:
    try:
        item = json.loads(line)
    except ValueError:
        return {"error": "not JSON"}
    if not isinstance(item, dict):
        return {"error": "not an object"}
    return understand(reader.lexicon, item, reader.second)


def _reader(language: str) -> LexiconReader:
    reader = engine().reader(language)
    assert isinstance(reader, LexiconReader)
    return reader
