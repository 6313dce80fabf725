"""Who reaches what was sent and what was received: the criteria every query here starts from."""

from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from app.accounts.policy import Permission
from app.cases import queries as cases
from app.cases.models import Case, RequestLine, ServiceRequest
from app.db import db
from app.intake import queries as intake
from app.intake.models import Referral
from app.kernel.actor import Reach, Viewer, once_each_viewer
from app.kernel.references import BodyId, IncomingId, TransferId
from app.organisations.models import Body
from app.organisations.rules import BodyKind
from app.tenancy.models import Organisation
from app.transaction.loading import among, found, locked
from app.transfers.models import Incoming, Transfer
from app.transfers.rules import SubjectKind

_WORK, _READ = Permission.TRANSFERS_TRANSFER_WORK, Permission.TRANSFERS_BOX_READ


@once_each_viewer
def visible_transfers(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of what this viewer sent or may follow: who reaches what it is about.

    What is hidden from her there is hidden here.
    """
    if not viewer.may(_WORK):
        return false()
    body = viewer.organisation_id
    referrals = select(Referral.id).where(intake.visible_to(viewer, body))
    records = select(Case.id).where(cases.visible_to(viewer, body))
    lines = (
        select(RequestLine.id)
        .join(
            ServiceRequest,
            and_(
                ServiceRequest.organisation_id == RequestLine.organisation_id,
                ServiceRequest.id == RequestLine.request_id,
            ),
        )
        .where(RequestLine.organisation_id == body, cases.visible_requests(viewer, body))
    )
    about = (
        (SubjectKind.REFERRAL, referrals), (SubjectKind.CASE, records), (SubjectKind.LINE, lines),
    )  # fmt: skip
    reached = or_(
        *(
            and_(Transfer.subject_kind == kind, among(Transfer.subject_id, rows))
            for kind, rows in about
        )
    )
    return and_(Transfer.organisation_id == body, reached)


def visible_box(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of what reached the body this viewer works for.

    Who gives a service, or is an educator, reads it where the whole body works so: in a Comune it
    is of its social workers.
    """
    reach = viewer.reach(_READ)
    if reach is Reach.NONE:
        return false()
    gives_services = (
        select(Organisation.id)
        .where(
            Organisation.id == viewer.organisation_id,
            Organisation.kind != BodyKind.MUNICIPALITY,
        )
        .exists()
    )
    wide = true() if reach is Reach.ORGANISATION else gives_services
    return and_(Incoming.organisation_id == viewer.organisation_id, wide)


def load_transfer(viewer: Viewer, transfer_id: TransferId) -> Transfer:
    """Return one that was sent; `NotFound` out of reach."""
    return found(select(Transfer).where(visible_transfers(viewer), Transfer.id == transfer_id))


def transfer_for_change(viewer: Viewer, transfer_id: TransferId, version: int | None) -> Transfer:
    """Return one that was sent, locked; `NotFound` out of reach, `Conflict` if it changed."""
    mine = select(Transfer).where(visible_transfers(viewer), Transfer.id == transfer_id)
    return locked(mine, version)


def load_incoming(viewer: Viewer, incoming_id: IncomingId) -> Incoming:
    """Return one that was received; `NotFound` out of reach."""
    return found(select(Incoming).where(visible_box(viewer), Incoming.id == incoming_id))


def incoming_for_change(viewer: Viewer, incoming_id: IncomingId, version: int | None) -> Incoming:
    """Return one that was received, locked; `NotFound` out of reach, `Conflict` if it changed."""
    mine = select(Incoming).where(visible_box(viewer), Incoming.id == incoming_id)
    return locked(mine, version)


def twin_sent(incoming: Incoming) -> Transfer:
    """Return the row of who sent something, locked.

    Unscoped: whoever answers has reached her own row; this one is of another body, and only what
    she answers is written in it.
    """
    return locked(
        select(Transfer).where(
            Transfer.organisation_id == incoming.from_organisation_id,
            Transfer.id == incoming.twin_id,
        )
    )


def twin_received(transfer: Transfer) -> Incoming:
    """Return the row of who received something, locked.

    Unscoped: whoever takes it back has reached her own row; this one is of another body.
    """
    return locked(
        select(Incoming).where(
            Incoming.organisation_id == transfer.to_organisation_id,
            Incoming.id == transfer.twin_id,
        )
    )


def body_named(organisation_id: UUID) -> str:
    """Return the name of a body that works with this program. Unscoped: its name is no secret."""
    return found(select(Organisation.name).where(Organisation.id == organisation_id))


def sender_here(incoming: Incoming) -> BodyId | None:
    """Return who sent something as it stands in the directory of who received it, if it does.

    Unscoped: of a row already reached.
    """
    known = db.session.scalar(
        select(Body.id)
        .where(
            Body.organisation_id == incoming.organisation_id,
            Body.linked_id == incoming.from_organisation_id,
        )
        .order_by(Body.id)
        .limit(1)
    )
    return BodyId(known) if known else None
