"""One appointment: its page, its acts, the slip to hand over."""

from typing import Any
from uuid import UUID

from flask import current_app, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.appointments import forms, operations, queries
from app.appointments.labels import REASONS
from app.appointments.operations import PlaceTaken
from app.appointments.queries import AppointmentPage, AppointmentRow, PlaceRow, TooNear
from app.appointments.routes import blueprint
from app.appointments.routes.interpreters import interpreter_buttons
from app.appointments.rules import AppointmentAction as A
from app.appointments.rules import Ask, CancelCause, ToldHow, asked_again, read_place
from app.kernel.references import AppointmentId
from app.notifications.rules import MAY_CANCEL, MAY_RESEND
from app.people.queries import measures_of
from app.people.rules import Measure
from app.web.access import requires
from app.web.acts import Act, Acts, Common, buttons, press, take_act
from app.web.fields import offered
from app.web.formatting import day_short, hour
from app.web.forms import ConfirmForm, OfficeForm
from app.web.htmx import go_to
from app.web.request_time import request_now, today

_RECEIVE = Permission.APPOINTMENTS_APPOINTMENT_RECEIVE
_SHOWN = 12


@blueprint.get("/appointments/<uuid:appointment_id>")
@requires(_RECEIVE)
def appointment(appointment_id: UUID) -> ResponseReturnValue:
    page = _page(appointment_id)
    interpreter = queries.interpreter_of(viewer(), page.row.id, request_now())
    return render_template(
        "appointments/appointment.html",
        page=page,
        buttons=buttons(
            page.offers,
            _acts(),
            lambda act: url_for("appointments.act", appointment_id=page.row.id, act=act),
        ),
        form=ConfirmForm(version=page.version),
        may_keep=viewer().may(Permission.APPOINTMENTS_ITEM_KEEP),
        reads_agenda=viewer().may(Permission.APPOINTMENTS_AGENDA_READ),
        measures=_measures(page),
        press=OfficeForm(formdata=None),
        may_resend=MAY_RESEND,
        may_cancel=MAY_CANCEL,
        near=_near(page),
        interpreter=interpreter,
        interpreter_buttons=interpreter_buttons(interpreter),
        interpreter_form=ConfirmForm(version=interpreter.version if interpreter else 0),
    )


@blueprint.route("/appointments/<uuid:appointment_id>/acts/<act>", methods=["GET", "POST"])
@requires(_RECEIVE)
def act(appointment_id: UUID, act: str) -> ResponseReturnValue:
    page = _page(appointment_id)
    back = request.args.get("torna", "")
    return take_act(
        act,
        _acts(),
        page,
        {"actor": viewer(), "now": request_now(), "appointment_id": page.row.id},
        REASONS,
        template="appointments/act.html",
        then=lambda: (
            go_to("appointments.outcomes")
            if back == "esiti"
            else go_to("appointments.appointment", appointment_id=appointment_id)
        ),
    )


@blueprint.get("/appointments/<uuid:appointment_id>/slip")
@requires(_RECEIVE)
def slip(appointment_id: UUID) -> ResponseReturnValue:
    """Show the paper to hand over: day, hour and the place of the social service. No reason."""
    return render_template(
        "appointments/slip.html",
        page=_page(appointment_id),
        back_url=url_for("appointments.appointment", appointment_id=appointment_id),
    )


def _acts() -> Acts:
    """Return the acts of an appointment, with those that a feature above owns (the arrival)."""
    return {**ACTS, **current_app.extensions["appointment_acts"]}


def _page(appointment_id: UUID) -> AppointmentPage:
    return queries.appointment_page(viewer(), AppointmentId(appointment_id), request_now())


def _measures(page: AppointmentPage) -> tuple[Measure, ...]:
    """Return how the person is to be met, as far as the reader may know."""
    person_id = page.row.person_id
    if person_id is None:
        return ()
    return measures_of(viewer(), [person_id], today()).get(person_id, ())


def _near(page: AppointmentPage) -> list[TooNear]:
    """Return who of that day stands too near the person, whom she is not to meet."""
    found = queries.too_near_each_other(viewer(), page.row.day)
    return [one for one in found if one.is_at(page.row.id)]


def _with_places(form: Any, page: AppointmentPage) -> None:
    """Offer the next free places, the same worker's first; after a refusal, the nearest ones."""
    known, now = viewer(), request_now()
    found = queries.places(known, now=now, ask=_ask(page.row), person=page.row.person_id)
    hers = [place for place in found if place.engagement_id == page.row.engagement_id][:_SHOWN]
    others = [place for place in found if place not in hers]
    told = [place for place in found if place.code == request.args.get("posto")]
    shown = [*told, *hers, *others[: max(0, _SHOWN - len(hers))]]
    _offer(form, queries.place_rows(known, list(dict.fromkeys(shown))))


def _ask(row: AppointmentRow) -> Ask:
    """Return what the new place is asked for."""
    return asked_again(row.reason, row.place_for)


def _offer(form: Any, rows: list[PlaceRow]) -> None:
    form.place.choices = offered((row.code, _words(row)) for row in rows)
    if not form.place.data and rows:
        form.place.data = rows[0].code


def _words(row: PlaceRow) -> str:
    return f"{day_short(row.day)}, ore {hour(row.minute)}, con {row.worker}"


def _move(common: Common, form: Any) -> None:
    place = read_place(form.place.data)
    if place is None:
        raise PlaceTaken("place_taken")
    try:
        operations.move_to(**common, place=place)
    except PlaceTaken:
        form.place.data = None
        row = queries.appointment_row(viewer(), common["appointment_id"], request_now())
        near = queries.nearest_places(
            viewer(), place, now=request_now(), ask=_ask(row), person=row.person_id
        )
        _offer(form, near)
        raise
    flash("Il posto di prima è di nuovo libero.")


ACTS: Acts = {
    A.CONFIRM: press(operations.confirm, "Confermato."),
    A.START: press(operations.start, "Colloquio iniziato."),
    A.ATTEND: press(operations.attend, "Segnato come svolto. Ricordati la voce di diario."),
    A.NO_SHOW: press(operations.no_show, "Mancata presentazione segnata."),
    A.MOVE: Act(forms.MoveForm, _move, "Spostato.", _with_places),
    A.CANCEL_BY_PERSON: press(operations.cancel_by_person, "Disdetto: il posto è libero."),
    A.CANCEL_BY_OFFICE: Act(
        forms.CancelForm,
        lambda common, form: operations.cancel_by_office(
            **common, cause=CancelCause(form.cause.data)
        ),
        "Annullato: ora la persona va avvisata.",
    ),
    A.TOLD_PERSON: Act(
        forms.ToldForm,
        lambda common, form: operations.told_person(**common, how=ToldHow(form.how.data)),
        "Segnato: la persona lo sa.",
    ),
    A.RESTORE: press(operations.restore, "Ripristinato."),
}
