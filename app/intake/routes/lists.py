"""What waits: mine, to be assigned, to be read; and the supervisor's table."""

from uuid import UUID

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.intake import operations, queries
from app.intake.forms import BulkAssignForm, ConfirmForm
from app.intake.labels import REASONS
from app.intake.routes import blueprint
from app.intake.rules import Shelf
from app.kernel.references import EngagementId, ReferralId
from app.web.access import requires
from app.web.fields import offered
from app.web.htmx import form_page, go_to
from app.web.pagination import paged, requested_page, window
from app.web.request_time import request_now, today


@blueprint.get("/referrals")
@requires(Permission.INTAKE_REFERRAL_READ)
def referrals() -> ResponseReturnValue:
    known = viewer()
    shelf = _shelf(request.args.get("elenco", ""), known.may(Permission.INTAKE_REFERRAL_ASSIGN))
    number = requested_page()
    offset, limit = window(number)
    rows = queries.listed(known, shelf, request_now(), offset, limit)
    return render_template(
        "intake/referrals.html",
        page=paged(rows, number),
        shelf=shelf,
        shelves=tuple(Shelf),
        counts=queries.counts(known),
        on=today(),
        may_register=known.may(Permission.INTAKE_REFERRAL_REGISTER),
        may_assign=known.may(Permission.INTAKE_REFERRAL_ASSIGN),
    )


@blueprint.route("/referrals/to-assign", methods=["GET", "POST"])
@requires(Permission.INTAKE_REFERRAL_ASSIGN)
def triage() -> ResponseReturnValue:
    """Show what has no worker, with who is proposed and why; give several to one worker at once."""
    known, form = viewer(), BulkAssignForm()
    rows = queries.triage(known, request_now())
    form.chosen.choices = offered((str(one.row.id), one.row.number) for one in rows)
    workers = rows[0].proposals if rows else ()
    form.worker.choices = offered(
        (str(one.candidate.engagement_id), one.candidate.name) for one in workers
    )
    if form.validate_on_submit():
        versions = {one.row.id: one.version for one in rows}
        chosen = [ReferralId(UUID(text)) for text in form.chosen.data or ()]
        with form.showing_refusals(REASONS):
            number = operations.assign_many(
                actor=known,
                now=request_now(),
                versions={referral_id: versions[referral_id] for referral_id in chosen},
                worker_id=EngagementId(UUID(form.worker.data)),
            )
            flash("Assegnata." if number == 1 else f"Assegnate: {number}.")
            return go_to("intake.triage")
    return form_page(
        "intake/triage.html",
        form,
        rows=rows,
        action_form=ConfirmForm(formdata=None),
        on=today(),
    )


def _shelf(text: str, assigns: bool) -> Shelf:  # noqa: FBT001 - decides the first list alone
    try:
        return Shelf(text)
    except ValueError:
        return Shelf.OPEN if assigns else Shelf.MINE
