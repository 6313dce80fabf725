"""Making a link and taking it back; filing a report by a link, or by an account."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from app.accounts.policy import Permission
from app.accounts.sessions import token_hash
from app.audit.context import about
from app.catalogue.rules import JUDICIAL_SOURCES, ReferralSource
from app.db import db
from app.intake.operations import Arrival, register_referral
from app.intake.rules import Channel, source_of
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow, NotFound
from app.kernel.references import BodyId, new_id, new_token
from app.organisations.queries import body as body_row
from app.referrers import queries
from app.referrers.models import Invitation, OutsideReport
from app.referrers.rules import LINK_LIFE, LinkState, ReferrersFault, link_state
from app.transaction.numbers import next_number
from app.transaction.use_case import use_case

_MAKE, _FILE = Permission.REFERRERS_LINK_MAKE, Permission.REFERRERS_REPORT_FILE


@dataclass(frozen=True, kw_only=True)
class LinkFor:
    """For whom a link is made: a body of the directory, or what kind of body it is."""

    to_label: str
    body_id: BodyId | None = None
    source: ReferralSource | None = None


@use_case("referrers.link.make", permission=_MAKE)
def make_link(*, actor: Viewer, now: datetime, given: LinkFor) -> str:
    """Make a link of one use, good for seven days; return its token, kept nowhere.

    Refuses nobody's kind of body, and a court: what a court writes is an order, entered here.
    """
    known = body_row(actor, given.body_id) if given.body_id is not None else None
    source = source_of(known.kind) if known is not None else None
    source = source or given.source
    if source is None:
        raise Invalid(f"source:{ReferrersFault.WHO_IS_IT}")
    if source in JUDICIAL_SOURCES:
        raise Invalid(f"source:{ReferrersFault.A_COURT}")
    token = new_token()
    link = Invitation(
        organisation_id=actor.organisation_id,
        body_id=known.id if known is not None else None,
        source=source,
        to_label=given.to_label,
        token_hash=token_hash(token),
        made_by_id=min(actor.engagement_ids, default=None),
        made_by=actor.label,
        made_at=now,
        expires_at=now + LINK_LIFE,
    )
    db.session.add(link)
    about("invitation", link.id)
    return token


@use_case("referrers.link.revoke", permission=_MAKE)
def revoke_link(*, actor: Viewer, now: datetime, invitation_id: UUID) -> None:
    """Take a link back: it opens nothing any more. Refuses one by which a report was filed."""
    link = queries.link_for_change(actor, invitation_id)
    about("invitation", link.id)
    if link.used_at is not None:
        raise NotAllowedNow(ReferrersFault.LINK_USED)
    link.revoked_at = link.revoked_at or now


@use_case("referrers.link.use", permission=_FILE)
def file_by_link(*, actor: Viewer, now: datetime, invitation_id: UUID, arrival: Arrival) -> UUID:
    """File the one report of a link, and return the id of its receipt.

    The actor is nobody of the body (`from_outside`). Refuses a link that was used, has expired or
    was taken back, and what `register_referral` refuses.
    """
    report_id = new_id()
    about("outside_report", report_id)
    link = queries.link_to_use(actor, invitation_id)
    state = link_state(now, link.expires_at, link.used_at, link.revoked_at)
    if state is not LinkState.OPEN:
        used = state is LinkState.USED
        raise NotAllowedNow(ReferrersFault.LINK_USED if used else ReferrersFault.LINK_OVER)
    link.used_at = now
    whole = _by(arrival, ReferralSource(link.source), link.body_id, now)
    report = _filed(actor, now, report_id, whole)
    report.invitation_id = link.id
    db.session.add(report)
    return report_id


@use_case("referrers.report.file", permission=_FILE)
def file_report(*, actor: Viewer, now: datetime, sender: Viewer, arrival: Arrival) -> UUID:
    """File a report of somebody with an account, and return the id of its receipt.

    The actor is the same person in the body that receives it (`from_outside`). Refuses a body that
    takes no reports from hers (`NotFound`), and what `register_referral` refuses.
    """
    report_id = new_id()
    about("outside_report", report_id)
    offices = {one.organisation_id: one for one in queries.destinations(sender)}
    to = offices.get(actor.organisation_id)
    if to is None:
        raise NotFound
    whole = _by(arrival, to.source or arrival.source, to.body_id, now)
    report = _filed(actor, now, report_id, whole)
    report.account_id, report.from_organisation_id = sender.account_id, sender.organisation_id
    db.session.add(report)
    return report_id


def _by(arrival: Arrival, source: ReferralSource, body_id: BodyId | None, now: datetime) -> Arrival:
    """Return what arrived, from whom and when it really did: nobody outside chooses these."""
    return replace(
        arrival,
        channel=Channel.ONLINE,
        source=source,
        referring_body_id=body_id,
        received_at=now,
        protocol_number="",
        protocol_on=None,
        order=None,
    )


def _filed(actor: Viewer, now: datetime, report_id: UUID, arrival: Arrival) -> OutsideReport:
    """Register it, nobody of the archive being looked for, and return its receipt."""
    referral_id = register_referral(actor=actor, now=now, arrival=arrival)
    year = office_date(now).year
    number = next_number(actor.organisation_id, "outside_report", str(year))
    return OutsideReport(
        organisation_id=actor.organisation_id,
        id=report_id,
        receipt=f"EST-{year}-{number:04d}",
        received_at=now,
        referral_id=referral_id,
    )
