"""The page of a case: who, where it stands, what is due, what may be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

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
from app.cases.queries.facts import facts_of
from app.cases.queries.its import RunningTerm, its, running_term
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
from app.people.models import Person
from app.people.queries.named import birth_of
from app.people.rules import Birth
from app.transaction.lists import Wanted, lists_of

_TERMS = aliased(CourtTerm)
_LATEST_CLOSURE = (CaseClosure.proposed_at.desc(), CaseClosure.id.desc())


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
    state, held = CaseState(case.state), _held(case)
    person, facts = held.person, facts_of(viewer, case, on)
    names = _names(viewer, case, held.team)
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
        held_since=_held_since(held),
        deputy_id=case.deputy_id,
        deputy_name=_name(names, case.deputy_id),
        passes_to_name=_name(names, case.passes_to_id),
        sealed=case.sealed,
        second_level_on=case.second_level_on,
        minor=facts.minor,
        weight=case.weight,
        weight_confirmed=bool(held.weights and held.weights[0].confirmed_at),
        opened_on=case.opened_on,
        closed_at=case.closed_at,
        summary=case.summary or "",
        summary_at=case.summary_at,
        unread_referrals=facts.unread_referrals,
        terms=tuple(map(running_term, held.terms)),
        court_terms=_court_terms(viewer, case, on),
        team=_team(names, held.team),
        closure=_closure_row(state, held.closures),
        offers=CASE.offers(state, facts, viewer.may),
        person_opens=viewer.may(Permission.PEOPLE_PERSON_READ),
    )


@dataclass(frozen=True)
class _Held:
    """The rows that belong to a case, and whose it is."""

    person: Person
    team: Sequence[CaseTeam]
    terms: Sequence[CaseTerm]  # those that run, the nearest first
    holdings: Sequence[CaseHolding]  # of who follows it now
    weights: Sequence[CaseWeight]  # the latest first
    closures: Sequence[CaseClosure]  # the latest first


def _held(case: Case) -> _Held:
    (person,), *rest = lists_of(
        Wanted(
            Person, (Person.organisation_id == case.organisation_id, Person.id == case.person_id)
        ),
        Wanted(CaseTeam, its(CaseTeam, case), (CaseTeam.access, CaseTeam.added_at)),
        Wanted(CaseTerm, (*its(CaseTerm, case), CaseTerm.met_at.is_(None)), (CaseTerm.due_on,)),
        Wanted(
            CaseHolding,
            (
                *its(CaseHolding, case),
                CaseHolding.role == HoldingRole.HOLDER,
                CaseHolding.until.is_(None),
            ),
        ),
        Wanted(CaseWeight, its(CaseWeight, case), (CaseWeight.valid_from.desc(),)),
        Wanted(CaseClosure, its(CaseClosure, case), _LATEST_CLOSURE),
    )
    return _Held(person, *rest)


def last_closure(case: Case) -> CaseClosure | None:
    """Return how a case was last proposed to end: for use cases. Unscoped: the case is in reach."""
    return db.session.scalar(
        select(CaseClosure).where(*its(CaseClosure, case)).order_by(*_LATEST_CLOSURE).limit(1)
    )


def _names(viewer: Viewer, case: Case, listed: Sequence[CaseTeam]) -> dict[EngagementId, str]:
    """Who has to do with a case, in one query."""
    ids = {
        case.holder_id,
        case.deputy_id,
        case.passes_to_id,
        *(one.engagement_id for one in listed),
    }
    return names_of(viewer, {one for one in ids if one is not None})


def _team(names: dict[EngagementId, str], listed: Sequence[CaseTeam]) -> tuple[TeamRow, ...]:
    return tuple(
        TeamRow(one.engagement_id, _name(names, one.engagement_id), TeamAccess(one.access))
        for one in listed
    )


def _name(names: dict[EngagementId, str], engagement_id: EngagementId | None) -> str:
    return "" if engagement_id is None else names.get(engagement_id, "")


def _closure_row(state: CaseState, closures: Sequence[CaseClosure]) -> ClosureRow | None:
    if state not in (CaseState.CLOSING, CaseState.CLOSED) or not closures:
        return None
    row = closures[0]
    return ClosureRow(
        WhyClosed(row.reason),
        ClosureSituation(row.situation),
        Outcome(row.outcome),
        PeopleTold(row.people_told),
        row.words or "",
        row.proposed_at,
    )


def _held_since(held: _Held) -> date | None:
    return office_date(held.holdings[0].since) if held.holdings else None


def _court_terms(viewer: Viewer, case: Case, on: date) -> tuple[CourtTermRow, ...]:
    terms = select(_TERMS.id).where(*its(_TERMS, case))
    rows, moves, extensions = lists_of(
        Wanted(
            CourtTerm, its(CourtTerm, case), (CourtTerm.met_at.is_not(None), CourtTerm.due_on)
        ),
        *(
            Wanted(
                table,
                (table.organisation_id == case.organisation_id, table.term_id.in_(terms)),
                (order,),
            )
            for table, order in (
                (CourtTermMove, CourtTermMove.moved_at), (CourtExtension, CourtExtension.asked_at)
            )
        ),
    )  # fmt: skip
    if not rows:
        return ()
    closed, asked = closed_days(viewer, on), _extensions(extensions)
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


def _extensions(rows: Sequence[CourtExtension]) -> dict[UUID, list[ExtensionRow]]:
    found: dict[UUID, list[ExtensionRow]] = {}
    for row in rows:
        one = ExtensionRow(row.asked_on, row.asked_to, row.why or "", row.answered_on, row.new_day)
        found.setdefault(row.term_id, []).append(one)
    return found
