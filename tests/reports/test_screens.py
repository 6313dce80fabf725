"""The page and its lists: they show, they refuse, and absurd questions get a sentence."""

import pytest

from app.reports.labels import NOTHING
from app.reports.rules import Figure
from tests.builders.cases import an_open_case
from tests.builders.people import a_person
from tests.cast import NAMES, Cast
from tests.support.client import OfficeClient
from tests.support.hostile import ABSURD

PAGE = "/reports/caseload"
ADDRESSES = (PAGE, f"{PAGE}/list", f"{PAGE}/csv", f"{PAGE}/xlsx")
TOTAL = f"{PAGE}/list?table=cases_by_state&row=total&column=cases"


@pytest.fixture
def dario(client: OfficeClient, cast: Cast) -> OfficeClient:
    """The supervisor's browser."""
    return client.enter(cast["dario"])


def test_an_empty_office_reads_words_and_not_zeros(dario: OfficeClient) -> None:
    page = dario.get(PAGE)
    assert page.status_code == 200
    text = page.text.replace("&#39;", "'")
    assert "non c'era nessuna cartella attiva" in text
    assert '<td class="num">' not in text
    for figure in Figure:
        assert f'id="figure-{figure.value}"' in text
        assert NOTHING[figure] in text


def test_the_head_says_of_what_when_and_who(dario: OfficeClient) -> None:
    text = dario.get(f"{PAGE}?start=01/02/2026&end=30/06/2026&on=15/07/2026").text
    for words in (
        "Comune di prova", "tutto l&#39;ufficio", "dal 01/02/2026 al 30/06/2026",
        "mercoledì 15 luglio 2026", "23/11/2026, ore 15:05, Dario", "Torna.",
    ):  # fmt: skip
        assert words in text, words


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("who", [name for name in NAMES if name not in ("dario",)])
def test_only_who_answers_for_the_office_reads_it(
    client: OfficeClient, cast: Cast, who: str, address: str
) -> None:
    assert client.enter(cast[who]).get(address).status_code == 403


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("start=01/06/2026&end=01/05/2026", "finisce prima di cominciare"),
        ("start=01/01/2020", "supera i due anni"),
        ("on=24/11/2026", "non è ancora arrivato"),
        ("on=31/12/1999", "Prima del 2000"),
        ("on=31/02/2026", "non esiste"),
        ("team=boh", "Scegli una delle risposte proposte"),
    ],
)
def test_a_question_without_an_answer_gets_a_sentence(
    dario: OfficeClient, asked: str, sentence: str
) -> None:
    answer = dario.get(f"{PAGE}?{asked}")
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "<title>Errore: " in answer.text
    for address in ADDRESSES[1:]:
        sent = dario.get(f"{address}?{asked}")
        assert sent.status_code == 303
        assert sent.location.startswith(PAGE + "?")


@pytest.mark.parametrize(
    "place",
    [
        "", "table=cases_by_state", "table=boh&row=total&column=cases",
        "table=people&row=boh&column=people", "table=people&row=minors&column=median",
    ],
)  # fmt: skip
def test_a_number_that_is_not_there_has_no_list(dario: OfficeClient, place: str) -> None:
    assert dario.get(f"{PAGE}/list?{place}").status_code == 404


@pytest.mark.parametrize("absurd", ABSURD)
@pytest.mark.parametrize("name", ["start", "end", "on", "team", "table", "row", "column", "names"])
def test_absurd_questions_never_break_it(dario: OfficeClient, name: str, absurd: str) -> None:
    for address in ADDRESSES:
        answer = dario.get(address, query_string={name: absurd})
        assert answer.status_code in (200, 303, 404, 422), address


def test_a_day_left_empty_is_the_usual_one(dario: OfficeClient) -> None:
    assert "dal 01/01/2026 al 23/11/2026" in dario.get(f"{PAGE}?start=&end=&on=").text


def test_names_come_one_step_later(dario: OfficeClient, cast: Cast) -> None:
    an_open_case(cast["bruno"], a_person(cast["bruno"], "Canarini", "Ada"))
    page = dario.get(PAGE).text
    assert "Bruno" in page
    assert "Canarini" not in page
    listed = dario.get(TOTAL).text
    assert "Canarini" not in listed
    assert "Mostra i nomi" in listed
    named = dario.get(f"{TOTAL}&names=yes").text
    assert "Canarini Ada" in named
    assert "Mostra i nomi" not in named


def test_a_team_counts_its_own(dario: OfficeClient, cast: Cast) -> None:
    an_open_case(cast["bruno"])
    for who, active in (("bruno", "cartelle attive 1"), ("carla", "nessuna cartella attiva")):
        assert active in dario.get(f"{PAGE}?team={cast[who].team_id}").text


def test_long_lists_come_in_pages(dario: OfficeClient, cast: Cast) -> None:
    for n in range(51):
        an_open_case(cast["bruno"], a_person(cast["bruno"], f"Prova{n}"))
    first, second = dario.get(f"{TOTAL}&names=yes").text, dario.get(f"{TOTAL}&pagina=2").text
    assert first.count("<tr>") == 51  # fifty and the head
    assert second.count("<tr>") == 2
    assert "Prova" not in second
