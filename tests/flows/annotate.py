"""Writes what the bot says into a transcript, wherever a line of the person has nothing under it.

Run `python -m tests.flows.annotate FILE...`, then read every line that it added: it writes down
what is said, not what ought to be said.

Run `python -m tests.flows.annotate --put-in FLOW.QUESTION ANSWER` after a question was put in: it
writes the question and that answer (`/skip`, `[No]`, `3`) into each transcript that comes by it.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.flows.conversation import Conversation
from tests.flows.script import Line, Player, TranscriptFails, read

FOLDER = Path(__file__).parents[1] / "transcripts"
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


def put_in(path: Path, question: str, answer: str) -> str:
    """The text of a transcript in which a new question is answered wherever it is open.

    Raises TranscriptFails where more than the question has changed.
    """
    transcript = read(path)
    player = Player(transcript)
    source = path.read_text("utf-8").splitlines()
    new: list[str] = []
    last = 0
    for line in transcript.lines:
        new += source[last : line.number - 1]
        if _is_open(player, question) and _is_beyond(player, line, answer):
            new += [*(f"< {fragment}" for fragment in _fragments(player.talk)), f"> {answer}"]
            player.act(Line(line.number, ">", answer))
        new.append(source[line.number - 1])
        last = line.number
        player.act(line)
    return "\n".join([*new, *source[last:]]) + "\n"


def _is_open(player: Player, question: str) -> bool:
    top = player.talk.record.conversation.top
    return top is not None and f"{top.flow}.{top.state}" == question


def _is_beyond(player: Player, line: Line, answer: str) -> bool:
    """Whether a line was written for what comes after the question that is open."""
    if line.mark == ">":
        return line.rest != answer
    if line.mark == "@":
        return False
    try:
        player.act(line)
    except TranscriptFails:
        return True
    return False


def _put_in_everywhere(question: str, answer: str) -> None:
    for path in sorted(FOLDER.rglob("*.txt")):
        text = put_in(path, question, answer)
        if text != path.read_text("utf-8"):
            path.write_text(text, "utf-8")
            sys.stdout.write(f"{path.stem}: read it again\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--put-in"]:
        _put_in_everywhere(*sys.argv[2:])
        sys.exit()
    for name in sys.argv[1:]:
        Path(name).write_text(annotated(Path(name)), "utf-8")
