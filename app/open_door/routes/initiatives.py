"""Initiatives: the list, one with who took part, a new one, a day's count."""

from uuid import UUID

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.catalogue.rules import PathCode
from app.kernel.references import InitiativeId
from app.open_door import operations, queries
from app.open_door.forms import InitiativeForm, ParticipationForm
from app.open_door.labels import REASONS
from app.open_door.operations import InitiativeGiven, ParticipationGiven
from app.open_door.routes import blueprint
from app.open_door.routes.coming import body_of, choose_who, coming, offer_bodies
from app.open_door.rules import AgeBand, InitiativeKind
from app.web.access import requires
from app.web.htmx import form_page, go_to
from app.web.pagination import paged, requested_page, window
from app.web.request_time import request_now, today

_WRITE = Permission.OPEN_DOOR_CONTACT_WRITE


@blueprint.get("/open-door/initiatives", endpoint="initiatives")
@requires(_WRITE)
def initiatives() -> ResponseReturnValue:
    """Show every initiative, also those that ended."""
    number = requested_page()
    rows = queries.initiatives(viewer(), *window(number), on=None)
    return render_template("open_door/initiatives.html", page=paged(rows, number))


@blueprint.route("/open-door/initiatives/new", methods=["GET", "POST"])
@requires(_WRITE)
def new_initiative() -> ResponseReturnValue:
    form = InitiativeForm(path=coming().path or PathCode.YOUTH_SPACE, valid_from=today())
    _offer_partners(form)
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            initiative_id = operations.open_initiative(
                actor=viewer(), now=request_now(), given=_given(form)
            )
            flash("Iniziativa scritta: ora si può contare chi partecipa.")
            return go_to("open_door.initiative", initiative_id=initiative_id)
    return form_page("open_door/initiative_form.html", form, page=None)


@blueprint.get("/open-door/initiatives/<uuid:initiative_id>")
@requires(_WRITE)
def initiative(initiative_id: UUID) -> ResponseReturnValue:
    asked, number = coming(), requested_page()
    page = queries.initiative_page(viewer(), InitiativeId(initiative_id), *window(number))
    return render_template(
        "open_door/initiative.html",
        page=page,
        rows=paged(page.participations, number),
        asked=asked,
    )


@blueprint.route("/open-door/initiatives/<uuid:initiative_id>/edit", methods=["GET", "POST"])
@requires(_WRITE)
def edit_initiative(initiative_id: UUID) -> ResponseReturnValue:
    page = queries.initiative_page(viewer(), InitiativeId(initiative_id), 0, 1)
    partners = [*map(str, page.partner_ids), "", "", ""]
    form = InitiativeForm(
        version=page.version, title=page.title, path=page.path, kind=page.kind, goals=page.goals,
        valid_from=page.valid_from, last_day=page.last_day,
        budget="" if page.budget_cents is None else f"{page.budget_cents // 100}"
        f",{page.budget_cents % 100:02d}",
        partner=partners[0], second_partner=partners[1], third_partner=partners[2],
    )  # fmt: skip
    _offer_partners(form)
    if form.validate_on_submit():
        with form.showing_every_refusal(REASONS, page.version):
            operations.correct_initiative(
                actor=viewer(),
                now=request_now(),
                initiative_id=page.id,
                version=form.opened_at(),
                given=_given(form),
            )
            flash("Iniziativa corretta.")
            return go_to("open_door.initiative", initiative_id=page.id)
    return form_page("open_door/initiative_form.html", form, page=page)


@blueprint.route(
    "/open-door/initiatives/<uuid:initiative_id>/participations/new", methods=["GET", "POST"]
)
@requires(_WRITE)
def new_participation(initiative_id: UUID) -> ResponseReturnValue:
    """Count who took part on a day; a name is written only with consent."""
    asked = coming()
    page = queries.initiative_page(viewer(), InitiativeId(initiative_id), 0, 1)
    form = ParticipationForm(held_on=today())
    if choose_who(form, asked.people) and form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.note_participation(
                actor=viewer(),
                now=request_now(),
                initiative_id=page.id,
                given=ParticipationGiven(
                    held_on=form.held_on.chosen,
                    age_band=AgeBand(form.age_band.data),
                    counted=form.counted.number,
                    person_id=form.chosen(),
                    consent_on=form.consent_on.data,
                    referral_id=asked.referral.id if asked.referral else None,
                ),
            )
            flash("Contate.")
            return go_to("open_door.initiative", initiative_id=page.id)
    return form_page("open_door/new_participation.html", form, page=page, asked=asked)


def _offer_partners(form: InitiativeForm) -> None:
    offer_bodies(form.partner, form.second_partner, form.third_partner)


def _given(form: InitiativeForm) -> InitiativeGiven:
    chosen = map(body_of, (form.partner, form.second_partner, form.third_partner))
    return InitiativeGiven(
        path=PathCode(form.path.data),
        kind=InitiativeKind(form.kind.data),
        title=form.title.data or "",
        valid_from=form.valid_from.chosen,
        last_day=form.last_day.data,
        goals=form.goals.data or "",
        budget_cents=form.budget.cents if (form.budget.data or "").strip() else None,
        partners=tuple(one for one in chosen if one is not None),
    )
