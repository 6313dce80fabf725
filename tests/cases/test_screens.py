"""The pages of cases: they show, they save, and refuse whom they must."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AccessEntry
from app.cases import operations, queries
from app.cases.rules.case import CaseState
from app.catalogue.rules import ConsentBasis
from app.db import db
from app.kernel.references import CaseId
from tests.builders.cases import a_case_with_plan, a_plan, an_entry, an_open_case, engagement_of
from tests.builders.people import a_person
from tests.cast import NOW, Cast
from tests.support.client import Forms, OfficeClient
from tests.support.counting import counting

TABS = ("", "/diary", "/assessments", "/plans", "/story")
FORMS = (
    "/diary/new", "/assessments/new", "/plans/new", "/summary", "/deputy", "/weight",
    "/court-terms/new", "/acts/propose-closure", "/acts/propose-handover", "/acts/assess",
)  # fmt: skip


@pytest.fixture
def bruno(client: OfficeClient, cast: Cast) -> OfficeClient:
    """Bruno's browser."""
    return client.enter(cast["bruno"])


def _state(cast: Cast, case_id: CaseId) -> CaseState:
    return queries.case_brief(cast["dario"].viewer, case_id).state


def test_a_case_is_opened_from_the_page_of_the_person(bruno: OfficeClient, cast: Cast) -> None:
    person = a_person(cast["bruno"], "Diop", "Awa")
    page = f"/people/{person}/cases/new"
    assert page in bruno.get(f"/people/{person}").text
    answer = bruno.submit(page, {"area": "family_and_minors", "basis": "consent"})
    assert answer.status_code == 303
    shown = bruno.get(answer.location).text
    assert "Diop Awa" in shown
    assert "/diary/new" in shown
    assert "Cartella CS-000001" in shown
    again = bruno.submit(page, {"area": "elderly", "basis": "consent"})
    assert again.status_code == 422
    assert "ha già una cartella aperta" in again.text
    assert "CS-000001" in bruno.get(f"/people/{person}").text


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_is_for_who_may_open_it_and_leaves_a_line(
    app: Flask, cast: Cast, tab: str
) -> None:
    case_id = a_case_with_plan(cast["bruno"], cast["dario"])
    an_entry(cast["bruno"], case_id)
    expected = {"bruno": 200, "dario": 200, "carla": 404, "zeno": 404, "anna": 403, "gino": 403}
    for who, status in expected.items():
        client: OfficeClient = app.test_client()
        assert client.enter(cast[who]).get(f"/cases/{case_id}{tab}").status_code == status, who
    read = db.session.scalars(
        select(AccessEntry.result).where(AccessEntry.name == "cases.case.open")
    )
    assert len(list(read)) >= 4


@pytest.mark.parametrize("form", FORMS)
def test_every_form_opens_and_is_not_for_strangers(app: Flask, cast: Cast, form: str) -> None:
    case_id = an_open_case(cast["bruno"])
    expected = {"bruno": 200, "carla": 404, "zeno": 404, "anna": 403}
    for who, status in expected.items():
        client: OfficeClient = app.test_client()
        assert client.enter(cast[who]).get(f"/cases/{case_id}{form}").status_code == status, who


def test_an_entry_is_written_with_one_text(bruno: OfficeClient, cast: Cast) -> None:
    case_id = an_open_case(cast["bruno"])
    page = f"/cases/{case_id}/diary/new"
    assert "data-focus" in bruno.get(page).text
    assert bruno.submit(page, {"text": "La signora ha <telefonato>."}).status_code == 303
    assert "La signora ha &lt;telefonato&gt;." in bruno.get(f"/cases/{case_id}/diary").text


def test_an_entry_in_the_future_comes_back_with_its_words(bruno: OfficeClient, cast: Cast) -> None:
    case_id = an_open_case(cast["bruno"])
    answer = bruno.submit(
        f"/cases/{case_id}/diary/new", {"text": "Parole mie", "happened_on": "24/11/2026"}
    )
    assert answer.status_code == 422
    assert "È nel futuro" in answer.text
    assert "Parole mie" in answer.text


