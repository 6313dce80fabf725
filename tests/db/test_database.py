"""What the database itself guarantees, on the engine of this run."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from flask import Flask
from sqlalchemy import event, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlalchemy.pool import Pool

from app.accounts.models import Account, Engagement, Team, Throttle
from app.accounts.operations import open_team
from app.accounts.policy import Role
from app.audit.models import AuditEntry
from app.audit.recorder import DECLARED_WRITE
from app.db import UtcDateTime, db, do_not_wait, not_waiting_for_the_disk, violated_constraint
from app.kernel.references import AccountId, TeamId, new_id
from app.transaction.use_case import use_case
from tests.cast import ELSEWHERE, MAKER, NOW, OFFICE, TODAY, Cast
from tests.support.databases import ENGINE

only_sqlite = pytest.mark.skipif(ENGINE != "sqlite", reason="about the embedded database")
only_postgresql = pytest.mark.skipif(ENGINE != "postgresql", reason="about PostgreSQL")


def _refused(statement) -> str | None:
    """Execute what the database must refuse; return the name of what refused."""
    with pytest.raises(DBAPIError) as refusal, db.session.begin_nested():
        db.session.connection().execute(statement)
    return violated_constraint(refusal.value)


def test_a_unique_key_is_told_by_its_name(app: Flask) -> None:
    double = insert(Account).values(id=new_id(), login="bruno", name="B", epoch=1, version=1)
    assert _refused(double.values(created_at=NOW)) == "uq_account_login"


def test_a_check_is_told_by_its_name(app: Flask, cast: Cast) -> None:
    backwards = insert(Engagement).values(
        organisation_id=OFFICE,
        id=new_id(),
        account_id=cast["bruno"].account_id,
        role=Role.SOCIAL_WORKER,
        valid_from=TODAY,
        valid_to=TODAY - timedelta(days=1),
    )
    assert _refused(backwards) == "ck_engagement_dates_in_order"


def test_a_trigger_that_names_itself_is_told_by_its_name(app: Flask) -> None:
    """Guards of later tables raise their own name: it must be read as a constraint's would."""
    connection = db.session.connection()
    if ENGINE == "sqlite":
        connection.execute(
            text(
                "CREATE TRIGGER guard_sample BEFORE INSERT ON team "
                "BEGIN SELECT RAISE(ABORT, 'guard_sample'); END"
            )
        )
    else:
        connection.execute(
            text(
                "CREATE FUNCTION guard_sample() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                "RAISE integrity_constraint_violation USING CONSTRAINT = 'guard_sample'; END $$"
            )
        )
        connection.execute(
            text(
                "CREATE TRIGGER guard_sample BEFORE INSERT ON team "
                "FOR EACH ROW EXECUTE FUNCTION guard_sample()"
            )
        )
    team = insert(Team).values(organisation_id=OFFICE, id=new_id(), name="mai")
    assert _refused(team) == "guard_sample"


def test_the_words_of_an_error_repeat_nothing_that_was_typed(app: Flask) -> None:
    statement = select(text("no_such_column")).select_from(Team).where(Team.name == "Brambilla")
    with pytest.raises(DBAPIError) as refusal, db.session.begin_nested():
        db.session.connection().execute(statement)
    assert "Brambilla" not in str(refusal.value)


def test_an_error_that_is_no_constraint_has_no_name(app: Flask) -> None:
    assert _refused(text("SELECT * FROM no_such_table")) is None


def test_an_instant_without_a_zone_is_refused(app: Flask) -> None:
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(StatementError, match="naive instant"):
        db.session.execute(select(Throttle).where(Throttle.last_at == naive))


def test_an_instant_of_any_zone_comes_back_in_utc(app: Flask) -> None:
    in_rome = datetime(2026, 11, 23, 15, 5, tzinfo=timezone(timedelta(hours=1)))
    row = insert(Throttle).values(key=b"\x01" * 32, attempts=1, last_at=in_rome)
    db.session.execute(row.execution_options(**{DECLARED_WRITE: True}))
    kept = db.session.scalars(select(Throttle.last_at)).one()
    assert kept == in_rome
    assert kept.tzinfo is UTC


def test_nothing_stays_nothing(app: Flask) -> None:
    kind = UtcDateTime()
    dialect = db.session.connection().dialect
    assert kind.process_bind_param(None, dialect) is None
    assert kind.process_result_value(None, dialect) is None


