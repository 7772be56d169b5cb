"""The words of one language: Fluent messages, and references to them made text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from fluent.runtime import FluentBundle
from fluent.syntax import ast, parse

from flows.engine.effects import Arg, Word, Words

JOINS = {"lines": "\n", "blank": "\n\n", "comma": ", "}
FILES_MAX = 256
"""Parsed files that are kept: some thirty a language."""
REASON, REASON_GONE = "why-", "why-details-gone"
"""A decision that an older version stored may lack a number that its sentence names."""
NO_WORDS = "words-missing"
"""The message for one that no language has; the default language always has it."""


@lru_cache(maxsize=FILES_MAX)
def parsed(text: str) -> ast.Resource:
    """Parse a Fluent file once for all who read it; what cannot be read stands in it as junk."""
    return parse(text)


class FluentWording:
    """Every message of one language; content arrives as {file name: text}.

    What it lacks is said in the language `default`, so that no person is shown a message id.
    """

    def __init__(
        self, language: str, files: Mapping[str, str], default: FluentWording | None = None
    ) -> None:
        self.language = language
        self._default = default
        self._bundle = FluentBundle([language], use_isolating=False)
        for text in files.values():
            self._bundle.add_resource(parsed(text))
        self._plain: dict[str, str] = {}

    def has(self, key: str) -> bool:
        """Whether a message of this id exists in this language."""
        return self._bundle.has_message(key)

    def knows(self, key: str) -> bool:
        """Whether there are words for it, in this language or in the default one."""
        return self.has(key) or (self._default is not None and self._default.knows(key))

    def text(self, key: str, args: Mapping[str, Any] | None = None) -> str:
        """Format a message; one that is missing is said in the default language, or `NO_WORDS`."""
        if not args and key in self._plain:
            return self._plain[key]
        value = self._bundle.get_message(key).value if self.has(key) else None
        if value is None:
            return self._instead(key, args)
        flat = {name: self.arg(arg) for name, arg in (args or {}).items()}
        text, lacking = self._bundle.format_pattern(value, flat)
        if lacking and key.startswith(REASON):
            return self.text(REASON_GONE)
        text = str(text)
        if not args:
            self._plain[key] = text
        return text

    def _instead(self, key: str, args: Mapping[str, Any] | None) -> str:
        if self._default is not None:
            flat = {name: self.arg(arg) for name, arg in (args or {}).items()}
            return self._default.text(key, flat)
        return self.text(NO_WORDS) if key != NO_WORDS else ""

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
