"""The places of a group: who has one, giving the next, taking one back."""

from uuid import UUID

from flask import flash, make_response, render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.appointments import operations, queries
from app.appointments.forms import ChooseForm
from app.appointments.labels import REASONS
from app.appointments.routes import blueprint
from app.kernel.errors import NotFound
from app.kernel.references import AgendaItemId, PersonId
from app.people.queries import search
from app.web.access import requires
from app.web.forms import OfficeForm
from app.web.htmx import go_to
from app.web.request_time import request_now

_KEEP = Permission.APPOINTMENTS_ITEM_KEEP


@blueprint.route("/agenda/items/<uuid:item_id>/seats", methods=["GET", "POST"])
@requires(_KEEP)
def seats(item_id: UUID) -> ResponseReturnValue:
    """Show who has a place and look for the next. A POST, so that no name is in an address."""
    known = viewer()
    page = queries.item_page(known, AgendaItemId(item_id), request_now())
    if not (page.row.mine and page.row.seats):
        raise NotFound
    form = ChooseForm()
    text = (form.text.data or "") if form.validate_on_submit() else ""
    body = render_template(
        "appointments/seats.html",
        page=page,
        form=form,
        text=text,
        found=search(known, text) if text else [],
        given=queries.seats(known, page.row),
        press=OfficeForm(formdata=None),
        errors=bool(form.errors),
    )
    return make_response(body, 422 if form.errors else 200)


@blueprint.post("/agenda/items/<uuid:item_id>/seats/<uuid:person_id>/give")
@requires(_KEEP)
def give_seat(item_id: UUID, person_id: UUID) -> ResponseReturnValue:
    form = OfficeForm()
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            number = operations.give_seat(
                actor=viewer(),
                now=request_now(),
                item_id=AgendaItemId(item_id),
                person_id=PersonId(person_id),
            )
            flash(f"Posto {number} dato.")
        for sentence in form.refusals:
            flash(sentence)
    return go_to("appointments.seats", item_id=item_id)


@blueprint.post("/agenda/items/<uuid:item_id>/seats/<uuid:person_id>/give-back")
@requires(_KEEP)
def give_seat_back(item_id: UUID, person_id: UUID) -> ResponseReturnValue:
    if OfficeForm().validate_on_submit():
        operations.give_seat_back(
            actor=viewer(),
            now=request_now(),
            item_id=AgendaItemId(item_id),
            person_id=PersonId(person_id),
        )
        flash("Il posto è di nuovo libero.")
    return go_to("appointments.seats", item_id=item_id)
