"""Simulated people through the real flows: what `poised simulate FILE` plays and tells."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.app import engine
from bot.simulate.people import Person, load
from bot.simulate.player import Log, play


def complain(line: str) -> None:
    """Write a line for the operator."""
    sys.stderr.write(f"{line}\n")


def simulate(people: Iterable[Person], log: Log = complain) -> dict[str, dict[str, Any]]:
    """Play people and tell what they got, by id (the form of eval/PERSONAS.md)."""
    return {person.id: play(engine(), person, log).result() for person in people}


def run(path: Path, json_out: Path | None = None) -> dict[str, dict[str, Any]]:
    """Play a file of people, YAML or JSON, and write the results. Raises Misconfigured."""
    results = simulate(load(path))
    if json_out is not None:
        json_out.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    return results
