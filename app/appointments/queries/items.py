"""Other kinds of time: what an agenda shows of them, and to whom it says where and why."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select

from app.accounts.policy import Permission
from app.accounts.queries import names_of
from app.appointments.models import AgendaItem, AgendaItemWorker, Appointment, TimeClaim
from app.appointments.queries.scope import claims_within
from app.appointments.rules import Resource, Span
from app.appointments.rules.items import BACK_AWAITED, Hours, ItemKind
from app.db import db
from app.kernel.actor import Reach, Viewer
from app.kernel.references import AgendaItemId, EngagementId, PersonId
from app.people.queries import may_be_named, rows_by_id
from app.transaction.loading import found, locked

_READ, _KEEP = Permission.APPOINTMENTS_AGENDA_READ, Permission.APPOINTMENTS_ITEM_KEEP
_SHOWN = 400
_MISSED_FOR = timedelta(hours=24)  # nobody is still waited for after a day: it was forgotten


@dataclass(frozen=True, kw_only=True)
class ItemRow:
    """One piece of time in a list."""

    id: AgendaItemId
    version: int
    kind: ItemKind
    day: date
    minute: int
    to_minute: int
    leaves_at: datetime
    starts_at: datetime
    ends_at: datetime
    back_at: datetime
    workers: tuple[tuple[EngagementId, str], ...]
    person_id: PersonId | None
    person: str
    mine: bool  # only whose time it is, and who answers for them, read where and why
    seats: int
    is_outside: bool  # said in words to be outside the hours of the plan office
    cancelled_at: datetime | None
    returned_at: datetime | None

    @property
    def hours(self) -> Hours:
        """The hours it takes, with the way there and back."""
        minute = timedelta(minutes=1)
        return Hours(
            day=self.day,
            minute=self.minute,
            to_minute=self.to_minute,
            before=(self.starts_at - self.leaves_at) // minute,
            after=(self.back_at - self.ends_at) // minute,
        )

    @property
    def who(self) -> str:
        """Everybody whose time it is, in words."""
        return ", ".join(name for _, name in self.workers)


@dataclass(frozen=True, kw_only=True)
class ItemPage:
    """One piece of time whole."""

    row: ItemRow
    place: str
    words: str
    outside: str
    made_by: str
    made_at: datetime
    may_be_back: bool


@dataclass(frozen=True)
class TakenHour:
    """What is there already at an hour somebody asked for: whose, from when, an appointment or not.

    Never for whom nor why.
    """

    engagement_id: EngagementId
    name: str
    starts_at: datetime
    kind: ItemKind | None


def items_visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of the items this viewer may see: hers, or all with the whole agenda.

    What is about somebody protected is of who may see her, and of who goes there.
    """
    if not viewer.may(_READ):
        return false()
    mine = AgendaItem.organisation_id == viewer.organisation_id
    hers = of_workers(viewer.engagement_ids)
    if viewer.reach(_READ) is not Reach.ORGANISATION:
        return and_(mine, hers)
    return and_(mine, or_(hers, may_be_named(viewer, AgendaItem.person_id)))


def items_of_days(
    viewer: Viewer, start: date, end: date, worker: EngagementId | None = None
) -> list[ItemRow]:
    """Return what is kept from `start` up to, not including, `end`, in order of time."""
    hers = [] if worker is None else [of_workers([worker])]
    return item_rows(
        viewer,
        AgendaItem.local_date >= start,
        AgendaItem.local_date < end,
        AgendaItem.cancelled_at.is_(None),
        *hers,
    )


def item_page(viewer: Viewer, item_id: AgendaItemId, now: datetime) -> ItemPage:
    """Return one item; `NotFound` out of reach. Where and why only to who may."""
    item = found(select(AgendaItem).where(items_visible_to(viewer), AgendaItem.id == item_id))
    row = item_rows(viewer, AgendaItem.id == item.id)[0]
    out = row.kind is ItemKind.HOME_VISIT and row.leaves_at <= now
    return ItemPage(
        row=row,
        place=(item.place or "") if row.mine else "",
        words=(item.words or "") if row.mine else "",
        outside=(item.outside or "") if row.mine else "",
        made_by=item.made_by,
        made_at=item.made_at,
        may_be_back=out and row.mine and not (row.returned_at or row.cancelled_at),
    )


def item_for_change(
    viewer: Viewer, item_id: AgendaItemId, version: int | None = None
) -> AgendaItem:
    """Return the item to be changed; `NotFound` when it is not hers, `Conflict` if it changed."""
    mine = select(AgendaItem).where(
        items_visible_to(viewer), may_on_item(viewer), AgendaItem.id == item_id
    )
    return locked(mine, version)


def item_workers_for_change(viewer: Viewer, row: AgendaItem) -> Sequence[AgendaItemWorker]:
    """Return the rows of whose time an item takes."""
    return db.session.scalars(
        select(AgendaItemWorker).where(
            AgendaItemWorker.organisation_id == viewer.organisation_id,
            AgendaItemWorker.item_id == row.id,
        )
    ).all()


