"""The Comuni side by side: all the services, one service, one Comune; targets, figures told."""

from typing import Any
from uuid import UUID

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.cases.rules.requests import digits
from app.catalogue.rules import PathCode
from app.district import operations, queries
from app.district.forms import FiguresForm, ShownForm, TargetForm
from app.district.labels import HOW_COUNTED, NOT_TOLD, OF_NO_TOWN_WORDS, REASONS, WHY_NOT_TOLD
from app.district.operations import FiguresTold
from app.district.routes import blueprint
from app.district.rules import by_service, of_service, of_town, overview, totals
from app.kernel.errors import NotFound
from app.kernel.references import BodyId
from app.web.access import requires
from app.web.acts import slug
from app.web.fields import offered
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_READ, _EDIT = Permission.DISTRICT_FIGURES_READ, Permission.DISTRICT_RESOURCE_EDIT
_CODES = {path: slug(path) for path in PathCode}
_PATHS = {code: path for path, code in _CODES.items()}
_WORDS: dict[str, Any] = {
    "not_told": NOT_TOLD, "of_no_town": OF_NO_TOWN_WORDS, "why_not_told": WHY_NOT_TOLD,
    "how": HOW_COUNTED, "codes": _CODES,
}  # fmt: skip


@blueprint.get("/district", endpoint="district")
@requires(_READ)
def whole_district() -> ResponseReturnValue:
    form = ShownForm.asked()
    on = form.shown(today())
    towns = queries.towns_on(viewer(), on)
    return render_template(
        "district/district.html",
        form=form,
        on=on,
        towns=[town for town in towns if town.counted],
        others=[town for town in towns if not town.counted],
        rows=overview(towns),
        **_WORDS,
    )


@blueprint.get("/district/services/<code>")
@requires(_READ)
def service(code: str) -> ResponseReturnValue:
    if code not in _PATHS:
        raise NotFound
    form = ShownForm.asked()
    on = form.shown(today())
    lines = of_service(queries.towns_on(viewer(), on), _PATHS[code])
    return render_template(
        "district/service.html",
        form=form,
        on=on,
        path=_PATHS[code],
        lines=lines,
        apart=[line for line in lines if not line.town.counted and line.figures],
        totals=totals(lines),
        **_WORDS,
    )


@blueprint.get("/district/towns/<uuid:municipality_id>")
@requires(_READ)
def town(municipality_id: UUID) -> ResponseReturnValue:
    known, form = viewer(), ShownForm.asked()
    on = form.shown(today())
    found = queries.town_on(known, BodyId(municipality_id), on)
    return render_template(
        "district/town.html",
        form=form,
        on=on,
        town=found,
        lines=of_town(found),
        shared=by_service(found.published.shares if found.published else ()),
        resources=queries.resources_of(known, BodyId(municipality_id), on),
        digits=digits,
        **_WORDS,
    )


@blueprint.route("/district/targets/new", methods=["GET", "POST"])
@requires(_EDIT)
def new_target() -> ResponseReturnValue:
    known = viewer()
    form = TargetForm(year=str(today().year))
    form.municipality.choices = offered((str(id_), name) for id_, name in queries.towns(known))
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.set_target(
                actor=known,
                now=request_now(),
                municipality_id=BodyId(UUID(form.municipality.data)),
                path=PathCode(form.path.data),
                year=int(form.year.data or 0),
                target=int(form.target.data or 0),
                source=form.source.data or "",
            )
            flash("Obiettivo scritto.")
            return go_to("district.service", code=_CODES[PathCode(form.path.data)])
    return form_page("district/target_form.html", form)


@blueprint.route("/district/figures/new", methods=["GET", "POST"])
@requires(_EDIT)
def new_figures() -> ResponseReturnValue:
    known = viewer()
    form = FiguresForm(told_on=today())
    form.municipality.choices = offered((str(id_), name) for id_, name in queries.towns(known))
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            told = FiguresTold(
                municipality_id=BodyId(UUID(form.municipality.data)),
                day=form.told_on.chosen,
                figures=form.figures(),
            )
            operations.write_told(actor=known, now=request_now(), told=told)
            flash("Dati scritti. I numeri da 1 a 4 non sono stati conservati.")
            return go_to("district.service", code=_CODES[told.figures.path])
    return form_page("district/figures_form.html", form)
