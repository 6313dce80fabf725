"""A worker fixes a meeting: she chooses the person, then the hour; a series is shown first."""

from datetime import date
from uuid import UUID

from flask import flash, make_response, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.appointments import operations, queries
from app.appointments.forms import ChooseForm, FollowUpForm
from app.appointments.labels import REASONS
from app.appointments.operations import HoursTaken, Invitation
from app.appointments.routes import blueprint
from app.appointments.routes.agenda import day_of, staff_shown
from app.appointments.routes.items import there_already
from app.appointments.rules import Purpose, read_place
from app.appointments.rules.items import Hours, MeetingPlace, SeriesDay, series, weekly
from app.kernel.references import EngagementId, PersonId, SiteId
from app.kernel.working_days import national_holidays
from app.organisations.queries import closed_days, sites
from app.people.queries import PersonRow, person_row, search
from app.web.access import requires
from app.web.fields import offered, read_hour, say
from app.web.formatting import day_words, hour
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_KEEP = Permission.APPOINTMENTS_ITEM_KEEP
_PROPOSED = 8


@blueprint.route("/agenda/follow-up", methods=["GET", "POST"])
@requires(Permission.APPOINTMENTS_APPOINTMENT_BOOK)
def choose_person() -> ResponseReturnValue:
    """Choose for whom. A POST that answers, so that no name stays in an address."""
    form = ChooseForm()
    text = (form.text.data or "") if form.validate_on_submit() else ""
    page = render_template(
        "appointments/choose_person.html",
        form=form,
        text=text,
        rows=search(viewer(), text) if text else [],
        kept=_kept(),
        errors=bool(form.errors),
    )
    return make_response(page, 422 if form.errors else 200)


@blueprint.route("/agenda/follow-up/<uuid:person_id>", methods=["GET", "POST"])
@requires(_KEEP)
def follow_up(person_id: UUID) -> ResponseReturnValue:
    """Fix a meeting with a person: a place of hers, or any hour; a series is listed first."""
    person = person_row(viewer(), PersonId(person_id))
    form = FollowUpForm(**_proposed())
    _offer(form)
    listed = _series(form) if request.method == "POST" else []
    form.days.choices = offered((one.day.isoformat(), _words(one)) for one in listed)
    if form.validate_on_submit():
        if listed and not form.days.data:
            form.days.data = [one.day.isoformat() for one in listed if one.free]
            return _page(form, person, listed)
        with form.showing_refusals(REASONS):
            invitation = _invitation(form, person)
            try:
                operations.invite(actor=viewer(), now=request_now(), invitation=invitation)
            except HoursTaken:
                if _tell_taken(form, invitation):
                    return _page(form, person, listed)
                raise
            many = len(invitation.days)
            flash("Incontro fissato." if many == 1 else f"Incontri fissati: {many}.")
            return go_to("appointments.agenda", giorno=invitation.days[0])
    return _page(form, person, listed)


def _page(form: FollowUpForm, person: PersonRow, listed: list[SeriesDay]) -> ResponseReturnValue:
    known, now = viewer(), request_now()
    mine = sorted(known.engagement_ids)
    own = [
        place
        for one in mine
        for place in queries.places(known, now=now, worker=one, person=person.id)
    ]
    return form_page(
        "appointments/follow_up.html",
        form,
        person=person,
        listed=listed,
        may_overbook=known.may(Permission.APPOINTMENTS_APPOINTMENT_OVERBOOK),
        places=queries.place_rows(known, sorted(own)[:_PROPOSED]),
    )


def _invitation(form: FollowUpForm, person: PersonRow) -> Invitation:
    worker, *_ = _mine()
    chosen = tuple(date.fromisoformat(one) for one in form.days.data or ())
    joined = (EngagementId(UUID(one)) for one in form.joined.data or ())
    return Invitation(
        person_id=person.id,
        days=chosen or (form.on.chosen,),
        minute=read_hour(form.hour.data or ""),
        minutes=int(form.minutes.data),
        worker=worker,
        site_id=SiteId(UUID(form.site.data)),
        joined=tuple(one for one in joined if one != worker),
        where=MeetingPlace(form.where.data),
        address=form.address.data or "",
        travel=int(form.travel.data),
        reason=Purpose(form.reason.data),
    )


def _mine() -> list[EngagementId]:
    """Return whose time is offered: hers, as her colleagues see her."""
    known = viewer()
    shown = [one for one in staff_shown() if one in known.engagement_ids]
    return shown or sorted(known.engagement_ids)


def _series(form: FollowUpForm) -> list[SeriesDay]:
    """Return the days of the series that is asked for, with what speaks against each."""
    asked = (form.on, form.hour, form.minutes, form.travel, form.every, form.times)
    if not all(one.validate(form) for one in asked):
        return []
    every, times = int(form.every.data), int(form.times.data)
    if every == 0 or times == 1:
        return []
    days = weekly(form.on.chosen, every, times)
    at_site = next((one.id for one in sites(viewer()) if str(one.id) == form.site.data), None)
    in_office = form.where.data == MeetingPlace.OFFICE
    closed = closed_days(viewer(), today(), at_site if in_office else None)
    for year in {day.year for day in days}:
        closed |= national_holidays(year)
    return series(days, closed, _taken(form, days))


def _taken(form: FollowUpForm, days: list[date]) -> dict[date, str]:
    minute = read_hour(form.hour.data or "")
    to_minute = minute + int(form.minutes.data)
    travel = 0 if form.where.data == MeetingPlace.OFFICE else int(form.travel.data)
    staff = {str(one): one for one in staff_shown()}
    joined = (staff[one] for one in form.joined.data or () if one in staff)
    workers = (_mine()[0], *joined)
    found = {
        day: _there(
            workers, Hours(day=day, minute=minute, to_minute=to_minute, before=travel, after=travel)
        )
        for day in days
    }
    return {day: there[0] for day, there in found.items() if there}


def _there(workers: tuple[EngagementId, ...], hours: Hours) -> list[str]:
    """Return in words what is there already, or that the clock skips that hour."""
    try:
        return there_already(workers, hours)
    except ValueError:
        return [REASONS["hour_skipped"]]


def _tell_taken(form: FollowUpForm, invitation: Invitation) -> bool:
    workers = (invitation.worker, *invitation.joined)
    hours = map(invitation.hours, invitation.days)
    there = [sentence for one in hours for sentence in _there(workers, one)]
    for sentence in there:
        say(form.hour, sentence)
    return bool(there)


def _words(one: SeriesDay) -> str:
    against = f"chiuso: {one.closed}" if one.closed else one.taken
    return f"{day_words(one.day)}: {against}" if against else day_words(one.day)


def _offer(form: FollowUpForm) -> None:
    known = viewer()
    form.site.choices = offered((str(one.id), one.name) for one in sites(known))
    others = {id_: name for id_, name in staff_shown().items() if id_ not in known.engagement_ids}
    form.joined.choices = offered((str(id_), name) for id_, name in others.items())


def _proposed() -> dict[str, object]:
    """Fill the form in from the place that was chosen in the agenda."""
    place = read_place(request.args.get("posto", ""))
    if place is None:
        return {"on": day_of(request.args.get("giorno", ""))}
    return {"on": place.day, "hour": hour(place.minute), "site": str(place.site_id)}


def _kept() -> dict[str, str]:
    return {name: request.args[name] for name in ("posto", "giorno") if name in request.args}
