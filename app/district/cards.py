"""What the nine Comuni show on the pages of the day: the conventions that end."""

from datetime import datetime

from flask import url_for

from app.accounts.policy import Permission
from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import PathCode, Term
from app.district import queries
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.contributions import DeadlineRow
from app.web.formatting import opening


def deadlines(viewer: Viewer, now: datetime) -> list[DeadlineRow]:
    """Return the conventions that end and that no other follows, for who writes them."""
    if not viewer.may(Permission.DISTRICT_CONVENTION_EDIT):
        return []
    what = opening(CATALOGUE[Term][Term.CONVENTION_END].text)
    return [
        DeadlineRow(
            row.valid_to,
            what,
            row.signatory,
            f"{CATALOGUE[PathCode][row.path].text}, atto {row.number}",
            url_for("district.conventions"),
            key=f"convention:{row.id}:{row.valid_to}",
        )
        for row in queries.conventions_ending(viewer, office_date(now))
        if row.valid_to is not None
    ]
