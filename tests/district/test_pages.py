"""The nine Comuni on the screen: figures side by side, and nothing that points at anybody."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from app.catalogue.rules import PathCode
from app.district import operations
from app.kernel.references import OrganisationId, new_id
from tests.builders.district import (
    a_convention,
    a_district,
    a_plan_office,
    arrive,
    by,
    cdd_of,
    found_plan_office,
    means_of,
    some_district,
)
from tests.builders.requests import a_service, an_active_line
from tests.cast import MAKER, NOW, TODAY, Cast
from tests.support.client import OfficeClient
from tests.support.counting import counting


def enter(app: Flask, cast: Cast, who: str) -> OfficeClient:
    client: OfficeClient = app.test_client()
    return client.enter(cast[who])


def test_a_service_comune_by_comune_against_its_target(app: Flask, cast: Cast) -> None:
    some_district(cast)
    piera = enter(app, cast, "piera")
    text = piera.get("/district/services/cdd").text
    for words in ("Comune di Bellinzago", "7 su 12", "Associata, con il consorzio", "almeno"):
        assert words in text
    assert "<meter" in text
    for page in ("/district", "/today"):
        assert piera.get(page).status_code == 200
    town = piera.get("/district").text.split('href="/district/towns/')[1].split('"')[0]
    assert "18,5" in piera.get(f"/district/towns/{town}").text
    assert piera.get("/district/services/nowhere").status_code == 404


def test_a_small_number_is_in_no_word_of_a_page(app: Flask, cast: Cast) -> None:
    _, towns = a_district(cast)
    bellinzago = towns["Bellinzago"]
    piera = enter(app, cast, "piera")
    typed = {
        "municipality": str(bellinzago), "path": "cdd", "told_on": "oggi", "form": "",
        "places": "", "demand": "0", "active": "2", "waiting": "0", "longest_wait": "",
    }  # fmt: skip
    answer = piera.submit("/district/figures/new", typed)
    assert answer.status_code == 303
    operations.set_target(
        **by(cast), municipality_id=bellinzago, path=PathCode.CDD, year=TODAY.year, target=12,
        source="piano",
    )  # fmt: skip
    text = piera.get(answer.location).text
    assert "<small>non detto</small> su 12" in text
    assert "2 su 12" not in text.replace("</small> su 12", "")
    assert "<meter" not in text
    assert 'num">2<' not in text


@pytest.mark.parametrize(
    ("page", "typed", "sentence"),
    [
        ("/resources/new", {"what": "sala", "kind": "place"}, "Scrivi quanti sono"),
        ("/resources/new", {"what": "AS", "kind": "service", "quantity": "0"}, "almeno uno"),
        ("/resources/new", {"what": "AS", "kind": "staff", "hours_week": "molte"}, "in cifre"),
        ("/district/targets/new", {"path": "cdd", "year": "1900", "target": "3"}, "troppo lontano"),
        ("/district/figures/new", {"path": "cdd", "demand": "tanti"}, "numero in cifre"),
    ],
)
def test_what_cannot_be_comes_back_with_a_sentence(
    app: Flask, cast: Cast, page: str, typed: dict[str, str], sentence: str
) -> None:
    _, towns = a_district(cast)
    usual = {"municipality": str(towns["Gessate"]), "source": "parola mia", "valid_from": "oggi"}
    answer = enter(app, cast, "piera").submit(page, {**usual, **typed})
    assert answer.status_code == 422
    assert sentence in answer.text
    if "source" in answer.text:
        assert "figures" in page or "parola mia" in answer.text, "nothing typed is lost"


def test_conventions_and_means_are_written_and_ended(app: Flask, cast: Cast) -> None:
    association_id, towns = a_district(cast)
    piera = enter(app, cast, "piera")
    typed = {
        "association": str(association_id), "signatory": str(towns["Gessate"]), "path": "cdd",
        "form": "consortium_management", "number": "12/2024", "valid_from": "01/01/2024",
        "source": "delibera", "demonstrative": "y",
    }  # fmt: skip
    assert piera.submit("/conventions/new", typed).status_code == 303
    assert "già una convenzione" in piera.submit("/conventions/new", typed).text
    anna = enter(app, cast, "anna").get("/conventions").text
    assert "convenzione dimostrativa" in anna
    assert "Concludi" not in anna
    resource = {
        "municipality": str(towns["Gessate"]), "kind": "staff", "what": "psicologa",
        "hours_week": "12,5", "valid_from": "01/01/2024", "source": "piano",
    }  # fmt: skip
    assert piera.submit("/resources/new", resource).status_code == 303
    assert "12,5" in piera.get("/resources").text
    for page in ("/conventions", "/resources"):
        end = re.findall(rf'href="({page}/[^"]+/end)"', piera.get(page).text)[0]
        assert piera.submit(end, {"ends_on": "01/01/2025"}).status_code == 303
    assert "psicologa" not in piera.get("/resources").text
    assert "psicologa" in piera.get("/resources?on=01/06/2024").text
    assert piera.get("/resources?on=boh").status_code == 200


def test_the_supervisor_sees_what_they_will_read_and_presses_once(app: Flask, cast: Cast) -> None:
    dario = enter(app, cast, "dario")
    assert "Nessun Ufficio di Piano" in dario.get("/district/publish").text
    paolo = a_plan_office(cast)
    service = a_service(cast, path=PathCode.CDD)
    for _ in range(2):
        an_active_line(cast, service, path=PathCode.CDD, wanted=((None, 100),))
    text = dario.get("/district/publish").text
    assert "<small>non detto</small>" in text
    assert "<small>somma non detta</small>" in text
    assert 'num">2<' not in text
    assert dario.submit("/district/publish").status_code == 303
    text = dario.get("/district/publish").text
    assert "Questo mese è già pubblicato" in text
    assert 'type="submit">Pubblica' not in text
    client: OfficeClient = app.test_client()
    assert "Comune di prova" in client.enter(paolo).get("/district").text


def test_a_body_that_is_no_comune_stands_apart(app: Flask, cast: Cast) -> None:
    a_district(cast)
    consortium = OrganisationId(new_id())
    found_plan_office(actor=MAKER, now=NOW, organisation_id=consortium)
    arrive(actor=MAKER, now=NOW, sender=consortium, path=PathCode.CDD, active=40)
    piera = enter(app, cast, "piera")
    text = piera.get("/district").text
    assert "Altri enti che hanno pubblicato" in text
    assert "Nessun Comune ha ancora pubblicato." in text
    text = piera.get("/district/services/cdd").text
    above, below = text.split('id="apart"')
    assert "Altro Comune" not in above
    assert 'num">40<' not in above
    assert 'num">40<' in below


def test_a_sum_nobody_told_is_no_zero(app: Flask, cast: Cast) -> None:
    _, towns = a_district(cast)
    operations.write_told(**by(cast), told=cdd_of(towns["Gessate"]))
    operations.set_target(
        **by(cast), municipality_id=towns["Gessate"], path=PathCode.CDD, year=TODAY.year,
        target=12, source="piano",
    )  # fmt: skip
    piera = enter(app, cast, "piera")
    text = piera.get("/district/services/cdd").text
    assert "0 propri" not in text
    assert "obiettivo <small>almeno</small> 12" in text
    assert 'num"><small>almeno</small> 12</td>' in piera.get("/district").text


def test_who_has_no_duty_does_not_enter(app: Flask, cast: Cast) -> None:
    for page in ("/district", "/resources", "/district/services/cdd", "/district/figures/new"):
        assert enter(app, cast, "bruno").get(page).status_code == 403
    assert enter(app, cast, "piera").get("/district/publish").status_code == 403
    some_district(cast)
    assert "Bellinzago" not in enter(app, cast, "zeno").get("/conventions").text


def test_the_page_asks_the_same_however_many_comuni_there_are(app: Flask, cast: Cast) -> None:
    _, towns = a_district(cast)
    piera = enter(app, cast, "piera")
    operations.write_told(**by(cast), told=cdd_of(towns["Gessate"]))
    piera.get("/district")
    with counting() as few:
        piera.get("/district")
    for name in ("Bellinzago", "Gorgonzola"):
        operations.write_told(**by(cast), told=cdd_of(towns[name]))
    with counting() as many:
        piera.get("/district")
    assert len(many) == len(few)


def test_a_convention_that_ends_stands_among_the_terms_of_who_writes_them(
    app: Flask, cast: Cast
) -> None:
    association_id, towns = a_district(cast)
    ends = TODAY + timedelta(days=40)
    given = a_convention(association_id, towns["Gessate"], valid_to=ends)
    operations.write_convention(**by(cast), given=given)
    assert "Fine di una convenzione" in enter(app, cast, "piera").get("/deadlines").text
    assert "Fine di una convenzione" not in enter(app, cast, "dario").get("/deadlines").text


def test_figures_and_means_are_taken_away_without_small_numbers_and_formulas(
    app: Flask, cast: Cast
) -> None:
    _, towns = a_district(cast)
    operations.write_told(**by(cast), told=cdd_of(towns["Gessate"], active=3, demand=9))
    formula = means_of(towns["Gessate"], what="=1+1", valid_to=TODAY + timedelta(days=1))
    operations.write_resource(**by(cast), given=formula)
    piera = enter(app, cast, "piera")
    figures, means = piera.get("/district/csv"), piera.get("/resources/csv")
    assert figures.headers["Content-Disposition"].startswith("attachment")
    (line,) = [one for one in figures.text.splitlines() if "Gessate" in one]
    assert line.split(";")[8:11] == ["9", "non detto", "0"]
    (line,) = [one for one in means.text.splitlines() if "Gessate" in one]
    assert line.split(";")[2:4] == ["'=1+1", "18,5"]
    assert f"{TODAY:%d/%m/%Y}" in line, "the last day is the one before the first without it"
    for page in ("/district/csv", "/resources/csv"):
        assert enter(app, cast, "bruno").get(page).status_code == 403
