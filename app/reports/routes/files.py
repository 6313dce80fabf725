"""The report taken away: a text file and a workbook, with the numbers of the page."""

import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter
from flask import request
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.reports import operations
from app.reports.labels import HOW_COUNTED
from app.reports.routes import blueprint
from app.reports.routes.caseload import asked, team_name, to_the_question
from app.reports.routes.sheets import Sheet, sheet, written
from app.reports.rules import Figure, Question, Shown
from app.web.access import requires
from app.web.formatting import day_digits, label, moment
from app.web.request_time import request_now, today
from app.web.taken_away import csv_file, saved_as

_READ = Permission.REPORTS_CASELOAD_READ
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HIDDEN_NOTE = (
    "I numeri da 1 a 4 non sono diffusi, né quelli che li farebbero ricavare: il file può uscire "
    "dall'ufficio."
)


@blueprint.get("/reports/caseload/csv")
@requires(_READ)
def caseload_csv() -> ResponseReturnValue:
    question = asked().question(today())
    if question is None:
        return to_the_question()
    made = _taken_away(question)
    return csv_file(_csv_lines(made, question), _name(question, "csv"))


@blueprint.get("/reports/caseload/xlsx")
@requires(_READ)
def caseload_xlsx() -> ResponseReturnValue:
    question = asked().question(today())
    if question is None:
        return to_the_question()
    made = _taken_away(question)
    content = io.BytesIO()
    book = xlsxwriter.Workbook(
        content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    strong, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    for figure in Figure:
        page = book.add_worksheet(figure.value)
        page.set_column(0, 0, 60)
        page.set_column(1, 20, 16)
        _fill(page, made, question, figure, (strong, wrapped))
    book.close()
    return saved_as(content.getvalue(), _WORKBOOK, _name(question, "xlsx"))


def _taken_away(question: Question) -> Sheet:
    outside = request.args.get("outside") == "yes"
    known = viewer()
    facts = operations.export_facts(
        actor=known,
        now=request_now(),
        organisation_id=known.organisation_id,
        question=question,
        purpose=f"{'outside' if outside else 'inside'} {question.on.isoformat()}",
    )
    return sheet(known, facts, question, outside=outside)


def _head(made: Sheet, question: Question) -> list[tuple[str, str]]:
    known = viewer()
    lines = [
        ("Comune", known.organisation_name),
        ("Gruppo di lavoro", team_name(question)),
        ("Periodo", f"{day_digits(question.span.start)} – {day_digits(question.span.end)}"),
        ("Alla data", day_digits(question.on)),
        ("Estratto", f"{moment(request_now())}, {known.name}"),
    ]
    return [*lines, ("Riservatezza", _HIDDEN_NOTE)] if made.outside else lines


def _csv_lines(made: Sheet, question: Question) -> Iterator[list[str]]:
    for name, value in _head(made, question):
        yield [name, value]
    yield []
    yield ["Figura", "Tabella", "Riga", "Colonna", "Valore", "Un anno prima"]
    for table in made.tables:
        for row in table.rows:
            for column, pair in zip(table.columns, row.pairs, strict=True):
                name = f"{table.figure.value} {label(table.figure).text}"
                yield [
                    name, table.caption, row.words, column, written(pair.now), written(pair.before)
                ]  # fmt: skip


def _fill(
    page: Any, made: Sheet, question: Question, figure: Figure, formats: tuple[Any, Any]
) -> None:
    strong, wrapped = formats
    page.write_string(0, 0, f"{figure.value} {label(figure).text}", strong)
    line = 1
    for name, value in _head(made, question):
        page.write_string(line, 0, f"{name}: {value}")
        line += 1
    page.write_string(line, 0, HOW_COUNTED[figure], wrapped)
    line += 2
    for table in (one for one in made.tables if one.figure is figure):
        page.write_string(line, 0, table.caption, strong)
        for place, column in enumerate(table.columns):
            page.write_string(line, 1 + 2 * place, column, strong)
            page.write_string(line, 2 + 2 * place, f"{column}, un anno prima", strong)
        for row in table.rows:
            line += 1
            page.write_string(line, 0, row.words)
            for place, pair in enumerate(row.pairs):
                _put(page, line, 1 + 2 * place, pair.now)
                _put(page, line, 2 + 2 * place, pair.before)
        line += 2


def _put(page: Any, line: int, place: int, shown: Shown) -> None:
    if isinstance(shown, int | float):
        page.write_number(line, place, shown)
    else:
        page.write_string(line, place, written(shown))


def _name(question: Question, ending: str) -> str:
    return f"carico-{question.on.isoformat()}.{ending}"
