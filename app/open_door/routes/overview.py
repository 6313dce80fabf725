"""What is open to anybody today, and how many came in a year."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.catalogue.rules import PathCode
from app.open_door import queries
from app.open_door.routes import blueprint
from app.open_door.routes.coming import coming
from app.organisations.labels import WEEKDAYS
from app.web.access import requires
from app.web.request_time import today

_WRITE = Permission.OPEN_DOOR_CONTACT_WRITE
_SHOWN = 20
_YEARS = 10


@blueprint.get("/open-door", endpoint="overview")
@requires(_WRITE)
def overview() -> ResponseReturnValue:
    """Show initiatives and desks; `path` leaves one service alone, the rest goes to their forms."""
    known, asked = viewer(), coming()
    is_stars = asked.path in (None, PathCode.STARS)
    return render_template(
        "open_door/overview.html",
        asked=asked,
        initiatives=queries.initiatives(known, 0, _SHOWN, on=today(), path=asked.path),
        desks=queries.desks(known, today()) if is_stars else [],
        is_stars=is_stars,
        works=known.may(Permission.OPEN_DOOR_ONWARD_WORK),
        weekdays=WEEKDAYS,
    )


@blueprint.get("/open-door/counts", endpoint="counts")
@requires(Permission.OPEN_DOOR_COUNT_READ)
def counts() -> ResponseReturnValue:
    known, this = viewer(), today().year
    text = request.args.get("anno", "")
    year = int(text) if text.isdecimal() and len(text) == 4 else this
    year = min(max(year, this - _YEARS), this)
    return render_template(
        "open_door/counts.html",
        rows=queries.year_counts(known, year),
        year=year,
        years=range(this, this - 4, -1),
        writes=known.may(_WRITE),
    )
