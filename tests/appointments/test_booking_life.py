"""Random lives of appointments: no hour given twice, nothing kept aside given away, each act told once."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from app.appointments import operations, queries
from app.appointments.models import Appointment, AppointmentStep, AppointmentWorker, TimeClaim
from app.appointments.operations import Booking, Invitation
from app.appointments.rules import (
    AskedPlace,
    CancelCause,
    KeptAside,
    Origin,
    PlaceFor,
    Purpose,
    ToldHow,
    asked,
)
from app.kernel.references import AppointmentId, PersonId
from tests.builders.appointments import WEDNESDAY, Wednesday, a_wednesday, an_appointment
from tests.builders.people import a_person
from tests.cast import NOW, Cast
from tests.support.lives import Life, follow, live, within

WAITED = {"booked", "confirmed"}
# Where each act may begin and where it ends, as office.md 3.2 says.
ACTS: dict[str, tuple[set[str], str]] = {
    "confirm": ({"booked"}, "confirmed"),
    "arrive": (WAITED, "arrived"),
    "start": ({*WAITED, "arrived"}, "in_progress"),
    "attend": ({*WAITED, "arrived", "in_progress"}, "attended"),
    "no_show": (WAITED, "no_show"),
    "cancel_by_person": (WAITED, "cancelled_person"),
    "cancel_by_office": (WAITED, "cancelled_office"),
    "told_person": ({"cancelled_office"}, "cancelled_office"),
    "fail_by_office": ({"arrived", "in_progress"}, "not_held"),
    "restore": ({"cancelled_person", "cancelled_office", "moved", "no_show"}, "booked"),
}
MORE = {"cancel_by_office": {"cause": CancelCause.ABSENCE}, "told_person": {"how": ToldHow.PHONE}}
KEEPS_HOURS = {*WAITED, "arrived", "in_progress", "attended"}
KEPT = KeptAside(valid_from=WEDNESDAY, follow_up=2, recovery=3, urgent=3)
_which, _who = st.integers(0, 15), st.sampled_from(["anna", "bruno", "carla", "dario"])
_parts = st.sampled_from([PlaceFor.FRONT_OFFICE, *PlaceFor][:5])


class Appointments(Life):
    """A Wednesday of two workers, four people who ask for a place, some of it kept aside."""

    steps_of = AppointmentStep
    wednesday: Wednesday
    people: list[PersonId]

    @initialize(on_the_day=st.booleans())
    def it_begins(self, on_the_day: bool) -> None:
        self.asked: list[AskedPlace] = []
        if on_the_day:
            self.now = NOW.replace(day=25, hour=8)  # nine o'clock: who was expected is late

    @rule(minutes=st.sampled_from([1, 3, 9, 11, 1440, 2520]))
    def time_passes(self, minutes: int) -> None:
        self.wait(minutes)

    @rule(who=_who, person=_which, which=_which, part=_parts, held=st.none() | _which)
    def book(self, who: str, person: int, which: int, part: PlaceFor, held: int | None) -> None:
        place, kept = self._place(which), None if held is None else self._one(held)
        if kept is not None and kept.state == "held":
            place = AskedPlace(kept.local_date, kept.local_minute, kept.engagement_id, kept.site_id)
        booking = Booking(
            person_id=self.people[person % len(self.people)],
            place=place,
            reason=Purpose.OTHER,
            origin=Origin.URP_PHONE,
            place_for=part,
            held_id=None if kept is None else kept.id,
        )
        by = {"actor": self.cast[who].viewer, "now": self.now}
        if not self.act(
            lambda: operations.book(**by, booking=booking),
            "appointments.appointment.book",
            [booking.person_id],
        ):
            self._enough_is_left(place, part)

    @rule(who=_who, which=_which, part=_parts, instead=st.none() | _which)
    def hold(self, who: str, which: int, part: PlaceFor, instead: int | None) -> None:
        place, before = self._place(which), None if instead is None else self._one(instead)
        given = {"instead_of": before.id if before else None, "place_for": part}
        by = {"actor": self.cast[who].viewer, "now": self.now, "place": place}
        if not self.act(lambda: operations.hold(**by, **given), "appointments.appointment.hold"):
            self._enough_is_left(place, part)

    @rule(who=_who, which=_which, to=_which, cause=st.sampled_from([None, CancelCause.ABSENCE]))
    def move(self, who: str, which: int, to: int, cause: CancelCause | None) -> None:
        row, place = self._one(which), self._place(to)
        if row is None:
            return
        before, part = row.state, PlaceFor(row.place_for)
        given = {"appointment_id": row.id, "version": row.version, "place": place, "cause": cause}
        by = {"actor": self.cast[who].viewer, "now": self.now}
        id_ = row.id
        if not self.act(
            lambda: operations.move_to(**by, **given), "appointments.appointment.move", [id_]
        ):
            assert before in WAITED
            (new,) = [one for one in self.rows(Appointment) if one.moved_from_id == id_
                      and one.booked_at == self.now and one.state == "booked"]  # fmt: skip
            assert (new.local_minute, new.engagement_id) == (place.minute, place.engagement_id)
            if cause is None:
                self._enough_is_left(place, part)

    @rule(action=st.sampled_from([*ACTS]), who=_who, which=_which)
    def go_on(self, action: str, who: str, which: int) -> None:
        row = self._one(which)
        if row is None:
            return
        id_, before, starts_at = row.id, row.state, row.starts_at
        last = max(
            (one for one in self.rows(AppointmentStep) if one.appointment_id == id_),
            key=lambda step: (step.at, step.id),
        )
        given = {"appointment_id": id_, "version": row.version, **MORE.get(action, {})}
        actor, do = self.cast[who], getattr(operations, action)
        refused = self.act(
            lambda: do(actor=actor.viewer, now=self.now, **given),
            f"appointments.appointment.{action}",
            [id_],
        )
        if refused:
            return
        sources, target = ACTS[action]
        assert before in sources
        after = next(one for one in self.rows(Appointment) if one.id == id_)
        assert after.state == target
        if action == "attend":
            assert starts_at <= self.now
        if action == "no_show":
            assert not within(self.now, 14, starts_at)
        if action == "restore" and who != "dario":
            assert last.actor_id == actor.account_id
            assert within(self.now, 10, last.at)

    @rule(who=_who, person=_which, hour=st.integers(8, 13), joint=st.booleans())
    def see_again(self, who: str, person: int, hour: int, joint: bool) -> None:
        hers, other = self.wednesday.workers if who != "carla" else self.wednesday.workers[::-1]
        invitation = Invitation(
            person_id=self.people[person % len(self.people)],
            days=(WEDNESDAY,),
            minute=hour * 60,
            minutes=45,
            worker=hers,
            site_id=self.wednesday.site,
            joined=(other,) if joint else (),
        )
        by = {"actor": self.cast[who].viewer, "now": self.now}
        self.act(
            lambda: operations.invite(**by, invitation=invitation),
            "appointments.appointment.invite",
            [invitation.person_id],
        )

    @rule()
    def the_program_looks(self) -> None:
        late = {
            row.id
            for row in self.rows(Appointment)
            if row.state == "held" and self.now >= _ends_of_hold(row)
        }
        assert operations.expire_holds(self.now) == len(late)
        gone = {row.id for row in self.rows(Appointment) if row.state == "expired"}
        assert late <= gone

    @invariant()
    def hours_are_taken_once_and_only_by_what_is_to_be_held(self) -> None:
        claims = self.rows(TimeClaim)
        for one in claims:
            over = [
                two.id for two in claims
                if two.resource_id == one.resource_id and two.exclusive and one.exclusive
                and two.starts_at < one.ends_at and one.starts_at < two.ends_at
            ]  # fmt: skip
            assert over == [one.id]
        joined: dict[AppointmentId, set[UUID]] = {}
        for worker in self.rows(AppointmentWorker):
            joined.setdefault(worker.appointment_id, set()).add(worker.engagement_id)
        rows = self.rows(Appointment)
        for row in rows:
            taken = [one for one in claims if one.appointment_id == row.id]
            whose = {row.engagement_id, *joined.get(row.id, ())} | {row.person_id} - {None}
            spans = {(one.starts_at, one.ends_at) for one in taken}
            assert spans <= {(row.starts_at, row.ends_at)}
            assert len({one.resource_id for one in taken}) == len(taken)
            if row.state == "held":  # one that ran out may have been swept, or not yet
                assert len(taken) == 1 or (not taken and self.now >= _ends_of_hold(row))
            else:
                wanted = whose if row.state in KEEPS_HOURS else set()
                assert {one.resource_id for one in taken} == wanted
        follow(rows, self.rows(AppointmentStep), "appointment_id")

    def _enough_is_left(self, place: AskedPlace, part: PlaceFor) -> None:
        """What was given leaves enough for the other parts, until Tuesday noon."""
        if self.now >= NOW.replace(day=24, hour=11, minute=0):
            return
        left = [one.engagement_id for one in queries.places(self.cast["anna"].viewer, now=self.now)]
        given = [
            (row.engagement_id, row.place_for) for row in self.rows(Appointment)
            if row.state in KEEPS_HOURS or (row.state == "held" and self.now < _ends_of_hold(row))
        ]  # fmt: skip
        owed = 0
        for other, number in (("recovery", KEPT.recovery), ("urgent", KEPT.urgent)):
            taken = sum(of == other for _, of in given)
            owed += max(0, number - taken) if other != part else 0
        for worker in self.wednesday.workers:
            due = max(0, KEPT.follow_up - given.count((worker, "follow_up")))
            if part != "follow_up" or worker != place.engagement_id:
                owed += min(due, left.count(worker))
        assert len(left) >= owed

    def _place(self, which: int) -> AskedPlace:
        """Return a free place, or one that somebody asked for before."""
        free = queries.places(self.cast["anna"].viewer, now=self.now)
        choice = [*map(asked, free[:6]), *self.asked[-3:]] or [
            AskedPlace(WEDNESDAY, 510, self.wednesday.workers[0], self.wednesday.site)
        ]
        self.asked.append(choice[which % len(choice)])
        return self.asked[-1]

    def _one(self, which: int) -> Appointment | None:
        """Return an appointment, oftener one of the last."""
        rows = sorted(self.rows(Appointment), key=lambda row: row.id, reverse=True)
        return rows[which % len(rows)] if rows else None


def _ends_of_hold(row: Appointment) -> Any:
    assert row.booked_at is not None
    return row.booked_at + operations.booking.HOLD_LASTS


@pytest.fixture
def office(app: Flask, cast: Cast) -> None:
    Appointments.wednesday = a_wednesday(cast, "bruno", "carla")
    Appointments.people = [
        a_person(cast["anna"], f"Prova{n}") for n in ("a", "b", "c", "d", "e", "f")
    ]
    for person_id in Appointments.people[:3]:
        an_appointment(cast["bruno"], person_id)
    operations.keep_aside(actor=cast["dario"].viewer, now=NOW, rule=KEPT)


@pytest.mark.usefixtures("office")
def test_random_lives_of_appointments(cast: Cast) -> None:
    live(Appointments, cast, lives=20, acts=20)
