"""`flask serve`: the web server and the timetable, side by side, until they are asked to stop."""

import signal
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from app.jobs.supervisor import Supervisor, answers, port_fault

WEB = "il server delle pagine"
TIMETABLE = "il programma dei lavori periodici"
_LOOK_SECONDS = 0.1


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where the pages are served."""

    host: str
    port: int

    @property
    def reachable_host(self) -> str:
        """The host to ask from this machine: an address that means "everywhere" is none."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104

    @property
    def url(self) -> str:
        """What a person types."""
        local = self.reachable_host in ("127.0.0.1", "::1", "localhost")
        return f"http://{'localhost' if local else self.host}:{self.port}"


def web_command(address: Address, access_log: str) -> list[str]:
    """Return the command of the web server; it holds no secret, for anybody can list commands."""
    host = f"[{address.host}]" if ":" in address.host else address.host
    return [
        *(sys.executable, "-m", "gunicorn", "--config", "python:app.jobs.gunicorn_conf"),
        *("--bind", f"{host}:{address.port}", "--access-logfile", access_log),
    ]


def timetable_command() -> list[str]:
    """Return the command of the timetable."""
    return [sys.executable, "-m", "flask", "--app", "app", "jobs", "run"]


def serve(
    address: Address,
    *,
    folder: Path,
    access_log: str,
    greeting: Callable[[], Iterable[str]],
    tell: Callable[[str], None],
) -> int:
    """Serve until SIGTERM or SIGINT; return the exit status.

    `greeting` gives the lines to say once the pages answer. Refuses, with a sentence and status 1,
    a port that is taken and a web server that falls before its first page.
    """
    fault = port_fault(address.host, address.port)
    if fault is not None:
        tell(fault)
        return 1
    stop = Event()
    for farewell in (signal.SIGTERM, signal.SIGINT):
        signal.signal(farewell, lambda *_: stop.set())
    supervisor = Supervisor(
        {WEB: web_command(address, access_log), TIMETABLE: timetable_command()},
        folder=folder,
        tell=tell,
    )
    supervisor.start()
    try:
        if not _wait_for_first_page(supervisor, address, stop):
            tell(f"Non riesco ad avviare {WEB}: leggi il messaggio qui sopra.")
            return 1
        if not stop.is_set():
            for line in greeting():
                tell(line)
        supervisor.watch(stop)
    finally:
        supervisor.stop()
    return 0


def _wait_for_first_page(supervisor: Supervisor, address: Address, stop: Event) -> bool:
    """Return `False` when the web server fell before it answered."""
    while not stop.wait(_LOOK_SECONDS):
        if WEB in supervisor.fallen():
            return False
        if answers(address.reachable_host, address.port, "/healthz"):
            return True
    return True
