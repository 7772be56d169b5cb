"""Simulated people through the real flows: what `poised simulate FILE` plays and tells."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bot.app import engine
from bot.simulate.chart import draw
from bot.simulate.people import Person, load
from bot.simulate.player import Log, play


def complain(line: str) -> None:
    """Write a line for the operator."""
    sys.stderr.write(f"{line}\n")


def simulate(people: Iterable[Person], log: Log = complain) -> dict[str, dict[str, Any]]:
    """Play people and tell what they got, by id (simulation 3)."""
    return {person.id: play(engine(), person, log) for person in people}


def run(path: Path, log: Log = complain) -> dict[str, dict[str, Any]]:
    """Play a file of people, YAML or JSON. Raises Misconfigured."""
    return simulate(load(path), log)


def charts(path: Path, results: Mapping[str, Mapping[str, Any]], to: Path) -> None:
    """Draw one picture for each person of a file. Raises Misconfigured."""
    draw(results, load(path), engine().catalog.sessions.patterns.pattern, to)


def table(results: Mapping[str, Mapping[str, Any]]) -> str:
    """Show results for reading: a line a person."""
    lines = [ROW.format("id", "screen", "pain type", "goal", "stage", "weeks")]
    for name, got in results.items():
        cells = [str(got[part] or "-") for part in COLUMNS]
        lines.append(ROW.format(name, *cells, " ".join(got["weeks"])).rstrip())
    return "\n".join(lines)


ROW = "{:<6} {:<21} {:<13} {:<22} {:<12} {}"
COLUMNS = ("screen", "pain_type", "target_goal", "start_stage")
