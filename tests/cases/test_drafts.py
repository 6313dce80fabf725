"""What is being typed survives a telephone call, a time-out, a closed browser; for its author only."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.kernel.references import CaseId
from app.transaction import drafts
from app.transaction.models import Draft
from tests.builders.cases import an_open_case
from tests.cast import NOW, Cast
from tests.support.client import Forms, OfficeClient


@pytest.fixture
def bruno(client: OfficeClient, cast: Cast) -> OfficeClient:
    """Bruno's browser."""
    return client.enter(cast["bruno"])


def _type(client: OfficeClient, case_id: CaseId, text: str) -> int:
    page = client.get(f"/cases/{case_id}/diary/new").text
    values = next(f for f in Forms(page).found if "happened_on" in f.names).values
    return client.post(f"/drafts/diary/{case_id}", data={**values, "text": text}).status_code


def test_what_was_typed_comes_back_and_is_consumed(bruno: OfficeClient, cast: Cast) -> None:
    case_id = an_open_case(cast["bruno"])
    page = f"/cases/{case_id}/diary/new"
    assert f'data-draft="/drafts/diary/{case_id}"' in bruno.get(page).text
    assert _type(bruno, case_id, "Frase a metà") == 204
    shown = bruno.get(page).text
    assert "Frase a metà" in shown
    assert "Ripreso da quello che stavi scrivendo" in shown
    today = bruno.get("/today").text
    assert "Voce di diario, CS-000001" in today
    assert bruno.submit(page).status_code == 303
    assert "Frase a metà" in bruno.get(f"/cases/{case_id}/diary").text
    assert "Frase a metà" not in bruno.get(page).text
    assert "Riprendi" not in bruno.get("/today").text


def test_a_draft_is_thrown_away_when_asked(bruno: OfficeClient, cast: Cast) -> None:
    case_id = an_open_case(cast["bruno"])
    page = f"/cases/{case_id}/diary/new"
    _type(bruno, case_id, "Scritto per sbaglio")
    answer = bruno.submit(page, action=f"/drafts/diary/{case_id}/discard")
    assert (answer.status_code, answer.location) == (303, page)
    assert "Scritto per sbaglio" not in bruno.get(page).text


def test_it_is_sealed_and_of_its_author_alone(app: Flask, cast: Cast) -> None:
    bruno: Any = app.test_client().enter(cast["bruno"])  # type: ignore[attr-defined]
    dario: Any = app.test_client().enter(cast["dario"])  # type: ignore[attr-defined]
    case_id = an_open_case(cast["bruno"])
    _type(bruno, case_id, "Kanarinotesto")
    assert "Kanarinotesto" not in dario.get(f"/cases/{case_id}/diary/new").text
    assert b"Kanarino" not in db.session.scalars(select(Draft.payload_sealed)).one()


def test_an_unknown_form_keeps_nothing(bruno: OfficeClient, cast: Cast) -> None:
    case_id = an_open_case(cast["bruno"])
    token = Forms(bruno.get(f"/cases/{case_id}/diary/new").text).found[-1].values["csrf_token"]
    assert bruno.post(f"/drafts/else/{case_id}", data={"csrf_token": token}).status_code == 404
    assert bruno.post(f"/drafts/diary/{case_id}", data={"text": "x"}).status_code == 400
    assert _type(bruno, case_id, " ") == 204


def test_nothing_typed_and_a_month_later_nothing_is_kept(app: Flask, cast: Cast, at: Any) -> None:
    account = cast["bruno"].account_id
    drafts.keep_draft(account, "diary", "one", {"text": "a"})
    drafts.keep_draft(account, "diary", "two", {"text": "b"})
    drafts.keep_draft(account, "diary", "two", {"text": "  "})
    assert [kept.subject for kept in drafts.kept_drafts(account)] == ["one"]
    at(NOW + timedelta(days=30, seconds=1))
    assert drafts.purge_drafts() == 1
    assert drafts.kept_drafts(account) == []
