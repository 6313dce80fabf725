"""The rows that are somebody's, in every table that names people."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from app.db import Base, db
from app.kernel.references import OrganisationId, PersonId
from app.people.above import PersonReference, references


def model_of(table: str) -> Any:
    """Return the class of a table. Unscoped: no row is read."""
    whole = Base.metadata.tables[table]
    return next(one.class_ for one in Base.registry.mappers if one.local_table is whole)


def rows_of(body: OrganisationId, reference: PersonReference, person_id: PersonId) -> Sequence[Any]:
    """Return the rows that one column gives to somebody, held until the use case ends.

    Unscoped: what is hers goes with her, whoever may read it.
    """
    model = model_of(reference.table)
    return db.session.scalars(
        select(model)
        .where(model.organisation_id == body, getattr(model, reference.column) == person_id)
        .order_by(model.id)
        .with_for_update()
    ).all()


def counted(body: OrganisationId, person_id: PersonId) -> dict[str, int]:
    """Return how many rows are somebody's now, by what they are called on the page.

    Unscoped: numbers alone, of somebody whose page the reader has open. One question for all.
    """
    shown = [one for one in references() if one.what]
    parts = [
        select(literal(one.what).label("what"), func.count().label("many")).where(
            model.organisation_id == body, getattr(model, one.column) == person_id
        )
        for one in shown
        for model in [model_of(one.table)]
    ]
    each = union_all(*parts).subquery()
    rows = db.session.execute(
        select(each.c.what, func.sum(each.c.many)).group_by(each.c.what).order_by(each.c.what)
    )
    return {what: int(many) for what, many in rows if many}


def stand_together(body: OrganisationId, one: PersonId, other: PersonId) -> bool:
    """Return whether two people stand side by side somewhere, as two. Unscoped: an answer alone."""
    for reference in references():
        if reference.beside:
            hers, theirs = (aliased(model_of(reference.table)) for _ in range(2))
            same = [getattr(hers, name) == getattr(theirs, name) for name in reference.beside]
            found = select(hers.id).where(
                hers.organisation_id == body,
                theirs.organisation_id == body,
                getattr(hers, reference.column) == one,
                getattr(theirs, reference.column) == other,
                *same,
            )
            if db.session.scalar(found.limit(1)) is not None:
                return True
    return False


def said_already(
    body: OrganisationId, reference: PersonReference, row: Any, person_id: PersonId
) -> bool:
    """Return whether a row of `person_id` says, for all its days, what `row` says of another.

    Unscoped, as `rows_of`.
    """
    if not reference.again:
        return False
    model = model_of(reference.table)
    same = [getattr(model, name) == getattr(row, name) for name in reference.again]
    found = select(model.id).where(
        model.organisation_id == body,
        getattr(model, reference.column) == person_id,
        *same,
        _covering(model, row),
    )
    return db.session.scalar(found.limit(1)) is not None


def _covering(model: Any, row: Any) -> ColumnElement[bool]:
    """Its days hold all the days of the row; without a first or last day it always did, or does."""
    begins, ends = model.valid_from.is_(None), model.valid_to.is_(None)
    if row.valid_from is not None:
        begins = or_(begins, model.valid_from <= row.valid_from)
    if row.valid_to is not None:
        ends = or_(ends, model.valid_to >= row.valid_to)
    return and_(begins, ends)
