"""The week of an intervention: the hours of each day, those that come, those that end."""

from uuid import UUID

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.references import LineHoursId, RequestLineId
from app.organisations.labels import WEEKDAYS
from app.particulars import operations
from app.particulars.forms import HoursForm, LastDayForm
from app.particulars.labels import REASONS
from app.particulars.queries import Head
from app.particulars.routes import blueprint
from app.particulars.routes.showing import Steps, by, looking_at, steps_to, typed_page
from app.particulars.rules import Stretch, WeekPlace
from app.web.access import requires
from app.web.fields import read_hour
from app.web.htmx import go_to
from app.web.request_time import today

_READ, _WORK = Permission.CASES_REQUEST_READ, Permission.CASES_REQUEST_WORK


@blueprint.get("/request-lines/<uuid:line_id>/hours")
@requires(_READ)
def week(line_id: UUID) -> ResponseReturnValue:
    page = operations.consult_week(**looking_at(line_id, "particulars.week"))
    return render_template(
        "particulars/week.html",
        page=page,
        steps=steps_to(page.line),
        weekdays=WEEKDAYS,
        may_write=viewer().may(_WORK) and not page.line.is_over,
    )


@blueprint.route("/request-lines/<uuid:line_id>/hours/new", methods=["GET", "POST"])
@requires(_WORK)
def new_hours(line_id: UUID) -> ResponseReturnValue:
    page = operations.consult_week(**looking_at(line_id, "particulars.new_hours"))
    form = HoursForm(valid_from=max(page.line.starts_on or today(), today()))
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.add_hours(
                **by(),
                line_id=RequestLineId(line_id),
                stretch=Stretch(
                    int(form.weekday.data),
                    read_hour(form.from_hour.data or ""),
                    read_hour(form.to_hour.data or ""),
                ),
                place=WeekPlace(form.place.data),
                valid_from=form.valid_from.chosen,
            )
            flash("Ore aggiunte alla settimana.")
            return go_to("particulars.week", line_id=line_id)
    return typed_page(
        form, "Aggiungi ore", "Aggiungi le ore", _steps(page.line), page.line.request.person
    )


@blueprint.route("/request-lines/<uuid:line_id>/hours/<uuid:hours_id>/end", methods=["GET", "POST"])
@requires(_WORK)
def end_hours(line_id: UUID, hours_id: UUID) -> ResponseReturnValue:
    page = operations.consult_week(**looking_at(line_id, "particulars.end_hours"))
    form = LastDayForm(last_on=today())
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.end_hours(
                **by(),
                line_id=RequestLineId(line_id),
                hours_id=LineHoursId(hours_id),
                last_on=form.last_on.chosen,
            )
            flash("Ore tolte dalla settimana dopo quel giorno.")
            return go_to("particulars.week", line_id=line_id)
    return typed_page(
        form, "Togli queste ore", "Togli le ore", _steps(page.line), page.line.request.person
    )


def _steps(line: Head) -> Steps:
    return steps_to(line, ("Orario", url_for("particulars.week", line_id=line.id)))
