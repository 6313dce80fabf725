"""The lists as the office opens them: every centre with its numbers, one centre in its order."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app.cases.models import Case, RequestLine, ServiceRequest
from app.cases.queries import room_of
from app.cases.rules.requests import Priority
from app.catalogue.queries import UnitRow, unit_row, units_of
from app.catalogue.rules import PathCode, Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import (
    OrganisationId,
    PersonId,
    RequestLineId,
    UnitId,
    WaitingEntryId,
)
from app.people.models import Person
from app.waiting.models import WaitingEntry, WaitingTerm
from app.waiting.procedure import EntryState
from app.waiting.queries.order import InList, OrderRow, in_lists, orders, ranked
from app.waiting.queries.scope import IN_ITS_BODY, ITS_REQUEST, still_waiting, visible_to
from app.waiting.rules import Criterion

_ITS_CASE = (Case.organisation_id == ServiceRequest.organisation_id) & (
    Case.id == ServiceRequest.case_id
)
_ITS_PERSON = (Person.organisation_id == Case.organisation_id) & (Person.id == Case.person_id)


@dataclass(frozen=True)
class Places:
    """How many places a centre has on a day, how many are taken or offered. In hundredths."""

    all: int
    taken: int

    @property
    def free(self) -> int:
        """What is left; below nothing when somebody was let in over the places."""
        return self.all - self.taken


@dataclass(frozen=True)
class ListRow:
    """One list in the page of all of them."""

    unit_id: UnitId
    path: PathCode
    name: str
    provider: str
    waiting: int
    offered: int
    frozen: int
    places: Places | None
    oldest: date | None


@dataclass(frozen=True)
class EntryRow:
    """One entry of a list: its place and why. The name only for who may reach it."""

    id: WaitingEntryId
    line_id: RequestLineId
    person_id: PersonId | None
    person: str | None
    number: str
    state: EntryState
    position: int | None
    by_court: bool
    points: Mapping[Criterion, int]
    complete_on: date
    preference: int
    answer_by: date | None
    frozen_until: date | None
    out_of_order: bool
    moved_last: bool
    offered_elsewhere: bool


@dataclass(frozen=True)
class ListPage:
    """The list of one centre, in the order in which people are called."""

    unit: UnitRow
    places: Places | None
    order: OrderRow
    rows: tuple[EntryRow, ...]


@dataclass(frozen=True)
class DueRow:
    """Something due about an entry in reach."""

    id: WaitingEntryId
    term: Term
    due_on: date
    person: str
    number: str


def all_lists(viewer: Viewer, on: date) -> list[ListRow]:
    """Return the centres for which somebody waits, the oldest application first, in few queries.

    Only numbers: everybody of the office may know how long one waits.
    """
    units = {row.id: row for row in units_of(viewer, None, on)}
    found = db.session.execute(
        select(WaitingEntry.state, WaitingEntry.complete_on, RequestLine.unit_id)
        .join(RequestLine, IN_ITS_BODY)
        .where(*still_waiting(viewer.organisation_id), RequestLine.unit_id.is_not(None))
    )
    by_unit: dict[UnitId, list[tuple[str, date]]] = defaultdict(list)
    for state, complete_on, unit_id in found:
        if unit_id is not None:
            by_unit[unit_id].append((state, complete_on))
    there = [units[unit_id] for unit_id in by_unit if unit_id in units]
    room = room_of(viewer, there, on)
    rows = [_list_row(unit, by_unit[unit.id], room.get(unit.id, {})) for unit in there]
    return sorted(rows, key=lambda row: (row.path, row.oldest or on, row.name))


def list_page(viewer: Viewer, unit_id: UnitId, on: date) -> ListPage:
    """Return one list in its order; whom the reader may not reach has a number and no name."""
    unit = unit_row(viewer, unit_id, on)
    order = orders(viewer, on)[unit.path]
    found = in_lists(viewer, [unit_id])
    return ListPage(
        unit=unit,
        places=_places(room_of(viewer, [unit], on).get(unit_id, {})),
        order=order,
        rows=tuple(entry_rows(viewer, found, order.criteria)),
    )


def entry_rows(
    viewer: Viewer, found: Collection[InList], criteria: tuple[Criterion, ...]
) -> list[EntryRow]:
    """Return the entries of one list as they are shown: those called first, then the others."""
    places = ranked(found, criteria)
    names = _names(viewer, [one.entry.id for one in found])
    rows = [_entry_row(one, places.get(one.entry.id), names.get(one.entry.id)) for one in found]
    return sorted(rows, key=lambda row: (row.state != EntryState.OFFERED, row.position or 9999))


def ended_row(viewer: Viewer, entry: WaitingEntry, request: ServiceRequest) -> EntryRow:
    """Return an entry in reach that stands in no list any more, as its page still shows it."""
    person_id, person = _names(viewer, [entry.id])[entry.id]
    return EntryRow(
        id=entry.id,
        line_id=entry.line_id,
        person_id=person_id,
        person=person,
        number=request.number,
        state=EntryState(entry.state),
        position=None,
        by_court=request.priority == Priority.COURT_ORDER,
        points={},
        complete_on=entry.complete_on,
        preference=entry.preference,
        answer_by=None,
        frozen_until=None,
        out_of_order=entry.out_of_order,
        moved_last=False,
        offered_elsewhere=False,
    )


def due_soon(viewer: Viewer) -> list[DueRow]:
    """Return every running term of the entries in reach, in one query."""
    rows = db.session.execute(
        _named(WaitingEntry.id, WaitingTerm.code, WaitingTerm.due_on)
        .join(
            WaitingTerm,
            (WaitingTerm.organisation_id == WaitingEntry.organisation_id)
            & (WaitingTerm.entry_id == WaitingEntry.id),
        )
        .where(
            visible_to(viewer), *still_waiting(viewer.organisation_id), WaitingTerm.met_at.is_(None)
        )
        .order_by(WaitingTerm.due_on, ServiceRequest.number)
    )
    return [
        DueRow(id_, Term(code), due_on, f"{surname} {given}".strip(), number)
        for id_, code, due_on, number, _person, surname, given in rows
    ]


def offered(viewer: Viewer) -> list[EntryRow]:
    """Return the offers in reach that wait for an answer, the nearest first."""
    rows = db.session.execute(
        _named(WaitingEntry.id)
        .where(
            visible_to(viewer),
            *still_waiting(viewer.organisation_id),
            WaitingEntry.state == EntryState.OFFERED,
        )
        .order_by(WaitingEntry.answer_by)
    ).all()
    if not rows:
        return []
    ids = {row[0] for row in rows}
    units = set(
        db.session.scalars(
            select(RequestLine.unit_id)
            .join(WaitingEntry, IN_ITS_BODY)
            .where(WaitingEntry.organisation_id == viewer.organisation_id, WaitingEntry.id.in_(ids))
        )
    )
    shown = entry_rows(viewer, [one for one in in_lists(viewer, units) if one.entry.id in ids], ())
    return sorted(shown, key=lambda row: row.answer_by or date.max)


def to_warn(organisation_id: OrganisationId, by: date) -> list[WaitingEntryId]:
    """Return the offers whose answer is due by a day and of which nobody was warned. Unscoped."""
    return _offers(organisation_id, WaitingEntry.warned_on.is_(None), WaitingEntry.answer_by <= by)


def to_lapse(organisation_id: OrganisationId, today: date) -> list[WaitingEntryId]:
    """Return the offers whose day has passed after the warning. Unscoped: for the job."""
    return _offers(organisation_id, WaitingEntry.answer_by < today, WaitingEntry.warned_on < today)


def with_offers() -> list[OrganisationId]:
    """Return the bodies in which an offer waits for an answer. Unscoped: for the job."""
    return list(
        db.session.scalars(
            select(WaitingEntry.organisation_id)
            .where(WaitingEntry.state == EntryState.OFFERED)
            .distinct()
        )
    )


def _offers(organisation_id: OrganisationId, *criteria: Any) -> list[WaitingEntryId]:
    return list(
        db.session.scalars(
            select(WaitingEntry.id)
            .join(RequestLine, IN_ITS_BODY)
            .where(
                *still_waiting(organisation_id),
                WaitingEntry.state == EntryState.OFFERED,
                *criteria,
            )
            .order_by(WaitingEntry.id)
        )
    )


def _named(*columns: Any) -> Any:
    return (
        select(*columns, ServiceRequest.number, Person.id, Person.surname, Person.given)
        .select_from(WaitingEntry)
        .join(RequestLine, IN_ITS_BODY)
        .join(ServiceRequest, ITS_REQUEST)
        .join(Case, _ITS_CASE)
        .join(Person, _ITS_PERSON)
    )


def _names(
    viewer: Viewer, ids: Collection[WaitingEntryId]
) -> dict[WaitingEntryId, tuple[PersonId, str]]:
    rows = db.session.execute(
        _named(WaitingEntry.id).where(visible_to(viewer), WaitingEntry.id.in_(list(ids)))
    )
    return {
        id_: (person_id, f"{surname} {given}".strip())
        for id_, _number, person_id, surname, given in rows
    }


def _list_row(unit: UnitRow, found: list[tuple[str, date]], room: Mapping[Any, Any]) -> ListRow:
    states = [state for state, _ in found]
    return ListRow(
        unit_id=unit.id,
        path=unit.path,
        name=unit.name,
        provider=unit.provider or unit.service,
        waiting=states.count(EntryState.LISTED),
        offered=states.count(EntryState.OFFERED),
        frozen=states.count(EntryState.FROZEN),
        places=_places(room),
        oldest=min((day for _, day in found), default=None),
    )


def _places(room: Mapping[Any, tuple[int, int]]) -> Places | None:
    """Return the places of the one measure a centre counts; none where it counts several."""
    return Places(*next(iter(room.values()))) if len(room) == 1 else None


def _entry_row(one: InList, position: int | None, named: tuple[PersonId, str] | None) -> EntryRow:
    return EntryRow(
        id=one.entry.id,
        line_id=one.line.id,
        person_id=named[0] if named else None,
        person=named[1] if named else None,
        number=one.request.number,
        state=EntryState(one.entry.state),
        position=position,
        by_court=one.standing.by_court,
        points={code: points for code, points in one.standing.points.items() if points},
        complete_on=one.entry.complete_on,
        preference=one.entry.preference,
        answer_by=one.entry.answer_by,
        frozen_until=one.entry.frozen_until,
        out_of_order=one.entry.out_of_order,
        moved_last=one.entry.moved_last_at is not None,
        offered_elsewhere=one.offered_elsewhere,
    )
