"""The same press twice makes one thing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.accounts.models import Team
from app.accounts.operations import open_team
from app.db import db
from app.kernel.errors import Invalid
from app.transaction.models import Submission
from app.transaction.operations import purge_submissions
from app.transaction.submissions import AlreadyDone, PendingSubmission, pending_submission
from tests.cast import MAKER, NOW, OFFICE
from tests.support.use_cases import refuse_always

WHO = uuid4()


def _press(key: str, print_of: bytes = b"same words"):
    pending_submission.set(PendingSubmission(WHO, key, print_of))
    return open_team(actor=MAKER, now=NOW, organisation_id=OFFICE, name="Anziani")


def _teams() -> int:
    return db.session.scalar(select(func.count()).select_from(Team).where(Team.name == "Anziani"))


def test_the_second_press_lands_on_what_the_first_made(app: Flask) -> None:
    team_id = _press("one")
    with pytest.raises(AlreadyDone) as again:
        _press("one")
    assert again.value.subject is not None
    assert again.value.subject.id == team_id
    assert _teams() == 1


def test_the_same_key_with_other_words_is_refused(app: Flask) -> None:
    _press("one")
    with pytest.raises(Invalid):
        _press("one", b"other words")


def test_a_refused_press_may_be_repeated(app: Flask) -> None:
    pending_submission.set(PendingSubmission(WHO, "one", b"same words"))
    with pytest.raises(Invalid):
        refuse_always(actor=MAKER, now=NOW)
    _press("one")
    assert _teams() == 1


def test_a_second_use_case_of_the_same_request_carries_no_submission(app: Flask) -> None:
    _press("one")
    open_team(actor=MAKER, now=NOW, organisation_id=OFFICE, name="Anziani")
    assert _teams() == 2


def test_old_submissions_are_forgotten(app: Flask, at) -> None:
    _press("one")
    at(NOW + timedelta(days=8))
    assert purge_submissions() == 1
    assert db.session.scalar(select(func.count()).select_from(Submission)) == 0
