"""The command `poised`: every command of it, and how each is run."""

import asyncio
import base64
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Coroutine
from functools import partial, wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.adapters.platform import Adapter, Environment
from bot.adapters.registry import ADAPTERS, PREFIXES
from bot.core.ports import Translations
from bot.errors import Misconfigured, PoisedError
from bot.logs import configure
from bot.settings import environment, settings
from flows.catalog import BrokenContent

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A low-back-pain companion.",
)
SECRET_BYTES = 32
Person = Annotated[str, typer.Argument(help="A pseudonym, or a name used in `poised chat`")]
DRAWINGS = Path(__file__).parents[1] / "docs" / "flows"
"""The drawings of this repository, wherever the command is given."""
MISTAKE, FAULTS = 2, 1
"""Exit codes: an operator's mistake; faults found by a check."""


def guarded(work: Callable[..., Any]) -> Callable[..., None]:
    """Run a command; an operator's mistake gets one message and exit code 2."""

    @wraps(work)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            configure(settings().log_level)
            done = work(*args, **kwargs)
            if isinstance(done, Coroutine):
                _run(done)
        except BrokenContent as error:
            typer.echo("\n".join(error.problems), err=True)
            raise typer.Exit(FAULTS) from None
        except PoisedError as error:
            typer.echo(f"poised: {error}", err=True)
            raise typer.Exit(MISTAKE) from None

    return run


def _run(work: Coroutine[Any, Any, None]) -> None:
    """Run on uvloop where it exists: a tenth less processor time a turn."""
    try:
        import uvloop
    except ImportError:
        asyncio.run(work)
    else:
        uvloop.run(work)


