"""Practices on the screen: the lists of the counter, one practice with its acts, the paper list."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.audit.models import AccessEntry
from app.db import db
from app.kernel.references import PracticeId, new_id
from app.practices import cards, operations, queries
from app.practices.procedure import PracticeState
from app.practices.rules import Shelf
from tests.builders.people import a_person
from tests.builders.practices import (
    a_complete_practice,
    a_granted_practice,
    a_practice,
    a_proposed_practice,
    on_it,
)
from tests.cast import NOW, TODAY, Cast
from tests.support.client import OfficeClient
from tests.support.counting import counting

S = PracticeState
DAY = f"{TODAY:%d/%m/%Y}"
GRANT = {"amount": "350,50", "purpose": "food", "payments": "1", "first_on": DAY, "words": "spesa"}
URGENT = {**GRANT, "amount": "300", "voice_by": "Dario", "voice_on": DAY, "voice_hour": "14:00"}


def _act(client: OfficeClient, made: PracticeId, act: str, **typed: Any) -> Any:
    return client.submit(f"/practices/{made}/acts/{act}", typed or None)


def _state(cast: Cast, made: PracticeId) -> PracticeState:
    return queries.practice_page(cast["dario"].viewer, made, TODAY).state


@pytest.fixture
def gino(client: OfficeClient, cast: Cast) -> OfficeClient:
    """The counter's browser."""
    return client.enter(cast["gino"])


def test_a_practice_is_opened_from_the_page_of_the_person(gino: OfficeClient, cast: Cast) -> None:
    ada = a_person(cast["gino"])
    page = f"/people/{ada}/practices/new"
    assert gino.submit(page, {"kind": "x"}).status_code == 422
    opened = gino.submit(page, {"kind": "rent"})
    assert opened.status_code == 303
    text = unescape(gino.get(opened.location).text)
    for word in ("Brambilla Ada", "Affitto o sfratto, PR-2026-0001", "Atto di sfratto", "Manca"):
        assert word in text


def test_the_lists_hold_each_practice_once(gino: OfficeClient, cast: Cast) -> None:
    names = ("Raccolta", "Completa", "Proposta", "Concessa", "Ritirata")
    people = [a_person(cast["gino"], name) for name in names]
    a_practice(cast["gino"], people[0])
    a_complete_practice(cast, people[1])
    a_proposed_practice(cast, people[2])
    a_granted_practice(cast, people[3])
    over = a_practice(cast["gino"], people[4])
    operations.withdraw(**on_it(cast["gino"], over), words="ha trovato lavoro")
    for shelf, name in zip(Shelf, names, strict=True):
        text = gino.get("/practices", query_string={"elenco": shelf}).text
        assert [one for one in names if f"{one} Ada" in text] == [name]
    assert queries.counts(cast["gino"].viewer) == dict.fromkeys(Shelf, 1)
    for strange in ("", "x", "9" * 400, "\x00"):
        shown = gino.get("/practices", query_string={"elenco": strange, "page": strange})
        assert shown.status_code in (200, 404)


def test_an_empty_list_says_what_to_do(gino: OfficeClient) -> None:
    text = gino.get("/practices").text
    assert "Nessuna pratica in questo elenco" in text
    assert "Cerca la persona" in text


def test_the_whole_way_by_plain_posts(client: OfficeClient, cast: Cast) -> None:
    made = a_practice(cast["gino"])
    client.enter(cast["gino"])
    for kind in ("identity", "isee"):
        typed = {"kind": kind, "state": "received", "received_on": DAY, "isee": "5.000"}
        assert _act(client, made, "receive-paper", **typed).status_code == 303
    assert "ISEE: 5.000,00" in unescape(client.get(f"/practices/{made}").text)
    assert _act(client, made, "complete").status_code == 303
    client.enter(cast["bruno"])
    assert _act(client, made, "propose", **GRANT).status_code == 303
    client.enter(cast["dario"])
    assert _act(client, made, "grant", act_reference="Det. 12/2026").status_code == 303
    client.enter(cast["gino"])
    refused = _act(client, made, "pay", paid_on=DAY)
    assert refused.status_code in (409, 422)
    assert "Controlla l'IBAN" in unescape(refused.text)
    assert _act(client, made, "pay", paid_on=DAY, account_checked="y").status_code == 303
    text = unescape(client.get(f"/practices/{made}").text)
    for word in ("Pagata", "350,50", "Det. 12/2026", "Gino", "Bruno", "Dario"):
        assert word in text
    assert "/acts/" not in text


