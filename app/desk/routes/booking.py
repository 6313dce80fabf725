"""Wednesday's booking by the URP: one page, with the keyboard, with or without a script."""

from uuid import UUID

from flask import current_app, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Field

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.appointments import operations as appointments
from app.appointments import queries as places
from app.appointments.labels import REMINDED
from app.appointments.operations import PlaceTaken
from app.appointments.rules import (
    UNDO_LASTS,
    AppointmentFault,
    Origin,
    PlaceFor,
    Purpose,
    WorkGroup,
    read_place,
)
from app.appointments.rules.interpreter import InterpreterWay
from app.desk.forms.booking import NEW, BookingForm
from app.desk.labels import REASONS
from app.desk.operations import booking as operations
from app.desk.operations.booking import Asked, Newcomer
from app.desk.operations.messages import take_message
from app.desk.queries import messages
from app.desk.queries.earlier import earlier_offers
from app.desk.routes import blueprint
from app.desk.routes.choosing import (
    appointment_of,
    ask_of,
    begun,
    keep_choices,
    message_of,
    offer_all,
    offer_near,
    offer_people,
)
from app.desk.rules.messages import Kind, Taken
from app.kernel.errors import Invalid, NotFound
from app.kernel.references import AppointmentId, PersonId, new_token
from app.notifications.carriers import without_provider
from app.notifications.labels import nobody_carries
from app.notifications.rules import Language
from app.organisations.labels import WEEKDAYS
from app.organisations.queries import walk_in_hours
from app.people.operations.contacts import ContactDetails
from app.people.rules import ContactKind, MayLeaveMessage, Owner, PersonDetails
from app.web.access import requires
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_BOOK = Permission.APPOINTMENTS_APPOINTMENT_BOOK


@blueprint.route("/booking", methods=["GET", "POST"])
@requires(_BOOK)
def booking() -> ResponseReturnValue:
    """Give a place: search, choose, confirm. Every press keeps all that was typed."""
    form = begun(viewer(), request_now(), request.args)
    pressed = form.asked_for(request.form)
    if pressed == "more":
        form.show_more()
    fallback = False
    if pressed == "hold":
        _hold(form)
    if _is_final(pressed):
        keep_choices(form, viewer())
    else:
        fallback = offer_all(form, viewer(), request_now())
    if request.method == "POST" and pressed == "call_back" and form.validate():
        with form.showing_refusals(REASONS):
            take_message(actor=viewer(), now=request_now(), taken=_call_back(form))
            return go_to("desk.will_be_called")
    if request.method == "POST" and pressed == "book" and _chosen(form) and form.validate():
        with form.showing_refusals(REASONS):
            try:
                made = operations.book_place(actor=viewer(), now=request_now(), asked=_asked(form))
            except PlaceTaken:
                _offer_nearest(form)
                raise
            except NotFound:
                raise Invalid(f"person:{AppointmentFault.PERSON_MISSING}") from None
            return go_to("desk.booked", appointment_id=made)
    return _page(form, pressed, fallback=fallback)


@blueprint.post("/booking/who")
@requires(_BOOK)
def booking_who() -> ResponseReturnValue:
    """Show, while somebody types, who it may be."""
    form = BookingForm()
    offer_people(form, viewer(), request_now())
    return render_template("desk/_booking_who.html", form=form, typed=form.text.data)


@blueprint.post("/booking/when")
@requires(_BOOK)
def booking_when() -> ResponseReturnValue:
    """Show the places of whoever is asked for."""
    form = BookingForm()
    fallback = offer_all(form, viewer(), request_now())
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
    known = viewer()
    return render_template(
        "desk/call_backs.html",
        rows=messages.call_backs(known),
        earlier=earlier_offers(known, request_now()),
    )


@blueprint.get("/booking/will-be-called")
@requires(_BOOK)
def will_be_called() -> ResponseReturnValue:
    """Say that somebody will call: the same words whoever it was and whatever is in the archive."""
    return render_template("desk/will_be_called.html")


def _page(form: BookingForm, pressed: str, *, fallback: bool) -> ResponseReturnValue:
    if pressed in ("search", "more", "hold"):
        form.form_errors = []
    if _is_final(pressed) and not form.refusals:
        fallback = _offer_again(form)
    settings = current_app.extensions["settings"]
    days = places.reminder_days(viewer().organisation_id, today())
    return form_page(
        "desk/booking.html",
        form,
        nobody_carries="" if settings.demo else nobody_carries(without_provider(settings)),
        reminded=REMINDED[days] if days else "",
        typed=form.text.data,
        fallback=fallback,
        searched=request.method == "POST",
        refused_url=url_for("desk.refused"),
        walk_in=walk_in_hours(viewer(), today()),
        weekdays=WEEKDAYS,
    )


