"""A minor comes without adults: heard like anybody, and who is in charge knows it the same day."""

from typing import Any

import pytest
from flask import Flask

from app.catalogue.rules import Area
from app.desk.operations import messages as work
from app.desk.operations import visits
from app.desk.queries.messages import MessageRow, messages
from app.desk.rules.messages import Kind
from app.desk.rules.visits import Outcome, Presence, VisitDetails
from tests.builders.people import a_person
from tests.builders.tickets import a_counter, a_ticket, received, the_hours, version
from tests.cast import NOW, Cast
from tests.support.client import OfficeClient

ALONE = VisitDetails(
    outcomes=frozenset({Outcome.INFORMATION}),
    area=Area.FAMILY_AND_MINORS,
    present=frozenset({Presence.MINOR_ALONE}),
    note="Kanarinoparola",
)


@pytest.fixture
def desk(app: Flask, cast: Cast) -> Cast:
    """An opening with Bruno at counter 1."""
    the_hours()
    a_counter(cast["bruno"], 1)
    return cast


def _told(cast: Cast, who: str = "dario") -> list[MessageRow]:
    return [row for row in messages(cast[who].viewer) if row.kind is Kind.MINOR_ALONE]


def _concluded(cast: Cast, details: VisitDetails = ALONE) -> Any:
    a_ticket(cast["anna"])
    ticket = received(cast["bruno"])
    _conclude(cast, ticket, details)
    return ticket


def _conclude(cast: Cast, ticket: Any, details: VisitDetails) -> None:
    visits.conclude(
        actor=cast["bruno"].viewer, now=NOW, ticket_id=ticket, version=version(ticket),
        details=details,
    )  # fmt: skip


def test_who_is_in_charge_has_it_on_her_page_until_it_is_answered(
    app: Flask, desk: Cast, client: OfficeClient
) -> None:
    _concluded(desk)
    told = _told(desk)
    assert [(one.recipient, one.urgent, one.caller) for one in told] == [("Dario", True, "A01")]
    dario = client.enter(desk["dario"])
    assert "Minore venuto da solo, A01" in dario.get("/today").text
    page = dario.get(f"/messages/{told[0].id}").text
    assert "Va deciso oggi che cosa fare" in page
    assert "Kanarinoparola" not in page
    work.read_message(actor=desk["dario"].viewer, now=NOW, message_id=told[0].id, version=1)
    assert "Minore venuto da solo, A01" in dario.get("/today").text
    work.answer_message(actor=desk["dario"].viewer, now=NOW, message_id=told[0].id, version=2)
    assert "Minore venuto da solo, A01" not in dario.get("/today").text


def test_concluded_again_it_is_told_once(desk: Cast) -> None:
    ticket = _concluded(desk)
    visits.reopen(actor=desk["bruno"].viewer, now=NOW, ticket_id=ticket, version=version(ticket))
    _conclude(desk, ticket, ALONE)
    assert len(_told(desk)) == 1


def test_found_out_only_when_taken_up_again_it_is_told_then(desk: Cast) -> None:
    ticket = _concluded(desk, VisitDetails(outcomes=ALONE.outcomes, area=ALONE.area))
    assert _told(desk) == []
    visits.reopen(actor=desk["bruno"].viewer, now=NOW, ticket_id=ticket, version=version(ticket))
    _conclude(desk, ticket, ALONE)
    assert len(_told(desk)) == 1


def test_a_minor_on_the_telephone_is_told_too_by_her_name(desk: Cast) -> None:
    person = a_person(desk["bruno"], "Rota", "Elia")
    details = VisitDetails(
        outcomes=ALONE.outcomes, area=ALONE.area, present=ALONE.present, person_id=person
    )
    visits.record_visit(actor=desk["bruno"].viewer, now=NOW, details=details)
    assert [one.caller for one in _told(desk)] == ["Rota Elia"]


def test_an_adult_is_not_told_of(desk: Cast) -> None:
    _concluded(desk, VisitDetails(outcomes=ALONE.outcomes, area=ALONE.area))
    assert _told(desk) == []


def test_what_to_do_is_one_page_for_whoever_receives(
    app: Flask, cast: Cast, client: OfficeClient
) -> None:
    for who in ("anna", "bruno", "gino"):
        shown = client.enter(cast[who]).get("/minor-alone").text
        for words in ("Ascolta.", "Nessun avviso ai genitori", "112", "Dario", "Procura"):
            assert words in shown