def test_a_page_shows_only_the_acts_of_who_reads_it(client: OfficeClient, cast: Cast) -> None:
    made = a_complete_practice(cast)
    address = f"/practices/{made}"
    assert "/acts/propose" not in client.enter(cast["gino"]).get(address).text
    assert "/acts/propose" in client.enter(cast["bruno"]).get(address).text


@pytest.mark.parametrize("amount", ["", "0", "-5", "abc", "1.5.5", "9" * 19, "1e3", "10,999"])
def test_a_bad_amount_is_said_and_what_was_written_stays(
    client: OfficeClient, cast: Cast, amount: str
) -> None:
    made = a_complete_practice(cast)
    client.enter(cast["bruno"])
    answer = _act(client, made, "propose", **{**GRANT, "amount": amount, "words": "la spesa"})
    assert answer.status_code == 422
    assert "la spesa" in answer.text
    assert f'value="{amount}"' in answer.text
    assert _state(cast, made) is S.COMPLETE


def test_urgent_help_above_the_ceiling_is_said(client: OfficeClient, cast: Cast) -> None:
    made = a_practice(cast["gino"])
    client.enter(cast["bruno"])
    answer = _act(client, made, "grant-urgent", **{**URGENT, "amount": "300,01"})
    assert answer.status_code == 422
    assert "È più di quanto si può dare in urgenza" in answer.text
    assert _act(client, made, "grant-urgent", **URGENT).status_code == 303
    assert _state(cast, made) is S.GRANTED_PROVISIONALLY


def test_an_hour_the_clock_skipped_is_said(client: OfficeClient, cast: Cast) -> None:
    made = a_practice(cast["gino"])
    client.enter(cast["bruno"])
    skipped = {**URGENT, "voice_on": "29/03/2026", "voice_hour": "2:30"}
    answer = _act(client, made, "grant-urgent", **skipped)
    assert answer.status_code == 422
    assert "Quell'ora non c'è" in unescape(answer.text)
    assert 'value="2:30"' in answer.text
    assert _state(cast, made) is S.COLLECTING


def test_a_first_payment_years_away_is_not_proposed(client: OfficeClient, cast: Cast) -> None:
    made = a_complete_practice(cast)
    client.enter(cast["bruno"])
    far = {**GRANT, "payments": "12"}
    for day in ("31/12/9999", "25/11/2027", "01/01/1900"):
        answer = _act(client, made, "propose", **{**far, "first_on": day})
        assert answer.status_code == 422
        assert f'value="{day}"' in answer.text


def test_one_own_request_is_refused_in_words(client: OfficeClient, cast: Cast) -> None:
    made = a_complete_practice(cast)
    client.enter(cast["dario"])
    assert _act(client, made, "propose", **GRANT).status_code == 303
    answer = _act(client, made, "grant", act_reference="Det. 1")
    assert answer.status_code in (409, 422)
    assert "la approva un'altra persona" in unescape(answer.text)
    assert 'value="Det. 1"' in answer.text
    assert _state(cast, made) is S.PROPOSED


def test_a_refusal_before_its_time_is_said(client: OfficeClient, cast: Cast) -> None:
    made = a_proposed_practice(cast)
    client.enter(cast["dario"])
    assert _act(client, made, "announce-refusal").status_code == 422
    assert _act(client, made, "announce-refusal", words="ISEE alto").status_code == 303
    answer = _act(client, made, "refuse", words="ISEE alto")
    assert answer.status_code in (409, 422)
    assert "ha ancora tempo per le osservazioni" in unescape(answer.text)
    assert "ISEE alto" in answer.text


def test_a_page_left_open_keeps_what_was_typed_and_changes_nothing(
    client: OfficeClient, cast: Cast
) -> None:
    made = a_complete_practice(cast)
    client.enter(cast["bruno"])
    answer = _act(client, made, "propose", **GRANT, version="1")
    assert answer.status_code == 409
    assert "350,50" in answer.text
    assert _state(cast, made) is S.COMPLETE


