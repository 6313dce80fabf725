"""Whom a passage is about: read only so that it never says where they are kept secret."""

from uuid import UUID

from sqlalchemy import Select, and_, select

from app.cases.models import Case, RequestLine, ServiceRequest
from app.db import db
from app.intake.models import ReferralSubject
from app.kernel.references import OrganisationId, PersonId
from app.people.queries import anybody_answering
from app.transfers.models import Incoming, Transfer
from app.transfers.queries.box import content_received
from app.transfers.rules import SubjectKind


def people_of(organisation_id: OrganisationId, kind: SubjectKind, id_: UUID) -> set[PersonId]:
    """Return whom a report, a case or an intervention is about, whatever is chosen of it.

    Unscoped: it has been reached, and no page ever shows the answer.
    """
    asked = {SubjectKind.REFERRAL: _of_referral, SubjectKind.CASE: _of_case}.get(kind, _of_line)
    return {one for one in db.session.scalars(asked(organisation_id, id_)) if one is not None}


def people_of_sender(sent: Transfer) -> set[PersonId]:
    """Return the same in the body that sent something. Unscoped: as above, of a row reached."""
    body = OrganisationId(sent.organisation_id)
    return people_of(body, SubjectKind(sent.subject_kind), sent.subject_id)


def people_here(row: Incoming) -> set[PersonId]:
    """Return whom something received may be about in the archive of who received it.

    Whoever answers to a name that was sent, before anybody here says who she is; then those of the
    request that was opened from it too. Unscoped: as above, of a row reached.
    """
    body, content = OrganisationId(row.organisation_id), content_received(row)
    names = {one.name for one in content.people if one.name} if content else set()
    found = {person for name in names for person in anybody_answering(body, name)}
    if row.referral_id is not None:
        found |= people_of(body, SubjectKind.REFERRAL, row.referral_id)
    return found


def _of_referral(organisation_id: OrganisationId, id_: UUID) -> Select[PersonId | None]:
    return select(ReferralSubject.person_id).where(
        ReferralSubject.organisation_id == organisation_id,
        ReferralSubject.referral_id == id_,
    )


def _of_case(organisation_id: OrganisationId, id_: UUID) -> Select[PersonId]:
    return select(Case.person_id).where(Case.organisation_id == organisation_id, Case.id == id_)


def _of_line(organisation_id: OrganisationId, id_: UUID) -> Select[PersonId]:
    asked = and_(
        ServiceRequest.organisation_id == Case.organisation_id, ServiceRequest.case_id == Case.id
    )
    given = and_(
        RequestLine.organisation_id == ServiceRequest.organisation_id,
        RequestLine.request_id == ServiceRequest.id,
    )
    return (
        select(Case.person_id)
        .join(ServiceRequest, asked)
        .join(RequestLine, given)
        .where(RequestLine.organisation_id == organisation_id, RequestLine.id == id_)
    )
