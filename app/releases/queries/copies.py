"""Who else receives a letter for their knowledge: each by a row of its own."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select

from app.db import db
from app.kernel.references import BodyId, ReleaseId
from app.organisations.models import Body
from app.releases.models import Release
from app.releases.procedure import ReleaseState


@dataclass(frozen=True)
class Addressed:
    """A letter of a set of copies: its number, and which body receives it."""

    id: ReleaseId
    number: str
    body_id: BodyId | None
    body: str  # empty where it is a person: her page names her


def copies_of(letter: Release) -> tuple[Addressed, ...]:
    """Return the copies of a letter that were not given up. Unscoped: of a letter in reach."""
    return _addressed(letter, Release.copy_of_id == letter.id, Release.state != ReleaseState.VOID)


def copied_from(copy: Release) -> Addressed | None:
    """Return the letter of which this one is the copy. Unscoped: as above, about the same thing."""
    if copy.copy_of_id is None:
        return None
    return next(iter(_addressed(copy, Release.id == copy.copy_of_id)), None)


def _addressed(row: Release, *wanted: ColumnElement[bool]) -> tuple[Addressed, ...]:
    found = db.session.execute(
        select(Release.id, Release.number, Body.id, Body.name)
        .outerjoin(
            Body,
            and_(Body.organisation_id == Release.organisation_id, Body.id == Release.body_id),
        )
        .where(Release.organisation_id == row.organisation_id, *wanted)
        .order_by(Release.number)
    )
    return tuple(
        Addressed(id_, number, body_id, name or "") for id_, number, body_id, name in found
    )
