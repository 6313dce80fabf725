"""Who counts what: the whole body, for whoever answers for it; nothing to anybody else."""

from sqlalchemy import ColumnElement, false

from app.accounts.policy import Permission
from app.db import Owned
from app.kernel.actor import Actor, Reach
from app.kernel.references import OrganisationId


def visible_to(
    viewer: Actor, organisation_id: OrganisationId, table: type[Owned]
) -> ColumnElement[bool]:
    """Return the criterion of the rows that the figures of this viewer are counted from.

    Numbers are of the whole office, also of what is known to named people only; the lists behind
    them obey the reach of who opens them.
    """
    if viewer.reach(Permission.REPORTS_CASELOAD_READ) is not Reach.ORGANISATION:
        return false()
    return table.organisation_id == organisation_id
