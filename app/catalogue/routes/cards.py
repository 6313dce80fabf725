"""What the office offers, in the words of the desk: the list, the card of a way, its paper."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.catalogue import queries
from app.catalogue.forms import SearchServicesForm
from app.catalogue.labels import CARDS, ways_called
from app.catalogue.paths import PATHS, Path, questions_for
from app.catalogue.routes import blueprint
from app.catalogue.rules import PathCode
from app.kernel.errors import NotFound
from app.organisations.queries import sites
from app.web.access import requires
from app.web.htmx import form_page
from app.web.request_time import today

_READ = Permission.CATALOGUE_PATH_READ
_EDIT = Permission.CATALOGUE_TERMS_EDIT


@blueprint.route("/services", methods=["GET", "POST"])
@requires(_READ)
def services() -> ResponseReturnValue:
    """Show every way, or those that answer to what was searched in plain words."""
    form, known = SearchServicesForm(), viewer()
    text = (form.text.data or "") if form.validate_on_submit() else ""
    return form_page(
        "catalogue/services.html",
        form,
        ways=[PATHS[code] for code in ways_called(text)],
        cards=CARDS,
        services=queries.services_of(known, None, today()),
        units=queries.units_of(known, None, today()),
        text=text,
        may_edit=known.may(_EDIT),
    )


@blueprint.get("/services/<int:number>")
@requires(_READ)
def card(number: int) -> ResponseReturnValue:
    way, known = way_of(number), viewer()
    return render_template(
        "catalogue/card.html",
        way=way,
        card=CARDS[way.code],
        questions=questions_for(way.code),
        services=queries.services_of(known, way.code, today()),
        units=queries.units_of(known, way.code, today()),
        figures=[row for row in queries.parameter_rows(known, today())
                 if row.about.path is way.code],
        may_edit=known.may(_EDIT),
    )  # fmt: skip


@blueprint.get("/services/<int:number>/print")
@requires(_READ)
def paper(number: int) -> ResponseReturnValue:
    """Show the card as a paper for the person; reserved units are never on it."""
    way = way_of(number)
    return render_template(
        "catalogue/paper.html",
        way=way,
        card=CARDS[way.code],
        sites=sites(viewer()),
        on=today(),
    )


def way_of(number: int) -> Path:
    """Return the way at a place of the office's list; `NotFound` beyond it."""
    codes = [*PathCode]
    if not 1 <= number <= len(codes):
        raise NotFound
    return PATHS[codes[number - 1]]
