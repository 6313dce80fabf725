"""Closing days and writing absences: first whom they hit, then one press settles it all."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import current_app, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.accounts.queries import colleagues
from app.appointments import forms, operations, queries
from app.appointments.labels import REASONS
from app.appointments.operations import row_name
from app.appointments.operations.gaps import Decisions
from app.appointments.queries import Hit, ItemHit
from app.appointments.routes import blueprint
from app.appointments.rules import Gap, WayOut, asked_again, read_place
from app.appointments.rules.plan_office import read_hour_code
from app.organisations import queries as office
from app.organisations.labels import REASONS as OFFICE_REASONS
from app.people.queries import left_alone, phone_of
from app.rota import queries as rota
from app.rota.labels import REASONS as ROTA_REASONS
from app.rota.rules import RECEIVING, AbsenceKind
from app.web.access import requires
from app.web.fields import is_near, offered
from app.web.formatting import day_short, hour
from app.web.forms import OfficeForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_SETTINGS, _ROTA = Permission.ORGANISATIONS_SETTINGS_EDIT, Permission.ROTA_SHIFT_EDIT
_WORDS = {**OFFICE_REASONS, **ROTA_REASONS, **REASONS}
Save = Callable[[Any, Decisions], ResponseReturnValue]


@blueprint.route("/closures/new", methods=["GET", "POST"])
@requires(_SETTINGS)
def new_closure() -> ResponseReturnValue:
    """Close some days: one press shows who is booked, the next one closes and moves them."""

    def make(kind: type[forms.ClosureForm]) -> forms.ClosureForm:
        form = kind(**_day_asked("starts_on"))
        places = [("", "Tutte"), *((str(one.id), one.name) for one in office.sites(viewer()))]
        form.site.choices = offered(places)
        return form

    def save(form: forms.ClosureForm, decisions: Decisions) -> ResponseReturnValue:
        made = operations.close_days(
            **_common(), closed=form.closed(), decisions=decisions, call_back=call_back
        )
        flash("Chiusura aggiunta.")
        if not decisions:
            return go_to("organisations.opening_hours")
        return go_to("appointments.closure", closure_id=made)

    return _asked("appointments/new_closure.html", forms.ClosureForm, make, save)


@blueprint.get("/closures/<uuid:closure_id>")
@requires(_SETTINGS)
def closure(closure_id: UUID) -> ResponseReturnValue:
    """Show who was expected on the closed days and what was decided: the list to call by."""
    row = office.closure(viewer(), closure_id)
    return _people(
        queries.gap_of(row.closed),
        f"Chiusura: {row.reason}",
        url_for("organisations.opening_hours"),
    )


@blueprint.route("/closures/<uuid:closure_id>/remove", methods=["GET", "POST"])
@requires(_SETTINGS)
def remove_closure(closure_id: UUID) -> ResponseReturnValue:
    """Take back a closure: it says whom it moved, and gives their place again to the chosen."""
    row = office.closure(viewer(), closure_id)
    form = forms.ReopenForm()
    shown = _restorable(form, queries.gap_of(row.closed))
    if form.validate_on_submit():
        with form.showing_refusals(_WORDS):
            operations.reopen_days(**_common(), closure_id=closure_id, restored=form.chosen())
            flash("Chiusura tolta.")
            return go_to("organisations.opening_hours")
    return form_page("appointments/remove_closure.html", form, row=row, **shown)


@blueprint.post("/openings/<uuid:opening_id>/withdraw")
@requires(_SETTINGS)
def withdraw_opening(opening_id: UUID) -> ResponseReturnValue:
    operations.withdraw_make_up(**_common(), opening_id=opening_id)
    flash("Apertura straordinaria tolta.")
    return go_to("organisations.opening_hours")


@blueprint.route("/rota/absences/new", methods=["GET", "POST"])
@requires(_ROTA)
def new_absence() -> ResponseReturnValue:
    """Write an absence: whom it hits, then one press. From the page of the day it is filled in."""
    days = dict.fromkeys(("first_day", "last_day"), today())
    given: dict[str, Any] = {**days, **_day_asked(*days)}
    if "chi" in request.args:
        given |= {"worker": request.args["chi"], "kind": AbsenceKind.NOT_SAID}

    def make(kind: type[forms.AbsenceForm]) -> forms.AbsenceForm:
        form = kind(**given)
        staff = colleagues(viewer(), today(), *RECEIVING)
        form.worker.choices = offered((str(one.engagement_id), one.name) for one in staff)
        return form

    def save(form: forms.AbsenceForm, decisions: Decisions) -> ResponseReturnValue:
        made = operations.go_away(
            **_common(), away=form.away(), decisions=decisions, call_back=call_back
        )
        flash("Assenza scritta: in quei giorni non si offrono posti.")
        if not decisions:
            return go_to("rota.rota", mese=f"{form.first_day.chosen:%Y-%m}")
        return go_to("appointments.absence", absence_id=made)

    return _asked("appointments/new_absence.html", forms.AbsenceForm, make, save)


@blueprint.get("/rota/absences/<uuid:absence_id>")
@requires(_ROTA)
def absence(absence_id: UUID) -> ResponseReturnValue:
    """Show who was expected by somebody who is away and what was decided."""
    row = rota.absence(viewer(), absence_id)
    return _people(_away(row).gap, f"Assenza di {row.name}", url_for("rota.rota"))


@blueprint.route("/rota/absences/<uuid:absence_id>/remove", methods=["GET", "POST"])
@requires(_ROTA)
def remove_absence(absence_id: UUID) -> ResponseReturnValue:
    """Take back an absence or end it before, and give their place again to the chosen."""
    row = rota.absence(viewer(), absence_id)
    form = forms.ComeBackForm()
    shown = _restorable(form, _away(row).gap)
    if form.validate_on_submit():
        with form.showing_refusals(_WORDS):
            operations.come_back(
                **_common(),
                absence_id=absence_id,
                last_day=form.last_day.data,
                restored=form.chosen(),
            )
            flash("Assenza accorciata." if form.last_day.data else "Assenza tolta.")
            return go_to("rota.rota", mese=f"{row.first_day:%Y-%m}")
    return form_page("appointments/remove_absence.html", form, row=row, **shown)


def _away(row: rota.AbsenceRow) -> operations.Away:
    return operations.Away(
        engagement_id=row.engagement_id,
        first_day=row.first_day,
        last_day=row.last_day,
        kind=row.kind,
    )


def _asked(
    template: str, kind: type[Any], make: Callable[[Any], Any], save: Save
) -> ResponseReturnValue:
    """Ask for the days, show whom they hit, save. Whatever comes back keeps what was chosen."""
    form = make(kind)
    posted = request.method == "POST"
    if not (form.validate() if posted else _is_filled_in(form)):
        return form_page(template, form, hits=[], shifts=[])
    hits = _hits(form.gap())
    form = make(forms.with_rows(kind, hits))
    chosen = [hit for hit in hits if row_name(hit.row.id) in request.form]
    if posted and (chosen or not hits) and form.validate():
        with form.showing_refusals(_WORDS):
            return save(form, {hit.row.id: decision(form[row_name(hit.row.id)]) for hit in hits})
    again = make(forms.with_rows(kind, hits := _hits(form.gap())))
    if chosen or not hits:
        say_again(again, form)
    return form_page(template, again, hits=shown_beside(again, hits), shifts=_shifts(form.gap()))


def _is_filled_in(form: OfficeForm) -> bool:
    """Whether a page that was only opened already says which days of whom."""
    return "chi" in request.args and form["worker"].data in {
        option.value for option in form["worker"].choices
    }


def _hits(gap: Gap | None) -> list[Hit | ItemHit]:
    """Return who is hit; a place chosen on the page and still free is offered again."""
    known, now = viewer(), request_now()
    if gap is None or not gap.is_forward:
        return []
    people = [hit.offering(still_free(hit)) for hit in queries.hits(known, gap, now)]
    return [*people, *queries.item_hits(known, gap, now)]


def still_free(hit: Hit) -> list[queries.PlaceRow]:
    code = request.form.get(row_name(hit.row.id), "")
    wanted = read_place(code)
    if wanted is None or code in {place.code for place in hit.places}:
        return []
    ask = asked_again(hit.row.reason, hit.row.place_for, ours=True)
    place = queries.find_place(viewer(), wanted, now=request_now(), ask=ask).place
    return queries.place_rows(viewer(), [place] if place else [])


def say_again(again: OfficeForm, form: OfficeForm) -> None:
    """Show on the page that comes back what the one before was refused for, row by row."""
    again.refusals = form.refusals
    for field in again:
        before = form[field.name].errors if field.name in form else ()
        field.errors = list(before) or list(field.errors)
        if not field.name.startswith("row_"):
            continue
        if field.name not in request.form:
            field.errors = [REASONS["booked_meanwhile"]]
        elif field.data not in {option.value for option in field.choices}:
            field.errors = [REASONS["place_taken"]]
            field.data = field.choices[0].value


def shown_beside(form: OfficeForm, hits: Sequence[Hit | ItemHit]) -> list[tuple[Any, str]]:
    """Return each choice with the number to call, and whether a message may be left there."""
    numbers = [hit.row.phone if isinstance(hit, Hit) else "" for hit in hits]
    told = _safely(numbers)
    return [(form[row_name(hit.row.id)], words) for hit, words in zip(hits, told, strict=True)]


def _safely(numbers: Sequence[str]) -> list[str]:
    """Return the numbers as whoever calls must read them: a message may be heard by others."""
    alone = left_alone(viewer().organisation_id, {one for one in numbers if one})
    return [f"{one}, non lasciare messaggi" if one in alone else one for one in numbers]


def _shifts(gap: Gap | None) -> list[rota.DutyRow]:
    if gap is None or gap.engagement_id is None or not gap.is_forward:
        return []
    rows = rota.duties_between(viewer(), gap.first_day, gap.last_day + timedelta(days=1))
    return [row for row in rows if row.engagement_id == gap.engagement_id]


def decision(field: Any) -> Any:
    return read_place(field.data) or read_hour_code(field.data) or WayOut(field.data)


def _people(gap: Gap | None, title: str, back_url: str) -> ResponseReturnValue:
    known, now = viewer(), request_now()
    found = queries.after(known, gap, now) if gap is not None else []
    numbers = _safely([_phone(one.row) for one in found])
    return render_template(
        "appointments/hit_people.html",
        rows=list(zip(found, numbers, strict=True)),
        items=queries.items_after(known, gap, now) if gap is not None else [],
        title=title,
        back_url=back_url,
    )


def _phone(row: queries.AppointmentRow) -> str:
    """Return the number to call: the one given with the booking, else the one of the archive."""
    if row.phone or row.person_id is None:
        return row.phone
    return phone_of(viewer(), row.person_id)


def _restorable(form: forms.ReopenForm, gap: Gap | None) -> dict[str, list[queries.After]]:
    """Offer whose hour is still free; return them for the page, with those whose hour is not."""
    free, given = queries.restorable(viewer(), gap, request_now()) if gap else ([], [])
    form.restored.choices = offered((str(one.row.id), _again(one)) for one in free)
    return {"free": free, "given": given}


def _again(one: queries.After) -> str:
    words = f"{one.row.person}, {day_short(one.row.day)} ore {hour(one.row.minute)}"
    if one.moved_to is None:
        return f"{words} (annullato)"
    return f"{words} (ora {day_short(one.moved_to.day)} ore {hour(one.moved_to.minute)})"


def _common() -> dict[str, Any]:
    return {"actor": viewer(), "now": request_now()}


def call_back(**given: Any) -> None:
    """Let whoever keeps the list of those to call back write her down (app/features)."""
    current_app.extensions["called_back"](**given)


def _day_asked(*names: str) -> dict[str, date]:
    with suppress(ValueError):
        asked = date.fromisoformat(request.args.get("dal", ""))
        return dict.fromkeys(names, asked) if is_near(asked) else {}
    return {}
