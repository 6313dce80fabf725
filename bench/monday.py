"""A Monday from 15 to 19 played again, faster: everybody presses at once, then all is counted.

`python -m bench.monday --speed 20` plays it in twelve minutes and prints what it found; the test
plays it in seconds.
"""

import argparse
import json
import random
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask import Flask

from app.appointments.operations import Booking, Invitation, PlaceTaken, book, invite
from app.appointments.queries import appointment_row, of_days, places
from app.appointments.rules import Origin, Purpose, asked
from app.db import db
from app.desk.operations import serving, taking, visits
from app.desk.operations.arrivals import receive_booked
from app.desk.operations.messages import take_message
from app.desk.operations.screens import open_screen
from app.desk.queries.screens import screen_page, screen_state
from app.desk.queries.tickets import ticket_page
from app.desk.rules.messages import Taken
from app.desk.rules.queue import DeskFault, Queue
from app.kernel.errors import NotAllowedNow
from app.kernel.references import AppointmentId, PersonId, SiteId, TicketId
from app.organisations.queries import sites
from bench.ground import ENGINES, open_ground
from tests.builders.appointments import engagement_of
from tests.builders.tickets import INFORMED, a_counter
from tests.cast import NOW, Cast, Member

TICKETS, PAPERS, ARRIVALS, CALLS, TO_BOOK = 34, 10, 6, 25, 15
OPENS = NOW.replace(hour=14, minute=0) + timedelta(days=7)  # 15:00 in Rome
LASTS = 240  # minutes
RECEIVE = {"bruno": 1, "carla": 2, "dario": 3, "gino": 4}
_POLL = 0.02  # seconds between two looks at the screen
_A_MINUTE = timedelta(minutes=1)
_PATIENCE = timedelta(minutes=5)


@dataclass
class Played:
    """What happened: who was called when, what the screen showed when, what was given."""

    called: dict[str, float] = field(default_factory=dict)
    shown: dict[str, float] = field(default_factory=dict)
    tickets: list[TicketId] = field(default_factory=list)
    booked: list[AppointmentId] = field(default_factory=list)
    messages: int = 0
    lost_places: int = 0

    def delays(self) -> list[float]:
        """Return how many seconds after each call the screen showed it."""
        return sorted(self.shown[code] - at for code, at in self.called.items()
                      if code in self.shown)  # fmt: skip


def expect(cast: Cast, people: Sequence[PersonId], site_id: SiteId) -> list[AppointmentId]:
    """Invite people for the afternoon, half an hour one after the other; return the meetings."""
    for number, person_id in enumerate(people[-ARRIVALS:]):
        who = cast[("bruno", "carla")[number % 2]]
        invitation = Invitation(
            person_id=person_id,
            days=(OPENS.date(),),
            minute=15 * 60 + 30 * (number + 1),
            minutes=30,
            worker=engagement_of(who),
            site_id=site_id,
        )
        invite(actor=who.viewer, now=NOW, invitation=invitation)
    day = OPENS.date()
    return [row.id for row in of_days(cast["dario"].viewer, day, day + timedelta(days=1), NOW)]


class Clock:
    """The office's hour, running `speed` times as fast as ours, but waiting for who is late.

    Each person is at an hour: that of what she is doing. The office's never passes the earliest of
    them by more than `_PATIENCE`: on a slow machine the afternoon lasts longer, it does not close
    while somebody is still at the door.
    """

    def __init__(self, speed: float) -> None:
        self._speed, self._looked, self._now = speed, time.monotonic(), OPENS
        self._lock = threading.Lock()
        self._doing: dict[int, datetime] = {}

    def now(self) -> datetime:
        """Return the hour of the office."""
        with self._lock:
            looked = time.monotonic()
            hour = self._now + timedelta(seconds=(looked - self._looked) * self._speed)
            latest = min(self._doing.values(), default=hour) + _PATIENCE
            self._looked, self._now = looked, max(self._now, min(hour, latest))
            return self._now

    def wait(self, until: datetime) -> None:
        """Wait until an hour of the office, with nothing open in the database, as between pages."""
        db.session.remove()
        with self._lock:
            self._doing[threading.get_ident()] = until
        while (left := (until - self.now()).total_seconds() / self._speed) > 0:
            time.sleep(left)

    def leave(self) -> None:
        """Have nobody wait for who has finished."""
        with self._lock:
            self._doing.pop(threading.get_ident(), None)


def play(
    app: Flask, cast: Cast, people: Sequence[PersonId], expected: Sequence[AppointmentId],
    speed: float,
) -> Played:  # fmt: skip
    """Play the afternoon with four counters, two operators, a reception and a screen."""
    for who, number in RECEIVE.items():
        a_counter(cast[who], number, OPENS)
    token = open_screen(actor=cast["dario"].viewer, now=OPENS, name="sala")
    db.session.commit()
    clock, played, over = Clock(speed), Played(), threading.Event()
    draw = random.Random(2026)
    lengths = {who: [draw.randint(8, 25) for _ in range(TICKETS)] for who in RECEIVE}
    half = CALLS // 2
    acts: list[Callable[[], None]] = [
        lambda: _give(cast["anna"], clock, played),
        lambda: _arrive(cast["anna"], clock, played, expected),
        lambda: _answer(cast["anna"], clock, played, people[:half], 0),
        lambda: _answer(cast["anna"], clock, played, people[half:CALLS], half),
        *(lambda who=who: _receive(cast[who], clock, played, lengths[who]) for who in RECEIVE),
    ]

    doors = threading.Barrier(len(acts))

    def inside(act: Callable[[], None]) -> None:
        with app.app_context():
            try:
                act()
            finally:
                clock.leave()
                db.session.remove()

    def begin(act: Callable[[], None]) -> None:
        clock.wait(OPENS)
        doors.wait()
        act()

    with ThreadPoolExecutor(len(acts) + 1) as pool:
        screen = pool.submit(inside, lambda: _watch(token, clock, played, over))
        try:
            for done in [pool.submit(inside, lambda act=act: begin(act)) for act in acts]:
                done.result()
            time.sleep(_POLL * 5)
        finally:
            over.set()  # else the screen is looked at for ever
        screen.result()
    return played


