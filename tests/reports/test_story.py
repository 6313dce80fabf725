"""Story 1, told by the figures: forty-six days, two of three begun, and every file says the same."""

import csv
import io
import re
from datetime import date

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AccessEntry
from app.cases import operations as cases
from app.cases.rules.case import CaseKind, TeamAccess
from app.db import db
from app.kernel.errors import NotFound
from app.reports import operations, queries
from app.reports.queries import Place
from app.reports.routes.sheets import Sheet, sheet, written
from app.reports.rules import Column, Figure, Question, RowKey, Span, TableKey, report
from app.web.formatting import harmless
from tests.builders.cases import an_open_case
from tests.builders.intake import a_referral
from tests.builders.people import a_person
from tests.builders.reports import Story, from_school_to_home, on
from tests.cast import NOW, TODAY, Cast
from tests.support.client import OfficeClient
from tests.support.counting import counting

YEAR = Question(TODAY, Span(date(2026, 1, 1), TODAY))
LIST = "/reports/caseload/list?table={}&row={}&column={}"


@pytest.fixture
def story(app: Flask, cast: Cast) -> Story:
    """The child, her case, her three interventions."""
    return from_school_to_home(cast)


@pytest.fixture
def dario(client: OfficeClient, cast: Cast) -> OfficeClient:
    """The supervisor's browser."""
    return client.enter(cast["dario"])


def _number(cast: Cast, table: str, row: object, column: str, asked: Question = YEAR):
    found = report(queries.facts(cast["dario"].viewer, asked), asked).table(table)
    cell = found.cell(str(row), column)
    return cell.number if cell else None


@pytest.mark.parametrize(
    ("table", "column", "days"),
    [
        (TableKey.FIRST_CONTACT, Column.MEDIAN, 7),
        (TableKey.TAKING_CHARGE, Column.MEDIAN, 28),
        (TableKey.START_FROM_REFERRAL, Column.MEDIAN, 46),
        (TableKey.START_FROM_REQUEST, Column.MEDIAN, 11),
        (TableKey.START_FROM_REQUEST, Column.LINES, 3),
        (TableKey.START_FROM_REQUEST, Column.LINES_STARTED, 2),
    ],
)
def test_the_days_of_the_story(
    story: Story, cast: Cast, table: str, column: str, days: int
) -> None:
    assert _number(cast, table, RowKey.EVERYBODY, column) == days


@pytest.mark.parametrize(
    ("evening", "active", "unassigned"),
    [((10, 7), None, None), ((10, 8), None, 1), ((10, 12), None, None), ((11, 5), 1, None)],
)
def test_any_past_evening_is_as_it_was(
    story: Story, cast: Cast, evening: tuple, active: int | None, unassigned: int | None
) -> None:
    asked = Question(date(2026, *evening), YEAR.span)
    cases = (TableKey.CASES_BY_STATE, RowKey.TOTAL, Column.CASES)
    nobody = (TableKey.UNASSIGNED, RowKey.TOTAL, Column.UNASSIGNED)
    assert _number(cast, *cases, asked) == active
    assert _number(cast, *nobody, asked) == unassigned


def test_the_list_says_two_of_three_and_no_name(
    story: Story, dario: OfficeClient, cast: Cast
) -> None:
    address = LIST.format(TableKey.START_FROM_REQUEST, RowKey.EVERYBODY, Column.LINES)
    page = dario.get(address).text
    assert "2 di 3 avviati" in page
    assert "Canarini" not in page
    assert "Canarini Noemi" in dario.get(address + "&names=yes").text


def test_the_waits_are_said_in_words_and_nobody_is_left_out(
    story: Story, dario: OfficeClient, cast: Cast
) -> None:
    a_referral(cast["gino"], at=on(11, 3))
    page = dario.get("/reports/caseload").text.replace("&#39;", "'")
    for sentence in (
        "Misurate: 1. Mediana 7 giorni, nove su dieci entro 7.",
        "Ancora in attesa: 1, la più vecchia da 20 giorni.",
        "Misurate: 1. Mediana 46 giorni, nove su dieci entro 46.",
        "Interventi avviati: 2 di 3.",
    ):
        assert sentence in page, sentence


def test_every_number_of_the_page_opens_its_list(
    story: Story, dario: OfficeClient, cast: Cast
) -> None:
    page = dario.get("/reports/caseload").text
    links = re.findall(r'href="(/reports/caseload/list[^"]+)"', page)
    assert len(links) > 20
    for link in links:
        answer = dario.get(link.replace("&amp;", "&"))
        assert answer.status_code == 200, link
        assert "Canarini" not in answer.text


def test_opening_a_number_and_its_names_leaves_two_lines(
    story: Story, dario: OfficeClient, cast: Cast
) -> None:
    dario.get(LIST.format(TableKey.PEOPLE, RowKey.MINORS, Column.PEOPLE) + "&names=yes")
    lines = db.session.scalars(select(AccessEntry).where(AccessEntry.name.like("reports.%"))).all()
    assert {line.name for line in lines} == {"reports.figure.open", "reports.figure.name"}
    assert {line.purpose for line in lines} == {"people minors people 2026-11-23"}
    assert {line.actor_id for line in lines} == {cast["dario"].account_id}


