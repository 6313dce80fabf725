"""The page of a person, and what corrects it."""

from uuid import UUID

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.errors import Conflict
from app.kernel.references import PersonId
from app.people import operations, queries
from app.people.forms import (
    AddressForm,
    ContactForm,
    CorrectPersonForm,
    OtherNameForm,
)
from app.people.labels import REASONS
from app.people.routes import blueprint
from app.people.routes.changing import change, consulted, ending
from app.people.rules import AddressKind, NameKind
from app.web.access import requires
from app.web.contributed import cards_about, gathered
from app.web.forms import OfficeForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_EDIT = Permission.PEOPLE_PERSON_EDIT


@blueprint.get("/people/<uuid:person_id>")
@requires(Permission.PEOPLE_PERSON_FIND)
def person(person_id: UUID) -> ResponseReturnValue:
    """Show a person: the whole page to who may read it, one line to the front office.

    Who was merged into another record is shown there.
    """
    known = viewer()
    stays = queries.merged_into(known, PersonId(person_id))
    if stays is not None:
        return go_to("people.person", person_id=stays)
    if not known.may(Permission.PEOPLE_PERSON_READ):
        row = queries.person_row(known, PersonId(person_id))
        measures = queries.measures_of(known, [row.id], today()).get(row.id, ())
        return render_template("people/card.html", row=row, on=today(), measures=measures)
    page = operations.consult_person(
        actor=known, now=request_now(), person_id=PersonId(person_id), purpose="people.person"
    )
    beware = queries.beware_of(known, page.id, today())
    return render_template(
        "people/person.html",
        page=page,
        on=today(),
        form=OfficeForm(),
        may_edit=known.may(_EDIT),
        may_decide=known.may(Permission.PEOPLE_MEASURE_DECIDE),
        cards=gathered(cards_about("person_cards", known, page.id, request_now())),
        measures=beware.measures,
        apart=beware.apart,
        may_merge=known.may(Permission.PEOPLE_PERSON_MERGE),
        may_keep_apart=known.may(Permission.PEOPLE_APART_KEEP),
    )


@blueprint.route("/people/<uuid:person_id>/edit", methods=["GET", "POST"])
@requires(_EDIT)
def edit(person_id: UUID) -> ResponseReturnValue:
    page = consulted(person_id)
    form = CorrectPersonForm(obj=page, **_birth_and_sex(page))
    if form.validate_on_submit():
        try:
            with form.showing_refusals(REASONS):
                operations.correct_person(
                    actor=viewer(),
                    now=request_now(),
                    person_id=page.id,
                    version=form.opened_at(),
                    details=form.details(),
                )
                flash("Dati corretti.")
                return go_to("people.person", person_id=person_id)
        except Conflict:
            now = consulted(person_id)
            form.meet({**_plain(now), **_birth_and_sex(now)}, now.version)
    return form_page("people/edit.html", form, page=page)


@blueprint.route("/people/<uuid:person_id>/names/new", methods=["GET", "POST"])
@requires(_EDIT)
def new_name(person_id: UUID) -> ResponseReturnValue:
    form = OtherNameForm()
    return change(
        person_id,
        form,
        lambda common: operations.add_other_name(
            **common,
            kind=NameKind(form.kind.data),
            name=form.name.data or "",
        ),
        "Nome aggiunto: ora la persona si trova anche così.",
        template="people/new_name.html",
    )


@blueprint.route("/people/<uuid:person_id>/contacts/new", methods=["GET", "POST"])
@requires(_EDIT)
def new_contact(person_id: UUID) -> ResponseReturnValue:
    form = ContactForm()
    return change(
        person_id,
        form,
        lambda common: operations.add_contact(**common, details=form.details()),
        "Recapito aggiunto.",
        template="people/new_contact.html",
    )


@blueprint.post("/people/<uuid:person_id>/contacts/<uuid:contact_id>/end")
@requires(_EDIT)
def end_contact(person_id: UUID, contact_id: UUID) -> ResponseReturnValue:
    operations.end_contact(
        actor=viewer(), now=request_now(), person_id=PersonId(person_id), contact_id=contact_id
    )
    flash("Recapito tolto: non comparirà più.")
    return go_to("people.person", person_id=person_id)


@blueprint.route("/people/<uuid:person_id>/addresses/new", methods=["GET", "POST"])
@requires(_EDIT)
def new_address(person_id: UUID) -> ResponseReturnValue:
    form = AddressForm(valid_from=today())
    return change(
        person_id,
        form,
        lambda common: operations.add_address(
            **common,
            kind=AddressKind(form.kind.data),
            street=form.street.data or "",
            municipality=form.municipality.data or "",
            valid_from=form.valid_from.chosen,
        ),
        "Indirizzo aggiunto.",
        template="people/new_address.html",
    )


@blueprint.route(
    "/people/<uuid:person_id>/addresses/<uuid:address_id>/end", methods=["GET", "POST"]
)
@requires(_EDIT)
def end_address(person_id: UUID, address_id: UUID) -> ResponseReturnValue:
    return ending(
        person_id,
        operations.end_address,
        "indirizzo",
        "Indirizzo concluso: resta nella storia.",
        address_id=address_id,
    )


def _birth_and_sex(page: queries.PersonPage) -> dict[str, object]:
    """Return what the form names differently from the page."""
    return {
        "birth_known": page.birth.known,
        "birth_date": page.birth.on,
        "birth_year": str(page.birth.year or ""),
        "sex": page.sex or "",
    }


def _plain(page: queries.PersonPage) -> dict[str, object]:
    """Return what the form names as the page does."""
    same = ("surname", "given", "preferred_name", "birthplace", "identity", "identifier",
            "no_identifier_reason", "language", "died_on")  # fmt: skip
    return {name: getattr(page, name) for name in same}
