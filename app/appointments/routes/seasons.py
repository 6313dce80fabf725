"""Other hours for a while: eight weeks of them are shown before anything is saved."""

from datetime import timedelta

from flask import flash
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.appointments import forms, queries
from app.appointments.routes import blueprint
from app.kernel.errors import Invalid
from app.organisations import operations
from app.organisations import queries as office
from app.organisations.labels import REASONS
from app.organisations.rules import WEEKS_AHEAD, season_fault
from app.web.access import requires
from app.web.fields import offered
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today


@blueprint.route("/opening-hours/season", methods=["GET", "POST"])
@requires(Permission.ORGANISATIONS_SETTINGS_EDIT)
def season() -> ResponseReturnValue:
    """Show the weeks as they would be and who is booked outside them; the next press saves."""
    form, known, now = forms.SeasonForm(), viewer(), request_now()
    form.site.choices = offered((str(one.id), one.name) for one in office.sites(known))
    preview = None
    if form.validate_on_submit():
        wanted = form.season()
        with form.showing_refusals(REASONS):
            fault = season_fault(wanted, today())
            if fault is not None:
                raise Invalid(fault)
            if form.is_seen():
                operations.set_season(actor=known, now=now, season=wanted)
                flash("Orario stagionale salvato: finisce da solo, poi torna quello di sempre.")
                return go_to("organisations.opening_hours")
            end = wanted.starts_on + timedelta(weeks=WEEKS_AHEAD)
            preview = queries.season_preview(known, wanted, end, now)
    return form_page("appointments/season.html", form, preview=preview)
