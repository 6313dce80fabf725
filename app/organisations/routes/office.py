"""The office as an institution: its page, the directory, hours and closures, its choices."""

from contextlib import suppress
from dataclasses import asdict
from datetime import date
from uuid import UUID

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.errors import Conflict
from app.kernel.references import BodyId, OrganisationId
from app.organisations import operations, queries
from app.organisations.forms import (
    BodyForm,
    EndHoursForm,
    HoursForm,
    LinkBodyForm,
    MakeUpForm,
    SearchBodiesForm,
    SettingForm,
)
from app.organisations.labels import REASONS, WEEKDAYS
from app.organisations.routes import blueprint
from app.organisations.rules import SettingKey
from app.web.access import requires
from app.web.fields import offered, told
from app.web.formatting import day_words
from app.web.forms import OfficeForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_SETTINGS = Permission.ORGANISATIONS_SETTINGS_EDIT
_EDIT = Permission.ORGANISATIONS_DIRECTORY_EDIT
_LINK = Permission.ORGANISATIONS_BODY_LINK
# What an address may fill in of an opening of one day.
_ASKED = {"kind": "che", "site": "sede", "from_hour": "dalle", "to_hour": "alle", "mode": "come"}


@blueprint.get("/office", endpoint="office")
@requires(Permission.ORGANISATIONS_DIRECTORY_READ)
def office_page() -> ResponseReturnValue:
    known = viewer()
    return render_template(
        "organisations/office.html",
        sites=queries.sites(known),
        channels=queries.channels(known),
        associations=queries.associations(known),
        hours=queries.hours(known, today()),
        weekdays=WEEKDAYS,
        on=today(),
        may_edit=known.may(_SETTINGS),
        may_found=known.may(Permission.ORGANISATIONS_ASSOCIATION_EDIT),
        action_form=OfficeForm(formdata=None),
        patron=queries.setting(known, SettingKey.PATRON_DAY, today()),
    )


@blueprint.route("/bodies", methods=["GET", "POST"])
@requires(Permission.ORGANISATIONS_DIRECTORY_READ)
def bodies() -> ResponseReturnValue:
    known, form = viewer(), SearchBodiesForm()
    text = (form.text.data or "") if form.validate_on_submit() else ""
    rows = queries.bodies(known, text, at_most=queries.BODIES_SHOWN)
    return form_page(
        "organisations/bodies.html",
        form,
        rows=rows,
        text=text,
        cut=len(rows) >= queries.BODIES_SHOWN,
        may_edit=known.may(_EDIT),
    )


@blueprint.get("/bodies/<uuid:body_id>")
@requires(Permission.ORGANISATIONS_DIRECTORY_READ)
def body(body_id: UUID) -> ResponseReturnValue:
    known = viewer()
    row = queries.body(known, BodyId(body_id))
    return render_template(
        "organisations/body.html", row=row, may_edit=known.may(_EDIT), may_link=known.may(_LINK)
    )


@blueprint.route("/bodies/new", methods=["GET", "POST"])
@requires(_EDIT)
def new_body() -> ResponseReturnValue:
    form, known = BodyForm(), viewer()
    if form.validate_on_submit():
        body_id = operations.open_body(
            actor=known,
            now=request_now(),
            organisation_id=known.organisation_id,
            details=form.details(),
        )
        flash("Ente aggiunto alla rubrica.")
        return go_to("organisations.body", body_id=body_id)
    return form_page("organisations/body_form.html", form, row=None)


@blueprint.route("/bodies/<uuid:body_id>/edit", methods=["GET", "POST"])
@requires(_EDIT)
def edit_body(body_id: UUID) -> ResponseReturnValue:
    known = viewer()
    row = queries.body(known, BodyId(body_id))
    form = BodyForm(obj=row)
    if form.validate_on_submit():
        try:
            operations.correct_body(
                actor=known,
                now=request_now(),
                organisation_id=known.organisation_id,
                body_id=row.id,
                version=form.opened_at(),
                details=form.details(),
            )
        except Conflict:
            now = queries.body(known, row.id)
            form.meet(asdict(now), now.version)
        else:
            flash("Ente corretto.")
            return go_to("organisations.body", body_id=body_id)
    return form_page("organisations/body_form.html", form, row=row)


