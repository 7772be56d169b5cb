"""What is sealed opens in its own place and nowhere else."""

import base64

import pytest

from bot.core.ports import PersonId
from bot.errors import Misconfigured, Unreadable
from bot.store.seal import KEY_BYTES, Sealer, Secrets

ANNA = PersonId("0a" * 16)
CARL = PersonId("cc" * 16)
OLD, NEW, PEPPER = b"o" * KEY_BYTES, b"n" * KEY_BYTES, b"p" * 32


def sealer(*keys: bytes) -> Sealer:
    return Sealer(Secrets(keys or (OLD,), PEPPER))


def test_s10_a_sealed_value_opens_in_its_place() -> None:
    """A value opens with the person's unwrapped key and field, in another process, too."""
    made = sealer().new_key(ANNA)
    sealed = made.seal(b"record", b"my back hurts")
    assert b"back" not in sealed
    assert sealer().data_key(ANNA, made.wrapped).open(b"record", sealed) == b"my back hurts"


def test_s10_no_value_is_sealed_twice_alike() -> None:
    """Equal values look different, so nobody learns that an answer is the same."""
    key = sealer().new_key(ANNA)
    assert key.seal(b"record", b"same") != key.seal(b"record", b"same")


def test_s10_a_value_opens_in_no_other_field() -> None:
    """A journal line put into the record does not open."""
    key = sealer().new_key(ANNA)
    with pytest.raises(Unreadable, match="record of 0a0a"):
        key.open(b"record", key.seal(b"journal", b"line"))


def test_s10_h9_a_value_opens_for_nobody_else() -> None:
    """Neither a swapped body nor a swapped key opens for another person."""
    box = sealer()
    anna, carl = box.new_key(ANNA), box.new_key(CARL)
    with pytest.raises(Unreadable):
        carl.open(b"record", anna.seal(b"record", b"anna's"))
    with pytest.raises(Unreadable, match="data key"):
        box.data_key(CARL, anna.wrapped)


@pytest.mark.parametrize("at", [0, 1, 5, 17, -1])
def test_s10_a_changed_byte_is_noticed(at: int) -> None:
    """A value with one changed byte of nonce, body or end does not open, and a cut one neither."""
    key = sealer().new_key(ANNA)
    sealed = bytearray(key.seal(b"record", b"whole"))
    sealed[at] ^= 1
    with pytest.raises(Unreadable):
        key.open(b"record", bytes(sealed))
    with pytest.raises(Unreadable):
        key.open(b"record", bytes(sealed[:20]))


def test_s12_new_keys_are_wrapped_by_the_newest_sealing_key() -> None:
    """With two sealing keys the first wraps, and both open."""
    old_key = sealer(OLD).new_key(ANNA)
    both = sealer(NEW, OLD)
    assert both.data_key(ANNA, old_key.wrapped).secret == old_key.secret
    assert sealer(NEW).data_key(CARL, both.new_key(CARL).wrapped)


def test_s12_rewrapping_keeps_the_data_key() -> None:
    """After rotation the new sealing key alone opens what was sealed before; once is enough."""
    old_key = sealer(OLD).new_key(ANNA)
    sealed = old_key.seal(b"record", b"before")
    wrapped = sealer(NEW, OLD).rewrap(ANNA, old_key.wrapped)
    assert wrapped is not None
    assert sealer(NEW).data_key(ANNA, wrapped).open(b"record", sealed) == b"before"
    assert sealer(NEW, OLD).rewrap(ANNA, wrapped) is None


def test_s12_a_missing_sealing_key_is_named() -> None:
    """The error tells which sealing key to bring back."""
    wrapped = sealer(OLD).new_key(ANNA).wrapped
    with pytest.raises(Unreadable, match=f"sealing key {wrapped[1:5].hex()} is missing"):
        sealer(NEW).data_key(ANNA, wrapped)


def test_s17_secrets_do_not_print() -> None:
    """Neither sealing key nor pepper shows when the secrets are printed."""
    text = repr(Secrets((OLD,), PEPPER)) + str(Secrets((OLD,), PEPPER))
    assert "ooo" not in text
    assert "ppp" not in text


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def test_secrets_are_read_from_settings() -> None:
    """Several sealing keys are separated by commas, the newest first."""
    secrets = Secrets.parse(f"{_b64(NEW)}, {_b64(OLD)}", _b64(PEPPER))
    assert (secrets.sealing_keys, secrets.pepper) == ((NEW, OLD), PEPPER)


@pytest.mark.parametrize(
    ("keys", "pepper", "setting"),
    [
        ("", _b64(PEPPER), "POISED_SEALING_KEYS"),
        ("not base64!", _b64(PEPPER), "POISED_SEALING_KEYS"),
        (_b64(b"short"), _b64(PEPPER), "POISED_SEALING_KEYS"),
        (_b64(OLD), "", "POISED_PEPPER"),
        (_b64(OLD), _b64(b"short"), "POISED_PEPPER"),
        (_b64(OLD), _b64(OLD), "POISED_PEPPER"),
    ],
)
def test_s17_weak_secrets_are_refused(keys: str, pepper: str, setting: str) -> None:
    """A missing, broken, short or shared secret is refused by the name of its setting."""
    with pytest.raises(Misconfigured) as refusal:
        Secrets.parse(keys, pepper)
    assert refusal.value.setting == setting
