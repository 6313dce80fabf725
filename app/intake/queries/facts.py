"""What the procedure looks at, built from rows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from app.accounts.policy import Permission
from app.catalogue.rules import ConsentBasis
from app.db import db
from app.intake.models import (
    JudicialOrder,
    Referral,
    ReferralConsent,
    ReferralJudgement,
    ReferralSubject,
    ReferralTerm,
)
from app.intake.procedure import Clock
from app.intake.rules import (
    Answer,
    ReferralFacts,
    ReferralKind,
    SubjectFacts,
    Urgency,
    needs_second_reader,
)
from app.kernel.actor import Reach, Viewer
from app.kernel.periods import age_on
from app.people.models import Person

ADULT = 18


def facts_of(viewer: Viewer, row: Referral, on: date, **more: Any) -> ReferralFacts:
    """Return the facts of a request or report as they stand; `more` is what this act adds."""
    judged = db.session.scalars(
        select(ReferralJudgement)
        .where(*_its(ReferralJudgement, row))
        .order_by(ReferralJudgement.at.desc())
        .limit(1)
    ).first()
    consents = db.session.scalars(select(ReferralConsent.basis).where(*_its(ReferralConsent, row)))
    bases = {ConsentBasis(basis) for basis in consents}
    order = db.session.scalar(select(JudicialOrder.id).where(*_its(JudicialOrder, row)).limit(1))
    known = ReferralFacts(
        kind=ReferralKind(row.kind),
        urgency=Urgency(row.urgency),
        all_adult=not needs_second_reader(subject_facts(row, on)),
        court_order=order is not None or ConsentBasis.COURT_ORDER in bases,
        harm=Answer(judged.harm) if judged else Answer.UNKNOWN,
        risk=Answer(judged.risk) if judged else Answer.UNKNOWN,
        is_assignee=row.assignee_id in viewer.engagement_ids,
        is_proposer=row.proposed_by_id == viewer.account_id,
        is_reader=row.reader_id in viewer.engagement_ids or _reads_for_all(viewer),
        interviewed=row.interviewed,
        linked_unread=_linked_unread(row),
        consents_known=bool(bases - {ConsentBasis.UNKNOWN}),
    )
    return replace(known, **more)


def subject_facts(row: Referral, on: date) -> Sequence[SubjectFacts]:
    """Return what decides about each of the people concerned. Unscoped: of a row already reached."""
    rows = db.session.execute(
        select(ReferralSubject, Person)
        .outerjoin(
            Person,
            (Person.organisation_id == ReferralSubject.organisation_id)
            & (Person.id == ReferralSubject.person_id),
        )
        .where(*_its(ReferralSubject, row))
    )
    return [
        SubjectFacts(
            is_adult=adult(subject, person, on),
            settled=subject.outcome is not None,
            identified=person is not None,
        )
        for subject, person in rows
    ]


def adult(subject: ReferralSubject, person: Person | None, on: date) -> bool | None:
    """Return whether she is of age, None when nobody can say. Unscoped: of rows already reached."""
    if person is None:
        return {Answer.YES: True, Answer.NO: False}.get(Answer(subject.thought_adult))
    if person.birth_date is not None:
        return age_on(person.birth_date, on) >= ADULT
    if person.birth_year is None:
        return {Answer.YES: True, Answer.NO: False}.get(Answer(subject.thought_adult))
    age = on.year - person.birth_year
    return None if age == ADULT else age > ADULT


def _linked_unread(row: Referral) -> bool:
    running = select(ReferralTerm.id).where(
        *_its(ReferralTerm, row),
        ReferralTerm.clock == Clock.LINKED_READ,
        ReferralTerm.met_at.is_(None),
    )
    return db.session.scalar(running.limit(1)) is not None


def _reads_for_all(viewer: Viewer) -> bool:
    return viewer.reach(Permission.INTAKE_REFERRAL_SECOND_READ) is Reach.ORGANISATION


def _its(table: Any, row: Referral) -> tuple[Any, Any]:
    return table.organisation_id == row.organisation_id, table.referral_id == row.id
