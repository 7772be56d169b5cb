"""Every transcript is played as it stands: engine, stored form, and all platforms' renderers."""

from pathlib import Path

import pytest

from tests.flows.script import Player, TranscriptFails, read

FOLDER = Path(__file__).parents[1] / "transcripts"
ALL = sorted(FOLDER.rglob("*.txt"))


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_the_conversation_goes_as_it_is_written(path: Path) -> None:
    """Every line of the transcript holds, in order."""
    Player(read(path)).play()


def test_a_transcript_that_is_wrong_fails(tmp_path: Path) -> None:
    """The player notices a sentence that is not said, and names the line."""
    path = tmp_path / "wrong.txt"
    path.write_text("zone: Europe/London\nstarts: 2026-11-23 09:00\n> hello\n< Buy my book\n")
    with pytest.raises(TranscriptFails, match="line 4"):
        Player(read(path)).play()


def test_a_line_without_a_mark_is_refused(tmp_path: Path) -> None:
    """A slip of the pen does not silently drop an assertion."""
    path = tmp_path / "slip.txt"
    path.write_text("zone: Europe/London\nstarts: 2026-11-23 09:00\n> hello\nI am Poised\n")
    with pytest.raises(TranscriptFails, match="no line of a transcript"):
        read(path)
