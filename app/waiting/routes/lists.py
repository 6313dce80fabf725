"""All the lists, and one in the order in which people are called; on paper without names."""

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.references import UnitId
from app.waiting import queries
from app.waiting.labels import why_here
from app.waiting.routes import blueprint
from app.web.access import requires
from app.web.request_time import today

_READ = Permission.CASES_REQUEST_READ


@blueprint.get("/waiting")
@requires(_READ)
def lists() -> ResponseReturnValue:
    known = viewer()
    return render_template(
        "waiting/lists.html",
        rows=queries.all_lists(known, today()),
        may_choose=known.may(Permission.CATALOGUE_TERMS_EDIT),
        on=today(),
    )


@blueprint.get("/waiting/units/<uuid:unit_id>")
@requires(_READ)
def one_list(unit_id: UUID) -> ResponseReturnValue:
    """Show who is called first, who after, and why."""
    page = queries.list_page(viewer(), UnitId(unit_id), today())
    return render_template("waiting/list.html", page=page, why_here=why_here, on=today())


@blueprint.get("/waiting/units/<uuid:unit_id>/print")
@requires(_READ)
def printed_list(unit_id: UUID) -> ResponseReturnValue:
    """Show the list on paper: numbers of requests and reasons, no name."""
    page = queries.list_page(viewer(), UnitId(unit_id), today())
    return render_template("waiting/printed.html", page=page, why_here=why_here, on=today())
