"""Asking for somebody near, in silence; the note of what happened to who works here."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.desk.forms.safety import IncidentForm
from app.desk.labels import REASONS
from app.desk.operations import safety as operations
from app.desk.operations.safety import Told
from app.desk.queries import safety as queries
from app.desk.routes import blueprint
from app.desk.routes.concluding import offer_found
from app.desk.rules.safety import IncidentKind, WhoWasTold
from app.kernel.errors import NotAllowedNow
from app.kernel.references import PersonId
from app.web.access import requires
from app.web.errors import sentences
from app.web.fields import moment_of
from app.web.formatting import hour
from app.web.forms import OfficeForm
from app.web.htmx import form_page, go_to
from app.web.pagination import paged, requested_page, window
from app.web.request_time import request_now, today

_SERVE, _REPORT = Permission.DESK_TICKET_SERVE, Permission.DESK_INCIDENT_REPORT
_READ = Permission.DESK_INCIDENT_READ


@blueprint.post("/desk/support")
@requires(_SERVE)
def ask_for_support() -> ResponseReturnValue:
    return _press(operations.ask_for_support, "Chiesto, senza rumore.")


@blueprint.post("/desk/support/<uuid:call_id>/go")
@requires(_SERVE)
def go_to_support(call_id: UUID) -> ResponseReturnValue:
    return _press(operations.go_to_support, "Scritto: vai tu.", call_id=call_id)


@blueprint.post("/desk/support/<uuid:call_id>/withdraw")
@requires(_SERVE)
def withdraw_support(call_id: UUID) -> ResponseReturnValue:
    return _press(operations.withdraw_support, "Scritto: non serve più.", call_id=call_id)


@blueprint.route("/incidents/new", methods=["GET", "POST"])
@requires(_REPORT)
def new_incident() -> ResponseReturnValue:
    """Write down an incident: what kind, and a few words. The search saves nothing."""
    known, now = viewer(), request_now()
    proposed = {"on": today(), "hour": hour(now), "person_id": request.args.get("person", "")}
    form = IncidentForm(**proposed)
    offer_found(form, known, nobody="Non si sa, o non serve")
    searching = request.form.get("press") == "find"
    if not searching and form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.report_incident(actor=known, now=now, told=_told(form))
            flash("Scritto: lo legge la responsabile.")
            return go_to("home.today")
    return form_page("desk/new_incident.html", form, counts=queries.incident_counts(known, now))


@blueprint.get("/incidents")
@requires(_READ)
def incidents() -> ResponseReturnValue:
    """List what was reported, the latest first, for who answers for the service."""
    number = requested_page()
    offset, limit = window(number)
    found = queries.incidents(viewer(), offset=offset, limit=limit)
    return render_template("desk/incidents.html", page=paged(found, number))


@blueprint.get("/incidents/<uuid:incident_id>")
@requires(_READ)
def incident(incident_id: UUID) -> ResponseReturnValue:
    """Show one incident: what happened, who was told, what may be decided."""
    page = operations.consult_incident(actor=viewer(), now=request_now(), incident_id=incident_id)
    return render_template(
        "desk/incident.html",
        page=page,
        form=OfficeForm(formdata=None),
        may_decide=viewer().may(Permission.PEOPLE_MEASURE_DECIDE),
    )


@blueprint.post("/incidents/<uuid:incident_id>/review")
@requires(_READ)
def review_incident(incident_id: UUID) -> ResponseReturnValue:
    return _press(
        operations.review_incident,
        "Letto: esce dalla pagina di oggi.",
        then="desk.incidents",
        incident_id=incident_id,
    )


def _press(
    operation: Callable[..., object], done: str, *, then: str = "desk.board", **which: Any
) -> ResponseReturnValue:
    """Do what one press asks; what is refused is said where one was."""
    if OfficeForm().validate_on_submit():
        try:
            operation(actor=viewer(), now=request_now(), **which)
            flash(done)
        except NotAllowedNow as refusal:
            flash(" ".join(sentences(refusal)), "warning")
    return go_to(then)


def _told(form: IncidentForm) -> Told:
    return Told(
        kind=IncidentKind(form.kind.data),
        happened_at=moment_of(form.on, form.hour),
        text=form.text.data or "",
        told=WhoWasTold(form.told.data),
        person_id=PersonId(UUID(form.person_id.data)) if form.person_id.data else None,
    )
