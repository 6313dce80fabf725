"""Passages on the screen: who enters, what is chosen, what is answered, what nobody else reads."""

import html
import re
from datetime import date

import pytest
from werkzeug.test import TestResponse

from app.intake.labels import REASONS as INTAKE
from app.intake.procedure import ReferralState
from app.intake.rules import Answer
from app.kernel.references import new_id
from app.transfers import queries
from app.transfers.procedure import TransferState
from app.transfers.rules import BoxShelf, TransferShelf
from tests.builders.cases import a_whole_case
from tests.builders.intake import STORY, act, in_evaluation, state_of
from tests.builders.people import a_person
from tests.builders.transfers import (
    a_line_passed,
    a_provider,
    another_comune,
    proposed,
    received,
    twin,
)
from tests.cast import NAMES, Cast
from tests.support.client import OfficeClient
from tests.support.counting import counting

pytestmark = pytest.mark.usefixtures("app")
SENDING = {"bruno", "carla", "dario", "gino", "zeno"}
RECEIVING = {"bruno", "carla", "dario", "rosa", "teo", "zeno"}


def _after(client: OfficeClient, answer: TestResponse) -> TestResponse:
    """Go where a press leads."""
    assert answer.status_code == 303
    return client.get(answer.location)


@pytest.mark.parametrize("who", NAMES)
def test_who_sends_and_who_receives(client: OfficeClient, cast: Cast, who: str) -> None:
    signed = client.enter(cast[who])
    for address, entering in (("/transfers", SENDING), ("/box", RECEIVING)):
        assert signed.get(address).status_code == (200 if who in entering else 403), address


def test_a_report_passes_to_another_comune_from_press_to_press(
    client: OfficeClient, cast: Cast
) -> None:
    """Scenario 13: chosen tick by tick, seen before it leaves, answered, taken note of."""
    body = another_comune(cast)
    referral = in_evaluation(cast, a_person(cast["bruno"], "Partente", "Ada"))
    bruno = client.enter(cast["bruno"])
    assert f"/transfers/new/referral/{referral}" in bruno.get(f"/referrals/{referral}").text
    new = f"/transfers/new/referral/{referral}"
    chosen = {"body": str(body), "pieces": ["who", "story"], "words": "Abita da voi."}
    seen = bruno.submit(new, {**chosen, "preview": "1"})
    assert seen.status_code == 200
    assert "Leggeranno questo, e nient'altro" in seen.text
    shown = re.findall(r"<dl class=\"facts\">.*?</dl>", seen.text, re.DOTALL)[-1]
    assert "Partente Ada" in shown
    assert STORY in shown
    assert queries.box(cast["zeno"].viewer, BoxShelf.TO_ANSWER, 0, 10) == []
    done = _after(bruno, bruno.submit(new, {**chosen, "protection_assured": "y"}))
    assert "Proposto: è già nella loro casella." in done.text
    (row,) = queries.box(cast["zeno"].viewer, BoxShelf.TO_ANSWER, 0, 10)
    zeno = client.enter(cast["zeno"])
    page = zeno.get(f"/box/{row.id}")
    assert shown in page.text
    assert "Partente Ada" in zeno.get("/today").text
    acts = f"/box/{row.id}/acts"
    assert zeno.submit(f"{acts}/refuse", {"words": ""}).status_code == 422
    zeno.submit(f"{acts}/accept", {"words": "La seguiamo noi."})
    zeno.submit(f"{acts}/note", {"words": "Nota che resta qui."})
    zeno.submit(f"{acts}/report", {"code": "going", "words": "Va bene."})
    bruno = client.enter(cast["bruno"])
    assert "prendi atto" in bruno.get("/today").text
    (mine,) = queries.listed(cast["bruno"].viewer, TransferShelf.ANSWERED, 0, 10)
    page = bruno.get(f"/transfers/{mine.id}")
    assert "La seguiamo noi." in page.text
    assert "Va bene." in page.text
    assert "Nota che resta qui." not in page.text
    bruno.submit(f"/transfers/{mine.id}", action=f"/transfers/{mine.id}/acts/take-note")
    assert state_of(cast, referral) is ReferralState.TRANSFERRED
    assert queries.transfer_page(cast["bruno"].viewer, mine.id).state is TransferState.ACCEPTED


def test_nothing_typed_is_lost_where_it_is_refused(client: OfficeClient, cast: Cast) -> None:
    another_comune(cast)
    referral = in_evaluation(cast, a_person(cast["bruno"], "Rifatta"))
    bruno = client.enter(cast["bruno"])
    new = f"/transfers/new/referral/{referral}"
    answer = bruno.submit(new, {"body": "", "pieces": ["story"], "words": "Sono le mie parole."})
    assert answer.status_code == 422
    assert "Sono le mie parole." in answer.text
    assert bruno.get(f"/transfers/new/nothing/{referral}").status_code == 404
    assert bruno.get(f"/transfers/new/referral/{new_id()}").status_code == 404


