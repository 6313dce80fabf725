"""What every form about a person does: it reads her, asks, does one thing, and goes back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.kernel.references import PersonId
from app.people import operations, queries
from app.people.forms import EndForm
from app.people.labels import REASONS
from app.web.forms import OfficeForm
from app.web.htmx import form_page, go_to
from app.web.request_time import request_now, today

Common = dict[str, Any]


def consulted(person_id: UUID) -> queries.PersonPage:
    """Read the person a form is about; the line of the reading says it was to correct her."""
    return operations.consult_person(
        actor=viewer(), now=request_now(), person_id=PersonId(person_id), purpose="people.edit"
    )


def change(
    person_id: UUID,
    form: OfficeForm,
    run: Callable[[Common], object],
    done: str,
    *,
    template: str,
    ready: bool = True,
    **context: Any,
) -> ResponseReturnValue:
    """Show `form` about a person and do what it says.

    `run` takes the plain arguments of every use case about a person (actor, now, her id); `done`
    is said after. Until it is `ready` the form only comes back.
    """
    if ready and form.validate_on_submit():
        with form.showing_refusals(REASONS):
            run({"actor": viewer(), "now": request_now(), "person_id": PersonId(person_id)})
            flash(done)
            return go_to("people.person", person_id=person_id)
    return form_page(template, form, page=consulted(person_id), **context)


def ending(
    person_id: UUID, end: Callable[..., object], what: str, done: str, **which: UUID
) -> ResponseReturnValue:
    """Ask from which day `what` no longer holds, and say so to the use case `end`."""
    form = EndForm(ends_on=today())
    return change(
        person_id,
        form,
        lambda common: end(**common, **which, ends_on=form.ends_on.chosen),
        done,
        template="people/end.html",
        what=what,
    )
