"""How every command of `poised` is run: logs set up, mistakes told in one line."""

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from bot.settings import Settings

MISTAKE, FAULTS = 2, 1
"""Exit codes: an operator's mistake; faults found by a check."""


def guarded(work: Callable[..., Any]) -> Callable[..., None]:
    """Run a command; an operator's mistake gets one message and exit code 2.

    What a command needs is imported when it runs, so that `--help` and `version` read no content.
    """

    @wraps(work)
    def run(*args: Any, **kwargs: Any) -> None:
        from bot.errors import PoisedError
        from bot.logs import configure
        from flows.catalog import BrokenContent

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


def settings() -> "Settings":
    """Read the settings once, when a command first asks. Raises Misconfigured."""
    from bot.settings import settings as read

    return read()


def _run(work: Coroutine[Any, Any, None]) -> None:
    """Run on uvloop where it exists: a tenth less processor time a turn."""
    import asyncio

    try:
        import uvloop
    except ImportError:
        asyncio.run(work)
    else:
        uvloop.run(work)
