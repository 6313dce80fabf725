"""Who is not to meet is never given a place within the hour, at one site, by anybody."""

import pytest
from flask import Flask

from app.appointments import operations, queries
from app.appointments.rules import Place, asked
from app.appointments.rules.items import Hours, ItemFault, ItemKind
from app.kernel.errors import NotAllowedNow
from app.kernel.references import AgendaItemId, PersonId
from app.people.rules import ApartBasis
from tests.builders.agenda import an_item, hours, item_by_now, some_time
from tests.builders.appointments import WEDNESDAY, a_wednesday, an_appointment, by_now
from tests.builders.people import a_person, kept_apart
from tests.builders.protected import sealed
from tests.cast import NOW, Cast
from tests.support.client import OfficeClient

DAY = f"/agenda?giorno={WEDNESDAY}"


def _two(cast: Cast, other: PersonId | None = None) -> tuple[PersonId, PersonId]:
    bruno = cast["bruno"]
    one, other = a_person(bruno, "Agnelli"), other or a_person(bruno, "Lupi")
    kept_apart(bruno, one, other)
    return one, other


def _a_group(cast: Cast) -> AgendaItemId:
    return an_item(cast["bruno"], kind=ItemKind.GROUP, seats=3)


def _moved(cast: Cast, group: AgendaItemId, kept: Hours, words: str = "") -> None:
    bruno = cast["bruno"]
    details = some_time(bruno, kept=kept, kind=ItemKind.GROUP, seats=3, words=words)
    operations.change_item(**item_by_now(bruno, group), details=details)


def _places(cast: Cast, person: PersonId | None = None) -> list[Place]:
    return queries.places(cast["anna"].viewer, now=NOW, person=person)


def test_places_within_the_hour_are_not_offered(app: Flask, cast: Cast) -> None:
    a_wednesday(cast, "bruno", "carla")
    one, other = _two(cast)
    everybodys = _places(cast)
    taken = next(place for place in everybodys if place.minute == 600)
    an_appointment(cast["anna"], other, asked(taken))
    left = {place.minute for place in _places(cast, one)}
    assert left == {minute for minute in range(510, 721, 30) if minute <= 510 or minute >= 690}
    assert 600 in {place.minute for place in _places(cast, a_person(cast["anna"], "Estranea"))}


def test_the_place_is_refused_without_a_word_of_why(app: Flask, cast: Cast) -> None:
    a_wednesday(cast, "bruno", "carla")
    one, other = _two(cast)
    first, second = _places(cast)[:2]
    an_appointment(cast["anna"], other, asked(first))
    with pytest.raises(NotAllowedNow) as refusal:
        an_appointment(cast["anna"], one, asked(second))
    assert refusal.value.reasons == ("place_not_given",)
    held = operations.hold(actor=cast["anna"].viewer, now=NOW, place=asked(second))
    with pytest.raises(NotAllowedNow):
        an_appointment(cast["anna"], one, asked(second), held_id=held)


def test_what_was_taken_back_does_not_come_back_near_her(app: Flask, cast: Cast) -> None:
    a_wednesday(cast, "bruno", "carla")
    one, other = _two(cast)
    first, second = _places(cast)[:2]
    before = an_appointment(cast["anna"], one, asked(first))
    operations.cancel_by_person(**by_now(cast["anna"], before))
    an_appointment(cast["anna"], other, asked(second))
    with pytest.raises(NotAllowedNow, match="place_not_given"):
        operations.restore(**by_now(cast["anna"], before))


