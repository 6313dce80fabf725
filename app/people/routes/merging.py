"""Two records of one person: looked for, compared, merged, read back, undone."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import current_app, flash, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.errors import Conflict, Invalid, NotAllowedNow
from app.kernel.references import PersonId
from app.people import operations, queries
from app.people.forms import GONE, MergeForm, PickPersonForm
from app.people.labels.merging import said_of
from app.people.routes import blueprint
from app.people.routes.changing import consulted
from app.people.routes.family import picked
from app.people.rules import MergeField, better_from_other, knows
from app.web.access import requires
from app.web.forms import OfficeForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

_MERGE = Permission.PEOPLE_PERSON_MERGE


@blueprint.get("/people/doubles")
@requires(_MERGE)
def likely_pairs() -> ResponseReturnValue:
    """Look, because somebody asks, for who may be written twice."""
    return render_template("people/pairs.html", pairs=queries.likely_pairs(viewer()), on=today())


@blueprint.route("/people/<uuid:person_id>/merge", methods=["GET", "POST"])
@requires(_MERGE)
def find_double(person_id: UUID) -> ResponseReturnValue:
    """Choose with which other record somebody is compared."""
    form = PickPersonForm()
    chosen = picked(form)
    if chosen is not None and form.validate_on_submit():
        return go_to("people.merge", person_id=person_id, other_id=chosen)
    page = consulted(person_id)
    found = queries.doubles_of(viewer(), page.id)
    return form_page(
        "people/find_double.html",
        form,
        page=page,
        doubles=found,
        on=today(),
        searched=request.method == "POST",
    )


@blueprint.route("/people/<uuid:person_id>/merge/<uuid:other_id>", methods=["GET", "POST"])
@requires(_MERGE)
def merge(person_id: UUID, other_id: UUID) -> ResponseReturnValue:
    """Compare two records field by field, and merge them; the first stays."""
    page, other = consulted(person_id), consulted(other_id)
    kept, gone = _said(page), _said(other)
    chosen = {field.value: GONE for field in MergeField if better_from_other(field, kept, gone)}
    shown = MergeForm(**chosen, version=str(page.version), gone_version=str(other.version))
    for field in MergeField:
        shown.choose(field, said_of(field, kept), said_of(field, gone))
    if shown.validate_on_submit():
        try:
            with shown.showing_refusals(_reasons()):
                merge_id = operations.merge_people(
                    actor=viewer(),
                    now=request_now(),
                    kept_id=page.id,
                    gone_id=other.id,
                    versions=shown.versions(),
                    taken=shown.taken(),
                )
                return go_to("people.merged", merge_id=merge_id)
        except Conflict as meanwhile:
            shown.start_again(page.version)
            shown.gone_version.data = str(other.version)
            shown.refuse(meanwhile, _reasons())
    differing, same = _compared(kept, gone)
    bar = queries.why_two(viewer(), page.id, other.id, today())
    return form_page(
        "people/merge.html",
        shown,
        page=page,
        other=other,
        bar=_reasons()[bar] if bar else None,
        differing=differing,
        same=same,
        moving=queries.what_moves(viewer(), other.id),
        press=OfficeForm(formdata=None),
        on=today(),
    )


@blueprint.post("/people/<uuid:person_id>/merge/<uuid:other_id>/different")
@requires(_MERGE)
def tell_apart(person_id: UUID, other_id: UUID) -> ResponseReturnValue:
    """Say that the two are two people: they are not proposed again."""
    if OfficeForm().validate_on_submit():
        operations.tell_apart(
            actor=viewer(),
            now=request_now(),
            person_id=PersonId(person_id),
            other_id=PersonId(other_id),
        )
        flash("Sono due persone: non le proporrò più insieme.")
    return go_to("people.person", person_id=person_id)


@blueprint.get("/merges/<uuid:merge_id>")
@requires(_MERGE)
def merged(merge_id: UUID) -> ResponseReturnValue:
    """Show what a merge moved and what stands now, as the database says."""
    page = operations.consult_merge(actor=viewer(), now=request_now(), merge_id=merge_id)
    fields = [
        (
            one.field,
            said_of(one.field, one.before),
            said_of(one.field, one.after),
            one.changed_since,
        )
        for one in page.fields
    ]
    return render_template(
        "people/merged.html", page=page, fields=fields, press=OfficeForm(formdata=None)
    )


@blueprint.post("/merges/<uuid:merge_id>/undo")
@requires(_MERGE)
def undo_merge(merge_id: UUID) -> ResponseReturnValue:
    """Make two records again of one."""
    if OfficeForm().validate_on_submit():
        try:
            operations.undo_merge(actor=viewer(), now=request_now(), merge_id=merge_id)
            flash("Unione annullata: sono di nuovo due schede.")
        except (Invalid, NotAllowedNow) as refusal:
            flash(" ".join(_reasons()[one] for one in refusal.reasons))
    return go_to("people.merged", merge_id=merge_id)


def _reasons() -> Mapping[str, str]:
    """Return the words of every refusal: also the features above say why two stay two."""
    words: Mapping[str, str] = current_app.extensions["reasons"]
    return words


def _said(page: queries.PersonPage) -> dict[str, Any]:
    """Return what a record says, by the names of its columns."""
    said = {name: getattr(page, name) for name in _SAME}
    born, died = page.birth.on, page.died_on
    return {
        **said,
        "birth_known": page.birth.known,
        "birth_date": born.isoformat() if born else None,
        "birth_year": page.birth.year,
        "died_on": died.isoformat() if died else None,
    }


_SAME = ("surname", "given", "preferred_name", "birthplace", "sex", "identity", "identifier",
         "no_identifier_reason", "language")  # fmt: skip


def _compared(
    kept: dict[str, Any], gone: dict[str, Any]
) -> tuple[list[MergeField], list[tuple[MergeField, str]]]:
    """Return in what two records differ, and what they say both."""
    words = {field: (said_of(field, kept), said_of(field, gone)) for field in MergeField}
    differing = [field for field, (one, other) in words.items() if one != other]
    same = [
        (field, one) for field, (one, other) in words.items() if one == other and knows(field, kept)
    ]
    return differing, same
