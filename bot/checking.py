"""Everything that `poised lint` looks at: flows, texts, and the table of commands."""

from bot.app import engine
from bot.library import read_texts
from flows import commands
from flows.engine.lint import lint, lint_commands
from flows.engine.lint_texts import lint_texts


def faults() -> list[str]:
    """List every fault with its place. Raises BrokenContent when content does not load at all."""
    table = lint_commands(commands.TABLE, commands.EVERYWHERE, commands.PHASES)
    return lint_texts(read_texts()) + lint(engine()) + table
