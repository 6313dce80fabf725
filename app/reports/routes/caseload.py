"""The caseload page, and the list behind each of its numbers."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from flask import (
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.accounts.queries import teams
from app.kernel.text import clean
from app.reports import operations, queries
from app.reports.forms import QuestionForm
from app.reports.labels import HOW_COUNTED, NOTHING
from app.reports.queries import Place
from app.reports.routes import blueprint
from app.reports.routes.sheets import sheet, words_of, written
from app.reports.rules import Column, Figure, Question, RowKey, TableKey, Thing
from app.web.access import requires
from app.web.fields import offered
from app.web.formatting import day_digits
from app.web.pagination import PAGE_SIZE, paged, requested_page, window
from app.web.request_time import request_now, today

_READ = Permission.REPORTS_CASELOAD_READ
_PAGES = {Thing.CASE: "case", Thing.REFERRAL: "referral", Thing.REQUEST: "service_request"}


@blueprint.get("/reports/caseload")
@requires(_READ)
def caseload() -> ResponseReturnValue:
    known, form = viewer(), asked()
    question = form.question(today())
    if question is None:
        page = render_template("reports/caseload.html", form=form, errors=True, sheet=None)
        return make_response(page, 422)
    shown = sheet(known, queries.facts(known, question), question)
    return render_template(
        "reports/caseload.html",
        form=form,
        sheet=shown,
        figures=tuple(Figure),
        how=HOW_COUNTED,
        nothing=NOTHING,
        written=written,
        values=address_of(question),
        values_before=address_of(question.a_year_before()),
        team=team_name(question),
        first=_headline(shown.now),
        extracted_at=request_now(),
        known=known,
    )


@blueprint.get("/reports/caseload/list")
@requires(_READ)
def behind() -> ResponseReturnValue:
    """Show what a number counts: references first, names only when they are asked for."""
    question = asked().question(today())
    if question is None:
        return to_the_question()
    place = Place(*(request.args.get(name, "")[:40] for name in ("table", "row", "column")))
    common: dict[str, Any] = {
        "actor": viewer(),
        "now": request_now(),
        "organisation_id": viewer().organisation_id,
        "purpose": f"{place.table} {place.row} {place.column} {question.on.isoformat()}"[:80],
    }
    found = operations.open_figure(**common, question=question, place=place)
    number = requested_page()
    offset, limit = window(number)
    rows = found.rows[offset : offset + limit]
    with_names = request.args.get("names") == "yes"
    if with_names:
        rows = operations.name_figure(**common, rows=rows[:PAGE_SIZE]) + rows[PAGE_SIZE:]
    return render_template(
        "reports/list.html",
        found=found,
        page=paged(rows, number),
        place=place,
        column=Column(place.column),
        row_words=_row_words(place.row, found),
        question=question,
        values={**address_of(question), **place.__dict__},
        back=address_of(question),
        with_names=with_names,
        addresses=_addresses(found, rows),
    )


def asked() -> QuestionForm:
    """Return the question of the address; without one, this year up to today."""
    now = today()
    usual = {
        "start": day_digits(now.replace(month=1, day=1)),
        "end": day_digits(now),
        "on": day_digits(now),
    }
    written_in = {name: text for name, text in request.args.items() if clean(text)}
    given = {name: text for name, text in written_in.items() if name in (*usual, "team")}
    form = QuestionForm(formdata=MultiDict({**usual, **given}))
    names = ((str(id_), name) for id_, name in teams(viewer()))
    form.team.choices = offered([("", "Tutto l'ufficio"), *names])
    return form


def address_of(question: Question) -> dict[str, str]:
    """Return a question as it stands in an address."""
    given = {
        "start": day_digits(question.span.start),
        "end": day_digits(question.span.end),
        "on": day_digits(question.on),
    }
    return {**given, "team": str(question.team_id)} if question.team_id else given


def team_name(question: Question) -> str:
    """Return the team that was asked about, in words."""
    names = teams(viewer())
    return next((name for id_, name in names if id_ == question.team_id), "tutto l'ufficio")


def to_the_question() -> ResponseReturnValue:
    """Send back, with everything that was asked, to where it can be mended."""
    asked_for: dict[str, Any] = {
        name: text for name, text in request.args.items() if name in ("start", "end", "on", "team")
    }
    return redirect(url_for("reports.caseload", **asked_for), code=303)


def _headline(now: Any) -> dict[str, str]:
    """Return the numbers of the sentence that comes first."""
    wanted = {
        "cases": (TableKey.CASES_BY_STATE, RowKey.TOTAL, Column.CASES),
        "suspended": (TableKey.CASES_BY_AREA, RowKey.TOTAL, Column.SUSPENDED),
        "people": (TableKey.PEOPLE, RowKey.EVERYBODY, Column.PEOPLE),
        "minors": (TableKey.PEOPLE, RowKey.MINORS, Column.PEOPLE),
        "opened": (TableKey.FLOW, RowKey.OPENED, Column.EVENTS),
        "left": (TableKey.FLOW, RowKey.LEFT, Column.EVENTS),
        "unassigned": (TableKey.UNASSIGNED, RowKey.TOTAL, Column.UNASSIGNED),
        "arrived": (TableKey.REGISTERED, RowKey.TOTAL, Column.REGISTERED),
    }
    found = {}
    for name, (table, row, column) in wanted.items():
        cell = now.table(table).cell(row, column)
        found[name] = written(cell.number if cell else 0)
    return found


def _addresses(found: queries.Behind, rows: Sequence[queries.ListRow]) -> dict[UUID, str]:
    """Return where each thing of a list is read, if it has a page."""
    page: Callable[[UUID], str] | None = current_app.extensions["landing"].get(
        _PAGES[found.table.thing]
    )
    return {row.id: page(row.id) for row in rows} if page else {}


def _row_words(row: str, found: queries.Behind) -> str:
    key = next((one.key for one in found.table.rows if str(one.key) == row), None)
    if key is None:
        abort(404)
    return words_of(viewer(), key)
