"""When the database does not give way: once more from plain arguments, then an honest no."""

import sqlite3
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from app.accounts.models import Team
from app.audit import operations as trail
from app.audit.models import AccessEntry, AuditEntry
from app.db import TRIES, Busy, db
from app.kernel.errors import Conflict, Invalid, NotPermitted
from app.transaction.housekeeping import housekeeping
from app.transaction.submissions import PendingSubmission, pending_submission
from app.transaction.use_case import use_case
from tests.cast import MAKER, NOW, OFFICE, Cast


class Deadlock(Exception):
    """What a server's driver gives when two transactions wait for each other."""

    sqlstate = "40P01"


class Serialization(Exception):
    """What it gives when one of two transactions must begin again."""

    sqlstate = "40001"


class Stopped(Exception):
    """What it gives when a question, or its wait for a row that others hold, took too long."""

    sqlstate = "57014"


class Gone(Exception):
    """What it gives when the table is not there: no use in trying again."""

    sqlstate = "42P01"


TRANSIENT = {
    "deadlock": DBAPIError("…", {}, Deadlock()),
    "serialization": DBAPIError("…", {}, Serialization()),
    "busy": OperationalError("…", {}, sqlite3.OperationalError("database is locked")),
}
LASTING = {
    "no table": DBAPIError("…", {}, Gone()),
    "full": OperationalError("…", {}, sqlite3.OperationalError("database or disk is full")),
}
_tried: list[int] = []


@use_case(
    "tests.team.try",
    permission=None,
    refusals={"uq_account_login": Invalid("login:login_taken")},
)
def _try(*, actor, now, fails: int, error: Exception) -> str:
    """Write, then fail as often as it is told to."""
    db.session.add(Team(organisation_id=OFFICE, name="Ostinata"))
    db.session.flush()
    _tried.append(1)
    if len(_tried) <= fails:
        raise error
    return "done"


@pytest.fixture(autouse=True)
def _fresh() -> None:
    _tried.clear()


def _teams() -> int:
    named = select(func.count()).select_from(Team).where(Team.name == "Ostinata")
    return db.session.scalar(named) or 0


def _count(table: type[Any], name: str = "tests.team.try") -> int:
    return db.session.scalar(select(func.count()).select_from(table).where(table.name == name)) or 0


@pytest.mark.parametrize("kind", TRANSIENT)
def test_what_passes_by_itself_is_tried_again_and_done_once(app: Flask, kind: str) -> None:
    assert _try(actor=MAKER, now=NOW, fails=TRIES - 1, error=TRANSIENT[kind]) == "done"
    assert (len(_tried), _teams(), _count(AuditEntry)) == (TRIES, 1, 1)


@pytest.mark.parametrize("kind", TRANSIENT)
def test_after_three_times_it_says_so_and_nothing_remains(app: Flask, kind: str) -> None:
    with pytest.raises(Busy):
        _try(actor=MAKER, now=NOW, fails=100, error=TRANSIENT[kind])
    assert (len(_tried), _teams(), _count(AuditEntry)) == (TRIES, 0, 0)


def test_who_waited_until_it_was_stopped_is_told_at_once(app: Flask) -> None:
    """Three waits of five seconds are longer than anybody holds a telephone."""
    with pytest.raises(Busy):
        _try(actor=MAKER, now=NOW, fails=1, error=OperationalError("…", {}, Stopped()))
    assert (len(_tried), _teams(), _count(AuditEntry)) == (1, 0, 0)


@pytest.mark.parametrize("kind", LASTING)
def test_what_will_not_pass_is_not_tried_again(app: Flask, kind: str) -> None:
    with pytest.raises(DBAPIError):
        _try(actor=MAKER, now=NOW, fails=100, error=LASTING[kind])
    assert (len(_tried), _teams(), _count(AuditEntry)) == (1, 0, 0)


def test_a_fault_of_ours_leaves_nothing_half_done(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError):
        _try(actor=MAKER, now=NOW, fails=100, error=ZeroDivisionError())
    assert (len(_tried), _teams(), _count(AuditEntry)) == (1, 0, 0)


