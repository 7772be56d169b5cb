"""The commands that start a process: web, work, telegram, slack."""

from typing import Annotated

import typer

from bot.commands.guard import guarded, settings

processes = typer.Typer()
telegram = typer.Typer(help="Telegram by long polling, with reminders, in one process.")
slack = typer.Typer(help="Slack by Socket Mode, with reminders, in one process.")
processes.add_typer(telegram, name="telegram")
processes.add_typer(slack, name="slack")


@processes.command()
@guarded
async def web() -> None:
    """Serve Telegram's webhook, Slack's signed events, health and metrics."""
    from bot.commands import serving

    await serving.web(settings())


@processes.command()
@guarded
async def work() -> None:
    """Wake people who are due and deliver what waits; run as many of these as you like."""
    from bot.commands import serving

    await serving.work(settings())


@telegram.callback(invoke_without_command=True)
def _telegram(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        _poll()


@guarded
async def _poll() -> None:
    from bot.commands import serving

    await serving.telegram(settings())


@telegram.command()
@guarded
async def setup(
    *,
    polling: Annotated[
        bool, typer.Option("--polling", help="Remove the webhook, so that updates can be polled")
    ] = False,
) -> None:
    """Tell Telegram our commands, our words and how to reach us; print what it has now."""
    from bot.commands import serving

    for line in await serving.telegram_setup(polling=polling):
        typer.echo(line)


@slack.callback(invoke_without_command=True)
def _slack(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        _listen()


@guarded
async def _listen() -> None:
    from bot.commands import serving

    await serving.slack(settings())


@slack.command()
@guarded
def manifest() -> None:
    """Print the manifest of the Slack app."""
    from bot.commands import serving

    typer.echo(serving.slack_manifest(), nl=False)
