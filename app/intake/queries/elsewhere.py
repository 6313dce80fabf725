"""The requests and reports that other pages show: of a person, of a case, of a practice."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select

from app.db import db
from app.intake.models import Referral, ReferralPractice, ReferralSubject
from app.intake.queries.listing import rows_of
from app.intake.queries.rows import ReferralRow
from app.intake.queries.scope import visible_to
from app.kernel.actor import Viewer
from app.kernel.references import CaseId, PersonId, PracticeId, ReferralId


def about_the_same(
    viewer: Viewer, referral_id: ReferralId, people: Sequence[PersonId], now: datetime
) -> list[ReferralRow]:
    """Return the other requests and reports about these people, the latest first, ten at most."""
    found = _that_name(viewer, ReferralSubject.person_id.in_(list(people)))
    return rows_of(viewer, [row for row in found if row.id != referral_id], now)


def about(viewer: Viewer, person_id: PersonId, now: datetime) -> list[ReferralRow]:
    """Return the requests and reports about a person, the latest first, ten at most."""
    return rows_of(viewer, _that_name(viewer, ReferralSubject.person_id == person_id), now)


def that_led_to(viewer: Viewer, case_id: CaseId) -> list[ReferralRow]:
    """Return the requests and reports that opened a case or were joined to it."""
    found = _that_name(viewer, ReferralSubject.case_id == case_id)
    return rows_of(viewer, found, found[0].received_at) if found else []


def that_became(viewer: Viewer, practice_id: PracticeId, now: datetime) -> list[ReferralRow]:
    """Return the requests and reports for which a practice was opened; those in reach alone."""
    opened = select(ReferralPractice.referral_id).where(
        ReferralPractice.organisation_id == viewer.organisation_id,
        ReferralPractice.practice_id == practice_id,
    )
    reach = visible_to(viewer, viewer.organisation_id)
    return rows_of(
        viewer,
        db.session.scalars(select(Referral).where(reach, Referral.id.in_(opened))).all(),
        now,
    )


def _that_name(viewer: Viewer, criterion: ColumnElement[bool]) -> Sequence[Referral]:
    mentioned = select(ReferralSubject.referral_id).where(
        ReferralSubject.organisation_id == viewer.organisation_id, criterion
    )
    return db.session.scalars(
        select(Referral)
        .where(visible_to(viewer, viewer.organisation_id), Referral.id.in_(mentioned))
        .order_by(Referral.received_at.desc(), Referral.number.desc())
        .limit(10)
    ).all()
