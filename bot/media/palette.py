"""Colours of both grounds; roles differ in brightness, so that no colour has to be told apart."""

from collections.abc import Mapping

Colours = Mapping[str, str]

LIGHT: Colours = {
    "ground": "#faf7f2",
    "floor": "#e9e2d6",
    "floor_line": "#cfc5b4",
    "skin": "#d19a74",
    "hair": "#43302a",
    "face": "#43302a",
    "shirt": "#2a8c93",
    "trousers": "#34436f",
    "shoe": "#1d2233",
    "line": "#1b2433",
    "mat": "#b9d3c5",
    "mat_edge": "#93b5a4",
    "wood": "#c9a36b",
    "wood_side": "#a98350",
    "wood_top": "#dfc08d",
    "wall": "#e3dacb",
    "wall_edge": "#c3b7a2",
    "iron": "#4a4f5c",
    "iron_top": "#6d7382",
    "cloth": "#8fa9cc",
    "cloth_edge": "#8a5a2b",
    "ball": "#b7a3cf",
    "ball_top": "#d3c5e4",
    "bag": "#8a6f5a",
    "bag_top": "#a68a73",
    "band": "#b3246b",
    "arrow": "#d1440c",
    "arrow_edge": "#ffffff",
    "work": "#ffb000",
    "tension": "#e8a100",
    "ring": "#2f6fb0",
    "ghost": "#8d97ab",
    "inset": "#ffffff",
}
DARK: Colours = {
    "ground": "#17202b",
    "floor": "#232f3d",
    "floor_line": "#3a4a5c",
    "skin": "#dba780",
    "hair": "#8b5a3c",
    "face": "#3a251c",
    "shirt": "#54bcc0",
    "trousers": "#8898d6",
    "shoe": "#e6e9f2",
    "line": "#0d131b",
    "mat": "#35584f",
    "mat_edge": "#4d776b",
    "wood": "#a27c49",
    "wood_side": "#7d5d34",
    "wood_top": "#bf9a64",
    "wall": "#2d3a4a",
    "wall_edge": "#4c5d72",
    "iron": "#99a1b2",
    "iron_top": "#bcc3d1",
    "cloth": "#c9d6ea",
    "cloth_edge": "#d9a566",
    "ball": "#7a68a0",
    "ball_top": "#9a89bd",
    "bag": "#a5866c",
    "bag_top": "#c2a489",
    "band": "#ff7fb5",
    "arrow": "#ff9d4d",
    "arrow_edge": "#17202b",
    "work": "#ffd34d",
    "tension": "#ffd34d",
    "ring": "#7fb4ea",
    "ghost": "#77859b",
    "inset": "#1f2a37",
}
GROUNDS: Mapping[str, Colours] = {"light": LIGHT, "dark": DARK}
FAR_SHARE = 0.42
"""How much of the ground is mixed into the limbs on the far side."""


def channels(colour: str) -> tuple[int, int, int]:
    """Give red, green and blue, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mixed(colour: str, other: str, share: float) -> str:
    """Mix a share of another colour in."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
