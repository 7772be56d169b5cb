"""Slack's own limits, checked on every outgoing call with the models of slack_sdk.

The real API refuses what breaks them (`invalid_blocks`, `msg_too_long`); local-slack does not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

BLOCKS_PER_MESSAGE_MAX = 50
BLOCKS_PER_VIEW_MAX = 100
BLOCKS_CHARS_MAX = 13_200
TEXT_CHARS_MAX = 4000
ELEMENTS_MAX = 25
IDS_CHARS_MAX = 255
ALT_CHARS_MAX = 2000
FILE = re.compile(r"F[A-Z0-9]{8,}")


def problems_of(method: str, body: dict[str, Any]) -> list[str]:
    """What Slack would refuse in a call; empty when it is all right."""
    if method in ("chat.postMessage", "chat.update"):
        return _message(body)
    if method == "chat.postEphemeral":
        return [] if body.get("text") and body.get("user") else ["no_text"]
    if method.startswith("views."):
        return _view(body.get("view"))
    return []


def _message(body: dict[str, Any]) -> list[str]:
    problems = [] if body.get("text") else ["no top-level text"]
    problems += [] if len(body.get("text", "")) <= TEXT_CHARS_MAX else ["text too long"]
    return problems + _blocks(body.get("blocks", []), BLOCKS_PER_MESSAGE_MAX)


def _view(view: Any) -> list[str]:
    if not isinstance(view, dict):
        return ["no view"]
    try:
        View(**view).validate_json()
    except (SlackObjectFormationError, TypeError) as error:
        return [str(error)]
    return _blocks(view.get("blocks", []), BLOCKS_PER_VIEW_MAX)


def _blocks(blocks: list[dict[str, Any]], most: int) -> list[str]:
    problems = [] if len(blocks) <= most else ["too many blocks"]
    chars = sum(len(text) for text in _texts(blocks))
    problems += [] if chars <= BLOCKS_CHARS_MAX else ["blocks too long in all"]
    ids = Counter(block["block_id"] for block in blocks if "block_id" in block)
    problems += [f"block_id twice: {name}" for name, count in ids.items() if count > 1]
    for block in blocks:
        problems += _one(block)
    return problems


def _one(block: dict[str, Any]) -> list[str]:
    parsed = Block.parse(block)
    if parsed is None:
        return [f"unknown block {block.get('type')}"]
    try:
        parsed.validate_json()
    except (SlackObjectFormationError, TypeError) as error:
        return [str(error)]
    return [*_elements(block), *_long_texts(block), *_image(block)]


def _image(block: dict[str, Any]) -> list[str]:
    """An image has words for who does not see it, and names its file as Slack does."""
    if block.get("type") != "image":
        return []
    problems = [] if 0 < len(block["alt_text"]) <= ALT_CHARS_MAX else ["alt text"]
    return problems + ([] if FILE.fullmatch(block["slack_file"]["id"]) else ["file id"])


def _elements(block: dict[str, Any]) -> list[str]:
    elements = block.get("elements", [])
    problems = [] if len(elements) <= ELEMENTS_MAX else ["too many elements"]
    ids = Counter(e["action_id"] for e in elements if "action_id" in e)
    problems += [f"action_id twice: {name}" for name, count in ids.items() if count > 1]
    for element in elements:
        values = Counter(o["value"] for o in element.get("options", []))
        problems += ["option value twice"] if any(n > 1 for n in values.values()) else []
        problems += ["option too long"] if any(len(v) > 150 for v in values) else []
    return problems


def _long_texts(block: dict[str, Any]) -> list[str]:
    limits = {"section": 3000, "header": 150, "context": 2000}
    most = limits.get(str(block.get("type")))
    return [f"{block['type']} too long" for text in _texts([block]) if most and len(text) > most]


def _texts(tree: Any) -> Iterator[str]:
    """Every text object's text, however deep."""
    if isinstance(tree, list):
        for item in tree:
            yield from _texts(item)
    elif isinstance(tree, dict):
        if tree.get("type") in ("mrkdwn", "plain_text"):
            yield str(tree["text"])
        else:
            yield from _texts(list(tree.values()))