@pytest.mark.parametrize("act", ["pay", "refuse", "ratify", "grant"])
def test_what_it_is_not_time_for_is_refused(client: OfficeClient, cast: Cast, act: str) -> None:
    made = a_practice(cast["gino"])
    who = "gino" if act == "pay" else "dario"
    client.enter(cast[who])
    typed = {"words": "no", "act_reference": "Det. 1", "paid_on": DAY, "account_checked": "y"}
    assert _act(client, made, act, **typed).status_code in (409, 422)
    assert _state(cast, made) is S.COLLECTING
    assert client.get(f"/practices/{made}/acts/fly").status_code == 404


def test_a_colleague_without_the_duty_is_told_so(client: OfficeClient, cast: Cast) -> None:
    made = a_proposed_practice(cast)
    client.enter(cast["gino"])
    assert _act(client, made, "grant", act_reference="Det. 1").status_code == 403
    for name in ("anna", "elena", "teo", "rosa"):
        client.enter(cast[name])
        for address in ("/practices", f"/practices/{made}", f"/practices/{made}/checklist"):
            assert client.get(address).status_code == 403
    assert _state(cast, made) is S.PROPOSED


def test_a_stranger_finds_nothing(client: OfficeClient, cast: Cast) -> None:
    ada = a_person(cast["gino"])
    made = a_practice(cast["gino"], ada)
    client.enter(cast["zeno"])
    for address in (
        f"/practices/{made}",
        f"/practices/{made}/checklist",
        f"/practices/{made}/acts/complete",
        f"/people/{ada}/practices/new",
        f"/practices/{new_id()}",
    ):
        assert client.get(address).status_code == 404
    assert "Brambilla" not in client.get("/practices").text


def test_the_list_to_print_holds_what_is_still_to_bring(gino: OfficeClient, cast: Cast) -> None:
    made = a_practice(cast["gino"])
    page = f"/practices/{made}/checklist"
    text = unescape(gino.get(page).text)
    assert "Documento d'identità" in text
    assert "ISEE" in text
    yesterday = f"{TODAY - timedelta(days=1):%d/%m/%Y}"
    for kind, until in (("identity", ""), ("isee", yesterday)):
        typed = {"kind": kind, "state": "received", "received_on": DAY, "valid_until": until}
        assert _act(gino, made, "receive-paper", **typed).status_code == 303
    text = unescape(gino.get(page).text)
    assert "Documento d'identità" not in text
    assert "quella che abbiamo è scaduta" in text


def test_who_opens_a_practice_leaves_her_line(gino: OfficeClient, cast: Cast) -> None:
    made = a_practice(cast["gino"])
    count = select(func.count()).select_from(AccessEntry)
    before = db.session.scalar(count)
    gino.get(f"/practices/{made}")
    assert db.session.scalar(count) == (before or 0) + 1


def test_a_list_asks_as_many_questions_for_one_row_as_for_ten(
    gino: OfficeClient, cast: Cast
) -> None:
    a_practice(cast["gino"])
    gino.get("/practices")
    with counting() as few:
        gino.get("/practices")
    for number in range(9):
        a_practice(cast["gino"], a_person(cast["gino"], f"Persona {chr(65 + number)}"))
    with counting() as many:
        assert gino.get("/practices").text.count("<tr>") >= 10
    assert len(many) == len(few)


def test_the_cards_say_what_is_to_do(app: Flask, cast: Cast) -> None:
    ada = a_person(cast["gino"])
    made = a_proposed_practice(cast, ada)
    with app.test_request_context():
        hers = cards.of_person(cast["bruno"].viewer, ada, NOW)
        assert hers is not None
        assert [row.note for row in hers.rows] == ["Proposta", ""]
        assert cards.of_person(cast["anna"].viewer, ada, NOW) is None
        to_decide = cards.of_today(cast["dario"].viewer, NOW)
        assert to_decide is not None
        assert [(row.text, row.note) for row in to_decide.rows] == [("Da decidere", "1")]
        assert cards.of_today(cast["bruno"].viewer, NOW) is None
        (due,) = cards.deadlines(cast["dario"].viewer, NOW)
        assert (due.about, due.url) == ("Brambilla Ada", f"/practices/{made}")
        assert cards.deadlines(cast["zeno"].viewer, NOW) == []
