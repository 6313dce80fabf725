"""The pages of who gives work out: judgements, what is late, skills, one press for several."""

from datetime import timedelta

import pytest
from flask import Flask

from app.intake import queries
from app.intake.operations import Competence
from app.intake.rules import (
    CompetenceBasis,
    CompetenceVerdict,
    Shelf,
    Urgency,
)
from app.kernel.errors import Invalid
from app.kernel.references import PersonId
from app.organisations.rules import BodyKind
from tests.builders.cases import engagement_of
from tests.builders.intake import (
    a_body,
    a_referral,
    act,
    an_assigned,
    page_of,
    proposed_closure,
)
from tests.cast import NOW, TODAY, Cast
from tests.support.client import Forms, OfficeClient

LATER = NOW + timedelta(minutes=3)


def test_four_judgements_each_with_its_day(app: Flask, cast: Cast, child: PersonId) -> None:
    referral_id = an_assigned(cast, child)
    body_id = a_body(cast, BodyKind.MUNICIPALITY)
    elsewhere = Competence(verdict=CompetenceVerdict.OTHER, basis=CompetenceBasis.RESIDENCE)
    with pytest.raises(Invalid, match="body:competence_without_body"):
        act(cast["bruno"], "judge_competence", referral_id, judged=elsewhere)
    judged = Competence(
        verdict=CompetenceVerdict.OTHER, basis=CompetenceBasis.RESIDENCE, body_id=body_id,
        grounds="Residente altrove.",
    )  # fmt: skip
    act(cast["bruno"], "judge_competence", referral_id, judged=judged)
    act(cast["bruno"], "flag_urgency", referral_id, urgency=Urgency.IMMEDIATE, now=LATER)
    page = page_of(cast["bruno"], referral_id)
    (row,) = page.competences
    assert (row.verdict, row.body, row.judged_on) == (judged.verdict, "municipality", TODAY)
    assert page.urgency_since.effective_at == LATER
    text = _browser(app, cast, "bruno").get(f"/referrals/{referral_id}").text
    assert "Quattro valutazioni" in text
    assert "È di un altro ente: municipality" in text


def test_the_supervisor_sees_what_was_not_read_in_time(
    app: Flask, cast: Cast, child: PersonId
) -> None:
    closure = proposed_closure(cast, child)
    dario = cast["dario"].viewer
    assert queries.count(dario, Shelf.UNREAD, TODAY) == 0
    later = NOW + timedelta(days=20)
    assert [one.id for one in queries.listed(dario, Shelf.UNREAD, later)] == [closure]
    assert _browser(app, cast, "bruno").get("/referrals?elenco=unread").status_code == 200
    assert "Letture in ritardo" not in _browser(app, cast, "bruno").get("/referrals").text
    assert "Letture in ritardo" in _browser(app, cast, "dario").get("/referrals").text


def test_immediate_and_of_nobody_is_on_the_first_page_of_who_assigns(
    app: Flask, cast: Cast, child: PersonId
) -> None:
    a_referral(cast["gino"], child, urgency=Urgency.IMMEDIATE)
    assert "Immediata, ancora di nessuno" in _browser(app, cast, "dario").get("/today").text
    assert "Immediata, ancora di nessuno" not in _browser(app, cast, "bruno").get("/today").text


def test_the_pages_of_who_cannot_and_of_skills(app: Flask, cast: Cast, child: PersonId) -> None:
    carla, dario = _browser(app, cast, "carla"), _browser(app, cast, "dario")
    assert f"/people/{child}/conflict" in carla.get(f"/people/{child}").text
    assert carla.submit(f"/people/{child}/conflict").status_code == 303
    assert "Ora posso seguirla" in carla.get(f"/people/{child}/conflict").text
    referral_id = a_referral(cast["gino"], child)
    assert "Fuori portata: Carla" in dario.get("/referrals/to-assign").text
    refused = dario.submit(
        "/referrals/to-assign",
        {"chosen": [f"{referral_id} 1"], "worker": str(engagement_of(cast["carla"]))},
    )
    assert refused.status_code == 422
    assert "Carla è fuori portata per SEG-" in refused.text
    assert carla.get("/staff/skills").status_code == 403
    worker = str(engagement_of(cast["carla"]))
    empty = dario.submit("/staff/skills", {"worker": worker})
    assert empty.status_code == 422
    filled = {"worker": worker, "language": "arabo", "area": "elderly"}
    assert dario.submit("/staff/skills", filled).status_code == 303
    text = dario.get("/staff/skills").text
    assert "parla arabo" in text
    assert "arabo" in dario.get("/referrals/to-assign").text
    end = next(f.action for f in Forms(text).found if f.action.endswith("/end"))
    assert dario.submit("/staff/skills", action=end).status_code == 303


def test_one_press_gives_and_one_takes_back(app: Flask, cast: Cast, child: PersonId) -> None:
    dario = _browser(app, cast, "dario")
    chosen = [f"{a_referral(cast['gino'], child)} 1" for _ in range(5)]
    worker = str(engagement_of(cast["bruno"]))
    asked = dario.submit("/referrals/to-assign", {"chosen": chosen, "worker": worker})
    assert "Assegni 5 a Bruno (carico 0 → 5)" in asked.text
    form = next(one.values for one in Forms(asked.text).found if "worker" in one.values)
    other = dario.post("/referrals/to-assign", data={**form, "chosen": chosen[:2]})
    assert "Assegni 2 a Bruno" in other.text, "another choice is read again before it is done"
    assert dario.post("/referrals/to-assign", data={**form, "chosen": chosen}).status_code == 303
    shown = dario.get("/referrals/to-assign").text
    assert "Hai assegnato 5 a Bruno" in shown
    undo = next(one.action for one in Forms(shown).found if one.action.endswith("/undo"))
    assert dario.submit("/referrals/to-assign", action=undo).status_code == 303
    assert len(queries.triage(cast["dario"].viewer, NOW).rows) == 5
    fresh = next(
        one.values for one in Forms(dario.get("/referrals/to-assign").text).found if one.values
    )
    again = dario.post(undo, data={**fresh, "submission": "another"})
    assert again.status_code == 422
    assert "più niente da riprendere" in again.text


def _browser(app: Flask, cast: Cast, name: str) -> OfficeClient:
    client = app.test_client()
    assert isinstance(client, OfficeClient)
    return client.enter(cast[name])
