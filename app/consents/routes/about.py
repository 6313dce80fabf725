"""What every page about a person here does: it reads her, offers who may decide, goes back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.consents.labels import REASONS
from app.kernel.references import PersonId
from app.people.labels import LABELS as PEOPLE
from app.people.operations import consult_person
from app.people.queries import PersonPage
from app.people.rules import Kinship
from app.web.forms import OfficeForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now

Common = dict[str, Any]


def consult(person_id: UUID, purpose: str) -> PersonPage:
    """Return the person a page is about, after the line of who reads it and why."""
    return consult_person(
        actor=viewer(), now=request_now(), person_id=PersonId(person_id), purpose=purpose
    )


def relatives(page: PersonPage) -> list[tuple[str, str]]:
    """Return who may be chosen beside a person: her kin, then who lives with her."""
    words = PEOPLE[Kinship]
    kin = {
        row.person_id: f"{row.name}, {words[row.kind].text.lower()}"
        for row in page.relations
        if row.valid_to is None
    }
    near = {
        one.person_id: one.name
        for home in page.households
        for one in home.members
        if one.person_id not in {page.id, *kin}
    }
    return [(str(id_), told) for id_, told in {**kin, **near}.items()]


def change(
    person_id: UUID,
    form: OfficeForm,
    run: Callable[[Common], object],
    done: str,
    *,
    template: str,
    then: str,
    **context: Any,
) -> ResponseReturnValue:
    """Show a form about a person and do what it says; `done` is said on the page `then`."""
    page = consult(person_id, f"consents.{then}")
    offer = context.pop("offer", None)
    if offer is not None:
        offer(form, page)
    if form.validate_on_submit():
        with form.showing_refusals(REASONS):
            run({"actor": viewer(), "now": request_now(), "person_id": page.id})
            flash(done)
            return go_to(f"consents.{then}", person_id=person_id)
    return form_page(template, form, page=page, **context)
