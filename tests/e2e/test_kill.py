"""Kill -9 at any moment: no acknowledged answer is lost, none is taken twice (DECISIONS 30)."""

import os
import random
import re
import signal
import socket
import time
from pathlib import Path

import pytest

from bot.store.embedded import EmbeddedServer
from tests.e2e.terminal import SILENT, Step, Terminal, steps, stored_answers

KILL_AFTER_S_MAX = 0.06
"""A turn takes some milliseconds: this is before, during and after it."""
KILLS_MAX = int(os.environ.get("POISED_KILLS", "200"))
SEEDS = [7]


class Victim:
    """A conversation whose program or database dies now and then."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.data, self.secrets = folder / "data", folder / "secrets"
        self.random = random.Random(seed)
        self.steps, self.end = steps(time.time())
        self.terminal: Terminal | None = None
        self.at = 0

    def open(self) -> Terminal:
        """Start the program; it asks the open question, which says what was taken."""
        self.terminal = Terminal(self.data, self.secrets)
        self.resume(self.terminal)
        return self.terminal

    def resume(self, terminal: Terminal) -> None:
        """Find out from the screen whether the last line counts: never less than was said."""
        here, following = self.words(self.at), self.words(self.at + 1)
        shown = terminal.wait_for(here, following)
        assert shown, f"neither question {self.at} nor the next is asked: {terminal.unread[-900:]}"
        self.at += shown == following and shown != here

    def words(self, at: int) -> str:
        """The words of a prompt; those of the last one when the script is over."""
        return self.steps[at].asked if at < len(self.steps) else self.end

    def say(self, terminal: Terminal) -> None:
        """Say the next line and wait for the next prompt: then it is acknowledged."""
        terminal.send(self.steps[self.at].line)
        self.hear(terminal)

    def hear(self, terminal: Terminal) -> None:
        """Wait for the next prompt, or for being told that the line was not taken."""
        shown = terminal.wait_for(self.words(self.at + 1), SILENT)
        if shown == SILENT:
            self.ask_again(terminal)
            return
        assert shown, terminal.unread
        self.at += 1

    def ask_again(self, terminal: Terminal) -> None:
        """The database was silent: look what is open."""
        for _ in range(5):
            terminal.send("/start")
            if terminal.wait_for("Hello again", SILENT) == "Hello again":
                self.resume(terminal)
                return
        raise AssertionError(f"the database does not come back: {terminal.unread}")

    def pause(self) -> None:
        time.sleep(self.random.uniform(0, KILL_AFTER_S_MAX))

    @property
    def server(self) -> int:
        """The process of the private database, as it tells itself."""
        path = EmbeddedServer(self.data).url.removeprefix("unix://").partition("?")[0]
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(path)
            line.sendall(b"INFO server\r\n")
            told = line.recv(65_536)
        found = re.search(rb"process_id:(\d+)", told)
        assert found, told
        return int(found[1])


def run(victim: Victim, kills: int, *, database: bool) -> None:
    """Play the script with so many kills, spread over it by the seed."""
    places = victim.random.sample(range(1, len(victim.steps) - 1), kills)
    terminal = victim.open()
    for place in sorted(places):
        while victim.at < place:
            victim.say(terminal)
        if database:
            server = victim.server
            terminal.send(victim.steps[victim.at].line)
            victim.pause()
            os.kill(server, signal.SIGKILL)
            victim.hear(terminal)
        else:
            terminal.send(victim.steps[victim.at].line)
            victim.pause()
            terminal.kill()
            terminal = victim.open()
    while victim.at < len(victim.steps):
        victim.say(terminal)
    terminal.send(":quit")
    terminal.close()


def check(victim: Victim) -> None:
    """What is stored is the script: every answer once, with its value, in order."""
    wanted = [(step.name, step.value) for step in victim.steps]
    stored = [(name, _plain(value)) for name, value in stored_answers(victim.data, victim.secrets)]
    assert stored == [(name, _plain(value)) for name, value in wanted]


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple | list) else value


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("database", [False, True], ids=["program", "database"])
def test_h19_no_answer_is_lost_or_doubled_when_something_dies(
    tmp_path: Path, seed: int, *, database: bool
) -> None:
    """Two deaths in one conversation: every answer is stored once, and the talk goes on."""
    victim = Victim(tmp_path, seed)
    run(victim, 2, database=database)
    check(victim)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_h19_soak_two_hundred_deaths(tmp_path: Path) -> None:
    """Many conversations, the program and the database in turn, until the count is reached."""
    for round_, left in enumerate(range(KILLS_MAX, 0, -20)):
        victim = Victim(tmp_path / str(round_), seed=round_)
        run(victim, min(20, left), database=bool(round_ % 2))
        check(victim)


def test_the_script_has_room_for_its_kills() -> None:
    """Twenty places are drawn out of one conversation."""
    assert all(isinstance(step, Step) for step in steps(time.time())[0])
    assert len(steps(time.time())[0]) > 22
