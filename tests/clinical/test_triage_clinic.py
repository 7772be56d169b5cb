"""The numbers to call (H16): well known ones right, unknown ones never guessed."""

import tomllib
from copy import deepcopy
from functools import cache
from typing import Any

import pytest

from flows.catalog.clinic import Clinic, parse
from tests.clinical.truth_table.table import CONTENT

COUNTRIES_MIN = 60
EUROPEAN_UNION = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
]  # fmt: skip
WELL_KNOWN = {
    "GB": "999", "US": "911", "CA": "911", "AU": "000", "NZ": "111", "IN": "112", "JP": "119",
    "KR": "119", "CN": "120", "SG": "995", "HK": "999", "BR": "192", "CH": "144", "NO": "113",
    "ZA": "10177", "IL": "101",
}  # fmt: skip
CRISIS = {"GB": "116 123", "IE": "116 123", "US": "988", "CA": "988", "AU": "13 11 14",
          "NZ": "1737", "FR": "3114", "ES": "024", "BR": "188"}  # fmt: skip


@cache
def tree() -> dict[str, Any]:
    """The content as shipped."""
    return {"clinic.toml": tomllib.loads((CONTENT / "clinic.toml").read_text())}


@cache
def clinic() -> Clinic:
    """The numbers as shipped, parsed once."""
    problems: list[str] = []
    parsed = parse(tree(), problems)
    assert parsed is not None, problems
    return parsed


@pytest.mark.parametrize(("code", "number"), WELL_KNOWN.items())
def test_h16_well_known_emergency_numbers_are_right(code: str, number: str) -> None:
    """Numbers that anybody can look up stand in the table as they are."""
    country = clinic().country(code)
    assert country is not None and country.emergency == number


@pytest.mark.parametrize("code", EUROPEAN_UNION)
def test_h16_112_reaches_help_in_every_country_of_the_european_union(code: str) -> None:
    """All 27 members are in the table with 112."""
    country = clinic().country(code)
    assert country is not None and country.emergency == "112"


@pytest.mark.parametrize(("code", "number"), CRISIS.items())
def test_h16_h29_well_known_crisis_lines_are_right(code: str, number: str) -> None:
    """The first crisis line of these countries is the national one."""
    country = clinic().country(code)
    assert country is not None and country.crisis[0].number == number


def test_h16_enough_countries_each_with_its_source_and_date() -> None:
    """At least 60 countries, each saying where its numbers come from."""
    assert len(clinic().countries) >= COUNTRIES_MIN
    assert all(country.source and country.checked for country in clinic().countries)


def test_h16_a_country_that_is_not_in_the_table_is_none_and_not_a_guess() -> None:
    """Unknown, empty and odd codes have no number, so that the fallback words are used."""
    assert [clinic().country(code) for code in ("XX", "", "GBR", "1")] == [None] * 4


def test_h16_a_code_in_small_letters_is_understood() -> None:
    """The case of the code does not matter."""
    assert clinic().country("gb") == clinic().country("GB")


@pytest.mark.parametrize(
    ("key", "value", "complaint"),
    [
        ("emergency", "call me", "clinic.toml: country.0.emergency"),
        ("emergency", "", "clinic.toml: country.0.emergency"),
        ("code", "Britain", "clinic.toml: country.0.code"),
        ("mark", "heard", "clinic.toml: country.0.mark"),
        ("checked", "lately", "clinic.toml: country.0.checked"),
        ("phone", "1", "clinic.toml: country.0.phone"),
        ("code", "AR", "clinic.toml: country.AR: the country stands twice"),
    ],
)
def test_h16_a_broken_row_is_named_with_file_and_key(key: str, value: str, complaint: str) -> None:
    """A number, code, mark or date that cannot be right is refused."""
    broken = deepcopy(tree())
    broken["clinic.toml"]["country"][0][key] = value
    problems: list[str] = []
    assert parse(broken, problems) is None
    assert any(problem.startswith(complaint) for problem in problems)
