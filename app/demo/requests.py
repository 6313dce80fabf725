"""Requests, reports and cases: story 1 whole, and enough of the others for lists that look real."""

from datetime import date, datetime, timedelta
from typing import Any

from app.cases import operations as cases
from app.cases import queries as case_queries
from app.cases.operations import LineDetails, RequestDetails
from app.cases.rules.case import TakingChargeBasis
from app.cases.rules.diary import EntryDetails, EntryKind
from app.cases.rules.requests import RequestWish
from app.catalogue.queries import units_of
from app.catalogue.rules import (
    Area,
    ConsentBasis,
    Intervention,
    Management,
    Measure,
    PathCode,
    ReferralSource,
)
from app.demo.context import Demo
from app.intake import operations as intake
from app.intake.operations import Arrival, Charge, SubjectGiven
from app.intake.queries import referral_page
from app.intake.rules import (
    Acknowledgement,
    Answer,
    ArchiveGround,
    Channel,
    ContactOutcome,
    Urgency,
)
from app.kernel.actor import Viewer
from app.kernel.clock import rome_to_utc
from app.kernel.references import CaseId, PersonId, ReferralId, ServiceRequestId
from app.organisations.queries import bodies
from app.people.queries import search

# The three lines of story 1: what, hundredths of an hour a week.
LINES = (
    (Intervention.EDUCATION_AT_HOME, 400),
    (Intervention.ACCOMPANYING_TO_CARE, 150),
    (Intervention.SPORT_SUPPORT, 150),
)
ENDS = date(2027, 6, 30)
WORRIES = (
    (ReferralSource.SCHOOL, Channel.PEC, "Assenze ripetute da ottobre. I compagni lo evitano."),
    (ReferralSource.HEALTH_SERVICE, Channel.EMAIL, "Dimissione vicina, in casa non c'è nessuno."),
    (ReferralSource.NEIGHBOUR, Channel.PHONE, "Da giorni non si vede, la posta è piena."),
    (ReferralSource.SELF, Channel.DESK, "Ha perso il lavoro, l'affitto è arretrato."),
    (ReferralSource.COHABITING_RELATIVE, Channel.PHONE, "Il padre non si alza più da solo."),
)  # fmt: skip
AREAS = {
    "marta": Area.FAMILY_AND_MINORS, "irene": Area.FAMILY_AND_MINORS,
    "luca": Area.POVERTY_AND_ADULTS, "chiara": Area.ELDERLY,
}  # fmt: skip
TAKEN, WAITING, UNDER_WAY = 24, 4, 8
IRENE_SINCE = date(2026, 9, 1)


