"""Reads a time zone or a country from a city, a country, an abbreviation or an offset."""

from collections.abc import Mapping, Sequence
from typing import Any

from flows.language.lexicon import Lexicon
from flows.language.parsed_text import clean, fold
from flows.language.spelling import distance

PLACE_WORDS_MAX = 4
TYPO_LENGTH_MIN = 5
TYPO_WORDS_MAX = 3
MINUTES_PER_HOUR = 60
OFFSET_HOURS_MAX = 14
OFFSET_HOURS_MIN = -12
HOUR_DIGITS_MAX = 2
FULL_OFFSET_DIGITS = 4
ZONE_BY_OFFSET_MINUTES = {
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    390: "Asia/Yangon",
    570: "Australia/Darwin",
    525: "Australia/Eucla",
    -570: "Pacific/Marquesas",
}
"""Zones without daylight saving for the offsets that Etc/GMT does not have."""


def read_zone(lexicon: Lexicon, text: str) -> str | None:
    """Returns an IANA zone name, or None when there is no single one."""
    places = lexicon.places
    folded = fold(clean(text)).strip(" .!,")
    if (name := _zone_name(places, folded)) is not None:
        return name
    if (offset := _offset(places, folded)) is not None:
        return offset
    words = _words(folded)
    if set(words) & set(places["offset"]["relative"]):
        return None
    cities = _longest(places["places"], words)
    if cities:
        return cities[0] if len(set(cities)) == 1 else None
    codes = set(_longest(places["countries"], words))
    if not codes:
        return _by_typo(places, words)
    return places["country_zones"].get(codes.pop()) if len(codes) == 1 else None


def read_country(lexicon: Lexicon, text: str) -> str | None:
    """Returns an ISO 3166 alpha-2 code."""
    places = lexicon.places
    words = _words(fold(clean(text)))
    if len(words) == 1 and words[0].upper() in places["countries"].values():
        return str(words[0].upper())
    codes = set(_longest(places["countries"], words))
    if not codes:
        near = _near(places["countries"], words, places["offset"]["lead"])
        codes = {places["countries"][near]} if near else set()
    return codes.pop() if len(codes) == 1 else None


def _words(folded: str) -> list[str]:
    letters = "".join(letter if letter.isalnum() else " " for letter in folded.replace("'", ""))
    return letters.split()


def _zone_name(places: Mapping[str, Any], folded: str) -> str | None:
    wanted = folded.replace(" ", "_")
    if "/" not in wanted:
        return None
    return next((name for name in places["zones"]["names"] if name.lower() == wanted), None)


def _offset(places: Mapping[str, Any], folded: str) -> str | None:
    """Reads UTC+2, gmt -5, +05:30."""
    rest = folded.replace(" ", "").replace("\u2212", "-").replace("\u2013", "-")
    base = next((base for base in places["offset"]["bases"] if rest.startswith(base)), "")
    rest = rest.removeprefix(base)
    for further in places["offset"]["bases"]:
        rest = rest.removesuffix(further) if not base else rest
    if rest[:1] not in ("+", "-") or not rest[1:2].isdecimal():
        return None
    minutes = _minutes(rest[1:])
    if minutes is None or minutes > OFFSET_HOURS_MAX * MINUTES_PER_HOUR:
        return None
    return _zone_at(-minutes if rest[0] == "-" else minutes)


def _minutes(text: str) -> int | None:
    hours, _, rest = text.replace(".", ":").partition(":")
    if len(hours) == FULL_OFFSET_DIGITS and not rest:
        hours, rest = hours[:2], hours[2:]
    if not (hours.isdecimal() and len(hours) <= HOUR_DIGITS_MAX and (not rest or rest.isdecimal())):
        return None
    fraction = int(rest or 0) if len(rest) != 1 else int(rest) * MINUTES_PER_HOUR // 10
    return int(hours) * MINUTES_PER_HOUR + fraction if fraction < MINUTES_PER_HOUR else None


def _zone_at(minutes: int) -> str | None:
    if minutes % MINUTES_PER_HOUR:
        return ZONE_BY_OFFSET_MINUTES.get(minutes)
    hours = minutes // MINUTES_PER_HOUR
    if hours == 0:
        return "Etc/GMT"
    # POSIX signs: Etc/GMT-2 is two hours ahead of Greenwich.
    return f"Etc/GMT{-hours:+d}" if hours >= OFFSET_HOURS_MIN else None


def _longest(table: Mapping[str, str], words: Sequence[str]) -> list[str]:
    """Returns the values of the longest names found, left to right."""
    found: list[str] = []
    at = 0
    while at < len(words):
        length = next(
            (
                size
                for size in range(PLACE_WORDS_MAX, 0, -1)
                if at + size <= len(words) and " ".join(words[at : at + size]) in table
            ),
            0,
        )
        if length:
            found.append(table[" ".join(words[at : at + length])])
        at += length or 1
    return found


def _by_typo(places: Mapping[str, Any], words: Sequence[str]) -> str | None:
    if (near := _near(places["places"], words, places["offset"]["lead"])) is not None:
        return str(places["places"][near])
    if (near := _near(places["countries"], words, places["offset"]["lead"])) is not None:
        zone = places["country_zones"].get(places["countries"][near])
        return str(zone) if zone else None
    return None


def _near(table: Mapping[str, str], words: Sequence[str], around: Sequence[str]) -> str | None:
    """Returns the one name that is a single edit away from what was typed."""
    said = [word for word in words if len(word) >= TYPO_LENGTH_MIN]
    if not said or len(said) > TYPO_WORDS_MAX:
        return None
    alone = set(words) <= {*said, *around}
    phrases = {" ".join(words), *(said if alone else ())}
    near = [
        (distance(phrase, name), name)
        for phrase in phrases
        for name in table
        if abs(len(name) - len(phrase)) <= 1
        and len(name) >= TYPO_LENGTH_MIN
        and (name[0] == phrase[0] or name[-1] == phrase[-1])
    ]
    best = [name for edits, name in near if edits == 1]
    return best[0] if len({table[name] for name in best}) == 1 else None
