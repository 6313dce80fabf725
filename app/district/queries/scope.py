"""Who reads what of the nine Comuni: the criteria every query here starts from."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, false, select

from app.accounts.policy import Permission
from app.db import db
from app.district.models import Convention
from app.kernel.actor import Reach, Viewer
from app.kernel.references import OrganisationId
from app.organisations.models import Body
from app.organisations.rules import BodyKind
from app.tenancy.models import Organisation
from app.transaction.loading import found


def visible_to(viewer: Viewer, table: Any) -> ColumnElement[bool]:
    """Return the criterion of the rows of the area this viewer may read.

    Conventions by whoever reads the directory; means, targets and figures by who plans.
    """
    asked = (
        Permission.ORGANISATIONS_DIRECTORY_READ
        if table is Convention
        else Permission.DISTRICT_FIGURES_READ
    )
    if viewer.reach(asked) is not Reach.ORGANISATION:
        return false()
    mine: ColumnElement[bool] = table.organisation_id == viewer.organisation_id
    return mine


def plan_office_of(viewer: Viewer) -> OrganisationId | None:
    """Return the body that plans for the area of who publishes, where it uses this program."""
    if not viewer.may(Permission.DISTRICT_FIGURES_PUBLISH):
        return None
    return db.session.scalar(
        select(Body.linked_id)
        .where(
            Body.organisation_id == viewer.organisation_id,
            Body.kind == BodyKind.PLAN_OFFICE,
            Body.linked_id.is_not(None),
        )
        .order_by(Body.search_key)
        .limit(1)
    )


def body_named(organisation_id: UUID) -> str:
    """Return the name of a body that works with this program. Unscoped: its name is no secret."""
    return found(select(Organisation.name).where(Organisation.id == organisation_id))
