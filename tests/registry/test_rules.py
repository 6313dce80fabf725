"""What a file may be, what a row may say: honest, careless and hostile."""

from datetime import date

import pytest

from app.people.rules import Kinship, Sex
from app.registry.rules import (
    Column,
    FileFault,
    RowFault,
    RowRefused,
    Unreadable,
    columns_fault,
    counted,
    delimiter_of,
    pieces_of,
    proposed,
    read,
    resident_of,
    rows_of,
    text_of,
    written,
)
from app.registry.rules.files import PIECE
from tests.cast import TODAY

COLUMNS = {
    Column.SURNAME: 0, Column.GIVEN: 1, Column.TAX_CODE: 2, Column.BIRTH: 3, Column.RELATION: 4,
    Column.SEX: 5, Column.HOUSEHOLD: 6, Column.STREET: 7, Column.DIED: 8,
}  # fmt: skip
ROW = ["Prelato", "Ugo", "", "03/05/1970", "IS", "M", "F1", "via Prova 1", ""]


def _row(**changed: str) -> list[str]:
    row = list(ROW)
    for name, value in changed.items():
        row[COLUMNS[Column(name)]] = value
    return row


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", FileFault.EMPTY),
        (b" \n ", FileFault.EMPTY),
        (b"Cognome;Nome\0", FileFault.NOT_TEXT),
        ("Cognome;Nome\nRossi;Ada".encode("utf-16"), FileFault.NOT_TEXT),
        (b"PK\x03\x04 a workbook", FileFault.NOT_TEXT),
        (b"%PDF-1.7", FileFault.NOT_TEXT),
        (b"x" * (20 * 1024 * 1024 + 1), FileFault.TOO_LARGE),
    ],
    ids=["nothing", "blank", "a zero", "two bytes a letter", "a workbook", "a page", "20 MB and 1"],
)
def test_what_is_no_text_is_refused(content: bytes, fault: FileFault) -> None:
    with pytest.raises(Unreadable) as refused:
        text_of(content)
    assert refused.value.fault is fault


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_letters_and_separators_of_every_registry_are_read(encoding: str, mark: str) -> None:
    text = text_of(f"Cognome{mark}Nome\r\nDell’Òrto{mark}Nicolò\r\n".encode(encoding))
    assert list(rows_of([text], delimiter_of(text))) == [
        ["Cognome", "Nome"], ["Dell’Òrto", "Nicolò"]
    ]  # fmt: skip


def test_a_cell_may_hold_separators_quotes_and_line_ends() -> None:
    text = text_of(b'Cognome;Nome\n"Rossi; detto ""il Nonno""";"via\nlunga"\n')
    assert list(rows_of([text], ";"))[1] == ['Rossi; detto "il Nonno"', "via\nlunga"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Cognome\nRossi\n", FileFault.ONE_COLUMN),
        ("Cognome;Nome\n", FileFault.NO_ROWS),
        ('Cognome;Nome\n"Rossi;Ada\n' + "x" * 10, FileFault.BROKEN_QUOTES),
        ('Cognome;Nome\n"' + "x" * 200_000 + '";Ada\n', FileFault.BROKEN_QUOTES),
        ("Cognome;Nome\n" + ";" * 200 + "x\n", FileFault.TOO_MANY_COLUMNS),
        ("Cognome;Nome\n" + "R;A\n" * 200_001, FileFault.TOO_MANY_ROWS),
    ],
    ids=["one column", "no rows", "open quotes", "an endless cell", "columns", "rows"],
)
def test_what_is_no_table_is_refused(text: str, fault: FileFault) -> None:
    with pytest.raises(Unreadable) as refused:
        counted([text], delimiter_of(text))
    assert refused.value.fault is fault


def test_a_file_in_pieces_has_the_same_rows() -> None:
    text = "Cognome;Nome\n" + "".join(f"Prelato;Nome {n}\n" for n in range(40_000))
    assert len(list(pieces_of(text))) == len(text) // PIECE + 1
    assert list(rows_of(pieces_of(text), ";")) == list(rows_of([text], ";"))


def test_headings_of_different_registries_are_understood() -> None:
    found = proposed(["COGNOME", "Nome", "Cod. Fiscale", "Data di nascita", "Relaz.", "Famiglia"])
    assert found == {
        Column.SURNAME: 0, Column.GIVEN: 1, Column.TAX_CODE: 2, Column.BIRTH: 3, Column.HOUSEHOLD: 5
    }  # fmt: skip
    assert read(written(found)) == found


def test_a_surname_is_needed_and_no_column_is_two_things() -> None:
    assert columns_fault({Column.GIVEN: 0}) == f"surname:{FileFault.SURNAME_UNMAPPED}"
    twice = {Column.SURNAME: 0, Column.GIVEN: 0}
    assert columns_fault(twice) == f"given:{FileFault.TWICE_MAPPED}"
    assert columns_fault(COLUMNS) is None


def test_a_row_becomes_a_resident() -> None:
    one = resident_of(ROW, COLUMNS, "Collaudo", TODAY)
    assert (one.is_head, one.kin, one.municipality) == (True, None, "Collaudo")
    assert (one.details.birth_date, one.details.sex) == (date(1970, 5, 3), Sex.MALE)
    child = resident_of(_row(relation_to_head="Figlia"), COLUMNS, "Collaudo", TODAY)
    assert (child.is_head, child.kin) == (False, Kinship.CHILD)


@pytest.mark.parametrize("text", ["1970-05-03", "03.05.1970", "3/5/1970", "1970-05-03 00:00:00"])
def test_days_are_read_as_registries_write_them(text: str) -> None:
    assert resident_of(_row(birth=text), COLUMNS, "C", TODAY).details.birth_date == date(1970, 5, 3)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"surname": " \u200b"}, RowFault.SURNAME_MISSING),
        ({"surname": "x" * 121}, RowFault.TOO_LONG),
        ({"birth": "03/05/70"}, RowFault.DATE_UNREADABLE),
        ({"birth": "31/02/1970"}, RowFault.DATE_UNREADABLE),
        ({"birth": "=1+1"}, RowFault.DATE_UNREADABLE),
        ({"birth": "01/01/0001"}, RowFault.DATE_IMPOSSIBLE),
        ({"birth": "01/01/2099"}, RowFault.DATE_IMPOSSIBLE),
        ({"died": "01/01/1960"}, RowFault.DATE_IMPOSSIBLE),
    ],
    ids=str,
)
def test_what_cannot_be_of_a_resident_says_why(changed: dict[str, str], fault: RowFault) -> None:
    with pytest.raises(RowRefused) as refused:
        resident_of(_row(**changed), COLUMNS, "Collaudo", TODAY)
    assert refused.value.fault is fault


def test_a_row_cut_short_is_refused_alone() -> None:
    with pytest.raises(RowRefused) as refused:
        resident_of(ROW[:3], COLUMNS, "Collaudo", TODAY)
    assert refused.value.fault is RowFault.TOO_FEW_CELLS


def test_a_code_that_is_wrong_keeps_nobody_out() -> None:
    one = resident_of(_row(tax_code="RSSMRA80A01H501X"), COLUMNS, "Collaudo", TODAY)
    assert one.details.identifier == ""
    assert one.details.no_identifier_reason


def test_names_lose_what_the_eye_cannot_see_and_nothing_else() -> None:
    one = resident_of(_row(surname="\u202eD'Àngelo\u200b 王"), COLUMNS, "Collaudo", TODAY)
    assert one.details.surname == "D'Àngelo 王"
