import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from app.jobs.supervisor import Supervisor, answers, port_fault

# Writes its number into a file named after it, then waits to be stopped.
WAIT = "import os, pathlib, signal; pathlib.Path(str(os.getpid())).touch(); signal.pause()"


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path: Path, told: list[str]) -> Iterator[Supervisor]:
    programs = {"uno": [sys.executable, "-c", WAIT], "due": [sys.executable, "-c", WAIT]}
    supervisor = Supervisor(programs, folder=tmp_path, tell=told.append)
    supervisor.start()
    yield supervisor
    supervisor.stop()


def started(folder: Path, how_many: int) -> list[int]:
    """Wait until so many programs have shown up; the time limit of a test ends a vain wait."""
    while len(found := list(folder.iterdir())) < how_many:
        time.sleep(0.02)
    return [int(entry.name) for entry in found]


def test_a_killed_program_is_started_again(
    supervisor: Supervisor, tmp_path: Path, told: list[str]
) -> None:
    stop = Event()
    watching = Thread(target=supervisor.watch, args=(stop,))
    watching.start()
    os.kill(started(tmp_path, 2)[0], signal.SIGKILL)
    started(tmp_path, 3)
    fallen = supervisor.fallen()  # before the watch ends: a child follows the thread that made it
    stop.set()
    watching.join()
    assert fallen == []
    assert len(told) == 1
    assert "codice -9" in told[0]


def test_it_says_what_has_fallen(supervisor: Supervisor, tmp_path: Path) -> None:
    first, _ = started(tmp_path, 2)
    os.kill(first, signal.SIGKILL)
    while not supervisor.fallen():
        time.sleep(0.02)
    assert len(supervisor.fallen()) == 1


def test_stopping_leaves_nothing_running(supervisor: Supervisor, tmp_path: Path) -> None:
    running = started(tmp_path, 2)
    supervisor.stop()
    assert sorted(supervisor.fallen()) == ["due", "uno"]
    for number in running:
        with pytest.raises(ProcessLookupError):
            os.kill(number, 0)


def test_a_free_port_has_no_fault() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert port_fault("127.0.0.1", port) is None


def test_a_taken_port_is_said_in_one_sentence_with_a_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        sentence = port_fault("127.0.0.1", port)
    assert sentence is not None
    assert f"La porta {port} è già occupata" in sentence
    assert f"PORT={port + 1} make run" in sentence


def test_nobody_answers_where_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert not answers("127.0.0.1", port, "/healthz")
