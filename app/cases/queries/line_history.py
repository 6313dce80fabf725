"""What was given of a line, seen, paid and changed. Unscoped: the caller has reached the line."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.cases.models import (
    Commitment,
    Delivery,
    DeliveryVisto,
    LineChange,
    Payment,
    RequestLine,
    ServiceRequest,
)
from app.cases.queries.its import count, its
from app.cases.rules.requests import ChangeKind, digits, month_of
from app.db import db

SHOWN = 60  # deliveries on one page: about two months


@dataclass(frozen=True)
class DeliveryRow:
    """What was given on a day."""

    day: date
    quantity: str
    by: str


@dataclass(frozen=True)
class MonthRow:
    """A month of a line: given, seen, paid."""

    month: date
    quantity: str
    visto_by: str
    paid_cents: int | None


@dataclass(frozen=True)
class ChangeRow:
    """A new version of a line, asked or decided."""

    kind: ChangeKind
    old_quantity: str
    new_quantity: str
    old_ends_on: date | None
    new_ends_on: date | None
    valid_from: date
    by: str
    accepted: bool | None


def pending_change(line: RequestLine) -> LineChange | None:
    """Return the change that waits for a yes. Unscoped: the caller has reached the line."""
    return db.session.scalar(
        select(LineChange).where(
            *its(LineChange, line),
            LineChange.accepted.is_(None),
        )
    )


def delivered(line: RequestLine, start: date, end: date) -> int:
    """Return how much was given from a day to a day (excluded). Unscoped, as above."""
    total = db.session.scalar(
        select(func.sum(Delivery.quantity)).where(
            *its(Delivery, line),
            Delivery.day >= start,
            Delivery.day < end,
        )
    )
    return int(total or 0)


def committed(request: ServiceRequest) -> bool:
    """Return whether money was set aside for a request. Unscoped, as above."""
    return bool(count(Commitment, *its(Commitment, request)))


def visto_of(line: RequestLine, month: date) -> DeliveryVisto | None:
    """Return who saw a month, if somebody did. Unscoped, as above."""
    return db.session.scalar(
        select(DeliveryVisto).where(
            *its(DeliveryVisto, line),
            DeliveryVisto.month == month,
        )
    )


def recorders_of(line: RequestLine, start: date, end: date) -> set[object]:
    """Return who recorded what was given from a day to a day (excluded). Unscoped, as above."""
    return {
        *db.session.scalars(
            select(Delivery.recorded_by_id).where(
                *its(Delivery, line),
                Delivery.day >= start,
                Delivery.day < end,
            )
        )
    }


def deliveries_of(line: RequestLine) -> tuple[DeliveryRow, ...]:
    """Return the last days on which something was given. Unscoped, as above."""
    rows = db.session.scalars(
        select(Delivery).where(*its(Delivery, line)).order_by(Delivery.day.desc()).limit(SHOWN)
    )
    return tuple(DeliveryRow(r.day, digits(r.quantity), r.recorded_by_label) for r in rows)


def months_of(line: RequestLine) -> tuple[MonthRow, ...]:
    """Return the months of a line: how much was given, who saw it, what was paid. Unscoped."""
    mine = its(Delivery, line)
    given: dict[date, int] = {}
    for day, quantity in db.session.execute(select(Delivery.day, Delivery.quantity).where(*mine)):
        given[month_of(day)] = given.get(month_of(day), 0) + quantity
    seen = {
        row.month: row.by_label
        for row in db.session.scalars(select(DeliveryVisto).where(*its(DeliveryVisto, line)))
    }
    paid = {
        row.month: row.amount_cents
        for row in db.session.scalars(select(Payment).where(*its(Payment, line)))
    }
    return tuple(
        MonthRow(month, digits(given[month]), seen.get(month, ""), paid.get(month))
        for month in sorted(given, reverse=True)
    )


def changes_of(line: RequestLine) -> tuple[ChangeRow, ...]:
    """Return the versions of a line, the newest first. Unscoped, as above."""
    rows = db.session.scalars(
        select(LineChange)
        .where(*its(LineChange, line))
        .order_by(LineChange.asked_at.desc(), LineChange.id.desc())
    )
    return tuple(
        ChangeRow(
            kind=ChangeKind(row.kind),
            old_quantity=digits(row.old_quantity),
            new_quantity=digits(row.new_quantity),
            old_ends_on=row.old_ends_on,
            new_ends_on=row.new_ends_on,
            valid_from=row.valid_from,
            by=row.asked_by_label,
            accepted=row.accepted,
        )
        for row in rows
    )
