"""The lists on the screen: who reads which name, the paper without names, the acts by pressing."""

from datetime import timedelta

from flask import Flask

from tests.builders.requests import a_service, an_approved_request, line_page, page
from tests.builders.waiting import LAST_MONTH, entry, somebody_waiting, waiting_act
from tests.cast import TODAY, Cast
from tests.support.client import OfficeClient


def enter(app: Flask, cast: Cast, who: str) -> OfficeClient:
    client: OfficeClient = app.test_client()
    return client.enter(cast[who])


TOMORROW = {"starts_on": f"{TODAY + timedelta(days=1):%d/%m/%Y}"}


def test_an_intervention_is_put_in_the_list_from_its_page(app: Flask, cast: Cast) -> None:
    service = a_service(cast, hours=4)
    request_id = an_approved_request(cast, service)
    where = f"/request-lines/{page(cast['gino'], request_id).lines[0].id}"
    gino = enter(app, cast, "gino")
    answer = gino.submit(f"{where}/acts/enlist", {"complete_on": "01/01/2030"})
    assert answer.status_code == 422
    assert "Questo giorno deve ancora venire" in answer.text
    assert gino.submit(f"{where}/acts/enlist", {"complete_on": "12/10/2026"}).status_code == 303
    assert "posizione 1" in gino.get(where).text
    assert "Unità di Il Ponte di Carta" in gino.get("/waiting").text


def test_the_list_says_who_comes_first_and_why(app: Flask, cast: Cast) -> None:
    service = a_service(cast, hours=4)
    first = somebody_waiting(cast, service, complete_on=LAST_MONTH)
    somebody_waiting(cast, service)
    dario = enter(app, cast, "dario")
    text = dario.get(f"/waiting/units/{service.unit_id}").text
    name = entry(cast, first).person
    assert name in text
    assert "in attesa di un atto del Consiglio" in text
    printed = dario.get(f"/waiting/units/{service.unit_id}/print").text
    assert name not in printed
    assert entry(cast, first).row.number in printed


def test_out_of_reach_there_is_a_number_and_no_name(app: Flask, cast: Cast) -> None:
    service = a_service(cast, hours=4)
    hers = somebody_waiting(cast, service)
    name = entry(cast, hers).person
    carla = enter(app, cast, "carla")
    text = carla.get(f"/waiting/units/{service.unit_id}").text
    reached = carla.get(f"/waiting/{hers}").status_code == 200
    assert (name in text) is reached
    assert ("seguita da altri" in text) is not reached
    assert enter(app, cast, "anna").get("/waiting").status_code == 403
    assert enter(app, cast, "zeno").get(f"/waiting/{hers}").status_code in (403, 404)


def test_a_place_is_offered_and_accepted_by_pressing(app: Flask, cast: Cast) -> None:
    service = a_service(cast, hours=4)
    one = somebody_waiting(cast, service)
    gino = enter(app, cast, "gino")
    assert gino.submit(f"/waiting/{one}/acts/offer", TOMORROW).status_code == 303
    assert "Il posto è tenuto fino alla risposta" in gino.get(f"/waiting/{one}").text
    assert "Posti offerti" in gino.get("/today").text
    late = somebody_waiting(cast, service)
    answer = gino.submit(f"/waiting/{late}/acts/offer", TOMORROW)
    assert answer.status_code == 422
    assert "un posto libero da quel giorno" in answer.text
    assert gino.submit(f"/waiting/{one}/acts/accept-place").status_code == 303
    line_id = entry(cast, one).row.line_id
    assert line_page(cast["gino"], line_id).line.state == "accepted"


def test_the_letter_tells_a_range_and_no_other_name(app: Flask, cast: Cast) -> None:
    service = a_service(cast, hours=4)
    one = somebody_waiting(cast, service)
    gino = enter(app, cast, "gino")
    text = gino.get(f"/waiting/{one}/letter").text
    assert "tra la posizione 1 e la 5" in text
    waiting_act(cast, "gino", "offer_place", one, starts_on=TODAY)
    assert gino.get(f"/waiting/{one}/letter").status_code == 409


def test_the_supervisor_changes_the_order_and_says_by_which_act(app: Flask, cast: Cast) -> None:
    dario = enter(app, cast, "dario")
    assert (
        "Centri diurni" in dario.get("/waiting/orders").text
        or "CDD" in dario.get("/waiting/orders").text
    )
    told = {"first": "points_of_need", "second": "points_of_need", "source": "Delibera 3/2027"}
    answer = dario.submit("/waiting/orders/1", told)
    assert "ciascuno una volta sola" in answer.text
    told["second"] = "family_emergency"
    assert dario.submit("/waiting/orders/1", told).status_code == 303
    assert "Delibera 3/2027" in dario.get("/waiting/orders").text


def test_an_empty_list_says_where_people_come_from(app: Flask, cast: Cast) -> None:
    service = a_service(cast, hours=4)
    dario = enter(app, cast, "dario")
    assert "Nessuno è in lista" in dario.get("/waiting").text
    assert "Nessuno aspetta un posto qui" in dario.get(f"/waiting/units/{service.unit_id}").text
