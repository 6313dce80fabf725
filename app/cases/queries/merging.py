"""Why two people are not merged, as far as their cases say it."""

from collections.abc import Collection

from sqlalchemy import func, or_, select

from app.accounts.policy import Permission
from app.cases.models import Case
from app.cases.queries.scope import mine, secret_people
from app.cases.rules.case import CaseKind
from app.cases.rules.merging import MergeBarFault
from app.db import db
from app.kernel.actor import Reach, Viewer
from app.kernel.references import OrganisationId, PersonId


def merge_bar(viewer: Viewer, kept_id: PersonId, gone_id: PersonId, *, done: bool) -> str | None:
    """Return why this viewer may not merge two people she can see, or nothing.

    Somebody under seal or in a secret place is merged by who follows her and by nobody else, not
    even by who may read her: an ordinary record would open what is closed. Two ordinary open cases
    are two pieces of work: one is closed or handed over first. Whoever merges only her own people
    follows one of the two. Of two merged already (`done`) only whose they are counts.
    """
    pair = (kept_id, gone_id)
    followed = _followed(viewer, pair)
    if not _protected(viewer.organisation_id, pair) <= followed:
        return MergeBarFault.PROTECTED
    whole = viewer.reach(Permission.PEOPLE_PERSON_MERGE) is Reach.ORGANISATION
    if not whole and not followed:
        return MergeBarFault.NOT_YOURS
    if not done and _ordinary_open(viewer.organisation_id, pair) > 1:
        return MergeBarFault.TWO_OPEN_CASES
    return None


def _followed(viewer: Viewer, people: Collection[PersonId]) -> set[PersonId]:
    """Who of these is followed now, or under seal, by the viewer or in her stead."""
    rows = db.session.scalars(
        select(Case.person_id).where(
            Case.organisation_id == viewer.organisation_id,
            Case.person_id.in_(list(people)),
            or_(Case.sealed, Case.closed_at.is_(None)),
            mine(viewer),
        )
    )
    return set(rows)


def _protected(body: OrganisationId, people: Collection[PersonId]) -> set[PersonId]:
    """Who of these has a sealed case, or is not to be found because of a secret place."""
    ids = list(people)
    sealed = select(Case.person_id).where(
        Case.organisation_id == body, Case.person_id.in_(ids), Case.sealed
    )
    secret = secret_people(body).subquery()
    placed = select(secret.c.person_id).where(secret.c.person_id.in_(ids))
    return {*db.session.scalars(sealed), *db.session.scalars(placed)}


def _ordinary_open(body: OrganisationId, people: Collection[PersonId]) -> int:
    return (
        db.session.scalar(
            select(func.count()).where(
                Case.organisation_id == body,
                Case.person_id.in_(list(people)),
                Case.kind == CaseKind.ORDINARY,
                Case.closed_at.is_(None),
            )
        )
        or 0
    )
