""" "Non posso seguirla io": said without a reason, and taken back by whoever said it.

Beside it who may not be given a person because who gives out the work decided so.
"""

from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.references import PersonId
from app.people import operations, queries
from app.people.forms import DecidedConflictForm
from app.people.routes import blueprint
from app.people.routes.changing import change, consulted, ending
from app.web.access import requires
from app.web.fields import offered
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_READ, _ASSIGN = Permission.PEOPLE_PERSON_READ, Permission.INTAKE_REFERRAL_ASSIGN


@blueprint.route("/people/<uuid:person_id>/conflict", methods=["GET", "POST"])
@requires(_READ)
def conflict(person_id: UUID) -> ResponseReturnValue:
    """Say that one cannot follow her; nobody asks why."""
    form = ConfirmForm()
    if form.validate_on_submit():
        operations.declare_conflict(
            actor=viewer(), now=request_now(), person_id=PersonId(person_id)
        )
        flash("Scritto: da ora non ti viene proposta né affidata. Nessuno legge perché.")
        return go_to("people.conflict", person_id=person_id)
    page = consulted(person_id)
    since = queries.my_conflict_since(viewer(), PersonId(person_id), today())
    return form_page("people/conflict.html", form, page=page, since=since)


@blueprint.post("/people/<uuid:person_id>/conflict/end")
@requires(_READ)
def end_conflict(person_id: UUID) -> ResponseReturnValue:
    """Say that one can follow her again."""
    operations.end_conflict(actor=viewer(), now=request_now(), person_id=PersonId(person_id))
    flash("Scritto: la puoi seguire di nuovo. Se l'avevi scritto oggi, vale da domani.")
    return go_to("people.person", person_id=person_id)


@blueprint.route("/people/<uuid:person_id>/conflicts", methods=["GET", "POST"])
@requires(_ASSIGN)
def conflicts(person_id: UUID) -> ResponseReturnValue:
    """Show who is not given a person by a decision, and decide it of somebody."""
    form = DecidedConflictForm(valid_from=today())
    here = queries.who_follows(viewer(), today())
    form.worker.choices = offered(
        [("", "Scegli"), *((str(one.engagement_id), one.name) for one in here)]
    )
    return change(
        person_id,
        form,
        lambda common: operations.decide_conflict(**common, conflict=form.conflict()),
        "Scritto: in quei giorni non le viene proposta né affidata. Quello che ha già in mano "
        "resta suo: passalo da Da assegnare o dalla cartella.",
        template="people/conflicts.html",
        rows=queries.decided_conflicts(viewer(), PersonId(person_id)),
        on=today(),
    )


@blueprint.route(
    "/people/<uuid:person_id>/conflicts/<uuid:conflict_id>/end", methods=["GET", "POST"]
)
@requires(_ASSIGN)
def end_decided(person_id: UUID, conflict_id: UUID) -> ResponseReturnValue:
    return ending(
        person_id,
        operations.end_decided,
        "chi non la può seguire",
        "Concluso: da quel giorno le può essere affidata di nuovo. Resta nella storia.",
        conflict_id=conflict_id,
    )
