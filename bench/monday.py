"""A Monday from 15 to 19 played again, faster: everybody presses at once, then all is counted.

`python -m bench.monday --speed 20` plays it in twelve minutes, each with a browser of her own that
asks a web server of two workers, and prints what it found; the test plays it in seconds, without
a network.
"""

import argparse
import json
import random
import re
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from app.accounts.policy import Role
from app.appointments.operations import Invitation, invite
from app.appointments.queries import of_days
from app.catalogue.rules import Area
from app.db import db
from app.desk.operations.screens import open_screen
from app.desk.rules.queue import Queue
from app.desk.rules.visits import Outcome
from app.kernel.references import AppointmentId
from app.organisations.queries import sites
from app.people.queries import person_row
from bench.ground import ENGINES, Ground, open_ground
from bench.pages import entered
from bench.played import ARRIVALS, CALLS, LASTS, OPENS, PAPERS, TICKETS, TO_BOOK, Played
from tests.builders.appointments import engagement_of
from tests.builders.people import a_person
from tests.cast import NOW, Cast, engaged
from tests.support.client import Form, Forms

RECEIVE = {"bruno": 1, "carla": 2, "dario": 3, "gino": 4}
_EVERY = 2.0  # seconds between two questions of a screen, as its page says
_ON_THE_SCREEN = 900.0  # seconds of the office in which a call is not yet pushed off the screen
_A_LOOK = 0.05  # seconds at most between two looks at the clock
_A_MINUTE = timedelta(minutes=1)
_PATIENCE = timedelta(minutes=5)
_HAPPENED = {"outcomes": Outcome.INFORMATION, "area": Area.FAMILY_AND_MINORS, "note": "Due righe."}
_TRIES = 5  # places lost to the colleague one after the other


@dataclass(frozen=True)
class Afternoon:
    """Who is expected, who telephones, and the address of the screen."""

    expected: tuple[AppointmentId, ...]
    callers: tuple[str, ...]
    screen: str


def prepare(cast: Cast) -> Afternoon:
    """Add a second operator, invite people half an hour one after the other, open a screen."""
    cast["ada"] = engaged("ada", Role.FRONT_OFFICE_OPERATOR)
    dario, site_id = cast["dario"].viewer, sites(cast["dario"].viewer)[0].id
    people = [a_person(cast["anna"], f"Rossi{chr(97 + n)}") for n in range(CALLS)]
    for number in range(ARRIVALS):
        who = cast[("bruno", "carla")[number % 2]]
        invitation = Invitation(
            person_id=a_person(cast["anna"], f"Attesa{chr(97 + number)}"),
            days=(OPENS.date(),),
            minute=15 * 60 + 30 * (number + 1),
            minutes=30,
            worker=engagement_of(who),
            site_id=site_id,
        )
        invite(actor=who.viewer, now=NOW, invitation=invitation)
    day = OPENS.date()
    expected = tuple(row.id for row in of_days(dario, day, day + timedelta(days=1), NOW))
    callers = tuple(person_row(cast["anna"].viewer, one).name for one in people)
    screen = f"/screen/{open_screen(actor=dario, now=NOW, name='sala')}"
    db.session.commit()
    return Afternoon(expected, callers, screen)


class Clock:
    """The office's hour, running `speed` times as fast as ours, but waiting for who is late.

    Each person is at an hour: that of what she is doing. The office's never passes the earliest of
    them by more than `_PATIENCE`: on a slow machine the afternoon lasts longer, it does not close
    while somebody is still at the door.
    """

    def __init__(self, speed: float, show: Callable[[datetime], None]) -> None:
        self._speed, self._looked, self._now = speed, time.monotonic(), OPENS
        self._show, self._lock = show, threading.Lock()
        self._doing: dict[int, datetime] = {}
        show(OPENS)

    def now(self) -> datetime:
        """Return the hour of the office, and show it to whoever answers."""
        with self._lock:
            looked = time.monotonic()
            hour = self._now + timedelta(seconds=(looked - self._looked) * self._speed)
            latest = min(self._doing.values(), default=hour) + _PATIENCE
            self._looked, self._now = looked, max(self._now, min(hour, latest))
            self._show(self._now)
            return self._now

    def wait(self, until: datetime) -> None:
        """Wait until an hour of the office."""
        with self._lock:
            self._doing[threading.get_ident()] = until
        while (left := (until - self.now()).total_seconds() / self._speed) > 0:
            time.sleep(min(left, _A_LOOK))

    def leave(self) -> None:
        """Have nobody wait for who has finished."""
        with self._lock:
            self._doing.pop(threading.get_ident(), None)


