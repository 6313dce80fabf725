"""Search before creation: the results, the likely doubles, the new person."""

from flask import Response, flash, request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.people import operations, queries
from app.people.above import sources_for, words_of
from app.people.forms import NewPersonForm, SearchForm
from app.people.labels import REASONS
from app.people.matching import Likeness
from app.people.routes import blueprint
from app.web.access import requires
from app.web.htmx import form_page, go_to, page_or_part
from app.web.request_time import request_now, today


@blueprint.route("/people", methods=["GET", "POST"])
@requires(Permission.PEOPLE_PERSON_FIND)
def search() -> ResponseReturnValue:
    """Show who answers to what was typed. A POST, so that no name stays in an address."""
    form = SearchForm()
    text = (form.text.data or "") if form.validate_on_submit() else ""
    known = viewer()
    rows = queries.search(known, text) if text else []
    return page_or_part(
        "people/search.html",
        "people/_results.html",
        form=form,
        text=text,
        rows=rows,
        words=words_of(known, [row.id for row in rows]),
        most=queries.SHOWN,
        may_register=known.may(Permission.PEOPLE_PERSON_REGISTER),
        sources=sources_for(known),
        may_merge=known.may(Permission.PEOPLE_PERSON_MERGE),
        on=today(),
        errors=bool(form.errors),
    )


@blueprint.post("/people/start")
@requires(Permission.PEOPLE_PERSON_REGISTER)
def start() -> ResponseReturnValue:
    """Open the form of a new person, filled with what was searched: nobody types it twice."""
    words = (SearchForm().text.data or "").split()
    digits = "".join(words).lstrip("+").isdecimal()
    form = NewPersonForm(
        formdata=None,
        surname="" if digits or not words else words[0],
        given="" if digits else " ".join(words[1:]),
        phone=" ".join(words) if digits else "",
    )
    return _new_page(form)


@blueprint.route("/people/new", methods=["GET", "POST"])
@requires(Permission.PEOPLE_PERSON_REGISTER)
def new() -> ResponseReturnValue:
    form = NewPersonForm()
    if not form.validate_on_submit():
        return _new_page(form)
    with form.showing_refusals(REASONS):
        person_id = operations.register_with_phone(
            actor=viewer(),
            now=request_now(),
            details=form.details(),
            contact=form.contact(),
            is_another=form.is_another.data,
        )
        flash("Persona registrata. Quello che manca si completa dopo.")
        return go_to("people.person", person_id=person_id)
    return _new_page(form)


@blueprint.post("/people/doubles")
@requires(Permission.PEOPLE_PERSON_REGISTER)
def doubles() -> ResponseReturnValue:
    """Show, while somebody types, who may already be in the archive and why."""
    form = NewPersonForm()
    found = _doubles(form) if form.validate() else []
    return page_or_part("people/_doubles.html", "people/_doubles.html", doubles=found, on=today())


def _new_page(form: NewPersonForm) -> Response:
    typed = request.method == "POST" and request.endpoint == "people.new"
    found = _doubles(form) if typed and not form.errors else []
    return form_page("people/new.html", form, doubles=found, on=today())


def _doubles(form: NewPersonForm) -> list[tuple[queries.PersonRow, Likeness]]:
    known = viewer()
    described = operations.describe(known.organisation_id, form.details(), form.phone.data or "")
    return queries.doubles(known, described)