def test_what_is_sealed_counts_and_who_is_kept_out_opens_nothing_of_it(
    app: Flask, cast: Cast, dario: OfficeClient
) -> None:
    bruno, supervisor = cast["bruno"], cast["dario"]
    case_id = an_open_case(bruno, a_person(bruno, "Canarini", "Ada"), kind=CaseKind.SEALED_BESIDE)
    address = LIST.format(TableKey.CASES_BY_STATE, RowKey.TOTAL, Column.CASES) + "&names=yes"
    assert "Canarini Ada" in dario.get(address).text  # who may seal may read
    cases.list_on_case(
        actor=supervisor.viewer, now=NOW, case_id=case_id, access=TeamAccess.KEPT_OUT,
        engagement_id=supervisor.engagement_id,
    )  # fmt: skip
    page = dario.get(address).text
    assert "riservate a persone nominate: 1" in page
    for hidden in ("Canarini", "CS-000001", str(case_id)):
        assert hidden not in page


def test_who_may_not_read_the_report_counts_nothing(story: Story, cast: Cast) -> None:
    found = queries.facts(cast["bruno"].viewer, YEAR)
    assert (found.cases, found.referrals, found.requests) == ((), (), ())


def test_another_office_counts_nothing_of_ours(story: Story, cast: Cast) -> None:
    assert queries.facts(cast["zeno"].viewer, YEAR).cases == ()


def _rows(made: Sheet) -> list[tuple[str, ...]]:
    return [
        (table.caption, row.words, column, written(pair.now), written(pair.before))
        for table in made.tables
        for row in table.rows
        for column, pair in zip(table.columns, row.pairs, strict=True)
    ]


@pytest.mark.parametrize("outside", [False, True])
def test_the_files_say_what_the_page_says(
    story: Story, dario: OfficeClient, cast: Cast, app: Flask, outside: bool
) -> None:
    known = cast["dario"].viewer
    made = sheet(known, queries.facts(known, YEAR), YEAR, outside=outside)
    end = "?outside=yes" if outside else ""
    text = dario.get(f"/reports/caseload/csv{end}").get_data()
    assert text.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"))
    start = next(n for n, line in enumerate(lines) if line[:1] == ["Figura"])
    assert [tuple(line[1:]) for line in lines[start + 1 :]] == _rows(made)
    book = openpyxl.load_workbook(io.BytesIO(dario.get(f"/reports/caseload/xlsx{end}").get_data()))
    assert book.sheetnames == [figure.value for figure in Figure]
    assert _in_workbook(book, made) == _rows(made)


def _in_workbook(book: openpyxl.Workbook, made: Sheet) -> list[tuple[str, ...]]:
    """Read the numbers back, table by table, as the sheets show them."""
    found = []
    for table in made.tables:
        page = book[table.figure.value]
        values = [[cell.value for cell in line] for line in page.iter_rows()]
        top = next(n for n, line in enumerate(values) if line[0] == table.caption)
        for n, _ in enumerate(table.rows, 1):
            line = values[top + n]
            for place, _column in enumerate(table.columns):
                pair = line[1 + 2 * place], line[2 + 2 * place]
                shown = [written(v) if isinstance(v, int | float) else str(v) for v in pair]
                found.append((table.caption, line[0], values[top][1 + 2 * place], *shown))
    return found


def test_the_page_shows_the_numbers_of_the_sheet(
    story: Story, dario: OfficeClient, cast: Cast, app: Flask
) -> None:
    known = cast["dario"].viewer
    made = sheet(known, queries.facts(known, YEAR), YEAR)
    page = dario.get("/reports/caseload").text
    shown = [
        re.sub(r"\s+", " ", re.sub(r"<span.*?</span>|<[^>]+>", "", cell)).strip()
        for cell in re.findall(r'<td class="num">(.*?)</td>', page, re.S)
    ]
    expected = [
        f"{written(pair.now)} ({written(pair.before)})"
        for figure in Figure
        for table in made.of(figure)
        for row in table.rows
        for pair in row.pairs
    ]
    assert shown == expected


def test_outside_no_small_number_is_told(story: Story, dario: OfficeClient) -> None:
    text = dario.get("/reports/caseload/csv?outside=yes").get_data().decode("utf-8-sig")
    for line in csv.reader(io.StringIO(text.split("Figura;")[1]), delimiter=";"):
        for value in line[4:6]:
            assert value not in ("1", "2", "3", "4"), line


def test_the_reading_asks_the_same_however_much_there_is(app: Flask, cast: Cast) -> None:
    numbers = []
    for _ in range(2):
        dario = cast["dario"].viewer
        for n in range(3):
            an_open_case(cast["bruno"], a_person(cast["bruno"], f"Prova {n}"))
            a_referral(cast["gino"], a_person(cast["bruno"], f"Altra {n}"))
        db.session.expire_all()
        with counting() as asked:
            queries.facts(dario, YEAR)
            place = Place(TableKey.CASES_BY_STATE, RowKey.TOTAL, Column.CASES)
            queries.named(dario, queries.behind(dario, YEAR, place).rows)
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]
    assert numbers[0] < 60


def test_a_name_that_looks_like_a_formula_is_text(app: Flask) -> None:
    for text in ("=1+1", "+39", "-2", "@x", "\tx", "\rx", " =1", "\u00a0=1", "＝1"):
        assert harmless(text) == f"'{text}"
    for text in ("Rossi = Bianchi", "", " ", "O'Brien"):
        assert harmless(text) == text


def test_nobody_opens_the_number_of_another_body(app: Flask, cast: Cast) -> None:
    with pytest.raises(NotFound):
        operations.open_figure(
            actor=cast["dario"].viewer,
            now=NOW,
            organisation_id=cast["zeno"].organisation_id,
            question=YEAR,
            place=Place(TableKey.PEOPLE, RowKey.MINORS, Column.PEOPLE),
            purpose="",
        )
