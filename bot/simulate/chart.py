"""One picture a life: pain, the dose of each main pattern, phase bands and steps, as SVG.

The pictures are drawn by the few lines below; no library is needed, and any viewer shows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from bot.simulate.people import Person
from flows.catalog.sessions import MainPattern

WIDTH, LEFT, TOP, ROW, GAP = 1200, 130, 40, 90, 24
PHASE_COLOURS = {
    "calm": "#dbeafe", "mobility": "#dcfce7", "strength": "#fef3c7", "integration": "#fae8ff",
    "maintenance": "#e5e7eb",
}  # fmt: skip
LINE, UP, DOWN, LOCK, LIGHT = "#1f2937", "#15803d", "#b91c1c", "#000000", "#9ca3af"
PAIN_MOST = 10
FONT = 'font-family="sans-serif" font-size="12"'
SVG = "http://www.w3.org/2000/svg"
Course = Mapping[str, Any]
Points = list[tuple[int, float]]


def draw(
    results: Mapping[str, Course],
    people: Iterable[Person],
    patterns: Iterable[MainPattern],
    to: Path,
) -> None:
    """Write one picture for each life into a folder."""
    to.mkdir(parents=True, exist_ok=True)
    ladders = tuple(patterns)
    for person in people:
        svg = picture(person, results[person.id]["course"], ladders)
        (to / f"{person.id}.svg").write_text(svg, "utf-8")


def picture(person: Person, course: list[Course], patterns: tuple[MainPattern, ...]) -> str:
    """Give the picture of one life."""
    last = max((entry["d"] for entry in course), default=1)
    scale = (WIDTH - LEFT - 20) / max(1, last)
    height = TOP + (ROW + GAP) * (1 + len(patterns)) + 30
    parts = [
        f'<svg xmlns="{SVG}" width="{WIDTH}" height="{height}" {FONT}>',
        f'<rect width="{WIDTH}" height="{height}" fill="white"/>',
        _text(LEFT, 20, f"{person.id}: pain, phases, steps, and the dose of each main pattern"),
        *_bands(course, scale, height),
        *_pain(person, scale),
    ]
    for number, pattern in enumerate(patterns, 1):
        parts += _pattern(course, pattern, TOP + (ROW + GAP) * number, scale)
    for week in range(0, last + 1, 28):
        parts.append(_text(LEFT + week * scale, height - 10, f"day {week}"))
    return "\n".join([*parts, "</svg>"])


def _text(x: float, y: float, words: str, colour: str = LINE) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}">{escape(words)}</text>'


def _bands(course: list[Course], scale: float, height: int) -> Iterator[str]:
    """Phases as bands of colour, locked days as black marks at the top."""
    begun = 0
    for number, entry in enumerate(course):
        following = course[number + 1] if number + 1 < len(course) else None
        if following is None or following["phase"] != entry["phase"]:
            x, width = LEFT + begun * scale, (entry["d"] + 1 - begun) * scale
            colour = PHASE_COLOURS.get(entry["phase"], "white")
            yield f'<rect x="{x:.1f}" y="{TOP - 12}" width="{width:.1f}" '
            yield f'height="{height - TOP - 20}" fill="{colour}"/>'
            yield _text(x + 2, TOP - 1, str(entry["phase"]), LIGHT)
            begun = entry["d"] + 1
        if entry["locked"]:
            yield _mark(LEFT + entry["d"] * scale, TOP - 10, LOCK)


def _mark(x: float, y: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="3" height="6" fill="{colour}"/>'


def _line(points: Points, top: int, most: float, scale: float, colour: str = LINE) -> str:
    """A line through days and values; the higher the more."""
    at = (
        f"{LEFT + day * scale:.1f},{top + ROW - ROW * value / max(most, 1e-9):.1f}"
        for day, value in points
    )
    return f'<polyline fill="none" stroke="{colour}" points="{" ".join(at)}"/>'


def _pain(person: Person, scale: float) -> Iterator[str]:
    before = [(day.d, float(day.before)) for day in person.days if day.before is not None]
    after = [(day.d, float(day.after)) for day in person.days if day.after is not None]
    yield _text(8, TOP + 14, "pain 0-10")
    yield _line(after, TOP, PAIN_MOST, scale, LIGHT)
    yield _line(before, TOP, PAIN_MOST, scale)


def _pattern(course: list[Course], pattern: MainPattern, top: int, scale: float) -> Iterator[str]:
    """Repetitions or seconds of a pattern, its kilograms, its exercise by name, and its steps."""
    names = set(pattern.ladder)
    given = [
        (entry["d"], item, entry["mode"])
        for entry in course
        for item in entry["session"] or ()
        if item["exercise"] in names
    ]
    amounts = [(d, float(i["sets"] * (i["reps"] or i["seconds"] or 0))) for d, i, _ in given]
    loads = [(d, float(i["kg"] or 0)) for d, i, _ in given]
    yield _text(8, top + 14, pattern.id)
    yield _text(8, top + 30, "sets by amount", LIGHT)
    yield _text(8, top + 46, "kilograms", UP)
    if amounts:
        yield _line(amounts, top, max(v for _, v in amounts), scale, LIGHT)
    if any(v for _, v in loads):
        most = max(v for _, v in loads)
        yield _line(loads, top, most, scale, UP)
        yield _text(8, top + 62, f"up to {most:g} kg", UP)
    shown = ""
    for day, item, _ in given:
        if item["exercise"] != shown:
            shown = item["exercise"]
            yield _text(LEFT + day * scale, top - 2, shown.replace("_", " "))
    yield from _steps(course, names, top + ROW + 2, scale)


def _steps(course: list[Course], names: set[str], y: float, scale: float) -> Iterator[str]:
    for entry in course:
        for colour, steps in ((UP, entry["ups"]), (DOWN, entry["downs"])):
            if any(step["exercise"] in (*names, "all") for step in steps):
                yield _mark(LEFT + entry["d"] * scale, y, colour)
