""" "I cannot follow her": said by the worker herself, without a reason, and taken back by her."""

from datetime import datetime, timedelta

from sqlalchemy import select

from app.accounts.policy import Permission
from app.accounts.queries import lock_engagement
from app.audit.context import about
from app.db import db, in_force
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import NotFound
from app.kernel.references import PersonId
from app.people import queries
from app.people.models import DeclaredConflict
from app.people.queries.conflicts import said_by
from app.transaction.use_case import use_case

_DAY = timedelta(days=1)


@use_case("people.conflict.declare", permission=Permission.PEOPLE_PERSON_READ)
def declare_conflict(*, actor: Viewer, now: datetime, person_id: PersonId) -> None:
    """Say that from today one cannot follow a person: her work is no longer offered to one.

    No reason is asked. Said twice it is said once; `NotFound` for a person out of reach.
    """
    person = queries.person_row(actor, person_id)
    about("person", person.id)
    engagement_id = min(actor.engagement_ids, default=None)
    if engagement_id is None:
        raise NotFound
    lock_engagement(actor, engagement_id)
    if queries.my_conflict_since(actor, person.id, office_date(now)) is not None:
        return
    db.session.add(
        DeclaredConflict(
            organisation_id=actor.organisation_id,
            person_id=person.id,
            engagement_id=engagement_id,
            valid_from=office_date(now),
            declared_at=now,
        )
    )


@use_case("people.conflict.end", permission=Permission.PEOPLE_PERSON_READ)
def end_conflict(*, actor: Viewer, now: datetime, person_id: PersonId) -> None:
    """Say that one can follow a person again, from today or the day after it was said.

    What one never said, or took back already, stays as it is. Nobody takes back another's word.
    """
    person = queries.person_row(actor, person_id)
    about("person", person.id)
    today = office_date(now)
    rows = db.session.scalars(
        select(DeclaredConflict)
        .where(
            DeclaredConflict.organisation_id == actor.organisation_id,
            DeclaredConflict.person_id == person.id,
            said_by(actor),
            in_force(DeclaredConflict, today),
        )
        .with_for_update()
    )
    for row in rows:
        row.valid_to = max(today, row.valid_from + _DAY)
