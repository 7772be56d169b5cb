"""Time zones by country, from content/zones.toml."""

from collections.abc import Mapping
from typing import Any

FILE = "zones.toml"


def parse(tree: Mapping[str, Any], problems: list[str]) -> dict[str, tuple[str, ...]]:
    """Return zones by country code; a file without them is a problem."""
    zones = tree.get(FILE, {}).get("zones", {})
    if not zones:
        problems.append(f"{FILE}: zones: is missing")
    for code, names in zones.items():
        if not (isinstance(names, list) and all(isinstance(name, str) for name in names)):
            problems.append(f"{FILE}: zones.{code}: must be a list of zone names")
    return {code: tuple(names) for code, names in zones.items()}