def test_a_second_try_carries_the_same_submission(app: Flask, cast: Cast) -> None:
    who = cast["bruno"].account_id
    pending_submission.set(PendingSubmission(who, "one", b"words"))
    _try(actor=MAKER, now=NOW, fails=1, error=TRANSIENT["busy"])
    pending_submission.set(PendingSubmission(who, "one", b"other words"))
    with pytest.raises(Invalid):
        _try(actor=MAKER, now=NOW, fails=0, error=TRANSIENT["busy"])
    assert _teams() == 1


@use_case(
    "tests.constraint.meet",
    permission=None,
    refusals={"uq_account_login": Invalid("login:login_taken")},
)
def _meet(*, actor, now, login: str) -> None:
    """Open an account under a login, whoever has it."""
    from app.accounts.models import Account

    db.session.add(Account(login=login, name="X", created_at=now))


def test_a_named_constraint_is_a_refusal_with_its_line(app: Flask) -> None:
    with pytest.raises(Invalid, match="login_taken"):
        _meet(actor=MAKER, now=NOW, login="bruno")
    line = db.session.scalars(select(AccessEntry)).one()
    assert (line.name, line.reasons) == ("tests.constraint.meet", ["login:login_taken"])


@pytest.mark.parametrize("kind", TRANSIENT)
def test_a_refusal_is_told_though_its_line_waits(
    app: Flask, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Who was told no is never told instead that something broke."""
    write = trail._insert_alone

    def late(values: dict[str, Any]) -> None:
        _tried.append(1)
        if len(_tried) < TRIES:
            raise TRANSIENT[kind]
        write(values)

    monkeypatch.setattr(trail, "_insert_alone", late)
    with pytest.raises(Invalid, match="login_taken"):
        _meet(actor=MAKER, now=NOW, login="bruno")
    assert (len(_tried), _count(AccessEntry, "tests.constraint.meet")) == (TRIES, 1)


@use_case("tests.constraint.unexpected", permission=None)
def _unexpected(*, actor, now) -> None:
    """Meet a constraint that nobody has words for."""
    from app.accounts.models import Account

    db.session.add(Account(login="bruno", name="X", created_at=now))


def test_a_constraint_nobody_named_is_a_fault_and_no_refusal(app: Flask) -> None:
    with pytest.raises(IntegrityError):
        _unexpected(actor=MAKER, now=NOW)
    assert _count(AccessEntry, "tests.constraint.unexpected") == 0


@use_case("tests.housekeeping.inside", permission=None)
def _tidy_inside(*, actor, now) -> None:
    """Tidy up where nobody may."""
    with housekeeping("draft"):
        pass


def test_nobody_tidies_up_inside_a_use_case(app: Flask) -> None:
    with pytest.raises(RuntimeError, match="never inside"):
        _tidy_inside(actor=MAKER, now=NOW)


@use_case("tests.outer.do", permission=None)
def _outer(*, actor, now) -> None:
    """Ask another use case for something this actor may not do."""
    _inner(actor=actor, now=now)


@use_case("tests.inner.do", permission="tests:inner:do")
def _inner(*, actor, now) -> None:
    """Something only a permission opens."""


def test_a_step_asks_for_its_own_permission_again(app: Flask) -> None:
    with pytest.raises(NotPermitted, match="tests:inner:do"):
        _outer(actor=MAKER, now=NOW)


@use_case("tests.team.rename", permission=None)
def _rename(*, actor, now, team_id, meanwhile) -> None:
    """Change a row that somebody else changes at the same moment."""
    from app.accounts.models import Account

    account = db.session.scalars(select(Account).where(Account.login == "bruno")).one()
    db.session.connection().execute(
        Account.__table__.update().where(Account.id == account.id).values(version=meanwhile)
    )
    account.name = "Altro"


def test_a_row_changed_between_reading_and_writing_is_a_conflict(app: Flask) -> None:
    with pytest.raises(Conflict):
        _rename(actor=MAKER, now=NOW, team_id=None, meanwhile=9)
    assert _count(AuditEntry, "tests.team.rename") == 0
    assert _count(AccessEntry, "tests.team.rename") == 1, "a refusal leaves its line"
