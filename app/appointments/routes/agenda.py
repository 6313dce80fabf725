"""The agenda: a day by worker, the week of one, the list to print; what waits for an outcome."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission, Role
from app.accounts.queries import colleagues
from app.appointments import queries
from app.appointments.queries import Entry
from app.appointments.routes import blueprint
from app.kernel.actor import Reach
from app.kernel.references import EngagementId
from app.organisations.queries import openings_of_day
from app.web.access import requires
from app.web.forms import ConfirmForm
from app.web.request_time import request_now, today

_READ = Permission.APPOINTMENTS_AGENDA_READ
_FAR = 100  # years
_WEEK = timedelta(days=7)
_OFFICE = (Role.SOCIAL_WORKER, Role.SUPERVISOR, Role.ADMIN_OFFICER)
_ORDERS: dict[str, Any] = {
    "ora": lambda one: (one.day, one.minute, one.worker),
    "chi": lambda one: (one.worker, one.day, one.minute),
}


@blueprint.get("/agenda")
@requires(_READ)
def agenda() -> ResponseReturnValue:
    """Show one day, each worker her own list; arrows go to the day before and after."""
    known, now, day = viewer(), request_now(), day_of(request.args.get("giorno", ""))
    found = queries.entries(known, day, day + timedelta(days=1), now=now)
    return render_template(
        "appointments/agenda.html",
        **_around(day, timedelta(days=1)),
        week=_days(day),
        openings=openings_of_day(known, day),
        workers=queries.entries_by_worker(found),
        near=queries.too_near_each_other(known, day),
        unsaid=queries.count_without_outcome(known, now),
    )


@blueprint.get("/agenda/week")
@requires(_READ)
def week() -> ResponseReturnValue:
    """Show the week of one worker, five columns; under 768 pixels a list by day."""
    known, day = viewer(), day_of(request.args.get("giorno", ""))
    staff = staff_shown()
    worker = _worker(staff)
    days = _days(day)
    found = queries.entries(known, days[0], days[0] + _WEEK, now=request_now(), worker=worker)
    shown = [*days, *sorted({one.day for one in found} - set(days))]
    return render_template(
        "appointments/week.html",
        **_around(day, _WEEK),
        worker=worker,
        staff=staff,
        days=[(one, [entry for entry in found if entry.day == one]) for one in shown],
    )


@blueprint.get("/agenda/list")
@requires(_READ)
def agenda_list() -> ResponseReturnValue:
    """Show the week as one table, in two orders: the view to read aloud and to print."""
    known, day = viewer(), day_of(request.args.get("giorno", ""))
    order = request.args.get("ordine", "")
    order = order if order in _ORDERS else "ora"
    first = _days(day)[0]
    found = queries.entries(known, first, first + _WEEK, now=request_now())
    taken: list[Entry] = sorted((one for one in found if not one.place), key=_ORDERS[order])
    return render_template(
        "appointments/list.html", **_around(day, _WEEK), first=first, order=order, entries=taken
    )


@blueprint.get("/agenda/outcomes")
@requires(_READ)
def outcomes() -> ResponseReturnValue:
    """Show what is over and nobody has said how it ended: two presses a row."""
    known, now = viewer(), request_now()
    rows = queries.without_outcome(known, now)
    mine = queries.may_attend(known, rows)
    return render_template(
        "appointments/outcomes.html",
        rows=[(row, row.id in mine) for row in rows],
        forms={row.id: ConfirmForm(version=row.version, formdata=None) for row in rows},
    )


def day_of(text: str) -> date:
    """Return the day in the address, today when it is none or out of any calendar of ours."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today()
    return day if abs(day.year - today().year) < _FAR else today()


def staff_shown() -> dict[EngagementId, str]:
    """Return whose agenda the viewer may open: hers first, all of them with the whole agenda."""
    known = viewer()
    whole = known.reach(_READ) is Reach.ORGANISATION
    staff = colleagues(known, today(), *(_OFFICE if whole else (Role.PLAN_OFFICE,)))
    mine = [one for one in staff if one.engagement_id in known.engagement_ids]
    others = [one for one in staff if one not in mine] if whole else []
    return {one.engagement_id: one.name for one in (*mine, *others)}


def _worker(staff: dict[EngagementId, str]) -> EngagementId | None:
    """Return whose week is asked for; the first that may be opened when it is nobody's."""
    try:
        asked = EngagementId(UUID(request.args.get("chi", "")))
    except ValueError:
        asked = None
    return asked if asked in staff else next(iter(staff), None)


def _days(day: date) -> list[date]:
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=number) for number in range(5)]


def _around(day: date, step: timedelta) -> dict[str, Any]:
    """Return the day of a page and what its arrows and its buttons need."""
    known = viewer()
    return {
        "day": day,
        "on": today(),
        "before": day - step,
        "after": day + step,
        "may_keep": known.may(Permission.APPOINTMENTS_ITEM_KEEP),
        "may_receive": known.may(Permission.APPOINTMENTS_APPOINTMENT_RECEIVE),
    }
