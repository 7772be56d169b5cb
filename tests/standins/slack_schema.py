"""Blocks and views against the JSON schema made from Slack's own types (npm @slack/types)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema


class SlackSchema:
    """Validates what leaves against `blocks` and `view` of the generated schema."""

    def __init__(self, path: Path) -> None:
        tree = json.loads(path.read_text())
        outgoing = tree["definitions"]["Outgoing"]["properties"]
        self._parts = {
            part: jsonschema.Draft7Validator({**outgoing[part], "definitions": tree["definitions"]})
            for part in ("blocks", "view")
        }

    def problems_of(self, body: dict[str, Any]) -> list[str]:
        """What does not fit Slack's types in one call."""
        return [
            f"{part}: {error.message[:300]}"
            for part, validator in self._parts.items()
            if part in body
            for error in validator.iter_errors(body[part])
        ]
