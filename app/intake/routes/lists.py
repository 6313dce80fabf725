"""What waits: mine, to be assigned, to be read; and the supervisor's table."""

import re
from collections.abc import Sequence
from uuid import UUID

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.intake import operations, queries
from app.intake.forms import BulkAssignForm
from app.intake.labels import REASONS
from app.intake.routes import blueprint
from app.intake.rules import Shelf
from app.kernel.references import EngagementId, ReferralId
from app.web.access import requires
from app.web.fields import offered
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.pagination import paged, requested_page, window
from app.web.request_time import request_now, today

_ROW = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} \d{1,9}"
)  # what is ticked, its version


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
    found = queries.triage(known, request_now())
    seen = {f"{one.row.id} {one.version}": one.row.number for one in found.rows}
    form.chosen.choices = offered({**_sent(), **seen}.items())
    form.worker.choices = offered(
        (str(one.candidate.engagement_id), one.candidate.name) for one in found.workers
    )
    if form.validate_on_submit():
        with form.showing_every_refusal(REASONS, version=0):
            number = _assign(form.chosen.data or (), form.worker.data)
            flash("Assegnata." if number == 1 else f"Assegnate: {number}.")
            return go_to("intake.triage")
    return form_page(
        "intake/triage.html", form, rows=found.rows, one=ConfirmForm(formdata=None), on=today()
    )


def _assign(chosen: Sequence[str], worker: str) -> int:
    versions = {ReferralId(UUID(text.split()[0])): int(text.split()[1]) for text in chosen}
    return operations.assign_many(
        actor=viewer(),
        now=request_now(),
        versions=versions,
        worker_id=EngagementId(UUID(worker)),
    )


def _sent() -> dict[str, str]:
    """Return the rows that were ticked, if they look like rows: one that somebody else assigned
    meanwhile is no longer in the list, and must be told as such."""
    ticked = request.form.getlist("chosen")
    return {text: text for text in ticked if _ROW.fullmatch(text)}


def _shelf(text: str, assigns: bool) -> Shelf:  # noqa: FBT001 - decides the first list alone
    try:
        return Shelf(text)
    except ValueError:
        return Shelf.OPEN if assigns else Shelf.MINE
