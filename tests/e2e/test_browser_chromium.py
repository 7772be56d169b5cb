"""The page in a real Chromium: hello to the first questions, with a reload and a restart in it."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.chromium

REQUESTS_MAX = 10
FIRST_VIEW_BYTES_MAX = 150_000
NARROW = 320


def test_a_first_day_goes_on_over_a_reload_and_a_restart(tmp_path: Path) -> None:
    """Nothing is lost or doubled, the keyboard is enough, and the page asks nobody else."""
    from tests.e2e.chromium import Server, page

    server = Server(tmp_path)
    try:
        with page(tmp_path / "profile") as mine:
            mine.open(server.url)
            asked, weight = mine.requests()
            assert len(set(asked)) + 1 <= REQUESTS_MAX  # And the stream, which is still open.
            assert all(name.startswith(server.url) for name in asked)
            assert 0 < weight <= FIRST_VIEW_BYTES_MAX
            mine.enter()  # Start has the focus.
            mine.sees("Before we start")
            mine.press("I agree")
            mine.sees("How old are you")
            mine.write("44")
            mine.sees("You chose: 44")
            before = mine.messages()
            mine.reload()
            assert mine.messages() == before
            server.kill()
            mine.write("man")
            mine.sees("Not sent yet")
            server.start()
            mine.sees("You chose: Man")
            once = mine.messages()
            assert len(once) == len(set(once))
            mine.second_tab(server.url)
            assert mine.messages() == once
            assert mine.width_on(NARROW) <= NARROW
            assert mine.complaints() == []
        assert server.stop() == 0
    finally:
        server.end()
