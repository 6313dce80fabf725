"""The scan of an act may say where the child is: kept with the act, opened by few, never shown."""

from dataclasses import replace
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AccessEntry
from app.db import db
from app.emergencies import operations, queries
from app.emergencies.models import CourtActFile
from app.emergencies.rules.emergency import MOST_SCANS, EmergencyFault
from app.kernel.errors import NotAllowedNow, NotFound, NotPermitted
from tests.builders.emergencies import a_scan, emergency_page, validated
from tests.builders.post import A_PDF, accepted
from tests.cast import NOW, Cast
from tests.support.client import OfficeClient


def test_who_follows_attaches_it_and_has_it_back(app: Flask, cast: Cast) -> None:
    made = validated(cast["bruno"])
    client: OfficeClient = app.test_client()
    client.enter(cast["bruno"])
    act = emergency_page(cast["bruno"], made).acts[0]
    page = f"/emergencies/{made}/court-acts/{act.id}/scans"
    assert page in client.get(f"/emergencies/{made}").text
    assert client.submit(page).status_code == 422
    wrong = client.submit(page, {"file": (BytesIO(b"MZ"), "decreto.exe")})
    assert wrong.status_code == 422
    assert "si tengono solo PDF" in wrong.text
    sent = client.submit(page, {"file": (BytesIO(A_PDF), "decreto.pdf")})
    assert sent.status_code == 303
    shown = client.get(f"/emergencies/{made}").text
    assert "decreto.pdf" in shown
    (paper,) = emergency_page(cast["bruno"], made).acts[0].papers
    back = client.get(f"/emergencies/{made}/scans/{paper.id}")
    assert back.data == A_PDF
    assert back.headers["Content-Disposition"].startswith("attachment")
    opened = db.session.scalars(
        select(AccessEntry.name).where(AccessEntry.name == "emergencies.scan.open")
    ).all()
    assert len(opened) == 1


def test_a_colleague_of_the_team_knows_of_it_and_does_not_open_it(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    made = validated(bruno)
    paper_id = a_scan(bruno, made)
    colleague = replace(cast["carla"].viewer, team_ids=bruno.viewer.team_ids)
    page = queries.emergency_page(colleague, made, NOW)
    assert [(one.scans, one.papers) for one in page.acts] == [(1, ())]
    given = {"now": NOW, "emergency_id": made, "paper_id": paper_id}
    with pytest.raises(NotPermitted):
        operations.open_scan(actor=colleague, **given)
    with pytest.raises(NotFound):
        operations.open_scan(actor=cast["carla"].viewer, **given)
    assert operations.open_scan(actor=cast["dario"].viewer, **given).name == "decreto.pdf"


@pytest.mark.parametrize(
    ("who", "status"), [("carla", 404), ("gino", 403), ("anna", 403), ("zeno", 404)]
)
def test_who_does_not_reach_the_measure(app: Flask, cast: Cast, who: str, status: int) -> None:
    made = validated(cast["bruno"])
    paper_id = a_scan(cast["bruno"], made)
    act = emergency_page(cast["bruno"], made).acts[0]
    client: OfficeClient = app.test_client()
    client.enter(cast[who])
    for address in (f"court-acts/{act.id}/scans", f"scans/{paper_id}"):
        assert client.get(f"/emergencies/{made}/{address}").status_code == status


def test_an_act_of_another_measure_is_not_found_and_twenty_are_enough(
    app: Flask, cast: Cast
) -> None:
    bruno = cast["bruno"]
    made, other = validated(bruno), validated(bruno)
    elsewhere = emergency_page(bruno, other).acts[0].id
    act = emergency_page(bruno, made).acts[0].id
    given = {"actor": bruno.viewer, "now": NOW, "emergency_id": made, "accepted": accepted()}
    with pytest.raises(NotFound):
        operations.add_scan(**given, act_id=elsewhere)
    for _ in range(MOST_SCANS):
        operations.add_scan(**given, act_id=act)
    with pytest.raises(NotAllowedNow, match=EmergencyFault.TOO_MANY_SCANS):
        operations.add_scan(**given, act_id=act)
    assert db.session.query(CourtActFile).count() == MOST_SCANS