@blueprint.route("/bodies/<uuid:body_id>/link", methods=["GET", "POST"])
@requires(Permission.ORGANISATIONS_BODY_LINK)
def link_body(body_id: UUID) -> ResponseReturnValue:
    """Say which body of this program one of the directory is."""
    known = viewer()
    row = queries.body(known, BodyId(body_id))
    form = LinkBodyForm(version=row.version, to=str(row.linked_id or ""))
    others = ((str(id_), name) for id_, name in queries.linkable(known))
    form.to.choices = offered([("", "Nessuno: non usa questo programma"), *others])
    if form.validate_on_submit():
        with form.showing_every_refusal(REASONS, row.version):
            chosen = told(form.to)
            operations.link_body(
                actor=known,
                now=request_now(),
                body_id=row.id,
                version=form.opened_at(),
                to_id=OrganisationId(UUID(chosen)) if chosen else None,
            )
            flash("Scelta salvata.")
            return go_to("organisations.body", body_id=body_id)
    return form_page("organisations/link_body.html", form, row=row)


@blueprint.route("/opening-hours", methods=["GET", "POST"])
@requires(_SETTINGS)
def opening_hours() -> ResponseReturnValue:
    form, known = HoursForm(valid_from=today()), viewer()
    form.site.choices = offered((str(site.id), site.name) for site in queries.sites(known))
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.open_hours(
                actor=known,
                now=request_now(),
                organisation_id=known.organisation_id,
                rule=form.rule(),
            )
            flash("Orario aggiunto.")
            return go_to("organisations.opening_hours")
    return form_page(
        "organisations/opening_hours.html",
        form,
        hours=queries.hours(known, today()),
        weekdays=WEEKDAYS,
        action_form=OfficeForm(formdata=None),
        may_edit=True,
        on=today(),
    )


@blueprint.route("/opening-hours/<uuid:rule_id>/end", methods=["GET", "POST"])
@requires(_SETTINGS)
def end_hours(rule_id: UUID) -> ResponseReturnValue:
    form, known = EndHoursForm(ends_on=today()), viewer()
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.end_hours(
                actor=known,
                now=request_now(),
                organisation_id=known.organisation_id,
                rule_id=rule_id,
                ends_on=form.ends_on.chosen,
            )
            flash("Orario concluso: fino a quel giorno resta com'è.")
            return go_to("organisations.opening_hours")
    return form_page("organisations/end_hours.html", form)


@blueprint.route("/openings/new", methods=["GET", "POST"])
@requires(_SETTINGS)
def new_opening() -> ResponseReturnValue:
    """Open on one day alone; a lost opening fills the form in, so that one press recovers it."""
    given = {name: request.args[word] for name, word in _ASKED.items() if word in request.args}
    form, known = MakeUpForm(**{**given, **_days_asked()}), viewer()
    form.site.choices = offered((str(site.id), site.name) for site in queries.sites(known))
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.open_once(
                actor=known,
                now=request_now(),
                opening=form.opening(),
                recovers_on=form.recovers_on.data,
            )
            flash(f"Apertura straordinaria: {day_words(form.on_day.chosen)}. Metti chi è di turno.")
            return go_to("organisations.opening_hours")
    return form_page("organisations/new_opening.html", form)


def _days_asked() -> dict[str, date]:
    found: dict[str, date] = {}
    for name, word in (("on_day", "giorno"), ("recovers_on", "recupera")):
        with suppress(ValueError):
            found[name] = date.fromisoformat(request.args.get(word, ""))
    return found


@blueprint.route("/office-settings", methods=["GET", "POST"])
@requires(_SETTINGS)
def settings() -> ResponseReturnValue:
    form, known = SettingForm(valid_from=today()), viewer()
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.choose_setting(
                actor=known,
                now=request_now(),
                organisation_id=known.organisation_id,
                key=SettingKey(form.key.data),
                value=form.value.data or "",
                valid_from=form.valid_from.chosen,
            )
            flash("Scelta salvata: vale da quel giorno, niente cambia nel passato.")
            return go_to("organisations.settings")
    chosen = [(key, queries.setting(known, key, today())) for key in SettingKey]
    return form_page("organisations/settings.html", form, chosen=chosen)
