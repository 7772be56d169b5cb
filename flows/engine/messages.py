"""The words of one language: Fluent messages, and references to them made text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

from flows.engine.effects import Arg, Word, Words

JOINS = {"lines": "\n", "blank": "\n\n", "comma": ", "}


class FluentWording:
    """Every message of one language; content arrives as {file name: text}."""

    def __init__(self, language: str, files: Mapping[str, str]) -> None:
        self.language = language
        self._bundle = FluentBundle([language], use_isolating=False)
        for text in files.values():
            self._bundle.add_resource(FluentResource(text))
        self._plain: dict[str, str] = {}

    def has(self, key: str) -> bool:
        """Whether a message of this id exists."""
        return self._bundle.has_message(key)

    def text(self, key: str, args: Mapping[str, Any] | None = None) -> str:
        """Format a message; a missing one shows its id in brackets (lint keeps it from users)."""
        if not args and key in self._plain:
            return self._plain[key]
        value = self._bundle.get_message(key).value if self.has(key) else None
        if value is None:
            return f"[{key}]"
        flat = {name: self.arg(arg) for name, arg in (args or {}).items()}
        text = str(self._bundle.format_pattern(value, flat)[0])
        if not args:
            self._plain[key] = text
        return text

    def also(self, key: str) -> tuple[str, ...]:
        """Other words for a button, from the attribute `also` of its message (comma separated)."""
        pattern = self._bundle.get_message(key).attributes.get("also") if self.has(key) else None
        if pattern is None:
            return ()
        text = str(self._bundle.format_pattern(pattern, {})[0])
        return tuple(word.strip() for word in text.split(","))

    def arg(self, arg: Arg) -> str | int | float:
        """A variable as Fluent takes it: references become text."""
        if isinstance(arg, Word):
            return arg.raw or self.text(arg.key, arg.args)
        if isinstance(arg, Words):
            return JOINS[arg.join].join(str(self.arg(item)) for item in arg.items)
        return arg
