"""The office that is measured: invented people, what was done for them, and what waits today."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import cycle, islice, product
from typing import Any

from app.accounts import operations as accounts
from app.accounts.policy import Role
from app.accounts.queries import colleagues
from app.appointments import operations as appointments
from app.appointments.queries import places
from app.appointments.rules import asked
from app.cases import operations as cases
from app.cases import queries as case_queries
from app.cases.operations import ClosureDetails
from app.cases.rules.case import (
    ClosureSituation,
    Outcome,
    PeopleTold,
    TakingChargeBasis,
    WhyClosed,
)
from app.catalogue.rules import Area
from app.desk.rules.queue import Queue
from app.intake.operations import Charge
from app.kernel.clock import rome_to_utc
from app.kernel.references import CaseId, EngagementId, PersonId
from app.organisations.rules import OpeningKind
from app.rota import operations as rota
from app.rota.rules import Hours
from bench.people import add_people
from bench.stories import Copy, copy, told
from tests.builders.appointments import WEDNESDAY, Wednesday, a_wednesday, an_appointment, by_now
from tests.builders.cases import a_case_with_plan, an_entry, an_open_case, engagement_of
from tests.builders.desk import a_message
from tests.builders.intake import a_referral, act, in_evaluation
from tests.builders.people import a_person
from tests.builders.practices import a_granted_practice
from tests.builders.reports import from_school_to_home
from tests.builders.requests import a_request, a_service, request_act
from tests.builders.tickets import a_counter, a_ticket, concluded, received, the_hours
from tests.cast import MAKER, NOW, OFFICE, STARTED, TODAY, Cast, Member

COUNTERS = ("bruno", "carla", "dario", "gino")  # who receives at the desk today
_TWO_YEARS = 730
_PEOPLE_PER_WORKER = 1000
_VISITS_A_DAY, _APPOINTMENTS_A_YEAR = 25_000 // 365 + 1, 10_000
_WORKERS_OF_A_TOWN, _PLACES_A_DAY = 8, 4
_WAITING, _ENTRIES, _UNASSIGNED, _TO_DECIDE, _MESSAGES = 40, 200, 20, 10, 10
_WEEKS_AHEAD = 8
_MORNING = Hours(8 * 60 + 30, 12 * 60 + 30)
_ENDED = ClosureDetails(
    reason=WhyClosed.NEED_SOLVED,
    situation=ClosureSituation.AUTONOMOUS,
    outcome=Outcome.REACHED,
    people_told=PeopleTold.YES,
)


@dataclass(frozen=True)
class Archive:
    """Whom and what a benchmark may open."""

    cast: Cast
    people: tuple[PersonId, ...]
    thick_case: CaseId | None = None


def fill(cast: Cast, people: int, years: int = 0) -> Archive:
    """Put an open office, `people` invented persons and their past into the database.

    What waits today is the same however many they are: the office does not receive the archive.
    A year is that of a busy town: 25,000 received at the desk, 10,000 appointments.
    """
    the_hours()
    wednesday = a_wednesday(cast, "bruno", "carla")
    _engage_workers(max(people // _PEOPLE_PER_WORKER, _WORKERS_OF_A_TOWN if years else 0))
    _weeks_ahead(cast, wednesday, _workers(cast))
    ids = grow(cast, people)
    _past_openings(cast, max(1, people // 300))
    if years:
        _crowded_days(cast, years)
        _past_appointments(cast, ids, years)
    _today(cast)
    return Archive(cast, ids[:100], _thick_case(cast))


def grow(cast: Cast, people: int) -> tuple[PersonId, ...]:
    """Add people to the archive, each with her share of the past; return their ids."""
    ids = add_people(people, a_person(cast["bruno"]))
    _dossiers(cast, ids, _workers(cast))
    return ids


def _engage_workers(needed: int) -> None:
    """Engage the social workers needed; two of the cast are there."""
    for number in range(2, needed):
        accounts.open_account(
            actor=MAKER, now=NOW, organisation_id=OFFICE, login=f"as{number}",
            name=f"Assistente {number}", role=Role.SOCIAL_WORKER, starts_on=STARTED,
        )  # fmt: skip


def _workers(cast: Cast) -> list[EngagementId]:
    everybody = colleagues(cast["dario"].viewer, TODAY, Role.SOCIAL_WORKER)
    return [one.engagement_id for one in everybody]


def _weeks_ahead(cast: Cast, wednesday: Wednesday, workers: list[EngagementId]) -> None:
    for week in range(_WEEKS_AHEAD):
        for engagement_id in {*wednesday.workers, *workers[:4]}:
            if week or engagement_id not in wednesday.workers:
                rota.add_shift(
                    actor=cast["dario"].viewer, now=NOW, engagement_id=engagement_id,
                    site_id=wednesday.site, kind=OpeningKind.APPOINTMENTS,
                    day=WEDNESDAY + timedelta(weeks=week), hours=_MORNING,
                )  # fmt: skip


def _dossiers(cast: Cast, ids: tuple[PersonId, ...], workers: list[EngagementId]) -> None:
    """Tell each story once, then give it to many people and to every worker in turn."""
    whose = iter(ids)
    for tell, share in _STORIES:
        story, person_id = told(partial(tell, cast))
        people = list(islice(whose, share * len(ids) // 100))
        copy(story, _among(people, workers, person_id, engagement_of(cast["bruno"])))


def _among(
    people: Sequence[PersonId],
    workers: Sequence[EngagementId],
    person_id: PersonId,
    worker_id: EngagementId,
) -> Iterator[Copy]:
    """Spread copies over two years: nobody receives two people at the same hour."""
    for turn, (other_id, other_worker_id) in enumerate(zip(people, cycle(workers), strict=False)):
        days = 7 + turn * _TWO_YEARS // len(people)
        yield Copy({person_id: other_id, worker_id: other_worker_id}, timedelta(days=days))


def _closed(cast: Cast) -> PersonId:
    """A report, a record, an appointment, help with the bills; after some days it was over."""
    bruno, anna = cast["bruno"], cast["anna"]
    person_id = a_person(anna)
    referral_id = in_evaluation(cast, person_id)
    charge = Charge(basis=TakingChargeBasis.CONSENT, area=Area.ELDERLY)
    (case_id,) = act(bruno, "take_charge", referral_id, charge=charge)
    for text in ("Colloquio in ufficio.", "Telefonata della figlia.", "Visita a casa."):
        an_entry(bruno, case_id, text)
    a_granted_practice(cast, person_id)
    place = places(anna.viewer, now=NOW, worker=bruno.engagement_id)[0]
    met = an_appointment(anna, person_id, asked(place))
    appointments.attend(**by_now(bruno, met, _after_the_interview()))
    cases.propose_closure(**_on(bruno, case_id), details=_ENDED)
    cases.close_case(**_on(cast["dario"], case_id))
    return person_id


def _on(by: Member, case_id: CaseId) -> dict[str, Any]:
    """Return the arguments by which somebody acts on a case as she sees it now."""
    version = case_queries.case_page(by.viewer, case_id, TODAY).version
    return {"actor": by.viewer, "now": NOW, "case_id": case_id, "version": version}


def _after_the_interview() -> datetime:
    return rome_to_utc(WEDNESDAY, _MORNING.to_minute)


def _with_a_plan(cast: Cast) -> PersonId:
    person_id = a_person(cast["bruno"])
    case_id = a_case_with_plan(cast["bruno"], cast["dario"], person_id)
    for text in ("Colloquio con la madre.", "Riunione con la scuola."):
        an_entry(cast["bruno"], case_id, text)
    return person_id


def _from_school(cast: Cast) -> PersonId:
    story = from_school_to_home(cast)
    return case_queries.case_page(cast["bruno"].viewer, story.case_id, TODAY).person_id


# Of every hundred people ten have a record, and six of the ten are closed.
_STORIES = ((_closed, 6), (_with_a_plan, 2), (_from_school, 2))


def _past_openings(cast: Cast, number: int) -> None:
    """Make one Monday of the desk, and the same on the Mondays before; one is of the crowd."""
    story, _ = told(lambda: _an_opening(cast, NOW - timedelta(weeks=1), 12))
    copy(story, (Copy({}, timedelta(weeks=weeks)) for weeks in range(2, number)))


def _an_opening(cast: Cast, monday: datetime, visits: int) -> None:
    a_counter(cast["bruno"], 1, monday)
    minutes = round((monday - NOW) / timedelta(minutes=1))
    for number in range(visits):
        a_ticket(cast["anna"], minutes=minutes + number % 60)
    for _ in range(visits):
        concluded(cast["bruno"], received(cast["bruno"], monday), now=monday)


def _crowded_days(cast: Cast, years: int) -> None:
    """Make a Monday in which many came, and the same on each day before it."""
    story, _ = told(lambda: _an_opening(cast, NOW - timedelta(weeks=2), _VISITS_A_DAY))
    days = (day for day in range(1, 365 * years) if day % 7)  # other Mondays have their own
    copy(story, (Copy({}, timedelta(days=day)) for day in days))


def _past_appointments(cast: Cast, ids: tuple[PersonId, ...], years: int) -> None:
    """Make an appointment that was held, and others on the days before, none at one hour."""
    bruno = cast["bruno"]

    def tell() -> PersonId:
        person_id = a_person(cast["anna"])
        place = places(cast["anna"].viewer, now=NOW, worker=bruno.engagement_id)[0]
        met = an_appointment(cast["anna"], person_id, asked(place))
        appointments.attend(**by_now(bruno, met, _after_the_interview()))
        return person_id

    story, person_id = told(tell)
    workers = _workers(cast)
    among = list(product(range(1, _PLACES_A_DAY + 1), workers))
    for_whom = cycle(ids)
    copy(
        story,
        (
            Copy(
                {person_id: next(for_whom), engagement_of(bruno): worker_id},
                timedelta(days=7 + number // len(among), hours=turn),
            )
            for number, (turn, worker_id) in enumerate(
                islice(cycle(among), _APPOINTMENTS_A_YEAR * years)
            )
        ),
    )


def _today(cast: Cast) -> None:
    """Leave what waits today: a full desk, reports without a worker, services to decide."""
    bruno, gino = cast["bruno"], cast["gino"]
    for number, who in enumerate(COUNTERS, start=1):
        a_counter(cast[who], number)
    for number in range(_WAITING):
        a_ticket(gino, precedence=number % 8 == 0)
    a_ticket(gino, Queue.PRACTICES)  # he calls who comes for papers
    for number in range(_UNASSIGNED):
        a_referral(gino, a_person(gino, "Attesa", f"Numero {number}"))
    for _ in range(_MESSAGES):
        a_message(cast["anna"], bruno)
    service = a_service(cast, name="Casa Aperta")
    for _ in range(_TO_DECIDE):
        request_act(cast, "bruno", "submit_request", a_request(cast, service))


def _thick_case(cast: Cast) -> CaseId:
    """Open a record and write two hundred times in its diary."""
    case_id = an_open_case(cast["bruno"])
    entry, _ = told(lambda: an_entry(cast["bruno"], case_id, "Colloquio con la famiglia. " * 20))
    copy(entry, (Copy({}, timedelta(days=number)) for number in range(1, _ENTRIES)))
    return case_id
