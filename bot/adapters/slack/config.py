"""What the Slack adapter needs to know, and which settings each mode demands."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.errors import Misconfigured

API_BASE = "https://slack.com/api/"
AUTHORIZE_URL = "https://slack.com/oauth/v2/authorize"
BOT_PREFIX = "xoxb-"
APP_PREFIX = "xapp-"
SECRET_BYTES_MIN = 32


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
    for setting, mend, met in checks:
        if not met:
            raise Misconfigured(setting, mend)


def _all(secrets: tuple[str, ...]) -> bool:
    return bool(secrets) and all(secrets)


def _long(secret: bytes) -> bool:
    return len(secret) >= SECRET_BYTES_MIN
