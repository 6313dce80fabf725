"""Lists of cases, deadlines and the story of one: always the same number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    SQLColumnExpression,
    and_,
    false,
    func,
    or_,
    select,
)

from app.accounts.models import Engagement
from app.accounts.policy import Permission
from app.accounts.queries import names_of
from app.cases.models import Case, CaseStep, CaseTerm, CourtTerm, IndividualPlan, PlanStep
from app.cases.queries.its import same_body
from app.cases.queries.scope import mine, visible_to, works_beside
from app.cases.rules.case import (
    HOLDER_AWAY_DAYS,
    CaseAction,
    CaseList,
    CaseState,
    CourtTermKind,
    WhyNotMe,
)
from app.cases.rules.plan import PlanAction
from app.catalogue.rules import Area, Term
from app.db import db
from app.kernel.actor import Reach, Viewer
from app.kernel.references import CaseId, EngagementId
from app.kernel.text import initials
from app.people.models import Person
from app.rota.queries import away_longer
from app.tasks.queries import ids_passed_to
from app.transaction.steps import PastStep, past_steps

LATEST = timedelta(days=60)  # how far ahead the inbox of deadlines looks


@dataclass(frozen=True)
class CaseRow:
    """One case in a list; whose it is stands in full only for who follows it, and her team."""

    case_id: CaseId
    number: str
    who: str
    area: Area
    state: CaseState
    holder_name: str
    sealed: bool
    next_due: date | None


@dataclass(frozen=True)
class DueRow:
    """Something due on a case that the viewer follows or deputises for, or passed to her."""

    id: UUID
    case_id: CaseId
    number: str
    who: str
    what: Term | CourtTermKind
    due_on: date
    as_deputy: bool
    holder_id: EngagementId

    @property
    def by_court(self) -> bool:
        """Whether a court gave the day."""
        return isinstance(self.what, CourtTermKind)

    @property
    def key(self) -> str:
        """The name under which things are said of it."""
        return f"{'court' if self.by_court else 'case'}:{self.id}"


@dataclass(frozen=True)
class ReassignRow:
    """A case whose holder asks that somebody else follows it, and by when it is answered."""

    id: CaseId
    number: str
    holder: str
    why: WhyNotMe
    due_on: date


def case_rows(viewer: Viewer, which: CaseList, offset: int, limit: int) -> list[CaseRow]:
    """Return a page of one of the lists, what is due first at the top."""
    next_due = _next_due(viewer)
    rows = db.session.execute(
        select(Case, Person.surname, Person.given, next_due, _near(viewer).label("near"))
        .join(Person, same_body(Person, Case, Case.person_id))
        .where(visible_to(viewer, viewer.organisation_id), _in_list(viewer, which))
        .order_by(next_due.is_(None), next_due, Case.number)
        .offset(offset)
        .limit(limit)
    ).all()
    names = names_of(viewer, {row[0].holder_id for row in rows})
    return [
        CaseRow(
            case.id,
            case.number,
            f"{surname} {given}".strip() if near else initials(surname, given),
            Area(case.area),
            CaseState(case.state),
            names.get(case.holder_id, ""),
            case.sealed,
            due,
        )
        for case, surname, given, due, near in rows
    ]


def steps_of(viewer: Viewer, case_id: CaseId) -> list[PastStep[CaseAction] | PastStep[PlanAction]]:
    """Return the steps of a case and of its plans, the latest first."""
    body = viewer.organisation_id
    reach = select(Case.id).where(visible_to(viewer, body), Case.id == case_id)
    plans = select(IndividualPlan.id).where(
        IndividualPlan.organisation_id == body, IndividualPlan.case_id.in_(reach)
    )
    of_case = (CaseStep.organisation_id == body, CaseStep.case_id.in_(reach))
    of_plans = (PlanStep.organisation_id == body, PlanStep.plan_id.in_(plans))
    told: list[PastStep[CaseAction] | PastStep[PlanAction]] = [
        *past_steps(CaseStep, CaseAction, *of_case, with_words=True),
        *past_steps(PlanStep, PlanAction, *of_plans, with_words=True),
    ]
    return sorted(told, key=lambda step: step.effective_at, reverse=True)


def due_rows(viewer: Viewer, on: date, away: frozenset[EngagementId]) -> list[DueRow]:
    """Return what is due on the cases a viewer follows, on those of whom she deputises for, and
    what was passed to her of the others in her reach.

    `away` are the holders absent long enough for their deputies to answer.
    """
    ids = viewer.engagement_ids
    rows = _hers(viewer, on, away, CaseTerm, "case")
    own = [_due_row(row, Term(row[0].code), ids) for row in rows]
    return own + court_rows(viewer, on, away)


def court_rows(viewer: Viewer, on: date, away: frozenset[EngagementId]) -> list[DueRow]:
    """Return what a court waits for, of all that is due to a viewer (`due_rows`)."""
    ids = viewer.engagement_ids
    rows = _hers(viewer, on, away, CourtTerm, "court")
    return [_due_row(row, CourtTermKind(row[0].kind), ids) for row in rows]


def as_deputy(viewer: Viewer, away: frozenset[EngagementId]) -> ColumnElement[bool]:
    """Return the criterion of the cases a viewer answers for while their holders are `away`."""
    return and_(Case.deputy_id.in_(list(viewer.engagement_ids)), Case.holder_id.in_(sorted(away)))


def deputised(
    viewer: Viewer,
    on: date,
    case_id: SQLColumnExpression[Any],
    person_id: SQLColumnExpression[Any],
    doer_id: SQLColumnExpression[Any],
) -> ColumnElement[bool]:
    """Return the criterion of what a viewer does on a day as the deputy of who is away for long.

    Of a case, or where none is named of the person of one: what its holder had to do.
    """
    away = away_longer(viewer, on, HOLDER_AWAY_DAYS)
    if not away:
        return false()
    about = or_(Case.id == case_id, and_(case_id.is_(None), Case.person_id == person_id))
    hers = select(Case.id).where(
        Case.organisation_id == viewer.organisation_id,
        Case.closed_at.is_(None),
        Case.holder_id == doer_id,
        about,
        as_deputy(viewer, away),
    )
    return hers.exists()


def unattended(
    viewer: Viewer,
    on: date,
    case_id: SQLColumnExpression[Any],
    person_id: SQLColumnExpression[Any],
    doer_id: SQLColumnExpression[Any],
) -> ColumnElement[bool]:
    """Return the criterion of what nobody does on a day while its doer is away for long.

    No case gives her a deputy, or the deputy is away too: it is of who answers for all.
    """
    away = away_longer(viewer, on, HOLDER_AWAY_DAYS)
    if not away or viewer.reach(Permission.TASKS_TASK_WORK) is not Reach.ORGANISATION:
        return false()
    about = or_(Case.id == case_id, and_(case_id.is_(None), Case.person_id == person_id))
    deputised_by_somebody = select(Case.id).where(
        Case.organisation_id == viewer.organisation_id,
        Case.closed_at.is_(None),
        Case.holder_id == doer_id,
        Case.deputy_id.is_not(None),
        Case.deputy_id.not_in(sorted(away)),
        about,
    )
    return and_(doer_id.in_(sorted(away)), ~deputised_by_somebody.exists())


def passing_to(viewer: Viewer) -> list[tuple[CaseId, str, EngagementId]]:
    """Return the cases proposed to the viewer: id, number, who has them."""
    rows = db.session.execute(
        select(Case.id, Case.number, Case.holder_id).where(
            visible_to(viewer, viewer.organisation_id),
            Case.passes_to_id.in_(list(viewer.engagement_ids)),
            Case.closed_at.is_(None),
        )
    )
    return sorted(((row[0], row[1], row[2]) for row in rows), key=itemgetter(1))


def to_reassign(viewer: Viewer) -> list[ReassignRow]:
    """Return the cases whose holders ask that somebody else follows them, the longest asked first.

    Nothing to who does not decide to whom cases go.
    """
    if not viewer.may(Permission.CASES_CASE_DECIDE):
        return []
    asked = (
        select(CaseStep.reason_code)
        .where(
            CaseStep.organisation_id == Case.organisation_id,
            CaseStep.case_id == Case.id,
            CaseStep.action == CaseAction.ASK_REASSIGN,
        )
        .order_by(CaseStep.at.desc(), CaseStep.id.desc())
        .limit(1)
        .correlate(Case)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Case.id, Case.number, Case.holder_id, asked, CaseTerm.due_on)
        .join(CaseTerm, same_body(Case, CaseTerm, CaseTerm.case_id))
        .where(
            visible_to(viewer, viewer.organisation_id),
            CaseTerm.code == Term.REASSIGN,
            CaseTerm.met_at.is_(None),
        )
        .order_by(CaseTerm.due_on, Case.number)
    ).all()
    names = names_of(viewer, {row[2] for row in rows})
    return [
        ReassignRow(case_id, number, names.get(holder_id, ""), WhyNotMe(why), due_on)
        for case_id, number, holder_id, why, due_on in rows
    ]


def held_by(viewer: Viewer, holder_id: EngagementId) -> list[CaseRow]:
    """Return the open cases of a worker, for who decides to whom they pass."""
    next_due = _next_due(viewer)
    rows = db.session.execute(
        select(Case, Person.surname, Person.given, next_due)
        .join(Person, same_body(Person, Case, Case.person_id))
        .where(
            visible_to(viewer, viewer.organisation_id),
            Case.holder_id == holder_id,
            Case.closed_at.is_(None),
        )
        .order_by(next_due.is_(None), next_due, Case.number)
    ).all()
    return [
        CaseRow(
            case.id,
            case.number,
            initials(surname, given),
            Area(case.area),
            CaseState(case.state),
            "",
            case.sealed,
            due,
        )
        for case, surname, given, due in rows
    ]


def _in_list(viewer: Viewer, which: CaseList) -> ColumnElement[bool]:
    if which is CaseList.CLOSED:
        return Case.closed_at.is_not(None)
    criterion = Case.closed_at.is_(None)
    if which is CaseList.MINE:
        return criterion & or_(mine(viewer), works_beside(viewer))
    if which is CaseList.TO_TAKE_OVER:
        return criterion & Case.passes_to_id.in_(list(viewer.engagement_ids))
    return criterion


def _near(viewer: Viewer) -> ColumnElement[bool]:
    """Whose names the viewer reads in full in a list: of what she works on, and of her team's."""
    team = select(Engagement.id).where(
        Engagement.organisation_id == viewer.organisation_id,
        Engagement.team_id.in_(list(viewer.team_ids)),
    )
    return or_(
        mine(viewer),
        works_beside(viewer),
        Case.passes_to_id.in_(list(viewer.engagement_ids)),
        Case.holder_id.in_(team),
    )


