"""What the judicial authority asks, and by when: its day is never moved."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.db import db
from app.intake.models import JudicialOrder, Referral
from app.intake.queries.facts import its
from app.intake.rules import JudicialAsk, order_fault
from app.kernel.errors import Invalid


@dataclass(frozen=True, kw_only=True)
class OrderGiven:
    """What the judicial authority asks."""

    proceeding: str
    dated: date
    asks: JudicialAsk
    answer_by: date | None = None


def has_order(row: Referral) -> bool:
    """Return whether somebody wrote already what the judicial authority asks."""
    found = select(JudicialOrder.id).where(*its(JudicialOrder, row)).limit(1)
    return db.session.scalar(found) is not None


def note_order(row: Referral, order: OrderGiven) -> None:
    """Write an order beside what it came with. Refuses an answer due before the order."""
    fault = order_fault(order.dated, order.answer_by)
    if fault:
        raise Invalid(fault)
    db.session.add(
        JudicialOrder(
            organisation_id=row.organisation_id,
            data_key_id=row.data_key_id,
            referral_id=row.id,
            proceeding=order.proceeding,
            dated=order.dated,
            asks=order.asks,
            answer_by=order.answer_by,
        )
    )
