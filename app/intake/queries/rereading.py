"""The ends without action drawn for a month, and which of them were read again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from app.accounts.policy import Permission
from app.accounts.queries import colleagues
from app.db import db
from app.intake.models import Referral, ReferralRereading, ReferralStep
from app.intake.procedure import FINAL, ReferralAction, ReferralState
from app.intake.queries.listing import rows_of
from app.intake.queries.rows import ReferralRow
from app.intake.queries.scope import visible_to
from app.intake.queries.workers import DECIDING
from app.intake.rules.rereading import Closed, Ended, Rereading, drawn, is_over, month_before
from app.kernel.actor import Viewer
from app.kernel.clock import office_date, rome_to_utc
from app.kernel.references import AccountId, ReferralId

_KINDS = {
    ReferralAction.AGREE_CLOSURE: Closed.READ_TWICE,
    ReferralAction.ARCHIVE_ADULT: Closed.BY_ONE,
    ReferralAction.PROPOSE_SIGNPOST: Closed.SENT_ELSEWHERE,
}
# Joined to a case or made a practice, somebody is following: these are not without action.
_WITHOUT_ACTION = FINAL - {ReferralState.LINKED, ReferralState.PRACTICE_OPENED}


@dataclass(frozen=True)
class SampleRow:
    """One drawn: the request or report, how it was decided, and what was said on reading again."""

    row: ReferralRow
    kind: Closed
    decided_by_me: bool
    verdict: Rereading | None
    read_by: str
    read_at: datetime | None


@dataclass(frozen=True)
class Sample:
    """What was drawn for a month, out of how many."""

    month: date
    over: bool
    rows: tuple[SampleRow, ...]
    ended: int

    @property
    def unread(self) -> int:
        """How many still wait to be read again."""
        return sum(one.verdict is None for one in self.rows)


def sample(viewer: Viewer, month: date, now: datetime) -> Sample:
    """Return what was drawn for a month, as far as the viewer may reach it; unread first.

    Nothing to who does not give out the work, and nothing of a month that is not over.
    """
    over = is_over(month, office_date(now))
    if not over or not viewer.may(Permission.INTAKE_REFERRAL_ASSIGN):
        return Sample(month, over, (), 0)
    ended = ended_without_action(viewer, month)
    chosen = {one.referral_id: one for one in drawn(month, ended)}
    if not chosen:
        return Sample(month, over, (), 0)
    rows = db.session.scalars(
        select(Referral).where(
            visible_to(viewer, viewer.organisation_id), Referral.id.in_(list(chosen))
        )
    ).all()
    read = _read(viewer, month, chosen)
    shown = [_row(viewer, chosen[one.id], one, read) for one in rows_of(viewer, rows, now)]
    shown.sort(key=lambda one: (one.verdict is not None, one.kind, one.row.number))
    return Sample(month, over, tuple(shown), len(ended))


@dataclass(frozen=True)
class RereadRow:
    """What was said of one when it was read again."""

    verdict: Rereading
    read_by: str
    read_at: datetime


def rereadings_of(viewer: Viewer, referral_id: ReferralId) -> list[RereadRow]:
    """Return what was said of a request or report read again, the latest first.

    Unscoped beyond its body: for a page of it that is already read.
    """
    rows = db.session.scalars(
        select(ReferralRereading)
        .where(
            ReferralRereading.organisation_id == viewer.organisation_id,
            ReferralRereading.referral_id == referral_id,
        )
        .order_by(ReferralRereading.at.desc())
    )
    return [RereadRow(Rereading(row.verdict), row.by_label, row.at) for row in rows]


def sample_unread(viewer: Viewer, now: datetime) -> int:
    """Return how many of the last month wait to be read again by who gives out the work."""
    if not viewer.may(Permission.INTAKE_REFERRAL_ASSIGN):
        return 0
    month = month_before(office_date(now))
    chosen = [one.referral_id for one in drawn(month, ended_without_action(viewer, month))]
    if not chosen:
        return 0
    reached = db.session.scalars(
        select(Referral.id).where(
            visible_to(viewer, viewer.organisation_id), Referral.id.in_(chosen)
        )
    ).all()
    return len({*reached} - {*_read(viewer, month, chosen)})


def ended_without_action(viewer: Viewer, month: date) -> list[Ended]:
    """Return the ends without action of a month that nobody who gives out the work decided.

    What the supervisor read as second reader she has read. Unscoped: what is drawn is the same
    whoever looks; `sample` shows what the viewer reaches.
    """
    after = (month + timedelta(days=31)).replace(day=1)
    rows = db.session.execute(
        select(ReferralStep.referral_id, ReferralStep.action, ReferralStep.actor_id)
        .where(
            ReferralStep.organisation_id == viewer.organisation_id,
            ReferralStep.action.in_(list(_KINDS)),
            ReferralStep.to_state.in_(list(_WITHOUT_ACTION)),
            ReferralStep.at >= rome_to_utc(month, 0),
            ReferralStep.at < rome_to_utc(after, 0),
        )
        .order_by(ReferralStep.at)
    ).all()
    if not rows:
        return []
    known = {one.account_id for one in colleagues(viewer, after - timedelta(days=1), *DECIDING)}
    found: dict[ReferralId, Ended] = {}
    for referral_id, action, actor_id in rows:
        if actor_id not in known:
            found[referral_id] = Ended(
                referral_id,
                _KINDS[ReferralAction(action)],
                AccountId(actor_id) if actor_id else None,
            )
    return list(found.values())


def _read(
    viewer: Viewer, month: date, chosen: Collection[ReferralId]
) -> dict[ReferralId, ReferralRereading]:
    rows = db.session.scalars(
        select(ReferralRereading).where(
            ReferralRereading.organisation_id == viewer.organisation_id,
            ReferralRereading.month == month,
            ReferralRereading.referral_id.in_(list(chosen)),
        )
    )
    return {row.referral_id: row for row in rows}


def _row(
    viewer: Viewer,
    ended: Ended,
    row: ReferralRow,
    read: dict[ReferralId, ReferralRereading],
) -> SampleRow:
    said = read.get(row.id)
    return SampleRow(
        row,
        ended.kind,
        ended.decided_by == viewer.account_id,
        Rereading(said.verdict) if said else None,
        said.by_label if said else "",
        said.at if said else None,
    )
