"""Workspaces apart: tokens, data and messages never cross (S6, L7)."""

from pathlib import Path

import pytest

from bot.adapters.slack.channel import SlackChannel
from bot.adapters.slack.dispatch import Dispatch
from bot.adapters.slack.installations import Installation
from bot.adapters.slack.payloads import home_of, installation_of
from bot.core.messages import Address, Message
from flows.engine.events import Typed
from tests.bot.slack import payloads
from tests.bot.slack.conftest import TOKENS, Bench, slack_words

pytestmark = pytest.mark.asyncio
PAIRS = 200


async def test_s6_same_user_id_in_two_workspaces(bench: Bench) -> None:
    """Two hundred user ids in two workspaces are four hundred people, each with their own."""
    for number in range(PAIRS):
        for team in TOKENS:
            words = payloads.message(f"U{number}", f"{team} {number}")
            await bench.send(payloads.event(words, f"Ev{number}", team))
    assert len(bench.intake.inbounds) == 2 * PAIRS
    for inbound in bench.intake.inbounds:
        address = inbound.address
        assert inbound.event == Typed(f"{address.tenant} {address.user[1:]}")
        assert inbound.id.startswith(f"slack|{address.tenant}|")


async def test_s6_messages_leave_with_their_own_workspaces_token(bench: Bench) -> None:
    """What is for one workspace is sent with its token, two hundred times each way."""
    channel = channel_of(bench)
    for number in range(PAIRS):
        for team in TOKENS:
            address = Address("slack", team, f"U{number}", f"DU{number}")
            await channel.deliver(address, Message("question", text=f"for {team}"))
    sent = [call for call in bench.slack.calls if call.method == "chat.postMessage"]
    assert len(sent) == 2 * PAIRS
    for call in sent:
        assert call.body["blocks"][0]["text"]["text"] == f"for {call.team}"
    await channel.close()


async def test_s6_the_words_of_a_prompt_stay_in_their_workspace(bench: Bench) -> None:
    """The same channel id and ts in two workspaces: what is settled is each one's own prompt."""
    channel, chats = channel_of(bench), bench.slack.messages
    for team in TOKENS:
        chats[team, "DU1"]["5.5"] = {
            "ts": "5.5", "blocks": [{"type": "section", "text": {"text": f"of {team}"}}],
        }  # fmt: skip
    for team in TOKENS:
        address = Address("slack", team, "U1", "DU1")
        await channel.deliver(address, Message("question", answered=(3, "Yes"), edits="5.5"))
        assert chats[team, "DU1"]["5.5"]["blocks"][0]["text"]["text"] == f"of {team}"
        await channel.deliver(address, Message("question", f"{team}?", 4, redraw=True, edits="5.5"))
    for team in TOKENS:
        address = Address("slack", team, "U1", "DU1")
        await channel.deliver(address, Message("question", answered=(4, "Yes"), edits="5.5"))
        assert chats[team, "DU1"]["5.5"]["blocks"][0]["text"]["text"] == f"{team}?"
    await channel.close()


async def test_s6_no_secret_is_shown_by_a_repr(bench: Bench) -> None:
    """Neither configuration nor installation shows a secret."""
    shown = repr(bench.services.config) + repr(await bench.installations.find("T1"))
    for secret in (*TOKENS.values(), payloads.SECRET, "xapp-1", "cs", "b" * 32):
        assert f"'{secret}'" not in shown


async def test_l7_an_unknown_workspace_is_not_served(bench: Bench) -> None:
    """An event of a workspace that has not installed the app is acknowledged and ignored."""
    answer = await bench.send(payloads.event(payloads.message(), team="T404"))
    assert (answer.status, bench.intake.calls) == (200, 0)


async def test_l7_the_installation_is_the_authorised_one(bench: Bench) -> None:
    """For shared channels the authorisation decides, not the author's workspace."""
    body = payloads.event(payloads.message(), team="T2") | {"team_id": "T1"}
    await bench.send(body)
    assert bench.intake.inbounds[0].address.tenant == "T2"


async def test_s6_a_foreign_author_is_a_tenant_of_their_own(bench: Bench) -> None:
    """A Slack Connect author keeps their own workspace beside the one that serves them."""
    await bench.send(payloads.event(payloads.message(user_team="T7")))
    tenant = bench.intake.inbounds[0].address.tenant
    assert (tenant, installation_of(tenant)) == ("T1:T7", "T1")


@pytest.mark.parametrize(("own", "org", "tenant"), [
    (None, None, "T1"), ("T1", None, "T1"), ("T7", None, "T1:T7"), ("T7", "E1", "T1"),
])  # fmt: skip
async def test_s6_home_of(own: str | None, org: str | None, tenant: str) -> None:
    """Only somebody from outside, and outside an organisation, is a foreign tenant."""
    assert home_of("T1", own, org) == tenant


async def test_s6_one_person_over_an_organisation(bench: Bench) -> None:
    """With an installation of the whole organisation the organisation is the tenant."""
    await bench.installations.save(Installation("E1", "UBOT", "xoxb-one", "BBOT"))
    body = payloads.event(payloads.message(), team="T5")
    body["authorizations"][0] |= {"enterprise_id": "E1", "is_enterprise_install": True}
    await bench.send(body)
    assert bench.intake.inbounds[0].address.tenant == "E1"


@pytest.mark.parametrize("gone", [
    {"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": ["UBOT"]}},
])  # fmt: skip
async def test_d14_a_workspace_that_left_is_off(bench: Bench, gone: dict[str, object]) -> None:
    """After uninstalling or revoking, nothing is taken from there and the tokens are gone."""
    await bench.send(payloads.event(gone, "Ev1"))
    assert (await bench.send(payloads.event(payloads.message(), "Ev2"))).status == 200
    assert bench.intake.calls == 0
    left = await bench.installations.find("T1")
    assert left is not None and (left.bot_token, left.off) == ("", bench.now)
    await bench.send(payloads.event(payloads.message(), "Ev3", "T2"))
    assert len(bench.intake.inbounds) == 1


async def test_settings_in_the_environment_do_not_reach_bolt(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Bolt reads settings of its own; with them set it makes no files and serves as before."""
    for name in ("CLIENT_ID", "CLIENT_SECRET", "BOT_TOKEN", "SIGNING_SECRET"):
        monkeypatch.setenv(f"SLACK_{name}", "x")
    monkeypatch.setenv("HOME", str(tmp_path))
    body = payloads.event(payloads.message())
    assert (await Dispatch(bench.services)(body)).status == 200
    assert len(bench.intake.inbounds) == 1
    assert names_in(tmp_path) == []


async def test_d14_revoked_user_tokens_do_not_matter(bench: Bench) -> None:
    """Only the bot's own token is ours."""
    await bench.send(payloads.event({"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}}))
    left = await bench.installations.find("T1")
    assert left is not None and left.off is None


def names_in(folder: Path) -> list[str]:
    """What lies in a folder."""
    return [path.name for path in folder.iterdir()]


def channel_of(bench: Bench) -> SlackChannel:
    """A channel on the bench's Slack that never sleeps for real."""
    clock = [0.0]

    async def sleep(wait_s: float) -> None:
        clock[0] += wait_s

    config = bench.services.config
    return SlackChannel(config, bench.installations, slack_words, lambda: clock[0], sleep)
