"""The commands of operators: checks, dead letters, one person's data, backup and restore."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.guard import FAULTS, guarded, settings

operating = typer.Typer()
Person = Annotated[str, typer.Argument(help="A pseudonym, or a name used in `poised chat`")]


@operating.command()
@guarded
async def doctor() -> None:
    """Check everything that must hold before a start; say how to mend what does not."""
    from bot.operations.doctor import examine

    findings = await examine(settings())
    for finding in findings:
        typer.echo(finding.line)
    if any(finding.faulty for finding in findings):
        raise typer.Exit(FAULTS)


@operating.command()
@guarded
async def deadletters() -> None:
    """List what was given up in the last 14 days: when, whose, which kind, why."""
    from bot.app import opened
    from bot.operations.dead_letters import lines

    async with opened(settings()) as store:
        for line in await lines(store):
            typer.echo(line)


@operating.command()
@guarded
async def unstick(person: Person) -> None:
    """Forget lease and waiting times of a person, so that they are served at once."""
    from bot.app import opened
    from bot.core.clock import SystemTime
    from bot.operations.person import find

    async with opened(settings()) as store:
        found = await find(store, store.secrets.pepper, person)
        await store.unstick(found, SystemTime().now())
        typer.echo(f"{found} is due now")


@operating.command()
@guarded
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


@operating.command()
@guarded
async def explain(person: Person) -> None:
    """Print every decision about a person: when, which rule, on what, what came of it, and why."""
    from bot.app import engine, opened
    from bot.core.clock import SystemTime
    from bot.operations.person import explain as told
    from bot.operations.person import find

    async with opened(settings()) as store:
        found = await find(store, store.secrets.pepper, person)
        for line in await told(store, engine(), SystemTime(), found):
            typer.echo(line)


@operating.command()
@guarded
async def backup(file: Annotated[Path, typer.Argument(help="Where the backup goes")]) -> None:
    """Write everything, sealed as it is stored, with the erasure list, into one file."""
    from bot.app import opened
    from bot.operations.backup import write

    async with opened(settings()) as store:
        typer.echo(await write(store, file))


@operating.command()
@guarded
async def erasures(file: Annotated[Path, typer.Argument(help="Where the list goes")]) -> None:
    """Write the list of erased people alone; do so often, and keep it beside the backups."""
    from bot.app import opened
    from bot.operations.backup import write_erasures

    async with opened(settings()) as store:
        typer.echo(await write_erasures(store, file))


@operating.command()
@guarded
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
        typer.echo(await read(store, file, erasures))


@operating.command()
@guarded
async def rotate() -> None:
    """Wrap every person's key with the newest sealing key; the old one can go afterwards."""
    from bot.adapters.slack.teams import Teams
    from bot.app import opened

    async with opened(settings()) as store:
        people, teams = await store.rotate_keys(), await Teams(store).rotate_keys()
        typer.echo(f"{people} keys of people and {teams} of workspaces rotated")
