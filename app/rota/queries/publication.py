"""Which months were published, and what changed in them since."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, or_, select

from app.accounts.queries import names_of
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import EngagementId
from app.organisations.rules import OpeningKind
from app.rota.models import RotaMonth, Shift
from app.rota.queries.duties import DutyRow, current, duty_rows, visible_to
from app.rota.rules import ChangeRow, Post, month_after, month_start

_SHOWN = 3


@dataclass(frozen=True)
class PublishedRow:
    """A month that was published."""

    month: date
    at: datetime
    by: str


def published(viewer: Viewer, month: date) -> PublishedRow | None:
    """Return when a month was published, None while it is a draft."""
    return _published(viewer, month, month).get(month)


def changes(
    viewer: Viewer, start: date, end: date, of: Collection[EngagementId] | None = None
) -> list[ChangeRow]:
    """Return what changed from `start` up to `end` since publication, by day, or what `of` some.

    Who was put on and taken off again after it changed nothing.
    """
    months = _published(viewer, month_start(start), end)
    if not months:
        return []
    later = or_(
        *(
            and_(
                Shift.day >= one.month,
                Shift.day < month_after(one.month),
                (Shift.added_at.is_not(None) & (Shift.added_at > one.at))
                != (Shift.cancelled_at.is_not(None) & (Shift.cancelled_at > one.at)),
            )
            for one in months.values()
        )
    )
    rows = db.session.scalars(
        select(Shift)
        .where(
            visible_to(viewer, viewer.organisation_id, Shift),
            Shift.day >= start,
            Shift.day < end,
            later,
            *([] if of is None else [Shift.engagement_id.in_(sorted(of))]),
        )
        .order_by(Shift.day, Shift.from_minute, Shift.id)
    ).all()
    names = names_of(viewer, {row.engagement_id for row in rows})
    return [_change(row, names.get(row.engagement_id, "")) for row in rows]


def my_next(viewer: Viewer, today: date) -> tuple[DutyRow, ...]:
    """Return the viewer's own next three shifts."""
    rows = db.session.scalars(
        select(Shift)
        .where(
            *current(viewer),
            Shift.engagement_id.in_(viewer.engagement_ids),
            Shift.day >= today,
        )
        .order_by(Shift.day, Shift.from_minute, Shift.id)
        .limit(_SHOWN)
    )
    return duty_rows(viewer, list(rows))


def _published(viewer: Viewer, first: date, last: date) -> dict[date, PublishedRow]:
    rows = db.session.scalars(
        select(RotaMonth).where(
            visible_to(viewer, viewer.organisation_id, RotaMonth),
            RotaMonth.month >= first,
            RotaMonth.month <= last,
        )
    )
    return {row.month: PublishedRow(row.month, row.published_at, row.published_by) for row in rows}


def _change(row: Shift, name: str) -> ChangeRow:
    moment = row.cancelled_at or row.added_at
    return ChangeRow(
        row.id,
        row.engagement_id,
        name,
        OpeningKind(row.kind),
        Post(row.post) if row.post else None,
        row.day,
        row.from_minute,
        row.to_minute,
        changed_on=office_date(moment) if moment else row.day,
        is_added=row.cancelled_at is None,
    )
