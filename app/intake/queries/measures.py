"""The requests and reports about a child in safety, and what of them went to prosecutor or court.

The measure does not know them: what it asks to be sent (art. 403 c.c.) often leaves with a report.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select

from app.db import db
from app.emergencies.queries import MeasureBrief
from app.intake.models import Referral, ReferralDestination, ReferralSubject
from app.intake.procedure import FINAL, ReferralAction
from app.intake.queries.scope import visible_to
from app.kernel.actor import Viewer
from app.kernel.references import BodyId, ReferralId
from app.organisations.models import Body
from app.organisations.rules import BodyKind

_MOST = 5


@dataclass(frozen=True)
class SentToCourt:
    """What of a report went to a prosecutor or a court, on which day."""

    referral_id: ReferralId
    body_id: BodyId
    body: str
    to_prosecutor: bool
    sent_on: date
    protocol_number: str


@dataclass(frozen=True)
class ReportOfChild:
    """A request or report about the child of a measure, with what was sent since."""

    id: ReferralId
    number: str
    sent: tuple[SentToCourt, ...]


def reports_of_measure(viewer: Viewer, measure: MeasureBrief) -> list[ReportOfChild]:
    """Return the reports about the child in reach, open or sent since: the latest first, five."""
    named = select(ReferralSubject.referral_id).where(
        ReferralSubject.organisation_id == viewer.organisation_id,
        ReferralSubject.person_id == measure.person_id,
    )
    sent_since = select(ReferralDestination.referral_id).where(
        ReferralDestination.organisation_id == viewer.organisation_id,
        ReferralDestination.action == ReferralAction.SEND_TO_COURT,
        ReferralDestination.sent_on >= measure.placed_on,
    )
    rows = db.session.execute(
        select(Referral.id, Referral.number)
        .where(
            visible_to(viewer, viewer.organisation_id),
            Referral.id.in_(named),
            or_(Referral.state.not_in(FINAL), Referral.id.in_(sent_since)),
        )
        .order_by(Referral.received_at.desc(), Referral.id)
        .limit(_MOST)
    ).all()
    sent = sent_to_court(viewer, [row.id for row in rows], measure.placed_on)
    return [
        ReportOfChild(row.id, row.number, tuple(one for one in sent if one.referral_id == row.id))
        for row in rows
    ]


def sent_to_court(
    viewer: Viewer, reports: Collection[ReferralId], since: date
) -> list[SentToCourt]:
    """Return what of some reports went to prosecutor or court from a day on, the latest first.

    Unscoped beyond its body: of reports already read.
    """
    if not reports:
        return []
    its_body = and_(
        Body.organisation_id == ReferralDestination.organisation_id,
        Body.id == ReferralDestination.receiving_body_id,
    )
    rows = db.session.execute(
        select(ReferralDestination, Body.id, Body.name, Body.kind)
        .join(Body, its_body)
        .where(
            ReferralDestination.organisation_id == viewer.organisation_id,
            ReferralDestination.referral_id.in_(list(reports)),
            ReferralDestination.action == ReferralAction.SEND_TO_COURT,
            ReferralDestination.sent_on >= since,
        )
        .order_by(ReferralDestination.sent_on.desc(), ReferralDestination.id.desc())
    )
    return [
        SentToCourt(
            row.referral_id, body_id, name, kind == BodyKind.PROSECUTOR, row.sent_on,
            row.protocol_number,
        )
        for row, body_id, name, kind in rows
    ]  # fmt: skip
