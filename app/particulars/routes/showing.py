"""What the screens of particulars share: who looks, the way back, one page for every form."""

from typing import Any
from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.catalogue.labels import LABELS as CATALOGUE
from app.kernel.references import RequestLineId
from app.particulars.queries import Head, RequestHead
from app.web.forms import OfficeForm
from app.web.htmx import form_page
from app.web.request_time import request_now

Steps = list[tuple[str, str]]


def by() -> dict[str, Any]:
    """Return who acts and when."""
    return {"actor": viewer(), "now": request_now()}


def looking_at(line_id: UUID, purpose: str) -> dict[str, Any]:
    """Return who looks at which line, when, for what."""
    return {**by(), "request_line_id": RequestLineId(line_id), "purpose": purpose}


def steps_to(head: Head | RequestHead, *more: tuple[str, str]) -> Steps:
    """Return the pages above: the request, the line where there is one, then some more."""
    request = head.request if isinstance(head, Head) else head
    steps = [(f"Richiesta {request.number}", url_for("cases.request_page", request_id=request.id))]
    if isinstance(head, Head):
        words = CATALOGUE[type(head.what)][head.what].text
        steps.append((words, url_for("cases.request_line", line_id=head.id)))
    return [*steps, *more]


def typed_page(
    form: OfficeForm, title: str, button: str, steps: Steps, person: str, *, about: str = ""
) -> ResponseReturnValue:
    """Show a page that is one form, about a person, under the pages of `steps`."""
    return form_page(
        "particulars/form.html", form,
        title=title, button=button, steps=steps, person=person, about=about,
    )  # fmt: skip
