"""Links and receipts. Whoever files from outside reads her own receipt and nothing else."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, select

from app.accounts.policy import Permission
from app.accounts.sessions import token_hash
from app.catalogue.rules import ReferralSource
from app.db import db
from app.intake import queries as intake
from app.intake.models import Referral
from app.intake.procedure import UNASSIGNED
from app.intake.rules import source_of
from app.kernel.actor import Reach, Viewer
from app.kernel.errors import NotFound
from app.kernel.references import BodyId, OrganisationId, ReferralId
from app.organisations.models import Body
from app.organisations.rules import BodyKind
from app.referrers.models import Invitation, OutsideReport
from app.referrers.rules import LinkState, link_state
from app.tenancy.models import Organisation
from app.transaction.loading import found, locked

SHOWN = 50
_RECEIVING = (BodyKind.MUNICIPALITY, BodyKind.CONSORTIUM)
_MAKE, _FILE = Permission.REFERRERS_LINK_MAKE, Permission.REFERRERS_REPORT_FILE


@dataclass(frozen=True)
class LinkRow:
    """A link as who made it sees it: the address itself is nowhere."""

    id: UUID
    to: str
    body: str
    made_at: datetime
    made_by: str
    expires_at: datetime
    state: LinkState


@dataclass(frozen=True)
class Destination:
    """An office that may be written to: as whom, and by which of its bodies known."""

    organisation_id: OrganisationId
    office: str
    body_id: BodyId | None
    body: str
    source: ReferralSource | None  # None where nobody has said what kind of body it is


@dataclass(frozen=True)
class Invited:
    """What a link opens: who was invited, by which office, and what became of it."""

    id: UUID
    organisation_id: OrganisationId
    office: str
    body: str
    source: ReferralSource
    state: LinkState


@dataclass(frozen=True)
class Receipt:
    """The three facts that whoever filed may know, and to which office she wrote."""

    id: UUID
    number: str
    office: str
    received_at: datetime
    protocol: str
    protocol_on: date | None


@dataclass(frozen=True)
class Arrived:
    """A report from outside that nobody has in hand yet."""

    referral_id: ReferralId
    number: str
    body: str
    received_at: datetime


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of the links this viewer may see: her own, all those of the body."""
    reach = viewer.reach(_MAKE)
    mine = Invitation.organisation_id == viewer.organisation_id
    if reach is Reach.ORGANISATION:
        return mine
    if reach is Reach.NONE:
        return false()
    return and_(mine, Invitation.made_by_id.in_(list(viewer.engagement_ids)))


def links(viewer: Viewer, now: datetime) -> list[LinkRow]:
    """Return the links this viewer may see, the latest first."""
    rows = db.session.execute(
        select(Invitation, Body.name)
        .outerjoin(Body, _its_body())
        .where(visible_to(viewer))
        .order_by(Invitation.made_at.desc(), Invitation.id.desc())
        .limit(SHOWN)
    )
    return [
        LinkRow(
            row.id, row.to_label, body or "", row.made_at, row.made_by, row.expires_at,
            _state(row, now),
        )
        for row, body in rows
    ]  # fmt: skip


def link_for_change(viewer: Viewer, invitation_id: UUID) -> Invitation:
    """Return the link to be taken back; `NotFound` out of reach."""
    return locked(select(Invitation).where(visible_to(viewer), Invitation.id == invitation_id))


def link_to_use(viewer: Viewer, invitation_id: UUID) -> Invitation:
    """Return the link by which somebody files, held until she has; `NotFound` elsewhere."""
    return locked(
        select(Invitation).where(
            Invitation.organisation_id == viewer.organisation_id, Invitation.id == invitation_id
        )
    )


def opened(token: str, now: datetime) -> Invited | None:
    """Return what a link opens while it is open. Unscoped: the link is the right to enter."""
    invited = _invited(Invitation.token_hash == token_hash(token), now)
    return invited if invited is not None and invited.state is LinkState.OPEN else None


def invited(invitation_id: UUID, now: datetime) -> Invited | None:
    """Return what the link opened before was. Unscoped: of a session that opened it."""
    return _invited(Invitation.id == invitation_id, now)


