"""What the office offers, in the words of the desk: the list, the card of a way, its paper."""

from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.catalogue import operations, queries
from app.catalogue.forms import CardForm, SearchServicesForm
from app.catalogue.labels import CARDS, WAITS, ways_called
from app.catalogue.paths import PATHS, Path, questions_for
from app.catalogue.routes import blueprint
from app.catalogue.rules import PathCode
from app.kernel.errors import Conflict, NotFound
from app.organisations.labels import WEEKDAYS
from app.organisations.queries import sites, walk_in_hours
from app.web.access import requires
from app.web.forms import ConfirmForm
from app.web.htmx import form_page, go_to, page_or_part, wants_part
from app.web.request_time import request_now, today

_READ = Permission.CATALOGUE_PATH_READ
_EDIT = Permission.CATALOGUE_TERMS_EDIT


@blueprint.route("/services", methods=["GET", "POST"])
@requires(_READ)
def services() -> ResponseReturnValue:
    """Show every way, or those that answer to what was searched in plain words."""
    form, known = SearchServicesForm(), viewer()
    text = (form.text.data or "") if form.validate_on_submit() else ""
    whole = not text and not wants_part()
    return page_or_part(
        "catalogue/services.html",
        "catalogue/_found.html",
        form=form,
        ways=[PATHS[code] for code in ways_called(text, queries.words_written(known))],
        cards=CARDS,
        services=queries.services_of(known, None, today()) if whole else (),
        units=queries.units_of(known, None, today()) if whole else (),
        text=text,
        part=wants_part(),
        errors=bool(form.errors),
        may_edit=known.may(_EDIT),
    )


@blueprint.get("/services/<int:number>")
@requires(_READ)
def card(number: int) -> ResponseReturnValue:
    way, known = way_of(number), viewer()
    return render_template(
        "catalogue/card.html",
        questions=questions_for(way.code),
        services=queries.services_of(known, way.code, today()),
        units=queries.units_of(known, way.code, today()),
        figures=[row for row in queries.parameter_rows(known, today())
                 if row.about.path is way.code],
        may_edit=known.may(_EDIT),
        may_send=known.may(Permission.CATALOGUE_CARD_SEND),
        form=ConfirmForm(),
        **_told(way),
    )  # fmt: skip


@blueprint.get("/services/<int:number>/print")
@requires(_READ)
def paper(number: int) -> ResponseReturnValue:
    """Show the card as a paper for the person; reserved units are never on it."""
    return render_template("catalogue/paper.html", **_told(way_of(number)))


@blueprint.route("/services/<int:number>/words", methods=["GET", "POST"])
@requires(_EDIT)
def words(number: int) -> ResponseReturnValue:
    """Write under which words people look for a way, and how long it takes."""
    way, known = way_of(number), viewer()
    row = _written(way)
    form = CardForm(**_shown(way, row), version=row.version)
    if form.validate_on_submit():
        try:
            operations.write_card(
                actor=known,
                now=request_now(),
                path=way.code,
                words=form.words.data or "",
                how_long=form.how_long.data or "",
                version=form.opened_at(),
            )
        except Conflict:
            now = _written(way)
            form.meet(_shown(way, now), now.version)
        else:
            flash("Scheda salvata: ora si trova con queste parole.")
            return go_to("catalogue.card", number=number)
    return form_page("catalogue/words.html", form, way=way)


@blueprint.post("/services/<int:number>/checked")
@requires(_EDIT)
def checked(number: int) -> ResponseReturnValue:
    """Say that the card was read again today."""
    operations.check_card(actor=viewer(), now=request_now(), path=way_of(number).code)
    flash("Verificata oggi.")
    return go_to("catalogue.card", number=number)


def way_of(number: int) -> Path:
    """Return the way at a place of the office's list; `NotFound` beyond it."""
    codes = [*PathCode]
    if not 1 <= number <= len(codes):
        raise NotFound
    return PATHS[codes[number - 1]]


def _told(way: Path) -> dict[str, Any]:
    """Return what screen and paper both say of a way."""
    known, on = viewer(), today()
    lengths = queries.lengths_on(known, on)
    return {
        "way": way,
        "card": CARDS[way.code],
        "written": _written(way),
        "waits": [(term, lengths[term]) for term in WAITS.get(way.end, ())],
        "sites": sites(known),
        "hours": walk_in_hours(known, on),
        "weekdays": WEEKDAYS,
        "on": on,
    }


def _written(way: Path) -> queries.CardRow:
    return queries.card_rows(viewer()).get(way.code, queries.CardRow())


def _shown(way: Path, row: queries.CardRow) -> dict[str, str]:
    """Return what stands on a card; until somebody writes, the words the program starts with."""
    words = CARDS[way.code].also_called if row.words is None else row.words
    return {"words": words, "how_long": row.how_long}
