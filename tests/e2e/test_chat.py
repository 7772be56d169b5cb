"""`poised chat` reads a script from its input, holds the conversation, and goes on later."""

import subprocess
import sys
import time
from pathlib import Path

from bot.app import engine
from tests.e2e.terminal import ANSWERS, ROOT, environment, exported, steps
from tests.waits import HANG_S

CUT = ANSWERS.index("no")
"""The pipe ends here, in the middle of the questions on warning signs."""
CHECK_IN = ("3", "skip", "No leg pain", "0", "Not stiff", "no", "Nothing new")
SESSION = ("5", "7", "done", "done")


def chat(folder: Path, *lines: str) -> str:
    """Run one conversation and give everything printed."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat"],
        input="\n".join(lines) + "\n",
        capture_output=True, text=True, env=environment(folder), cwd=ROOT, timeout=HANG_S,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def said(message: str) -> str:
    """The first line of a message that stands in content."""
    return engine().wordings["en"].text(message).splitlines()[0].replace("*", "")


def in_order(screen: str, *wanted: str) -> None:
    """Assert that these words are on a screen, one after the other."""
    at = 0
    for words in wanted:
        found = screen.find(words, at)
        assert found >= 0, f"{words!r} does not follow {screen[:at][-300:]!r}"
        at = found + len(words)


def test_a_piped_conversation_goes_on_where_it_was_up_to_a_check_in_and_a_session(
    tmp_path: Path,
) -> None:
    """From hello to a session done; the second process asks what the first one left open."""
    script, home = steps(time.time())
    first = chat(tmp_path, *ANSWERS[:CUT])
    in_order(first, *(words for step in script[:CUT] for words in (step.asked, f"> {step.line}")))
    second = chat(tmp_path, *ANSWERS[CUT:], "/why", "/today", *CHECK_IN, *SESSION, ":quit")
    opening = (said("welcome-back"), script[CUT].asked)
    in_order(second, *opening, *(f"> {line}" for line in ANSWERS[CUT:]), home, "> /why")
    in_order(second, "> /today", said("checkin-pain-now"), said("session-confidence"), "1 of ")
    in_order(second, "1 of ", "> done", "2 of ", "> done", "> :quit")
    assert "\x1b[" not in first + second, "a pipe gets plain text"
    stored = exported(tmp_path)
    assert stored[: len(script)] == [(step.name, step.value) for step in script]
    assert stored[-2:] == 2 * [("exercise.card", "done")]


def test_a_travel_in_time_brings_the_reminders_and_anything_else_shows_how(tmp_path: Path) -> None:
    """The clock moves on when told to; what is no travel shows how to."""
    screen = chat(tmp_path, *ANSWERS, ":tomorrow", ":in 3h", ":in nonsense")
    at_nine = ("> :tomorrow", "1  Start", "2  Later")
    in_order(screen, *at_nine, "> :in 3h", "1  Start", "> :in nonsense", ":tomorrow")


def test_an_end_of_input_is_a_goodbye(tmp_path: Path) -> None:
    """A pipe that ends without :quit ends the program in order."""
    assert "Poised" in chat(tmp_path, "hello")


def test_the_script_is_taken_as_the_engine_takes_it() -> None:
    """Every line of the script answers exactly one question."""
    found, _ = steps(time.time())
    assert len({step.name for step in found}) == len(ANSWERS)