def test_a_group_counts_as_the_same_site_and_brings_nobody_together(app: Flask, cast: Cast) -> None:
    a_wednesday(cast, "bruno", "carla")
    one, other = _two(cast)
    by = {"actor": cast["bruno"].viewer, "now": NOW}
    group = _a_group(cast)
    operations.give_seat(**by, item_id=group, person_id=other)
    with pytest.raises(NotAllowedNow, match=ItemFault.HOUR_NOT_GIVEN):
        operations.give_seat(**by, item_id=group, person_id=one)
    left = {place.minute for place in _places(cast, one)}
    assert left == {minute for minute in range(510, 721, 30) if minute <= 510 or minute >= 720}
    late = next(place for place in _places(cast, one) if place.minute == 720)
    an_appointment(cast["anna"], one, asked(late))
    with pytest.raises(NotAllowedNow, match=ItemFault.HOUR_NOT_GIVEN):
        _moved(cast, group, hours(690, 720))
    after = hours(780, 840)
    with pytest.raises(NotAllowedNow, match=ItemFault.HOUR_NOT_GIVEN):
        an_item(cast["carla"], kept=after, person_id=other)
    an_item(cast["carla"], kept=after, person_id=other, kind=ItemKind.HOME_VISIT, place="via Po 1")


def test_what_stood_before_the_list_stays_correctable(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    one, other = a_person(bruno, "Agnelli"), a_person(bruno, "Lupi")
    group = _a_group(cast)
    for person in (one, other):
        operations.give_seat(actor=bruno.viewer, now=NOW, item_id=group, person_id=person)
    kept_apart(bruno, one, other)
    _moved(cast, group, hours(600, 660), words="Si porta la merenda")
    with pytest.raises(NotAllowedNow, match=ItemFault.HOUR_NOT_GIVEN):
        _moved(cast, group, hours(840, 900))


def test_once_it_is_over_they_may_meet(app: Flask, cast: Cast) -> None:
    a_wednesday(cast, "bruno", "carla")
    bruno = cast["bruno"]
    one, other = a_person(bruno, "Agnelli"), a_person(bruno, "Lupi")
    kept_apart(bruno, one, other, basis=ApartBasis.OTHER, valid_to=WEDNESDAY)
    an_appointment(cast["anna"], other)
    an_appointment(cast["anna"], one)


def test_the_agenda_warns_only_who_keeps_the_list(client: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast, "bruno", "carla")
    people = [a_person(cast["bruno"], surname) for surname in ("Agnelli", "Lupi")]
    made = [an_appointment(cast["anna"], one) for one in people]
    assert "Non far incontrare" not in client.enter(cast["bruno"]).get(DAY).text
    kept_apart(cast["bruno"], *people, basis=ApartBasis.COURT_ORDER)
    for page in (DAY, *(f"/appointments/{one}" for one in made)):
        assert "Non far incontrare" in client.enter(cast["bruno"]).get(page).text
        assert "Non far incontrare" not in client.enter(cast["gino"]).get(page).text


def test_the_agenda_warns_of_groups_too(client: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast, "bruno", "carla")
    bruno = cast["bruno"]
    people = [a_person(bruno, surname) for surname in ("Agnelli", "Lupi", "Volpi")]
    group = _a_group(cast)
    for person in people[:2]:
        operations.give_seat(actor=bruno.viewer, now=NOW, item_id=group, person_id=person)
    soon = next(place for place in _places(cast) if place.minute == 690)
    booked = an_appointment(cast["anna"], people[2], asked(soon))
    kept_apart(bruno, *people[:2])
    on_page = client.enter(bruno).get(DAY).text
    assert on_page.count("attesi allo stesso incontro") == 1
    assert "a meno di un'ora" not in on_page
    kept_apart(bruno, people[0], people[2])
    for page in (DAY, f"/agenda/items/{group}", f"/appointments/{booked}"):
        assert "a meno di un'ora" in client.enter(bruno).get(page).text
        assert "Non far incontrare" not in client.enter(cast["gino"]).get(page).text


def test_whoever_is_protected_is_not_met_and_not_named(client: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast, "bruno", "carla")
    hers = sealed(cast)
    one, _ = _two(cast, hers.person_id)
    offered = {place.minute for place in _places(cast, one)}
    assert offered < {place.minute for place in _places(cast)}
    carla = client.enter(cast["carla"])
    assert "Non far incontrare" not in carla.get(DAY).text
    assert "Con Zanzarotti" not in carla.get(f"/people/{one}").text
