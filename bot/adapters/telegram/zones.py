"""Where a location lies in time, told offline from the borders of the time zones."""

from __future__ import annotations

from tzfpy import get_tz


def zone_at(latitude: float, longitude: float) -> str:
    """The IANA zone of a place; empty on the open sea or where borders are not known."""
    zone = str(get_tz(longitude, latitude))
    return "" if zone.startswith("Etc/") else zone
