"""Which Comune intervenes and which one pays, apart; and what the residences say of who pays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from app.accounts.policy import Permission
from app.cases.models import Case, Competence, Placement, PlacementMember
from app.cases.queries import scope
from app.cases.queries.its import its, of_case, same_body
from app.cases.queries.placement_parts import CompetenceRow
from app.cases.rules.competence import Home, PayerHint, payer_hint
from app.cases.rules.placements import CompetenceKind
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import NotFound
from app.kernel.references import CaseId, PersonId
from app.organisations.models import Body
from app.people.queries import municipalities_on, parents_of, rows_by_id
from app.people.rules import AddressKind

_READ = Permission.CASES_REQUEST_READ


@dataclass(frozen=True)
class TwoComuni:
    """The Comune that intervenes and those that pay on a day: never one line for both."""

    intervene: tuple[CompetenceRow, ...]
    pay: tuple[CompetenceRow, ...]


def competence_rows(viewer: Viewer, case_id: CaseId) -> list[CompetenceRow]:
    """Return every competence written of a case, by kind and day; `NotFound` out of reach."""
    rows: Sequence[Any] = db.session.execute(
        select(Competence, Body.name, PlacementMember.initials)
        .select_from(Case)
        .outerjoin(Competence, of_case(Competence))
        .outerjoin(Body, same_body(Body, Competence, Competence.body_id))
        .outerjoin(PlacementMember, same_body(PlacementMember, Competence, Competence.member_id))
        .where(scope.visible_to(viewer, viewer.organisation_id, _READ), Case.id == case_id)
        .order_by(Competence.kind, Competence.valid_from, Competence.id)
    ).all()
    if not rows:
        raise NotFound
    return [
        CompetenceRow(
            CompetenceKind(row.kind), name, whom or "", row.share, row.valid_from, row.valid_to,
            row.basis,
        )
        for row, name, whom in rows
        if row is not None
    ]  # fmt: skip


def two_comuni(viewer: Viewer, case_id: CaseId, on: date) -> TwoComuni:
    """Return who intervenes and who pays for a case on a day, apart; `NotFound` out of reach."""
    today = [
        row
        for row in competence_rows(viewer, case_id)
        if row.valid_from <= on and (row.valid_to is None or on < row.valid_to)
    ]
    return TwoComuni(
        tuple(row for row in today if row.kind is CompetenceKind.TAKING_CHARGE),
        tuple(row for row in today if row.kind is CompetenceKind.PAYER),
    )


def payer_hint_of(viewer: Viewer, case_id: CaseId, on: date) -> tuple[PayerHint, date]:
    """Return which Comune the residences say pays for a case, and on which day they were read.

    The day of the first entry into a structure; before any, the day asked. Later moves of the
    parents do not count.
    """
    case = scope.load(viewer, case_id, _READ)
    entered = db.session.scalar(select(func.min(Placement.entered_at)).where(*its(Placement, case)))
    day = office_date(entered) if entered else on
    return payer_hint(_homes(viewer, case, day)), day


def _homes(viewer: Viewer, case: Case, day: date) -> tuple[Home, ...]:
    person = rows_by_id(viewer, [case.person_id]).get(case.person_id)
    if person is not None and person.birth.of_age(day):
        people: list[PersonId] = [case.person_id]
    else:
        people = [one.person_id for one in parents_of(viewer, [case.person_id], day).get(
            case.person_id, ())]  # fmt: skip
    towns = municipalities_on(viewer, people, day)
    return tuple(_home(towns.get(one, {})) for one in people)


def _home(towns: dict[AddressKind, str]) -> Home:
    stays = towns.get(AddressKind.CURRENT_STAY) or towns.get(AddressKind.DOMICILE, "")
    return Home(towns.get(AddressKind.REGISTERED, ""), stays)
