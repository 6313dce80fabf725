"""The office behind its own web server, and a browser that asks it over the network."""

import base64
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask

from app import create_app
from app.kernel import clock
from bench.measure import memory_mb
from config import ROOT, Settings
from tests.cast import NOW

_SECONDS_TO_START = 30
_SECONDS_KEPT = 3  # the server drops a silent connection after five: a press must not meet that
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def served() -> Flask:
    """Return what gunicorn serves: the office at the hour that was last shown."""
    app = create_app()
    hour = _hour(app.extensions["settings"])
    clock.set_source(lambda: datetime.fromtimestamp(hour.stat().st_mtime_ns / 1e9, UTC))
    return app


def show_hour(settings: Settings, now: datetime) -> None:
    """Let every worker live at `now`: the hour is that of a file, read and changed whole."""
    stamp = int(now.timestamp() * 1e6) * 1000
    os.utime(_hour(settings), ns=(stamp, stamp))


def _hour(settings: Settings) -> Path:
    return settings.data_dir / "hour"


@dataclass(frozen=True)
class Server:
    """A web server that answers."""

    port: int
    pid: int
    workers: int

    def memory_mb(self) -> list[float]:
        """Return the memory each worker holds now."""
        of_master = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        return [memory_mb(pid) for pid in of_master.read_text(encoding="ascii").split()]


@contextmanager
def gunicorn(settings: Settings, workers: int) -> Iterator[Server]:
    """Serve the office, as production does, with so many workers."""
    _hour(settings).touch()
    show_hour(settings, NOW)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    key = base64.b64encode(settings.master_keys[1]).decode()
    environment = {
        **os.environ,
        "SPORTELLO_MODE": "test",
        "DATABASE_URL": settings.database_url,
        "SPORTELLO_SECRET_KEY": settings.secret_key,
        "SPORTELLO_MASTER_KEY": f"1:{key}",
        "SPORTELLO_DATA_DIR": str(settings.data_dir),
    }
    command = [
        *(sys.executable, "-m", "gunicorn", "--config", "python:app.jobs.gunicorn_conf"),
        *("--bind", f"127.0.0.1:{port}", "--workers", str(workers), "bench.web:served()"),
    ]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    server = Server(port, process.pid, workers)
    try:
        _wait_for(server)
        yield server
    finally:
        process.terminate()
        process.wait()


def _wait_for(server: Server) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until:
        with suppress(OSError), closing(Browser(server.port)) as browser:
            if browser.get("/healthz").status_code == 200:
                return
        time.sleep(0.2)
    raise RuntimeError("the server did not answer")


class Answer:
    """What was answered, named as the client of Flask names it."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.status_code = answer.status
        self.headers = answer.headers
        self.location = answer.headers.get("Location")
        self._body = answer.read()

    @property
    def text(self) -> str:
        """The page."""
        return self._body.decode()


class Browser:
    """One browser on one connection kept open; it is asked as the client of Flask is."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookies: SimpleCookie = SimpleCookie()
        self._used = time.monotonic()

    def close(self) -> None:
        self._connection.close()

    def set_cookie(self, key: str, value: str) -> None:
        self._cookies[key] = value

    def get(self, address: str, *, headers: Mapping[str, str] | None = None) -> Answer:
        return self._ask("GET", address, None, headers or {})

    def post(
        self, address: str, *, data: Mapping[str, Any], headers: Mapping[str, str] | None = None
    ) -> Answer:
        body = urlencode(data, doseq=True).encode()
        return self._ask("POST", address, body, {**_FORM, **(headers or {})})

    def _ask(
        self, method: str, address: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        if time.monotonic() - self._used > _SECONDS_KEPT:
            self._connection.close()  # the next request opens it again
        cookies = "; ".join(f"{one.key}={one.coded_value}" for one in self._cookies.values())
        self._connection.request(method, address, body, {**headers, "Cookie": cookies})
        answer = Answer(self._connection.getresponse())
        self._used = time.monotonic()
        for line in answer.headers.get_all("Set-Cookie", []):
            self._cookies.load(line)
        return answer
