"""A memory of the latest few."""

from __future__ import annotations

from collections import OrderedDict
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")
KEPT_MAX = 2_000


class LRU(OrderedDict[K, V]):
    """The latest values of this process; older ones are forgotten."""

    def keep(self, key: K, value: V) -> None:
        """Remember a value as the newest."""
        self[key] = value
        self.move_to_end(key)
        while len(self) > KEPT_MAX:
            self.popitem(last=False)
