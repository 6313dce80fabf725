"""The ends without action that are read again each month: the list, and the mark of who read."""

from datetime import date, timedelta
from uuid import UUID

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.intake import operations, queries
from app.intake.forms import RereadForm
from app.intake.routes import blueprint
from app.intake.routes.page import SENTENCES
from app.intake.rules.rereading import ONE_IN, Rereading, month_before
from app.kernel.errors import NotFound
from app.kernel.references import ReferralId
from app.web.access import requires
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_ASSIGN = Permission.INTAKE_REFERRAL_ASSIGN
_EARLIEST = 2000


@blueprint.get("/referrals/sample")
@requires(_ASSIGN)
def sample() -> ResponseReturnValue:
    """Show what was drawn for a month; without one, for the last that is over."""
    month = _month()
    return render_template(
        "intake/sample.html",
        sample=queries.sample(viewer(), month, request_now()),
        one_in=ONE_IN,
        before=month_before(month),
        after=(month + timedelta(days=31)).replace(day=1),
        last=month_before(today()),
    )


@blueprint.route("/referrals/<uuid:referral_id>/reread", methods=["GET", "POST"])
@requires(_ASSIGN)
def reread(referral_id: UUID) -> ResponseReturnValue:
    """Mark one of them as read again."""
    month, form = _month(), RereadForm()
    found = queries.sample(viewer(), month, request_now())
    row = next((one for one in found.rows if one.row.id == referral_id), None)
    if row is None:
        raise NotFound
    if form.validate_on_submit():
        with form.showing_refusals(SENTENCES):
            operations.reread(
                actor=viewer(),
                now=request_now(),
                referral_id=ReferralId(referral_id),
                month=month,
                verdict=Rereading(form.verdict.data),
            )
            flash("Segnata come riletta.")
            return go_to("intake.sample", mese=f"{month:%Y-%m}")
    return form_page("intake/reread.html", form, one=row, month=month)


def _month() -> date:
    """Return the month of the address, or the last that is over when there is none to read."""
    text = request.args.get("mese", "")
    year, _, month = text.partition("-")
    try:
        found = date(int(year), int(month), 1)
    except ValueError:
        return month_before(today())
    return found if _EARLIEST <= found.year <= today().year else month_before(today())