def test_an_entry_is_corrected_added_to_and_moved(bruno: OfficeClient, cast: Cast) -> None:
    wrong, right = an_open_case(cast["bruno"]), an_open_case(cast["bruno"])
    entry = an_entry(cast["bruno"], wrong, "Canarino giallo")
    one = f"/cases/{wrong}/diary/{entry}"
    assert bruno.submit(f"{one}/edit", {"text": "Canarino verde"}).status_code == 303
    assert bruno.submit(f"{one}/addendum", {"text": "E canta"}).status_code == 303
    shown = bruno.get(f"/cases/{wrong}/diary").text
    assert all(words in shown for words in ("Canarino verde", "Canarino giallo", "E canta"))
    lost = bruno.submit(f"{one}/move", {"number": "CS-000999"})
    assert (lost.status_code, "Nessuna cartella" in lost.text) == (422, True)
    number = queries.case_brief(cast["bruno"].viewer, right).number
    assert bruno.submit(f"{one}/move", {"number": number}).status_code == 303
    left = bruno.get(f"/cases/{wrong}/diary").text
    assert "spostata" in left
    assert "anarino" not in left
    assert "Canarino verde" in bruno.get(f"/cases/{right}/diary").text
    assert bruno.get(f"{one}/edit").status_code == 200
    assert bruno.submit(f"{one}/edit", {"text": "x"}).status_code == 422


def test_from_the_plan_to_the_closure_by_the_pages(app: Flask, cast: Cast) -> None:
    bruno: OfficeClient = app.test_client().enter(cast["bruno"])
    dario: OfficeClient = app.test_client().enter(cast["dario"])
    case_id = an_open_case(cast["bruno"])
    one = f"/cases/{case_id}"
    assert bruno.submit(f"{one}", action=f"{one}/acts/assess").status_code == 303
    assert bruno.submit(f"{one}/assessments/new", {"situation": "Vive sola."}).status_code == 303
    assert "Vive sola." in bruno.get(f"{one}/assessments").text
    plan = {"goal_1": "Andare a scuola", "actions_1": "Educatrice", "ends_on": "30/06/2027",
            "review_on": "01/03/2027", "agreed": "yes", "consent_basis": "adult"}  # fmt: skip
    assert bruno.submit(f"{one}/plans/new", plan).status_code == 303
    plan_id = queries.plans_of(cast["bruno"].viewer, case_id)[0].id
    acts = f"{one}/plans/{plan_id}/acts"
    assert bruno.submit(f"{one}/plans", action=f"{acts}/submit").status_code == 303
    assert "Progetti da approvare" in dario.get("/today").text
    assert dario.submit(f"{acts}/return", {"words": "Manca la scuola"}).status_code == 303
    assert "Manca la scuola" in bruno.get(f"{one}/plans").text
    assert bruno.submit(f"{one}/plans/{plan_id}/edit", {"goal_2": "Dormire"}).status_code == 303
    assert bruno.submit(f"{one}/plans", action=f"{acts}/submit").status_code == 303
    assert dario.submit(f"{one}/plans", action=f"{acts}/approve").status_code == 303
    assert _state(cast, case_id) is CaseState.ACTIVE
    review = {"outcome_1": "reached", "outcome_2": "partly", "next_review_on": "01/05/2027"}
    assert bruno.submit(f"{one}/acts/review", review).status_code == 303
    closure = {"reason": "need_solved", "situation": "autonomous", "outcome": "reached",
               "people_told": "yes", "words": "Tutto bene."}  # fmt: skip
    assert bruno.submit(f"{one}/acts/propose-closure", closure).status_code == 303
    assert "Tutto bene." in dario.get(one).text
    assert dario.submit(f"{one}/acts/refuse-closure", {"words": "Ancora no"}).status_code == 303
    assert _state(cast, case_id) is CaseState.ACTIVE
    assert bruno.submit(f"{one}/acts/propose-closure", closure).status_code == 303
    assert bruno.submit(one, action=f"{one}/acts/close").status_code == 303
    assert _state(cast, case_id) is CaseState.CLOSED
    story = bruno.get(f"{one}/story").text
    assert all(words in story for words in ("Cartella aperta", "Progetto approvato", "Ancora no"))
    assert bruno.submit(f"{one}/acts/reopen", {"words": "Nuova richiesta"}).status_code == 303
    assert _state(cast, case_id) is CaseState.OPEN


