"""One household taken from the registry, from the search where somebody was not found."""

from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.registry import operations, queries
from app.registry.forms import HouseholdForm
from app.registry.routes import blueprint
from app.web.access import requires
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_TAKE = Permission.REGISTRY_HOUSEHOLD_TAKE


@blueprint.route("/registry/households", methods=["GET", "POST"])
@requires(_TAKE)
def households() -> ResponseReturnValue:
    """Show the households of the last file with whoever was looked for. A POST, as every search."""
    form = HouseholdForm()
    text = (form.text.data or "") if form.validate_on_submit() else ""
    found = queries.find_households(viewer(), text, today()) if text else None
    return form_page(
        "registry/households.html",
        form,
        text=text,
        found=found,
        there_is_one=found is not None or queries.last_import(viewer()) is not None,
        most=queries.HOUSEHOLDS_SHOWN,
        press=HouseholdForm(formdata=None),
    )


@blueprint.post("/registry/households/<uuid:row_id>/take")
@requires(_TAKE)
def take(row_id: UUID) -> ResponseReturnValue:
    """Take the whole household into the archive, and open the page of whoever was looked for."""
    person_id, doubtful_id = operations.take_household(
        actor=viewer(), now=request_now(), row_id=row_id
    )
    if doubtful_id is not None:
        flash("Una persona della famiglia somiglia a chi è già in archivio: decidi chi è.")
        return go_to("registry.doubtful", row_id=doubtful_id)
    if person_id is None:
        flash("Non c'è nessuno da prendere: chi è morto non entra in archivio.")
        return go_to("registry.households")
    flash("Famiglia presa dall'anagrafe.")
    return go_to("people.person", person_id=person_id)
