"""What reaches the box of who plans for the area: published by a Comune, or told by one.

The box is another body's: only these rows are written there, once a month, and what is hidden never
leaves. Published every day, two figures beside each other would tell who entered and who left.
"""

from dataclasses import dataclass
from datetime import date, datetime

from app.accounts.policy import Permission
from app.audit.context import about
from app.db import db, found_or_new
from app.district import queries
from app.district.models import Publication, PublishedFigure, PublishedShare
from app.district.rules import DistrictFault, Figures, alone, month_of
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Conflict, Invalid
from app.kernel.references import BodyId
from app.transaction.use_case import use_case

_COLUMNS = ("form", "measure", "places", "demand", "active", "waiting", "longest_wait")


@dataclass(frozen=True, kw_only=True)
class FiguresTold:
    """What a Comune that does not publish by itself said of one service, on a day."""

    municipality_id: BodyId
    day: date
    figures: Figures


@use_case(
    "district.figures.publish",
    permission=Permission.DISTRICT_FIGURES_PUBLISH,
    refusals={
        "uq_publication_organisation_id_from_organisation_id_month": Invalid(
            DistrictFault.PUBLISHED_THIS_MONTH
        )
    },
)
def publish(*, actor: Viewer, now: datetime) -> None:
    """Publish the figures of this body to who plans for the area (L. 328/2000, art. 19).

    Counts from one to four never leave, nor does a sum one of them is part of. A consortium, or who
    leads an association, tells who is served and who waits Comune by Comune too. Refuses a second
    time in a month, where nobody who plans uses this program, and where there is no service.
    """
    to = queries.plan_office_of(actor)
    if to is None:
        raise Invalid(DistrictFault.NO_PLAN_OFFICE)
    today = office_date(now)
    last = queries.published_by(actor)
    if last is not None and last.day >= month_of(today):
        raise Invalid(DistrictFault.PUBLISHED_THIS_MONTH)
    figures, sums = queries.to_publish(actor, now)
    if not figures:
        raise Invalid(DistrictFault.NOTHING_TO_PUBLISH)
    row = Publication(
        organisation_id=to,
        from_organisation_id=actor.organisation_id,
        from_label=queries.body_named(actor.organisation_id),
        published_by=actor.label,
        day=today,
        month=month_of(today),
        at=now,
        demand=sums.demand,
        active=sums.active,
        waiting=sums.waiting,
    )
    about("publication", row.id)
    db.session.add(row)
    db.session.flush()
    db.session.add_all(
        PublishedFigure(
            organisation_id=to, publication_id=row.id, path=one.path,
            **{name: getattr(one, name) for name in _COLUMNS},
        )
        for one in figures
    )  # fmt: skip
    db.session.add_all(
        PublishedShare(
            organisation_id=to, publication_id=row.id, path=one.path, town=one.town,
            active=one.active, waiting=one.waiting,
        )
        for one in queries.shares_to_publish(actor, now, [one.path for one in figures])
    )  # fmt: skip


@use_case(
    "district.figures.write_told",
    permission=Permission.DISTRICT_RESOURCE_EDIT,
    refusals={
        "uq_publication_organisation_id_municipality_id_month": Conflict("changed_meanwhile")
    },
)
def write_told(*, actor: Viewer, now: datetime, told: FiguresTold) -> None:
    """Write what a Comune said of one service; a count from one to four is not kept.

    For the same month it corrects what was written. Refuses a day to come, and a Comune that
    publishes by itself.
    """
    if told.day > office_date(now):
        raise Invalid(f"told_on:{DistrictFault.FIGURES_TO_COME}")
    town = queries.town_for_change(actor, told.municipality_id)
    if queries.publishes_itself(actor, town.id):
        raise Invalid(f"municipality:{DistrictFault.PUBLISHES_ITSELF}")
    row = found_or_new(
        Publication,
        organisation_id=actor.organisation_id,
        municipality_id=town.id,
        month=month_of(told.day),
    )
    row.from_label, row.published_by = town.name, actor.label
    row.day, row.at = max(row.day or told.day, told.day), now
    about("publication", row.id)
    db.session.flush()
    figures = alone(told.figures)
    one = found_or_new(
        PublishedFigure,
        organisation_id=actor.organisation_id,
        publication_id=row.id,
        path=figures.path,
    )
    for name in _COLUMNS:
        setattr(one, name, getattr(figures, name))
    one.told_on = told.day  # of this service alone: the others keep theirs
