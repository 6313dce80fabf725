import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from tests.provision.postgres import VARIABLE, binaries, server

ASK_VERSION = f"""
import os, sqlalchemy
engine = sqlalchemy.create_engine(os.environ["{VARIABLE}"])
with engine.connect() as connection:
    print(connection.dialect.name, engine.url.query["host"])
"""


def provided(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if name != VARIABLE}
    return subprocess.run(
        [sys.executable, "-m", "tests.provision.postgres", "--", *command],
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_gives_the_command_a_server_and_leaves_nothing_behind() -> None:
    outcome = provided(sys.executable, "-c", ASK_VERSION)
    dialect, home = outcome.stdout.split()
    assert dialect == "postgresql"
    assert not Path(home).exists()


def test_it_hands_back_the_exit_status_of_the_command() -> None:
    assert provided(sys.executable, "-c", "raise SystemExit(7)").returncode == 7


def test_it_uses_the_address_it_is_given() -> None:
    script = f"import os; print(os.environ['{VARIABLE}'])"
    outcome = provided(sys.executable, "-c", script, **{VARIABLE: "postgresql+psycopg://altrove/x"})
    assert outcome.stdout.strip() == "postgresql+psycopg://altrove/x"


def test_it_refuses_to_run_nothing() -> None:
    assert provided().returncode == 2


def test_the_server_of_the_wheel_serves_where_the_machine_has_none() -> None:
    with server(wheel_only=True) as url:
        where = make_url(url)
        socket = str(where.query["host"])
        with psycopg.connect(host=socket, user="postgres", dbname="postgres") as connection:
            assert connection.info.server_version >= 180000
    assert not Path(socket).exists()


@pytest.mark.parametrize("farewell", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_command_takes_the_server_with_it(farewell: signal.Signals) -> None:
    script = (
        "import os, signal, time; signal.signal(signal.SIGINT, signal.SIG_DFL);"
        f"print(os.environ['{VARIABLE}'], flush=True); time.sleep(50)"
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.provision.postgres", "--", sys.executable, "-c", script],
        env={name: value for name, value in os.environ.items() if name != VARIABLE},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process:
        assert process.stdout is not None
        home = Path(str(make_url(process.stdout.readline().strip()).query["host"]))
        assert home.exists()
        os.killpg(process.pid, farewell)
        assert process.wait() == 128 + farewell
    assert not home.exists()


def test_a_killed_runner_takes_the_server_with_it() -> None:
    script = "with __import__('tests.provision.postgres', fromlist=['x']).server() as url:\n"
    script += "    print(url, flush=True); input()"
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        home = Path(str(make_url(process.stdout.readline().strip()).query["host"]))
        process.kill()
    while (home / "data" / "postmaster.pid").exists():  # the time limit of a test ends this
        time.sleep(0.05)
    shutil.rmtree(home)


def _installed(folder: Path, *programs: str) -> None:
    folder.mkdir(parents=True)
    for program in programs:
        (folder / program).touch(mode=0o755)


def test_it_prefers_the_newest_complete_version_of_the_machine(tmp_path: Path) -> None:
    for version in ("9", "15", "16"):
        _installed(tmp_path / version / "bin", "initdb", "postgres")
    _installed(tmp_path / "17" / "bin", "psql")
    assert binaries(search_path="", debian=tmp_path) == tmp_path / "16" / "bin"


def test_it_finds_the_binaries_on_the_path_first(tmp_path: Path) -> None:
    _installed(tmp_path / "path", "initdb", "postgres")
    _installed(tmp_path / "debian" / "16" / "bin", "initdb", "postgres")
    found = binaries(search_path=str(tmp_path / "path"), debian=tmp_path / "debian")
    assert found == tmp_path / "path"


def test_a_machine_without_binaries_has_none(tmp_path: Path) -> None:
    assert binaries(search_path="", debian=tmp_path) is None
