"""Wednesday's booking by the URP: one page, with the keyboard, with or without a script."""

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
from app.appointments.rules import UNDO_LASTS, Origin, Purpose, WorkGroup, read_place
from app.desk.forms.booking import NEW, BookingForm
from app.desk.labels import REASONS
from app.desk.operations import booking as operations
from app.desk.operations.booking import Asked, Newcomer
from app.desk.operations.messages import take_message
from app.desk.queries import messages
from app.desk.routes import blueprint
from app.desk.routes.choosing import offer_people, offer_places
from app.desk.routes.following import known_when_booking
from app.desk.rules.messages import Kind, Taken
from app.kernel.references import AppointmentId, MessageId, PersonId
from app.organisations.labels import WEEKDAYS
from app.organisations.queries import walk_in_hours
from app.people.operations.contacts import ContactDetails
from app.people.rules import ContactKind, MayLeaveMessage, Owner, PersonDetails
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
    pressed = form.asked_for(request.form)
    if pressed == "more":
        form.show_more()
    fallback = _offer(form, chosen=_is_final(pressed))
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
            return go_to("desk.booked", appointment_id=made)
    return _page(form, pressed, fallback=fallback)


@blueprint.post("/booking/who")
@requires(_BOOK)
def booking_who() -> ResponseReturnValue:
    """Show, while somebody types, who it may be."""
    form = BookingForm()
    _offer(form)
    return render_template("desk/_booking_who.html", form=form, typed=form.text.data)


@blueprint.post("/booking/when")
@requires(_BOOK)
def booking_when() -> ResponseReturnValue:
    """Show the places of whoever is asked for."""
    form = BookingForm()
    fallback = _offer(form)
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


def _page(form: BookingForm, pressed: str, *, fallback: bool) -> ResponseReturnValue:
    if pressed in ("search", "more"):
        form.form_errors = []
    if _is_final(pressed) and not form.refusals:
        fallback = _offer_again(form)
    return form_page(
        "desk/booking.html",
        form,
        typed=form.text.data,
        fallback=fallback,
        searched=request.method == "POST",
        refused_url=url_for("desk.refused"),
        walk_in=walk_in_hours(viewer(), today()),
        weekdays=WEEKDAYS,
    )


def _waiting() -> dict[str, object]:
    """Fill the page in for somebody who waited to be called."""
    waiting = _message(request.args.get("message", ""))
    if waiting is None:
        return {**known_when_booking(viewer(), request_now(), request.args)}
    row = messages.call_back(viewer(), waiting)
    return {
        "text": row.caller,
        "phone": row.phone,
        "may_leave": row.may_leave,
        "message": str(row.id),
    }


def _message(text: str) -> MessageId | None:
    """Return the message somebody waits with; what is not one is nobody's."""
    try:
        return MessageId(UUID(text))
    except ValueError:
        return None


def _is_final(pressed: str) -> bool:
    """Whether the press says what to do with what was chosen, and no longer asks for choices."""
    return request.method == "POST" and pressed in ("book", "call_back")


def _offer_again(form: BookingForm) -> bool:
    """Offer once more for the page that comes back; what is gone must be chosen anew."""
    was = {field: field.data for field in (form.person, form.place)}
    fallback = _offer(form)
    for field, value in was.items():
        field.data = field.data if not value or field.data == value else None
    return fallback


def _offer(form: BookingForm, *, chosen: bool = False) -> bool:
    """Offer people, workers and places; return whether the worker asked for has none near."""
    known, now = viewer(), request_now()
    staff = colleagues(known, today(), *_RECEIVING)
    form.worker.choices = offered(
        [("", "Chiunque"), *((str(one.engagement_id), one.name) for one in staff)]
    )
    offer_people(form, known, now, chosen=chosen)
    ids = [one.engagement_id for one in staff]
    wanted = next((id_ for id_ in ids if str(id_) == form.worker.data), None)
    return offer_places(form, known, now, wanted, chosen=chosen)


def _offer_nearest(form: BookingForm) -> None:
    wanted = read_place(form.place.data or "")
    if wanted is not None:
        near = places.nearest_places(viewer(), wanted, now=request_now())
        offer_places(form, viewer(), request_now(), None, rows=near)
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
    for field, sentence in missing:
        if not (field.data or "").strip():
            _say(field, sentence)
    return not any(field.errors for field, _ in missing)


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
        person_id=None if form.is_new else PersonId(UUID(form.person.data)),
        newcomer=_newcomer(form) if form.is_new else None,
        phone=form.phone.data or "",
        practical=form.practical.data or "",
        message_id=_message(form.message.data or ""),
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