def test_a_provider_reads_its_box_and_never_the_case(client: OfficeClient, cast: Cast) -> None:
    gaia = a_provider()
    transfer, line = a_line_passed(cast, gaia)
    a_whole_case(cast, a_person(cast["bruno"], "Seguita"), "canarino della cartella")
    signed = client.enter(gaia)
    page = signed.get(f"/box/{twin(transfer)}")
    assert page.status_code == 200
    assert "canarino della cartella" not in page.text
    for address in (f"/transfers/{transfer}", f"/request-lines/{line}", "/cases", "/people"):
        assert signed.get(address).status_code in (403, 404), address


def test_a_stranger_cannot_tell_what_is_there_from_what_is_not(
    client: OfficeClient, cast: Cast
) -> None:
    transfer, _ = a_line_passed(cast, a_provider())
    zeno = client.enter(cast["zeno"])
    for real in (f"/box/{twin(transfer)}", f"/transfers/{transfer}"):
        there = zeno.get(real)
        nobody = zeno.get(re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", str(new_id()), real))
        assert (there.status_code, nobody.status_code) == (404, 404)
        assert len(there.text) == len(nobody.text)


def test_the_lists_ask_as_much_of_ten_as_of_two(client: OfficeClient, cast: Cast) -> None:
    body = another_comune(cast)

    def asked() -> tuple[int, int]:
        counts = []
        for who, address in (("bruno", "/transfers?elenco=waiting"), ("zeno", "/box")):
            signed = client.enter(cast[who])
            signed.get(address)
            with counting() as statements:
                assert signed.get(address).status_code == 200
            counts.append(len(statements))
        return counts[0], counts[1]

    for _ in range(2):
        proposed(cast, body_id=body)
    few = asked()
    for _ in range(6):
        proposed(cast, body_id=body)
    assert asked() == few


def test_the_administrator_says_which_body_of_the_program_it_is(
    client: OfficeClient, cast: Cast
) -> None:
    body = another_comune(cast)
    assert client.enter(cast["dario"]).get(f"/bodies/{body}/link").status_code == 403
    elena = client.enter(cast["elena"])
    assert "Altro Comune" in elena.get(f"/bodies/{body}/link").text
    done = _after(elena, elena.submit(f"/bodies/{body}/link", {"to": ""}))
    assert "non usa questo programma" in done.text


def test_what_was_taken_back_says_so_and_tells_nothing(client: OfficeClient, cast: Cast) -> None:
    transfer = proposed(cast)
    bruno = client.enter(cast["bruno"])
    bruno.submit(f"/transfers/{transfer}/acts/revoke", {"words": "Ci abbiamo ripensato."})
    page = client.enter(cast["zeno"]).get(f"/box/{twin(transfer)}")
    assert "quello che diceva non si legge più" in page.text
    assert STORY not in page.text
    assert "Ci abbiamo ripensato." not in page.text


def test_what_is_accepted_becomes_a_request_there(client: OfficeClient, cast: Cast) -> None:
    incoming = twin(proposed(cast))
    received(cast["zeno"], "accept", incoming)
    zeno = client.enter(cast["zeno"])
    page = f"/box/{incoming}"
    done = _after(zeno, zeno.submit(page, action=f"{page}/acts/take-up"))
    assert "Apri la richiesta qui" in done.text
    there = queries.incoming_page(cast["zeno"].viewer, incoming)
    request = zeno.get(f"/referrals/{there.referral_id}").text
    assert "Arrivata da un altro ente" in request
    assert f"là è {there.number}" in request


def test_what_the_report_refuses_is_read_here_in_its_own_words(
    client: OfficeClient, cast: Cast
) -> None:
    body = another_comune(cast)
    child = a_person(cast["bruno"], "Piccola", birth_date=date(2019, 1, 1))
    referral = in_evaluation(cast, child)
    act(cast["bruno"], "judge", referral, risk=Answer.YES, harm=Answer.YES, grounds="")
    bruno = client.enter(cast["bruno"])
    chosen = {"body": str(body), "pieces": ["who"], "words": "Abita da voi."}
    refused = bruno.submit(f"/transfers/new/referral/{referral}", chosen)
    assert refused.status_code == 422
    assert INTAKE["protection_first"] in html.unescape(refused.text)


def test_who_may_not_propose_finds_no_way_to_it(client: OfficeClient, cast: Cast) -> None:
    case_id = a_whole_case(cast, a_person(cast["bruno"], "Seguita"), "parola")
    new = f"/transfers/new/case/{case_id}"
    bruno = client.enter(cast["bruno"])
    assert new not in bruno.get(f"/cases/{case_id}").text
    assert bruno.get(new).status_code == 403
    dario = client.enter(cast["dario"])
    assert new in dario.get(f"/cases/{case_id}").text
    assert dario.get(new).status_code == 200
