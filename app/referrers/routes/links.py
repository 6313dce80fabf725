"""Links of one use: made, shown once, taken back."""

from typing import Any
from uuid import UUID

from flask import flash, make_response, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.actor import Viewer
from app.organisations.queries import bodies
from app.referrers import operations, queries
from app.referrers.forms import LinkForm
from app.referrers.labels import REASONS
from app.referrers.routes import blueprint
from app.web.access import requires
from app.web.fields import offered
from app.web.forms import OfficeForm
from app.web.htmx import go_to
from app.web.request_time import request_now

_MAKE = Permission.REFERRERS_LINK_MAKE


@blueprint.route("/invitations", methods=["GET", "POST"])
@requires(_MAKE)
def links() -> ResponseReturnValue:
    """List the links and make one: its address is shown once."""
    known, address = viewer(), ""
    form = _form(known)
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            token = operations.make_link(actor=known, now=request_now(), given=form.link_for())
            address = url_for("referrers.open_link", token=token, _external=True)
            form = _form(known, formdata=None)  # the next press makes another
    failed = bool(form.errors or form.refusals)
    page = render_template(
        "referrers/links.html",
        rows=queries.links(known, request_now()),
        form=form,
        press=OfficeForm(formdata=None),
        address=address,
        errors=failed,
    )
    return make_response(page, 422 if failed else 200)


def _form(known: Viewer, **given: Any) -> LinkForm:
    form = LinkForm(**given)
    form.body.choices = offered(
        [("", "Nessun ente in rubrica"), *((str(row.id), row.name) for row in bodies(known))]
    )
    return form


@blueprint.post("/invitations/<uuid:invitation_id>/revoke")
@requires(_MAKE)
def revoke(invitation_id: UUID) -> ResponseReturnValue:
    operations.revoke_link(actor=viewer(), now=request_now(), invitation_id=invitation_id)
    flash("Collegamento annullato: non apre più nulla.")
    return go_to("referrers.links")
