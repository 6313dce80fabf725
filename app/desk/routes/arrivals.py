"""Booked people who come: the list of the day, one press each; or the page of the appointment."""

from uuid import UUID

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.appointments.operations import fail_by_office
from app.appointments.queries import AppointmentPage, todays
from app.appointments.rules import WAITED_FOR, AppointmentAction, PlaceFor
from app.desk import queries
from app.desk.operations.arrivals import receive_booked
from app.desk.routes import blueprint
from app.kernel.errors import Conflict, NotAllowedNow
from app.kernel.references import AppointmentId
from app.web.access import requires
from app.web.acts import Act, Acts, Common
from app.web.errors import sentences
from app.web.forms import ConfirmForm
from app.web.htmx import go_to
from app.web.request_time import request_now

_RECEIVE = Permission.APPOINTMENTS_APPOINTMENT_RECEIVE


@blueprint.get("/desk/arrivals")
@requires(_RECEIVE)
def arrivals() -> ResponseReturnValue:
    """Show who is expected or already here today, with the press that marks an arrival."""
    known, now = viewer(), request_now()
    rows = todays(known, now)
    return render_template(
        "desk/arrivals.html",
        rows=[(row, ConfirmForm(formdata=None, version=row.version)) for row in rows],
        expected=sum(row.state in WAITED_FOR for row in rows),
        waited_for=WAITED_FOR,
        may_book=known.may(Permission.APPOINTMENTS_APPOINTMENT_BOOK),
        desk_open=queries.opening_now(known, now) is not None,
    )


@blueprint.post("/desk/arrivals/<uuid:appointment_id>")
@requires(_RECEIVE)
def arrived(appointment_id: UUID) -> ResponseReturnValue:
    """Mark the arrival of one of them."""
    form = ConfirmForm()
    if form.validate_on_submit():
        common = {
            "actor": viewer(),
            "now": request_now(),
            "appointment_id": AppointmentId(appointment_id),
            "version": form.opened_at(),
        }
        try:
            _receive(common, form)
            flash("Arrivo segnato.")
        except (NotAllowedNow, Conflict) as refusal:
            flash(" ".join(sentences(refusal)), "warning")
    return go_to("desk.arrivals")


def _receive(common: Common, _form: ConfirmForm) -> None:
    ticket_id = receive_booked(**common)
    if ticket_id is not None:
        ticket = queries.ticket_page(viewer(), ticket_id, request_now())
        flash(f"Numero {ticket.code}: aspetta in sala.")


def _recover(page: AppointmentPage) -> ResponseReturnValue:
    """Go and give another place to who was here, out of those kept aside for that."""
    row = page.row
    return go_to(
        "desk.booking",
        person=row.person_id,
        purpose=row.reason,
        worker=row.engagement_id,
        place_for=PlaceFor.RECOVERY,
    )


# The desk owns what moves more than the appointment: the arrival moves the line, and who could not
# be received is given another place. The page of an appointment offers both.
APPOINTMENT_ACTS: Acts = {
    AppointmentAction.ARRIVE: Act(ConfirmForm, _receive, "Arrivo segnato."),
    AppointmentAction.FAIL_BY_OFFICE: Act(
        ConfirmForm,
        lambda common, _form: fail_by_office(**common),
        "Segnato come nostro: ecco i posti di recupero.",
        then=_recover,
    ),
}
