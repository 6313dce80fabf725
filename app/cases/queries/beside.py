"""The penal case beside the ordinary one: who may know of it, and who must not meet whom."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement, select

from app.cases.models import Case
from app.cases.queries.its import count
from app.cases.queries.scope import visible_to
from app.cases.rules.case import CaseKind
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import OrganisationId, PersonId
from app.people.above import ApartWritten
from app.people.queries import apart_days
from app.tasks.rules import NewTask, TaskCode


def sees_penal_open(viewer: Viewer, person_id: PersonId) -> bool:
    """Return whether the viewer reaches an open penal case of a person; of others she learns no."""
    return bool(count(Case, *penal_open(viewer, person_id)))


def penal_open(viewer: Viewer, person_id: PersonId) -> tuple[ColumnElement[bool], ...]:
    """Return the criteria of the open penal cases of a person that the viewer reaches."""
    return (
        visible_to(viewer, viewer.organisation_id),
        Case.person_id == person_id,
        Case.kind == CaseKind.PENAL,
        Case.closed_at.is_(None),
    )


def both_followed(case: Case, on: date) -> Iterator[NewTask]:
    """Yield what the supervisor is told where the case just opened meets that of the other one.

    Of two who are kept apart, both with an open case and one of the two cases penal. Unscoped:
    nobody is named, and nothing of it comes back to who opened the case.
    """
    pairs = apart_days(case.organisation_id, [case.person_id]).get(case.person_id, [])
    others = [pair.other_id for pair in pairs if pair.holds(on)]
    if not others:
        return
    one_is_penal = [] if case.kind == CaseKind.PENAL else [Case.kind == CaseKind.PENAL]
    found = db.session.scalars(
        select(Case.id).where(
            Case.organisation_id == case.organisation_id,
            Case.person_id.in_(others),
            Case.closed_at.is_(None),
            *one_is_penal,
        )
    ).first()
    if found is not None:
        effect = f"both_followed:{case.id}"
        yield NewTask(TaskCode.BOTH_FOLLOWED, effect, on, case_id=case.id)


def on_apart(organisation_id: OrganisationId, apart: ApartWritten, on: date) -> Iterator[NewTask]:
    """Yield what is to be done where somebody already followed is kept apart from somebody else.

    To who follows her, of her own case alone and whether the other is followed or not: so who may
    not know of the other learns nothing of her, not even that she is here. Where both are followed
    the supervisor hears of it as when a case opens. Unscoped: nothing comes back to who wrote it.
    """
    if apart.valid_to is not None and apart.valid_to <= on:
        return
    rows = db.session.execute(
        select(Case.id, Case.person_id, Case.holder_id)
        .where(
            Case.organisation_id == organisation_id,
            Case.person_id.in_(apart.people),
            Case.closed_at.is_(None),
        )
        .order_by(Case.sealed, Case.kind != CaseKind.ORDINARY, Case.opened_on, Case.id)
    ).all()
    for case_id, person_id, holder_id in rows:
        effect = f"kept_apart:{apart.id}:{case_id}"
        yield NewTask(TaskCode.KEPT_APART, effect, on, person_id, case_id, holder_id)
    if {row.person_id for row in rows} == {*apart.people}:
        effect = f"both_followed:{apart.id}"
        yield NewTask(TaskCode.BOTH_FOLLOWED, effect, on, case_id=rows[0].id)
