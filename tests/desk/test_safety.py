"""A colleague comes near without a sound; what happened is written, and read by one."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.desk.models import Incident, SupportCall
from app.desk.operations import safety, screens
from app.desk.queries.messages import messages, taken_by
from app.desk.queries.safety import incidents
from app.desk.rules.messages import Kind
from app.desk.rules.safety import IncidentKind, SafetyFault
from app.kernel.errors import Invalid, NotAllowedNow
from app.people import operations as people
from app.people.rules import Measure
from tests.builders.appointments import a_wednesday
from tests.builders.cases import an_open_case
from tests.builders.people import a_person
from tests.builders.protected import GIVEN, SURNAME, sealed
from tests.builders.tickets import a_counter, the_hours
from tests.cast import NOW, Cast
from tests.support.client import OfficeClient

ASKS = "Sportello 1 chiede presenza"


@pytest.fixture
def desk(app: Flask, cast: Cast) -> Cast:
    the_hours()
    a_counter(cast["bruno"], 1)
    a_counter(cast["carla"], 2)
    return cast


def test_colleagues_see_it_at_once_and_one_press_says_who_goes(
    client: OfficeClient, app: Flask, desk: Cast
) -> None:
    token = screens.open_screen(actor=desk["dario"].viewer, now=NOW, name="Sala")
    client.enter(desk["carla"])
    seen = client.get("/desk").text.partition("/desk/changes?seen=")[2].partition('"')[0]
    assert client.get(f"/desk/changes?seen={seen}").status_code == 204
    client.enter(desk["bruno"])
    assert client.submit("/desk", action="/desk/support").status_code == 303
    assert ASKS not in client.get("/desk").text, "nobody reads over her shoulder"
    client.enter(desk["carla"])
    assert ASKS in client.get(f"/desk/changes?seen={seen}").text
    assert "presenza" not in app.test_client().get(f"/screen/{token}").text
    call = db.session.scalars(select(SupportCall)).one()
    assert client.submit("/desk", action=f"/desk/support/{call.id}/go").status_code == 303
    assert f"{call.came} va allo sportello 1" in client.get("/desk").text
    assert call.came_id == desk["carla"].account_id


def test_it_is_asked_once_answered_by_another_and_once(desk: Cast) -> None:
    by: dict[str, Any] = {"now": NOW}
    safety.ask_for_support(actor=desk["bruno"].viewer, **by)
    with pytest.raises(NotAllowedNow) as twice:
        safety.ask_for_support(actor=desk["bruno"].viewer, **by)
    assert twice.value.reasons == (SafetyFault.ALREADY_ASKED,)
    call_id = db.session.scalars(select(SupportCall.id)).one()
    with pytest.raises(NotAllowedNow) as own:
        safety.go_to_support(actor=desk["bruno"].viewer, call_id=call_id, **by)
    assert own.value.reasons == (SafetyFault.ONES_OWN,)
    safety.withdraw_support(actor=desk["bruno"].viewer, call_id=call_id, **by)
    with pytest.raises(NotAllowedNow) as late:
        safety.go_to_support(actor=desk["carla"].viewer, call_id=call_id, **by)
    assert late.value.reasons == (SafetyFault.ALREADY_ENDED,)


def test_anybody_writes_an_incident_in_two_interactions_and_one_reads_it(
    client: OfficeClient, cast: Cast
) -> None:
    client.enter(cast["anna"])
    typed = {"kind": IncidentKind.THREAT, "text": "canarino: ha detto che torna"}
    answer = client.submit("/incidents/new", typed)
    assert answer.status_code == 303
    row = db.session.scalars(select(Incident)).one()
    assert b"canarino" not in (row.text_sealed or b"")
    assert "minacce 1" in client.get("/incidents/new").text
    for who in ("anna", "bruno", "gino", "elena"):
        client.enter(cast[who])
        assert client.get(f"/incidents/{row.id}").status_code == 403
        assert client.get("/incidents").status_code == 403
    client.enter(cast["dario"])
    assert "Episodi da leggere" in client.get("/today").text
    page = f"/incidents/{row.id}"
    assert "canarino" in client.get(page).text
    assert client.submit(page, action=f"{page}/review").status_code == 303
    assert "Episodi da leggere" not in client.get("/today").text
    assert incidents(cast["dario"].viewer, to_review=True) == []


def test_an_incident_leads_to_how_she_is_met(client: OfficeClient, cast: Cast) -> None:
    person_id = a_person(cast["bruno"])
    client.enter(cast["bruno"])
    address = f"/incidents/new?person={person_id}"
    found = client.submit(address, {"find": "brambilla", "press": "find"})
    assert "Brambilla Ada" in found.text
    assert db.session.scalars(select(Incident)).all() == []
    client.submit(address, {"kind": IncidentKind.VERBAL})
    row = db.session.scalars(select(Incident)).one()
    assert row.person_id == person_id
    client.enter(cast["dario"])
    assert f"/people/{person_id}/measures" in client.get(f"/incidents/{row.id}").text


def test_what_has_not_happened_is_not_written(app: Flask, cast: Cast) -> None:
    told = safety.Told(kind=IncidentKind.VERBAL, happened_at=NOW.replace(hour=20))
    with pytest.raises(Invalid):
        safety.report_incident(actor=cast["anna"].viewer, now=NOW, told=told)


def test_whom_to_meet_in_two_is_told_where_she_is_linked(client: OfficeClient, desk: Cast) -> None:
    person_id = a_person(desk["bruno"])
    people.decide_measure(
        actor=desk["dario"].viewer,
        now=NOW,
        person_id=person_id,
        kind=Measure.IN_TWO,
        ends_on=NOW.date().replace(month=12),
        review_on=NOW.date().replace(month=12),
    )
    client.enter(desk["bruno"])
    typed = {"find": "brambilla", "press": "find"}
    assert "colloquio in due" in client.submit("/desk/visits/new", typed).text


def test_information_not_given_reaches_who_follows_her_and_nobody_else(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    sealed(cast)
    an_open_case(cast["carla"], a_person(cast["carla"], "Pubblica", "Ida"))
    shown = set()
    client.enter(cast["anna"])
    for name in (f"{SURNAME} {GIVEN}", "Pubblica Ida", "Nessuna Mai"):
        answer = client.submit("/messages/refused", {"about": name})
        shown.add((answer.status_code, answer.location))
    assert len(shown) == 1
    rows = [row for row in taken_by(cast["anna"].viewer) if row.kind is Kind.INFORMATION_REFUSED]
    assert {(row.caller, row.addressed_to) for row in rows} == {
        ("Un'altra persona, o non l'ha detto", "")
    }
    for who, many in (("bruno", 1), ("carla", 1)):
        known = cast[who].viewer
        hers = [row for row in messages(known) if row.kind is Kind.INFORMATION_REFUSED]
        assert sum(row.is_mine for row in hers) == many, who
