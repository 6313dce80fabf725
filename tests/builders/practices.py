"""Practices as the counter leaves them at each stage: opened, complete, proposed, granted."""

from datetime import date, datetime
from typing import Any

from app.kernel.references import PersonId, PracticeId
from app.practices import operations, queries
from app.practices.operations import Grant, PaperGiven
from app.practices.rules import PaperState, PracticeKind, Purpose
from tests.builders.people import a_person
from tests.cast import NOW, TODAY, Cast, Member


def a_grant(**known: Any) -> Grant:
    """Return 350,50 euros for food, in one payment from today, or as `known`."""
    usual = {"amount_cents": 35_050, "purpose": Purpose.FOOD, "payments": 1, "first_on": TODAY}
    return Grant(**{**usual, **known})


def on_it(by: Member, practice_id: PracticeId, now: datetime = NOW) -> dict[str, Any]:
    """Return the arguments by which somebody acts on a practice as she sees it now."""
    page = queries.practice_page(by.viewer, practice_id, now.date())
    return {
        "actor": by.viewer,
        "now": now,
        "practice_id": practice_id,
        "version": page.version,
    }


def a_practice(
    by: Member, person_id: PersonId | None = None, kind: PracticeKind = PracticeKind.FOOD
) -> PracticeId:
    """Open a practice as `by` would, for a person or for a new one."""
    applicant = person_id or a_person(by)
    return operations.open_practice(actor=by.viewer, now=NOW, applicant_id=applicant, kind=kind)


def bring(by: Member, practice_id: PracticeId, valid_until: date | None = None) -> None:
    """Bring every paper that is missing."""
    page = queries.practice_page(by.viewer, practice_id, TODAY)
    for paper in page.papers:
        operations.receive_paper(
            **on_it(by, practice_id),
            paper=PaperGiven(
                kind=paper.kind,
                state=PaperState.RECEIVED,
                received_on=TODAY,
                valid_until=valid_until,
            ),
        )


def a_complete_practice(cast: Cast, person_id: PersonId | None = None) -> PracticeId:
    """Open a practice at the counter and bring all its papers."""
    gino = cast["gino"]
    made = a_practice(gino, person_id)
    bring(gino, made)
    operations.complete(**on_it(gino, made))
    return made


def a_proposed_practice(cast: Cast, person_id: PersonId | None = None, **known: Any) -> PracticeId:
    """Have Bruno propose an amount."""
    made = a_complete_practice(cast, person_id)
    operations.propose(**on_it(cast["bruno"], made), grant=a_grant(**known), words="spesa")
    return made


def a_granted_practice(cast: Cast, person_id: PersonId | None = None, **known: Any) -> PracticeId:
    """Have Dario grant what Bruno proposed."""
    made = a_proposed_practice(cast, person_id, **known)
    operations.grant_practice(**on_it(cast["dario"], made), act_reference="Det. 12/2026")
    return made
