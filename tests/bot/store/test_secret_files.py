"""The secrets of an embedded database."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.errors import Misconfigured
from bot.store.seal import load_or_make


def test_s17_secrets_are_made_once(tmp_path: Path) -> None:
    """The first start makes both secrets for our eyes only; the next one reads the same."""
    folder = tmp_path / "config"
    first = load_or_make(folder)
    assert load_or_make(folder) == first
    assert first.pepper not in first.sealing_keys
    assert sorted(file.name for file in folder.iterdir()) == ["pepper.key", "sealing.key"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_s17_of_two_first_starts_one_wins(tmp_path: Path) -> None:
    """Processes that make the secrets at the same time end up with the same ones."""
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: load_or_make(tmp_path), range(8)))
    assert len({(secrets.sealing_keys, secrets.pepper) for secrets in found}) == 1


def test_s17_a_secret_that_others_may_read_is_refused(tmp_path: Path) -> None:
    """A file with a wider mode is named, with the mend."""
    load_or_make(tmp_path)
    (tmp_path / "pepper.key").chmod(0o644)
    with pytest.raises(Misconfigured, match="chmod 600"):
        load_or_make(tmp_path)
