"""Installing in many workspaces: state, installations, token rotation; and one from settings."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import ClientResponse

from bot.adapters.slack.config import SlackConfig, check_http
from bot.adapters.slack.install import COOKIE, STATE_S_MAX, bot_scopes, good_state, make_state
from bot.adapters.slack.installations import (
    Installation,
    MemoryInstallations,
    OneWorkspace,
    workspaces,
)
from bot.errors import Misconfigured, StoreUnavailable
from tests.bot.slack.conftest import CONFIG, NOW, Bench
from tests.standins.slack import Fault, Workspace

GRANT = {
    "ok": True, "access_token": "xoxb-new", "bot_user_id": "UBOT", "token_type": "bot",
    "team": {"id": "T9", "name": "Nine"}, "enterprise": None, "is_enterprise_install": False,
    "refresh_token": "xoxe-1", "expires_in": 43200,
}  # fmt: skip


async def begin(bench: Bench) -> tuple[str, str]:
    """Start an installation; gives the state and this browser's cookie."""
    assert bench.client is not None
    answer = await bench.client.get("/slack/install", allow_redirects=False)
    assert answer.status == 302
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    return query["state"][0], answer.cookies[COOKIE].value


async def come_back(bench: Bench, state: str, cookie: str, code: str = "c1") -> ClientResponse:
    """Return from Slack with a code."""
    assert bench.client is not None
    return await bench.client.get(
        "/slack/oauth",
        params={"state": state, "code": code},
        headers={"Cookie": f"{COOKIE}={cookie}"},
    )


def prepare(bench: Bench) -> None:
    """Let Slack grant one code."""
    bench.slack.grants["c1"] = dict(GRANT)
    bench.slack.workspaces["xoxb-new"] = Workspace("T9", "xoxb-new", bot_id="B99")


@pytest.mark.asyncio
async def test_install_asks_for_the_least_scopes(bench: Bench) -> None:
    """The way to Slack names our client, the scopes of the code, and where to return."""
    assert bench.client is not None
    answer = await bench.client.get("/slack/install", allow_redirects=False)
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert query["scope"] == [",".join(bot_scopes())]
    assert query["redirect_uri"] == ["https://bot.example/slack/oauth"]
    cookie = answer.cookies[COOKIE]
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")


@pytest.mark.asyncio
async def test_install_keeps_the_workspace(bench: Bench) -> None:
    """A good state and code leave an installation that serves at once."""
    prepare(bench)
    answer = await come_back(bench, *await begin(bench))
    assert answer.status == 200
    kept = await bench.installations.find("T9")
    assert kept == Installation("T9", "UBOT", "xoxb-new", "B99", "xoxe-1", NOW + 43200)


@pytest.mark.asyncio
async def test_install_state_is_for_one_browser_once_and_soon(bench: Bench) -> None:
    """Another browser, a second time, a later hour, an altered state: nothing is installed."""
    prepare(bench)
    state, cookie = await begin(bench)
    for wrong in ((state, "0" * 32), (state + "0", cookie), ("", cookie), (state, "")):
        assert (await come_back(bench, *wrong)).status == 400
    bench.now += STATE_S_MAX + 1
    assert (await come_back(bench, state, cookie)).status == 400
    bench.now = NOW
    assert (await come_back(bench, state, cookie)).status == 200
    assert (await come_back(bench, state, cookie)).status == 400


@pytest.mark.asyncio
@pytest.mark.parametrize("grant", [{"ok": False, "error": "invalid_code"}, {"ok": True}])
async def test_install_refused_by_slack_keeps_nothing(
    bench: Bench, grant: dict[str, object]
) -> None:
    """A refused or unreadable answer of Slack installs nothing, and says to start again."""
    bench.slack.grants["c1"] = grant
    assert (await come_back(bench, *await begin(bench))).status == 400
    assert await bench.installations.find("T9") is None


@pytest.mark.asyncio
async def test_install_without_a_store_says_later(bench: Bench) -> None:
    """When the installation cannot be kept, it is not promised."""
    prepare(bench)

    async def broken(installation: Installation) -> None:
        raise StoreUnavailable("silent")

    bench.installations.save = broken  # type: ignore[method-assign]
    assert (await come_back(bench, *await begin(bench))).status == 503


@pytest.mark.parametrize("state", ["", ".", "x.y", "9" * 40 + ".a", "١٢.a", "-5.a"])
def test_odd_states_are_not_good(state: str) -> None:
    """Whatever stands in the state, it is refused and not raised."""
    assert not good_state("s", state, "n", 1_700_000_000)


def test_a_state_is_bound_to_its_secret() -> None:
    """A state signed with another secret is not ours."""
    assert good_state("s", make_state("s", "n", 100), "n", 200)
    assert not good_state("s", make_state("t", "n", 100), "n", 200)


@pytest.mark.asyncio
async def test_rotation_renews_a_token_before_its_end(bench: Bench) -> None:
    """A token within an hour of its end is exchanged once, and the new one is kept."""
    old = Installation("T9", "UBOT", "xoxb-old", "B9", "xoxe-1", NOW + 60)
    await bench.installations.save(old)
    bench.slack.grants["xoxe-1"] = GRANT | {"refresh_token": "xoxe-2"}
    for _ in range(3):
        found = await bench.services.installations.find("T9")
        assert found is not None
        assert (found.bot_token, found.refresh_token) == ("xoxb-new", "xoxe-2")
        assert found.expires == NOW + 43200
    assert len(bench.slack.called("oauth.v2.access")) == 1


@pytest.mark.asyncio
async def test_rotation_that_fails_leaves_the_old_token(bench: Bench) -> None:
    """While Slack does not renew, the token that may still work is used."""
    old = Installation("T9", "UBOT", "xoxb-old", "B9", "xoxe-1", NOW + 60)
    await bench.installations.save(old)
    bench.slack.fail("oauth.v2.access", Fault(status=500))
    assert await bench.services.installations.find("T9") == old


@pytest.mark.asyncio
async def test_l7_the_token_of_the_settings_serves_its_own_workspace_only(bench: Bench) -> None:
    """Slack says whose the bot token is; every other workspace is unknown."""
    config = SlackConfig(bot_token="xoxb-one", api_base=bench.slack.base)
    one = workspaces(config, MemoryInstallations(), bench.services.api, lambda: NOW)
    assert isinstance(one, OneWorkspace)
    assert await one.find("T1") == Installation("T1", "UBOT", "xoxb-one", "BBOT")
    assert await one.find("T2") is None
    await one.turn_off("T1", NOW)
    off = await one.find("T1")
    assert off is not None and (off.bot_token, off.off) == ("", NOW)


@pytest.mark.parametrize(("missing", "setting"), [
    ("signing_secrets", "SLACK_SIGNING_SECRET"), ("client_secret", "SLACK_CLIENT_SECRET"),
    ("state_secret", "SLACK_STATE_SECRET"), ("client_id", "SLACK_BOT_TOKEN"),
    ("button_secret", "button secret"), ("public_url", "PUBLIC_URL"),
])  # fmt: skip
def test_half_configured_names_the_setting(missing: str, setting: str) -> None:
    """Signed HTTP does not start half-configured, and says which setting is missing."""
    values = {name: value for name, value in CONFIG.items() if name != missing}
    check_http(SlackConfig(**CONFIG))
    with pytest.raises(Misconfigured) as told:
        check_http(SlackConfig(**values))
    assert told.value.setting == setting
