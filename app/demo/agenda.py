"""The rota and the Wednesdays: who is on duty, who came, who did not, who is expected."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from app.appointments import operations, queries
from app.appointments.operations import Booking
from app.appointments.operations.gaps import Decision
from app.appointments.rules import (
    AskedPlace,
    CancelCause,
    KeptAside,
    Origin,
    Purpose,
    PurposeRule,
    ToldHow,
    WayOut,
    WorkGroup,
    asked,
    read_place,
)
from app.demo import ahead, reminders, rota_month, special
from app.demo.context import Demo
from app.desk.operations.measures import measure_places, program_of
from app.kernel.actor import Viewer
from app.kernel.clock import rome_to_utc
from app.kernel.periods import OF_AGE, age_on
from app.kernel.references import AppointmentId, EngagementId, PersonId, SiteId
from app.organisations.operations import open_once
from app.organisations.queries import lost, opening_if, sites
from app.organisations.rules import ClosedDays, OpeningKind, on_one_day
from app.people.operations.contacts import ContactDetails, add_contact
from app.people.queries import ways_of_message
from app.people.rules import ContactKind, MayLeaveMessage
from app.rota import operations as rota
from app.rota.rules import AbsenceKind, Hours

WEEKS_BEFORE, WEEKS_AFTER = 8, 8
WEEK_OFF = 3  # how many Mondays ago nothing was measured
MORNING, AFTERNOON = Hours(510, 750), Hours(900, 1140)
MONDAY, WEDNESDAY, FRIDAY = 0, 2, 4
# who, on which weekday, when, for what; every week of the demo
WEEKLY = (
    ("marta", WEDNESDAY, MORNING, OpeningKind.APPOINTMENTS),
    ("luca", WEDNESDAY, MORNING, OpeningKind.APPOINTMENTS),
    ("marta", MONDAY, AFTERNOON, OpeningKind.WALK_IN),
    ("luca", MONDAY, AFTERNOON, OpeningKind.WALK_IN),
    ("irene", FRIDAY, MORNING, OpeningKind.WALK_IN),
    ("chiara", FRIDAY, MORNING, OpeningKind.WALK_IN),
    ("giorgio", MONDAY, AFTERNOON, OpeningKind.ADMIN_COUNTERS),
    ("giorgio", FRIDAY, MORNING, OpeningKind.ADMIN_COUNTERS),
)
NO_SHOW, CALLED_OFF, BY_PERSON = 0.11, 0.06, 0.07
PAPERS = {
    Purpose.DOCUMENTS: "un documento d'identità e le carte già ricevute",
    Purpose.PRACTICE: "un documento d'identità e l'attestazione ISEE, se c'è",
}
BOOKED_AHEAD = {1: 11, 2: 5}  # Wednesdays to come: how many places are already given
ASKED = (Purpose.FIRST_INTERVIEW, Purpose.OWN_WORKER, Purpose.DOCUMENTS, Purpose.PRACTICE)


def load(demo: Demo) -> None:
    """Write the rota, then the past Wednesdays with their outcomes and the next ones."""
    demo.tell("I turni e i mercoledì su appuntamento")
    _rota(demo)
    people = _people(demo)
    next_wednesday = demo.today + timedelta(days=(WEDNESDAY - demo.today.weekday()) % 7)
    for week in range(WEEKS_BEFORE, 0, -1):
        _past(demo, next_wednesday - timedelta(weeks=week), people)
    for week, number in BOOKED_AHEAD.items():
        day = next_wednesday + timedelta(weeks=week - 1)
        for each in range(number):
            _book(demo, day, people, demo.now - timedelta(days=3), **reminders.asked_for(each))
    _never_told(demo, next_wednesday + timedelta(weeks=1), people)
    _two_would_come_before(demo, next_wednesday + timedelta(weeks=1), people)
    wednesdays = [next_wednesday + timedelta(weeks=week) for week in (5, 4, 6)]
    there = next((day for day in wednesdays if _free(demo, day, demo.now)), None)
    if there is not None:
        _training_day(demo, there, people[-3:])
    _recovery(demo)
    _measures(demo)
    ahead.load(demo, _site(demo.staff["paola"]), people)
    special.load(demo, next_wednesday)
    rota_month.load(demo)
    _reminded_by_mail(demo, next_wednesday + timedelta(weeks=1))


def _reminded_by_mail(demo: Demo, day: date) -> None:
    """Give a place to somebody who has no mobile to leave a message at, but a mailbox."""
    by: dict[str, Any] = {"actor": demo.staff["elena"], "now": demo.now}
    homes = (one for household in demo.town for one in household[1:])
    people = [one.person_id for one in homes if age_on(one.born, demo.today) >= OF_AGE]
    expected = queries.future_of(by["actor"], people, demo.now)
    ways = ways_of_message(by["actor"].organisation_id, people)
    person = next((one for one in people if one not in expected and one not in ways), None)
    place = _free(demo, day, demo.now)
    if person is None or place is None:
        return
    mailbox = ContactDetails(
        kind=ContactKind.EMAIL,
        value="casa@esempio.invalid",
        may_leave_message=MayLeaveMessage.YES,
    )
    add_contact(**by, person_id=person, details=mailbox)
    booking = Booking(
        person_id=person,
        place=place,
        reason=Purpose.OTHER,
        origin=Origin.URP_PHONE,
        remind=True,
    )
    operations.book(**by, booking=booking)


def _measures(demo: Demo) -> None:
    """The Mondays before this one, measured at noon; on one of them the program was off."""
    program = program_of(demo.staff["paola"].organisation_id)
    monday = demo.today - timedelta(days=demo.today.weekday())
    for week in range(WEEKS_BEFORE, 0, -1):
        if week != WEEK_OFF:
            noon = rome_to_utc(monday - timedelta(weeks=week), 12 * 60)
            measure_places(actor=program, now=noon)


def choose_rules(demo: Demo) -> None:
    """Say what is kept aside of a Wednesday, and the papers: of today on, after all was given."""
    by: dict[str, Any] = {"actor": demo.staff["paola"], "now": demo.now}
    kept = KeptAside(valid_from=demo.today, follow_up=1, recovery=1, urgent=1)
    operations.keep_aside(**by, rule=kept)
    for purpose, papers in PAPERS.items():
        rule = PurposeRule(purpose=purpose, papers=papers)
        operations.choose_purpose(**by, rule=rule, valid_from=demo.today)


def _training_day(demo: Demo, day: date, people: list[PersonId]) -> None:
    """Three are booked, then that Wednesday is closed: one is moved, two are to be decided."""
    paola = demo.staff["paola"]
    for person in people:
        place = _free(demo, day, demo.now)
        if place is not None:
            booking = Booking(
                person_id=person, place=place, reason=Purpose.DOCUMENTS, origin=Origin.URP_PHONE
            )
            operations.book(actor=demo.staff["elena"], now=demo.now, booking=booking)
    closed = ClosedDays(starts_on=day, ends_on=day + timedelta(days=1), reason="Formazione interna")
    gap = queries.gap_of(closed)
    hit = queries.hits(paola, gap, demo.now) if gap else []
    decided: dict[UUID, Decision] = {one.row.id: WayOut.LATER for one in hit}
    for one in hit[:1]:
        place = read_place(one.proposed.code) if one.proposed else None
        decided[one.row.id] = place or WayOut.TELL
    operations.close_days(
        actor=paola, now=demo.now, closed=closed, decisions=decided, call_back=lambda **_: None
    )


def _recovery(demo: Demo) -> None:
    """The last Friday lost is recovered on the Thursday after it; the others wait."""
    paola = demo.staff["paola"]
    gone = [row.opening for row in lost(paola, demo.today)]
    for one in [one for one in gone if one.rule.kind is OpeningKind.WALK_IN][-1:]:
        rule = one.rule
        opening = on_one_day(
            one.day + timedelta(days=(3 - one.day.weekday()) % 7 or 7),
            kind=rule.kind,
            site_id=rule.site_id,
            mode=rule.mode,
            hours=(rule.from_minute, rule.to_minute),
        )
        if opening_if(paola, opening).held:
            open_once(actor=paola, now=demo.now, opening=opening, recovers_on=one.day)


def _rota(demo: Demo) -> None:
    paola = demo.staff["paola"]
    site = _site(paola)
    first = demo.today - timedelta(weeks=WEEKS_BEFORE, days=demo.today.weekday())
    last = demo.today + timedelta(weeks=WEEKS_AFTER)
    for login, weekday, hours, kind in WEEKLY:
        rota.add_shifts(
            actor=paola,
            now=demo.now - timedelta(weeks=WEEKS_BEFORE),
            engagement_id=_engagement(demo, login),
            site_id=site,
            kind=kind,
            days=(first + timedelta(days=weekday), last),
            hours=hours,
        )
    rota.add_absence(
        actor=paola,
        now=demo.now,
        engagement_id=_engagement(demo, "chiara"),
        first_day=demo.today,
        last_day=demo.today,
        kind=AbsenceKind.NOT_SAID,
    )


def _site(viewer: Viewer) -> SiteId:
    found = sites(viewer)
    return next((one.id for one in found if "ependance" in one.name), found[0].id)


def _engagement(demo: Demo, login: str) -> EngagementId:
    return min(demo.staff[login].engagement_ids)


def _people(demo: Demo) -> list[PersonId]:
    """Return those of the town who come on Wednesdays: one of each household."""
    return [household[0].person_id for household in demo.town]


def _past(demo: Demo, day: date, people: list[PersonId]) -> None:
    """Give ten places or so two days before, and say on the day how each ended."""
    made = [_book(demo, day, people, _at(day - timedelta(days=2), 630)) for _ in range(10)]
    for appointment_id in filter(None, made):
        _end(demo, day, appointment_id)


def _two_would_come_before(demo: Demo, day: date, people: list[PersonId]) -> None:
    """Give two places to people who would come before, if one became free."""
    for _ in range(2):
        _book(demo, day, people, demo.now - timedelta(days=2), wants_earlier=True)


def _book(
    demo: Demo, day: date, people: list[PersonId], now: datetime, **more: Any
) -> AppointmentId | None:
    elena = demo.staff["elena"]
    place = _free(demo, day, now)
    if place is None:
        return None
    person = demo.draw.choice(people)
    if any(row.day == day for row in queries.future_of(elena, [person], now).get(person, ())):
        return None
    booking = Booking(
        person_id=person,
        place=place,
        reason=demo.draw.choice(ASKED),
        origin=demo.draw.choice((Origin.URP_PHONE, Origin.URP_PHONE, Origin.URP_DESK)),
        work_group=demo.draw.choice(list(WorkGroup)),
        **more,
    )
    return operations.book(actor=elena, now=now, booking=booking)


def _free(demo: Demo, day: date, now: datetime) -> AskedPlace | None:
    """Return the first free place of a day; of two at one minute, by the name of the worker."""
    names = {min(one.engagement_ids): one.login for one in demo.staff.values()}
    found = queries.places(demo.staff["elena"], now=now, from_day=day, weeks=1)
    here = [place for place in found if place.day == day]
    first = min(here, key=lambda one: (one.minute, names[one.engagement_id]), default=None)
    return asked(first) if first is not None else None


def _end(demo: Demo, day: date, appointment_id: AppointmentId) -> None:
    chance, elena = demo.draw.random(), demo.staff["elena"]
    before, after = _at(day - timedelta(days=1), 600), _at(day, 760)
    row = queries.appointment_row(elena, appointment_id, before)
    worker = next(one for one in demo.staff.values() if row.engagement_id in one.engagement_ids)
    common: dict[str, Any] = {"appointment_id": appointment_id, "version": row.version}
    if chance < CALLED_OFF:
        operations.cancel_by_office(actor=worker, now=before, **common, cause=CancelCause.EMERGENCY)
        told = queries.appointment_row(elena, appointment_id, before).version
        operations.told_person(
            actor=elena, now=before, appointment_id=appointment_id, version=told,
            how=ToldHow.PHONE,
        )  # fmt: skip
    elif chance < CALLED_OFF + BY_PERSON:
        operations.cancel_by_person(actor=elena, now=before, **common)
    elif chance < CALLED_OFF + BY_PERSON + NO_SHOW:
        operations.no_show(actor=worker, now=after, **common)
    else:
        operations.attend(actor=worker, now=after, **common)


def _never_told(demo: Demo, day: date, people: list[PersonId]) -> None:
    """One was called off by the office and nobody has told the person: red words on the home."""
    made = _book(demo, day, people, demo.now - timedelta(days=5))
    if made is None:
        return
    row = queries.appointment_row(demo.staff["paola"], made, demo.now)
    operations.cancel_by_office(
        actor=demo.staff["paola"], now=demo.now - timedelta(days=1), appointment_id=made,
        version=row.version, cause=CancelCause.ABSENCE,
    )  # fmt: skip


def _at(day: date, minute: int) -> datetime:
    return rome_to_utc(day, minute)
