"""What waits: mine, to be assigned, to be read, and what was not read in time."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.intake import queries
from app.intake.routes import blueprint
from app.intake.rules import Shelf
from app.web.access import requires
from app.web.pagination import paged, requested_page, window
from app.web.request_time import request_now, today


@blueprint.get("/referrals")
@requires(Permission.INTAKE_REFERRAL_READ)
def referrals() -> ResponseReturnValue:
    known = viewer()
    assigns = known.may(Permission.INTAKE_REFERRAL_ASSIGN)
    shelf = _shelf(request.args.get("elenco", ""), assigns)
    number = requested_page()
    offset, limit = window(number)
    rows = queries.listed(known, shelf, request_now(), offset, limit)
    return render_template(
        "intake/referrals.html",
        page=paged(rows, number),
        shelf=shelf,
        shelves=[one for one in Shelf if assigns or one is not Shelf.UNREAD],
        counts=queries.counts(known, today()),
        on=today(),
        may_register=known.may(Permission.INTAKE_REFERRAL_REGISTER),
        may_assign=assigns,
    )


def _shelf(text: str, assigns: bool) -> Shelf:  # noqa: FBT001 - decides the first list alone
    try:
        shelf = Shelf(text)
    except ValueError:
        return Shelf.OPEN if assigns else Shelf.MINE
    return shelf if assigns or shelf is not Shelf.UNREAD else Shelf.MINE
