"""The two secrets of an embedded database: made once, mode 0600, outside the data folder."""

import base64
import contextlib
import os
import tempfile
from pathlib import Path

from bot.errors import Misconfigured
from bot.store.seal import KEY_BYTES, Secrets

OTHERS_MASK = 0o077
FOLDER_MODE = 0o700


def load_or_make(folder: Path) -> Secrets:
    """Read both secrets from a folder, making what is missing. Raises Misconfigured."""
    folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
    return Secrets.parse(_secret(folder / "sealing.key"), _secret(folder / "pepper.key"))


def _secret(path: Path) -> str:
    if not path.exists():
        _make(path)
    if path.stat().st_mode & OTHERS_MASK:
        raise Misconfigured(str(path), "others may read this secret; run chmod 600 on it")
    return path.read_text(encoding="ascii")


def _make(path: Path) -> None:
    """Write a new secret whole; of two processes that do so at once the first one wins."""
    secret = base64.b64encode(os.urandom(KEY_BYTES))
    handle, draft = tempfile.mkstemp(dir=path.parent)  # Mode 0600 from the first moment.
    with os.fdopen(handle, "wb") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    Path(draft).unlink()
