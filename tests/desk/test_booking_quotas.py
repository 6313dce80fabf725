"""Whose place is given: what is kept aside, what a reason asks, who already has one."""

from datetime import timedelta
from html import unescape

import pytest

from app.appointments import operations as appointments
from app.appointments import queries as places
from app.appointments.rules import KeptAside, Purpose, PurposeRule
from tests.builders.appointments import (
    WEDNESDAY,
    a_wednesday,
    an_appointment,
    by_now,
)
from tests.builders.people import a_person
from tests.cast import NOW, Cast
from tests.support.booking import PAGE, form_of, found, press, radios
from tests.support.client import Forms, OfficeClient


@pytest.fixture
def anna(client: OfficeClient, cast: Cast) -> OfficeClient:
    """The URP at the telephone."""
    return client.enter(cast["anna"])


def _keep(cast: Cast, **numbers: int) -> None:
    rule = KeptAside(valid_from=WEDNESDAY - timedelta(days=7), **numbers)
    early = NOW - timedelta(days=14)
    appointments.keep_aside(actor=cast["dario"].viewer, now=early, rule=rule)


def test_what_is_kept_aside_is_not_offered_to_the_urp_and_is_to_who_receives(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    a_person(cast["anna"])
    _keep(cast, follow_up=8)
    urp = client.enter(cast["anna"])
    shown = found(urp, "Brambilla")
    assert radios(shown, "place") == []
    assert "La faccio richiamare" in shown
    assert radios(shown, "place_for") == []
    hers = found(client.enter(cast["bruno"]), "Brambilla")
    assert len(radios(hers, "place")) == 8
    assert radios(hers, "place_for") == ["front_office", "follow_up", "recovery", "urgent"]


def test_a_quota_that_ran_out_meanwhile_is_said_with_what_to_do(
    anna: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    a_person(cast["anna"])
    shown = form_of(found(anna, "Brambilla"))
    _keep(cast, follow_up=8)
    answer = anna.post(PAGE, data={**shown, "practical": "carrozzina"})
    assert answer.status_code == 422
    assert "I posti per l'URP di questo mercoledì sono finiti" in unescape(answer.text)
    assert form_of(answer.text)["practical"] == "carrozzina"


def test_the_urp_cannot_take_what_is_kept_aside_by_writing_it_in_the_form(
    anna: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    a_person(cast["anna"])
    shown = form_of(found(anna, "Brambilla"))
    answer = anna.post(PAGE, data={**shown, "place_for": "urgent"})
    assert answer.status_code == 422
    assert not places.of_days(cast["bruno"].viewer, WEDNESDAY, WEDNESDAY + timedelta(days=1), NOW)


def test_a_second_place_for_the_same_reason_is_asked_about(anna: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    person_id = a_person(cast["anna"])
    first = an_appointment(cast["anna"], person_id)
    shown = form_of(found(anna, "Brambilla"))
    answer = anna.post(PAGE, data=shown)
    assert answer.status_code == 422
    assert "Ha già un appuntamento per questo motivo" in answer.text
    assert f"/appointments/{first}/acts/move" in answer.text
    assert anna.post(PAGE, data={**form_of(answer.text), "add_anyway": "y"}).status_code == 303
    for_papers = {**form_of(found(anna, "Brambilla")), "purpose": "documents"}
    assert anna.post(PAGE, data=for_papers).status_code == 303


def test_a_reason_of_an_hour_takes_two_places_and_says_what_to_bring(
    anna: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    a_person(cast["anna"])
    rule = PurposeRule(purpose=Purpose.DOCUMENTS, minutes=60, papers="la carta d'identità")
    appointments.choose_purpose(
        actor=cast["dario"].viewer, now=NOW, rule=rule, valid_from=NOW.date()
    )
    shown = press(anna, "more", text="Brambilla", purpose="documents").text
    assert len(radios(shown, "place")) == 7  # not the last half hour
    done = anna.get(anna.post(PAGE, data=form_of(shown)).location).text
    assert "Porti: la carta d" in done
    row = places.todays(cast["bruno"].viewer, NOW + timedelta(days=2))[0]
    assert row.minutes == 60
    assert len(radios(found(anna, "Brambilla"), "place")) == 6


def test_a_reason_only_who_receives_gives_is_not_among_those_of_the_urp(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    rule = PurposeRule(purpose=Purpose.OTHER, by_front_office=False)
    appointments.choose_purpose(
        actor=cast["dario"].viewer, now=NOW, rule=rule, valid_from=NOW.date()
    )
    assert "other" not in radios(client.enter(cast["anna"]).get(PAGE).text, "purpose")
    assert "other" in radios(client.enter(cast["bruno"]).get(PAGE).text, "purpose")


def test_who_could_not_be_received_is_given_another_place_with_nothing_typed_again(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    later = NOW + timedelta(days=2)
    appointment_id = an_appointment(cast["anna"], a_person(cast["anna"]))
    appointments.arrive(**by_now(cast["bruno"], appointment_id, later))
    bruno = client.enter(cast["bruno"])
    page = f"/appointments/{appointment_id}"
    version = Forms(bruno.get(page).text).found[-1].values["version"]
    answer = bruno.post(
        f"{page}/acts/fail-by-office",
        data={
            **Forms(bruno.get(f"{page}/acts/fail-by-office").text).found[-1].values,
            "version": version,
        },
    )
    assert answer.status_code == 303
    shown = form_of(bruno.get(answer.location).text)
    assert shown["place_for"] == "recovery"
    assert shown["text"] == "Brambilla Ada"
    assert shown["person"]
