"""Pronto intervento: a call to the minute, due the next working day; the telephones on duty."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.db import db
from app.emergencies import operations, queries
from app.emergencies.models import DutyPhone, UrgentCallTerm
from app.emergencies.procedure.calls import CallState
from app.emergencies.rules.calls import CallDegree, CallList
from app.kernel.errors import Conflict, Invalid, NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import UrgentCallId
from app.organisations.rules import BodyKind
from tests.builders.cases import an_open_case, engagement_of
from tests.builders.emergencies import an_urgent_call, rome
from tests.builders.intake import a_body
from tests.builders.people import a_person
from tests.builders.protected import seal
from tests.cast import NOW, TODAY, Cast, Member

pytestmark = pytest.mark.usefixtures("app")
SATURDAY = rome(21, 11, 2026, 22, summer=False)


def _on(by: Member, call_id: UrgentCallId) -> dict[str, Any]:
    version = queries.call_page(by.viewer, call_id).version
    return {"actor": by.viewer, "now": NOW, "call_id": call_id, "version": version}


def test_a_call_of_saturday_night_is_for_monday(cast: Cast) -> None:
    bruno = cast["bruno"]
    call_id = an_urgent_call(bruno, at=SATURDAY, now=SATURDAY + timedelta(minutes=5))
    page = queries.call_page(bruno.viewer, call_id)
    assert (page.at, page.due_on, page.state) == (SATURDAY, date(2026, 11, 23), CallState.NOTED)
    assert page.steps[0].effective_at == SATURDAY


def test_who_finds_it_on_monday_and_who_after_it_is_handed_over(cast: Cast) -> None:
    bruno, carla = cast["bruno"], cast["carla"]
    call_id = an_urgent_call(carla)

    def sees(who: str) -> bool:
        return call_id in {one.id for one in queries.waiting_calls(cast[who].viewer)}

    assert [who for who in cast if sees(who)] == ["bruno", "carla", "dario"]
    operations.hand_over(**_on(bruno, call_id), engagement_id=engagement_of(carla), words="Lei")
    assert [who for who in cast if sees(who)] == ["carla", "dario"]
    with pytest.raises(NotFound):
        queries.call_page(bruno.viewer, call_id)
    row = queries.waiting_calls(carla.viewer)[0]
    assert (row.handed_to, row.to_me) == ("Carla", True)
    operations.finish_call(**_on(carla, call_id), words="Accompagnata dalla sorella")
    assert queries.waiting_calls(carla.viewer) == []
    done = queries.calls(carla.viewer, CallList.DONE, 0, 10)
    assert [(one.id, one.due_on) for one in done] == [(call_id, None)]
    assert db.session.scalars(select(UrgentCallTerm)).one().met_at == NOW


def test_it_is_handed_to_one_of_ours_or_to_a_body(cast: Cast) -> None:
    bruno = cast["bruno"]
    call_id = an_urgent_call(bruno)
    other = a_body(cast, BodyKind.MUNICIPALITY)
    for wrong, why in (
        ({}, "worker:handed_to_nobody"),
        ({"engagement_id": engagement_of(cast["gino"])}, "worker:handed_to_nobody"),
        ({"engagement_id": engagement_of(bruno), "body_id": other}, "body:handed_to_two"),
    ):
        with pytest.raises(Invalid, match=why):
            operations.hand_over(**_on(bruno, call_id), **wrong)
    seen = _on(bruno, call_id)
    operations.hand_over(**seen, body_id=other)
    assert queries.call_page(bruno.viewer, call_id).handed_to
    with pytest.raises(Conflict):
        operations.hand_over(**seen, engagement_id=engagement_of(bruno))


def test_what_a_call_asks(cast: Cast) -> None:
    bruno = cast["bruno"]
    with pytest.raises(Invalid, match="on:call_to_come"):
        an_urgent_call(bruno, at=NOW + timedelta(minutes=1))
    with pytest.raises(Invalid, match="described:call_about_nobody"):
        an_urgent_call(bruno, described=" ")
    with pytest.raises(NotPermitted):
        an_urgent_call(cast["anna"])
    call_id = an_urgent_call(bruno)
    with pytest.raises(NotAllowedNow, match="needs_reason"):
        operations.finish_call(**_on(bruno, call_id), words=" ")


def test_a_call_about_somebody_under_seal_is_of_who_may_know(cast: Cast) -> None:
    bruno, carla = cast["bruno"], cast["carla"]
    hers = a_person(bruno, "Nascosta")
    call_id = an_urgent_call(carla, person_id=hers, described="")
    seal(cast, an_open_case(bruno, hers))
    assert queries.call_page(bruno.viewer, call_id).person is not None
    with pytest.raises(NotFound):
        queries.call_page(carla.viewer, call_id)


def test_emergencies_come_first(cast: Cast) -> None:
    bruno = cast["bruno"]
    waits = an_urgent_call(bruno, at=NOW - timedelta(hours=5))
    urgent = an_urgent_call(bruno, degree=CallDegree.EMERGENCY)
    assert [one.id for one in queries.waiting_calls(bruno.viewer)] == [urgent, waits]


def test_telephones_on_duty_have_an_order_and_days(cast: Cast) -> None:
    dario, anna = cast["dario"], cast["anna"]
    by: dict[str, Any] = {"actor": dario.viewer, "now": NOW, "number": "000 5550900"}
    with pytest.raises(NotPermitted):
        operations.add_duty_phone(
            **{**by, "actor": cast["bruno"].viewer}, label="x", position=1, valid_from=TODAY
        )
    with pytest.raises(Invalid, match="valid_to:"):
        operations.add_duty_phone(**by, label="x", position=1, valid_from=TODAY, valid_to=TODAY)
    long_ago, later = TODAY - timedelta(days=90), TODAY + timedelta(days=7)
    second = operations.add_duty_phone(**by, label="Riserva", position=2, valid_from=long_ago)
    operations.add_duty_phone(**by, label="Turno", position=1, valid_from=long_ago)
    coming = operations.add_duty_phone(**by, label="Natale", position=3, valid_from=later)
    shown = [one.label for one in queries.duty_phones(anna.viewer, TODAY)]
    assert shown == ["Turno", "Riserva", "Natale"]
    for one in (second, coming):
        operations.end_duty_phone(actor=dario.viewer, now=NOW, phone_id=one)
    assert [one.label for one in queries.duty_phones(anna.viewer, TODAY)] == ["Turno"]
    kept = {row.label: row.valid_to for row in db.session.scalars(select(DutyPhone))}
    assert kept == {"Turno": None, "Riserva": TODAY}, "what never began is taken away"
    with pytest.raises(NotFound):
        operations.end_duty_phone(actor=dario.viewer, now=NOW, phone_id=coming)
