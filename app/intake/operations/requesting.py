"""From a request for help to a service: the way chosen for a person goes into her case as it is."""

from datetime import datetime
from uuid import UUID

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases.operations import draft_request
from app.cases.rules.placements import PlacementRole
from app.cases.rules.requests import Priority, RequestWish
from app.catalogue.rules import Door
from app.consents.rules import act_of
from app.intake.operations.subjects import subject_of
from app.intake.queries.consents import consent_said, grounds
from app.intake.queries.paths import paths_of, snapshot_of
from app.intake.queries.scope import load
from app.intake.rules import ReferralFault
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import NotAllowedNow
from app.kernel.references import CaseId, ReferralId, ServiceRequestId
from app.kernel.verdict import Verdict
from app.transaction.use_case import use_case


@use_case("intake.referral.request_service", permission=Permission.INTAKE_REFERRAL_WORK)
def request_service(
    *,
    actor: Viewer,
    now: datetime,
    referral_id: ReferralId,
    subject_id: UUID,
    manual_note: str = "",
) -> ServiceRequestId:
    """Begin the service request of one of the people, with her way and interventions; its id.

    `manual_note` is what its line says where the catalogue has no service for that way. Refuses
    before the case is open and before a way is chosen for her.
    """
    row = load(actor, referral_id)
    subject = subject_of(row, subject_id)
    path = paths_of(row).get(subject.id)
    if subject.case_id is None:
        raise NotAllowedNow(ReferralFault.NO_CASE_YET)
    if path is None:
        raise NotAllowedNow(ReferralFault.NO_PATH_YET)
    said = (consent_said(row), path.said.facts.consent)
    known = grounds(actor, subject.person_id, said, office_date(now))
    ordered = path.door is Door.JUDICIAL_AUTHORITY
    wish = RequestWish(
        path=path.path,
        interventions=path.interventions,
        reason=path.reason,
        snapshot=snapshot_of(row, path.id),
        override=path.reason if path.verdict is Verdict.NOT_MET else "",
        not_met=path.verdict is Verdict.NOT_MET,
        consent=known[act_of(path.path)],
        priority=Priority.COURT_ORDER if ordered else Priority.ORDINARY,
        people=tuple((PlacementRole(role), person_id) for role, person_id in path.members),
        manual_note=manual_note,
    )
    about("referral", row.id)
    return draft_request(actor=actor, now=now, case_id=CaseId(subject.case_id), wish=wish)
