"""A dictionary of the latest entries (least recently used goes first)."""

from __future__ import annotations

from collections import OrderedDict
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")
ENTRIES_MAX = 2_000


class LRU(OrderedDict[K, V]):
    """At most `most` entries of this process; whatever was kept or used longest ago is dropped."""

    def __init__(self, most: int = ENTRIES_MAX) -> None:
        super().__init__()
        self._most = most

    def keep(self, key: K, value: V) -> None:
        """Remember a value as the newest."""
        self[key] = value
        self.move_to_end(key)
        while len(self) > self._most:
            self.popitem(last=False)
