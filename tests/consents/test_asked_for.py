"""Where a consent is asked for: missing it is a task with its link, and nothing waits for it."""

from datetime import timedelta
from typing import Any

from flask import Flask

from app.cases import operations, queries
from app.cases.procedure.request import RequestAction
from app.catalogue.rules import ConsentBasis
from app.consents.queries import consent_rows, standing_of
from app.consents.rules import ConsentAct, ProtectionKind
from tests.builders.cases import a_plan, an_open_case
from tests.builders.consents import a_consent, a_family, an_adult, an_order
from tests.builders.intake import act, in_evaluation, page_of
from tests.builders.requests import a_request, a_service, request_act
from tests.cast import NOW, TODAY, Cast
from tests.support.client import OfficeClient

B = ConsentBasis


def _warnings(cast: Cast, request_id: Any) -> tuple[str, ...]:
    page = queries.request_page(cast["bruno"].viewer, request_id, TODAY)
    return next(one.warnings for one in page.offers if one.action is RequestAction.SUBMIT)


def test_a_service_reads_what_the_archive_knows(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    child, mother, father = a_family(bruno)
    case_id = an_open_case(bruno, child)
    request_id = a_request(cast, a_service(cast), case_id=case_id, consent=B.UNKNOWN)
    assert _warnings(cast, request_id) != ()
    a_consent(bruno, child, mother)
    assert _warnings(cast, request_id) != ()
    a_consent(bruno, child, father)
    assert _warnings(cast, request_id) == ()
    request_act(cast, "bruno", "submit_request", request_id)
    page = queries.request_page(bruno.viewer, request_id, TODAY)
    assert (page.consent, page.consent_known_at) == (B.BOTH_PARENTS, NOW)
    other = a_request(cast, a_service(cast, name="Altra"), case_id=case_id, consent=B.UNKNOWN)
    assert queries.request_page(bruno.viewer, other).consent is B.BOTH_PARENTS, "from the start"


def test_what_is_missing_is_due_and_stops_nothing(client: OfficeClient, cast: Cast) -> None:
    bruno = cast["bruno"]
    child, mother, father = a_family(bruno)
    case_id = an_open_case(bruno, child)
    request_id = a_request(cast, a_service(cast), case_id=case_id, consent=B.UNKNOWN)
    assert queries.consents_to_ask(bruno.viewer, TODAY) == [], "of a draft nobody waits"
    request_act(cast, "bruno", "submit_request", request_id)
    request_act(cast, "dario", "approve_request", request_id)
    (one,) = queries.consents_to_ask(bruno.viewer, TODAY)
    assert (one.person_id, one.act, one.since) == (child, ConsentAct.ADM, TODAY)
    assert queries.consents_to_ask(cast["carla"].viewer, TODAY) == []
    client.enter(cast["bruno"])
    due = client.get("/deadlines").text
    assert "Chiedere il consenso" in due
    assert f"/people/{child}/consents/new?act=adm" in due
    told = client.get(f"/service-requests/{request_id}").text
    assert "Puoi proseguire" in told
    assert "Comune che paga" in told
    client.enter(cast["gino"])
    assert "Chiedere il consenso" not in client.get("/deadlines").text
    for parent in (mother, father):
        a_consent(bruno, child, parent)
    assert queries.consents_to_ask(bruno.viewer, TODAY) == []
    client.enter(cast["bruno"])
    assert "Chiedere il consenso" not in client.get("/deadlines").text


def test_a_plan_reads_it_when_it_is_sent(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    grown = an_adult(bruno, "Grande")
    case_id = an_open_case(bruno, grown)
    plan_id = a_plan(bruno, case_id, consent_basis=B.UNKNOWN)
    a_consent(bruno, grown, grown, ConsentAct.ASSESSMENT, basis=B.ADULT)
    operations.submit_plan(actor=bruno.viewer, now=NOW, plan_id=plan_id, version=1)
    assert queries.plan_page(bruno.viewer, plan_id).consent_basis is B.ADULT


def test_the_custody_is_due_to_whoever_follows_the_child(client: OfficeClient, cast: Cast) -> None:
    bruno = cast["bruno"]
    child, *_ = a_family(bruno)
    an_open_case(bruno, child)
    an_order(bruno, child, ProtectionKind.CUSTODY_TO_SERVICE, notified_on=TODAY)
    (one,) = queries.custodies_to_name(bruno.viewer)
    assert (one.person_id, one.due_on) == (child, TODAY + timedelta(days=15))
    assert queries.custodies_to_name(cast["carla"].viewer) == []
    client.enter(cast["bruno"])
    assert "affidamento al servizio, art. 5-bis" in client.get("/deadlines").text


def test_what_is_said_to_who_evaluates_is_kept_in_the_archive(
    client: OfficeClient, cast: Cast
) -> None:
    bruno = cast["bruno"]
    child, mother, _ = a_family(bruno)
    referral_id = in_evaluation(cast, child, mother)
    client.enter(cast["bruno"])
    assert "manca il consenso di Diop Ada" in client.get(f"/referrals/{referral_id}").text
    said = {"given_by": "Awa e Marco", "given_on": TODAY}
    act(bruno, "note_consent", referral_id, basis=B.UNKNOWN, **said)
    assert consent_rows(bruno.viewer, child) == []
    for _ in range(2):
        act(bruno, "note_consent", referral_id, basis=B.BOTH_PARENTS, **said)
    (row,) = consent_rows(bruno.viewer, child)
    assert (row.act, row.basis, row.giver) == (ConsentAct.ASSESSMENT, B.BOTH_PARENTS, "Awa e Marco")
    assert consent_rows(bruno.viewer, mother) == [], "of age she speaks for herself"
    act(bruno, "note_consent", referral_id, basis=B.ADULT, **said)
    assert standing_of(bruno.viewer, mother, ConsentAct.ASSESSMENT, TODAY).met
    assert "Entrambi i genitori" in client.get(f"/referrals/{referral_id}").text
    assert page_of(bruno, referral_id).consents
