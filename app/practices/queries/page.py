"""One practice whole, the facts its procedure looks at, who is already helped."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select

from app.catalogue.rules import Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import PracticeId
from app.people import queries as people
from app.people.models import Person
from app.practices.models import (
    Practice,
    PracticePaper,
    PracticePayment,
    PracticeStep,
    PracticeTerm,
)
from app.practices.procedure import PRACTICE, PracticeAction, PracticeState
from app.practices.queries.rows import HelpRow, PaperRow, PaymentRow, PracticePage
from app.practices.queries.scope import load, visible_to
from app.practices.rules import (
    HELPED_WITHIN,
    IseeKind,
    Paper,
    PaperKind,
    PaperState,
    PracticeFacts,
    PracticeKind,
    Purpose,
    expired_papers,
    is_dormant,
    missing_papers,
)
from app.transaction.steps import past_steps
from app.vault.queries import prefetch

_GIVEN = (PracticeState.GRANTED, PracticeState.GRANTED_PROVISIONALLY)


def practice_page(viewer: Viewer, practice_id: PracticeId, today: date) -> PracticePage:
    """Return the whole practice as it stands, with the acts that may be offered."""
    row = load(viewer, practice_id)
    prefetch(row.organisation_id, [row.data_key_id])
    papers = papers_of(row, today)
    helped = already_helped(viewer, row, today)
    waited_until, tries = _waiting(row)
    return PracticePage(
        id=row.id,
        version=row.version,
        number=row.number,
        kind=PracticeKind(row.kind),
        state=PracticeState(row.state),
        applicant=people.person_row(viewer, row.applicant_id),
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        isee_cents=row.isee_cents,
        isee_kind=IseeKind(row.isee_kind) if row.isee_kind else None,
        tries=tries,
        is_dormant=is_dormant(waited_until, tries, today),
        may_object_until=_objections_end(row),
        purpose=Purpose(row.purpose) if row.purpose else None,
        amount_cents=row.amount_cents,
        payment_number=row.payment_number,
        first_payment_on=row.first_payment_on,
        voice_by=row.voice_by,
        voice_at=row.voice_at,
        act_reference=row.act_reference,
        papers=papers,
        payments=_payments(row),
        steps=past_steps(PracticeStep, PracticeAction, *_its(PracticeStep, row), with_words=True),
        terms=_terms(row),
        helped=helped,
        offers=PRACTICE.offers(
            PracticeState(row.state),
            facts_of(viewer, row, today, account_checked=True),
            viewer.may,
        ),
    )


def facts_of(viewer: Viewer, row: Practice, today: date, **more: Any) -> PracticeFacts:
    """Return the facts of a practice as they stand; `more` is what this act adds."""
    papers = [
        Paper(kind=paper.kind, state=paper.state, valid_until=paper.valid_until)
        for paper in papers_of(row, today)
    ]
    known: dict[str, Any] = {
        "missing": missing_papers(papers),
        "expired": expired_papers(papers, today),
        "proposer_is_actor": row.proposed_by_id == viewer.account_id,
        "approver_is_actor": row.approved_by_id == viewer.account_id,
        "already_helped": bool(already_helped(viewer, row, today)),
        "may_object_until": _objections_end(row),
        "observations_answered": row.objections_answered,
        "today": today,
        "payments_left": len([one for one in _payments(row) if one.paid_on is None]),
    }
    return PracticeFacts(**{**known, **more})


def papers_of(row: Practice, today: date) -> tuple[PaperRow, ...]:
    """Return the checklist of a practice. Unscoped: of a row already reached."""
    found = db.session.scalars(
        select(PracticePaper).where(*_its(PracticePaper, row)).order_by(PracticePaper.position)
    )
    return tuple(
        PaperRow(
            PaperKind(paper.kind),
            PaperState(paper.state),
            paper.received_on,
            paper.valid_until,
            paper.why,
            expired=bool(paper.valid_until and paper.valid_until < today),
        )
        for paper in found
    )


def already_helped(
    viewer: Viewer, row: Practice, today: date, purpose: Purpose | None = None
) -> tuple[HelpRow, ...]:
    """Return what the household, and who lives with it, already had for the same purpose this year.

    By who lives together and not by surname: a help under another surname is the one nobody sees.
    Without a purpose yet, any help counts.
    """
    together = [row.applicant_id]
    together += [one.id for one in people.live_with(viewer, together, today)]
    wanted = purpose or (Purpose(row.purpose) if row.purpose else None)
    found = db.session.execute(
        select(Practice, Person)
        .join(
            Person,
            (Person.organisation_id == Practice.organisation_id)
            & (Person.id == Practice.applicant_id),
        )
        .where(
            visible_to(viewer),
            Practice.id != row.id,
            Practice.applicant_id.in_(together),
            _helped_since(today - HELPED_WITHIN),
            *([Practice.purpose == wanted] if wanted else []),
        )
        .order_by(Practice.first_payment_on.desc())
    )
    return tuple(
        HelpRow(
            other.number,
            f"{person.surname} {person.given}".strip(),
            other.amount_cents or 0,
            other.first_payment_on,
        )
        for other, person in found
        if other.first_payment_on is not None
    )


def _helped_since(day: date) -> ColumnElement[bool]:
    """Money paid since a day, though it was stopped later; or granted and still to be paid."""
    return exists().where(
        PracticePayment.organisation_id == Practice.organisation_id,
        PracticePayment.practice_id == Practice.id,
        (PracticePayment.paid_on > day)
        | (
            PracticePayment.paid_on.is_(None)
            & (PracticePayment.due_on > day)
            & Practice.state.in_(_GIVEN)
        ),
    )


def _payments(row: Practice) -> tuple[PaymentRow, ...]:
    found = db.session.scalars(
        select(PracticePayment)
        .where(*_its(PracticePayment, row))
        .order_by(PracticePayment.position)
    )
    return tuple(
        PaymentRow(one.position, one.amount_cents, one.due_on, one.paid_on, one.paid_by)
        for one in found
    )


def _terms(row: Practice) -> tuple[tuple[str, date], ...]:
    found = db.session.execute(
        select(PracticeTerm.code, PracticeTerm.due_on)
        .where(*_its(PracticeTerm, row), PracticeTerm.met_at.is_(None))
        .order_by(PracticeTerm.due_on)
    )
    return tuple((code, due_on) for code, due_on in found)


def _objections_end(row: Practice) -> date | None:
    """Return until when the person may object: the term that runs since the announcement."""
    return db.session.scalar(
        select(func.max(PracticeTerm.due_on)).where(
            *_its(PracticeTerm, row),
            PracticeTerm.code == Term.OBSERVATIONS,
            PracticeTerm.met_at.is_(None),
        )
    )


def _waiting(row: Practice) -> tuple[date | None, int]:
    """Return until when papers are waited for, and how often she was looked for since the last."""
    waiting = db.session.execute(
        select(PracticeTerm.due_on, PracticeTerm.started_at).where(
            *_its(PracticeTerm, row),
            PracticeTerm.code == Term.PRACTICE_DORMANT,
            PracticeTerm.met_at.is_(None),
        )
    ).first()
    if waiting is None:
        return None, 0
    tries = db.session.scalar(
        select(func.count()).where(
            *_its(PracticeStep, row),
            PracticeStep.action == PracticeAction.TRY,
            PracticeStep.at >= waiting.started_at,
        )
    )
    return waiting.due_on, tries or 0


def _its(table: Any, row: Practice) -> tuple[Any, Any]:
    return table.organisation_id == row.organisation_id, table.practice_id == row.id