def load(demo: Demo) -> None:
    """Tell story 1, then make cases, requests under way and some still to be assigned."""
    demo.tell("Richieste, segnalazioni e cartelle")
    from_school_to_home(demo)
    people = _people(demo)
    demo.draw.shuffle(people)
    for number in range(TAKEN * demo.size):
        _taken(demo, people.pop(), 20 + number * 12 // demo.size)
    for number in range(UNDER_WAY):
        _assigned(demo, people.pop(), 3 + number * 4)
    for number in range(WAITING):
        _arrived(demo, people.pop(), 1 + number * 2)
    _archived(demo, people.pop())
    _crying_child(demo)


def from_school_to_home(demo: Demo) -> None:
    """From the school's letter to the first hours at home: forty-six days, two lines of three."""
    marta, paola = demo.staff["marta"], demo.staff["paola"]
    noemi = search(marta, "sartirani diop noemi")[0].id
    school = next(row.id for row in bodies(marta, "martesana"))
    referral = _register(
        demo, "giorgio", _on(10, 8), subjects=(SubjectGiven(person_id=noemi),),
        channel=Channel.PEC, source=ReferralSource.SCHOOL, referring_body_id=school,
        protocol_number="31204", protocol_on=date(2026, 10, 8), urgency=Urgency.WITHIN_7_DAYS,
        story="Assenze ripetute, viene senza occhiali. «La mamma dorme, mi vesto da sola». "
        "La madre è informata; il padre non risponde.",
    )  # fmt: skip
    _act(demo, "giorgio", "acknowledge", referral, _on(10, 9), how=Acknowledgement.PEC,
         on=date(2026, 10, 9))  # fmt: skip
    _act(demo, "paola", "assign_referral", referral, _on(10, 12), worker_id=_engagement(marta))
    _act(demo, "marta", "judge", referral, _on(10, 12), risk=Answer.YES, harm=Answer.NO,
         grounds="Assenze e trascuratezza riferite dalla scuola; la madre collabora.")  # fmt: skip
    _meet(demo, "marta", referral, _on(10, 15), "Telefonata con la madre, in francese.")
    _act(demo, "marta", "note_consent", referral, _on(11, 6), basis=ConsentBasis.BOTH_PARENTS,
         given_by="Awa Diop e Marco Sartirani", given_on=date(2026, 11, 6))  # fmt: skip
    (case_id,) = _charge(demo, "marta", referral, _on(11, 6), TakingChargeBasis.CONSENT)
    _diary(marta, case_id, _on(11, 9), EntryKind.HOME_VISIT, "Casa in ordine, i quaderni pronti.")
    request = _ask(demo, case_id)
    _request(marta, "submit_request", request, _on(11, 12))
    _request(paola, "approve_request", request, _on(11, 13))
    _start(demo, request)


def _ask(demo: Demo, case_id: CaseId) -> ServiceRequestId:
    marta = demo.staff["marta"]
    by: dict[str, Any] = {"actor": marta, "now": _on(11, 12)}
    unit = units_of(marta, PathCode.ADM, demo.today)[0]
    wish = RequestWish(
        path=PathCode.ADM,
        interventions=tuple(intervention for intervention, _ in LINES),
        consent=ConsentBasis.BOTH_PARENTS,
        reason="Rinforzare la madre al mattino; logopedia; una squadra.",
    )
    request = cases.draft_request(**by, case_id=case_id, wish=wish)
    shown = case_queries.request_page(marta, request)
    hours: dict[Intervention | None, int] = dict(LINES)
    for line in shown.lines:
        details = LineDetails(
            intervention=line.intervention, quantity=hours[line.intervention],
            measure=Measure.HOURS_PER_WEEK, starts_on=demo.today, ends_on=ENDS, unit_id=unit.id,
        )  # fmt: skip
        cases.describe_line(**by, line_id=line.id, version=line.version, details=details)
    whole = RequestDetails(
        priority=shown.priority, management=Management.DIRECT, with_cost=False,
        starts_on=demo.today, ends_on=ENDS, consent=shown.consent, reason=wish.reason,
        override=shown.override,
    )  # fmt: skip
    cases.describe_request(**by, request_id=request, version=shown.version, details=whole)
    return request


def _start(demo: Demo, request: ServiceRequestId) -> None:
    giorgio = demo.staff["giorgio"]
    lines = case_queries.request_page(giorgio, request).lines
    for line in lines:
        _line(giorgio, "send_line", line.id, _on(11, 16))
    for line in lines[:2]:
        _line(giorgio, "accept_line", line.id, _on(11, 18), starts_on=demo.today)
        _line(giorgio, "start_line", line.id, demo.now, started_on=demo.today)
    _line(giorgio, "enlist_line", lines[2].id, _on(11, 18))


def _taken(demo: Demo, person: PersonId, days: int) -> None:
    arrived = demo.now - timedelta(days=days, hours=demo.draw.randrange(1, 6))
    here = [login for login in AREAS if login != "irene" or arrived.date() > IRENE_SINCE]
    login = demo.draw.choice(here)
    referral = _handed(demo, login, person, arrived)
    _meet(demo, login, referral, arrived + timedelta(days=demo.draw.randrange(1, 9)), "Colloquio.")
    basis = demo.draw.choice((TakingChargeBasis.CONSENT, TakingChargeBasis.CONSENT,
                              TakingChargeBasis.PROTECTION))  # fmt: skip
    taken = arrived + timedelta(days=min(demo.draw.randrange(9, 30), days - 1))
    (case_id,) = _charge(demo, login, referral, taken, basis)
    worker = demo.staff[login]
    said = taken + timedelta(hours=1)
    _diary(worker, case_id, said, EntryKind.INTERVIEW, "Ci si rivede tra due settimane.")


def _assigned(demo: Demo, person: PersonId, days: int) -> None:
    login = demo.draw.choice(tuple(AREAS))
    arrived = demo.now - timedelta(days=days, hours=2)
    referral = _handed(demo, login, person, arrived)
    if days > 10:
        _meet(demo, login, referral, arrived + timedelta(days=2), "Telefonata.")


def _arrived(demo: Demo, person: PersonId, days: int) -> None:
    _worry(demo, person, demo.now - timedelta(days=days, hours=1))


def _archived(demo: Demo, person: PersonId) -> None:
    """One end without action waits for its second reader."""
    arrived = demo.now - timedelta(days=12)
    referral = _handed(demo, "irene", person, arrived)
    _meet(demo, "irene", referral, arrived + timedelta(days=3), "Sentita la famiglia.")
    _act(demo, "irene", "archive", referral, demo.now - timedelta(days=2),
         ground=ArchiveGround.NO_NEED, words="La situazione è rientrata.")  # fmt: skip


def _crying_child(demo: Demo) -> None:
    _register(
        demo, "giorgio", _on(11, 17), channel=Channel.PHONE, source=ReferralSource.NEIGHBOUR,
        anonymous=True, urgency=Urgency.WITHIN_7_DAYS,
        story="Un bambino piange a lungo la sera, scala B. Chi chiama non dice il nome.",
        subjects=(SubjectGiven(described="bambino, scala B", thought_adult=Answer.NO),),
    )  # fmt: skip


def _handed(demo: Demo, login: str, person: PersonId, arrived: datetime) -> ReferralId:
    referral = _worry(demo, person, arrived)
    worker = demo.staff[login]
    _act(demo, "paola", "assign_referral", referral, arrived + timedelta(hours=20),
         worker_id=_engagement(worker))  # fmt: skip
    return referral


def _worry(demo: Demo, person: PersonId, arrived: datetime) -> ReferralId:
    source, channel, story = demo.draw.choice(WORRIES)
    return _register(
        demo, "giorgio", arrived, channel=channel, source=source, story=story,
        subjects=(SubjectGiven(person_id=person),),
        urgency=demo.draw.choice((Urgency.ORDINARY, Urgency.ORDINARY, Urgency.WITHIN_7_DAYS)),
    )  # fmt: skip


def _register(demo: Demo, login: str, at: datetime, **known: Any) -> ReferralId:
    arrival = Arrival(received_at=at, **known)
    return intake.register_referral(actor=demo.staff[login], now=at, arrival=arrival)


def _act(
    demo: Demo, login: str, name: str, referral: ReferralId, now: datetime, **given: Any
) -> Any:
    actor = demo.staff[login]
    version = referral_page(actor, referral, now).version
    act = getattr(intake, name)
    return act(actor=actor, now=now, referral_id=referral, version=version, **given)


def _meet(demo: Demo, login: str, referral: ReferralId, at: datetime, words: str) -> None:
    _act(demo, login, "log_contact", referral, at, outcome=ContactOutcome.REAL, happened_at=at,
         words=words)  # fmt: skip


def _charge(
    demo: Demo, login: str, referral: ReferralId, at: datetime, basis: TakingChargeBasis
) -> list[CaseId]:
    charge = Charge(basis=basis, area=AREAS[login])
    taken: list[CaseId] = _act(demo, login, "take_charge", referral, at, charge=charge)
    return taken


def _diary(worker: Viewer, case_id: CaseId, at: datetime, kind: EntryKind, text: str) -> None:
    details = EntryDetails(kind=kind, happened_at=at, text=text)
    cases.add_diary_entry(actor=worker, now=at, case_id=case_id, details=details)


def _request(who: Viewer, name: str, request: ServiceRequestId, now: datetime) -> None:
    version = case_queries.request_page(who, request).version
    getattr(cases, name)(actor=who, now=now, request_id=request, version=version)


def _line(who: Viewer, name: str, line_id: Any, now: datetime, **given: Any) -> None:
    version = case_queries.line_page(who, line_id, now.date()).version
    getattr(cases, name)(actor=who, now=now, line_id=line_id, version=version, **given)


def _people(demo: Demo) -> list[PersonId]:
    marta = demo.staff["marta"]
    names = ("Brambilla", "Fumagalli", "Galbiati", "Mauri", "Cattaneo", "Crippa", "Origgi",
             "Tresoldi", "Passoni", "Vergani", "Nava", "Esposito", "Singh", "Popescu", "Haddad",
             "Benali", "Chen", "Morales", "Hoti", "Beretta")  # fmt: skip
    return list({row.id: row.id for name in names for row in search(marta, name)})


def _engagement(worker: Viewer) -> Any:
    return min(worker.engagement_ids)


def _on(month: int, day: int, minute: int = 600) -> datetime:
    return rome_to_utc(date(2026, month, day), minute)
