"""The page of a case: who, where it stands, what is due, what may be done."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts.policy import Permission
from app.accounts.queries import names_of
from app.cases.models import (
    Case,
    CaseClosure,
    CaseHolding,
    CaseTeam,
    CaseTerm,
    CaseWeight,
    CourtExtension,
    CourtTerm,
    CourtTermMove,
)
from app.cases.procedure import CASE
from app.cases.queries.facts import facts_of, person_of
from app.cases.queries.its import RunningTerm, its, running
from app.cases.queries.scope import load
from app.cases.rules.case import (
    CaseAction,
    CaseKind,
    CaseState,
    ClosureSituation,
    CourtTermKind,
    HoldingRole,
    Outcome,
    PeopleTold,
    TakingChargeBasis,
    TeamAccess,
    WhyClosed,
    WhyMoved,
)
from app.catalogue.rules import Area, Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import CaseId, EngagementId, PersonId
from app.kernel.workflow import Offer
from app.kernel.working_days import send_by
from app.organisations.queries import closed_days
from app.people.queries.named import birth_of
from app.people.rules import Birth


@dataclass(frozen=True)
class ExtensionRow:
    """More time asked of a court, and what it answered."""

    asked_on: date
    asked_to: date
    why: str
    answered_on: date | None
    new_day: date | None


@dataclass(frozen=True)
class CourtTermRow:
    """What a court waits for, or waited."""

    id: UUID
    kind: CourtTermKind
    due_on: date
    met_at: datetime | None
    before: tuple[tuple[date, WhyMoved], ...] = ()  # the days it had, and why each was left
    extensions: tuple[ExtensionRow, ...] = ()  # what was asked, the last one last
    send_by: date | None = None  # the working day before, where its day is none

    @property
    def waits(self) -> bool:
        """Whether an extension was asked and has no answer yet."""
        return any(one.answered_on is None for one in self.extensions)


@dataclass(frozen=True)
class TeamRow:
    """Somebody named on the case, or kept out of it."""

    engagement_id: EngagementId
    name: str
    access: TeamAccess


@dataclass(frozen=True)
class ClosureRow:
    """How the case ended, or is proposed to end."""

    reason: WhyClosed
    situation: ClosureSituation
    outcome: Outcome
    people_told: PeopleTold
    words: str
    proposed_at: datetime


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """Everything the head and the first tab of a case show."""

    id: CaseId
    version: int
    number: str
    person_id: PersonId
    person_name: str
    birth: Birth
    died_on: date | None
    area: Area
    kind: CaseKind
    basis: TakingChargeBasis
    state: CaseState
    holder_id: EngagementId
    holder_name: str
    held_since: date | None
    deputy_id: EngagementId | None
    deputy_name: str
    passes_to_name: str
    sealed: bool
    second_level_on: date | None
    minor: bool
    weight: int
    weight_confirmed: bool
    opened_on: date
    closed_at: datetime | None
    summary: str
    summary_at: datetime | None
    unread_referrals: int
    terms: tuple[RunningTerm, ...]
    court_terms: tuple[CourtTermRow, ...]
    team: tuple[TeamRow, ...]
    closure: ClosureRow | None
    offers: tuple[Offer[CaseState, CaseAction], ...]
    person_opens: bool  # whether the page of the person is of this viewer's duties

    @property
    def notice_missing(self) -> bool:
        """Whether the privacy notice has not been handed over yet."""
        return any(term.code is Term.PRIVACY_NOTICE for term in self.terms)


def case_page(viewer: Viewer, case_id: CaseId, on: date) -> CasePage:
    """Return the page of a case; `NotFound` out of reach.

    Only through `operations.consult_case`, which leaves the line of who read it.
    """
    case = load(viewer, case_id)
    state = CaseState(case.state)
    person, facts = person_of(case), facts_of(viewer, case, on)
    listed = _team_rows(case)
    names = _names(viewer, case, listed)
    return CasePage(
        id=case.id,
        version=case.version,
        number=case.number,
        person_id=case.person_id,
        person_name=f"{person.surname} {person.given}".strip(),
        birth=birth_of(person, whole=True),
        died_on=person.died_on,
        area=Area(case.area),
        kind=CaseKind(case.kind),
        basis=TakingChargeBasis(case.basis),
        state=state,
        holder_id=case.holder_id,
        holder_name=names.get(case.holder_id, ""),
        held_since=_held_since(case),
        deputy_id=case.deputy_id,
        deputy_name=_name(names, case.deputy_id),
        passes_to_name=_name(names, case.passes_to_id),
        sealed=case.sealed,
        second_level_on=case.second_level_on,
        minor=facts.minor,
        weight=case.weight,
        weight_confirmed=_weight_confirmed(case),
        opened_on=case.opened_on,
        closed_at=case.closed_at,
        summary=case.summary or "",
        summary_at=case.summary_at,
        unread_referrals=facts.unread_referrals,
        terms=running(CaseTerm, case),
        court_terms=_court_terms(viewer, case, on),
        team=_team(names, listed),
        closure=_closure_row(case),
        offers=CASE.offers(state, facts, viewer.may),
        person_opens=viewer.may(Permission.PEOPLE_PERSON_READ),
    )


def last_closure(case: Case) -> CaseClosure | None:
    """Return how a case was last proposed to end: for use cases. Unscoped: the case is in reach."""
    return db.session.scalar(
        select(CaseClosure)
        .where(*its(CaseClosure, case))
        .order_by(CaseClosure.proposed_at.desc(), CaseClosure.id.desc())
        .limit(1)
    )


def _names(viewer: Viewer, case: Case, listed: list[CaseTeam]) -> dict[EngagementId, str]:
    """Who has to do with a case, in one query."""
    ids = {
        case.holder_id,
        case.deputy_id,
        case.passes_to_id,
        *(one.engagement_id for one in listed),
    }
    return names_of(viewer, {one for one in ids if one is not None})


def _team(names: dict[EngagementId, str], listed: list[CaseTeam]) -> tuple[TeamRow, ...]:
    return tuple(
        TeamRow(one.engagement_id, _name(names, one.engagement_id), TeamAccess(one.access))
        for one in listed
    )


def _name(names: dict[EngagementId, str], engagement_id: EngagementId | None) -> str:
    return "" if engagement_id is None else names.get(engagement_id, "")


def _closure_row(case: Case) -> ClosureRow | None:
    if CaseState(case.state) not in (CaseState.CLOSING, CaseState.CLOSED):
        return None
    row = last_closure(case)
    if row is None:
        return None
    return ClosureRow(
        WhyClosed(row.reason),
        ClosureSituation(row.situation),
        Outcome(row.outcome),
        PeopleTold(row.people_told),
        row.words or "",
        row.proposed_at,
    )


def _held_since(case: Case) -> date | None:
    since = db.session.scalar(
        select(CaseHolding.since).where(
            *its(CaseHolding, case),
            CaseHolding.role == HoldingRole.HOLDER,
            CaseHolding.until.is_(None),
        )
    )
    return since and office_date(since)


def _weight_confirmed(case: Case) -> bool:
    row = db.session.scalar(
        select(CaseWeight)
        .where(*its(CaseWeight, case))
        .order_by(CaseWeight.valid_from.desc())
        .limit(1)
    )
    return row is not None and row.confirmed_at is not None


def _court_terms(viewer: Viewer, case: Case, on: date) -> tuple[CourtTermRow, ...]:
    rows = db.session.scalars(
        select(CourtTerm)
        .where(*its(CourtTerm, case))
        .order_by(CourtTerm.met_at.is_not(None), CourtTerm.due_on)
    ).all()
    if not rows:
        return ()
    closed, asked = closed_days(viewer, on), _extensions(case)
    moves = db.session.scalars(
        select(CourtTermMove)
        .where(
            CourtTermMove.organisation_id == case.organisation_id,
            CourtTermMove.term_id.in_(select(CourtTerm.id).where(*its(CourtTerm, case))),
        )
        .order_by(CourtTermMove.moved_at)
    )
    before: dict[UUID, list[tuple[date, WhyMoved]]] = {}
    for move in moves:
        before.setdefault(move.term_id, []).append((move.from_day, WhyMoved(move.why)))
    return tuple(
        CourtTermRow(
            row.id,
            CourtTermKind(row.kind),
            row.due_on,
            row.met_at,
            tuple(before.get(row.id, ())),
            tuple(asked.get(row.id, ())),
            None if row.met_at else send_by(row.due_on, closed),
        )
        for row in rows
    )


def _extensions(case: Case) -> dict[UUID, list[ExtensionRow]]:
    rows = db.session.scalars(
        select(CourtExtension)
        .where(
            CourtExtension.organisation_id == case.organisation_id,
            CourtExtension.term_id.in_(select(CourtTerm.id).where(*its(CourtTerm, case))),
        )
        .order_by(CourtExtension.asked_at)
    )
    found: dict[UUID, list[ExtensionRow]] = {}
    for row in rows:
        one = ExtensionRow(row.asked_on, row.asked_to, row.why or "", row.answered_on, row.new_day)
        found.setdefault(row.term_id, []).append(one)
    return found


def _team_rows(case: Case) -> list[CaseTeam]:
    return list(
        db.session.scalars(
            select(CaseTeam)
            .where(*its(CaseTeam, case))
            .order_by(CaseTeam.access, CaseTeam.added_at)
        )
    )
