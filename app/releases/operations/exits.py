"""Whatever left by another act has its row in the register too; one exit is one row."""

from datetime import datetime
from uuid import UUID

from app.audit.context import about
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.exits import Exit
from app.releases import queries
from app.releases.models import Release
from app.releases.operations.moving import move, record
from app.releases.procedure import RELEASE, ReleaseAction
from app.releases.rules import OWN_BASIS, ReleaseFacts
from app.transaction.numbers import count_on_from, next_number
from app.vault.operations import create_data_key

_SERIES = "release"


def write_down(*, actor: Viewer, now: datetime, left: Exit) -> None:
    """Write in the register what left without a letter of the program: nothing of what it said.

    Who may is asked by the act that let it leave, in whose transaction this is. What left with
    something else about the same child is that row already.
    """
    hold_register(actor, now)
    if queries.told_already(actor.organisation_id, left):
        return
    row = _row(actor, now, left)
    facts = ReleaseFacts(kind=left.kind, written_down=True)
    step = RELEASE.step(None, ReleaseAction.RECORD, facts, lambda _permission: True)
    row.state, row.number = step.to, number_for(row)
    db.session.add(row)
    about("release", row.id)
    db.session.flush()
    record(actor, now, row, step)


def hold_register(actor: Viewer, now: datetime) -> None:
    """Let whoever else writes of an exit wait: of one told on two pages at once there is one row.

    The rows do not exist yet and cannot be held: the series of their numbers is.
    """
    count_on_from(actor.organisation_id, _SERIES, str(office_date(now).year), 0)


def number_for(row: Release) -> str:
    """Return the next number of the register for what was written in the year of `row`."""
    year = str(row.written_on.year)
    return f"USC-{year}-{next_number(row.organisation_id, _SERIES, year):04d}"


def join_written_down(actor: Viewer, now: datetime, letter: Release) -> bool:
    """Give up the rows written by hand of a letter that leaves now.

    Return whether one was of the very thing it is about: that is written there already.
    """
    hold_register(actor, now)
    joined = queries.written_down_of(letter)
    for row in joined:
        about("release", row.id)
        with db.session.no_autoflush:  # the state and the day change together
            row.sent_on = None
            move(actor, now, row, ReleaseAction.JOIN, words=letter.number)
    return any(row.subject_id == letter.subject_id for row in joined)


def _row(actor: Viewer, now: datetime, left: Exit) -> Release:
    key = create_data_key(organisation_id=actor.organisation_id, root_kind="release", now=now)
    return Release(
        organisation_id=actor.organisation_id,
        data_key_id=key.id,
        subject_kind=left.subject_kind,
        subject_id=UUID(str(left.subject_id)),
        kind=left.kind,
        body_id=left.body_id,
        legal_basis=OWN_BASIS[left.kind],
        answers_protocol="",
        redacted=True,
        written_down=True,
        written_on=office_date(now),
        prepared_by=left.signed_by or actor.label,
        author_id=actor.account_id,
        approved_by="",
        channel=left.channel,
        sent_on=left.sent_on,
        sent_by=actor.label,
        protocol_number=left.protocol_number,
    )
