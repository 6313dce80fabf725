"""From a request for help to a service: the chosen way goes into the case as it is."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases.operations import draft_request
from app.cases.rules.placements import PlacementRole
from app.cases.rules.requests import Priority, RequestWish
from app.catalogue.rules import ConsentBasis, Door
from app.db import db
from app.intake.models import PathChoice, Referral, ReferralConsent
from app.intake.operations.subjects import subject_of
from app.intake.queries.facts import its
from app.intake.queries.page import path_of
from app.intake.queries.scope import load
from app.intake.rules import ReferralFault
from app.kernel.actor import Viewer
from app.kernel.errors import NotAllowedNow
from app.kernel.references import CaseId, ReferralId, ServiceRequestId
from app.kernel.verdict import Verdict
from app.transaction.use_case import use_case


@use_case("intake.referral.request_service", permission=Permission.INTAKE_REFERRAL_WORK)
def request_service(
    *, actor: Viewer, now: datetime, referral_id: ReferralId, subject_id: UUID
) -> ServiceRequestId:
    """Begin the service request of one of the people, with her way and interventions; its id.

    Refuses before the case is open and before a way is chosen.
    """
    row = load(actor, referral_id)
    subject, path = subject_of(row, subject_id), path_of(row)
    if subject.case_id is None:
        raise NotAllowedNow(ReferralFault.NO_CASE_YET)
    if path is None:
        raise NotAllowedNow(ReferralFault.NO_PATH_YET)
    choice = db.session.scalar(
        select(PathChoice).where(
            PathChoice.organisation_id == row.organisation_id, PathChoice.id == path.id
        )
    )
    ordered = path.door is Door.JUDICIAL_AUTHORITY
    wish = RequestWish(
        path=path.path,
        interventions=path.interventions,
        reason=path.reason,
        snapshot=choice.snapshot if choice else None,
        override=path.reason if path.verdict is Verdict.NOT_MET else "",
        not_met=path.verdict is Verdict.NOT_MET,
        consent=_consent(row),
        priority=Priority.COURT_ORDER if ordered else Priority.ORDINARY,
        people=tuple((PlacementRole(role), person_id) for role, person_id in path.members),
    )
    about("referral", row.id)
    return draft_request(actor=actor, now=now, case_id=CaseId(subject.case_id), wish=wish)


def _consent(row: Referral) -> ConsentBasis:
    latest = db.session.scalar(
        select(ReferralConsent.basis)
        .where(*its(ReferralConsent, row))
        .order_by(ReferralConsent.at.desc())
        .limit(1)
    )
    return ConsentBasis(latest) if latest else ConsentBasis.UNKNOWN
