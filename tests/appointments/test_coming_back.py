"""An absence that ends before, and everybody still booked when nobody receives her."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask

from app.appointments import operations, queries
from app.appointments.operations import Away, row_name
from app.appointments.rules import AppointmentState, WayOut, asked
from app.desk.queries.messages import call_backs
from app.kernel.errors import Conflict, NotAllowedNow
from app.kernel.references import AppointmentId
from app.organisations import operations as office
from app.organisations.rules import ClosedDays, OpeningKind
from app.rota import operations as rota
from app.rota.queries import absences
from app.rota.rules import AbsenceKind, Hours
from tests.builders.appointments import WEDNESDAY, a_wednesday, an_appointment
from tests.builders.cases import engagement_of
from tests.builders.people import a_person
from tests.cast import NOW, OFFICE, TODAY, Cast
from tests.support.client import OfficeClient

S = AppointmentState
NEXT = WEDNESDAY + timedelta(days=7)
STRANDED = "/agenda/stranded"
SURNAMES = ("Attesa", "Brambilla")


@pytest.fixture
def booked(app: Flask, cast: Cast) -> list[AppointmentId]:
    """Two people booked on a Wednesday with Bruno, who receives on the next one too."""
    site = a_wednesday(cast, "bruno").site
    rota.add_shift(
        actor=cast["dario"].viewer, now=NOW, engagement_id=engagement_of(cast["bruno"]),
        site_id=site, kind=OpeningKind.APPOINTMENTS, day=NEXT, hours=Hours(510, 750),
    )  # fmt: skip
    people = [a_person(cast["anna"], one) for one in SURNAMES]
    return [an_appointment(cast["anna"], one) for one in people]


@pytest.fixture
def dario(client: OfficeClient, cast: Cast) -> OfficeClient:
    """The supervisor's browser."""
    return client.enter(cast["dario"])


def _away(cast: Cast, decisions: dict[Any, Any], days: int = 0) -> Any:
    away = Away(
        engagement_id=engagement_of(cast["bruno"]), first_day=WEDNESDAY - timedelta(days=1),
        last_day=WEDNESDAY + timedelta(days=days), kind=AbsenceKind.LEAVE,
    )  # fmt: skip
    return operations.go_away(
        actor=cast["dario"].viewer, now=NOW, away=away, decisions=decisions,
        call_back=lambda **_: None,
    )  # fmt: skip


def _states(cast: Cast, ids: list[AppointmentId]) -> list[AppointmentState]:
    viewer = cast["dario"].viewer
    return [queries.appointment_row(viewer, one, NOW).state for one in ids]


def _places(cast: Cast) -> list[Any]:
    free = queries.places(cast["dario"].viewer, now=NOW)
    return [asked(place) for place in free if place.day == NEXT]


def _page(made: Any) -> str:
    return f"/rota/absences/{made}/remove"


def test_who_was_moved_or_called_off_goes_back_with_the_absence(
    dario: OfficeClient, cast: Cast, booked: list[AppointmentId]
) -> None:
    made = _away(cast, {booked[0]: _places(cast)[0], booked[1]: WayOut.TELL})
    text = unescape(dario.get(_page(made)).text)
    assert "ora mer 02/12 ore 8:30" in text
    assert "(annullato)" in text
    answer = dario.submit(_page(made), {"restored": [str(one) for one in booked]})
    assert answer.status_code == 303
    assert absences(cast["dario"].viewer, TODAY) == []
    assert _states(cast, booked) == [S.BOOKED, S.BOOKED]
    assert queries.items_of_days(cast["dario"].viewer, NEXT, NEXT + timedelta(days=1)) == []


def test_an_absence_that_is_shortened_gives_back_only_the_days_after(
    dario: OfficeClient, cast: Cast, booked: list[AppointmentId]
) -> None:
    made = _away(cast, dict.fromkeys(booked, WayOut.TELL))
    back = {"last_day": f"{WEDNESDAY - timedelta(days=1):%d/%m/%Y}", "restored": [str(booked[0])]}
    assert dario.submit(_page(made), back).status_code == 303
    (row,) = absences(cast["dario"].viewer, TODAY)
    assert row.last_day == WEDNESDAY - timedelta(days=1)
    assert _states(cast, booked) == [S.BOOKED, S.CANCELLED_OFFICE]


def test_nobody_goes_back_to_a_day_on_which_she_is_still_away(
    dario: OfficeClient, cast: Cast, booked: list[AppointmentId]
) -> None:
    made = _away(cast, dict.fromkeys(booked, WayOut.TELL), days=1)
    still = {"last_day": f"{WEDNESDAY:%d/%m/%Y}", "restored": [str(booked[0])]}
    assert dario.submit(_page(made), still).status_code == 422
    (row,) = absences(cast["dario"].viewer, TODAY)
    assert row.last_day == WEDNESDAY + timedelta(days=1)


