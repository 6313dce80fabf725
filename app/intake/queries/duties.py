"""What must be thought of on a day, read from what was written: nothing is kept twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from app.db import db
from app.intake.models import (
    JudicialOrder,
    Referral,
    ReferralDestination,
    ReferralJudgement,
    ReferralStep,
)
from app.intake.procedure import FINAL, ReferralAction, ReferralState
from app.intake.queries.listing import in_hand_of, rows_of
from app.intake.queries.rows import ReferralRow
from app.intake.queries.scope import visible_to
from app.intake.rules import Answer, Duty
from app.kernel.actor import Viewer
from app.kernel.clock import office_date

LONGEST_WAIT = timedelta(days=30)
SHOWN = 50


@dataclass(frozen=True)
class DutyRow:
    """One of them, with the day and the request it is about."""

    duty: Duty
    due_on: date
    row: ReferralRow


def duties(viewer: Viewer, now: datetime) -> list[DutyRow]:
    """Return what the viewer must think of in what she has in hand, the nearest first."""
    found = [*_harm(viewer), *_orders(viewer), *_waiting(viewer)]
    named = {row.id: row for _, _, row in found}
    rows = {row.id: row for row in rows_of(viewer, [*named.values()], now)}
    told = [DutyRow(duty, due_on, rows[row.id]) for duty, due_on, row in found]
    return sorted(told, key=lambda one: one.due_on)


Found = tuple[Duty, date, Referral]


def _harm(viewer: Viewer) -> list[Found]:
    """Harm judged last as there, and nothing sent to the court since: to be weighed that day."""
    latest = (
        select(func.max(ReferralJudgement.at))
        .where(*_same(ReferralJudgement))
        .correlate(Referral)
        .scalar_subquery()
    )
    sent = select(ReferralDestination.id).where(
        *_same(ReferralDestination),
        ReferralDestination.action == ReferralAction.SEND_TO_COURT,
        ReferralDestination.sent_on >= ReferralJudgement.judged_on,
    )
    rows = db.session.execute(
        select(Referral, ReferralJudgement.judged_on)
        .join(ReferralJudgement, _joined(ReferralJudgement))
        .where(
            *_hers(viewer),
            ReferralJudgement.at == latest,
            ReferralJudgement.harm == Answer.YES,
            ~sent.exists(),
        )
        .order_by(ReferralJudgement.judged_on)
        .limit(SHOWN)
    )
    return [(Duty.WEIGH_COURT, judged_on, row) for row, judged_on in rows]


def _orders(viewer: Viewer) -> list[Found]:
    """What the judge wants answered, on the very day he wrote."""
    rows = db.session.execute(
        select(Referral, JudicialOrder.answer_by)
        .join(JudicialOrder, _joined(JudicialOrder))
        .where(*_hers(viewer), JudicialOrder.answer_by.is_not(None))
        .order_by(JudicialOrder.answer_by)
        .limit(SHOWN)
    )
    return [(Duty.ANSWER_COURT, answer_by, row) for row, answer_by in rows if answer_by]


def _waiting(viewer: Viewer) -> list[Found]:
    """Waiting for somebody since thirty days: to be asked again, or decided without."""
    awaiting = (ReferralState.AWAITING_PERSON, ReferralState.AWAITING_BODY)
    rows = db.session.execute(
        select(Referral, func.max(ReferralStep.at))
        .join(ReferralStep, _joined(ReferralStep))
        .where(
            *_hers(viewer),
            Referral.state.in_(awaiting),
            ReferralStep.action == ReferralAction.SUSPEND_WAITING,
        )
        .group_by(Referral.organisation_id, Referral.id)
        .order_by(func.max(ReferralStep.at))
        .limit(SHOWN)
    )
    return [(Duty.WAITED_LONG, office_date(since + LONGEST_WAIT), row) for row, since in rows]


def _hers(viewer: Viewer) -> Sequence[Any]:
    return (
        visible_to(viewer, viewer.organisation_id),
        in_hand_of(viewer),
        Referral.state.not_in(FINAL),
    )


def _same(table: Any) -> tuple[Any, Any]:
    return (
        table.organisation_id == Referral.organisation_id,
        table.referral_id == Referral.id,
    )


def _joined(table: Any) -> Any:
    one, other = _same(table)
    return one & other