@use_case("tests.team.borrow", permission=None)
def _borrow(*, actor, now, organisation_id, account_id, team_id) -> None:
    db.session.add(
        Engagement(
            organisation_id=organisation_id,
            account_id=AccountId(account_id),
            role=Role.SOCIAL_WORKER,
            team_id=team_id,
            valid_from=date(2026, 1, 1),
        )
    )


def test_a_row_cannot_point_to_a_row_of_another_body(app: Flask, cast: Cast) -> None:
    hers = cast["bruno"].team_id
    borrowed = {"actor": MAKER, "now": NOW, "account_id": cast["zeno"].account_id, "team_id": hers}
    with pytest.raises(IntegrityError):
        _borrow(**borrowed, organisation_id=ELSEWHERE)
    _borrow(**borrowed, organisation_id=OFFICE)


@use_case("tests.engagement.end", permission=None)
def _end(*, actor, now, engagement_id, ends_on) -> None:
    row = db.session.get_one(Engagement, (OFFICE, engagement_id))
    db.session.expire(row)  # nothing of it is in memory any more
    row.valid_to = ends_on


def test_the_trail_tells_the_old_value_of_what_was_not_in_memory(app: Flask, cast: Cast) -> None:
    engagement_id = cast["gino"].engagement_id
    _end(actor=MAKER, now=NOW, engagement_id=engagement_id, ends_on=date(2027, 1, 1))
    _end(actor=MAKER, now=NOW, engagement_id=engagement_id, ends_on=date(2027, 6, 1))
    lines = select(AuditEntry).where(AuditEntry.name == "tests.engagement.end")
    values = [entry.changes[0]["values"]["valid_to"] for entry in db.session.scalars(lines)]
    assert sorted(values, key=str) == [["2027-01-01", "2027-06-01"], [None, "2027-01-01"]]


def test_an_id_is_there_before_the_database_knows_the_row() -> None:
    assert Team(organisation_id=OFFICE, name="Anziani").id is not None
    given = TeamId(new_id())
    assert Team(organisation_id=OFFICE, id=given, name="Anziani").id == given


def _transactions(app: Flask) -> list[str]:
    """Every BEGIN that reaches the driver from now on."""
    seen: list[str] = []

    @event.listens_for(db.engine, "before_cursor_execute")
    def _note(_connection, _cursor, statement, *_rest) -> None:
        if statement.startswith("BEGIN"):
            seen.append(statement)

    return seen


@only_sqlite
def test_only_who_writes_takes_the_write_lock(own_app: Flask) -> None:
    begun = _transactions(own_app)
    db.session.execute(select(Team)).all()
    db.session.rollback()
    assert begun == ["BEGIN"]
    open_team(actor=MAKER, now=NOW, organisation_id=OFFICE, name="Anziani")
    assert begun == ["BEGIN", "BEGIN IMMEDIATE"]


@pytest.fixture
def patient() -> Iterator[None]:
    """The connections as the office has them: the others of the tests do not wait for the disk."""
    if ENGINE == "sqlite":
        event.remove(Pool, "checkout", do_not_wait)
    yield
    if ENGINE == "sqlite":
        event.listen(Pool, "checkout", do_not_wait)


@only_sqlite
@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)],
)
def test_every_connection_has_the_guarantees_of_the_house(
    own_app: Flask, pragma: str, value: object
) -> None:
    with db.engine.connect() as one, db.engine.connect() as other:
        for connection in (one, other):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


@pytest.mark.usefixtures("patient")
def test_what_can_be_made_again_does_not_wait_for_the_disk(own_app: Flask) -> None:
    chosen = {
        "sqlite": "SELECT synchronous = 0 FROM pragma_synchronous",
        "postgresql": "SELECT source = 'session' AND setting = 'off' FROM pg_settings"
        " WHERE name = 'synchronous_commit'",
    }

    def forgetful() -> bool:
        with db.engine.connect() as connection:
            return bool(connection.exec_driver_sql(chosen[connection.dialect.name]).scalar())

    with not_waiting_for_the_disk():
        assert forgetful()
    assert not forgetful()


@only_postgresql
@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("statement_timeout", "5s"),
        ("idle_in_transaction_session_timeout", "15s"),
        ("TimeZone", "UTC"),
    ],
)
def test_every_connection_to_the_server_has_its_limits(
    own_app: Flask, setting: str, value: str
) -> None:
    with db.engine.connect() as one, db.engine.connect() as other:
        for connection in (one, other):
            assert connection.exec_driver_sql(f"SHOW {setting}").scalar() == value


def test_names_of_keys_leave_out_the_body_they_share() -> None:
    keys = {str(key.name) for key in Engagement.__table__.foreign_key_constraints}
    assert "fk_engagement_team_id" in keys
