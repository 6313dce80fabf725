from datetime import datetime

import pytest
from flask import Flask

from app.jobs.cli import jobs_commands
from app.kernel.jobs import Job, JobReport


def _send(_now: datetime) -> JobReport:
    return JobReport(2, "letters")


def _fail(_now: datetime) -> JobReport:
    raise RuntimeError


COMMANDS = jobs_commands((Job("send", "daily 02:30", _send), Job("fail", "daily 03:00", _fail)))


def said(app: Flask, *words: str) -> tuple[int, str]:
    outcome = app.test_cli_runner().invoke(COMMANDS, words)
    return outcome.exit_code, outcome.output


def test_it_runs_a_job_by_hand(app: Flask) -> None:
    assert said(app, "once", "send") == (0, "Fatto\n")


def test_by_hand_too_it_runs_once_a_day(app: Flask) -> None:
    said(app, "once", "send")
    status, words = said(app, "once", "send")
    assert status == 0
    assert "Già fatto" in words


def test_on_request_it_runs_again(app: Flask) -> None:
    said(app, "once", "send")
    assert said(app, "once", "send", "--again") == (0, "Fatto\n")


def test_a_failure_is_told_to_whoever_started_it(app: Flask) -> None:
    assert said(app, "once", "fail") == (1, "Non riuscito\n")


def test_it_refuses_a_job_that_does_not_exist(app: Flask) -> None:
    status, words = said(app, "once", "dance")
    assert status == 2
    assert "dance" in words


@pytest.mark.parametrize(
    "words",
    ["send                         daily 02:30        23/11/2026 15:05 Fatto 2 letters", "mai"],
)
def test_it_lists_every_job_with_its_last_time(app: Flask, words: str) -> None:
    said(app, "once", "send")
    assert words in said(app, "list")[1]
