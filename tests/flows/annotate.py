"""Writes what the bot says into a transcript, wherever a line of the person has nothing under it.

Run `python -m tests.flows.annotate FILE...`, then read every line that it added: it writes down
what is said, not what ought to be said.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.flows.conversation import Conversation
from tests.flows.script import Line, Player, read

SENTENCE = re.compile(r"(?<=[.?!])\s+")


def annotated(path: Path) -> str:
    """The text of a transcript with the missing `<` lines filled in."""
    transcript = read(path)
    player = Player(transcript)
    source = path.read_text("utf-8").splitlines()
    new: list[str] = []
    last = 0
    for line, following in zip(transcript.lines, (*transcript.lines[1:], None), strict=True):
        new += source[last : line.number]
        last = line.number
        player.act(line)
        if _is_bare(line, following):
            new += [f"< {fragment}" for fragment in _fragments(player.talk)]
    return "\n".join([*new, *source[last:]]) + "\n"


def _is_bare(line: Line, following: Line | None) -> bool:
    return line.mark in ">@" and (following is None or following.mark in ">@")


def _fragments(talk: Conversation) -> Iterator[str]:
    """A referral in full; of anything else how it begins and what it asks."""
    seen = set()
    for message in talk.said:
        paragraphs = [" ".join(p.split()) for p in message.text.split("\n\n")]
        if message.kind != "referral":
            paragraphs = [SENTENCE.split(paragraphs[0])[0], SENTENCE.split(paragraphs[-1])[-1]]
        for paragraph in paragraphs:
            if paragraph and paragraph not in seen:
                seen.add(paragraph)
                yield paragraph


if __name__ == "__main__":
    for name in sys.argv[1:]:
        Path(name).write_text(annotated(Path(name)), "utf-8")