def _give(anna: Member, clock: Clock, played: Played) -> None:
    """Give the numbers, evenly until the last half hour."""
    step = (LASTS - 35) / TICKETS
    for number in range(TICKETS):
        clock.wait(OPENS + timedelta(minutes=number * step))
        papers = number % (TICKETS // PAPERS) == 0 and number // (TICKETS // PAPERS) < PAPERS
        queue = Queue.PRACTICES if papers else Queue.SOCIAL
        played.tickets.append(taking.take(actor=anna.viewer, now=clock.now(), queue=queue))


def _arrive(anna: Member, clock: Clock, played: Played, expected: Sequence[AppointmentId]) -> None:
    for appointment_id in expected:
        row = appointment_row(anna.viewer, appointment_id, clock.now())
        clock.wait(row.starts_at - timedelta(minutes=5))
        ticket_id = receive_booked(
            actor=anna.viewer,
            now=clock.now(),
            appointment_id=appointment_id,
            version=row.version,
        )
        if ticket_id is not None:
            played.tickets.append(ticket_id)


def _answer(
    anna: Member, clock: Clock, played: Played, people: Sequence[PersonId], first: int
) -> None:
    """Answer the telephone: some are given a place, the others leave a message."""
    step = (LASTS - 20) / len(people)
    for number, person_id in enumerate(people):
        clock.wait(OPENS + timedelta(minutes=number * step))
        if first + number >= TO_BOOK:
            taken = Taken(caller=f"persona {number}", phone="000 1112223")
            take_message(actor=anna.viewer, now=clock.now(), taken=taken)
            played.messages += 1
            continue
        while True:
            free = places(anna.viewer, now=clock.now())
            booking = Booking(
                person_id=person_id,
                place=asked(free[0]),
                reason=Purpose.FIRST_INTERVIEW,
                origin=Origin.URP_PHONE,
            )
            try:
                played.booked.append(book(actor=anna.viewer, now=clock.now(), booking=booking))
            except PlaceTaken:  # the colleague was quicker: the next one
                played.lost_places += 1
                continue
            break


def _receive(who: Member, clock: Clock, played: Played, lengths: list[int]) -> None:
    """Call, receive and conclude until the doors are closed and nobody waits."""
    for minutes in [*lengths, *lengths]:
        while True:
            try:
                ticket_id = serving.call_next(actor=who.viewer, now=clock.now())
                break
            except NotAllowedNow as refusal:
                if refusal.reasons != (DeskFault.NOBODY_WAITS,):
                    raise
            if clock.now() > OPENS + timedelta(minutes=LASTS - 25):
                return
            clock.wait(clock.now() + _A_MINUTE)
        row = ticket_page(who.viewer, ticket_id, clock.now())
        played.called[row.code] = time.monotonic()
        by = {"actor": who.viewer, "ticket_id": ticket_id}
        clock.wait(clock.now() + _A_MINUTE)
        serving.start(now=clock.now(), version=row.version, **by)
        clock.wait(clock.now() + timedelta(minutes=minutes))
        version = ticket_page(who.viewer, ticket_id, clock.now()).version
        visits.conclude(now=clock.now(), version=version, details=INFORMED, **by)


def _watch(token: str, clock: Clock, played: Played, over: threading.Event) -> None:
    """Look at the screen as often as ours does at that speed, and note when each code appears."""
    while not over.is_set():
        page = screen_page(screen_state(token, clock.now()), clock.now())
        for line in page.calls:
            played.shown.setdefault(line.code, time.monotonic())
        db.session.rollback()
        time.sleep(_POLL)


def main(arguments: Sequence[str] | None = None) -> None:
    """Play the afternoon and print what was found, one JSON object an engine."""
    parser = argparse.ArgumentParser(prog="python -m bench.monday", description=__doc__)
    parser.add_argument("--speed", type=float, default=20.0)
    parser.add_argument("--engine", choices=(*ENGINES, "both"), default="both")
    options = parser.parse_args(arguments)
    for engine in ENGINES if options.engine == "both" else (options.engine,):
        with open_ground(engine, 300) as ground, ground.app.app_context():
            cast, people = ground.archive.cast, ground.archive.people[-CALLS - ARRIVALS :]
            site_id = sites(cast["dario"].viewer)[0].id
            expected = expect(cast, people, site_id)
            db.session.commit()
            played = play(ground.app, cast, people, expected, options.speed)
            late = played.delays()
            figures = {
                "engine": engine,
                "speed": options.speed,
                "tickets": len(played.tickets),
                "called": len(played.called),
                "booked": len(played.booked),
                "messages": played.messages,
                "places_lost_to_a_colleague": played.lost_places,
                "screen_p95_s": round(late[int(len(late) * 0.95)], 3),
                "screen_worst_s": round(late[-1], 3),
            }
            print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    main()
