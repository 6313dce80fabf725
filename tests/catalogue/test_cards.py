"""The cards of the services: found by citizens' words, read again each year, given on paper."""

from datetime import date, timedelta

import pytest
from flask import Flask

from app.catalogue import operations, queries
from app.catalogue.labels import ways_called
from app.catalogue.rules import PathCode, Told, needs_reading, ranked
from app.kernel.errors import NotPermitted
from tests.cast import NOW, TODAY, Cast
from tests.support.client import Forms, OfficeClient
from tests.support.counting import counting

P = PathCode


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("bolletta", P.ECONOMIC_AID),
        ("bollette", P.ECONOMIC_AID),
        ("non riesco a pagare la bolletta", P.ECONOMIC_AID),
        ("l'affitto", P.ECONOMIC_AID),
        ("LO SFRATTO", P.ECONOMIC_AID),
        ("pannolini", P.ECONOMIC_AID),
        ("badanti", P.HOME_CARE),
        ("permesso di soggiorno", P.STARS),
        ("permessi", P.STARS),
        ("casa popolare", P.ADULT_SUPPORT),
        ("assegno maternita", P.PRACTICES),
        ("scuola", P.SCHOOL_ASSISTANCE),
        ("tutela", P.CHILD_PROTECTION),
    ],
)
def test_the_first_answer_to_the_words_of_who_asks(text: str, first: PathCode) -> None:
    assert ways_called(text)[0] is first


def test_a_name_comes_before_a_word_and_a_word_before_a_description() -> None:
    told = {
        P.ADM: Told("Prima", "", "si parla di tessera"),
        P.CDD: Told("Seconda", "tessere", ""),
        P.STARS: Told("Tessera", "", ""),
        P.PRACTICES: Told("Quarta", "tessera", ""),
    }
    assert ranked("tessera", told) == [P.STARS, P.CDD, P.PRACTICES, P.ADM]
    assert ranked("la tessera prima", told)[0] is P.ADM
    assert ranked("tessera seconda", told) == [P.CDD, P.STARS]
    assert ranked("la", told) == [*(code for code in P if code in told)]
    assert ranked("altro", told) == []


@pytest.mark.parametrize(
    ("checked_on", "old"),
    [
        (None, True),
        (TODAY, False),
        (TODAY - timedelta(days=365), False),
        (TODAY - timedelta(days=366), True),
    ],
)
def test_a_card_nobody_read_for_a_year_is_to_be_read(checked_on: date | None, old: bool) -> None:
    assert needs_reading(checked_on, TODAY) is old


def test_words_written_by_the_office_find_the_service(app: Flask, cast: Cast) -> None:
    dario = cast["dario"].viewer
    operations.write_card(actor=dario, now=NOW, path=P.CDD, words="pulmino giallo", how_long="")
    words = queries.words_written(cast["bruno"].viewer)
    assert ways_called("pulmino", words) == [P.CDD]
    assert queries.words_written(cast["zeno"].viewer) == {}
    with pytest.raises(NotPermitted):
        operations.check_card(actor=cast["bruno"].viewer, now=NOW, path=P.CDD)


def test_reading_a_card_again_keeps_its_words(app: Flask, cast: Cast) -> None:
    dario = cast["dario"].viewer
    operations.check_card(actor=dario, now=NOW, path=P.ADM)
    assert queries.words_written(dario) == {}
    operations.write_card(actor=dario, now=NOW, path=P.CDD, words="pulmino", how_long="due mesi")
    later = NOW + timedelta(days=400)
    operations.check_card(actor=dario, now=later, path=P.CDD)
    row = queries.card_rows(dario)[P.CDD]
    assert (row.words, row.how_long, row.checked_on) == ("pulmino", "due mesi", later.date())


def test_a_card_is_written_checked_and_shown(client: OfficeClient, cast: Cast) -> None:
    dario = client.enter(cast["dario"])
    assert "Da verificare" in dario.get("/services/16").text
    answer = dario.submit("/services/16/words", {"words": "conguaglio", "how_long": "un mese"})
    assert answer.status_code == 303
    card = dario.get("/services/16").text
    for words in ("un mese", "Aggiornato il 23/11/2026 da", "Chi può", "Cosa portare", "Dove"):
        assert words in card
    assert "Da verificare" not in card
    assert "conguaglio" in dario.get("/services/16/words").text
    assert "Aiuti economici" in dario.submit("/services", {"text": "conguaglio"}).text


def test_the_press_says_it_was_checked_today(client: OfficeClient, cast: Cast) -> None:
    dario = client.enter(cast["dario"])
    assert dario.submit("/services/16", {}, action="/services/16/checked").status_code == 303
    assert "Aggiornato il 23/11/2026" in dario.get("/services/16").text


def test_the_paper_says_the_terms_where_the_office_wrote_no_time(
    client: OfficeClient, cast: Cast
) -> None:
    paper = client.enter(cast["bruno"]).get("/services/16/print").text
    assert "10 giorni lavorativi" in paper
    assert "sheet-a5" in paper
    assert "Nessuno" not in paper


def test_it_answers_while_one_types_in_few_reads(client: OfficeClient, cast: Cast) -> None:
    bruno = client.enter(cast["bruno"])
    forms = Forms(bruno.get("/services").text).found
    form = next(one for one in forms if one.action == "/services")
    typed = {**form.values, "text": "bolletta"}
    bruno.post("/services", data=typed, headers={"HX-Request": "true"})
    with counting() as sent:
        part = bruno.post("/services", data=typed, headers={"HX-Request": "true"})
    assert "Aiuti economici" in part.text
    assert "<h1" not in part.text
    assert len([one for one in sent if "path_card" in one or "service" in one]) <= 3


@pytest.mark.parametrize("written", [False, True])
def test_of_two_who_write_on_a_card_the_last_reads_the_first(
    client: OfficeClient, cast: Cast, written: bool
) -> None:
    dario, page = client.enter(cast["dario"]), "/services/16/words"
    way = [*PathCode][15]
    common = {"actor": cast["dario"].viewer, "now": NOW, "path": way, "how_long": ""}
    if written:
        operations.write_card(**common, words="prima")
    form = next(one for one in Forms(dario.get(page).text).found if "words" in one.values)
    operations.write_card(**common, words="conguaglio")
    answer = dario.post(page, data={**form.values, "words": "bolletta"})
    assert answer.status_code == 409
    assert "conguaglio" in answer.text
    assert "bolletta" in answer.text
    assert queries.words_written(cast["dario"].viewer)[way] == "conguaglio"
    again = next(one for one in Forms(answer.text).found if "words" in one.values)
    assert dario.post(page, data=again.values).status_code == 303
    assert queries.words_written(cast["dario"].viewer)[way] == "bolletta"


def test_who_only_read_a_card_again_wrote_no_other_words(client: OfficeClient, cast: Cast) -> None:
    dario, page = client.enter(cast["dario"]), "/services/16/words"
    form = next(one for one in Forms(dario.get(page).text).found if "words" in one.values)
    operations.check_card(actor=cast["dario"].viewer, now=NOW, path=[*PathCode][15])
    answer = dario.post(page, data={**form.values, "how_long": "un mese"})
    assert answer.status_code == 409
    told = answer.text.partition("<table")[2].partition("</table")[0]
    assert "un mese" in told
    assert "le parole" not in told.lower()
