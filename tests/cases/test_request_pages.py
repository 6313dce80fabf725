"""The screens of service requests: they show, they save, they refuse with a sentence."""

from uuid import UUID

import pytest
from flask import Flask

from app.cases import cards
from app.cases.procedure.line import LineState
from app.cases.procedure.request import RequestState
from app.catalogue.rules import ConsentBasis, Intervention, PathCode
from app.kernel.references import ServiceRequestId
from tests.builders.cases import an_open_case
from tests.builders.requests import (
    THREE,
    VOICE,
    a_request,
    a_service,
    an_active_line,
    an_approved_request,
    line_page,
    page,
    request_act,
)
from tests.cast import NOW, Cast
from tests.support.client import Forms, OfficeClient
from tests.support.counting import counting


def enter(app: Flask, cast: Cast, who: str) -> OfficeClient:
    client: OfficeClient = app.test_client()
    return client.enter(cast[who])


def test_from_the_case_to_the_start_through_the_screens(app: Flask, cast: Cast) -> None:
    service = a_service(cast)
    case_id = an_open_case(cast["bruno"])
    bruno, dario, gino = (enter(app, cast, who) for who in ("bruno", "dario", "gino"))
    answer = bruno.submit(
        f"/cases/{case_id}/services/new",
        {
            "path": PathCode.ADM, "interventions": Intervention.EDUCATION_AT_HOME,
            "reason": "assenze", "consent": "both_parents", "priority": "ordinary_priority",
        },
    )  # fmt: skip
    assert answer.status_code == 303, answer.text
    address = answer.location
    request_id = ServiceRequestId(UUID(address.rsplit("/", 1)[1]))
    line = page(cast["bruno"], request_id).lines[0]
    told = {"quantity": "4", "unit": str(service.unit_id), "ends_on": "30/06/2027"}
    assert bruno.submit(f"/request-lines/{line.id}/edit", told).status_code == 303
    assert bruno.submit(address, action=f"{address}/acts/submit").status_code == 303
    assert bruno.get(f"{address}/acts/approve").status_code == 200
    assert dario.submit(address, action=f"{address}/acts/approve").status_code == 303
    where = f"/request-lines/{line.id}"
    assert gino.submit(where, action=f"{where}/acts/send-to-provider").status_code == 303
    assert gino.submit(f"{where}/acts/accept", {"operator": "Gaia Riva"}).status_code == 303
    assert gino.submit(f"{where}/acts/start").status_code == 303
    assert "1 di 1 avviati" in bruno.get(address).text
    assert "4 ore alla settimana" in bruno.get(f"/cases/{case_id}/services").text + (
        bruno.get(where).text
    )


def test_a_consent_said_later_is_written_on_a_request_already_approved(
    app: Flask, cast: Cast
) -> None:
    request_id = a_request(cast, a_service(cast), consent=ConsentBasis.UNKNOWN)
    bruno, address = enter(app, cast, "bruno"), f"/service-requests/{request_id}"
    request_act(cast, "bruno", "submit_request", request_id)
    assert f"{address}/consent" in bruno.get(address).text
    assert bruno.submit(f"{address}/consent", {"consent": "both_parents"}).status_code == 303
    assert page(cast["bruno"], request_id).consent is ConsentBasis.BOTH_PARENTS
    assert "Entrambi i genitori, scritto 23/11/2026, ore 15:05" in bruno.get(address).text
    request_act(cast, "dario", "refuse_request", request_id, words="non serve")
    assert f"{address}/consent" not in bruno.get(address).text
    late = bruno.submit(f"{address}/consent", {"consent": "unknown"})
    assert (late.status_code, "La richiesta è finita" in late.text) == (422, True)


def test_her_own_request_is_not_offered_for_approval_and_says_why(app: Flask, cast: Cast) -> None:
    request_id = a_request(cast, a_service(cast), by="dario")
    request_act(cast, "dario", "submit_request", request_id)
    dario = enter(app, cast, "dario")
    shown = dario.get(f"/service-requests/{request_id}").text
    assert "Questa richiesta l&#39;hai fatta tu" in shown
    answer = dario.submit(
        f"/service-requests/{request_id}/acts/approve",
    )
    assert answer.status_code == 422
    assert page(cast["dario"], request_id).state is RequestState.SUBMITTED