def may_on_item(viewer: Viewer) -> ColumnElement[bool]:
    """Return the criterion of the items this viewer may change: hers, or all for who answers."""
    if viewer.reach(_KEEP) is Reach.ORGANISATION:
        return AgendaItem.organisation_id == viewer.organisation_id
    return of_workers(viewer.engagement_ids) if viewer.may(_KEEP) else false()


def not_back(viewer: Viewer, now: datetime) -> list[ItemRow]:
    """Return the visits from which somebody should have been back for half an hour."""
    return item_rows(
        viewer,
        *_out(now),
        AgendaItem.back_at <= now - BACK_AWAITED,
        AgendaItem.back_at > now - _MISSED_FOR,
    )


def my_visits_out(viewer: Viewer, now: datetime) -> list[ItemRow]:
    """Return the viewer's own visits from which she has not said that she is back."""
    return item_rows(
        viewer,
        *_out(now),
        of_workers(viewer.engagement_ids),
        AgendaItem.back_at > now - _MISSED_FOR,
    )


def taken_hours(
    viewer: Viewer,
    workers: Collection[EngagementId],
    span: Span,
    but: AgendaItemId | None = None,
) -> list[TakenHour]:
    """Return what these colleagues have at an hour: that it is taken, never for whom."""
    rows: Sequence[Any] = db.session.execute(
        select(TimeClaim.resource_id, Appointment.starts_at, AgendaItem)
        .outerjoin(
            Appointment,
            (Appointment.organisation_id == TimeClaim.organisation_id)
            & (Appointment.id == TimeClaim.appointment_id),
        )
        .outerjoin(
            AgendaItem,
            (AgendaItem.organisation_id == TimeClaim.organisation_id)
            & (AgendaItem.id == TimeClaim.item_id),
        )
        .where(
            TimeClaim.organisation_id == viewer.organisation_id,
            TimeClaim.resource_kind == Resource.WORKER,
            TimeClaim.resource_id.in_(list(workers)),
            TimeClaim.exclusive,
            *claims_within(span.starts_at, span.ends_at),
        )
        .order_by(TimeClaim.starts_at)
    ).all()
    names = names_of(viewer, [EngagementId(row[0]) for row in rows])
    return [
        TakenHour(
            EngagementId(worker),
            names.get(EngagementId(worker), ""),
            at if item is None else item.starts_at,
            None if item is None else ItemKind(item.kind),
        )
        for worker, at, item in rows
        if item is None or item.id != but
    ]


def _out(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        AgendaItem.kind == ItemKind.HOME_VISIT,
        AgendaItem.cancelled_at.is_(None),
        AgendaItem.returned_at.is_(None),
        AgendaItem.leaves_at <= now,
    )


def of_workers(workers: Collection[EngagementId]) -> ColumnElement[bool]:
    """Return the criterion of the items of one of `workers`. Unscoped: a part of one."""
    return exists().where(
        AgendaItemWorker.organisation_id == AgendaItem.organisation_id,
        AgendaItemWorker.item_id == AgendaItem.id,
        AgendaItemWorker.engagement_id.in_(list(workers)),
    )


def item_rows(viewer: Viewer, *criteria: ColumnElement[bool]) -> list[ItemRow]:
    """Return rows with four questions in all, however many they are."""
    items = db.session.scalars(
        select(AgendaItem)
        .where(items_visible_to(viewer), *criteria)
        .order_by(AgendaItem.starts_at, AgendaItem.id)
        .limit(_SHOWN)
    ).all()
    if not items:
        return []
    workers = _workers(viewer, [item.id for item in items])
    people = rows_by_id(viewer, {item.person_id for item in items if item.person_id})
    everybody = viewer.reach(_KEEP) is Reach.ORGANISATION
    return [
        ItemRow(
            id=item.id,
            version=item.version,
            kind=ItemKind(item.kind),
            day=item.local_date,
            minute=item.local_minute,
            to_minute=item.local_end_minute,
            leaves_at=item.leaves_at,
            starts_at=item.starts_at,
            ends_at=item.ends_at,
            back_at=item.back_at,
            workers=tuple(workers[item.id]),
            person_id=item.person_id if item.person_id in people else None,
            person=people[item.person_id].name if item.person_id in people else "",
            mine=everybody or bool({one for one, _ in workers[item.id]} & viewer.engagement_ids),
            seats=item.seats,
            is_outside=item.outside_sealed is not None,
            cancelled_at=item.cancelled_at,
            returned_at=item.returned_at,
        )
        for item in items
    ]


def _workers(
    viewer: Viewer, items: Collection[AgendaItemId]
) -> dict[AgendaItemId, list[tuple[EngagementId, str]]]:
    rows = db.session.execute(
        select(AgendaItemWorker.item_id, AgendaItemWorker.engagement_id).where(
            AgendaItemWorker.organisation_id == viewer.organisation_id,
            AgendaItemWorker.item_id.in_(list(items)),
        )
    ).all()
    names = names_of(viewer, {worker for _, worker in rows})
    found_: dict[AgendaItemId, list[tuple[EngagementId, str]]] = defaultdict(list)
    for item_id, worker in sorted(rows, key=lambda row: names.get(row[1], "")):
        found_[item_id].append((worker, names.get(worker, "")))
    return found_