def destinations(viewer: Viewer) -> list[Destination]:
    """Return the offices that know the viewer's body and take reports from it, by name.

    Somebody whose account was opened by an office itself writes to that office.
    """
    if not viewer.may(_FILE):
        return []
    linked = db.session.execute(
        select(Body, Organisation.name)
        .join(Organisation, Organisation.id == Body.organisation_id)
        .where(Body.linked_id == viewer.organisation_id, Organisation.kind.in_(_RECEIVING))
        .order_by(Organisation.name, Body.id)
    ).all()
    if linked:
        return list({body.organisation_id: _to(body, name) for body, name in linked}.values())
    own = db.session.scalar(
        select(Organisation.name).where(
            Organisation.id == viewer.organisation_id, Organisation.kind.in_(_RECEIVING)
        )
    )
    return [Destination(viewer.organisation_id, own, None, "", None)] if own else []


def receipts(viewer: Viewer) -> list[Receipt]:
    """Return the receipts of what this person filed by her account, the latest first."""
    return _receipts(_filed_by(viewer))


def receipt(viewer: Viewer | None, report_id: UUID, invitation_id: UUID | None) -> Receipt:
    """Return one receipt: of who filed by her account, or by the link of this session.

    `NotFound` for anybody else.
    """
    ways = []
    if viewer is not None:
        ways.append(_filed_by(viewer))
    if invitation_id is not None:
        ways.append(OutsideReport.invitation_id == invitation_id)
    rows = [row for way in ways for row in _receipts(way, OutsideReport.id == report_id)]
    if not rows:
        raise NotFound
    return rows[0]


def report_of_link(invitation_id: UUID) -> UUID:
    """Return which report was filed by a link. Unscoped: of a session that opened it."""
    return found(select(OutsideReport.id).where(OutsideReport.invitation_id == invitation_id))


def arrived(viewer: Viewer) -> list[Arrived]:
    """Return what came from outside, is within reach and in nobody's hands; the oldest first."""
    rows = db.session.execute(
        select(Referral, Body.name)
        .join(OutsideReport, _its_report())
        .outerjoin(
            Body,
            and_(
                Body.organisation_id == Referral.organisation_id,
                Body.id == Referral.referring_body_id,
            ),
        )
        .where(intake.visible_to(viewer, viewer.organisation_id), Referral.state.in_(UNASSIGNED))
        .order_by(Referral.received_at, Referral.id)
        .limit(SHOWN)
    )
    return [Arrived(row.id, row.number, body or "", row.received_at) for row, body in rows]


def receipt_of_referral(viewer: Viewer, referral_id: ReferralId) -> tuple[str, datetime] | None:
    """Return which receipt was given for a report, and when; None where it came otherwise."""
    row = db.session.execute(
        select(OutsideReport.receipt, OutsideReport.received_at)
        .join(Referral, _its_report())
        .where(intake.visible_to(viewer, viewer.organisation_id), Referral.id == referral_id)
    ).first()
    return (row.receipt, row.received_at) if row else None


def _invited(which: ColumnElement[bool], now: datetime) -> Invited | None:
    row = db.session.execute(
        select(Invitation, Organisation.name, Body.name.label("body"))
        .join(Organisation, Organisation.id == Invitation.organisation_id)
        .outerjoin(Body, _its_body())
        .where(which)
    ).first()
    if row is None:
        return None
    link, office, body = row
    source, state = ReferralSource(link.source), _state(link, now)
    return Invited(link.id, link.organisation_id, office, body or "", source, state)


def _state(link: Invitation, now: datetime) -> LinkState:
    return link_state(now, link.expires_at, link.used_at, link.revoked_at)


def _to(body: Body, office: str) -> Destination:
    source = source_of(BodyKind(body.kind))
    return Destination(body.organisation_id, office, body.id, body.name, source)


def _filed_by(viewer: Viewer) -> ColumnElement[bool]:
    if not viewer.may(_FILE):
        return false()
    return and_(
        OutsideReport.account_id == viewer.account_id,
        OutsideReport.from_organisation_id == viewer.organisation_id,
    )


def _receipts(*which: ColumnElement[bool]) -> list[Receipt]:
    rows = db.session.execute(
        select(
            OutsideReport.id,
            OutsideReport.receipt,
            Organisation.name,
            OutsideReport.received_at,
            Referral.protocol_number,
            Referral.protocol_on,
        )
        .join(Organisation, Organisation.id == OutsideReport.organisation_id)
        .join(Referral, _its_report())
        .where(*which)
        .order_by(OutsideReport.received_at.desc(), OutsideReport.id.desc())
        .limit(SHOWN)
    )
    return [Receipt(*row) for row in rows]


def _its_body() -> ColumnElement[bool]:
    return and_(Body.organisation_id == Invitation.organisation_id, Body.id == Invitation.body_id)


def _its_report() -> ColumnElement[bool]:
    return and_(
        OutsideReport.organisation_id == Referral.organisation_id,
        OutsideReport.referral_id == Referral.id,
    )
