"""What the Slack adapter needs to know, and which settings each mode demands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.errors import Misconfigured

API_BASE = "https://slack.com/api/"
AUTHORIZE_URL = "https://slack.com/oauth/v2/authorize"
BOT_PREFIX = "xoxb-"
APP_PREFIX = "xapp-"
SECRET_BYTES_MIN = 32
NAMES = (
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
    "SLACK_STATE_SECRET",
)
"""Settings of which any one switches Slack on."""
ADDRESSES = {"SLACK_API_BASE": API_BASE, "SLACK_AUTHORIZE_URL": AUTHORIZE_URL}
"""Settings for another server than Slack's own, as tests have it."""


@dataclass(frozen=True, slots=True)
class SlackConfig:
    """Settings of the Slack app.

    Two signing secrets are valid while one rotates. A bot token serves one workspace; client id,
    client secret and state secret serve many by the install flow. `button_secret` authenticates
    what buttons carry. No secret shows in a `repr`.
    """

    signing_secrets: tuple[str, ...] = field(default=(), repr=False)
    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    state_secret: str = field(default="", repr=False)
    button_secret: bytes = field(default=b"", repr=False)
    api_base: str = API_BASE
    authorize_url: str = AUTHORIZE_URL
    public_url: str = ""

    @property
    def many_workspaces(self) -> bool:
        """Whether workspaces install the app by themselves."""
        return bool(self.client_id)

    @property
    def https(self) -> bool:
        """Whether people reach the app by https."""
        return self.public_url.startswith("https://")


def read_config(settings: Mapping[str, str], button_secret: bytes) -> SlackConfig | None:
    """The settings of Slack; None when there are none. Raises Misconfigured."""
    if not any(settings.get(name) for name in NAMES):
        return None
    signing = settings.get("SLACK_SIGNING_SECRET", "")
    bases = {name: settings.get(name, default) for name, default in ADDRESSES.items()}
    _demand(
        *(
            (name, "write the whole address, with https://", _web(url))
            for name, url in bases.items()
        )
    )
    return SlackConfig(
        signing_secrets=tuple(part.strip() for part in signing.split(",") if part.strip()),
        bot_token=settings.get("SLACK_BOT_TOKEN", ""),
        app_token=settings.get("SLACK_APP_TOKEN", ""),
        client_id=settings.get("SLACK_CLIENT_ID", ""),
        client_secret=settings.get("SLACK_CLIENT_SECRET", ""),
        state_secret=settings.get("SLACK_STATE_SECRET", ""),
        button_secret=button_secret,
        api_base=bases["SLACK_API_BASE"],
        authorize_url=bases["SLACK_AUTHORIZE_URL"],
        public_url=settings.get("PUBLIC_URL", ""),
    )


Check = tuple[str, str, bool]
"""Setting, how to mend it, whether it is all right."""


def check_http(config: SlackConfig) -> None:
    """Raise Misconfigured unless the app can serve signed HTTP."""
    reached = bool(config.public_url) or not config.many_workspaces
    _demand(
        *_common(config),
        ("SLACK_SIGNING_SECRET", "copy it from Basic Information", _all(config.signing_secrets)),
        ("PUBLIC_URL", "give the https address that Slack reaches", reached),
    )


def check_socket(config: SlackConfig) -> None:
    """Raise Misconfigured unless the app can listen in Socket Mode."""
    known = config.app_token.startswith(APP_PREFIX)
    mend = f"make an app-level token ({APP_PREFIX}...) with connections:write"
    _demand(*_common(config), ("SLACK_APP_TOKEN", mend, known))


def _common(config: SlackConfig) -> tuple[Check, ...]:
    many = config.many_workspaces
    one = config.bot_token.startswith(BOT_PREFIX)
    client, state = bool(config.client_secret), bool(config.state_secret)
    return (
        ("SLACK_BOT_TOKEN", f"give the bot token ({BOT_PREFIX}...)", one or many),
        ("SLACK_CLIENT_SECRET", "give it beside SLACK_CLIENT_ID", client or not many),
        ("SLACK_STATE_SECRET", "give a long random text", state or not many),
        ("button secret", f"give {SECRET_BYTES_MIN} random bytes", _long(config.button_secret)),
    )


def _demand(*checks: Check) -> None:
    for setting, mend, sound in checks:
        if not sound:
            raise Misconfigured(setting, mend)


def _web(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def _all(secrets: tuple[str, ...]) -> bool:
    return bool(secrets) and all(secrets)


def _long(secret: bytes) -> bool:
    return len(secret) >= SECRET_BYTES_MIN
