"""Who reads the catalogue: everybody on the staff, each that of the own body."""

from sqlalchemy import ColumnElement, false

from app.accounts.policy import Permission
from app.db import Owned
from app.kernel.actor import Actor, Reach
from app.kernel.references import OrganisationId


def visible_to(
    viewer: Actor, organisation_id: OrganisationId, table: type[Owned]
) -> ColumnElement[bool]:
    """Return the criterion of the rows of the catalogue this viewer may read."""
    if viewer.reach(Permission.CATALOGUE_PATH_READ) is not Reach.ORGANISATION:
        return false()
    return table.organisation_id == organisation_id
