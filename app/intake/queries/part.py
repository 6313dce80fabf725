"""What concerns one case of a report that also led where few read: the rest is not told.

Two children in one report, one of whom few follow: who follows the other reads of her own child,
and nothing that could say what happened to the first, or that anything did.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, select

from app.accounts.policy import Permission
from app.accounts.queries import names_of
from app.cases import queries as cases
from app.cases.models import CaseNotice
from app.db import db
from app.intake.models import Referral, ReferralSubject
from app.intake.queries.listing import names_in
from app.intake.queries.scope import not_about_hidden, visible_to
from app.intake.rules import Channel, ReferralKind
from app.kernel.actor import Reach, Viewer
from app.kernel.errors import NotFound
from app.kernel.references import CaseId, ReferralId
from app.transaction.loading import locked


@dataclass(frozen=True)
class ReferralPart:
    """A report as who follows one of its people knows it: who she is, when it came, whom to ask."""

    id: ReferralId
    number: str
    kind: ReferralKind
    channel: Channel
    received_at: datetime
    people: tuple[str, ...]  # of the case it is read from, and nobody else
    assignee: str
    to_read: bool  # whoever follows the case has still to say what changes
    version: int


def that_led_in_part(viewer: Viewer, case_id: CaseId) -> list[ReferralPart]:
    """Return what led to a case in the viewer's reach and is not hers to read whole."""
    rows = db.session.scalars(
        select(Referral)
        .where(_in_part(viewer, case_id))
        .order_by(Referral.received_at.desc(), Referral.number.desc())
        .limit(10)
    ).all()
    return _parts(viewer, case_id, rows)


def referral_part(viewer: Viewer, referral_id: ReferralId, case_id: CaseId) -> ReferralPart:
    """Return what a report tells who follows one of its people; `NotFound` out of reach.

    Out of reach is also what she may read whole: that has a page of its own.
    """
    row = db.session.scalar(
        select(Referral).where(_in_part(viewer, case_id), Referral.id == referral_id)
    )
    if row is None:
        raise NotFound
    return _parts(viewer, case_id, [row])[0]


def part_for_change(
    viewer: Viewer, referral_id: ReferralId, case_id: CaseId, version: int
) -> Referral:
    """Return the row of a report reached in part; `NotFound` out of reach, `Conflict` if older."""
    reach = _in_part(viewer, case_id)
    return locked(select(Referral).where(reach, Referral.id == referral_id), version)


def holds(viewer: Viewer, case_id: CaseId) -> bool:
    """Return whether a viewer follows a case, or deputises; `NotFound` out of her reach."""
    brief = cases.case_brief(viewer, case_id)
    return not viewer.engagement_ids.isdisjoint({brief.holder_id, brief.deputy_id})


def _in_part(viewer: Viewer, case_id: CaseId) -> ColumnElement[bool]:
    if viewer.reach(Permission.INTAKE_REFERRAL_READ) is not Reach.TEAM:
        return false()
    of_case = select(ReferralSubject.referral_id).where(
        ReferralSubject.organisation_id == viewer.organisation_id,
        ReferralSubject.case_id == case_id,
        cases.in_reach(viewer, ReferralSubject.case_id),
    )
    return and_(
        not_about_hidden(viewer, viewer.organisation_id),
        Referral.id.in_(of_case),
        ~func.coalesce(visible_to(viewer, viewer.organisation_id), false()),
    )


def _parts(viewer: Viewer, case_id: CaseId, rows: Sequence[Referral]) -> list[ReferralPart]:
    if not rows:
        return []
    names = names_in(viewer, [row.id for row in rows], ReferralSubject.case_id == case_id)
    workers = names_of(viewer, {row.assignee_id for row in rows if row.assignee_id})
    follows = holds(viewer, case_id)
    unread = _unread(viewer, case_id) if follows else set()
    return [
        ReferralPart(
            row.id,
            row.number,
            ReferralKind(row.kind),
            Channel(row.channel),
            row.received_at,
            tuple(names.get(row.id, ())),
            workers.get(row.assignee_id, "") if row.assignee_id else "",
            row.id in unread,
            row.version,
        )
        for row in rows
    ]


def _unread(viewer: Viewer, case_id: CaseId) -> set[UUID]:
    return {
        *db.session.scalars(
            select(CaseNotice.referral_id).where(
                CaseNotice.organisation_id == viewer.organisation_id,
                CaseNotice.case_id == case_id,
                CaseNotice.read_at.is_(None),
            )
        )
    }
