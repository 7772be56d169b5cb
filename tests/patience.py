"""How long an adapter waits for its platform, while tests play the platform on a busy machine."""

from collections.abc import Iterator

import pytest

from bot.adapters import clock_skew
from bot.adapters.slack import accounts
from bot.adapters.telegram import client, setup
from tests.waits import HANG_S


@pytest.fixture(scope="session", autouse=True)
def patience() -> Iterator[None]:
    """No limit of the wall clock judges a stand-in that shares our processor (law 11).

    A test of a limit sets its own.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "HTTP_TIMEOUT_S", HANG_S)
        for module in (clock_skew, setup, accounts):
            patch.setattr(module, "ASK_S_MAX", HANG_S)
        yield
