"""An appointment over another: with right and reason, never offered, marked wherever it is read."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from app.appointments import operations, queries
from app.appointments.operations import Invitation
from app.appointments.rules.overlap import Overlap, OverlapCause
from app.kernel.errors import NotAllowedNow, NotPermitted
from app.kernel.references import PersonId
from tests.builders.appointments import (
    WEDNESDAY,
    Wednesday,
    a_place,
    a_wednesday,
    an_appointment,
    by_now,
    engagement_of,
)
from tests.builders.people import a_person
from tests.cast import NOW, Cast
from tests.support.client import OfficeClient

WHY = Overlap(OverlapCause.FEW_MINUTES, "Una firma soltanto")


def _over(
    cast: Cast, wednesday: Wednesday, person: PersonId, minute: int = 510, **more: Any
) -> None:
    operations.overbook(
        actor=cast[more.pop("by", "bruno")].viewer,
        now=NOW,
        invitation=Invitation(
            person_id=person,
            days=(more.pop("day", WEDNESDAY),),
            minute=minute,
            minutes=30,
            worker=engagement_of(cast["bruno"]),
            site_id=wednesday.site,
        ),
        overlap=WHY,
    )


def test_she_and_the_supervisor_may_nobody_else(app: Flask, cast: Cast) -> None:
    wednesday = a_wednesday(cast, "bruno")
    an_appointment(cast["anna"], a_person(cast["anna"]))
    with pytest.raises(NotPermitted):
        _over(cast, wednesday, a_person(cast["anna"], "Bianchi"), by="anna")
    with pytest.raises(NotAllowedNow, match="not_hers"):
        _over(cast, wednesday, a_person(cast["anna"], "Verdi"), by="carla")
    for who in ("bruno", "dario"):
        _over(cast, wednesday, a_person(cast["anna"], f"Neri{who}"), by=who)


def test_where_nobody_is_it_is_an_ordinary_place(app: Flask, cast: Cast) -> None:
    wednesday = a_wednesday(cast, "bruno")
    with pytest.raises(NotAllowedNow, match="nothing_there"):
        _over(cast, wednesday, a_person(cast["anna"]))
    with pytest.raises(NotAllowedNow, match="in_the_past"):
        _over(cast, wednesday, a_person(cast["anna"], "Verdi"), day=date(2026, 1, 7))


def test_when_the_first_goes_the_hour_is_not_offered(app: Flask, cast: Cast) -> None:
    wednesday = a_wednesday(cast, "bruno")
    first = an_appointment(cast["anna"], a_person(cast["anna"]))
    over = a_person(cast["anna"], "Verdi")
    _over(cast, wednesday, over)
    assert a_place(cast["anna"]).minute == 540
    operations.cancel_by_person(**by_now(cast["anna"], first))
    assert a_place(cast["anna"]).minute == 540
    made = queries.future_of(cast["bruno"].viewer, [over], NOW)[over][0]
    operations.cancel_by_person(**by_now(cast["anna"], made.id))
    assert a_place(cast["anna"]).minute == 510


def test_it_is_restored_over_whoever_is_there(app: Flask, cast: Cast) -> None:
    wednesday = a_wednesday(cast, "bruno")
    an_appointment(cast["anna"], a_person(cast["anna"]))
    over = a_person(cast["anna"], "Verdi")
    _over(cast, wednesday, over)
    made = queries.future_of(cast["bruno"].viewer, [over], NOW)[over][0]
    operations.cancel_by_person(**by_now(cast["anna"], made.id))
    operations.restore(**by_now(cast["anna"], made.id))
    assert queries.future_of(cast["bruno"].viewer, [over], NOW)[over][0].overlaps


def test_it_is_marked_and_its_words_are_not_for_the_front_office(
    client: OfficeClient, cast: Cast
) -> None:
    wednesday = a_wednesday(cast, "bruno")
    an_appointment(cast["anna"], a_person(cast["anna"]))
    over = a_person(cast["anna"], "Verdi")
    _over(cast, wednesday, over)
    made = queries.future_of(cast["bruno"].viewer, [over], NOW)[over][0].id
    bruno = client.enter(cast["bruno"])
    for page in (f"/agenda?giorno={WEDNESDAY}", f"/agenda/list?giorno={WEDNESDAY}"):
        assert bruno.get(page).text.count("Sovrapposto") == 1
    assert WHY.words in bruno.get(f"/appointments/{made}").text
    assert WHY.words not in client.enter(cast["anna"]).get(f"/appointments/{made}").text


def test_a_day_of_another_age_is_refused_with_a_sentence(client: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast, "bruno")
    page = f"/agenda/overbook/{a_person(cast['anna'])}"
    client.enter(cast["bruno"])
    typed = {"on": "31/12/9999", "hour": "23:59", "words": WHY.words, "why": WHY.reason}
    answer = client.submit(page, {**typed, "minutes": "90"})
    assert answer.status_code == 422
    assert "È troppo lontano" in answer.text
