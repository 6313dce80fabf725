"""The list behind a number: only what the reader may open; references first, names apart."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from app.accounts.queries import names_of
from app.cases.models import Case
from app.cases.models.requests import ServiceRequest
from app.cases.procedure.request import RequestState
from app.cases.queries import visible_to
from app.cases.queries import visible_to as cases_visible_to
from app.cases.rules.case import CaseState
from app.catalogue.rules import PathCode
from app.db import db
from app.intake.models import Referral, ReferralSubject
from app.intake.procedure import ReferralState
from app.intake.queries.scope import visible_to as referrals_visible_to
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import NotFound
from app.kernel.references import EngagementId
from app.people.models import Person
from app.people.queries import person_rows
from app.people.queries import visible_to as people_visible_to
from app.reports.queries.facts import facts
from app.reports.rules import Cell, Facts, Question, Table, Thing, end_of, report


@dataclass(frozen=True)
class Place:
    """Which number of the report: table, row and column, as an address says them."""

    table: str
    row: str
    column: str


@dataclass(frozen=True)
class ListRow:
    """One thing behind a number, by its reference: nobody's name is in it."""

    id: UUID
    reference: str
    about: StrEnum  # the area, the source or the service
    state: StrEnum | None
    worker: str = ""
    since: date | None = None
    lines: tuple[int, int] | None = None  # begun, of how many
    person_ids: tuple[UUID, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Behind:
    """What stands behind a number, within the reach of who asks."""

    table: Table
    cell: Cell
    rows: tuple[ListRow, ...]

    @property
    def unreachable(self) -> int:
        """How many of them are known to named people only."""
        return len(self.cell.ids) - len(self.rows)


def worker_names(viewer: Viewer, engagement_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the names of the workers that stand in the rows of a report."""
    names = names_of(viewer, [EngagementId(id_) for id_ in engagement_ids])
    return {UUID(int=id_.int): name for id_, name in names.items()}


def behind(viewer: Viewer, question: Question, place: Place) -> Behind:
    """Return the list behind a number; `NotFound` where the report has no such number."""
    known = facts(viewer, question)
    table = report(known, question).table(place.table)
    cell = table.cell(place.row, place.column) if table else None
    if table is None or cell is None:
        raise NotFound
    rows = _ROWS[table.thing](viewer, known, question, cell.ids)
    return Behind(table, cell, tuple(sorted(rows, key=lambda row: row.reference)))


def named(viewer: Viewer, rows: Sequence[ListRow]) -> tuple[ListRow, ...]:
    """Return the rows with the names of the people whom the viewer may see."""
    ids = {id_ for row in rows for id_ in row.person_ids}
    people = db.session.scalars(
        select(Person).where(people_visible_to(viewer, viewer.organisation_id), Person.id.in_(ids))
    ).all()
    names = {row.id: row.name for row in person_rows(viewer, people)}
    known: Mapping[UUID, str] = {UUID(int=id_.int): name for id_, name in names.items()}
    return tuple(
        replace(row, names=tuple(known[id_] for id_ in row.person_ids if id_ in known))
        for row in rows
    )


def _case_rows(
    viewer: Viewer, known: Facts, question: Question, ids: Collection[UUID]
) -> list[ListRow]:
    moment = end_of(question.on)
    files = {file.id: file for file in known.cases}
    held = {id_: files[id_].holder_at(moment) for id_ in ids}
    names = worker_names(viewer, {id_ for id_ in held.values() if id_})
    rows = db.session.execute(
        select(Case.id, Case.number, Case.opened_on).where(
            cases_visible_to(viewer, viewer.organisation_id), Case.id.in_(ids)
        )
    )
    return [
        ListRow(
            id=row.id,
            reference=row.number,
            about=files[row.id].area,
            state=_state(CaseState, files[row.id].history.state_at(moment)),
            worker=names.get(held[row.id], "") if held[row.id] else "",  # type: ignore[arg-type]
            since=row.opened_on,
            person_ids=(files[row.id].person_id,),
        )
        for row in rows
    ]


def _referral_rows(
    viewer: Viewer, known: Facts, question: Question, ids: Collection[UUID]
) -> list[ListRow]:
    moment = end_of(question.on)
    files = {file.id: file for file in known.referrals}
    held = {id_: files[id_].worker_at(moment) for id_ in ids}
    names = worker_names(viewer, {id_ for id_ in held.values() if id_})
    rows = db.session.execute(
        select(Referral.id, Referral.number, Referral.received_at).where(
            referrals_visible_to(viewer, viewer.organisation_id), Referral.id.in_(ids)
        )
    ).all()
    people: dict[UUID, list[UUID]] = {}
    subjects = select(ReferralSubject.referral_id, ReferralSubject.person_id).where(
        ReferralSubject.organisation_id == viewer.organisation_id,
        ReferralSubject.referral_id.in_([row.id for row in rows]),
        ReferralSubject.person_id.is_not(None),
    )
    for referral_id, person_id in db.session.execute(subjects):
        if person_id:
            people.setdefault(referral_id, []).append(person_id)
    return [
        ListRow(
            id=row.id,
            reference=row.number,
            about=files[row.id].source,
            state=_state(ReferralState, files[row.id].history.state_at(moment)),
            worker=names.get(held[row.id], "") if held[row.id] else "",  # type: ignore[arg-type]
            since=office_date(row.received_at),
            person_ids=tuple(people.get(row.id, ())),
        )
        for row in rows
    ]


def _request_rows(
    viewer: Viewer, known: Facts, question: Question, ids: Collection[UUID]
) -> list[ListRow]:
    moment = end_of(question.on)
    files = {file.id: file for file in known.requests}
    rows = db.session.execute(
        select(ServiceRequest.id, ServiceRequest.number, ServiceRequest.path, Case.person_id)
        .join(
            Case,
            (Case.organisation_id == ServiceRequest.organisation_id)
            & (Case.id == ServiceRequest.case_id),
        )
        .where(
            ServiceRequest.organisation_id == viewer.organisation_id,
            ServiceRequest.id.in_(ids),
            visible_to(viewer, viewer.organisation_id),
        )
    )
    found = []
    for row in rows:
        file = files[row.id]
        lines = file.real_lines(moment)
        begun = sum(line.started_at(moment) is not None for line in lines)
        found.append(
            ListRow(
                id=row.id,
                reference=row.number,
                about=PathCode(row.path),
                state=_state(RequestState, file.history.state_at(moment)),
                since=office_date(file.asked_at) if file.asked_at else None,
                lines=(begun, len(lines)),
                person_ids=(row.person_id,),
            )
        )
    return found


def _state(states: type[StrEnum], code: str | None) -> StrEnum | None:
    return states(code) if code else None


_ROWS = {
    Thing.CASE: _case_rows,
    Thing.REFERRAL: _referral_rows,
    Thing.REQUEST: _request_rows,
}
