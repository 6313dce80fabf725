"""The desk: a past year of openings, and today's, alive at five past three."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from app.catalogue.rules import Area, PathCode, Recipient
from app.demo import open_door
from app.demo.context import Demo
from app.desk import queries
from app.desk.operations import openings, safety, serving, taking, visits
from app.desk.rules.queue import Queue, WithoutInterviewCause
from app.desk.rules.safety import IncidentKind, WhoWasTold
from app.desk.rules.visits import Outcome, Presence, VisitDetails
from app.kernel.actor import Viewer
from app.kernel.clock import rome_to_utc
from app.kernel.references import TicketId
from app.organisations.queries import openings_of_day
from app.organisations.rules import OpeningKind
from app.people.operations import decide_measure
from app.people.rules import Measure

MONDAY, FRIDAY = 0, 4
LEFT, NOT_RECEIVED = 0.07, 0.03
PRECEDENCE = 0.12
MONDAY_TICKETS, FRIDAY_TICKETS = (8, 14), (6, 12)
ON_DUTY = ("marta", "irene", "luca", "chiara")
USUAL = ((Outcome.INFORMATION, 60), (Outcome.ORIENTATION, 18), (Outcome.REQUEST, 8),
         (Outcome.DIARY_ENTRY, 10), (Outcome.NOT_OURS, 4))  # fmt: skip
LASTS = {Outcome.INFORMATION: (5, 12), Outcome.ORIENTATION: (12, 25), Outcome.REQUEST: (30, 50),
         Outcome.DIARY_ENTRY: (10, 18), Outcome.NOT_OURS: (4, 8)}  # fmt: skip
FOR_WHOM = (
    (Area.FAMILY_AND_MINORS, Recipient.FAMILIES, 30),
    (Area.POVERTY_AND_ADULTS, Recipient.ADULTS_IN_DIFFICULTY, 28),
    (Area.ELDERLY, Recipient.ELDERLY_PEOPLE, 22),
    (Area.DISABILITY, Recipient.PEOPLE_WITH_DISABILITIES, 14),
    (Area.MIGRANTS, Recipient.YOUNG_PEOPLE, 6),
)


@dataclass
class Counter:
    """A counter while a past opening is made: who sits there, until when she is busy."""

    worker: Viewer
    free_at: datetime


def load(demo: Demo) -> None:
    """Make the openings of the past weeks, Friday's story and today's queue."""
    demo.tell("Lo sportello: le aperture passate e quella di oggi")
    last_friday = demo.today - timedelta(days=3)
    for day in _days(demo):
        if day != last_friday:
            past_opening(demo, day)
    anonymous_listening(demo, last_friday)
    aggression(demo)
    today(demo)


def _days(demo: Demo) -> list[date]:
    first = demo.today - timedelta(weeks=demo.volumes.openings * demo.size)
    days = [first + timedelta(days=number) for number in range((demo.today - first).days)]
    marta = demo.staff["marta"]
    return [
        day
        for day in days
        if day.weekday() in (MONDAY, FRIDAY)
        and any(one.held and one.rule.kind is OpeningKind.WALK_IN
                for one in openings_of_day(marta, day))
    ]  # fmt: skip


def past_opening(demo: Demo, day: date) -> None:
    """Make one opening as it went: who came, who was received by whom, who went away."""
    monday = day.weekday() == MONDAY
    opens = rome_to_utc(day, 15 * 60 if monday else 8 * 60 + 30)
    counters = [Counter(demo.staff[name], opens) for name in demo.draw.sample(_staff_on(day), 2)]
    for number, counter in enumerate(counters, start=1):
        openings.open_counter(actor=counter.worker, now=opens, number=number)
    for came in _arrivals(demo, opens, MONDAY_TICKETS if monday else FRIDAY_TICKETS):
        counter = min(counters, key=lambda one: one.free_at)
        _one_person(demo, came, counter, opens)


def _staff_on(day: date) -> list[str]:
    """Return who worked here on a day: one of them has come this September."""
    return [name for name in ON_DUTY if name != "irene" or day >= date(2026, 9, 1)]


def _arrivals(demo: Demo, opens: datetime, between: tuple[int, int]) -> list[datetime]:
    number = demo.draw.randint(*between) // (2 if opens.month == 8 else 1)
    return sorted(opens + timedelta(minutes=demo.draw.randint(0, 190)) for _ in range(number))


def _one_person(demo: Demo, came: datetime, counter: Counter, opens: datetime) -> None:
    reception = demo.staff["giorgio"]
    jumps = demo.draw.random() < PRECEDENCE
    ticket_id = taking.take(actor=reception, now=came, queue=Queue.SOCIAL, precedence=jumps)
    fate = demo.draw.random()
    if fate < LEFT:
        gone = came + timedelta(minutes=demo.draw.randint(10, 40))
        taking.leave(actor=reception, now=gone, ticket_id=ticket_id, version=1)
        return
    turn = max(came + timedelta(minutes=1), counter.free_at)
    if fate < LEFT + NOT_RECEIVED or turn > opens + timedelta(minutes=235):
        serving.close_without_interview(
            actor=counter.worker, now=max(came, opens + timedelta(minutes=236)),
            ticket_id=ticket_id, version=1, why=WithoutInterviewCause.HAS_A_DATE,
        )  # fmt: skip
        return
    details = _usual(demo)
    minutes = demo.draw.randint(*LASTS[next(iter(details.outcomes))])
    receive(counter.worker, turn, details, minutes)
    counter.free_at = turn + timedelta(minutes=minutes + 1)


def receive(worker: Viewer, turn: datetime, details: VisitDetails, minutes: int) -> TicketId:
    """Call whoever is next, receive her for some minutes, write what happened."""
    ticket_id = serving.call_next(actor=worker, now=turn)
    begin(worker, ticket_id, turn + timedelta(minutes=1))
    visits.conclude(
        actor=worker,
        now=turn + timedelta(minutes=minutes),
        ticket_id=ticket_id,
        version=_version(worker, ticket_id, turn),
        details=details,
    )
    return ticket_id


def begin(worker: Viewer, ticket_id: TicketId, now: datetime) -> None:
    """Begin the interview of who was called."""
    version = _version(worker, ticket_id, now)
    serving.start(actor=worker, now=now, ticket_id=ticket_id, version=version)


def _version(worker: Viewer, ticket_id: TicketId, now: datetime) -> int:
    return queries.ticket_page(worker, ticket_id, now).version


def _usual(demo: Demo) -> VisitDetails:
    outcome = demo.draw.choices([one for one, _ in USUAL], [weight for _, weight in USUAL])[0]
    area, recipient, _ = demo.draw.choices(FOR_WHOM, [weight for *_, weight in FOR_WHOM])[0]
    path = PathCode.SOCIAL_SECRETARIAT if outcome is Outcome.ORIENTATION else None
    return VisitDetails(
        outcomes=frozenset({outcome}), recipients=frozenset({recipient}), area=area, path=path,
        present=frozenset({Presence.THE_PERSON}),
    )  # fmt: skip


def anonymous_listening(demo: Demo, day: date) -> None:
    """Friday: A04 at 9:12, called at 9:31, forty minutes; a woman who gives no name."""
    marta, luca, desk = demo.staff["marta"], demo.staff["luca"], demo.staff["giorgio"]
    at = _clock(day)
    openings.open_counter(actor=marta, now=at(8, 30), number=1)
    openings.open_counter(actor=luca, now=at(8, 30), number=2)
    for hour, minute in ((8, 34), (8, 41), (8, 58), (9, 12), (9, 20)):
        taking.take(actor=desk, now=at(hour, minute), queue=Queue.SOCIAL)
    for worker, hour, minute, lasts in ((marta, 8, 36, 40), (luca, 8, 42, 15), (luca, 9, 2, 25)):
        receive(worker, at(hour, minute), _usual(demo), lasts)
    heard = receive(marta, at(9, 31), VisitDetails(
        outcomes=frozenset({Outcome.ANONYMOUS_LISTENING, Outcome.ORIENTATION}),
        recipients=frozenset({Recipient.WOMEN}),
        area=Area.FAMILY_AND_MINORS,
        path=PathCode.WOMEN_SUPPORT,
        present=frozenset({Presence.THE_PERSON, Presence.COMPANION}),
        alone_in_part=True,
        note="Ascolto, senza nome. Detto il 1522. Non si stampa nulla, come ha chiesto.",
    ), 40)  # fmt: skip
    receive(luca, at(9, 40), _usual(demo), 10)
    open_door.woman_of_friday(demo, heard, day)


def aggression(demo: Demo) -> None:
    """Nine Mondays ago: threats at the counter, read by the supervisor, met by appointment since.

    Of last Monday's, small, nobody has spoken yet.
    """
    marta, paola, giorgio = (demo.staff[name] for name in ("marta", "paola", "giorgio"))
    salvatore = demo.people["Salvatore Lo Presti"]
    at = _clock(demo.today - timedelta(weeks=9))
    told = safety.Told(
        kind=IncidentKind.THREAT, happened_at=at(17, 20), told=WhoWasTold.COLLEAGUES,
        person_id=salvatore,
        text="Ha urlato e battuto sul vetro: «So dove abitate». È uscito quando è arrivato Luca.",
    )  # fmt: skip
    incident_id = safety.report_incident(actor=marta, now=at(17, 50), told=told)
    safety.review_incident(actor=paola, now=at(18, 30), incident_id=incident_id)
    decide_measure(
        actor=paola, now=at(18, 35), person_id=salvatore, kind=Measure.BY_APPOINTMENT,
        ends_on=demo.today + timedelta(weeks=4), review_on=demo.today + timedelta(weeks=1),
    )  # fmt: skip
    at = _clock(demo.today - timedelta(weeks=1))
    told = safety.Told(
        kind=IncidentKind.VERBAL, happened_at=at(16, 40),
        text="Insulti in sala per l'attesa. Non si sa chi fosse.",
    )  # fmt: skip
    safety.report_incident(actor=giorgio, now=at(17, 5), told=told)


def today(demo: Demo) -> None:
    """Today at 15:05: five numbers, one inside, A03 waiting, Rafiqul with B02 at the papers."""
    marta, luca, giorgio = (demo.staff[name] for name in ("marta", "luca", "giorgio"))
    at = _clock(demo.today)
    for number, worker in enumerate((marta, luca, giorgio), start=1):
        openings.open_counter(actor=worker, now=at(14, 50), number=number)
    social, papers = Queue.SOCIAL, Queue.PRACTICES
    for minute, queue in ((52, social), (53, papers), (54, social), (55, papers), (58, social)):
        taking.take(actor=giorgio, now=at(14, minute), queue=queue)
    receive(luca, at(15, 0), _usual(demo), 4)
    inside = serving.call_next(actor=marta, now=at(15, 0))
    begin(marta, inside, at(15, 1))
    asked = VisitDetails(
        outcomes=frozenset({Outcome.PRACTICE}),
        recipients=frozenset({Recipient.ADULTS_IN_DIFFICULTY}),
    )
    receive(giorgio, at(15, 0), asked, 3)
    taking.take(actor=giorgio, now=at(15, 1), queue=social)
    taking.take(actor=giorgio, now=at(15, 3), queue=social, precedence=True)
    rafiqul = serving.call_next(actor=giorgio, now=at(15, 3))
    begin(giorgio, rafiqul, at(15, 4))


def _clock(day: date) -> Any:
    return lambda hour, minute: rome_to_utc(day, hour * 60 + minute)
