"""The lists of letters and the register of what left."""

from typing import Any
from uuid import UUID

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.kernel.references import BodyId
from app.kernel.text import clean
from app.releases import queries
from app.releases.forms import RegisterForm
from app.releases.labels import UNNAMED
from app.releases.queries import Asked
from app.releases.routes import blueprint
from app.releases.rules import LetterKind, ReleaseShelf
from app.web.access import requires
from app.web.fields import offered
from app.web.pagination import paged, requested_page, window

_ASKED = ("since", "until", "kind", "body")


@blueprint.get("/releases", endpoint="releases")
@requires(Permission.RELEASES_REGISTER_READ)
def release_list() -> ResponseReturnValue:
    """Show one of the lists; of the register, what answers a period, a kind and a body."""
    known, number = viewer(), requested_page()
    counts = queries.shelf_counts(known)
    text = request.args.get("elenco", "")
    shelf = ReleaseShelf(text) if text in {*counts} else ReleaseShelf.SENT
    form = _form() if shelf is ReleaseShelf.SENT else None
    rows = queries.listed(known, shelf, _asked(form), *window(number))
    return render_template(
        "releases/releases.html",
        page=paged(rows, number),
        shelf=shelf,
        counts=counts,
        form=form,
        asked=_written_in(),
        unnamed=UNNAMED,
        landing=current_app.extensions["landing"],
        may_edit=known.may(Permission.RELEASES_TEMPLATE_EDIT),
    )


def _form() -> RegisterForm:
    form = RegisterForm(formdata=MultiDict(_written_in()))
    form.body.choices = offered(
        [("", "Tutti"), *((str(id_), name) for id_, name in queries.bodies_written_to(viewer()))]
    )
    form.validate()
    return form


def _asked(form: RegisterForm | None) -> Asked:
    """Return what the address asks; a field that cannot be read asks nothing, and says so."""
    if form is None:
        return Asked()
    right: dict[str, Any] = {name: form[name].data for name in _ASKED if not form[name].errors}
    return Asked(
        since=right.get("since"),
        until=right.get("until"),
        kind=LetterKind(right["kind"]) if right.get("kind") else None,
        body_id=BodyId(UUID(right["body"])) if right.get("body") else None,
    )


def _written_in() -> dict[str, str]:
    given = {name: clean(request.args.get(name, ""))[:60] for name in _ASKED}
    return {name: text for name, text in given.items() if text}
