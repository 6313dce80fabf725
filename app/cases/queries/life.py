"""What the life of the people followed brings by itself: for the job of the night, and at a death.

Unscoped, all of it: it brings something to do to who follows the person, and no page shows it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select

from app.cases.models import Case, Placement, PlacementMember
from app.cases.procedure import MEMBER
from app.cases.procedure.member import MemberState
from app.cases.queries.its import same_body
from app.cases.rules.case import CaseKind
from app.cases.rules.life import coming_of_age
from app.cases.rules.placements import PlacementRole
from app.consents.rules import months_later
from app.db import db
from app.kernel.actor import BodyActor
from app.kernel.references import OrganisationId, PersonId
from app.people.models import Person
from app.tasks.rules import NewTask, TaskCode

_YOUNGEST, _OLDEST = 17 * 12, 19 * 12  # months: the birthday itself is looked at one by one


def life_events(actor: BodyActor, on: date) -> list[NewTask]:
    """Return what the day brings about the people of open cases and of placements. Unscoped."""
    return [*_of_age(actor.organisation_id, on), *_births(actor.organisation_id, on)]


def at_death(organisation_id: OrganisationId, person_id: PersonId, on: date) -> list[NewTask]:
    """Return what is to be done when somebody died: by who follows her, or by nobody yet.

    The day is in the effect: a death written by mistake and taken back does not hide the true one.
    Unscoped: whoever writes the death learns nothing of who follows her.
    """
    effect = f"death:{person_id}:{on}"
    rows = db.session.execute(
        select(Case.id, Case.holder_id)
        .where(
            Case.organisation_id == organisation_id,
            Case.person_id == person_id,
            Case.closed_at.is_(None),
        )
        .order_by(Case.opened_on, Case.id)
    ).all()
    if not rows:
        return [NewTask(TaskCode.DEATH, effect, on, person_id)]
    return [
        NewTask(TaskCode.DEATH, f"{effect}:{case_id}", on, person_id, case_id, holder_id)
        for case_id, holder_id in rows
    ]


def _of_age(body: OrganisationId, on: date) -> Iterator[NewTask]:
    what = (Person.id, Person.birth_date, Case.id, Case.holder_id)
    hers = same_body(Person, Case, Case.person_id)
    followed = select(*what).select_from(Case).join(Person, hers)
    placed = (
        select(*what)
        .select_from(PlacementMember)
        .join(Placement, same_body(Placement, PlacementMember, PlacementMember.placement_id))
        .join(Case, same_body(Case, Placement, Placement.case_id))
        .join(Person, same_body(Person, PlacementMember, PlacementMember.person_id))
        .where(PlacementMember.state.in_((MemberState.INSIDE, MemberState.MISSING)))
    )
    # Of who is placed and followed too, what her own case says comes last and is what is kept.
    for statement in (placed, followed):
        for person_id, birth, case_id, holder_id in db.session.execute(_near(statement, body, on)):
            new = coming_of_age(birth, on, person_id, case_id, holder_id)
            if new is not None:
                yield new


def _near(statement: Any, body: OrganisationId, on: date) -> Any:
    """Of all of them only those about eighteen, alive, whose day of birth is known.

    Of two cases of one person the ordinary one comes last, and is the one that is told.
    """
    return statement.where(
        Case.organisation_id == body,
        Case.closed_at.is_(None),
        Person.died_on.is_(None),
        Person.merged_into_id.is_(None),
        Person.birth_date > months_later(on, -_OLDEST),
        Person.birth_date < months_later(on, -_YOUNGEST),
    ).order_by(Person.id, Case.kind == CaseKind.ORDINARY, Case.opened_on, Case.id)


def _births(body: OrganisationId, on: date) -> Iterator[NewTask]:
    statement: Any = (
        select(PlacementMember.id, PlacementMember.due_on, Case.person_id, Case.id, Case.holder_id)
        .join(Placement, same_body(Placement, PlacementMember, PlacementMember.placement_id))
        .join(Case, same_body(Case, Placement, Placement.case_id))
        .where(
            PlacementMember.organisation_id == body,
            PlacementMember.role == PlacementRole.EXPECTED_CHILD,
            PlacementMember.state.not_in(MEMBER.final),
            PlacementMember.due_on <= on,
        )
        .order_by(PlacementMember.id)
    )
    for member_id, due_on, person_id, case_id, holder_id in db.session.execute(statement):
        effect = f"child_due:{member_id}"
        yield NewTask(TaskCode.CHILD_DUE, effect, due_on, person_id, case_id, holder_id)
