"""Household and kin: pages where another person is searched and chosen."""

from uuid import UUID

from flask import flash, request
from flask.typing import ResponseReturnValue
from wtforms import Field

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.references import HouseholdId, PersonId
from app.people import operations, queries
from app.people.forms import EndForm, HouseholdForm, MemberForm, PickPersonForm, RelationForm
from app.people.labels import REASONS
from app.people.routes import blueprint
from app.people.routes.details import _page
from app.people.rules import Kinship
from app.web.access import requires
from app.web.fields import offered
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_EDIT = Permission.PEOPLE_HOUSEHOLD_EDIT


@blueprint.route("/people/<uuid:person_id>/household/new", methods=["GET", "POST"])
@requires(_EDIT)
def new_household(person_id: UUID) -> ResponseReturnValue:
    form = HouseholdForm(valid_from=today())
    if form.validate_on_submit():
        operations.found_household(
            actor=viewer(),
            now=request_now(),
            person_id=PersonId(person_id),
            label=form.label.data or "",
            valid_from=form.valid_from.chosen,
        )
        flash("Nucleo aperto: ora aggiungi chi ne fa parte.")
        return go_to("people.person", person_id=person_id)
    return form_page("people/new_household.html", form, page=_page(person_id))


@blueprint.route(
    "/people/<uuid:person_id>/household/<uuid:household_id>/members/new", methods=["GET", "POST"]
)
@requires(_EDIT)
def new_member(person_id: UUID, household_id: UUID) -> ResponseReturnValue:
    form = MemberForm(valid_from=today())
    chosen = _picked(form)
    if chosen is not None and form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.join_household(
                actor=viewer(),
                now=request_now(),
                household_id=HouseholdId(household_id),
                person_id=chosen,
                valid_from=form.valid_from.chosen,
            )
            flash("Persona aggiunta al nucleo.")
            return go_to("people.person", person_id=person_id)
    return form_page("people/new_member.html", form, page=_page(person_id), searched=_searched())


@blueprint.route(
    "/people/<uuid:person_id>/household/<uuid:member_id>/leave", methods=["GET", "POST"]
)
@requires(_EDIT)
def leave_household(person_id: UUID, member_id: UUID) -> ResponseReturnValue:
    form = EndForm(ends_on=today())
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.leave_household(
                actor=viewer(),
                now=request_now(),
                person_id=PersonId(person_id),
                member_id=member_id,
                ends_on=form.ends_on.chosen,
            )
            flash("Uscita dal nucleo registrata: il passato resta com'era.")
            return go_to("people.person", person_id=person_id)
    return form_page("people/end.html", form, page=_page(person_id), what="appartenenza al nucleo")


@blueprint.route("/people/<uuid:person_id>/relations/new", methods=["GET", "POST"])
@requires(_EDIT)
def new_relation(person_id: UUID) -> ResponseReturnValue:
    form = RelationForm()
    chosen = _picked(form)
    if chosen is not None and form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.relate(
                actor=viewer(),
                now=request_now(),
                person_id=PersonId(person_id),
                other_id=chosen,
                kind=Kinship(form.kind.data),
                valid_from=form.valid_from.data,
            )
            flash("Relazione aggiunta.")
            return go_to("people.person", person_id=person_id)
    return form_page("people/new_relation.html", form, page=_page(person_id), searched=_searched())


@blueprint.route(
    "/people/<uuid:person_id>/relations/<uuid:relation_id>/end", methods=["GET", "POST"]
)
@requires(_EDIT)
def end_relation(person_id: UUID, relation_id: UUID) -> ResponseReturnValue:
    form = EndForm(ends_on=today())
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            operations.end_relation(
                actor=viewer(),
                now=request_now(),
                person_id=PersonId(person_id),
                relation_id=relation_id,
                ends_on=form.ends_on.chosen,
            )
            flash("Relazione conclusa: resta nella storia.")
            return go_to("people.person", person_id=person_id)
    return form_page("people/end.html", form, page=_page(person_id), what="relazione")


def _picked(form: PickPersonForm) -> PersonId | None:
    """Offer who answers to the search; return who was chosen, None while still searching."""
    text = form.text.data or ""
    rows = queries.search(viewer(), text) if text else []
    form.person.choices = offered((str(row.id), _words(row)) for row in rows)
    if request.method != "POST" or "search" in request.form:
        return None
    if not form.person.data:
        _say(form.person, "Cerca la persona e scegli chi è.")
        return None
    return PersonId(UUID(form.person.data)) if form.person.validate(form) else None


def _words(row: queries.PersonRow) -> str:
    age = row.birth.age(today())
    parts = [row.name, f"{age} anni" if age is not None else "", row.municipality, row.phone]
    return ", ".join(part for part in parts if part)


def _searched() -> bool:
    return request.method == "POST"


def _say(field: Field, sentence: str) -> None:
    field.errors = [*field.errors, sentence]
