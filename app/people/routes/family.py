"""Household and kin: pages where another person is searched and chosen."""

from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.references import HouseholdId, PersonId
from app.people import operations, queries
from app.people.forms import HouseholdForm, MemberForm, PickPersonForm, RelationForm
from app.people.labels import in_one_line
from app.people.routes import blueprint
from app.people.routes.changing import change, ending
from app.people.rules import Kinship
from app.web.access import requires
from app.web.fields import offered, say
from app.web.request_time import today

_EDIT = Permission.PEOPLE_HOUSEHOLD_EDIT


@blueprint.route("/people/<uuid:person_id>/household/new", methods=["GET", "POST"])
@requires(_EDIT)
def new_household(person_id: UUID) -> ResponseReturnValue:
    form = HouseholdForm(valid_from=today())
    return change(
        person_id,
        form,
        lambda common: operations.found_household(
            **common,
            label=form.label.data or "",
            valid_from=form.valid_from.chosen,
        ),
        "Nucleo aperto: ora aggiungi chi ne fa parte.",
        template="people/new_household.html",
    )


@blueprint.route(
    "/people/<uuid:person_id>/household/<uuid:household_id>/members/new", methods=["GET", "POST"]
)
@requires(_EDIT)
def new_member(person_id: UUID, household_id: UUID) -> ResponseReturnValue:
    form = MemberForm(valid_from=today())
    chosen = picked(form)
    return change(
        person_id,
        form,
        lambda common: operations.join_household(
            **{**common, "person_id": chosen},
            household_id=HouseholdId(household_id),
            valid_from=form.valid_from.chosen,
        ),
        "Persona aggiunta al nucleo.",
        template="people/new_member.html",
        ready=chosen is not None,
        searched=request.method == "POST",
    )


@blueprint.route(
    "/people/<uuid:person_id>/household/<uuid:member_id>/leave", methods=["GET", "POST"]
)
@requires(_EDIT)
def leave_household(person_id: UUID, member_id: UUID) -> ResponseReturnValue:
    return ending(
        person_id,
        operations.leave_household,
        "appartenenza al nucleo",
        "Uscita dal nucleo registrata: il passato resta com'era.",
        member_id=member_id,
    )


@blueprint.route("/people/<uuid:person_id>/relations/new", methods=["GET", "POST"])
@requires(_EDIT)
def new_relation(person_id: UUID) -> ResponseReturnValue:
    form = RelationForm()
    chosen = picked(form)
    return change(
        person_id,
        form,
        lambda common: operations.relate(
            **{**common, "other_id": chosen},
            kind=Kinship(form.kind.data),
            valid_from=form.valid_from.data,
        ),
        "Relazione aggiunta.",
        template="people/new_relation.html",
        ready=chosen is not None,
        searched=request.method == "POST",
    )


@blueprint.route(
    "/people/<uuid:person_id>/relations/<uuid:relation_id>/end", methods=["GET", "POST"]
)
@requires(_EDIT)
def end_relation(person_id: UUID, relation_id: UUID) -> ResponseReturnValue:
    return ending(
        person_id,
        operations.end_relation,
        "relazione",
        "Relazione conclusa: resta nella storia.",
        relation_id=relation_id,
    )


def picked(form: PickPersonForm) -> PersonId | None:
    """Offer who answers to the search; return who was chosen, None while still searching."""
    text = form.text.data or ""
    rows = queries.search(viewer(), text) if text else []
    form.person.choices = offered((str(row.id), _words(row)) for row in rows)
    if request.method != "POST" or "search" in request.form:
        return None
    if not form.person.data:
        say(form.person, "Cerca la persona e scegli chi è.")
        return None
    return PersonId(UUID(form.person.data)) if form.person.validate(form) else None


def _words(row: queries.PersonRow) -> str:
    return in_one_line(row.name, row.birth.age(today()), row.municipality, row.phone)
