"""A report begun and not saved: kept while it is written, never forgotten, of its author alone."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from app.features import JOBS
from app.jobs.rules import JobName
from app.kernel.references import PersonId
from app.transaction import drafts
from tests.builders.intake import STORY, a_referral
from tests.builders.people import a_person
from tests.cast import NOW, Cast
from tests.support.client import Forms, OfficeClient
from tests.support.read_back import proof_of, read_back

FOUR = {"channel": "phone", "source": "neighbour", "person": "unknown", "story": STORY}
COURT = {**FOUR, "source": "juvenile_court", "channel": "pec"}


@pytest.fixture
def gino(app: Flask, client: OfficeClient, cast: Cast) -> OfficeClient:
    return client.enter(cast["gino"])


def _form(client: OfficeClient, page: str = "/referrals/new") -> dict[str, Any]:
    return next(one for one in Forms(client.get(page).text).found if "story" in one.names).values


def _keep(client: OfficeClient, **typed: Any) -> str:
    """Type as the script of the page does, and return the page of the draft."""
    values = {**_form(client), **typed}
    answer = client.post(f"/drafts/referral/{values['draft']}", data=values)
    assert answer.status_code == 204
    return f"/referrals/new?draft={values['draft']}"


def _forget(now: Any) -> int:
    job = next(job for job in JOBS if job.name == JobName.FORGET_DRAFTS)
    return job.run(now).done


def test_two_of_them_wait_side_by_side_and_each_comes_back(gino: OfficeClient) -> None:
    first = _keep(gino, story="La prima.", text="Rota")
    second = _keep(gino, story="La seconda.", text="Villa")
    assert first != second
    assert "La prima." in gino.get(first).text
    assert "La seconda." in gino.get(second).text
    shown = gino.get("/referrals/new").text
    assert "La prima." not in shown
    assert "Riprendi: Rota" in shown
    for page in ("/today", "/referrals"):
        assert "In sospeso (2)" in gino.get(page).text
    kept = gino.get("/drafts").text
    assert "Non ancora registrata: Rota" in kept
    assert first.replace("&", "&amp;") in kept


def test_saving_one_leaves_the_other(gino: OfficeClient) -> None:
    first, second = _keep(gino, story="La prima."), _keep(gino, story="La seconda.")
    answer = gino.submit(first, {**FOUR, "story": "La prima, intera."})
    assert answer.status_code == 303
    assert "/referrals/" in answer.location
    assert "La prima." not in gino.get(first).text
    assert "La seconda." in gino.get(second).text
    assert "In sospeso (1)" in gino.get("/today").text


def test_a_form_in_which_nobody_wrote_is_not_kept_unless_it_is_asked(gino: OfficeClient) -> None:
    assert gino.post("/referrals/new", data=_form(gino)).status_code == 422
    assert "In sospeso" not in gino.get("/today").text
    gino.post("/referrals/new", data={**_form(gino), "search": "keep"})
    assert "In sospeso (1)" in gino.get("/today").text


def test_everybody_chosen_so_far_comes_back(
    gino: OfficeClient, cast: Cast, child: PersonId
) -> None:
    mother = a_person(cast["bruno"], "Villa", "Sara")
    page = _keep(gino, people=[str(child), str(mother)], story="Due.")
    shown = gino.get(page).text
    assert "Rota Elia" in shown
    assert "Villa Sara" in shown
    assert "Rota Elia; Villa Sara" in gino.get("/drafts").text


def test_thirty_five_days_later_it_is_still_there_and_asks_what_becomes_of_it(
    gino: OfficeClient, cast: Cast, at: Any
) -> None:
    page = _keep(gino, story="Una bambina sola sul ballatoio.")
    drafts.keep_draft(cast["gino"].account_id, "plan", str(uuid4()), {"text": "x"})
    at(NOW + timedelta(days=35))
    assert _forget(NOW + timedelta(days=35)) == 1
    gino = gino.enter(cast["gino"])
    assert "Una bambina sola" in gino.get(page).text
    assert "bozza di 35 giorni: completa o scarta" in gino.get("/drafts").text
    answer = gino.submit(
        page, action=page.replace("/referrals/new?draft=", "/drafts/referral/") + "/discard"
    )
    assert answer.status_code == 303
    assert "Una bambina sola" not in gino.get(page).text


def test_it_is_of_its_author_alone(app: Flask, gino: OfficeClient, cast: Cast) -> None:
    page = _keep(gino, story="Kanarinobozza")
    client: Any = app.test_client()
    other = client.enter(cast["dario"])
    assert "Kanarinobozza" not in other.get(page).text
    assert "Kanarinobozza" not in other.get("/drafts").text
    assert "In sospeso" not in other.get("/today").text


def test_the_search_keeps_it_too_without_scripts(gino: OfficeClient) -> None:
    values = {**_form(gino), "story": "A metà.", "search": "keep"}
    answer = gino.post("/referrals/new", data=values)
    assert answer.status_code == 200
    assert "Bozza salvata" in answer.text
    assert "A metà." in gino.get(f"/referrals/new?draft={values['draft']}").text


def test_a_draft_of_a_layer_waits_on_its_page(
    gino: OfficeClient, cast: Cast, child: PersonId
) -> None:
    referral = a_referral(cast["gino"], child)
    for layer in ("questions", "context"):
        page = f"/referrals/{referral}/{layer}"
        values = next(f for f in Forms(gino.get(page).text).found if "version" in f.names and
                      any(name.startswith("asked_") for name in f.names)).values  # fmt: skip
        field = "asked_relation_to_person" if layer == "questions" else "asked_risk_grounds"
        kept = gino.post(f"/drafts/referral_{layer}/{referral}", data={**values, field: "Zia."})
        assert kept.status_code == 204
        assert "Zia." in gino.get(page).text
    assert gino.get("/drafts").text.count("SEG-2026-0001") == 2
    assert gino.submit(f"/referrals/{referral}/questions").status_code == 303
    assert gino.get("/drafts").text.count("SEG-2026-0001") == 1


def test_a_draft_about_what_is_out_of_reach_says_nothing(
    gino: OfficeClient, cast: Cast, child: PersonId
) -> None:
    referral = a_referral(cast["dario"], child)
    drafts.keep_draft(
        cast["gino"].account_id, "referral_context", str(referral), {"asked_risk_grounds": "x"}
    )
    assert "SEG-2026" not in gino.get("/drafts").text


@pytest.mark.parametrize("source", ["juvenile_court", "ordinary_court", "police", "health_service"])
def test_what_weighs_most_is_read_back_before_it_is_kept(gino: OfficeClient, source: str) -> None:
    shown = gino.submit("/referrals/new", {**COURT, "source": source})
    for words in ("Controlla prima di registrare", STORY, "Per PEC"):
        assert words in shown.text
    assert "SEG-2026-0001" not in gino.get("/referrals").text
    saved = read_back(gino, shown)
    assert saved.status_code == 303
    assert "SEG-2026-0001" in gino.get(saved.location).text
    assert "In sospeso" not in gino.get("/today").text


def test_the_page_of_the_check_cannot_be_jumped_over(gino: OfficeClient, cast: Cast) -> None:
    values = {**_form(gino), **COURT}
    for forged in ({}, {"read_back": ""}, {"read_back": "1"}, {"read_back": "é\x00"}):
        answer = gino.post("/referrals/new", data={**values, **forged})
        assert answer.status_code == 200
        assert "Controlla prima di registrare" in answer.text
    shown = gino.post("/referrals/new", data=values)
    proven = {**values, "read_back": proof_of(shown)}
    other = gino.post("/referrals/new", data={**proven, "story": "Un'altra cosa."})
    assert "Controlla prima di registrare" in other.text
    assert "SEG-2026" not in gino.get("/referrals").text
    assert gino.post("/referrals/new", data=proven).status_code == 303


def test_from_the_check_one_goes_back_with_everything_typed(gino: OfficeClient) -> None:
    shown = gino.submit("/referrals/new", COURT)
    form = next(form for form in Forms(shown.text).found if "story" in form.names)
    again = gino.post(form.action, data={**form.values, "search": "1"})
    assert again.status_code == 200
    assert STORY in again.text
    assert 'name="channel"' in again.text


def test_a_neighbour_is_registered_at_once(gino: OfficeClient) -> None:
    assert gino.submit("/referrals/new", FOUR).status_code == 303


def test_the_police_are_urgent_by_themselves(gino: OfficeClient) -> None:
    typed = {**COURT, "source": "police"}
    page = read_back(gino, gino.submit("/referrals/new", typed)).location
    shown = gino.get(page).text
    assert "Immediata" in shown
    assert "112, poi la responsabile (Dario" in shown
    said = read_back(gino, gino.submit("/referrals/new", {**typed, "urgency": "ordinary"})).location
    assert "112, poi" not in gino.get(said).text


def test_the_only_one_who_answers_is_proposed(gino: OfficeClient, child: PersonId) -> None:
    found = gino.submit("/referrals/new", {**FOUR, "person": "", "text": "rota", "search": "1"})
    values = next(one for one in Forms(found.text).found if "story" in one.names).values
    assert values["person"] == str(child)


def test_what_is_immediate_does_not_wait_for_a_name(gino: OfficeClient) -> None:
    typed = {**FOUR, "person": "", "urgency": "immediate"}
    saved = gino.submit("/referrals/new", typed)
    assert saved.status_code == 303
    shown = gino.get(saved.location).text
    assert "Persona non ancora identificata" in shown
    assert "112, poi la responsabile" in shown
    assert gino.submit("/referrals/new", {**typed, "urgency": "ordinary"}).status_code == 422


def test_somebody_new_half_written_comes_back_with_her_fields_open(gino: OfficeClient) -> None:
    page = _keep(gino, person="new", text="Zambelli Rita", birth_date="02/05/1999")
    shown = gino.get(page).text
    assert "02/05/1999" in shown
    assert '<details class="disclosure" open>' in shown
