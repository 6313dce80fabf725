"""A resident who may be somebody known: looked at beside whom she looks like, and decided."""

from typing import Any
from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.actor import Viewer
from app.kernel.references import PersonId
from app.people.matching import Likeness
from app.people.queries import PersonRow, doubles
from app.registry import operations, queries
from app.registry.forms import DecideForm
from app.registry.labels import REASONS
from app.registry.queries import DoubtfulRow
from app.registry.routes import blueprint
from app.registry.rules import Decision
from app.web.access import requires
from app.web.formatting import day_digits
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today


@blueprint.route("/registry/rows/<uuid:row_id>", methods=["GET", "POST"])
@requires(Permission.REGISTRY_HOUSEHOLD_TAKE)
def doubtful(row_id: UUID) -> ResponseReturnValue:
    known = viewer()
    row = queries.doubtful_row(known, row_id, today())
    alike = _alike(known, row)
    form = DecideForm()
    form.offer([(str(one.id), f"È {one.name}{_born(one)}") for one, _ in alike])
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            return _decided(known, row, str(form.who.data))
    return form_page("registry/doubtful.html", form, row=row, alike=alike, on=today())


def _alike(known: Viewer, row: DoubtfulRow) -> list[tuple[PersonRow, Likeness]]:
    return doubles(known, operations.described(known, row.resident))


def _born(one: PersonRow) -> str:
    return f", {day_digits(one.birth.on)}" if one.birth.on else ""


def _decided(known: Viewer, row: DoubtfulRow, who: str) -> ResponseReturnValue:
    by: dict[str, Any] = {"actor": known, "now": request_now(), "row_id": row.id}
    if who == Decision.LEAVE:
        operations.leave_row(**by)
        flash("Lasciata fuori dall'archivio.")
        return _after(known, row)
    if who == Decision.ANOTHER:
        person_id = operations.decide_another(**by)
        if person_id is None:
            flash("Per l'anagrafe è morta: resta fuori dall'archivio.")
            return _after(known, row)
        flash("È in archivio come un'altra persona.")
    else:
        person_id = operations.decide_known(**by, person_id=PersonId(UUID(who)))
        flash("Collegata all'anagrafe.")
    return go_to("people.person", person_id=person_id)


def _after(known: Viewer, row: DoubtfulRow) -> ResponseReturnValue:
    if known.may(Permission.REGISTRY_IMPORT_RUN):
        return go_to("registry.one", import_id=row.import_id)
    return go_to("registry.households")