def command(work: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function a command of `poised`."""
    return app.command()(guarded(work))


# --- talking, looking, trying --------------------------------------------------------------------
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
        for place, count in Counter(fault.partition(":")[0] for fault in faults).items():
            typer.echo(f"{count} in {place}")
        raise typer.Exit(FAULTS)
    typer.echo("content and flows are sound")


@command
def draw(
    folder: Annotated[Path, typer.Argument(help="Where the drawings go")] = DRAWINGS,
    *,
    check: Annotated[bool, typer.Option(help="Only say whether they are up to date")] = False,
) -> None:
    """Draw every flow as a Mermaid chart."""
    from bot.operations.inspect import outdated, write

    if not check:
        write(folder)
    elif not folder.is_dir():
        raise Misconfigured("folder", f"{folder} is no folder of drawings; name one")
    elif stale := outdated(folder):
        typer.echo("run `poised draw`; out of date: " + ", ".join(stale))
        raise typer.Exit(FAULTS)


@command
def pictures(
    folder: Annotated[Path | None, typer.Argument(help="Where the finished files are")] = None,
    *,
    sheet: Annotated[
        Path | None, typer.Option(help="Write contact sheets of all figures into this folder")
    ] = None,
    figure: Annotated[
        str,
        typer.Option(help="One figure: cat_cow, check.squat, band_row.stability_1"),
    ] = "",
    ground: Annotated[str, typer.Option(help="light, dark, or both with a comma")] = "light",
    formats: Annotated[
        str, typer.Option(help="Of mp4, gif, png, svg, with commas; mp4 needs the extra video")
    ] = "mp4,png",
) -> None:
    """Draw the exercises: make the files that are missing, remove those of older drawings."""
    from bot.operations.pictures import Order, draw_files, draw_sheets

    if sheet is None and folder is None:
        raise Misconfigured("folder", "name where the files go, or --sheet and a folder")
    if sheet is not None:
        typer.echo(draw_sheets(sheet))
    if folder is not None:
        typer.echo(draw_files(folder, Order(figure, ground, formats)))


@command
def screens(
    transcript: Annotated[Path, typer.Argument(help="A file of tests/transcripts")],
    folder: Annotated[Path, typer.Argument(help="Where pages, pictures and figures go")],
) -> None:
    """Draw a conversation as every platform shows it, with the size of each screen."""
    from bot.screens.drawing import draw_transcript

    for line in draw_transcript(transcript, folder):
        typer.echo(line)


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


@app.command()
def secret() -> None:
    """Make a secret for POISED_SEALING_KEYS or POISED_PEPPER."""
    typer.echo(base64.b64encode(os.urandom(SECRET_BYTES)).decode())


@app.command()
def version() -> None:
    """Tell the version."""
    from importlib.metadata import version as installed

    typer.echo(installed("poised-bot"))


# --- processes -----------------------------------------------------------------------------------
@command
async def web() -> None:
    """Serve the routes of every configured platform, health and metrics."""
    from bot import process

    await process.web(settings())


@command
async def work() -> None:
    """Wake people who are due and deliver what waits; run as many of these as you like."""
    from bot import process

    await process.work(settings())


def platform_commands(adapter: Adapter) -> typer.Typer:
    """`poised <platform>` takes its updates; its further commands stand below it."""
    group = typer.Typer(help=f"{adapter.title} in one process, with reminders.")

    offered = adapter.options()

    @guarded
    async def listen(said: Environment) -> None:
        from bot import process

        await process.listen(settings(), adapter.name, said, typer.echo)

    @group.callback(invoke_without_command=True)
    @wraps(offered)
    def begin(context: typer.Context, **options: Any) -> None:
        said = offered(context=context, **options)
        if context.invoked_subcommand is None:
            listen(said)

    for name, work in adapter.commands(partial(environment, *PREFIXES), words).items():
        group.command(name)(guarded(work))
    return group


def words() -> Translations:
    """The words of every language."""
    from bot.app import words as every

    return every()


for each in ADAPTERS.values():
    app.add_typer(platform_commands(each), name=each.name)


# --- operators -----------------------------------------------------------------------------------


@command
async def doctor() -> None:
    """Check everything that must hold before a start; say how to mend what does not."""
    from bot.operations.doctor import examine, line

    findings = await examine(settings())
    for finding in findings:
        typer.echo(line(finding))
    if any(finding.faulty for finding in findings):
        raise typer.Exit(MISTAKE)


@command
async def deadletters() -> None:
    """List what was given up in the last 14 days: when, whose, which kind, why."""
    from bot.app import opened
    from bot.operations.export import written_time

    async with opened(settings()) as store:
        listed = await store.dead_letters()
        for one in listed:
            typer.echo(f"{written_time(one.at)}  {one.person}  {one.kind}: {one.reason}")
        if not listed:
            typer.echo("no dead letters")


@command
async def unstick(person: Person) -> None:
    """Forget lease and waiting times of a person, so that they are served at once."""
    from bot.app import opened
    from bot.core.clock import SystemTime
    from bot.operations.person import find

    async with opened(settings()) as store:
        found = await find(store, store.secrets.pepper, person)
        await store.unstick(found, SystemTime().now())
        typer.echo(f"{found} is due now")


@command
async def export(person: Person) -> None:
    """Print everything that is stored about a person as JSON; it holds health answers."""
    from bot.app import engine, opened
    from bot.core.clock import SystemTime
    from bot.operations.export import Exports
    from bot.operations.person import find

    async with opened(settings()) as store:
        found = await find(store, store.secrets.pepper, person)
        tree = await Exports(store, engine(), SystemTime()).tree(found)
        typer.echo(json.dumps(tree, ensure_ascii=False, indent=1))


@command
async def explain(person: Person) -> None:
    """Print every decision about a person: when, which rule, on what, what came of it, and why."""
    from bot.app import engine, opened
    from bot.core.clock import SystemTime
    from bot.operations.person import explain as decisions
    from bot.operations.person import find

    async with opened(settings()) as store:
        found = await find(store, store.secrets.pepper, person)
        for line in await decisions(store, engine(), SystemTime(), found):
            typer.echo(line)


@command
async def backup(file: Annotated[Path, typer.Argument(help="Where the backup goes")]) -> None:
    """Write everything, sealed as it is stored, with the erasure list, into one file."""
    from bot.app import opened
    from bot.operations.backup import write

    async with opened(settings()) as store:
        typer.echo(await write(store, file))


@command
async def erasures(file: Annotated[Path, typer.Argument(help="Where the list goes")]) -> None:
    """Write the list of erased people alone; do so often, and keep it beside the backups."""
    from bot.app import opened
    from bot.operations.backup import write_erasures

    async with opened(settings()) as store:
        typer.echo(await write_erasures(store, file))


@command
async def restore(
    file: Annotated[Path, typer.Argument(help="The backup")],
    erasures: Annotated[
        Path | None, typer.Option(help="The newest list of erased people, replayed at the end")
    ] = None,
) -> None:
    """Read a backup into an empty database, and erase again whoever was erased."""
    from bot.app import opened
    from bot.operations.backup import read

    async with opened(settings()) as store:
        typer.echo(await read(store, file, erasures, force=settings().force))


@command
async def rotate() -> None:
    """Wrap every person's key with the newest sealing key; the old one can go afterwards."""
    from bot.app import opened

    async with opened(settings()) as store:
        people, tenants = await store.rotate_keys(), await store.rotate_tenant_keys()
        typer.echo(f"{people} keys of people and {tenants} of workspaces rotated")


if __name__ == "__main__":
    app()
