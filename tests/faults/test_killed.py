"""Killed without warning, at any moment: what was acknowledged is there, whole, and work goes on."""

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.accounts.models import Team
from app.accounts.operations import open_team
from app.audit.models import AuditEntry
from app.audit.queries import altered_lines
from app.db import db
from app.transaction.submissions import AlreadyDone, PendingSubmission, pending_submission
from tests.cast import MAKER, NOW, OFFICE
from tests.support.databases import ENGINE

ROOT = Path(__file__).parents[2]
WHO = UUID(int=0xB0)
WRITER = """
import os, signal, sys
from pathlib import Path
from uuid import UUID
from app import create_app
from app.accounts.operations import open_team
from app.transaction.submissions import PendingSubmission, pending_submission
from tests.cast import MAKER, NOW, OFFICE
from tests.support.databases import settings_for

address, folder, name, once = sys.argv[1:]
with create_app(settings_for(address, Path(folder))).app_context():
    while True:
        if once:
            pending_submission.set(PendingSubmission(UUID(int=0xB0), once, b"the same words"))
        print(open_team(actor=MAKER, now=NOW, organisation_id=OFFICE, name=name), flush=True)
        if once:
            os.kill(os.getpid(), signal.SIGKILL)
"""


def _writer(own_app: Flask, folder: Path, name: str, once: str = "") -> subprocess.Popen[str]:
    address = own_app.config["SQLALCHEMY_DATABASE_URI"]
    command = [sys.executable, "-c", WRITER, address, str(folder), name, once]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _acknowledged(writer: subprocess.Popen[str]) -> set[str]:
    """Read the last whole lines of somebody who is dead."""
    assert writer.stdout is not None
    with writer.stdout:
        lines = writer.stdout.readlines()
    writer.wait()
    return {line.strip() for line in lines if line.endswith("\n")}


@pytest.mark.parametrize("after", [1, 30])
def test_two_writers_killed_together_lose_nothing_they_acknowledged(
    own_app: Flask, workplace: Path, after: int
) -> None:
    db.session.remove()
    writers = [_writer(own_app, workplace, name) for name in ("Primo", "Secondo")]
    acknowledged: set[str] = set()
    for writer in writers:
        assert writer.stdout is not None
        acknowledged |= {writer.stdout.readline().strip() for _ in range(after)}
    for writer in writers:
        os.kill(writer.pid, signal.SIGKILL)
    for writer in writers:
        acknowledged |= _acknowledged(writer)
    kept = {str(row) for row in db.session.scalars(select(Team.id))}
    assert len(acknowledged) >= after * 2
    assert acknowledged <= kept
    _nothing_is_half_done()
    assert open_team(actor=MAKER, now=NOW, organisation_id=OFFICE, name="Terzo")


def _nothing_is_half_done() -> None:
    """Each change has its entry, each entry its change, and no line was torn."""
    written = {str(row) for row in db.session.scalars(select(Team.id).where(Team.name.like("%o%")))}
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.name == "accounts.team.open"))
    told = Counter(entry.subjects[0]["id"] for entry in entries)
    assert set(told.values()) == {1}
    assert written <= set(told)
    assert set(told) <= {str(row) for row in db.session.scalars(select(Team.id))}
    assert list(altered_lines()) == []
    if ENGINE == "sqlite":
        with db.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_who_dies_between_the_commit_and_the_answer_does_not_do_it_twice(
    own_app: Flask, workplace: Path
) -> None:
    db.session.remove()
    (made,) = _acknowledged(_writer(own_app, workplace, "Ripetuto", once="one press"))
    pending_submission.set(PendingSubmission(WHO, "one press", b"the same words"))
    with pytest.raises(AlreadyDone) as again:
        open_team(actor=MAKER, now=NOW, organisation_id=OFFICE, name="Ripetuto")
    assert again.value.subject is not None
    assert str(again.value.subject.id) == made
    named = select(func.count()).select_from(Team).where(Team.name == "Ripetuto")
    assert db.session.scalar(named) == 1