@dataclass(frozen=True)
class Page:
    """What a browser shows."""

    address: str
    text: str

    @cached_property
    def forms(self) -> list[Form]:
        """The forms it shows; one without an address is sent where it stands."""
        found = Forms(self.text).found
        for one in found:
            one.action = one.action or self.address
        return found

    def find(self, ends: str) -> Form | None:
        """Return the first form that is sent to an address with this end."""
        return next((one for one in self.forms if one.action.endswith(ends)), None)

    def form(self, ends: str) -> Form:
        """Return the form that must be there."""
        found = self.find(ends)
        if found is None:
            raise RuntimeError(f"{self.address} has no form for {ends}")
        return found


class Refused(Exception):
    """The page came back, with the reason."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.address)
        self.page = page


class Hands:
    """Somebody at her browser, signed in: she opens pages, fills in forms and presses."""

    def __init__(self, ground: Ground, who: str) -> None:
        self._browser = entered(ground, who)
        self.pressed_at = 0.0

    def open(self, address: str) -> Page:
        """Open a page."""
        answer = self._browser.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")
        return Page(address, answer.text)

    def press(self, form: Form, **typed: str) -> Page:
        """Send a form with what was typed and follow where it leads."""
        answer = self._browser.post(form.action, data={**form.values, **typed})
        self.pressed_at = time.monotonic()
        if answer.status_code == 303 and answer.location:
            return self.open(answer.location)
        if answer.status_code in (409, 422):
            raise Refused(Page(form.action, answer.text))
        if answer.status_code == 200:
            return Page(form.action, answer.text)
        raise RuntimeError(f"{form.action} answered {answer.status_code}")


def play(ground: Ground, afternoon: Afternoon, speed: float) -> Played:
    """Play the afternoon with four counters, two operators of the URP and a screen."""
    clock, played, over = Clock(speed, ground.show), Played(), threading.Event()
    draw = random.Random(2026)
    lengths = {who: [draw.randint(8, 22) for _ in range(TICKETS)] for who in RECEIVE}
    half, callers = CALLS // 2, afternoon.callers
    lines = (callers[:half], 0), (callers[half:], half)
    acts: list[Callable[[], None]] = [
        lambda: _give(Hands(ground, "anna"), clock, played),
        lambda: _arrive(Hands(ground, "anna"), clock, played, afternoon.expected),
        *(lambda line=line: _answer(Hands(ground, "ada"), clock, played, *line) for line in lines),
        *(lambda who=who: _receive(Hands(ground, who), RECEIVE[who], clock, played, lengths[who])
          for who in RECEIVE),
    ]  # fmt: skip
    doors = threading.Barrier(len(acts))

    def inside(act: Callable[[], None]) -> None:
        with ground.app.app_context():
            try:
                act()
            finally:
                clock.leave()
                db.session.remove()

    def begin(act: Callable[[], None]) -> None:
        clock.wait(OPENS)
        doors.wait()
        act()

    pause = min(_EVERY, _ON_THE_SCREEN / speed)
    with ThreadPoolExecutor(len(acts) + 1) as pool:
        screen = pool.submit(inside, lambda: _watch(ground, afternoon.screen, pause, played, over))
        try:
            for done in [pool.submit(inside, lambda act=act: begin(act)) for act in acts]:
                done.result()
        finally:
            over.set()  # else the screen is looked at for ever
        screen.result()
    return played


def _give(her: Hands, clock: Clock, played: Played) -> None:
    """Give the numbers, evenly until the last half hour."""
    step = (LASTS - 35) / TICKETS
    for number in range(TICKETS):
        clock.wait(OPENS + timedelta(minutes=number * step))
        papers = number % (TICKETS // PAPERS) == 0 and number // (TICKETS // PAPERS) < PAPERS
        queue = Queue.PRACTICES if papers else Queue.SOCIAL
        form = her.open("/desk/tickets/new").form("/desk/tickets/new")
        played.given.append(her.press(form, queue=queue).address)


def _arrive(her: Hands, clock: Clock, played: Played, expected: Sequence[AppointmentId]) -> None:
    """Receive who is expected, five minutes before her hour; the list was looked at before."""
    for number, appointment_id in enumerate(expected):
        hour = OPENS + timedelta(minutes=30 * (number + 1))
        for early in (20, 5):
            clock.wait(hour - timedelta(minutes=early))
            page = her.open("/desk/arrivals")
        page = her.press(page.form(str(appointment_id)))
        if "Arrivo segnato" not in page.text:
            raise RuntimeError("an arrival was not marked")
        played.arrived += 1


def _answer(her: Hands, clock: Clock, played: Played, callers: Sequence[str], first: int) -> None:
    """Answer the telephone: some are given a place, the others leave a message."""
    step = (LASTS - 20) / len(callers)
    for number, caller in enumerate(callers):
        clock.wait(OPENS + timedelta(minutes=number * step))
        if first + number < TO_BOOK:
            played.booked.append(_book(her, caller, played))
            continue
        form = her.open("/messages/new").form("/messages/new")
        page = her.press(form, caller=caller, phone="000 1112223")
        if caller not in page.text:
            raise RuntimeError("a message is not among those that were taken")
        played.messages += 1


def _book(her: Hands, caller: str, played: Played) -> str:
    """Give a caller the first place; if the colleague was quicker, the one that is then offered."""
    page = her.press(her.open("/booking").form("/booking"), text=caller, search="1")
    for _ in range(_TRIES):
        form = page.form("/booking")
        who, places = form.options["person"][0], form.options["place"]
        try:
            page = her.press(form, person=who, place=places[0])
        except Refused as refusal:
            page, played.lost_places = refusal.page, played.lost_places + 1
        else:
            return page.address
    raise RuntimeError(f"no place for {caller} after {_TRIES} presses")


def _receive(her: Hands, number: int, clock: Clock, played: Played, lengths: list[int]) -> None:
    """Call, receive and conclude until the doors are closed and nobody waits."""
    page = her.press(her.open("/desk/counter").form("/desk/counter"), number=str(number))
    page = her.press(page.form("/desk/next"))
    for minutes in lengths:
        while (start := page.find("/acts/start")) is None:
            if clock.now() > OPENS + timedelta(minutes=LASTS - 25):
                return
            clock.wait(clock.now() + 3 * _A_MINUTE)
            page = her.press(page.form("/desk/next"))
        code = re.search(r"<h3>(\w+) ", page.text)
        played.called[code[1] if code else "?"] = her.pressed_at
        clock.wait(clock.now() + _A_MINUTE)
        page = her.press(start)
        clock.wait(clock.now() + timedelta(minutes=minutes))
        page = her.press(page.form("/conclude"), **_HAPPENED, press="next")


def _watch(
    ground: Ground, address: str, pause: float, played: Played, over: threading.Event
) -> None:
    """Ask what the screen asks, as often, and note when each code appears; once more at the end."""
    browser, last = ground.browser(), False
    headers = {"HX-Request": "true"}
    while not last:
        last = over.wait(pause)
        answer = browser.get(address, headers=headers)
        if answer.status_code not in (200, 304):
            raise RuntimeError(f"the screen answered {answer.status_code}")
        headers["If-None-Match"] = answer.headers["ETag"]
        for code in re.findall(r"(\w+) → Sportello", answer.text):
            played.shown.setdefault(code, time.monotonic())


def main(arguments: Sequence[str] | None = None) -> None:
    """Play the afternoon and print what was found, one JSON object an engine."""
    parser = argparse.ArgumentParser(prog="python -m bench.monday", description=__doc__)
    parser.add_argument("--speed", type=float, default=20.0)
    parser.add_argument("--engine", choices=(*ENGINES, "both"), default="both")
    parser.add_argument("--workers", type=int, default=2, help="of the web server; 0: none (2)")
    options = parser.parse_args(arguments)
    for engine in ENGINES if options.engine == "both" else (options.engine,):
        with open_ground(engine, 300) as bare, bare.app.app_context():
            afternoon = prepare(bare.archive.cast)
            with bare.served(options.workers) as ground:
                played = play(ground, afternoon, options.speed)
                memory = ground.memory_mb()
            late = played.delays()
            figures = {
                "engine": engine,
                "workers": options.workers,
                "speed": options.speed,
                "tickets": len(played.given) + played.arrived,
                "called": len(played.called),
                "shown": len(played.shown),
                "booked": len(played.booked),
                "messages": played.messages,
                "places_lost_to_a_colleague": played.lost_places,
                "screen_p95_s": round(late[int(len(late) * 0.95)], 3),
                "screen_worst_s": round(late[-1], 3),
                "rss_mb": memory,
                "faults": played.faults(),
            }
            print(json.dumps(figures, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
