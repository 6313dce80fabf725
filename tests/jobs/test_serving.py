"""The whole program as `make run` starts it: two real processes under a real supervisor."""

import base64
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.db import db
from app.jobs.serving import Address
from tests.support.databases import MASTER_KEYS

SECRET = "a secret that only the tests know"
RING = ",".join(f"{n}:{base64.b64encode(key).decode()}" for n, key in MASTER_KEYS.items())


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def start(app: Flask, port: int, folder: Path) -> subprocess.Popen[str]:
    kept = ("PATH", "HOME", "LANG")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment |= {
        "FLASK_APP": "app",
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
        "DATABASE_URL": db.engine.url.render_as_string(hide_password=False),
        "SPORTELLO_MODE": "test",
        "SPORTELLO_DATA_DIR": str(folder),
        "SPORTELLO_SECRET_KEY": SECRET,
        "SPORTELLO_MASTER_KEY": RING,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "flask", "serve"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def serving(own_app: Flask, port: int, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The program, answering."""
    with start(own_app, port, tmp_path) as process:
        read_until(process, "è pronto")
        yield process
        process.terminate()


def read_until(process: subprocess.Popen[str], words: str) -> str:
    """Return what was said up to `words`; fail at once if the program ends without saying them."""
    assert process.stdout is not None
    heard = ""
    for line in process.stdout:
        heard += line
        if words in line:
            return heard
    raise AssertionError(f"it never said {words!r}: {heard}")


def children(process: int) -> dict[int, str]:
    """Return the programs that a process started, with their commands."""
    listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    commands = {}
    for number in map(int, listed):
        try:
            words = Path(f"/proc/{number}/cmdline").read_bytes()
        except FileNotFoundError:
            continue
        commands[number] = words.replace(b"\0", b" ").decode()
    return commands


def alive(number: int) -> bool:
    """Return whether a process still runs; one that only waits to be counted does not."""
    try:
        words = Path(f"/proc/{number}/stat").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return words.rpartition(")")[2].split()[0] != "Z"


def status(port: int, page: str) -> int | None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", page)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def test_it_serves_tells_no_secret_and_stops_with_everything_it_started(
    serving: subprocess.Popen[str], port: int
) -> None:
    assert status(port, "/healthz?q=Amina+Diop") == 200
    status(port, "/?q=Amina+Diop")
    assert "Amina" not in read_until(serving, '"GET /" ')
    started = children(serving.pid)
    assert len(started) == 2
    commands = " ".join(started.values())
    assert "gunicorn" in commands
    assert SECRET not in commands
    assert RING not in commands
    serving.send_signal(signal.SIGTERM)
    assert serving.wait() == 0
    assert status(port, "/healthz") is None
    assert not [number for number in started if alive(number)]


def test_what_is_killed_comes_back(serving: subprocess.Popen[str], port: int) -> None:
    for words in ("gunicorn", "jobs run"):
        [victim] = [number for number, command in children(serving.pid).items() if words in command]
        os.kill(victim, signal.SIGKILL)
        read_until(serving, "Lo riavvio")
        while not any(words in command for command in children(serving.pid).values()):
            time.sleep(0.05)
        while status(port, "/healthz") != 200:
            time.sleep(0.05)
        assert victim not in children(serving.pid)


def test_a_killed_supervisor_takes_everything_with_it(
    serving: subprocess.Popen[str], port: int
) -> None:
    started = children(serving.pid)
    serving.kill()
    while [number for number in started if alive(number)]:
        time.sleep(0.05)
    assert status(port, "/healthz") is None


def test_a_busy_port_gives_one_sentence(own_app: Flask, port: int, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", port)), start(own_app, port, tmp_path) as process:
        heard, _ = process.communicate()
    assert process.returncode == 1
    assert heard.startswith(f"La porta {port} è già occupata")
    assert len(heard.splitlines()) == 1


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://localhost:5000"),
        ("0.0.0.0", "http://localhost:5000"),
        ("::1", "http://localhost:5000"),
        ("10.1.2.3", "http://10.1.2.3:5000"),
    ],
)
def test_the_address_is_one_a_person_can_type(host: str, url: str) -> None:
    assert Address(host=host, port=5000).url == url