def _hold(form: BookingForm) -> None:
    """Keep the chosen place for three minutes, and let go what was kept before."""
    wanted = read_place(form.place.data or "")
    if wanted is None:
        return
    ask = ask_of(form, viewer())
    with form.showing_refusals(REASONS):
        held = appointments.hold(
            actor=viewer(),
            now=request_now(),
            place=wanted,
            purpose=ask.purpose,
            place_for=ask.place_for,
            instead_of=appointment_of(form.held.data or ""),
        )
        form.held.data = str(held)
    form.submission.data = new_token()  # this press was one thing done: the next is another


def _is_final(pressed: str) -> bool:
    """Whether the press says what to do with what was chosen, and no longer asks for choices."""
    return request.method == "POST" and pressed in ("book", "call_back")


def _offer_again(form: BookingForm) -> bool:
    """Offer once more for the page that comes back; what is gone must be chosen anew."""
    was = {field: field.data for field in (form.person, form.place)}
    fallback = offer_all(form, viewer(), request_now())
    for field, value in was.items():
        field.data = field.data if not value or field.data == value else None
    return fallback


def _offer_nearest(form: BookingForm) -> None:
    wanted = read_place(form.place.data or "")
    if wanted is not None:
        offer_near(form, viewer(), request_now(), wanted)
    form.met = True


def _chosen(form: BookingForm) -> bool:
    """Whether it is said who comes, when, and how to reach a new person; else say so."""
    missing = [
        (form.person, "Scegli chi è, oppure «Nuova persona»."),
        (form.place, "Scegli un posto, oppure premi «La faccio richiamare»."),
    ]
    if form.is_new:
        missing += [
            (form.surname, "Inserisci il cognome della nuova persona."),
            (form.phone, "Inserisci un telefono: senza, nessuno può avvisarla."),
        ]
    if form.remind.data and form.may_leave.data == MayLeaveMessage.NO:
        _say(form.remind, REASONS["no_number_for_reminder"])
    for field, sentence in missing:
        if not (field.data or "").strip():
            _say(field, sentence)
    return not any(field.errors for field in (form.remind, *(one for one, _ in missing)))


def _say(field: Field, sentence: str) -> None:
    field.errors = [*field.errors, sentence]


def _asked(form: BookingForm) -> Asked:
    place = read_place(form.place.data)
    if place is None:
        raise PlaceTaken("place_taken")
    return Asked(
        place=place,
        purpose=Purpose(form.purpose.data),
        group=WorkGroup(form.group.data),
        origin=Origin(form.origin.data),
        place_for=PlaceFor(form.place_for.data),
        wants_earlier=bool(form.wants_earlier.data),
        add_anyway=bool(form.add_anyway.data),
        person_id=None if form.is_new else PersonId(UUID(form.person.data)),
        newcomer=_newcomer(form) if form.is_new else None,
        phone=form.phone.data or "",
        practical=form.practical.data or "",
        interpreter=form.interpreter.data or "",
        interpreter_way=InterpreterWay(form.interpreter_way.data),
        remind=bool(form.remind.data),
        language=Language(form.language.data),
        message_id=message_of(form.message.data or ""),
        held_id=appointment_of(form.held.data or ""),
    )


def _newcomer(form: BookingForm) -> Newcomer:
    return Newcomer(
        details=PersonDetails(surname=form.surname.data or "", given=form.given.data or ""),
        contact=ContactDetails(
            kind=ContactKind.PHONE,
            value=form.phone.data or "",
            owner=Owner.OWN,
            may_leave_message=MayLeaveMessage(form.may_leave.data),
        ),
        is_another=form.is_another.data,
    )


def _call_back(form: BookingForm) -> Taken:
    """Write down who is to be called back: the words that were typed, and the person if chosen."""
    known = (form.person.data or "").strip() not in ("", NEW)
    typed = " ".join(filter(None, (form.surname.data, form.given.data)))
    return Taken(
        kind=Kind.CALL_BACK,
        caller=(typed if form.is_new else "") or form.text.data or "",
        person_id=PersonId(UUID(form.person.data)) if known else None,
        phone=form.phone.data or "",
        may_leave=MayLeaveMessage(form.may_leave.data),
        text=form.practical.data or "",
    )
