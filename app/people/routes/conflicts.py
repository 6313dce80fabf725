""" "Non posso seguirla io": said without a reason, and taken back by whoever said it."""

from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.references import PersonId
from app.people import operations, queries
from app.people.routes import blueprint
from app.people.routes.changing import consulted
from app.web.access import requires
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_READ = Permission.PEOPLE_PERSON_READ


@blueprint.route("/people/<uuid:person_id>/conflict", methods=["GET", "POST"])
@requires(_READ)
def conflict(person_id: UUID) -> ResponseReturnValue:
    """Say that one cannot follow her; nobody asks why."""
    form = ConfirmForm()
    if form.validate_on_submit():
        operations.declare_conflict(
            actor=viewer(), now=request_now(), person_id=PersonId(person_id)
        )
        flash("Scritto: da ora non ti viene proposta né affidata. Nessuno legge perché.")
        return go_to("people.conflict", person_id=person_id)
    page = consulted(person_id)
    since = queries.my_conflict_since(viewer(), PersonId(person_id), today())
    return form_page("people/conflict.html", form, page=page, since=since)


@blueprint.post("/people/<uuid:person_id>/conflict/end")
@requires(_READ)
def end_conflict(person_id: UUID) -> ResponseReturnValue:
    """Say that one can follow her again."""
    operations.end_conflict(actor=viewer(), now=request_now(), person_id=PersonId(person_id))
    flash("Scritto: la puoi seguire di nuovo. Se l'avevi scritto oggi, vale da domani.")
    return go_to("people.person", person_id=person_id)
