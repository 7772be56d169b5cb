"""Whom to call: emergency, same-day and crisis numbers by country, from content/clinic.toml."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import Field, ValidationError

from flows.catalog.red_flags import ReviewStatus
from flows.catalog.rules import Content, Mark

FILE = "clinic.toml"
_NUMBER = r"^\*?[0-9][0-9 -]{1,14}$"


class Line(Content):
    """A telephone line as people know it."""

    name: str = Field(min_length=1)
    number: str = Field(pattern=_NUMBER)


class Country(Content):
    """The numbers of one country (ISO 3166-1 alpha-2)."""

    code: str = Field(pattern=r"^[A-Z]{2}$")
    emergency: str = Field(pattern=_NUMBER)
    urgent: Line | None = None
    crisis: tuple[Line, ...] = ()
    source: str = Field(min_length=1)
    mark: Mark
    checked: date


class Clinic(Content):
    """The table of countries; a country that is not in it gets the fallback words."""

    version: int = Field(ge=1)
    review: ReviewStatus
    countries: tuple[Country, ...] = Field(alias="country", min_length=1)

    def country(self, code: str) -> Country | None:
        """Return a country's numbers, or None where none are known for certain."""
        return next((each for each in self.countries if each.code == code.upper()), None)


def parse(tree: Mapping[str, Any], problems: list[str]) -> Clinic | None:
    """Return the numbers of a content tree, or None with every problem added to `problems`."""
    try:
        clinic = Clinic.model_validate(tree.get(FILE, {}))
    except ValidationError as error:
        for each in error.errors():
            key = ".".join(str(part) for part in each["loc"])
            problems.append(f"{FILE}: {key}: {each['msg']}")
        return None
    codes = [country.code for country in clinic.countries]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    problems += (f"{FILE}: country.{code}: the country stands twice" for code in twice)
    return None if twice else clinic
