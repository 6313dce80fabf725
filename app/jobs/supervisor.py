"""Keeps programs alive: starts them, starts again those that fall, stops them all together."""

import http.client
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from app.jobs.rules import next_pause

_LOOK_SECONDS = 0.2
_SECONDS_TO_STOP = 15


@dataclass
class _Program:
    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 0.0
    restart_at: float | None = None


class Supervisor:
    """A few programs that live and die together."""

    def __init__(
        self,
        programs: Mapping[str, Sequence[str]],
        *,
        folder: Path,
        tell: Callable[[str], None],
    ) -> None:
        """Name the commands by what they are in Italian; `tell` says what falls and rises."""
        self._programs = [_Program(name, command) for name, command in programs.items()]
        self._folder = folder
        self._tell = tell

    def start(self) -> None:
        """Start every program."""
        for program in self._programs:
            self._launch(program)

    def fallen(self) -> list[str]:
        """Return the names of the programs that are not running."""
        return [
            program.name
            for program in self._programs
            if program.process is None or program.process.poll() is not None
        ]

    def watch(self, stop: Event) -> None:
        """Start again what falls, each time after a longer pause, until `stop` is set."""
        while not stop.wait(_LOOK_SECONDS):
            for program in self._programs:
                self._look_after(program)

    def stop(self) -> None:
        """Ask every program to finish, then end those that do not."""
        running = [program.process for program in self._programs if program.process is not None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + _SECONDS_TO_STOP
        for process in running:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _look_after(self, program: _Program) -> None:
        now = time.monotonic()
        if program.restart_at is not None:
            if now >= program.restart_at:
                self._launch(program)
            return
        status = program.process.poll() if program.process is not None else None
        if status is None:
            return
        program.pause = next_pause(program.pause, now - program.started)
        program.restart_at = now + program.pause
        self._tell(
            f"! Si è fermato: {program.name} (codice {status}). "
            f"Lo riavvio tra {program.pause:.0f} s."
        )

    def _launch(self, program: _Program) -> None:
        program.process = subprocess.Popen(
            [*_die_with_us(), *program.command],
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # a Ctrl-C reaches us alone, and we stop them in order
        )
        program.started = time.monotonic()
        program.restart_at = None


def _die_with_us() -> list[str]:
    """Even a kill -9 of the supervisor must not leave the port and the timetable taken."""
    setpriv = shutil.which("setpriv") if sys.platform == "linux" else None
    return [setpriv, "--pdeathsig", "TERM"] if setpriv else []


def port_fault(host: str, port: int) -> str | None:
    """Return the Italian sentence that says why nobody can listen there, or `None`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except PermissionError:
            return f"Non posso usare la porta {port}: scegline una sopra 1024, PORT=5000 make run."
        except OSError:
            return (
                f"La porta {port} è già occupata: chiudi il programma che la usa, "
                f"oppure scegline un'altra, per esempio PORT={port + 1} make run."
            )
    return None


def answers(host: str, port: int, page: str) -> bool:
    """Return whether `page` is served there without a fault of the server."""
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", page)
        return connection.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
