"""How somebody is to be met for a while: the page of the supervisor who decides it."""

from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.references import PersonId
from app.people import operations, queries
from app.people.forms import MeasureForm
from app.people.routes import blueprint
from app.people.routes.changing import change
from app.people.rules import Measure
from app.web.access import requires
from app.web.forms import OfficeForm
from app.web.htmx import go_to
from app.web.request_time import request_now, today

_DECIDE = Permission.PEOPLE_MEASURE_DECIDE


@blueprint.route("/people/<uuid:person_id>/measures", methods=["GET", "POST"])
@requires(_DECIDE)
def measures(person_id: UUID) -> ResponseReturnValue:
    """Decide how she is met, or look again at what was decided."""
    form = MeasureForm()
    return change(
        person_id,
        form,
        lambda common: operations.decide_measure(
            **common,
            kind=Measure(form.kind.data),
            ends_on=form.ends_on.chosen,
            review_on=form.review_on.chosen,
        ),
        "Deciso: lo legge chi la incontra, fino all'ultimo giorno.",
        template="people/measures.html",
        rows=queries.measures_in_force(viewer(), today(), PersonId(person_id)),
        press=OfficeForm(formdata=None),
    )


@blueprint.post("/people/<uuid:person_id>/measures/<uuid:measure_id>/end")
@requires(_DECIDE)
def end_measure(person_id: UUID, measure_id: UUID) -> ResponseReturnValue:
    """Take a measure away before its time."""
    if OfficeForm().validate_on_submit():
        operations.end_measure(
            actor=viewer(),
            now=request_now(),
            person_id=PersonId(person_id),
            measure_id=measure_id,
        )
        flash("Tolta: da oggi non vale più.")
    return go_to("people.person", person_id=person_id)
