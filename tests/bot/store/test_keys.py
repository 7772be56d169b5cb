"""Names in the database: stable, without a trace of the address, and all in one table."""

import re
from collections import Counter

import pytest
from redis.crc import key_slot

from bot.core.ports import PersonId
from bot.store import keys

PEPPER = b"p" * 32
ANNA = PersonId("0a" * 16)


def test_s11_a_person_has_one_id() -> None:
    """The same address gives the same id, 128 bits long."""
    first = keys.person_id(PEPPER, "telegram", "", "4711")
    assert first == keys.person_id(PEPPER, "telegram", "", "4711")
    assert re.fullmatch(r"[0-9a-f]{32}", first)


@pytest.mark.parametrize(
    "other",
    [
        ("slack", "", "4711"),
        ("telegram", "4", "711"),
        ("telegram", "47", "11"),
        ("tele", "gram", ""),
    ],
)
def test_s6_other_addresses_have_other_ids(other: tuple[str, str, str]) -> None:
    """Platform, tenant and user do not run into each other."""
    assert keys.person_id(PEPPER, *other) != keys.person_id(PEPPER, "telegram", "", "4711")


def test_s11_without_the_pepper_nobody_is_found() -> None:
    """With another pepper not one of a thousand ids is the same."""
    users = [str(number) for number in range(1000)]
    ours = {keys.person_id(PEPPER, "telegram", "", user) for user in users}
    theirs = {keys.person_id(b"q" * 32, "telegram", "", user) for user in users}
    assert len(ours) == 1000
    assert not ours & theirs


def test_s11_the_fingerprint_gives_the_pepper_away_to_nobody() -> None:
    """A fingerprint tells peppers apart and holds nothing of them."""
    assert keys.fingerprint(PEPPER) != keys.fingerprint(b"q" * 32)
    assert PEPPER.hex()[:8] not in keys.fingerprint(PEPPER)


def test_people_spread_over_the_shards() -> None:
    """No shard gets twice its share of 25 600 people."""
    people = [keys.person_id(PEPPER, "telegram", "", str(number)) for number in range(25_600)]
    load = Counter(keys.shard_of(person) for person in people)
    assert len(load) == keys.SHARDS
    assert max(load.values()) < 200


def test_all_keys_of_a_person_share_a_slot() -> None:
    """Every key that a script about a person touches lives on one node of a cluster."""
    names = (*keys.of_person(ANNA), keys.due_urgent(keys.shard_of(ANNA)))
    assert len({key_slot(name.encode()) for name in names}) == 1


def test_every_key_is_in_the_table() -> None:
    """What keys.py builds it also knows, one ACL pattern covers it; the rest are strangers."""
    built = [*keys.of_person(ANNA), keys.due_normal(255), keys.META, keys.REWRITTEN]
    built += [*keys.budget("telegram"), keys.dead_people(0), keys.erased(9), keys.dead(ANNA)]
    assert all(keys.is_known(name) for name in built)
    assert all(name.startswith("{s") for name in built)
    strangers = ("", "state:4711", "{s042}:p:4711", "{s042}:queue:" + ANNA, "x{shards}:meta")
    assert not any(keys.is_known(name) for name in strangers)


def test_s11_update_ids_are_hashed() -> None:
    """What a platform puts into an update id does not reach the database."""
    assert b"U123" not in keys.seen_id(PEPPER, "slack:U123:9")
    assert keys.seen_id(PEPPER, "a") == keys.seen_id(PEPPER, "a") != keys.seen_id(PEPPER, "b")