@pytest.mark.parametrize(
    ("who", "status"),
    [("zeno", 404), ("carla", 404), ("anna", 403), ("elena", 403), ("gino", 200), ("dario", 200)],
)
def test_who_reaches_a_request(app: Flask, cast: Cast, who: str, status: int) -> None:
    service = a_service(cast)
    line_id = an_active_line(cast, service)
    request_id = line_page(cast["gino"], line_id).request_id
    client = enter(app, cast, who)
    for address in (
        f"/service-requests/{request_id}",
        f"/service-requests/{request_id}/print",
        f"/request-lines/{line_id}",
    ):
        assert client.get(address).status_code == status, address


def test_what_is_typed_comes_back_with_a_sentence(app: Flask, cast: Cast) -> None:
    request_id = a_request(cast, a_service(cast))
    line_id = page(cast["bruno"], request_id).lines[0].id
    bruno = enter(app, cast, "bruno")
    for typed in ("-4", "quattro", "1e9", "4; DROP TABLE", "<script>"):
        answer = bruno.submit(f"/request-lines/{line_id}/edit", {"quantity": typed})
        assert answer.status_code == 422, typed
        assert "per esempio 4 oppure 1,5" in answer.text
        assert "<script>" not in answer.text.replace("<script src", "")
    backwards = {"starts_on": "10/12/2026", "ends_on": "01/12/2026"}
    answer = bruno.submit(f"/request-lines/{line_id}/edit", backwards)
    assert "Finirebbe prima di cominciare" in answer.text
    assert "10/12/2026" in answer.text


def test_full_units_are_refused_with_the_way_out(app: Flask, cast: Cast) -> None:
    service = a_service(cast, hours=4)
    an_active_line(cast, service)
    request_id = an_approved_request(cast, service)
    where = f"/request-lines/{page(cast['gino'], request_id).lines[0].id}"
    gino = enter(app, cast, "gino")
    gino.submit(where, action=f"{where}/acts/send-to-provider")
    answer = gino.submit(f"{where}/acts/accept", {"operator": "Gaia Riva"})
    assert answer.status_code == 422
    assert "metti in lista" in answer.text
    assert "Gaia Riva" in answer.text
    assert gino.submit(f"{where}/acts/enlist").status_code == 303
    assert "posizione 1" in gino.get(where).text


def test_two_who_decide_together_the_second_is_told(app: Flask, cast: Cast) -> None:
    request_id = a_request(cast, a_service(cast))
    request_act(cast, "bruno", "submit_request", request_id)
    dario = enter(app, cast, "dario")
    address = f"/service-requests/{request_id}/acts/return"
    shown = dario.get(address).text
    request_act(cast, "dario", "approve_request", request_id)
    values = {**Forms(shown).found[-1].values, "words": "manca l'orario"}
    answer = dario.post(address, data=values)
    assert answer.status_code == 409
    assert "manca l&#39;orario" in answer.text


def test_the_voice_that_authorised_is_in_red_words(app: Flask, cast: Cast) -> None:
    request_id = a_request(cast, a_service(cast))
    bruno, dario = enter(app, cast, "bruno"), enter(app, cast, "dario")
    told = {
        "ground": "violence", "who": "Paola Rinaldi", "voice_day": "23/11/2026",
        "voice_hour": "14:30", "words": "non può tornare a casa",
    }  # fmt: skip
    address = f"/service-requests/{request_id}/acts/activate-urgent"
    assert bruno.submit(address, {**told, "who": ""}).status_code == 422
    skipped = bruno.submit(address, {**told, "voice_day": "29/03/2026", "voice_hour": "2:30"})
    assert (skipped.status_code, "Quell&#39;ora non c&#39;è" in skipped.text) == (422, True)
    assert bruno.submit(address, told).status_code == 303
    shown = dario.get("/service-requests").text
    assert "Attivati in urgenza e non ancora ratificati: 1" in shown
    where = f"/service-requests/{request_id}"
    assert "Paola Rinaldi" in dario.get(where).text
    assert dario.submit(where, action=f"{where}/acts/ratify").status_code == 303


@pytest.mark.parametrize("share", ["0", "101", "-5", "metà", "1,5"])
def test_a_share_is_a_part_of_a_hundred(app: Flask, cast: Cast, share: str) -> None:
    request_id = an_approved_request(cast, a_service(cast), with_cost=True)
    gino = enter(app, cast, "gino")
    told = {
        "payer": "this_municipality",
        "amount": "100",
        "act_reference": "Det. 1",
        "share": share,
    }
    answer = gino.submit(f"/service-requests/{request_id}/acts/commit", told)
    assert (answer.status_code, "una quota da 1 a 100" in answer.text) == (422, True)


