"""What a court waits for: the day it gave, each time it became another, and the day it was met."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases import queries
from app.cases.models import Case, CourtExtension, CourtTerm, CourtTermMove
from app.cases.operations.exits import tell_case_exit
from app.cases.rules.case import CaseFault, CourtTermKind, WhyMoved
from app.cases.rules.court import answer_fault, asking_fault
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.exits import LetterKind
from app.kernel.references import CaseId
from app.transaction.loading import found
from app.transaction.use_case import use_case

_WORK = Permission.CASES_CASE_WORK


@dataclass(frozen=True)
class ExtensionDetails:
    """More time, as it is asked: on which day, until when, and why in the office's words."""

    asked_on: date
    asked_to: date
    why: str = ""


@use_case("cases.court.await", permission=_WORK)
def add_court_term(
    *, actor: Viewer, now: datetime, case_id: CaseId, kind: CourtTermKind, due_on: date
) -> UUID:
    """Write by when a court waits for something, as the order says, also on a holiday."""
    case = queries.for_change(actor, case_id)
    about("case", case.id)
    term = CourtTerm(
        organisation_id=case.organisation_id,
        case_id=case.id,
        kind=kind,
        due_on=due_on,
        noted_at=now,
    )
    db.session.add(term)
    return term.id


@use_case("cases.court.move", permission=_WORK)
def move_court_term(
    *,
    actor: Viewer,
    now: datetime,
    case_id: CaseId,
    term_id: UUID,
    due_on: date,
    why: WhyMoved,
) -> None:
    """Write the new day a court gave, on whatever day it falls; the one before is kept beside it.

    Refuses a term already met (`NotAllowedNow`) and the day it has already (`Invalid`): whoever
    comes second with the same decree is told that it is written.
    """
    _, term = _term(actor, case_id, term_id)
    if term.met_at is not None:
        raise NotAllowedNow(CaseFault.COURT_TERM_MET)
    if due_on == term.due_on:
        raise Invalid(f"due_on:{CaseFault.SAME_COURT_DAY}")
    db.session.add(
        CourtTermMove(
            organisation_id=term.organisation_id,
            term_id=term.id,
            from_day=term.due_on,
            to_day=due_on,
            why=why,
            moved_at=now,
            moved_by=actor.name,
        )
    )
    term.due_on = due_on


@use_case("cases.court.meet", permission=_WORK)
def court_term_met(*, actor: Viewer, now: datetime, case_id: CaseId, term_id: UUID) -> None:
    """Write that what the court waited for was sent or happened."""
    _, term = _term(actor, case_id, term_id)
    term.met_at = term.met_at or now


@use_case("cases.court.ask_more_time", permission=_WORK)
def ask_more_time(
    *,
    actor: Viewer,
    now: datetime,
    case_id: CaseId,
    term_id: UUID,
    asked: ExtensionDetails,
) -> UUID:
    """Write that more time was asked of a court; until it answers its day stays what it was.

    Refuses a term already met and a second question while one waits (`NotAllowedNow`), a day that
    is not later and one to come for the question (`Invalid`). Art. 473-bis.27 c.p.c.
    """
    case, term = _term(actor, case_id, term_id)
    if term.met_at is not None:
        raise NotAllowedNow(CaseFault.COURT_TERM_MET)
    waiting = select(CourtExtension.id).where(*_of(term), CourtExtension.answered_on.is_(None))
    if db.session.scalars(waiting).first() is not None:
        raise NotAllowedNow(CaseFault.EXTENSION_WAITS)
    if fault := asking_fault(asked.asked_on, asked.asked_to, term.due_on, office_date(now)):
        raise Invalid(fault)
    row = CourtExtension(
        organisation_id=term.organisation_id,
        data_key_id=case.data_key_id,
        term_id=term.id,
        asked_on=asked.asked_on,
        asked_to=asked.asked_to,
        why=asked.why or None,
        asked_by=actor.name,
        asked_at=now,
    )
    db.session.add(row)
    tell_case_exit(actor, now, case.id, LetterKind.COURT, asked.asked_on)
    return row.id


@use_case("cases.court.answer_more_time", permission=_WORK)
def answer_more_time(
    *,
    actor: Viewer,
    now: datetime,
    case_id: CaseId,
    term_id: UUID,
    answered_on: date,
    new_day: date | None,
) -> None:
    """Write what a court answered to who asked for more time: its new day, none where it said no.

    With a new day the term moves, and both days are kept; with none it stays. Refuses where nothing
    waits for an answer (`NotAllowedNow`), a day to come or before the question, and the day that
    the term has already (`Invalid`).
    """
    _, term = _term(actor, case_id, term_id)
    waiting = (*_of(term), CourtExtension.answered_on.is_(None))
    row = db.session.scalars(select(CourtExtension).where(*waiting)).first()
    if row is None:
        raise NotAllowedNow(CaseFault.EXTENSION_ANSWERED)
    if fault := answer_fault(answered_on, row.asked_on, office_date(now)):
        raise Invalid(fault)
    if new_day is not None:
        if new_day == term.due_on:
            raise Invalid(f"new_day:{CaseFault.SAME_COURT_DAY}")
        move_court_term(
            actor=actor,
            now=now,
            case_id=case_id,
            term_id=term_id,
            due_on=new_day,
            why=WhyMoved.EXTENDED,
        )
    row.answered_on, row.granted, row.new_day = answered_on, new_day is not None, new_day


def _of(term: CourtTerm) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (
        CourtExtension.organisation_id == term.organisation_id,
        CourtExtension.term_id == term.id,
    )


def _term(actor: Viewer, case_id: CaseId, term_id: UUID) -> tuple[Case, CourtTerm]:
    """Return a case in reach, locked, and a term of it."""
    case = queries.for_change(actor, case_id)
    about("case", case.id)
    its = (*queries.its(CourtTerm, case), CourtTerm.id == term_id)
    return case, found(select(CourtTerm).where(*its))
