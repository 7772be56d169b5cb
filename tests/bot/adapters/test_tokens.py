"""Buttons that only their person can press."""

import base64
import random
import re
import string

from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.button_tokens import (
    OPTION_BYTES_MAX,
    PRESS_BYTES_MAX,
    Press,
    open_press,
    seal_press,
)

SECRET = bytes(range(32))
OPTIONS = st.text(max_size=OPTION_BYTES_MAX).filter(lambda s: len(s.encode()) <= OPTION_BYTES_MAX)


@given(
    user=st.text(max_size=20),
    chat=st.text(max_size=20),
    token=st.integers(0, 2**40 - 1),
    option=OPTIONS,
)
def test_s5_a_button_says_what_it_was_made_for(
    user: str, chat: str, token: int, option: str
) -> None:
    """What is sealed is opened again, in at most 64 bytes of the platform's alphabet."""
    data = seal_press(SECRET, user, chat, Press(token, option))
    assert len(data.encode()) <= PRESS_BYTES_MAX
    assert re.fullmatch(r"[A-Za-z0-9_-]+", data)
    assert open_press(SECRET, user, chat, data) == Press(token, option)


def test_s5_a_button_is_opaque() -> None:
    """Neither the option nor the number of the prompt can be read from the data."""
    data = seal_press(SECRET, "7", "7", Press(3, "bladder_yes"))
    raw = base64.urlsafe_b64decode(data + "==")
    assert b"bladder" not in raw
    assert bytes([0, 0, 0, 3]) not in raw


def test_s5_2000_forged_presses_open_nothing() -> None:
    """Altered, foreign, invented and foreign-key data never open."""
    chance = random.Random(5)
    for i in range(2000):
        user, press = str(chance.randrange(1, 99)), Press(chance.randrange(99), f"option{i % 9}")
        data = seal_press(SECRET, user, user, press)
        assert open_press(SECRET, user, user, _forged(chance, data)) is None
        assert open_press(SECRET, user + "1", user, data) is None
        assert open_press(SECRET, user, user + "1", data) is None
        assert open_press(SECRET[::-1], user, user, data) is None


def test_s5_parts_cannot_flow_into_each_other() -> None:
    """User 1 in chat 23 is not user 12 in chat 3."""
    data = seal_press(SECRET, "1", "23", Press(1, "yes"))
    assert open_press(SECRET, "12", "3", data) is None


def test_s5_one_spelling_only() -> None:
    """Padding, the other alphabet and stray last bits are not ours."""
    data = seal_press(SECRET, "1", "1", Press(1, "no"))
    assert len(data) % 4, "the last character carries stray bits"
    last = string.ascii_letters + string.digits + "-_"
    assert open_press(SECRET, "1", "1", data + "=") is None
    others = [data[:-1] + c for c in last if c != data[-1]]
    assert not [o for o in others if open_press(SECRET, "1", "1", o)]


def _forged(chance: random.Random, data: str) -> str:
    kind = chance.randrange(4)
    if kind == 0:
        raw = bytearray(base64.urlsafe_b64decode(data + "=" * (-len(data) % 4)))
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        return base64.urlsafe_b64encode(bytes(raw)).rstrip(b"=").decode()
    if kind == 1:
        return data[: chance.randrange(len(data))]
    if kind == 2:
        return "".join(chance.choices(string.printable, k=chance.randint(0, 64)))
    return chance.choice(("yes", "0", "1|yes", "é" * 32, data * 2, data[::-1]))