def test_hours_money_and_change_on_the_screen(app: Flask, cast: Cast) -> None:
    service = a_service(cast)
    line_id = an_active_line(cast, service)
    where = f"/request-lines/{line_id}"
    bruno, dario, gino = (enter(app, cast, who) for who in ("bruno", "dario", "gino"))
    given = gino.submit(f"{where}/acts/record-delivery", {"quantity": "1,5"})
    assert given.status_code == 303
    again = gino.submit(f"{where}/acts/record-delivery", {"quantity": "2"})
    assert again.status_code == 422
    assert "è già registrato" in again.text
    month = {"month": "2026-11-01"}
    assert bruno.submit(f"{where}/acts/confirm-delivery", month).status_code == 303
    assert bruno.submit(f"{where}/acts/change", {"quantity": "6"}).status_code == 303
    assert dario.submit(where, action=f"{where}/acts/approve-change").status_code == 303
    assert line_page(cast["bruno"], line_id).line.amount == "6"
    ended = {"cause": "goals_reached", "outcome": "reached"}
    assert bruno.submit(f"{where}/acts/end", ended).status_code == 303
    assert line_page(cast["bruno"], line_id).line.state is LineState.ENDED


def test_a_long_list_begins_on_the_page_of_all_and_goes_on_by_itself(
    app: Flask, cast: Cast
) -> None:
    service = a_service(cast, hours=1000)
    for _ in range(11):
        request_act(cast, "bruno", "submit_request", a_request(cast, service))
    dario, bruno = enter(app, cast, "dario"), enter(app, cast, "bruno")
    whole, pile = dario.get("/service-requests").text, "/service-requests/piles/to_approve"
    assert (whole.count('scope="row"'), f'href="{pile}"' in whole) == (10, True)
    assert dario.get(pile).text.count('scope="row"') == 11
    assert "Niente in questo elenco" in dario.get(f"{pile}?pagina=2").text
    assert bruno.get(pile).status_code == 404  # who asks does not approve
    assert dario.get("/service-requests/piles/nothing").status_code == 404


@pytest.mark.parametrize("who", ["bruno", "dario", "gino"])
def test_the_list_reads_the_same_few_times_whatever_its_length(
    app: Flask, cast: Cast, who: str
) -> None:
    service = a_service(cast, hours=1000)
    client = enter(app, cast, who)

    def grow() -> None:
        request_act(cast, "bruno", "submit_request", a_request(cast, service, wanted=THREE))
        an_approved_request(cast, service, wanted=THREE)
        an_active_line(cast, service)

    grow()
    client.get("/service-requests")  # the session is touched once a minute
    with counting() as few:
        assert client.get("/service-requests").status_code == 200
    for _ in range(3):
        grow()
    with counting() as many:
        assert client.get("/service-requests").status_code == 200
    assert len(few) == len(many)


def test_free_is_said_and_no_isee_is_asked(app: Flask, cast: Cast) -> None:
    line_id = an_active_line(cast, a_service(cast))
    request_id = line_page(cast["bruno"], line_id).request_id
    bruno = enter(app, cast, "bruno")
    shown = bruno.get(f"/service-requests/{request_id}").text
    assert "il servizio è gratuito" in shown
    for address in (f"/service-requests/{request_id}", f"/request-lines/{line_id}"):
        assert "isee" not in bruno.get(address).text.lower()


def test_today_and_the_deadlines_tell_of_services(app: Flask, cast: Cast) -> None:
    service = a_service(cast)
    urgent = a_request(cast, service)
    request_act(cast, "bruno", "activate_urgent", urgent, voice=VOICE)
    waiting = a_request(cast, service)
    request_act(cast, "bruno", "submit_request", waiting)
    an_active_line(cast, service)
    with app.test_request_context():
        card = cards.services_card(cast["dario"].viewer, NOW)
        assert card is not None
        assert [(row.note, row.urgent) for row in card.rows] == [
            ("da ratificare", True), ("da approvare", False),
        ]  # fmt: skip
        due = cards.service_deadlines(cast["bruno"].viewer, NOW)
    assert {row.why[:9] for row in due} == {"richiesta"}
    assert len(due) == 4
