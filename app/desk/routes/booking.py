"""Wednesday's booking by the URP: one page, with the keyboard, with or without a script."""

from datetime import timedelta
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Field

from app.accounts.guard import viewer
from app.accounts.policy import Permission, Role
from app.accounts.queries import colleagues
from app.appointments import operations as appointments
from app.appointments import queries as places
from app.appointments.operations import PlaceTaken
from app.appointments.rules import (
    UNDO_LASTS,
    AppointmentFault,
    Origin,
    Purpose,
    WorkGroup,
    read_place,
)
from app.desk.forms.booking import NEW, BookingForm
from app.desk.labels import REASONS
from app.desk.operations import booking as operations
from app.desk.operations.booking import Asked, Newcomer
from app.desk.operations.messages import take_message
from app.desk.queries import messages
from app.desk.routes import blueprint
from app.desk.routes.choosing import (
    is_offered,
    offer_people,
    offer_places,
    propose_person,
    propose_place,
    put_places,
)
from app.desk.rules.messages import Kind, Taken
from app.kernel.references import AppointmentId, MessageId, PersonId
from app.organisations.labels import WEEKDAYS
from app.organisations.queries import walk_in_hours
from app.people.operations import LooksKnown, describe
from app.people.operations.contacts import ContactDetails
from app.people.queries import doubles
from app.people.rules import BirthKnown, ContactKind, MayLeaveMessage, Owner, PersonDetails
from app.web.access import requires
from app.web.fields import offered
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_BOOK = Permission.APPOINTMENTS_APPOINTMENT_BOOK
_RECEIVING = (Role.SOCIAL_WORKER, Role.SUPERVISOR)


@blueprint.route("/booking", methods=["GET", "POST"])
@requires(_BOOK)
def booking() -> ResponseReturnValue:
    """Give a place: search, choose, confirm. Every press keeps all that was typed."""
    form = BookingForm(**_waiting())
    form.place.validate_choice = False  # given to another meanwhile: no mistake of who typed
    if form.pressed == "more":
        form.show_more()
    fallback = _offer(form, pressed=form.pressed in ("book", "call_back"))
    if form.pressed == "call_back" and form.validate():
        with form.showing_refusals(REASONS):
            take_message(actor=viewer(), now=request_now(), taken=_call_back(form))
            return go_to("desk.will_be_called")
    if form.pressed == "book" and _is_complete(form):
        with form.showing_refusals(REASONS):
            return go_to("desk.booked", appointment_id=_book(form))
    return _page(form, fallback=fallback)


@blueprint.post("/booking/who")
@requires(_BOOK)
def booking_who() -> ResponseReturnValue:
    """Show, while somebody types, who it may be."""
    form = BookingForm()
    offer_people(form, viewer(), request_now(), pressed=False)
    propose_person(form)
    return render_template("desk/_booking_who.html", form=form, typed=form.text.data)


@blueprint.post("/booking/when")
@requires(_BOOK)
def booking_when() -> ResponseReturnValue:
    """Show the places of whoever is asked for."""
    form = BookingForm()
    fallback = _offer(form, pressed=False)
    propose_place(form)
    return render_template("desk/_booking_when.html", form=form, fallback=fallback)


@blueprint.get("/booking/<uuid:appointment_id>/done")
@requires(_BOOK)
def booked(appointment_id: UUID) -> ResponseReturnValue:
    """Say what was booked, in the words to read aloud, with the way to take it back."""
    page = places.appointment_page(viewer(), AppointmentId(appointment_id), request_now())
    made_at = page.row.booked_at
    return render_template(
        "desk/booked.html",
        page=page,
        form=ConfirmForm(version=page.version),
        may_undo=made_at is not None and request_now() - made_at <= UNDO_LASTS,
    )


@blueprint.post("/booking/<uuid:appointment_id>/undo")
@requires(_BOOK)
def undo_booking(appointment_id: UUID) -> ResponseReturnValue:
    appointments.cancel_by_person(
        actor=viewer(),
        now=request_now(),
        appointment_id=AppointmentId(appointment_id),
        version=ConfirmForm().opened_at(),
    )
    flash("Prenotazione annullata: il posto è di nuovo libero.")
    return go_to("desk.booking")


@blueprint.get("/booking/call-backs")
@requires(_BOOK)
def call_backs() -> ResponseReturnValue:
    return render_template("desk/call_backs.html", rows=messages.call_backs(viewer()))


@blueprint.get("/booking/will-be-called")
@requires(_BOOK)
def will_be_called() -> ResponseReturnValue:
    """Say that somebody will call: the same words whoever it was and whatever is in the archive."""
    return render_template("desk/will_be_called.html")


def _page(form: BookingForm, *, fallback: bool) -> ResponseReturnValue:
    propose_person(form)
    propose_place(form)
    return form_page(
        "desk/booking.html",
        form,
        typed=form.text.data,
        fallback=fallback,
        searched=request.method == "POST",
        refused_url=url_for("desk.new_message", kind=Kind.INFORMATION_REFUSED),
        walk_in=walk_in_hours(viewer(), today()),
        weekdays=WEEKDAYS,
    )


