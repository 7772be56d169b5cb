"""Settings of the page: where it is reached, and whether it opens by itself."""

from __future__ import annotations

from urllib.parse import urlsplit

from msgspec import Struct

from bot.adapters.platform import Environment
from bot.errors import Misconfigured

PLATFORM = "browser"
PATH = "/browser"
ORIGIN, OPENS = "BROWSER_ORIGIN", "BROWSER_OPENS"
NAMES = (ORIGIN, OPENS)
PORT = 8765
LOOPBACK = ("127.0.0.1", "localhost", "::1")
ASSUMED = {ORIGIN: f"http://127.0.0.1:{PORT}", OPENS: "yes"}
"""What `poised browser` does without any setting."""

WORDS = (
    "title", "skip", "log", "write", "send", "start", "intro", "today", "urgent", "menu",
    "you", "poised", "chosen", "edit", "save", "cancel", "edited", "waiting",
    "connecting", "connected", "later", "download", "erased", "noscript",
)  # fmt: skip
"""The page's own words: `browser-page-<word>`."""


class BrowserConfig(Struct, frozen=True):
    """`origin` is scheme, host and port of the page; requests that name another are refused."""

    origin: str
    opens: bool = False

    @property
    def authority(self) -> str:
        """Host and port, as a request names them."""
        return urlsplit(self.origin).netloc

    @property
    def page(self) -> str:
        """The address of the page itself."""
        return f"{self.origin}{PATH}"

    @property
    def host(self) -> str:
        """The host to listen on."""
        return urlsplit(self.origin).hostname or ""

    @property
    def port(self) -> int:
        """The port to listen on."""
        return urlsplit(self.origin).port or 80


def origin_of(port: int) -> str:
    """The address of the page on a port of this machine."""
    return f"http://127.0.0.1:{port}"


def read_config(environment: Environment) -> BrowserConfig | None:
    """Read the settings; None where there are none. Raises Misconfigured."""
    given = {name: environment[name] for name in NAMES if environment.get(name)}
    if not given:
        return None
    origin = given.get(ORIGIN, "").rstrip("/")
    if not _is_loopback(origin):
        raise Misconfigured(
            ORIGIN, f"write an address of this machine, such as {origin_of(PORT)}; nobody signs in"
        )
    opens = given.get(OPENS, "no").lower()
    if opens not in ("yes", "no"):
        raise Misconfigured(OPENS, "write yes or no")
    return BrowserConfig(origin, opens == "yes")


def _is_loopback(origin: str) -> bool:
    try:
        parts = urlsplit(origin)
        port = parts.port
    except ValueError:
        return False
    bare = f"{parts.scheme}://{parts.netloc}" == origin and "@" not in origin
    return bare and parts.scheme == "http" and parts.hostname in LOOPBACK and port != 0
