"""The command `poised`."""

import base64
import json
import os
import sys
from collections.abc import Callable
from importlib.metadata import version as installed
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.guard import FAULTS, guarded
from bot.commands.operate import operating
from bot.commands.run import processes
from bot.settings import settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A low-back-pain companion.",
)
app.add_typer(processes)
app.add_typer(operating)
SECRET_BYTES = 32


def command(work: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function a command of `poised`."""
    return app.command()(guarded(work))


@command
async def chat(person: Annotated[str, typer.Option(help="Whose conversation")] = "me") -> None:
    """Talk to Poised in this terminal."""
    from bot.chat import chat as talk

    await talk(settings(), person)


@command
def lint() -> None:
    """Check the content and every flow; list every fault with its place."""
    from bot.operations.inspect import faults as found

    faults = found()
    for fault in faults:
        typer.echo(fault)
    if faults:
        raise typer.Exit(FAULTS)
    typer.echo("content and flows are sound")


@command
def draw(
    folder: Annotated[Path, typer.Argument(help="Where the drawings go")] = Path("docs/flows"),
    *,
    check: Annotated[bool, typer.Option(help="Only say whether they are up to date")] = False,
) -> None:
    """Draw every flow as a Mermaid chart."""
    from bot.operations.inspect import outdated, write

    if not check:
        write(folder)
    elif stale := outdated(folder):
        typer.echo("run `poised draw`; out of date: " + ", ".join(stale))
        raise typer.Exit(FAULTS)


@command
def understand(
    explain: Annotated[str, typer.Option(help="Show the reasoning for one sentence")] = "",
    language: Annotated[str, typer.Option(help="Language of the words")] = "en",
) -> None:
    """Read JSON lines from standard input, answer JSON lines (simulation 4)."""
    from bot.operations.inspect import batch, reasons

    for line in reasons(language, explain) if explain else batch(language, sys.stdin):
        typer.echo(line)


@command
def simulate(
    people: Annotated[Path, typer.Argument(help="A file of simulated people, YAML or JSON")],
    out: Annotated[Path | None, typer.Argument(help="Where the results go")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Results as JSON, by person")] = False,
    chart: Annotated[Path | None, typer.Option(help="A folder for one picture a life")] = None,
) -> None:
    """Play simulated people through the real flows, day by day."""
    from bot.simulate import charts, run, table

    results = run(people)
    if chart is not None:
        charts(people, results, chart)
    text = json.dumps(results, indent=1) if as_json else table(results)
    if out is None:
        typer.echo(text)
    else:
        out.write_text(text + "\n", "utf-8")


@command
def secret() -> None:
    """Make a secret for POISED_SEALING_KEYS or POISED_PEPPER."""
    typer.echo(base64.b64encode(os.urandom(SECRET_BYTES)).decode())


@command
def version() -> None:
    """Tell the version."""
    typer.echo(installed("poised-bot"))


if __name__ == "__main__":
    app()
