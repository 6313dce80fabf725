"""What was published: as its Comune sees it gone, and as who plans for the area reads it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select

from app.catalogue.rules import Management, Measure, PathCode
from app.db import db
from app.district.models import Publication, PublishedFigure, PublishedShare
from app.district.queries.scope import plan_office_of, visible_to
from app.district.rules import OF_NO_TOWN, Figures, Published, Share, Sums
from app.kernel.actor import Viewer
from app.kernel.references import BodyId
from app.organisations.models import Body
from app.organisations.rules import BodyKind
from app.tenancy.models import Organisation

# What was published, its body in the directory of who reads, what kind of body published it.
_Found = tuple[Publication, BodyId | None, str | None]
_ITS_FIGURES = and_(
    PublishedFigure.organisation_id == Publication.organisation_id,
    PublishedFigure.publication_id == Publication.id,
)


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
    return _with_figures([(row, None, None)])[0] if row is not None else None


def latest(viewer: Viewer, on: date) -> list[Published]:
    """Return the last figures of each Comune on a day, in three queries.

    Published by itself a Comune tells all its services at once. Told, it may tell one today and
    another months later: of each service the last time holds.
    """
    return [*_by_themselves(viewer, on), *_told(viewer, on)]


def _by_themselves(viewer: Viewer, on: date) -> list[Published]:
    reach = visible_to(viewer, Publication)
    newest = (
        select(Publication.from_organisation_id, func.max(Publication.day).label("day"))
        .where(reach, Publication.day <= on, Publication.from_organisation_id.is_not(None))
        .group_by(Publication.from_organisation_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Publication, Body.id, Organisation.kind)
        .join(
            newest,
            and_(
                Publication.day == newest.c.day,
                Publication.from_organisation_id == newest.c.from_organisation_id,
            ),
        )
        .outerjoin(Body, _its_body())
        .outerjoin(Organisation, Organisation.id == Publication.from_organisation_id)
        .where(reach)
        .order_by(Publication.from_label)
    ).all()
    return _with_figures([(row, body_id, kind) for row, body_id, kind in rows])


def _told(viewer: Viewer, on: date) -> list[Published]:
    reach = visible_to(viewer, Publication)
    newest = (
        select(
            Publication.municipality_id,
            PublishedFigure.path,
            func.max(PublishedFigure.told_on).label("day"),
        )
        .join(PublishedFigure, _ITS_FIGURES)
        .where(reach, PublishedFigure.told_on <= on, Publication.municipality_id.is_not(None))
        .group_by(Publication.municipality_id, PublishedFigure.path)
        .subquery()
    )
    rows = db.session.execute(
        select(Publication, PublishedFigure)
        .join(PublishedFigure, _ITS_FIGURES)
        .join(
            newest,
            and_(
                Publication.municipality_id == newest.c.municipality_id,
                PublishedFigure.told_on == newest.c.day,
                PublishedFigure.path == newest.c.path,
            ),
        )
        .where(reach)
        .order_by(Publication.from_label, PublishedFigure.told_on)
    )
    found: dict[BodyId | None, list[tuple[Publication, PublishedFigure]]] = {}
    for row, figure in rows:
        found.setdefault(row.municipality_id, []).append((row, figure))
    return [_pieced(body_id, pieces) for body_id, pieces in found.items()]


def _pieced(body_id: BodyId | None, pieces: list[tuple[Publication, PublishedFigure]]) -> Published:
    """Return what a Comune told over time, the latest last, under the name it was told by then."""
    figures = {PathCode(one.path): _figures(one) for _, one in pieces}
    days = {PathCode(one.path): one.told_on or row.day for row, one in pieces}
    latest_row = _row(pieces[-1][0], body_id, None, figures)
    return replace(latest_row, day=max(days.values()), told_on=days)


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
    """Who publishes as it stands in the directory of who reads."""
    return and_(
        Body.organisation_id == Publication.organisation_id,
        Body.linked_id == Publication.from_organisation_id,
    )


def _with_figures(rows: list[_Found]) -> list[Published]:
    ids = [row.id for row, *_ in rows]
    found: dict[UUID, dict[PathCode, Figures]] = {}
    for one in db.session.scalars(
        select(PublishedFigure).where(
            PublishedFigure.organisation_id.in_({row.organisation_id for row, *_ in rows}),
            PublishedFigure.publication_id.in_(ids),
        )
    ):
        found.setdefault(one.publication_id, {})[PathCode(one.path)] = _figures(one)
    told = _shares(rows)
    return [
        replace(_row(*one, found.get(one[0].id, {})), shares=tuple(told.get(one[0].id, ())))
        for one in _once(rows)
    ]


def _shares(rows: list[_Found]) -> dict[UUID, list[Share]]:
    found: dict[UUID, list[Share]] = {}
    for one in db.session.scalars(
        select(PublishedShare)
        .where(
            PublishedShare.organisation_id.in_({row.organisation_id for row, *_ in rows}),
            PublishedShare.publication_id.in_([row.id for row, *_ in rows]),
        )
        # Who is of none of the Comuni, without a name, comes last.
        .order_by(PublishedShare.town == OF_NO_TOWN, PublishedShare.town)
    ):
        share = Share(
            path=PathCode(one.path), town=one.town, active=one.active, waiting=one.waiting
        )
        found.setdefault(one.publication_id, []).append(share)
    return found


def _once(rows: Iterable[_Found]) -> list[_Found]:
    """Leave each publication once, also where two bodies of a directory are the same one."""
    return [*{one[0].id: one for one in rows}.values()]


def _row(
    row: Publication, body_id: BodyId | None, kind: str | None, figures: dict[PathCode, Figures]
) -> Published:
    return Published(
        municipality_id=body_id,
        label=row.from_label,
        by_itself=row.from_organisation_id is not None,
        municipal=kind in (None, BodyKind.MUNICIPALITY),
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