def _waiting() -> dict[str, object]:
    """Fill the page in for somebody who waited to be called."""
    text = request.args.get("message", "")
    if not text:
        return {}
    try:
        row = messages.call_back(viewer(), MessageId(UUID(text)))
    except ValueError:
        return {}
    return {
        "text": row.caller,
        "phone": row.phone,
        "may_leave": row.may_leave,
        "message": str(row.id),
    }


def _offer(form: BookingForm, *, pressed: bool) -> bool:
    """Offer people, workers and places; return whether the worker asked for has none near."""
    known, now = viewer(), request_now()
    staff = colleagues(known, today(), *_RECEIVING)
    form.worker.choices = offered(
        [("", "Chiunque"), *((str(one.engagement_id), one.name) for one in staff)]
    )
    offer_people(form, known, now, pressed=pressed)
    ids = [one.engagement_id for one in staff]
    wanted = next((id_ for id_ in ids if str(id_) == form.worker.data), None)
    return offer_places(form, known, now, wanted)


def _book(form: BookingForm) -> AppointmentId:
    """Give the place; a refusal leaves on the page what there is to choose instead."""
    try:
        if not is_offered(form):
            raise PlaceTaken(AppointmentFault.PLACE_TAKEN)
        return operations.book_place(actor=viewer(), now=request_now(), asked=_asked(form))
    except PlaceTaken:
        _offer_nearest(form)
        raise
    except LooksKnown:
        _offer_alike(form)
        raise


def _offer_nearest(form: BookingForm) -> None:
    wanted = read_place(form.place.data or "")
    if wanted is not None and wanted.day <= today() + timedelta(weeks=places.WEEKS_AHEAD):
        put_places(form, places.nearest_places(viewer(), wanted, now=request_now()))
    form.met = True


def _offer_alike(form: BookingForm) -> None:
    known = viewer()
    details, number = _newcomer(form).details, form.phone.data or ""
    found = doubles(known, describe(known.organisation_id, details, number))
    offer_people(form, known, request_now(), pressed=True, alike=[row for row, _ in found])


def _is_complete(form: BookingForm) -> bool:
    """Whether it is said who comes and when; else say so beside the field."""
    form.validate()
    if not form.person.data:
        _say(form.person, "Scegli chi è, oppure «Nuova persona».")
    if form.is_new and not form.surname.data:
        _say(form.surname, "Inserisci il cognome della nuova persona.")
    if not form.place.data:
        _say(form.place, "Scegli un posto, oppure premi «La faccio richiamare».")
    return not form.errors


def _say(field: Field, sentence: str) -> None:
    field.errors = [*field.errors, sentence]


def _asked(form: BookingForm) -> Asked:
    place = read_place(form.place.data)
    if place is None:
        raise PlaceTaken(AppointmentFault.PLACE_TAKEN)
    return Asked(
        place=place,
        purpose=Purpose(form.purpose.data),
        group=WorkGroup(form.group.data),
        origin=Origin(form.origin.data),
        person_id=None if form.is_new else PersonId(UUID(form.person.data)),
        newcomer=_newcomer(form) if form.is_new else None,
        phone=form.phone.data or "",
        practical=form.practical.data or "",
        message_id=_message(form),
    )


def _newcomer(form: BookingForm) -> Newcomer:
    year = form.birth_year.data
    return Newcomer(
        details=PersonDetails(
            surname=form.surname.data or "",
            given=form.given.data or "",
            birth_known=BirthKnown.YEAR_ONLY if year else BirthKnown.UNKNOWN,
            birth_year=int(year) if year else None,
        ),
        contact=_contact(form) if form.phone.data else None,
        is_another=form.is_another.data,
    )


def _contact(form: BookingForm) -> ContactDetails:
    return ContactDetails(
        kind=ContactKind.PHONE,
        value=form.phone.data or "",
        owner=Owner.OWN,
        may_leave_message=MayLeaveMessage(form.may_leave.data),
    )


def _message(form: BookingForm) -> MessageId | None:
    """Whom this place answers; a word that is no message answers nobody."""
    try:
        return MessageId(UUID(form.message.data or ""))
    except ValueError:
        return None


def _call_back(form: BookingForm) -> Taken:
    """Write down who is to be called back: the words that were typed, and the person if chosen."""
    known = form.person.data not in (None, "", NEW)
    typed = " ".join(filter(None, (form.surname.data, form.given.data)))
    return Taken(
        kind=Kind.CALL_BACK,
        caller=(typed if form.is_new else "") or form.text.data or "",
        person_id=PersonId(UUID(form.person.data)) if known else None,
        phone=form.phone.data or "",
        may_leave=MayLeaveMessage(form.may_leave.data),
        text=form.practical.data or "",
    )