def _next_due(viewer: Viewer) -> ScalarSelect[Any]:
    return (
        select(func.min(CaseTerm.due_on))
        .where(
            CaseTerm.organisation_id == viewer.organisation_id,
            CaseTerm.case_id == Case.id,
            CaseTerm.met_at.is_(None),
        )
        .correlate(Case)
        .scalar_subquery()
    )


def _hers(
    viewer: Viewer, on: date, away: frozenset[EngagementId], table: Any, kind: str
) -> Sequence[Any]:
    """Return what is due to a viewer in one table: as the holder, as a deputy, or passed to her."""
    hers = or_(
        Case.holder_id.in_(list(viewer.engagement_ids)),
        as_deputy(viewer, away),
        table.id.in_(ids_passed_to(viewer, kind)),
    )
    reach = visible_to(viewer, viewer.organisation_id)
    return db.session.execute(_due(table, on).where(reach, hers)).all()


def _due(table: Any, on: date) -> Select[Any]:
    statement: Any = (
        select(table, Case, Person.surname, Person.given)
        .join(Case, same_body(Case, table, table.case_id))
        .join(Person, same_body(Person, Case, Case.person_id))
        .where(table.met_at.is_(None), table.due_on <= on + LATEST)
        .order_by(table.due_on)
    )
    due: Select[Any] = statement
    return due


def _due_row(row: Any, what: Term | CourtTermKind, ids: frozenset[EngagementId]) -> DueRow:
    term, case, surname, given = row
    return DueRow(
        term.id,
        case.id,
        case.number,
        f"{surname} {given}".strip(),
        what,
        term.due_on,
        case.deputy_id in ids and case.holder_id not in ids,
        case.holder_id,
    )