@pytest.mark.parametrize("days", [-2, 0, 3])
def test_it_is_only_made_shorter(
    dario: OfficeClient, cast: Cast, booked: list[AppointmentId], days: int
) -> None:
    made = _away(cast, dict.fromkeys(booked, WayOut.TELL))
    typed = {"last_day": f"{WEDNESDAY + timedelta(days=days):%d/%m/%Y}"}
    assert dario.submit(_page(made), typed).status_code == 422


def test_a_place_given_to_somebody_else_is_not_offered_and_never_taken(
    dario: OfficeClient, cast: Cast, booked: list[AppointmentId]
) -> None:
    """Bruno came back on that morning and received somebody else."""
    made = _away(cast, dict.fromkeys(booked, WayOut.TELL))
    rota.remove_absence(actor=cast["dario"].viewer, now=NOW, absence_id=made)
    again = _away(cast, {})
    rota.remove_absence(actor=cast["dario"].viewer, now=NOW, absence_id=again)
    an_appointment(cast["anna"], a_person(cast["anna"], "Nuova"))
    text = unescape(dario.get(_page(again)).text)
    assert "dato ad altri" in text
    assert str(booked[0]) not in text
    assert str(booked[1]) in text
    third = _away(cast, {row.id: WayOut.LATER for row in _expected(cast)})
    with pytest.raises(NotAllowedNow):
        operations.come_back(
            actor=cast["dario"].viewer, now=NOW, absence_id=third, last_day=None,
            restored=[booked[0]],
        )  # fmt: skip
    assert len(absences(cast["dario"].viewer, TODAY)) == 1


def _expected(cast: Cast) -> list[queries.AppointmentRow]:
    day = WEDNESDAY + timedelta(days=1)
    return queries.of_days(cast["dario"].viewer, WEDNESDAY, day, NOW, everything=False)


def test_all_those_nobody_receives_are_read_back_then_settled_in_one_press(
    dario: OfficeClient, cast: Cast, booked: list[AppointmentId]
) -> None:
    _away(cast, dict.fromkeys(booked, WayOut.LATER))
    assert STRANDED in dario.get("/today").text
    chosen = {row_name(booked[1]): "call_back"}
    read = dario.submit(STRANDED, chosen)
    text = unescape(read.text)
    assert read.status_code == 200
    assert "Rileggi prima di salvare" in text
    assert re.search(r"<td>Sposta a mer 02/12, ore 8:30, con Bruno[^<]*</td>", text)
    assert _states(cast, booked) == [S.BOOKED, S.BOOKED]
    seen = re.search(r'name="seen"[^>]*value="([0-9a-f]+)"', text)
    assert seen
    other = dario.submit(STRANDED, {"seen": seen[1]})  # another choice than the one read back
    assert other.status_code == 200
    assert _states(cast, booked) == [S.BOOKED, S.BOOKED]
    assert dario.submit(STRANDED, {**chosen, "seen": seen[1]}).status_code == 303
    assert _states(cast, booked) == [S.MOVED, S.CANCELLED_OFFICE]
    assert len(call_backs(cast["anna"].viewer)) == 1
    assert "Nessuno è prenotato" in dario.get(STRANDED).text


def test_what_somebody_else_decided_meanwhile_stops_it_all(
    cast: Cast, booked: list[AppointmentId]
) -> None:
    _away(cast, dict.fromkeys(booked, WayOut.LATER))
    dario = cast["dario"].viewer
    common: dict[str, Any] = {"actor": dario, "now": NOW, "call_back": lambda **_: None}
    operations.settle_stranded(**common, decisions={booked[0]: WayOut.TELL})
    with pytest.raises(Conflict):
        operations.settle_stranded(**common, decisions=dict.fromkeys(booked, WayOut.TELL))
    assert _states(cast, booked) == [S.CANCELLED_OFFICE, S.BOOKED]


def test_a_closed_office_and_an_absence_are_two_causes(
    cast: Cast, booked: list[AppointmentId]
) -> None:
    closed = ClosedDays(starts_on=WEDNESDAY, ends_on=NEXT, reason="Guasto")
    dario = cast["dario"].viewer
    office.add_closure(actor=dario, now=NOW, organisation_id=OFFICE, closed=closed)
    rows = queries.stranded(dario, NOW)
    assert {*queries.causes_of(dario, rows).values()} == {"closure"}
    _away(cast, dict.fromkeys(booked, WayOut.LATER))
    assert {*queries.causes_of(dario, rows).values()} == {"absence"}


def test_who_only_gives_places_settles_nothing(client: OfficeClient, cast: Cast) -> None:
    client.enter(cast["anna"])
    assert client.get(STRANDED).status_code == 403
