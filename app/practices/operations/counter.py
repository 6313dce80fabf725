"""What the counter does: open, ask for papers and tick them, complete, withdraw."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.catalogue.clocks import start_before, stop_terms
from app.catalogue.rules import Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import in_rome, office_date
from app.kernel.errors import Invalid
from app.kernel.references import PersonId, PracticeId
from app.people.queries import person_row
from app.practices import queries
from app.practices.models import Practice, PracticePaper, PracticeTerm
from app.practices.operations.moving import move, record, take
from app.practices.procedure import PRACTICE, PracticeAction
from app.practices.rules import (
    IseeKind,
    PaperKind,
    PaperState,
    PracticeFacts,
    PracticeKind,
    paper_fault,
)
from app.transaction.numbers import next_number
from app.transaction.reading import consultation
from app.transaction.use_case import use_case
from app.vault.operations import create_data_key


@dataclass(frozen=True, kw_only=True)
class PaperGiven:
    """A paper as it came to the counter, or why it is not needed."""

    kind: PaperKind
    state: PaperState
    received_on: date
    valid_until: date | None = None
    why: str = ""
    isee_cents: int | None = None
    isee_kind: IseeKind | None = None


@consultation(
    "practices.practice.open",
    permission=Permission.PRACTICES_PRACTICE_READ,
    subject="practice",
)
def consult_practice(
    *, actor: Viewer, now: datetime, practice_id: PracticeId, purpose: str
) -> queries.PracticePage:
    """Read one practice; the reading leaves its line."""
    return queries.practice_page(actor, practice_id, office_date(now))


@use_case("practices.practice.open", permission=None)
def open_practice(
    *, actor: Viewer, now: datetime, applicant_id: PersonId, kind: PracticeKind
) -> PracticeId:
    """Open a practice for a person with the checklist of its kind, and return its id."""
    applicant = person_row(actor, applicant_id)
    step = PRACTICE.step(None, PracticeAction.OPEN, PracticeFacts(), actor.may)
    key = create_data_key(organisation_id=actor.organisation_id, root_kind="practice", now=now)
    row = Practice(
        organisation_id=actor.organisation_id,
        data_key_id=key.id,
        number="",
        kind=kind,
        state=step.to,
        applicant_id=applicant.id,
        opened_at=now,
        opened_by=actor.label,
        voice_by="",
        act_reference="",
        objections_answered=False,
    )
    year = str(in_rome(now).year)
    row.number = f"PR-{year}-{next_number(actor.organisation_id, 'practice', year):04d}"
    about("practice", row.id)
    about("person", applicant.id)
    db.session.add(row)
    db.session.flush()
    db.session.add_all(
        PracticePaper(
            organisation_id=row.organisation_id,
            practice_id=row.id,
            position=position,
            kind=paper,
            state=PaperState.MISSING,
            why="",
        )
        for position, paper in enumerate(queries.papers_asked(actor, office_date(now))[kind])
    )
    record(actor, now, row, step, "")
    return row.id


@use_case("practices.paper.receive", permission=None)
def receive_paper(
    *, actor: Viewer, now: datetime, practice_id: PracticeId, version: int, paper: PaperGiven
) -> None:
    """Tick a paper: received with its validity, or not needed and why. Refuses a day to come."""
    row = take(actor, practice_id, version)
    fault = paper_fault(
        state=paper.state, why=paper.why, received_on=paper.received_on, today=office_date(now)
    )
    if fault:
        raise Invalid(fault)
    move(actor, now, row, PracticeAction.RECEIVE_PAPER)
    line = db.session.scalars(
        select(PracticePaper).where(
            PracticePaper.organisation_id == row.organisation_id,
            PracticePaper.practice_id == row.id,
            PracticePaper.kind == paper.kind,
        )
    ).one_or_none()
    if line is None:
        line = PracticePaper(
            organisation_id=row.organisation_id, practice_id=row.id, position=99, kind=paper.kind
        )
        db.session.add(line)
    line.state = paper.state
    received = paper.state is PaperState.RECEIVED
    line.received_on = paper.received_on if received else None
    line.valid_until = paper.valid_until if received else None
    line.why = paper.why
    if paper.kind is PaperKind.ISEE:
        _note_isee(actor, now, row, paper, line.valid_until)


def _note_isee(
    actor: Viewer, now: datetime, row: Practice, paper: PaperGiven, until: date | None
) -> None:
    """Keep value and kind; a month before it ends somebody asks for the next one."""
    if paper.isee_cents is not None:
        row.isee_cents = paper.isee_cents
    if paper.isee_kind is not None:
        row.isee_kind = paper.isee_kind
    its = {"organisation_id": row.organisation_id, "practice_id": row.id}
    if until is None:
        stop_terms(PracticeTerm, its, [Term.ISEE_EXPIRING], at=now)
    else:
        start_before(PracticeTerm, its, Term.ISEE_EXPIRING, until, actor=actor, since=now)


@use_case("practices.practice.try", permission=None)
def note_try(
    *, actor: Viewer, now: datetime, practice_id: PracticeId, version: int, words: str
) -> None:
    """Note that the person was looked for and nobody answered: after three the practice sleeps."""
    row = take(actor, practice_id, version)
    move(actor, now, row, PracticeAction.TRY, words=words)


@use_case("practices.paper.expired", permission=None)
def ask_again(*, actor: Viewer, now: datetime, practice_id: PracticeId, version: int) -> None:
    """Go back to collecting because a paper ran out. Refuses when every paper is valid."""
    row = take(actor, practice_id, version)
    move(actor, now, row, PracticeAction.PAPER_EXPIRED)


@use_case("practices.practice.complete", permission=None)
def complete(*, actor: Viewer, now: datetime, practice_id: PracticeId, version: int) -> None:
    """Say that every paper is here or needless: the time for a proposal starts only now."""
    row = take(actor, practice_id, version)
    move(actor, now, row, PracticeAction.COMPLETE)


@use_case("practices.practice.withdraw", permission=None)
def withdraw(
    *, actor: Viewer, now: datetime, practice_id: PracticeId, version: int, words: str
) -> None:
    """End it because the person says so."""
    row = take(actor, practice_id, version)
    move(actor, now, row, PracticeAction.WITHDRAW, words=words)
