"""The services of the body and their units of offer: opened, corrected, entrusted, sized."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.catalogue import operations, queries
from app.catalogue.forms import (
    CapacityForm,
    ManagementForm,
    NewUnitForm,
    ProviderFields,
    ServiceForm,
    UnitForm,
)
from app.catalogue.labels import REASONS
from app.catalogue.paths import PATHS
from app.catalogue.routes import blueprint
from app.catalogue.rules import Measure, PathCode
from app.kernel.errors import Conflict
from app.kernel.references import ServiceId, UnitId
from app.organisations.queries import bodies
from app.web.access import requires
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_EDIT = Permission.CATALOGUE_TERMS_EDIT


@blueprint.route("/services/new", methods=["GET", "POST"])
@requires(_EDIT)
def new_service() -> ResponseReturnValue:
    form = ServiceForm(valid_from=today())
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            details = form.details()
            operations.open_service(**_by(), details=details)
            flash("Servizio aggiunto. Ora scrivi chi lo dà e quanti posti ci sono.")
            return _to_card(details.path)
    return form_page("catalogue/service_form.html", form, row=None)


@blueprint.route("/services/<uuid:service_id>/edit", methods=["GET", "POST"])
@requires(_EDIT)
def edit_service(service_id: UUID) -> ResponseReturnValue:
    row = queries.service_row(viewer(), ServiceId(service_id), today())
    form = ServiceForm(obj=row)
    if form.validate_on_submit():
        try:
            with form.showing_refusals(REASONS):
                operations.correct_service(
                    **_by(), service_id=row.id, version=form.opened_at(), details=form.details()
                )
                flash("Servizio corretto.")
                return _to_card(PathCode(form.path.data))
        except Conflict:
            now = queries.service_row(viewer(), row.id, today())
            form.meet(asdict(now), now.version)
    return form_page("catalogue/service_form.html", form, row=row)


@blueprint.route("/services/<uuid:service_id>/management", methods=["GET", "POST"])
@requires(_EDIT)
def entrust_service(service_id: UUID) -> ResponseReturnValue:
    row = queries.service_row(viewer(), ServiceId(service_id), today())
    form = ManagementForm(form=row.form, provider=str(row.provider_id or ""), valid_from=today())
    _offer(form)
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.entrust_service(**_by(), service_id=row.id, details=form.details())
            flash("Salvato: vale da quel giorno, prima resta com'era.")
            return _to_card(row.path)
    return form_page("catalogue/management.html", form, row=row)


@blueprint.route("/services/<uuid:service_id>/units/new", methods=["GET", "POST"])
@requires(_EDIT)
def new_unit(service_id: UUID) -> ResponseReturnValue:
    row = queries.service_row(viewer(), ServiceId(service_id), today())
    form = NewUnitForm(valid_from=today(), measure=row.measure, provider=str(row.provider_id or ""))
    _offer(form)
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            held = {Measure(form.measure.data): int(form.quantity.data or "0")}
            operations.open_unit(**_by(), service_id=row.id, details=form.details(), capacity=held)
            flash("Unità aggiunta.")
            return _to_card(row.path)
    return form_page("catalogue/unit_form.html", form, row=None, service=row.name, path=row.path)


@blueprint.route("/service-units/<uuid:unit_id>/edit", methods=["GET", "POST"])
@requires(_EDIT)
def edit_unit(unit_id: UUID) -> ResponseReturnValue:
    row = queries.unit_row(viewer(), UnitId(unit_id), today())
    form = UnitForm(data=_shown(row))
    _offer(form)
    if form.validate_on_submit():
        try:
            with form.showing_refusals(REASONS):
                operations.correct_unit(
                    **_by(), unit_id=row.id, version=form.opened_at(), details=form.details()
                )
                flash("Unità corretta.")
                return _to_card(row.path)
        except Conflict:
            now = queries.unit_row(viewer(), row.id, today())
            form.meet(_shown(now), now.version)
    return form_page("catalogue/unit_form.html", form, row=row, service=row.service, path=row.path)


@blueprint.route("/service-units/<uuid:unit_id>/capacity", methods=["GET", "POST"])
@requires(_EDIT)
def size_unit(unit_id: UUID) -> ResponseReturnValue:
    row = queries.unit_row(viewer(), UnitId(unit_id), today())
    form = CapacityForm(valid_from=today(), measure=next(iter(row.capacity), None))
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.size_unit(
                **_by(),
                unit_id=row.id,
                measure=Measure(form.measure.data),
                quantity=int(form.quantity.data or "0"),
                valid_from=form.valid_from.chosen,
            )
            flash("Salvato: vale da quel giorno, prima resta com'era.")
            return _to_card(row.path)
    return form_page("catalogue/capacity.html", form, row=row)


def _by() -> dict[str, Any]:
    known = viewer()
    return {"actor": known, "now": request_now(), "organisation_id": known.organisation_id}


def _offer(form: ProviderFields) -> None:
    form.offer((body.id, body.name) for body in bodies(viewer()))


def _to_card(path: PathCode) -> ResponseReturnValue:
    return go_to("catalogue.card", number=PATHS[path].number)


def _shown(row: queries.UnitRow) -> dict[str, Any]:
    """Return a unit as its form shows it: there the provider is one of a list, not a name."""
    return {**vars(row), "provider": str(row.provider_id or "")}
