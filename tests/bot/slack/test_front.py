"""The front on raw bytes: nothing unsigned is ever parsed, and nothing is answered with 500."""

import copy
import json
import logging
import random
import time
from typing import Any

import pytest

from bot.adapters.slack.signed_http import signed
from bot.process import awake
from tests.bot.slack import payloads
from tests.bot.slack.conftest import NOW, Bench

pytestmark = pytest.mark.asyncio
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
GOOD, _ = payloads.as_json(payloads.event(payloads.message()))
STAMP = str(int(NOW))

UNAUTHENTICATED = {
    "timestamp is a word": (GOOD, JSON, {"X-Slack-Request-Timestamp": "abc"}),
    "timestamp is empty": (GOOD, JSON, {"X-Slack-Request-Timestamp": ""}),
    "timestamp has 5000 digits": (GOOD, JSON, {"X-Slack-Request-Timestamp": "1" * 5000}),
    "signature is not ASCII": (GOOD, JSON, {"X-Slack-Signature": "v0=é"}),
    "bad JSON": (b"{", JSON, {}),
    "bad UTF-8": (b'{"a":"\xff"}', JSON, {}),
    "a list": (b"[1]", JSON, {}),
    "too deep": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, JSON, {}),
    "bad payload": (b"payload={", FORM, {}),
    "payload is a number": (b"payload=5", FORM, {}),
    "odd team": (b'{"team":5,"type":"event_callback"}', JSON, {}),
}


@pytest.mark.parametrize("name", UNAUTHENTICATED)
async def test_l4_s2_malformed_and_unsigned_is_401(bench: Bench, name: str) -> None:
    """The eleven inputs that make Bolt answer 500 get 401 here, and nothing is taken."""
    body, kind, more = UNAUTHENTICATED[name]
    headers = {"X-Slack-Request-Timestamp": STAMP, "X-Slack-Signature": "v0=" + "0" * 64} | more
    answer = await bench.post(body, kind, **headers)
    assert answer.status == 401
    assert bench.intake.calls == 0


@pytest.mark.parametrize(("age_s", "status"), [(299, 200), (-299, 200), (301, 401), (-301, 401)])
async def test_s2_window_of_five_minutes(bench: Bench, age_s: int, status: int) -> None:
    """A signature is good for five minutes either way, and not a second longer."""
    headers = payloads.headers(GOOD, NOW - age_s)
    assert (await bench.post(GOOD, JSON, **headers)).status == status


async def test_s2_two_secrets_during_rotation() -> None:
    """While a signing secret rotates, both are valid; a third is not."""
    for secret, good in (("old", True), ("new", True), ("other", False)):
        made = payloads.headers(GOOD, NOW, secret)
        pair = (made["X-Slack-Request-Timestamp"], made["X-Slack-Signature"])
        assert signed(("new", "old"), pair, GOOD, NOW) is good


async def test_s2_no_secret_signs_nothing() -> None:
    """An empty secret in the settings never makes a request authentic."""
    made = payloads.headers(GOOD, NOW, "")
    pair = (made["X-Slack-Request-Timestamp"], made["X-Slack-Signature"])
    assert not signed(("",), pair, GOOD, NOW)


SIGNED_BUT_UNUSABLE = [
    (b"{", JSON, 400), (b"[1]", JSON, 400), (b'{"a":NaN}', JSON, 400),
    (b'{"a":"\\ud800"}', JSON, 400), (b'{"a":' + b"9" * 5000 + b"}", JSON, 400),
    (b'{"a":' * 100 + b"1" + b"}" * 100, JSON, 400), (b"payload=%ff", FORM, 400),
    (b"payload={", FORM, 400), (b"payload=5", FORM, 400), (b"", FORM, 200), (b"{}", JSON, 200),
    (b'{"team":5,"type":"event_callback"}', JSON, 200),
    (b'{"type":"event_callback","event":[],"team_id":"T1"}', JSON, 200),
    (b'{"type":"block_actions","user":7}', JSON, 200), (b"ssl_check=1&token=x", FORM, 200),
    (b'{"type":["event_callback"]}', JSON, 200), (b'{"command":7}', JSON, 200),
    (b'{"type":"block_actions","user":{"id":"U1"},"team":{"id":"T1"},"actions":[{}]}', JSON, 200),
    (b'{"type":"view_submission","user":{"id":"U1"},"team":{"id":"T1"},"view":{}}', JSON, 200),
    (b'{"type":"shortcut","user":{"id":"U1"},"team":{"id":"T1"}}', JSON, 200),
    (b'{"type":"event_callback","event":{"type":["x"]},"event_id":"E"}', JSON, 200),
]  # fmt: skip


