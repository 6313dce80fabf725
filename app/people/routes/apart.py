"""Who is not to be called in together: the list of a person, and what changes it."""

from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.references import PersonId
from app.people import operations, queries
from app.people.forms import ApartForm
from app.people.routes import blueprint
from app.people.routes.changing import change, ending
from app.people.routes.family import picked
from app.web.access import requires
from app.web.request_time import today

_KEEP = Permission.PEOPLE_APART_KEEP


@blueprint.route("/people/<uuid:person_id>/apart", methods=["GET", "POST"])
@requires(_KEEP)
def apart(person_id: UUID) -> ResponseReturnValue:
    """Show with whom a person is not called in, and add somebody."""
    form = ApartForm(valid_from=today())
    chosen = picked(form)
    return change(
        person_id,
        form,
        lambda common: operations.keep_apart(**{**common, "other_id": chosen}, apart=form.apart()),
        "Scritto: nessun posto a meno di un'ora l'una dall'altra, nella stessa sede. Chi segue "
        "l'una o l'altra lo trova tra le scadenze, con che cosa fare.",
        template="people/apart.html",
        ready=chosen is not None,
        searched=request.method == "POST",
        rows=queries.apart_rows(viewer(), PersonId(person_id)),
        on=today(),
    )


@blueprint.route("/people/<uuid:person_id>/apart/<uuid:apart_id>/end", methods=["GET", "POST"])
@requires(_KEEP)
def end_apart(person_id: UUID, apart_id: UUID) -> ResponseReturnValue:
    return ending(
        person_id,
        operations.end_apart,
        "non far incontrare",
        "Concluso: da quel giorno possono essere convocate insieme. Resta nella storia.",
        apart_id=apart_id,
    )
