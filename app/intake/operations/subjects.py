"""The people of an act: whom it concerns, who is still to be decided, how it ends for each."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.db import db
from app.intake.models import Referral, ReferralSubject
from app.intake.queries.facts import its
from app.intake.rules import ReferralFault, SubjectOutcome
from app.kernel.errors import Invalid, NotFound


def subjects_of(row: Referral) -> list[ReferralSubject]:
    """Return everybody it concerns, in their order."""
    return list(
        db.session.scalars(
            select(ReferralSubject)
            .where(*its(ReferralSubject, row))
            .order_by(ReferralSubject.position)
        )
    )


def subject_of(row: Referral, subject_id: UUID) -> ReferralSubject:
    """Return one of the people it concerns; `NotFound` when she is not among them."""
    found = next((one for one in subjects_of(row) if one.id == subject_id), None)
    if found is None:
        raise NotFound
    return found


def unsettled(row: Referral) -> list[ReferralSubject]:
    """Return the people for whom nothing is decided, in their order."""
    return [subject for subject in subjects_of(row) if subject.outcome is None]


def chosen(row: Referral, subject_ids: Collection[UUID]) -> list[ReferralSubject]:
    """Return the people of an act: those chosen, or nobody chosen all who are still to be decided.

    Refuses whoever is not among these.
    """
    left = unsettled(row)
    if not set(subject_ids) <= {subject.id for subject in left}:
        raise Invalid(f"subjects:{ReferralFault.SUBJECT_SETTLED}")
    return [subject for subject in left if not subject_ids or subject.id in subject_ids]


def decide(subjects: Iterable[ReferralSubject], outcome: SubjectOutcome, at: datetime) -> None:
    """Write how it ended for each; what was proposed waits no longer."""
    for subject in subjects:
        subject.outcome, subject.settled_at, subject.proposed = outcome, at, None
