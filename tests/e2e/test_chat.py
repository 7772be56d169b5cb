"""`poised chat` reads a script from its input, holds the conversation, and goes on later."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.e2e.terminal import ANSWERS, steps

ROOT = Path(__file__).parents[2]


def chat(script: str, folder: Path) -> str:
    """Run one conversation and give everything printed."""
    env = os.environ | {"POISED_DATA": str(folder / "data"), "POISED_SECRETS": str(folder / "keys")}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat"],
        input=script, capture_output=True, text=True, env=env, cwd=ROOT, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_piped_script_holds_the_whole_conversation_and_it_goes_on_after_a_restart(
    tmp_path: Path,
) -> None:
    """From hello to the first exercise in one process; the next process asks the open question."""
    first = chat("\n".join([*ANSWERS, "/why", ":quit"]) + "\n", tmp_path)
    assert "Your plan" in first
    assert "\x1b[" not in first, "a pipe gets plain text"
    today = ["/today", "3", "skip", "No leg pain", "0", "Not stiff", "no", "Nothing new", "5", "7"]
    second = chat("\n".join([*today, ":quit"]) + "\n", tmp_path)
    assert "Hello again" in second
    assert "1 of " in second and "Safety" in second
    third = chat(":tomorrow\n:in 3h\n:in nonsense\n/today\n:quit\n", tmp_path)
    assert "check-in" in third
    assert ":tomorrow   travel" in third, "what is no travel shows how to"


def test_an_end_of_input_is_a_goodbye(tmp_path: Path) -> None:
    """A pipe that ends without :quit ends the program in order."""
    assert "Poised" in chat("hello\n", tmp_path)


def test_the_script_is_taken_as_the_engine_takes_it() -> None:
    """Every line of the script answers exactly one question."""
    found, _ = steps(time.time())
    assert len({step.name for step in found}) == len(ANSWERS)
