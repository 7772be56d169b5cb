"""The labelled messages, their windows, and the window of each that carries its label."""

import json
import math
import random
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from flows.language.second_reader.windows import windows

ROOT = Path(__file__).parents[1] / "tests" / "language" / "data"
FILES = (
    "messages_train",
    "messages_held",
    "messages_fresh",
    "second_author_messages",
    "second_author_blind",
    "real_kind_a",
    "real_kind_b",
    "real_kind_c",
)
CONDITIONS = (
    "cauda_equina",
    "progressive_neuro_deficit",
    "fracture",
    "malignancy",
    "infection",
    "aaa_visceral",
    "inflammatory",
    "chest_pain_cardiac",
    "stroke_like",
    "dvt_pe",
    "self_harm",
    "pregnancy_complication",
    "other",
)
HEADS = ("flag", "emergency", *CONDITIONS)
FOLDS = 10
HARMLESS_WINDOWS_MAX = 3
DOUBT = 0.25
"""The target of a harmless message that a careful reader might refer, and its mirror."""


@dataclass
class Message:
    """A labelled message; `chosen` is the window that carries the label of a flag."""

    text: str
    label: str
    condition: str
    doubtful: bool
    fold: int
    windows: tuple[str, ...]
    chosen: int = 0
    targets: tuple[float, ...] = field(default=())


def messages(paths: Iterable[Path]) -> list[Message]:
    """Reads labelled lines; a fold holds whole kinds and contrast groups, never half of one."""
    found = []
    for path in paths:
        for line in path.read_text(encoding="utf8").splitlines():
            row = json.loads(line)
            unit = row.get("group") or row.get("kind") or row["id"]
            also = row.get("also_ok") or ()
            doubtful = bool(also) if row["label"] == "none" else "none" in also
            fold = zlib.crc32(unit.encode()) % FOLDS
            one = Message(
                row["text"], row["label"], row["condition"], doubtful, fold, windows(row["text"])
            )
            one.targets = _targets(one)
            found.append(one)
    return found


def _targets(one: Message) -> tuple[float, ...]:
    flag = one.label != "none"
    sure = 1 - DOUBT if one.doubtful and flag else float(flag)
    sure = DOUBT if one.doubtful and not flag else sure
    emergency = float(one.label == "emergency")
    return (sure, emergency, *(float(flag and one.condition == name) for name in CONDITIONS))


def _marks(window: str) -> set[str]:
    words = window.lower().split()
    return {*words, *(" ".join(pair) for pair in pairwise(words))}


def choose_by_words(found: Sequence[Message]) -> None:
    """Chooses the windows first: by how much oftener their words stand in flags (naive Bayes)."""
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for one in found:
        if one.label == "none" or len(one.windows) == 1:
            for window in one.windows:
                counts[one.label != "none"].update(_marks(window))
    total = {side: sum(count.values()) for side, count in counts.items()}

    def odds(window: str) -> float:
        marks = _marks(window)
        shares = (
            math.log((counts[True][mark] + 0.5) / total[True])
            - math.log((counts[False][mark] + 0.5) / total[False])
            for mark in marks
            if counts[True][mark] + counts[False][mark] > 1
        )
        return sum(shares) / math.sqrt(len(marks) + 1)

    for one in found:
        if one.label != "none" and len(one.windows) > 1:
            one.chosen = max(range(len(one.windows)), key=lambda n: odds(one.windows[n]))


def examples(found: Sequence[Message], dice: random.Random) -> list[tuple[str, tuple[float, ...]]]:
    """Returns windows and their targets for one epoch; of a long harmless message a few."""
    made = []
    for one in found:
        if one.label != "none":
            made.append((one.windows[one.chosen], one.targets))
            continue
        some = one.windows
        if len(some) > HARMLESS_WINDOWS_MAX:
            some = tuple(dice.sample(some, HARMLESS_WINDOWS_MAX))
        made += [(window, one.targets) for window in some]
    return made
