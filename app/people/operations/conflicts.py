""" "I cannot follow her": said by the worker herself, without a reason, and taken back by her.

Or decided for her by who gives out the work, with its reason and its days.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select

from app.accounts.policy import Permission
from app.accounts.queries import lock_engagement
from app.audit.context import about
from app.db import db, in_force
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotFound
from app.kernel.references import EngagementId, PersonId
from app.people import queries
from app.people.models import DeclaredConflict
from app.people.operations.ending import end
from app.people.queries.conflicts import said_by
from app.people.rules import PersonFault
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key

_DAY = timedelta(days=1)
_ASSIGN = Permission.INTAKE_REFERRAL_ASSIGN


@dataclass(frozen=True, kw_only=True)
class DecidedConflict:
    """Who cannot follow somebody, from which day, up to and without which, and why."""

    engagement_id: EngagementId
    valid_from: date
    valid_to: date | None = None
    reason: str


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

    What one never said, or took back already, stays as it is; so does what was decided for her:
    nobody takes back another's word.
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


@use_case("people.conflict.decide", permission=_ASSIGN)
def decide_conflict(
    *, actor: Viewer, now: datetime, person_id: PersonId, conflict: DecidedConflict
) -> None:
    """Write that a worker is not given a person in some days, and why; she reads neither.

    What she has in hand stays hers until it is given to another. Refuses who does not work here,
    days out of order, and what is written already for those days; `NotFound` out of reach.
    """
    person = queries.person_row(actor, person_id)
    about("person", person.id)
    if conflict.valid_to is not None and conflict.valid_to <= conflict.valid_from:
        raise Invalid(f"valid_to:{PersonFault.ENDS_BEFORE_START}")
    here = {one.engagement_id for one in queries.who_follows(actor, office_date(now))}
    if conflict.engagement_id not in here:
        raise Invalid(f"worker:{PersonFault.NOT_A_WORKER}")
    lock_engagement(actor, conflict.engagement_id)
    if _decided_already(actor, person_id, conflict):
        raise Invalid(f"worker:{PersonFault.ALREADY_IN_CONFLICT}")
    key = create_data_key(
        organisation_id=actor.organisation_id, root_kind="declared_conflict", now=now
    )
    db.session.add(
        DeclaredConflict(
            organisation_id=actor.organisation_id,
            person_id=person.id,
            engagement_id=conflict.engagement_id,
            valid_from=conflict.valid_from,
            valid_to=conflict.valid_to,
            declared_at=now,
            decided_by_id=min(actor.engagement_ids, default=None),
            data_key_id=key.id,
            reason=conflict.reason,
        )
    )


@use_case("people.conflict.end_decided", permission=_ASSIGN)
def end_decided(
    *, actor: Viewer, now: datetime, person_id: PersonId, conflict_id: UUID, ends_on: date
) -> None:
    """Say from which day she may be given the person again; what was decided stays written.

    Refuses what is over already, and what a worker said herself: that is hers to take back.
    """
    person = queries.person_row(actor, person_id)
    about("person", person.id)
    row = db.session.scalar(
        select(DeclaredConflict)
        .where(
            DeclaredConflict.organisation_id == actor.organisation_id,
            DeclaredConflict.person_id == person.id,
            DeclaredConflict.id == conflict_id,
            DeclaredConflict.decided_by_id.is_not(None),
        )
        .with_for_update()
    )
    end(row, ends_on, now)


def _decided_already(actor: Viewer, person_id: PersonId, conflict: DecidedConflict) -> bool:
    """Return whether it was decided already for one of these days."""
    before_it_ends = (
        [] if conflict.valid_to is None else [DeclaredConflict.valid_from < conflict.valid_to]
    )
    found = db.session.scalar(
        select(DeclaredConflict.id).where(
            DeclaredConflict.organisation_id == actor.organisation_id,
            DeclaredConflict.person_id == person_id,
            DeclaredConflict.engagement_id == conflict.engagement_id,
            DeclaredConflict.decided_by_id.is_not(None),
            or_(
                DeclaredConflict.valid_to.is_(None),
                DeclaredConflict.valid_to > conflict.valid_from,
            ),
            *before_it_ends,
        )
    )
    return found is not None
