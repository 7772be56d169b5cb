"""Kill -9 at any moment: no acknowledged answer is lost, none is taken twice (decision 30)."""

import os
import random
import re
import signal
import socket
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import cycle, islice, pairwise, product
from pathlib import Path

import pytest

from bot.store.embedded import EmbeddedServer
from tests.e2e.terminal import SILENT, Terminal, environment, exported, steps

MOMENT_POWERS_S = (-4.0, -1.0)
"""From 0.1 ms to 0.1 s after a line was sent: before, during and after its turn."""
KILLS = int(os.environ.get("POISED_KILLS", "200"))
KILLS_A_TALK = 20
KILLS_FEW = 4
ASK_AGAIN_MAX = 5
SEED = 7
MOMENTS = ("in a turn", "idle", "in a turn")
DEATHS = tuple((who, when) for when, who in product(MOMENTS, ("program", "database")))


class Victim:
    """A conversation whose program or database dies now and then."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.random = random.Random(seed)
        self.steps, self.end = steps(time.time())
        self.at = 0
        """How many answers are acknowledged: their next prompt was printed."""
        self.outcomes: Counter[str] = Counter()
        self.terminal = Terminal(environment(folder))
        assert self.terminal.wait_for(self.words(0)), self.terminal.unread

    def words(self, at: int) -> str:
        """The words of a prompt; those of home when the script is over."""
        return self.steps[at].asked if at < len(self.steps) else self.end

    def say(self) -> None:
        """Say the next line and hear the answer."""
        self.terminal.send(self.steps[self.at].line)
        self.hear()

    def hear(self) -> None:
        """Wait for the next prompt, or for being told that the line was not taken."""
        shown = self.terminal.wait_for(self.words(self.at + 1), SILENT)
        assert shown, f"no answer to line {self.at}: {self.terminal.unread[-900:]}"
        if shown == SILENT:
            self.ask_again()
        else:
            self.at += 1

    def ask_again(self) -> None:
        """The database was silent: look which question is open."""
        for _ in range(ASK_AGAIN_MAX):
            self.terminal.send("/start")
            if self.terminal.wait_for("Hello again", SILENT) == "Hello again":
                return self.resume()
        raise AssertionError(f"the database does not come back: {self.terminal.unread}")

    def resume(self) -> None:
        """The open question is the one acknowledged last, or the next if a line was under way."""
        here, following = self.words(self.at), self.words(self.at + 1)
        shown = self.terminal.wait_for(here, following)
        assert shown, f"neither {here!r} nor the next is asked: {self.terminal.unread[-900:]}"
        self.at += shown == following

    def die(self, who: str, when: str) -> None:
        """Kill one of the two processes, in a turn or between two, and go on."""
        underway, before = when == "in a turn", self.at
        server = self.server if who == "database" else None
        if underway:
            self.terminal.send(self.steps[self.at].line)
            self.terminal.wait_for(seconds=10 ** self.random.uniform(*MOMENT_POWERS_S))
        if server is None:
            self.outcomes[self.kill_program(underway=underway)] += 1
            return
        os.kill(server, signal.SIGKILL)
        if underway:
            self.hear()
        self.outcomes[f"database {when}, {'taken' if self.at > before else 'open'}"] += 1
        self.say()  # The database comes back with the next line at the latest.

    def kill_program(self, *, underway: bool) -> str:
        """Kill and start again; what was acknowledged before the kill stays so."""
        self.terminal.kill()
        acknowledged = underway and self.words(self.at + 1) in self.terminal.unread
        self.at += acknowledged
        before = self.at
        self.terminal = Terminal(environment(self.folder))
        self.resume()
        assert self.at == before or (underway and not acknowledged), "nothing was under way"
        if acknowledged or not underway:
            return f"program {'after its answer' if underway else 'idle'}"
        return f"program in a turn, {'taken' if self.at > before else 'open'}"

    @property
    def server(self) -> int:
        """The process of the private database, as it tells itself."""
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(EmbeddedServer(self.folder / "data").socket))
            line.sendall(b"INFO server\r\n")
            told = line.recv(65_536)
        found = re.search(rb"process_id:(\d+)", told)
        assert found, told
        return int(found[1])

    def leave(self) -> None:
        """Say goodbye; the private database ends with the program."""
        self.terminal.send(":quit")
        self.terminal.wait_for()
        self.terminal.close()

    def bury(self) -> None:
        """End what a failed conversation left behind."""
        if self.terminal.process.poll() is None:
            with suppress(OSError):  # Nobody listens: it is dead already.
                os.kill(self.server, signal.SIGKILL)
            self.terminal.kill()


@contextmanager
def victim(folder: Path, seed: int) -> Iterator[Victim]:
    """A conversation that leaves no process behind."""
    one = Victim(folder, seed)
    try:
        yield one
    finally:
        one.bury()


def talk(folder: Path, seed: int, kills: int) -> Counter[str]:
    """Play the script with so many deaths, and compare what is stored with what was said."""
    with victim(folder, seed) as one:
        deaths = one.random.sample(list(islice(cycle(DEATHS), kills)), kills)
        # A death takes two lines at most, so every second line is a place for one.
        lines = range(one.random.randrange(2), len(one.steps) - 2, 2)
        places = sorted(one.random.sample(lines, kills))
        for place, death in zip(places, deaths, strict=True):
            while one.at < place:
                one.say()
            one.die(*death)
        while one.at < len(one.steps):
            one.say()
        one.leave()
    assert exported(folder) == [(step.name, step.value) for step in one.steps]
    return one.outcomes


@pytest.mark.parametrize("seed", [SEED])
def test_h1_d4_no_answer_is_lost_or_doubled_when_something_dies(tmp_path: Path, seed: int) -> None:
    """Four deaths in one conversation: every answer is stored once, and it ends at home."""
    outcomes = talk(tmp_path, seed, KILLS_FEW)
    assert outcomes.total() == KILLS_FEW


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_h1_d4_soak_two_hundred_deaths(tmp_path: Path) -> None:
    """Many conversations, each with up to twenty deaths, until the count is reached."""
    outcomes: Counter[str] = Counter()
    for seed, left in enumerate(range(KILLS, 0, -KILLS_A_TALK)):
        outcomes += talk(tmp_path / str(seed), seed, min(KILLS_A_TALK, left))
    sys.stdout.write(f"{dict(outcomes)}\n")
    assert outcomes.total() == KILLS


def test_every_prompt_of_the_script_is_known_by_its_words() -> None:
    """No two prompts in a row look alike, so the screen tells which question is open."""
    script, home = steps(time.time())
    asked = [*(step.asked for step in script), home]
    assert all(a not in b and b not in a for a, b in pairwise(asked))
