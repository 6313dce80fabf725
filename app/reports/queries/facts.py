"""The steps a report is counted from: one read for each kind of thing, never one for each row."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select

from app.accounts.models import Engagement
from app.cases.models import (
    Case,
    CaseHolding,
    CaseNotice,
    CaseStep,
    CaseTerm,
    CourtTerm,
    CourtTermMove,
    IndividualPlan,
    PlanStep,
)
from app.cases.models.requests import (
    LineStep,
    RequestLine,
    RequestStep,
    RequestTerm,
    ServiceRequest,
)
from app.cases.procedure import PLAN
from app.cases.procedure.request import REQUEST
from app.cases.rules.case import HoldingRole, WhyMoved
from app.catalogue.rules import Area, ReferralSource
from app.db import db
from app.intake.models import (
    Referral,
    ReferralAssignment,
    ReferralStep,
    ReferralSubject,
    ReferralTerm,
)
from app.intake.procedure import FINAL
from app.intake.rules import Urgency
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.periods import OF_AGE
from app.people.models import Person
from app.people.rules import Birth, BirthKnown
from app.reports.queries.scope import visible_to
from app.reports.rules import (
    Assignment,
    CaseFile,
    Due,
    Dues,
    Facts,
    History,
    Holding,
    LineFile,
    Move,
    PlanFile,
    Question,
    ReferralFile,
    RequestFile,
    Step,
    Unread,
    start_of,
)

_NOTHING = History.of(())


def facts(viewer: Viewer, question: Question) -> Facts:
    """Return what a question and the same one of the year before are counted from.

    Bounded: what had ended before the first day of the two is not read.
    """
    before = question.a_year_before()
    since = start_of(min(before.on, before.span.start, question.on, question.span.start))
    return Facts(
        cases=_cases(viewer, since),
        referrals=_referrals(viewer, since),
        requests=_requests(viewer, since),
        dues=_dues(viewer, since),
        teams=_teams(viewer),
    )


def _cases(viewer: Viewer, since: datetime) -> tuple[CaseFile, ...]:
    alive = _in_body(viewer, Case) & or_(Case.closed_at.is_(None), Case.closed_at >= since)
    histories = _histories(viewer, CaseStep, CaseStep.case_id, select(Case.id).where(alive))
    holdings = _grouped(
        (row.case_id, Holding(row.engagement_id, row.since, row.until))
        for row in db.session.execute(
            select(
                CaseHolding.case_id, CaseHolding.engagement_id, CaseHolding.since,
                CaseHolding.until,
            ).where(
                _in_body(viewer, CaseHolding),
                CaseHolding.role == HoldingRole.HOLDER,
                CaseHolding.case_id.in_(select(Case.id).where(alive)),
            )
        )
    )  # fmt: skip
    rows = db.session.execute(
        select(Case.id, Case.person_id, Case.area, *_BIRTH)
        .join(Person, _same(Person, Case.organisation_id, Case.person_id))
        .where(alive)
        .order_by(Case.number)
    )
    return tuple(
        CaseFile(
            id=row.id,
            person_id=row.person_id,
            birth=_birth(row),
            area=Area(row.area),
            history=histories.get(row.id, _NOTHING),
            holdings=tuple(holdings.get(row.id, ())),
        )
        for row in rows
    )


def _referrals(viewer: Viewer, since: datetime) -> tuple[ReferralFile, ...]:
    alive = _in_body(viewer, Referral) & or_(
        Referral.state.not_in(FINAL), Referral.moved_at >= since
    )
    ids = select(Referral.id).where(alive)
    histories = _histories(viewer, ReferralStep, ReferralStep.referral_id, ids)
    assignments = _grouped(
        (row.referral_id, Assignment(row.engagement_id, row.from_at))
        for row in db.session.execute(
            select(
                ReferralAssignment.referral_id, ReferralAssignment.engagement_id,
                ReferralAssignment.from_at,
            ).where(_in_body(viewer, ReferralAssignment), ReferralAssignment.referral_id.in_(ids))
        )
    )  # fmt: skip
    subjects = _grouped((row.referral_id, row) for row in _subjects(viewer, ids))
    rows = db.session.execute(
        select(
            Referral.id, Referral.source, Referral.urgency, Referral.anonymous,
            Referral.received_at,
        ).where(alive).order_by(Referral.number)
    )  # fmt: skip
    return tuple(
        ReferralFile(
            id=row.id,
            source=ReferralSource(row.source),
            urgency=Urgency(row.urgency),
            anonymous=row.anonymous,
            minor=any(_is_minor(one, row.received_at) for one in subjects.get(row.id, ())),
            history=histories.get(row.id, _NOTHING),
            assignments=tuple(assignments.get(row.id, ())),
            case_ids=frozenset(one.case_id for one in subjects.get(row.id, ()) if one.case_id),
        )
        for row in rows
    )


def _subjects(viewer: Viewer, ids: Select[Any]) -> Iterable[Any]:
    return db.session.execute(
        select(
            ReferralSubject.referral_id, ReferralSubject.case_id, ReferralSubject.thought_adult,
            *_BIRTH,
        )
        .outerjoin(
            Person, _same(Person, ReferralSubject.organisation_id, ReferralSubject.person_id)
        )
        .where(_in_body(viewer, ReferralSubject), ReferralSubject.referral_id.in_(ids))
    )  # fmt: skip


def _requests(viewer: Viewer, since: datetime) -> tuple[RequestFile, ...]:
    touched = select(RequestStep.request_id).where(
        _in_body(viewer, RequestStep), RequestStep.at >= since
    )
    alive = _in_body(viewer, ServiceRequest) & or_(
        ServiceRequest.state.not_in(REQUEST.final), ServiceRequest.id.in_(touched)
    )
    ids = select(ServiceRequest.id).where(alive)
    lines = _in_body(viewer, RequestLine) & RequestLine.request_id.in_(ids)
    histories = _histories(viewer, RequestStep, RequestStep.request_id, ids)
    of_lines = _histories(viewer, LineStep, LineStep.line_id, select(RequestLine.id).where(lines))
    files = _grouped(
        (row.request_id, LineFile(row.id, of_lines.get(row.id, _NOTHING)))
        for row in db.session.execute(select(RequestLine.id, RequestLine.request_id).where(lines))
    )
    rows = db.session.execute(
        select(ServiceRequest.id, ServiceRequest.case_id, ServiceRequest.consent_known_at)
        .where(alive)
        .order_by(ServiceRequest.number)
    )
    return tuple(
        RequestFile(
            id=row.id,
            case_id=row.case_id,
            history=histories.get(row.id, _NOTHING),
            lines=tuple(files.get(row.id, ())),
            consent_known_at=row.consent_known_at,
        )
        for row in rows
    )


def _dues(viewer: Viewer, since: datetime) -> Dues:
    notices = db.session.execute(
        select(CaseNotice.case_id, CaseNotice.noted_at, CaseNotice.read_at).where(
            _in_body(viewer, CaseNotice),
            or_(CaseNotice.read_at.is_(None), CaseNotice.read_at >= since),
        )
    )
    return Dues(
        court=_court(viewer, since),
        cases=_terms(viewer, CaseTerm, CaseTerm.case_id, since),
        referrals=_terms(viewer, ReferralTerm, ReferralTerm.referral_id, since),
        requests=_terms(viewer, RequestTerm, RequestTerm.request_id, since),
        unread=tuple(Unread(*row) for row in notices),
        plans=_plans(viewer, since),
    )


def _court(viewer: Viewer, since: datetime) -> tuple[Due, ...]:
    open_since = _in_body(viewer, CourtTerm) & or_(
        CourtTerm.met_at.is_(None), CourtTerm.met_at >= since
    )
    moves = _grouped(
        (row.term_id, Move(row.from_day, row.moved_at, row.why != WhyMoved.MISWRITTEN))
        for row in db.session.scalars(
            select(CourtTermMove)
            .where(
                _in_body(viewer, CourtTermMove),
                CourtTermMove.term_id.in_(select(CourtTerm.id).where(open_since)),
            )
            .order_by(CourtTermMove.moved_at)
        )
    )
    return tuple(
        Due(term.case_id, term.kind, term.noted_at, term.due_on, term.met_at,
            tuple(moves.get(term.id, ())))
        for term in db.session.scalars(select(CourtTerm).where(open_since))
    )  # fmt: skip


def _plans(viewer: Viewer, since: datetime) -> tuple[PlanFile, ...]:
    """Read the plans that were in hand at some moment from `since` on, without a consent."""
    concluded = select(PlanStep.plan_id).where(
        _in_body(viewer, PlanStep),
        PlanStep.to_state.in_(PLAN.final),
        PlanStep.effective_at < since,
    )
    lacking = (
        _in_body(viewer, IndividualPlan)
        & or_(IndividualPlan.consent_known_at.is_(None), IndividualPlan.consent_known_at >= since)
        & IndividualPlan.id.not_in(concluded)
    )
    ids = select(IndividualPlan.id).where(lacking)
    histories = _histories(viewer, PlanStep, PlanStep.plan_id, ids)
    rows = db.session.execute(
        select(IndividualPlan.id, IndividualPlan.case_id, IndividualPlan.consent_known_at).where(
            lacking
        )
    )
    return tuple(
        PlanFile(row.case_id, histories.get(row.id, _NOTHING), row.consent_known_at) for row in rows
    )


def _terms(viewer: Viewer, table: Any, owner: Any, since: datetime) -> tuple[Due, ...]:
    """Read the clocks that ran at some moment from `since` on."""
    rows = db.session.execute(
        select(owner, table.code, table.started_at, table.due_on, table.met_at).where(
            _in_body(viewer, table), or_(table.met_at.is_(None), table.met_at >= since)
        )
    )
    return tuple(Due(*row) for row in rows)


def _teams(viewer: Viewer) -> dict[UUID, UUID | None]:
    rows = db.session.execute(
        select(Engagement.id, Engagement.team_id).where(_in_body(viewer, Engagement))
    )
    return {row.id: row.team_id for row in rows}


def _histories(viewer: Viewer, table: Any, owner: Any, owners: Select[Any]) -> dict[UUID, History]:
    """Read the steps of many things at once."""
    rows = db.session.execute(
        select(
            owner, table.action, table.from_state, table.to_state, table.effective_at, table.at,
            table.reason_code,
        )
        .where(_in_body(viewer, table), owner.in_(owners))
        .order_by(table.at)
    )  # fmt: skip
    steps = _grouped((row[0], Step(*row[1:])) for row in rows)
    return {id_: History.of(found) for id_, found in steps.items()}


def _in_body(viewer: Viewer, table: Any) -> ColumnElement[bool]:
    return visible_to(viewer, viewer.organisation_id, table)


def _same(table: Any, organisation_id: Any, id_: Any) -> ColumnElement[bool]:
    joined: ColumnElement[bool] = (table.organisation_id == organisation_id) & (table.id == id_)
    return joined


def _grouped(pairs: Iterable[tuple[UUID, Any]]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


_BIRTH = (Person.birth_known, Person.birth_date, Person.birth_year)


def _birth(row: Any) -> Birth | None:
    if row.birth_known is None:
        return None
    return Birth(BirthKnown(row.birth_known), row.birth_date, row.birth_year)


def _is_minor(subject: Any, received_at: datetime) -> bool:
    """Return whether she was under age that day; what the worker thought, while nobody knows."""
    birth = _birth(subject)
    on: date = office_date(received_at)
    age = birth.age(on) if birth else None
    return age < OF_AGE if age is not None else bool(subject.thought_adult == "no")
