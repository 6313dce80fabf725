"""The screens of requests and reports: they show, they save, nothing typed is lost."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from app.intake import queries
from app.intake.rules import Shelf
from app.kernel.references import PersonId, ReferralId
from tests.builders.intake import (
    STORY,
    a_referral,
    an_assigned,
    in_evaluation,
    page_of,
    proposed_closure,
)
from tests.builders.people import a_person
from tests.cast import NOW, Cast
from tests.support.client import Forms, OfficeClient
from tests.support.counting import counting
from tests.support.read_back import read_back

ABSURD = (
    "", " ", "x" * 30_000, "\x00\x01", "\u202etxt", "' OR 1=1 --", "<script>alert(1)</script>",
    "{{7*7}}", "王小明", "عبد الله", "🙂" * 200, "31/02/2026", "-1", "9" * 400, "%00",
)  # fmt: skip
FOUR: dict[str, Any] = {
    "channel": "phone",
    "source": "neighbour",
    "person": "unknown",
    "story": STORY,
}


@pytest.fixture
def gino(app: Flask, client: OfficeClient, cast: Cast) -> OfficeClient:
    return client.enter(cast["gino"])


def _browser(app: Flask, cast: Cast, who: str) -> OfficeClient:
    client: Any = app.test_client()
    entered: OfficeClient = client.enter(cast[who])
    return entered


def _form(text: str, action: str) -> dict[str, Any]:
    return next(
        one for one in Forms(text).found if one.action in (action, "") and "story" in one.names
    ).values


def test_four_answers_save_it_and_the_page_says_what_happens_now(gino: OfficeClient) -> None:
    answer = gino.submit("/referrals/new", FOUR)
    assert answer.status_code == 303
    page = gino.get(answer.location).text
    for words in (
        "Segnalazione SEG-2026-0001",
        STORY,
        "Cosa succede ora",
        "La vede la responsabile",
    ):
        assert words in page


def test_the_second_press_registers_nothing_new(gino: OfficeClient, cast: Cast) -> None:
    values = {**_form(gino.get("/referrals/new").text, "/referrals/new"), **FOUR, "person": "new",
              "surname": "Nuovo"}  # fmt: skip
    first, second = (gino.post("/referrals/new", data=values) for _ in range(2))
    assert first.status_code == second.status_code == 303
    assert first.location == second.location
    assert "/referrals/" in first.location
    assert len(queries.listed(cast["gino"].viewer, Shelf.OPEN, NOW)) == 1


@pytest.mark.parametrize("missing", ["source", "person", "story"])
def test_what_is_missing_is_said_and_what_was_typed_stays(gino: OfficeClient, missing: str) -> None:
    typed = {**FOUR, "referrer": "La vicina Pina", "protocol_number": "7/26", missing: ""}
    answer = gino.submit("/referrals/new", typed)
    assert answer.status_code == 422
    for words in ("La vicina Pina", "7/26", *([STORY] if missing != "story" else [])):
        assert words in answer.text


def test_an_hour_that_the_clocks_skipped_is_said(
    app: Flask, gino: OfficeClient, cast: Cast, child: PersonId
) -> None:
    night = {"received_on": "29/03/2026", "received_hour": "2:30"}
    answer = gino.submit("/referrals/new", {**FOUR, **night})
    assert answer.status_code == 422
    assert "i minuti saltano alle 3" in answer.text
    contact = f"/referrals/{an_assigned(cast, child)}/acts/first-contact"
    tried = {"outcome": "real", "on": "29/03/2026", "at": "2:30"}
    assert _browser(app, cast, "bruno").submit(contact, tried).status_code == 422


def test_searching_keeps_everything_and_offers_who_was_found(
    gino: OfficeClient, child: PersonId
) -> None:
    searched = gino.submit("/referrals/new", {**FOUR, "person": "", "text": "rota", "search": "1"})
    assert searched.status_code == 200
    assert STORY in searched.text
    assert f'value="{child}"' in searched.text
    values = {**_form(searched.text, "/referrals/new"), "person": str(child)}
    saved = gino.post("/referrals/new", data=values)
    assert saved.status_code == 303
    assert "Rota Elia" in gino.get(saved.location).text


def test_several_people_one_after_the_other(
    gino: OfficeClient, cast: Cast, child: PersonId
) -> None:
    mother = a_person(cast["bruno"], "Villa", "Sara")
    one = gino.submit("/referrals/new", {**FOUR, "text": "rota", "person": str(child), "more": "1"})
    assert one.status_code == 200
    values = {**_form(one.text, "/referrals/new"), "text": "villa", "search": "1"}
    two = gino.post("/referrals/new", data=values)
    assert STORY in two.text
    values = {**_form(two.text, "/referrals/new"), "person": str(mother)}
    page = gino.get(gino.post("/referrals/new", data=values).location).text
    assert "Rota Elia; Villa Sara" in page


def test_it_starts_from_a_person(gino: OfficeClient, child: PersonId) -> None:
    shown = gino.get(f"/referrals/new?person={child}")
    assert "Rota Elia" in shown.text
    values = {**_form(shown.text, "/referrals/new"), **FOUR, "person": ""}
    assert "Rota Elia" in gino.get(gino.post("/referrals/new", data=values).location).text
    assert gino.get("/referrals/new?person=nobody").status_code == 200


def test_a_likely_double_waits_for_a_decision(gino: OfficeClient, child: PersonId) -> None:
    new = {**FOUR, "person": "new", "surname": "Rota", "given": "Elia", "birth_date": "02/04/2016"}
    answer = gino.submit("/referrals/new", new)
    assert answer.status_code == 422
    assert "Forse è già in archivio" in answer.text
    assert "stesso nome e stessa nascita" in answer.text
    assert STORY in answer.text
    values = {**_form(answer.text, "/referrals/new"), "is_another": "y"}
    assert gino.post("/referrals/new", data=values).status_code == 303


def test_an_order_needs_its_day_and_keeps_the_judges(gino: OfficeClient) -> None:
    court = {**FOUR, "source": "juvenile_court", "answer_by": "25/12/2026"}
    refused = gino.submit("/referrals/new", court)
    assert refused.status_code == 422
    assert "la data e che cosa chiede" in refused.text
    whole = {**court, "dated": "20/11/2026", "asks": "inquiry"}
    falls = "cade in un giorno festivo: invia entro giovedì 24/12"
    checked = gino.submit("/referrals/new", whole)
    assert f"25/12/2026, {falls}" in checked.text
    saved = read_back(gino, checked)
    page = gino.get(saved.location).text
    assert "Richiesta dell&#39;Autorità giudiziaria" in page
    assert f"venerdì 25 dicembre 2026, {falls}" in page


@pytest.mark.parametrize(
    "name", ["story", "text", "referrer", "surname", "described", "received_on", "received_hour",
             "source", "channel", "body", "person", "people", "birth_date", "protocol_on", "asks",
             "thought_adult", "urgency", "proceeding"]
)  # fmt: skip
def test_absurd_input_never_breaks_it(gino: OfficeClient, name: str) -> None:
    shown = _form(gino.get("/referrals/new").text, "/referrals/new")
    for number, text in enumerate(ABSURD):
        for person in ("unknown", "new"):
            data = {
                **shown,
                **FOUR,
                "person": person,
                name: text,
                "submission": f"{number}{person}",
            }
            answer = gino.post("/referrals/new", data=data)
            assert answer.status_code in (200, 303, 422), (name, text[:20])
            assert "<script>alert" not in answer.text
            if answer.status_code == 422:
                assert (STORY in answer.text) or name == "story"


def test_who_has_no_duty_gets_403_and_the_stranger_404(
    app: Flask, cast: Cast, child: PersonId
) -> None:
    referral_id = an_assigned(cast, child)
    for who in ("anna", "teo", "elena", "franca", "piera", "rosa", "sofia"):
        browser = _browser(app, cast, who)
        for address in ("/referrals", "/referrals/new", f"/referrals/{referral_id}"):
            assert browser.get(address).status_code == 403, (who, address)
    for who in ("zeno", "carla"):
        browser = _browser(app, cast, who)
        for address in ("", "/acts/judge-risk", "/path", "/path/adm", "/subjects/new"):
            assert browser.get(f"/referrals/{referral_id}{address}").status_code == 404, who


def test_the_front_office_gets_no_word_of_any_story(
    app: Flask, cast: Cast, child: PersonId
) -> None:
    an_assigned(cast, child)
    anna = _browser(app, cast, "anna")
    for address in ("/today", f"/people/{child}", "/deadlines", "/referrals", "/people"):
        text = anna.get(address).text
        assert STORY not in text
        assert "SEG-2026" not in text, address


def test_every_act_that_is_shown_opens(app: Flask, cast: Cast, child: PersonId) -> None:
    dario = _browser(app, cast, "dario")
    for referral_id in (
        a_referral(cast["gino"], child), an_assigned(cast, child), in_evaluation(cast, child),
        proposed_closure(cast, child),
    ):  # fmt: skip
        text, opened = dario.get(f"/referrals/{referral_id}").text, 0
        for offer in page_of(cast["dario"], referral_id).offers:
            address = f"/referrals/{referral_id}/acts/{offer.action.replace('_', '-')}"
            if address in text:
                assert dario.get(address).status_code == 200, address
                opened += 1
        assert opened, "the page offers nothing"


def test_the_wrong_moment_is_said(app: Flask, cast: Cast, child: PersonId) -> None:
    dario = _browser(app, cast, "dario")
    referral_id = a_referral(cast["gino"], child)
    answer = dario.submit(f"/referrals/{referral_id}/acts/reopen", {"words": "perché"})
    assert answer.status_code == 422
    assert dario.get(f"/referrals/{referral_id}/acts/nothing").status_code == 404


def test_from_contact_to_case_through_the_screens(app: Flask, cast: Cast, child: PersonId) -> None:
    referral_id = an_assigned(cast, child)
    bruno = _browser(app, cast, "bruno")
    acts = f"/referrals/{referral_id}/acts"
    met = {"outcome": "real", "words": "Sentita la madre."}
    assert bruno.submit(f"{acts}/first-contact", met).status_code == 303
    judged = {"risk": "yes", "harm": "no", "grounds": "Riferito dalla scuola."}
    assert bruno.submit(f"{acts}/judge-risk", judged).status_code == 303
    consent = {"basis": "both_parents", "given_by": "i genitori"}
    assert bruno.submit(f"{acts}/note-consent", consent).status_code == 303
    charge = {"basis": "consent", "area": "family_and_minors"}
    assert bruno.submit(f"{acts}/take-charge", charge).status_code == 303
    page = bruno.get(f"/referrals/{referral_id}").text
    for words in ("Presa in carico", "Sentita la madre.", "Riferito dalla scuola.", "i genitori"):
        assert words in page


def test_a_typed_act_survives_somebody_elses_step(app: Flask, cast: Cast, child: PersonId) -> None:
    referral_id = in_evaluation(cast, child)
    bruno = _browser(app, cast, "bruno")
    address = f"/referrals/{referral_id}/acts/propose-archive"
    shown = Forms(bruno.get(address).text).found[-1].values
    archive = {**shown, "ground": "no_need", "words": "Parole lunghe."}
    other = {"risk": "yes", "harm": "no"}
    bruno.submit(f"/referrals/{referral_id}/acts/add-protocol", {"number": "1"})
    assert bruno.submit(f"/referrals/{referral_id}/acts/judge-risk", other).status_code == 303
    answer = bruno.post(address, data={**archive, "version": "1"})
    assert answer.status_code == 409
    assert "Parole lunghe." in answer.text


def test_the_path_asks_explains_and_keeps(app: Flask, cast: Cast, child: PersonId) -> None:
    referral_id = in_evaluation(cast, child)
    bruno = _browser(app, cast, "bruno")
    assert "/path/adm" in bruno.get(f"/referrals/{referral_id}/path").text
    address = f"/referrals/{referral_id}/path/adm"
    told = {"asked_interventions": ["sport_support", "respite"], "asked_consent": "both_parents"}
    explained = bruno.submit(address, {**told, "explain": "1"})
    assert explained.status_code == 200
    assert "Cosa possiamo fare" in explained.text
    values = {**Forms(explained.text).found[-1].values, **told}
    part = bruno.post(f"{address}/explain", headers={"HX-Request": "true"}, data=values)
    assert part.status_code == 200
    assert "<html" not in part.text
    saved = bruno.submit(address, {**told, "reason": "Si prova."})
    assert saved.status_code == 303
    path = page_of(cast["bruno"], referral_id).path
    assert path is not None
    assert [str(one) for one in path.interventions] == ["sport_support", "respite"]
    assert path.said.facts.age == 10
    page = bruno.get(f"/referrals/{referral_id}").text
    assert path.said.wording[0] in page


def test_a_condition_not_met_asks_why(app: Flask, cast: Cast, child: PersonId) -> None:
    referral_id = in_evaluation(cast, child)
    bruno = _browser(app, cast, "bruno")
    address = f"/referrals/{referral_id}/path/adm"
    refused = bruno.submit(address, {"asked_age": "30"})
    assert refused.status_code == 422
    assert "scrivi perché" in refused.text


def test_mother_and_child_says_who_would_enter(app: Flask, cast: Cast, child: PersonId) -> None:
    mother = a_person(cast["bruno"], "Villa", "Sara")
    referral_id = in_evaluation(cast, mother, child)
    bruno = _browser(app, cast, "bruno")
    answer = bruno.submit(
        f"/referrals/{referral_id}/path/mother-child",
        {"mother": str(mother), "children": [str(child)], "expected_child": "y", "door": "parent",
         "reason": "Si prova."},
    )  # fmt: skip
    assert answer.status_code == 303
    path = page_of(cast["bruno"], referral_id).path
    assert path is not None
    assert {(str(role), one) for role, one in path.members} == {
        ("mother", mother), ("child", child), ("expected_child", None),
    }  # fmt: skip
    assert "Nascituro" in bruno.get(f"/referrals/{referral_id}").text


def test_triage_in_words_and_several_with_one_press(
    app: Flask, cast: Cast, child: PersonId
) -> None:
    old = a_referral(cast["gino"], child, received_at=NOW - timedelta(days=6))
    urgent = a_referral(cast["gino"], child)
    dario = _browser(app, cast, "dario")
    text = dario.get("/referrals/to-assign").text
    assert "da 6 giorni" in text
    assert "da oggi" in text
    chosen = [f"{old} 1", f"{urgent} 1"]
    worker = str(cast["bruno"].engagement_id)
    asked = dario.submit("/referrals/to-assign", {"chosen": chosen, "worker": worker})
    assert "Assegni 2 a Bruno (carico 0 → 2)" in asked.text
    read = next(one.values for one in Forms(asked.text).found if "worker" in one.values)
    answer = dario.post("/referrals/to-assign", data={**read, "chosen": chosen})
    assert answer.status_code == 303
    assert page_of(cast["bruno"], old).row.assignee == "Bruno"
    a_referral(cast["gino"], child)
    late = dario.submit("/referrals/to-assign", {"chosen": chosen, "worker": worker})
    assert late.status_code == 409
    nobody = dario.submit("/referrals/to-assign", {"worker": worker})
    assert nobody.status_code == 422
    odd = dario.submit("/referrals/to-assign", {"chosen": ["x", f"{'-' * 36} 1"], "worker": worker})
    assert odd.status_code == 422


def test_lists_ask_the_database_as_often_however_long(
    app: Flask, cast: Cast, child: PersonId
) -> None:
    dario = _browser(app, cast, "dario")

    def asked(address: str) -> int:
        with counting() as sent:
            assert dario.get(address).status_code == 200
        return len(sent)

    addresses = ("/referrals?elenco=open", "/referrals/to-assign", "/today", f"/people/{child}")
    for _ in range(8):  # what is longer than its card is counted too
        a_referral(cast["gino"], child)
    [asked(address) for address in addresses]  # the first look of a session writes when it was
    few = [asked(address) for address in addresses]
    for number in range(8):
        person = a_person(cast["bruno"], f"Altra{number}")
        a_referral(cast["gino"], person, child)
    assert [asked(address) for address in addresses] == few


def test_the_cards_lead_to_it(app: Flask, cast: Cast, child: PersonId) -> None:
    referral_id: ReferralId = an_assigned(cast, child)
    bruno, dario = _browser(app, cast, "bruno"), _browser(app, cast, "dario")
    a_referral(cast["gino"], child)
    assert f"/referrals/{referral_id}" in bruno.get(f"/people/{child}").text
    assert f"/referrals/{referral_id}" in bruno.get("/today").text
    assert "/referrals/to-assign" in dario.get("/today").text
    assert f"/referrals/new?person={child}" in bruno.get(f"/people/{child}").text
