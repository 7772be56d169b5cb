"""What the Bot API refuses, in its own words; every request also passes aiogram's models."""

from __future__ import annotations

import json
import types
import typing
from functools import cache
from html.parser import HTMLParser
from typing import Any, Union, get_args, get_origin
from unittest.mock import patch

from pydantic import BaseModel, ValidationError

TEXT_UNITS_MAX = 4096
CAPTION_UNITS_MAX = 1024
CALLBACK_BYTES_MAX = 64
TOAST_CHARS_MAX = 200
ROW_BUTTONS_MAX = 8
BUTTONS_MAX = 100
TAGS = frozenset({"b", "strong", "i", "em", "u", "s", "code", "pre", "a", "blockquote"})


class RefusedError(Exception):
    """An answer that is not ok."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


def bad(description: str) -> RefusedError:
    """A 400."""
    return RefusedError(400, f"Bad Request: {description}")


def checked(method: str, params: dict[str, Any]) -> dict[str, Any]:
    """Parse form values as the method's model types them. Raises ValueError, RefusedError."""
    model = model_of(method)
    if model is None:
        raise RefusedError(404, "Not Found: method not found")
    unknown = set(params) - set(model.model_fields)
    if unknown:
        raise ValueError(f"{method}: unknown parameters {sorted(unknown)}")
    typed = {name: _typed(model, name, value) for name, value in params.items()}
    try:
        model.model_validate(typed)
    except ValidationError as error:
        raise ValueError(f"{method}: {error}") from None
    return {name: _plain(value) for name, value in typed.items()}


@cache
def bot_api() -> Any:
    """Import aiogram without the models of the whole Bot API, which take 4 s to build.

    aiogram builds every one of its types when it is imported; `model_of` builds those of a method.
    """
    unbuilt = classmethod(lambda _, **__: None)
    with patch.object(BaseModel, "model_rebuild", unbuilt):
        import aiogram
        import aiogram.methods
    return aiogram


@cache
def model_of(method: str) -> Any:
    """Give aiogram's model of a method, None where the Bot API has no such method."""
    model = getattr(bot_api().methods, method[:1].upper() + method[1:], None)
    if model is not None:
        named = {name: getattr(bot_api().types, name) for name in bot_api().types.__all__}
        default = bot_api().client.default.Default
        model.model_rebuild(_types_namespace={**vars(typing), "Default": default, **named})
    return model


def _typed(model: Any, name: str, value: Any) -> Any:
    if isinstance(value, bytes):
        return bot_api().types.BufferedInputFile(value, filename=name)
    annotation = model.model_fields[name].annotation
    union = get_origin(annotation) in (Union, types.UnionType)
    kinds = get_args(annotation) if union else (annotation,)
    if isinstance(value, str) and str not in kinds:
        return json.loads(value)
    return value


def _plain(value: Any) -> Any:
    return value.data if isinstance(value, bot_api().types.BufferedInputFile) else value


def shown_text(params: dict[str, Any], field: str = "text", most: int = TEXT_UNITS_MAX) -> str:
    """The text as a person sees it. Raises RefusedError."""
    text = str(params.get(field) or "")
    if params.get("parse_mode") == "HTML":
        text = parsed(text)
    if not text.strip() and field == "text":
        raise bad("message text is empty")
    if len(text.encode("utf-16-le")) // 2 > most:
        raise bad("message is too long" if field == "text" else "message caption is too long")
    return text


def parsed(markup: str) -> str:
    """Read Telegram's HTML. Raises RefusedError."""
    reader = _Html()
    reader.feed(markup)
    reader.close()
    if reader.open:
        tag = reader.open[-1]
        raise bad(f"can't parse entities: Can't find end tag corresponding to start tag \"{tag}\"")
    return "".join(reader.text)


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            raise bad(f'can\'t parse entities: Unsupported start tag "{tag}" at byte offset 0')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise bad(f'can\'t parse entities: Unmatched end tag "{tag}" at byte offset 0')

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def check_keyboard(markup: Any) -> list[list[dict[str, Any]]]:
    """Rows of an inline keyboard within the limits. Raises RefusedError."""
    rows: list[list[dict[str, Any]]] = (markup or {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    if len(buttons) > BUTTONS_MAX or any(len(row) > ROW_BUTTONS_MAX for row in rows):
        raise bad("reply markup is too long")
    for button in buttons:
        if not button.get("text"):
            raise bad("inline keyboard button text is empty")
        if not 1 <= len(button.get("callback_data", "").encode()) <= CALLBACK_BYTES_MAX:
            raise bad("BUTTON_DATA_INVALID")
    return rows