def test_small_things_are_said_and_shown(app: Flask, cast: Cast) -> None:
    bruno: OfficeClient = app.test_client().enter(cast["bruno"])
    dario: OfficeClient = app.test_client().enter(cast["dario"])
    case_id = an_open_case(cast["bruno"])
    one = f"/cases/{case_id}"
    assert bruno.submit(f"{one}/summary", {"text": "Madre sola, due figli"}).status_code == 303
    deputy = {"deputy_id": str(engagement_of(cast["carla"]))}
    assert bruno.submit(f"{one}/deputy", deputy).status_code == 303
    assert bruno.submit(f"{one}/weight", {"weight": "4"}).status_code == 303
    assert dario.submit(one, action=f"{one}/weight/confirm").status_code == 303
    assert bruno.submit(one, action=f"{one}/notice-given").status_code == 303
    term = {"kind": "report", "due_on": "06/12/2026"}
    assert bruno.submit(f"{one}/court-terms/new", term).status_code == 303
    shown = bruno.get(one).text
    for words in ("Madre sola, due figli", "supplente Carla", "pesante, confermato", "consegnata",
                  "Relazione al Tribunale"):  # fmt: skip
        assert words in shown
    assert (
        "C&#39;è un termine del Tribunale aperto" in bruno.get(f"{one}/acts/propose-closure").text
    )
    assert "Relazione al Tribunale" in bruno.get("/deadlines").text
    due = next(f.action for f in Forms(shown).found if f.action.endswith("/met"))
    move = due.replace("/met", "/move")
    put_off = {"due_on": "27/12/2026", "why": "adjourned"}  # a Sunday: the court says so
    assert bruno.submit(move, put_off).status_code == 303
    moved = bruno.get(one).text
    assert "domenica 27 dicembre" in moved
    assert "Prima domenica 6 dicembre 2026. Rinvio deciso" in " ".join(moved.split())
    again = bruno.submit(move, put_off)
    assert (again.status_code, "già a questo giorno" in again.text) == (422, True)
    assert bruno.submit(one, action=due).status_code == 303
    late = bruno.submit(move, {"due_on": "10/01/2027", "why": "extended"})
    assert (late.status_code, "già concluso" in late.text) == (422, True)
    assert (
        bruno.get(move.replace(str(case_id), str(an_open_case(cast["bruno"])))).status_code == 404
    )


def test_a_consent_said_later_is_written_on_the_plan_in_force(app: Flask, cast: Cast) -> None:
    bruno: OfficeClient = app.test_client().enter(cast["bruno"])
    case_id = an_open_case(cast["bruno"])
    plan_id = a_plan(cast["bruno"], case_id, consent_basis=ConsentBasis.UNKNOWN)
    operations.submit_plan(actor=cast["bruno"].viewer, now=NOW, plan_id=plan_id, version=1)
    address = f"/cases/{case_id}/plans/{plan_id}/consent"
    assert address in bruno.get(f"/cases/{case_id}/plans").text
    assert bruno.submit(address, {"consent": "adult"}).status_code == 303
    plan = queries.plan_page(cast["bruno"].viewer, plan_id)
    assert plan.consent_basis is ConsentBasis.ADULT
    stale = bruno.submit(address, {"consent": "unknown", "version": "1"})
    assert (stale.status_code, "mentre scrivevi" in stale.text) == (409, True)
    operations.conclude_plan(
        actor=cast["bruno"].viewer, now=NOW, plan_id=plan_id, version=plan.version
    )
    assert address not in bruno.get(f"/cases/{case_id}/plans").text
    assert bruno.submit(address, {"consent": "unknown"}).status_code == 422


