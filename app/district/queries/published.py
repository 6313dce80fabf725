"""What was published: as its Comune sees it gone, and as who plans for the area reads it."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.catalogue.rules import Management, Measure, PathCode
from app.db import db
from app.district.models import Publication, PublishedFigure
from app.district.queries.scope import plan_office_of, visible_to
from app.district.rules import Figures, Published, Sums
from app.kernel.actor import Viewer
from app.kernel.references import BodyId
from app.organisations.models import Body


def published_by(viewer: Viewer) -> Published | None:
    """Return what this body published last, as it reached who plans for the area."""
    to = plan_office_of(viewer)
    if to is None:
        return None
    row = db.session.scalar(
        select(Publication)
        .where(
            Publication.organisation_id == to,
            Publication.from_organisation_id == viewer.organisation_id,
        )
        .order_by(Publication.day.desc())
        .limit(1)
    )
    return _with_figures([(row, None)])[0] if row is not None else None


def latest(viewer: Viewer, on: date) -> list[Published]:
    """Return the last figures of each Comune on a day, in three queries; by itself before told."""
    reach = visible_to(viewer, Publication)
    newest = (
        select(
            Publication.from_organisation_id,
            Publication.municipality_id,
            func.max(Publication.day).label("day"),
        )
        .where(reach, Publication.day <= on)
        .group_by(Publication.from_organisation_id, Publication.municipality_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Publication, Body.id)
        .join(
            newest,
            and_(
                Publication.day == newest.c.day,
                or_(
                    Publication.from_organisation_id == newest.c.from_organisation_id,
                    Publication.municipality_id == newest.c.municipality_id,
                ),
            ),
        )
        .outerjoin(Body, _its_body())
        .where(reach)
        .order_by(Publication.from_label)
    ).all()
    return _with_figures([(row, body_id) for row, body_id in rows])


def publishes_itself(viewer: Viewer, municipality_id: BodyId) -> bool:
    """Return whether a Comune of the directory has published its own figures."""
    found = db.session.scalar(
        select(Publication.id)
        .join(Body, _its_body())
        .where(
            visible_to(viewer, Publication),
            Publication.from_organisation_id.is_not(None),
            Body.id == municipality_id,
        )
        .limit(1)
    )
    return found is not None


def _its_body() -> ColumnElement[bool]:
    """The Comune as it stands in the directory of who reads: linked, or the one that was told."""
    return and_(
        Body.organisation_id == Publication.organisation_id,
        or_(
            Body.linked_id == Publication.from_organisation_id,
            Body.id == Publication.municipality_id,
        ),
    )


def _with_figures(rows: list[tuple[Publication, Any]]) -> list[Published]:
    ids = [row.id for row, _ in rows]
    found: dict[UUID, dict[PathCode, Figures]] = {}
    for one in db.session.scalars(
        select(PublishedFigure).where(
            PublishedFigure.organisation_id.in_({row.organisation_id for row, _ in rows}),
            PublishedFigure.publication_id.in_(ids),
        )
    ):
        found.setdefault(one.publication_id, {})[PathCode(one.path)] = _figures(one)
    return [_row(row, body_id, found.get(row.id, {})) for row, body_id in _once(rows)]


def _once(rows: Iterable[tuple[Publication, Any]]) -> list[tuple[Publication, Any]]:
    """Leave each publication once, also where two bodies of a directory are the same one."""
    found = {row.id: (row, body_id) for row, body_id in rows}
    return [*found.values()]


def _row(row: Publication, body_id: BodyId | None, figures: dict[PathCode, Figures]) -> Published:
    return Published(
        municipality_id=body_id,
        label=row.from_label,
        by_itself=row.from_organisation_id is not None,
        published_by=row.published_by,
        day=row.day,
        at=row.at,
        sums=Sums(demand=row.demand, active=row.active, waiting=row.waiting),
        figures=figures,
    )


def _figures(row: PublishedFigure) -> Figures:
    return Figures(
        path=PathCode(row.path),
        form=Management(row.form) if row.form else None,
        measure=Measure(row.measure) if row.measure else None,
        places=row.places,
        demand=row.demand,
        active=row.active,
        waiting=row.waiting,
        longest_wait=row.longest_wait,
    )
