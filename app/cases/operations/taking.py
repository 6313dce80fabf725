"""The one place where a step of a case is taken: table asked, row appended, clocks moved."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from app.audit.context import about
from app.cases import queries
from app.cases.models import Case, CaseStep, CaseTerm
from app.cases.procedure import CASE
from app.cases.rules.case import FINAL_STATES, CaseAction, CaseFacts, CaseState
from app.catalogue.clocks import move_terms
from app.catalogue.rules import Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.workflow import Step
from app.transaction.steps import step_columns

# Of each pair the first is for adults, the second for children.
_BY_AGE = {
    Term.ASSESSMENT: False,
    Term.ASSESSMENT_MINOR: True,
    Term.PLAN_REVIEW: False,
    Term.PLAN_REVIEW_MINOR: True,
}
_REVIEWS = (Term.PLAN_REVIEW, Term.PLAN_REVIEW_MINOR)


@dataclass(frozen=True, kw_only=True)
class Said:
    """What goes with a step: her own words, the code of why, which of two ends, the next review."""

    words: str = ""
    reason_code: str = ""
    to: CaseState | None = None
    review_on: date | None = None


def take(
    actor: Viewer,
    now: datetime,
    case: Case,
    action: CaseAction,
    said: Said | None = None,
    **known: bool,
) -> CaseFacts:
    """Take `action` on a case already loaded for change; return the facts it was judged by.

    `known` is what this act alone asks or brings. Raises what the table refuses.
    """
    said = said or Said()
    about("case", case.id)
    facts = replace(queries.facts_of(actor, case, office_date(now)), **known)
    state = CaseState(case.state)
    step = CASE.step(state, action, facts, actor.may, to=said.to, reason=said.words)
    record(actor, now, case, step, said)
    move_clocks(actor, now, case, step, minor=facts.minor, review_on=said.review_on)
    return facts


def record(
    actor: Viewer,
    now: datetime,
    case: Case,
    step: Step[CaseState, CaseAction, CaseFacts],
    said: Said | None = None,
) -> None:
    """Append the row of a step and copy where it leads to the case."""
    said = said or Said()
    db.session.add(
        CaseStep(
            organisation_id=case.organisation_id,
            data_key_id=case.data_key_id,
            case_id=case.id,
            words=said.words,
            **step_columns(actor, now, step, reason_code=said.reason_code),
        )
    )
    case.state = step.to
    flag_modified(case, "state")  # every step makes the forms opened before it stale
    case.closed_at = (case.closed_at or now) if step.to in FINAL_STATES else None


def move_clocks(
    actor: Viewer,
    now: datetime,
    case: Case,
    step: Step[CaseState, CaseAction, CaseFacts],
    *,
    minor: bool,
    review_on: date | None = None,
) -> None:
    """Stop and start the terms of a step: of a pair, the one for the person's age."""
    other_age = {term for term, minors in _BY_AGE.items() if minors is not minor}
    started = move_terms(CaseTerm, whose_clocks(case), step.row, actor=actor, at=now, but=other_age)
    for term in started:
        if term.code in _REVIEWS and review_on is not None:
            term.due_on = review_on


def whose_clocks(case: Case) -> dict[str, Any]:
    """Return what names a case in the table of its terms."""
    return {"organisation_id": case.organisation_id, "case_id": case.id}