def test_a_sealed_case_is_nowhere_for_who_is_not_named(app: Flask, cast: Cast) -> None:
    dario: OfficeClient = app.test_client().enter(cast["dario"])
    carla: OfficeClient = app.test_client().enter(cast["carla"])
    person = a_person(cast["bruno"], "Hoxhaj", "Elira")
    case_id = an_open_case(cast["bruno"], person)
    assert "Seguita da Bruno" in carla.get(f"/people/{person}").text
    assert dario.submit(f"/cases/{case_id}/acts/seal", {"why": "violence"}).status_code == 303
    assert "Seguita da" not in carla.get(f"/people/{person}").text
    assert carla.get(f"/cases/{case_id}").status_code == 404
    named = {"engagement_id": str(engagement_of(cast["carla"])), "access": "named"}
    assert dario.submit(f"/cases/{case_id}/team/new", named).status_code == 303
    assert carla.get(f"/cases/{case_id}").status_code == 200
    assert (
        dario.submit(f"/cases/{case_id}/team/new", {**named, "access": "kept_out"}).status_code
        == 303
    )
    assert carla.get(f"/cases/{case_id}").status_code == 404
    one = f"/cases/{case_id}"
    gone = next(f.action for f in Forms(dario.get(one).text).found if f.action.endswith("/remove"))
    assert dario.submit(one, action=gone).status_code == 303
    assert dario.submit(one, action=f"{one}/acts/unseal").status_code == 303
    assert "Seguita da Bruno" in carla.get(f"/people/{person}").text


def test_a_list_costs_the_same_whatever_its_length(bruno: OfficeClient, cast: Cast) -> None:
    def cost() -> int:
        with counting() as sent:
            assert bruno.get("/cases").status_code == 200
        return len(sent)

    an_open_case(cast["bruno"])
    cost()  # the first page of a browser also renews its session
    few = cost()
    for _ in range(12):
        an_open_case(cast["bruno"], deputy=cast["carla"])
    assert cost() == few


def test_the_lists_are_four_and_the_supervisor_reads_initials(app: Flask, cast: Cast) -> None:
    person = a_person(cast["bruno"], "Zanardi", "Piera")
    an_open_case(cast["bruno"], person)
    bruno: OfficeClient = app.test_client().enter(cast["bruno"])
    dario: OfficeClient = app.test_client().enter(cast["dario"])
    assert "Zanardi Piera" in bruno.get("/cases").text
    assert "Zanardi" not in dario.get("/cases?list=team").text
    assert "Z. P." in dario.get("/cases?list=team").text
    for which in ("mine", "team", "to_take_over", "closed_ones", "absurd"):
        assert bruno.get(f"/cases?list={which}&pagina=3").status_code == 200


def test_a_colleague_takes_a_case_over_and_who_leaves_gives_all(app: Flask, cast: Cast) -> None:
    bruno: OfficeClient = app.test_client().enter(cast["bruno"])
    carla: OfficeClient = app.test_client().enter(cast["carla"])
    dario: OfficeClient = app.test_client().enter(cast["dario"])
    case_id, to_carla = an_open_case(cast["bruno"]), str(engagement_of(cast["carla"]))
    one = f"/cases/{case_id}"
    handover = {"to_id": to_carla, "words": "Promesso un colloquio"}
    assert bruno.submit(f"{one}/acts/propose-handover", handover).status_code == 303
    assert "Cartelle che ti vengono passate" in carla.get("/today").text
    assert carla.submit(one, action=f"{one}/acts/accept-handover").status_code == 303
    assert bruno.get(one).status_code == 404
    page = f"/cases/of/{to_carla}"
    assert dario.submit(page, {"to_id": str(engagement_of(cast["bruno"]))}).status_code == 303
    assert bruno.get(one).status_code == 200


def test_a_wrong_moment_is_said(bruno: OfficeClient, cast: Cast) -> None:
    case_id = an_open_case(cast["bruno"])
    answer = bruno.submit(f"/cases/{case_id}/acts/resume")
    assert answer.status_code == 422
    assert "In questo momento non si può" in answer.text
    assert bruno.get(f"/cases/{case_id}/acts/nothing").status_code == 404
    assert NOW
