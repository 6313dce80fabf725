"""A worker fixes a meeting: at any hour of hers, jointly, at home, in a series."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from app.appointments import operations, queries
from app.appointments.operations import HoursTaken, Invitation
from app.appointments.rules import CancelCause, Origin
from app.appointments.rules.items import ItemFault, ItemKind, MeetingPlace, series, weekly
from app.kernel.errors import NotAllowedNow, NotPermitted
from app.kernel.references import PersonId
from app.organisations.operations import add_closure
from app.organisations.rules import ClosedDays
from app.rota import operations as rota
from app.rota.rules import AbsenceKind
from tests.builders.agenda import an_item, hours
from tests.builders.appointments import (
    WEDNESDAY,
    a_wednesday,
    an_appointment,
    by_now,
    engagement_of,
)
from tests.builders.people import a_person
from tests.cast import NOW, OFFICE, Cast
from tests.support.client import OfficeClient

THURSDAY = date(2026, 11, 26)


def _invite(cast: Cast, person: PersonId, **more: Any) -> None:
    wednesday = more.pop("site", None) or a_wednesday(cast, "bruno", "carla").site
    given: dict[str, Any] = {
        "person_id": person,
        "days": (THURSDAY,),
        "minute": 900,
        "minutes": 45,
        "worker": engagement_of(cast["bruno"]),
        "site_id": wednesday,
        **more,
    }
    operations.invite(actor=cast["bruno"].viewer, now=NOW, invitation=Invitation(**given))


def test_any_hour_of_hers_becomes_an_appointment(app: Flask, cast: Cast) -> None:
    _invite(cast, a_person(cast["bruno"]))
    row = queries.of_days(cast["bruno"].viewer, THURSDAY, date(2026, 11, 27), NOW)[0]
    assert (row.minute, row.minutes, row.origin) == (900, 45, Origin.WORKER)


def test_a_day_without_an_opening_is_no_fault_of_an_invitation(app: Flask, cast: Cast) -> None:
    bruno, dario = cast["bruno"], cast["dario"]
    _invite(cast, a_person(bruno))
    row = queries.of_days(bruno.viewer, THURSDAY, date(2026, 11, 27), NOW)[0]
    assert queries.stranded(dario.viewer, NOW) == []
    operations.cancel_by_person(**by_now(bruno, row.id))
    operations.restore(**by_now(bruno, row.id))
    rota.add_absence(
        actor=dario.viewer,
        now=NOW,
        engagement_id=engagement_of(bruno),
        first_day=THURSDAY,
        last_day=THURSDAY,
        kind=AbsenceKind.LEAVE,
    )
    assert [one.id for one in queries.stranded(dario.viewer, NOW)] == [row.id]


def test_a_joint_one_takes_both_and_stands_in_both_days(app: Flask, cast: Cast) -> None:
    bruno, carla = cast["bruno"], cast["carla"]
    person = a_person(bruno)
    an_item(carla, kept=hours(900, 960, THURSDAY))
    site = a_wednesday(cast, "bruno", "carla").site
    joint: dict[str, Any] = {"joined": (engagement_of(carla),), "site": site}
    with pytest.raises(HoursTaken):
        _invite(cast, person, **joint)
    _invite(cast, person, **joint, minute=960)
    found = queries.entries(bruno.viewer, THURSDAY, date(2026, 11, 27), now=NOW)
    made = [one for one in found if one.appointment]
    assert [one.worker for one in made] == ["Bruno", "Carla"]
    row = made[0].appointment
    assert row is not None
    assert queries.appointment_page(carla.viewer, row.id, NOW).joined == ("Carla",)
    place = queries.places(bruno.viewer, now=NOW, worker=engagement_of(bruno))[0]
    from app.appointments.rules import asked

    moved = operations.move_to(**by_now(bruno, row.id), place=asked(place))
    assert queries.appointment_page(bruno.viewer, moved, NOW).joined == ("Carla",)


def test_at_home_it_is_a_visit_with_its_way(app: Flask, cast: Cast) -> None:
    person = a_person(cast["bruno"], "Tizzoni")
    home = {"where": MeetingPlace.HOME, "travel": 15}
    site = a_wednesday(cast).site
    with pytest.raises(NotAllowedNow, match=ItemFault.PLACE_NEEDED):
        _invite(cast, person, **home, site=site)
    _invite(cast, person, **home, address="via dei Tigli 3", site=site)
    row = queries.items_of_days(cast["bruno"].viewer, THURSDAY, date(2026, 11, 27))[0]
    assert (row.kind, row.person) == (ItemKind.HOME_VISIT, "Tizzoni Ada")
    assert (row.starts_at - row.leaves_at).total_seconds() == 900


def test_a_series_is_kept_whole_or_not_at_all(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    days = tuple(weekly(THURSDAY, 2, 3))
    an_item(bruno, kept=hours(900, 960, days[2]))
    person, site = a_person(bruno), a_wednesday(cast).site
    with pytest.raises(HoursTaken):
        _invite(cast, person, days=days, site=site)
    assert queries.of_days(bruno.viewer, THURSDAY, date(2027, 1, 30), NOW) == []
    _invite(cast, person, days=days[:2], site=site)
    assert len(queries.of_days(bruno.viewer, THURSDAY, date(2027, 1, 30), NOW)) == 2


def test_the_days_of_a_series_say_what_speaks_against_them() -> None:
    days = weekly(date(2026, 12, 18), 1, 3)
    listed = series(days, {days[1]: "Natale"}, {days[2]: "Alle 9:00 hai già una riunione."})
    assert [one.free for one in listed] == [True, False, False]


def test_who_does_not_receive_fixes_nothing(app: Flask, cast: Cast) -> None:
    person, site = a_person(cast["bruno"]), a_wednesday(cast).site
    with pytest.raises(NotAllowedNow, match=ItemFault.NOT_HERS):
        _invite(cast, person, worker=engagement_of(cast["carla"]), site=site)
    with pytest.raises(NotAllowedNow, match=ItemFault.IN_THE_PAST):
        _invite(cast, person, days=(date(2026, 11, 20),), site=site)
    with pytest.raises(NotAllowedNow, match=ItemFault.HOUR_SKIPPED):
        _invite(cast, person, days=(date(2027, 3, 28),), minute=150, site=site)


def test_from_the_agenda_to_a_series_on_the_screen(client: OfficeClient, cast: Cast) -> None:
    bruno = cast["bruno"]
    a_wednesday(cast)
    a_person(bruno, "Tizzoni")
    client.enter(bruno)
    day = client.get(f"/agenda?giorno={WEDNESDAY}").text
    assert "Libero 8:30–9:00, prenota" in day
    chosen = client.submit("/agenda/follow-up", {"text": "tizz"})
    link = chosen.text.split('href="/agenda/follow-up/')[1].split('"')[0]
    page = f"/agenda/follow-up/{link}"
    typed = {"on": "18/12/2026", "hour": "9", "every": "1", "times": "3"}
    listed = client.submit(page, typed)
    assert listed.status_code == 200
    assert "Natale" in listed.text
    days = ["2026-12-18", "2027-01-08"]
    assert client.submit(page, {**typed, "days": days}).status_code == 422, "only what was listed"
    saved = client.post(page, data=_with(client, page, {**typed, "days": ["2026-12-18"]}))
    assert saved.status_code == 303
    assert "Tizzoni" in client.get("/agenda?giorno=2026-12-18").text
    again = client.post(page, data=_with(client, page, {"on": "18/12/2026", "hour": "9:15"}))
    assert again.status_code == 422
    assert "Alle 9:00 hai già un appuntamento." in again.text


def test_a_series_says_what_speaks_against_the_colleague_and_the_site(
    client: OfficeClient, cast: Cast
) -> None:
    site = a_wednesday(cast).site
    person = a_person(cast["bruno"])
    dario = cast["dario"]
    day = date(2026, 12, 17)
    closed = ClosedDays(
        starts_on=day, ends_on=date(2026, 12, 18), reason="Caldaia rotta", site_id=site
    )
    add_closure(actor=dario.viewer, now=NOW, organisation_id=OFFICE, closed=closed)
    an_item(cast["carla"], kept=hours(540, 600, date(2026, 12, 10)))
    client.enter(cast["bruno"])
    page = f"/agenda/follow-up/{person}"
    typed = {
        "on": "10/12/2026", "hour": "9", "every": "1", "times": "3", "site": str(site),
        "joined": [str(engagement_of(cast["carla"]))],
    }  # fmt: skip
    text = client.submit(page, typed).text
    assert "Alle 9:00 Carla ha già una riunione." in text
    assert "chiuso: Caldaia rotta" in text
    assert "Caldaia" not in client.submit(page, {**typed, "where": "home"}).text


def test_the_second_worker_says_how_a_joint_meeting_went(client: OfficeClient, cast: Cast) -> None:
    bruno, carla = cast["bruno"], cast["carla"]
    _invite(cast, a_person(bruno, "Tizzoni"), joined=(engagement_of(carla),))
    row = queries.of_days(bruno.viewer, THURSDAY, date(2026, 11, 27), NOW)[0]
    later = NOW + timedelta(days=4)
    hers = queries.without_outcome(carla.viewer, later, of=carla.viewer.engagement_ids)
    assert [one.id for one in hers] == [row.id]
    assert queries.may_attend(carla.viewer, hers) == {row.id}
    assert queries.may_attend(cast["anna"].viewer, hers) == set()
    by = {"now": later, "appointment_id": row.id, "version": row.version}
    with pytest.raises(NotPermitted):
        operations.cancel_by_office(actor=carla.viewer, cause=CancelCause.OTHER, **by)
    operations.attend(actor=carla.viewer, **by)
    alone = an_appointment(cast["anna"], a_person(bruno, "Sola"))
    version = queries.appointment_row(bruno.viewer, alone, later).version
    with pytest.raises(NotPermitted):
        operations.attend(actor=carla.viewer, now=later, appointment_id=alone, version=version)


def _with(client: OfficeClient, page: str, typed: dict[str, Any]) -> dict[str, Any]:
    from tests.support.client import Forms

    form = next(one for one in Forms(client.get(page).text).found if "hour" in one.values)
    return {**form.values, **typed}


def test_the_week_and_the_list_show_the_same_things(client: OfficeClient, cast: Cast) -> None:
    bruno, carla = cast["bruno"], cast["carla"]
    site = a_wednesday(cast).site
    an_item(bruno, carla, kept=hours(600, 660, THURSDAY))
    _invite(cast, a_person(bruno, "Tizzoni"), site=site)
    client.enter(bruno)
    week = client.get(f"/agenda/week?giorno={THURSDAY}").text
    for words in ("Settimana di Bruno", "10:00–11:00", "Riunione", "Tizzoni", "Libero 8:30"):
        assert words in week
    hers = client.get(f"/agenda/week?giorno={THURSDAY}&chi={engagement_of(carla)}").text
    assert "Settimana di Carla" in hers
    assert "Tizzoni" not in hers
    listed = client.get(f"/agenda/list?giorno={THURSDAY}&ordine=chi").text
    assert 'aria-sort="ascending"' in listed
    assert "Tizzoni" in listed
    for odd in ("giorno=x&chi=x", "chi=00000000-0000-0000-0000-000000000001", "ordine=x"):
        assert client.get(f"/agenda/week?{odd}").status_code == 200
        assert client.get(f"/agenda/list?{odd}").status_code == 200


def test_the_plan_office_keeps_its_own_agenda_and_sees_no_other(
    client: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    an_item(cast["bruno"], kept=hours(600, 660, THURSDAY))
    client.enter(cast["piera"])
    typed = {
        "kind": "plan_office",
        "on": "26/11/2026",
        "hour": "10",
        "to_hour": "10:30",
        "words": "signora Prova",
    }
    made = client.submit("/agenda/items/new", typed)
    assert made.status_code == 303
    assert "signora Prova" in client.get(made.location).text
    for page in ("", "/week", "/list"):
        text = client.get(f"/agenda{page}?giorno={THURSDAY}").text
        assert "Ufficio di Piano" in text
        assert "Riunione" not in text
        assert "Bruno" not in text
    assert client.get("/agenda/follow-up").status_code == 403


@pytest.mark.parametrize(
    "sent",
    [
        {"travel": "9" * 30, "where": "home"},
        {"minutes": "9" * 30},
        {"on": "31/12/9999", "hour": "23:59"},
        {"on": "30/12/9999"},
        {"on": "01/01/0001", "hour": "0:00"},
    ],
)
def test_a_series_of_what_nobody_offers_comes_back(
    client: OfficeClient, cast: Cast, sent: dict[str, str]
) -> None:
    a_wednesday(cast)
    page = f"/agenda/follow-up/{a_person(cast['bruno'])}"
    client.enter(cast["bruno"])
    typed = {"on": "10/12/2026", "hour": "9", "every": "1", "times": "3", **sent}
    assert client.post(page, data=_with(client, page, typed)).status_code == 422
