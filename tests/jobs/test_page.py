"""What the administrator reads of the timetable, and what she is told when it does not go."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from flask import Flask

from app.features import JOBS
from app.jobs.labels import DID, did, lasting, rhythm
from app.jobs.operations import run_due
from app.jobs.rules import Daily, Every, JobName, LastRun, RunResult
from app.kernel.jobs import Job, JobReport
from app.notifications.operations import send_waiting
from app.notifications.rules import Answer, Channel, Letter, Outcome
from config import SmsGateway
from tests.builders.notices import a_notice
from tests.cast import NOW, Cast
from tests.support.client import OfficeClient

Move = Callable[[datetime], None]
LEADER = "ufficio-1 4211"


def _fail(_now: datetime) -> JobReport:
    raise RuntimeError("Amina Diop is in this message")


def _all_done() -> None:
    for job in JOBS:
        run_due(job, runner=LEADER)


def test_every_job_of_the_timetable_has_its_name_and_says_what_it_did() -> None:
    assert sorted(job.name for job in JOBS) == sorted(JobName)
    assert DID.keys() == {*JobName}


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "meno di un secondo"),
        (1, "1 secondo"),
        (59, "59 secondi"),
        (60, "1 minuto"),
        (7300, "2 ore"),
    ],
)
def test_how_long_in_words(seconds: int, words: str) -> None:
    assert lasting(timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (Daily(time(3, 5)), "ogni giorno alle 3:05"),
        (Every(60), "ogni minuto"),
        (Every(300), "ogni 5 minuti"),
        (Every(3600), "ogni ora"),
    ],
)
def test_when_in_words(schedule: Daily | Every, words: str) -> None:
    assert rhythm(schedule) == words


@pytest.mark.parametrize(
    ("result", "detail", "words"),
    [
        (RunResult.DONE, "0", "nessun avviso inviato"),
        (RunResult.DONE, "1", "un avviso inviato"),
        (RunResult.DONE, "12", "12 avvisi inviati"),
        (RunResult.FAILED, "OSError", "errore del programma (OSError): riprova da solo"),
        (RunResult.RUNNING, "", ""),
    ],
)
def test_what_it_did_in_words(result: RunResult, detail: str, words: str) -> None:
    assert did(LastRun(JobName.SEND_NOTICES, "", NOW, NOW, 1, result, detail, "")) == words


def test_it_says_who_leads_and_what_was_done(client: OfficeClient, cast: Cast) -> None:
    _all_done()
    elena = client.enter(cast["elena"])
    page = elena.get("/jobs").text
    assert "ufficio-1, processo 4211" in page
    assert page.count("Regolare") == len(JOBS)
    assert "nessun avviso inviato" in page
    assert "24/11/2026" not in page
    assert "3:05" in page
    assert "Lavori del programma</h2>" not in elena.get("/today").text


def test_when_nobody_leads_it_says_so_here_and_on_her_first_page(
    client: OfficeClient, cast: Cast, at: Move
) -> None:
    _all_done()
    at(NOW + timedelta(hours=1))
    elena = client.enter(cast["elena"])
    page = elena.get("/jobs").text
    assert "Il programma dei lavori è spento" in page
    assert "23/11/2026, ore 15:05" in page
    assert "In ritardo" in page
    assert "Il programma dei lavori è spento" in elena.get("/today").text
    assert "Il programma dei lavori" not in client.enter(cast["dario"]).get("/today").text


def test_what_failed_is_told_by_its_kind_and_never_by_its_words(
    client: OfficeClient, cast: Cast, at: Move
) -> None:
    _all_done()
    at(NOW + timedelta(minutes=1))
    run_due(Job(JobName.SEND_NOTICES, "daily 14:00", _fail), runner=LEADER)
    elena = client.enter(cast["elena"])
    page = elena.get("/jobs").text
    assert "errore del programma (RuntimeError)" in page
    assert "Amina" not in page
    assert "Inviare gli avvisi alle persone" in elena.get("/today").text


def test_it_says_how_the_providers_answer(
    app: Flask, client: OfficeClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Dead:
        def carry(self, _letter: Letter) -> Answer:
            return Answer(Outcome.UNREACHABLE, "TimeoutError")

    a_notice(channel=Channel.SMS)
    send_waiting(NOW, {Channel.SMS: Dead()})
    elena = client.enter(cast["elena"])
    assert "nessun gestore: gli avvisi non partono" in elena.get("/jobs").text
    gateway = SmsGateway(url="https://sms.esempio.invalid/x", token="gettone")
    known = replace(app.extensions["settings"], sms=gateway)
    monkeypatch.setitem(app.extensions, "settings", known)
    page = elena.get("/jobs").text
    assert "sms.esempio.invalid; nelle ultime 24 ore: il fornitore non risponde 1" in page