@pytest.mark.parametrize(("body", "kind", "status"), SIGNED_BUT_UNUSABLE)
async def test_s3_authentic_but_unusable(bench: Bench, body: bytes, kind: str, status: int) -> None:
    """What Slack signed but nobody can use is 4xx or 200, never 5xx, and nothing is taken."""
    assert (await bench.post(body, kind, **payloads.headers(body, NOW))).status == status
    assert bench.intake.calls == 0


async def test_s3_body_above_one_mebibyte_is_413(bench: Bench) -> None:
    """A body above the limit is refused before it is read."""
    body = b"x" * (1024 * 1024 + 1)
    assert (await bench.post(body, JSON, **payloads.headers(body, NOW))).status == 413


async def test_l5_nothing_of_a_request_is_logged(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither body nor signature reaches a log, at DEBUG either, whether signed or not."""
    caplog.set_level(logging.DEBUG)
    body, kind = payloads.as_json(payloads.event(payloads.message(text="CANARY-words")))
    good = payloads.headers(body, NOW)
    await bench.post(body, kind, **good)
    await bench.post(body, kind, **payloads.headers(body, NOW, "wrong"))
    assert "CANARY" not in caplog.text
    assert good["X-Slack-Signature"] not in caplog.text
    assert "xoxb-" not in caplog.text


BODIES = 300
ANSWER_S_MAX = 0.25
"""Of processor time."""


async def test_s3_bad_bodies_get_4xx_or_200_quickly(bench: Bench) -> None:
    """Damaged bodies, signed or not, are answered at once and never by a crash."""
    await storm(bench, BODIES)


@pytest.mark.soak
async def test_s3_soak_five_thousand_bad_bodies(bench: Bench) -> None:
    """The full figure of S3: 5 000 bad bodies."""
    await storm(bench, 5000)


async def storm(bench: Bench, count: int) -> None:
    """Send damaged bodies and look at every answer."""
    luck = random.Random(5)
    await awake()
    for number in range(count):
        body, kind = damaged(luck)
        good = number % 2 == 0
        headers = payloads.headers(body, NOW, payloads.SECRET if good else "wrong")
        began_s = time.thread_time()
        status = (await bench.post(body, kind, **headers)).status
        assert time.thread_time() - began_s <= ANSWER_S_MAX
        assert status in ((200, 400, 413) if good else (401,))


SAMPLES = (
    payloads.event(payloads.message()),
    payloads.event({"type": "app_home_opened", "user": "U1", "channel": "DU1"}),
    payloads.event({"type": "user_change", "user": {"id": "U1", "tz": "Asia/Tokyo"}}),
    payloads.event({"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}}),
    payloads.press({"type": "button", "action_id": "press:0", "value": "x"}),
    payloads.on_home({"type": "button", "action_id": "press:0", "value": "x"}),
    payloads.shortcut(),
    payloads.slash("today"),
)
ODD: tuple[Any, ...] = (None, 0, -1, 2**70, 1.5, True, "", "x" * 300, [], {}, [[]], {"id": 5})


def damaged(luck: random.Random) -> tuple[bytes, str]:
    """A body that was once a good one: other bytes in it, or other values in its tree."""
    tree = copy.deepcopy(luck.choice(SAMPLES))
    for _ in range(luck.randint(1, 3)):
        spoil(tree, luck)
    raw = bytearray(json.dumps(tree).encode())
    for _ in range(luck.choice((0, 0, 1, 8))):
        at = luck.randrange(len(raw))
        raw[at : at + luck.randint(0, 4)] = luck.randbytes(luck.randint(0, 3))
    return bytes(raw), luck.choice((JSON, JSON, FORM, "text/plain"))


def spoil(tree: dict[str, Any], luck: random.Random) -> None:
    """Drop one value somewhere in a tree, or put an odd one in its place."""
    place: Any = tree
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        if not keys:
            return
        key = luck.choice(keys)
        if isinstance(place[key], dict | list) and luck.random() < 0.7:
            place = place[key]
            continue
        if luck.random() < 0.3:
            del place[key]
        else:
            place[key] = copy.deepcopy(luck.choice(ODD))
        return
