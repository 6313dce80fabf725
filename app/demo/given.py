"""The services of the town: asked for, approved, given, stopped, ended; and who waits for one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle

from app.cases import operations as cases
from app.cases.operations import Money
from app.cases.rules.requests import (
    Decline,
    EndCause,
    LineOutcome,
    PayerBody,
    SuspensionCause,
    UrgencyGround,
    Voice,
    Withdrawal,
)
from app.catalogue.rules import Intervention, Measure, PathCode
from app.demo import acts, particulars
from app.demo.acts import Wanted
from app.demo.context import Care, Demo
from app.demo.play import Part, Tale, act, in_the_office, later
from app.demo.pools import ADULTS, DISABLED, ELDERLY, MINORS, consent_of
from app.kernel.clock import office_date
from app.kernel.references import RequestLineId, ServiceRequestId

M, P = Measure, PathCode


@dataclass(frozen=True)
class Kind:
    """A service of the town: for whom, in which measure and unit, how much room there is."""

    path: PathCode
    who: str
    unit: str
    measure: Measure
    quantities: tuple[int, ...]
    room: int | None = None  # hundredths that may be given in all; None where nobody counts
    interventions: tuple[Intervention | None, ...] = (None,)
    reason: str = "Come dice il progetto."
    with_cost: bool = False


HOME_HELP = (
    Intervention.EDUCATION_AT_HOME, Intervention.FAMILY_SUPPORT,
    Intervention.EDUCATION_IN_THE_AREA,
)  # fmt: skip
# Fifty-four hours of home support are in use when story 1 asks; five of them are of story 11.
ADM = Kind(
    P.ADM,
    MINORS,
    "Ponte di Carta",
    M.HOURS_PER_WEEK,
    (400, 500, 600, 300, 450, 500, 600, 400, 550, 600),
    4900,
    HOME_HELP,
    with_cost=True,
)
HOME_CARE = Kind(P.HOME_CARE, ELDERLY, "assistenza domiciliare", M.HOURS_PER_WEEK,
                 (700, 800, 900, 750, 850), 9_900)  # fmt: skip
SCHOOL = Kind(P.SCHOOL_ASSISTANCE, MINORS, "Educatori nelle scuole", M.HOURS_PER_WEEK,
              (800, 1000, 600), 30_000)  # fmt: skip
CLASSROOM = Kind(P.SCHOOL_SUPPORT, MINORS, "supporto educativo", M.HOURS_PER_WEEK, (400,), 2_000)
ALARM = Kind(P.REMOTE_ASSISTANCE, ELDERLY, "teleassistenza", M.MONTHS, (1200,))
WORK = Kind(P.WORK_PLACEMENT, ADULTS, "Servizio lavoro", M.PATHS, (100,), 4_000)
COURSE = Kind(P.MULTIMISURA, ADULTS, "Multimisura", M.PATHS, (100,), 2_500)


def _day_centre(place: str) -> Kind:
    return Kind(P.CDD, DISABLED, place, M.PLACES, (100,), 2_400)


TREZZO, VIMERCATE, CORNATE, USMATE = (
    _day_centre(place) for place in ("Trezzo", "Vimercate", "Cornate", "Usmate")
)
YEAR = (date(2026, 1, 7), date(2026, 10, 2))
LATELY = (date(2026, 10, 26), date(2026, 11, 13))
# What, what becomes of it, how many, between which days it is asked for.
WISHES = (
    (ADM, "given", 10, date(2026, 1, 19), date(2026, 10, 16)),
    (HOME_CARE, "given", 10, *YEAR),
    (HOME_CARE, "stopped", 2, *YEAR),
    (HOME_CARE, "listed", 5, date(2026, 9, 7), date(2026, 10, 30)),
    (HOME_CARE, "listed", 4, date(2026, 11, 18), date(2026, 11, 19)),
    (HOME_CARE, "urgent", 1, date(2026, 9, 14), date(2026, 10, 9)),
    (HOME_CARE, "provisional", 1, date(2026, 11, 19), date(2026, 11, 20)),
    (SCHOOL, "given", 6, date(2026, 8, 24), date(2026, 9, 25)),
    (SCHOOL, "listed", 6, date(2026, 9, 14), date(2026, 11, 10)),
    (CLASSROOM, "given", 3, date(2026, 9, 7), date(2026, 10, 9)),
    (ALARM, "given", 5, *YEAR),
    (ALARM, "ended", 2, date(2026, 1, 7), date(2026, 4, 30)),
    (ALARM, "next_week", 1, *LATELY),
    (ALARM, "sent", 1, date(2026, 11, 16), date(2026, 11, 17)),
    (WORK, "given", 5, *YEAR),
    (WORK, "ended", 2, date(2026, 1, 7), date(2026, 4, 30)),
    (WORK, "listed", 5, *LATELY),
    (WORK, "declined", 1, *LATELY),
    (COURSE, "given", 1, date(2026, 9, 1), date(2026, 10, 16)),
    (COURSE, "ended", 3, date(2026, 1, 7), date(2026, 4, 30)),
    (TREZZO, "given", 3, date(2026, 1, 7), date(2026, 4, 10)),
    (TREZZO, "gives_up", 1, date(2026, 4, 13), date(2026, 5, 8)),
    (VIMERCATE, "given", 2, *YEAR),
    (VIMERCATE, "listed", 3, date(2026, 3, 2), date(2026, 5, 8)),
    (TREZZO, "listed", 3, date(2026, 6, 15), date(2026, 10, 30)),
    (CORNATE, "given", 2, *YEAR),
    (USMATE, "given", 2, *YEAR),
    (ALARM, "submitted", 2, date(2026, 11, 19), date(2026, 11, 20)),
    (WORK, "submitted", 1, date(2026, 11, 19), date(2026, 11, 20)),
    (SCHOOL, "returned", 1, date(2026, 11, 12), date(2026, 11, 17)),
    (COURSE, "refused", 2, *YEAR),
    (ALARM, "withdrawn", 2, *YEAR),
    (ADM, "drafted", 1, date(2026, 11, 18), date(2026, 11, 20)),
)  # fmt: skip
RATE_CENTS = 2_200  # of an hour of home support
DELIVERED = (date(2026, 9, 1), date(2026, 10, 1))  # the months recorded, seen and paid
ENDS = date(2027, 6, 30)


@dataclass
class Asked:
    """A request of one line, while it goes on."""

    care: Care
    kind: Kind
    quantity: int
    request: ServiceRequestId
    line: RequestLineId
    by: str  # who asked: a case may pass to a colleague meanwhile


def tales(demo: Demo) -> list[Tale]:
    """Return the tales of what is asked for the town's cases, as many as the size says."""
    made = []
    for kind, what, many, first, last in WISHES:
        number = max(1, many * demo.volumes.given // 100) * demo.size
        quantities, interventions = cycle(kind.quantities), cycle(kind.interventions)
        for index in range(number):
            day = first + (last - first) * (index + 1) // (number + 1)
            wanted = Wanted(quantity=next(quantities), measure=kind.measure, unit=kind.unit,
                            intervention=next(interventions))  # fmt: skip
            made.append(_tale(demo, kind, wanted, HOW.get(what), day))
    return made


def _tale(
    demo: Demo, kind: Kind, wanted: Wanted, does: Callable[[Demo, Asked], Tale] | None, day: date
) -> Tale:
    """Tell one request of one line; nothing is done with what stays a draft."""
    yield in_the_office(demo, day)
    care = _who(demo, kind)
    if care is None:
        return
    care.services += 1
    starts_on = office_date(later(demo, 14, 24))
    request, (line,) = acts.ask(
        demo, care.login, care.case_id, kind.path, (wanted,), starts_on=starts_on,
        ends_on=None if kind.path is P.CDD else max(ENDS, starts_on + timedelta(days=180)),
        reason=kind.reason, basis=consent_of(kind.who), with_cost=kind.with_cost,
    )  # fmt: skip
    if does is not None:
        yield from does(demo, Asked(care, kind, wanted.quantity, request, line, care.login))


def _who(demo: Demo, kind: Kind) -> Care | None:
    """Return a case with a plan that goes on, of those with the fewest services."""
    going = [
        one for one in demo.cares
        if one.kind == kind.who and one.settled and not (one.over or one.leaving or one.afar)
    ]  # fmt: skip
    fewest = min((one.services for one in going), default=0)
    fitting = [one for one in going if one.services == fewest]
    return demo.draw.choice(fitting) if fitting else None


def _submitted(demo: Demo, one: Asked) -> Tale:
    acts.submit(demo, one.care.login, one.request)
    yield from ()


def _approved(demo: Demo, one: Asked) -> Tale:
    yield from _submitted(demo, one)
    yield later(demo, 1, 3)
    acts.approve(demo, one.request)
    if one.kind.with_cost:
        money = Money(
            payer=PayerBody.THIS_MUNICIPALITY, body_id=None, share=100,
            amount_cents=one.quantity * RATE_CENTS // 100 * 30,
            act_reference=f"{demo.draw.randint(40, 400)}/2026",
        )  # fmt: skip
        act(demo, "giorgio", cases.commit_money, request_id=one.request, money=money)


def _sent(demo: Demo, one: Asked) -> Tale:
    yield from _approved(demo, one)
    yield later(demo, 1, 2)
    acts.send(demo, one.line)


def _accepted(demo: Demo, one: Asked) -> Part[date | None]:
    """Return the day on which it begins; None where there is no room and it waits."""
    yield from _sent(demo, one)
    yield later(demo, 1, 4)
    if not _holds(demo, one):
        acts.enlist(demo, one.line)
        return None
    starts_on = office_date(later(demo, 3, 9))
    acts.accept(demo, one.line, starts_on)
    return starts_on


def _holds(demo: Demo, one: Asked) -> bool:
    """Promise its quantity, if there is room for it; over it, who asks goes to the list."""
    room = one.kind.room
    if room is not None and demo.promised[one.kind.unit] + one.quantity > room:
        return False
    demo.promised[one.kind.unit] += one.quantity
    return True


def _given(demo: Demo, one: Asked) -> Part[bool]:
    """Return whether it began: without room it waits."""
    starts_on = yield from _accepted(demo, one)
    if starts_on is None:
        return False
    yield in_the_office(demo, starts_on, after=demo.clock)
    acts.start(demo, one.line)
    particulars.begun(demo, one.care.login, one.kind.path, one.line, one.quantity)
    if one.kind.with_cost:
        yield from _delivered(demo, one)
    return True


def _delivered(demo: Demo, one: Asked) -> Tale:
    """What was given each week is recorded, seen by a colleague of who asked, and paid."""
    begun = office_date(demo.clock)
    colleague = "irene" if one.by == "marta" else "marta"
    for month in DELIVERED:
        if month < begun:
            continue
        following = (month + timedelta(days=32)).replace(day=1)
        yield in_the_office(demo, following + timedelta(days=demo.draw.randint(0, 3)))
        for week in range(4):
            act(demo, "giorgio", cases.record_delivery, line_id=one.line,
                day=month + timedelta(days=2 + 7 * week), quantity=one.quantity)  # fmt: skip
        yield later(demo, 1, 3)
        act(demo, colleague, cases.confirm_month, line_id=one.line, month=month)
        yield later(demo, 1, 5)
        act(demo, "giorgio", cases.record_payment, line_id=one.line, month=month,
            amount_cents=one.quantity * 4 * RATE_CENTS // 100)  # fmt: skip


def _ended(demo: Demo, one: Asked) -> Tale:
    if not (yield from _given(demo, one)):
        return
    yield later(demo, 80, 130)
    act(demo, one.care.login, cases.end_service, line_id=one.line,
        ended_on=office_date(demo.clock), cause=EndCause.GOALS_REACHED,
        outcome=demo.draw.choice((LineOutcome.REACHED, LineOutcome.PARTLY)))  # fmt: skip
    if one.kind.path is P.REMOTE_ASSISTANCE:
        particulars.taken_back(demo, one.line)
    demo.promised[one.kind.unit] -= one.quantity
    one.care.services -= 1


def _stopped(demo: Demo, one: Asked) -> Tale:
    if not (yield from _given(demo, one)):
        return
    yield in_the_office(demo, date(2026, 11, 9), after=demo.clock)
    act(demo, one.care.login, cases.suspend_line, line_id=one.line, why=SuspensionCause.ILLNESS,
        kept_until=date(2027, 1, 31))  # fmt: skip


def _next_week(demo: Demo, one: Asked) -> Tale:
    yield from _sent(demo, one)
    yield later(demo, 1, 3)
    acts.accept(demo, one.line, demo.today + timedelta(days=7))


def _declined(demo: Demo, one: Asked) -> Tale:
    yield from _sent(demo, one)
    yield later(demo, 1, 4)
    act(demo, "giorgio", cases.decline_line, line_id=one.line, why=Decline.NO_STAFF)


def _listed(demo: Demo, one: Asked) -> Tale:
    yield from _approved(demo, one)
    acts.enlist(demo, one.line)


def _gives_up(demo: Demo, one: Asked) -> Tale:
    """Before Matteo in the list of Trezzo until October."""
    yield from _listed(demo, one)
    yield in_the_office(demo, date(2026, 10, 8))
    act(demo, one.care.login, cases.give_up_line, line_id=one.line, why=Withdrawal.OTHER_ANSWER)


def _urgent(demo: Demo, one: Asked) -> Tale:
    yield from _provisional(demo, one)
    yield later(demo, 1, 2)
    act(demo, "paola", cases.ratify_request, request_id=one.request)


def _provisional(demo: Demo, one: Asked) -> Tale:
    """Begun on a voice, because the hospital discharges today: it waits to be ratified."""
    voice = Voice(ground=UrgencyGround.DISCHARGE_TODAY, who="Paola Rinaldi", at=demo.clock,
                  words="Dimessa oggi, in casa non c'è nessuno.")  # fmt: skip
    act(demo, one.care.login, cases.activate_urgent, request_id=one.request, voice=voice)
    demo.promised[one.kind.unit] += one.quantity
    yield from ()


def _returned(demo: Demo, one: Asked) -> Tale:
    yield from _submitted(demo, one)
    yield later(demo, 1, 3)
    act(demo, "paola", cases.return_request, request_id=one.request,
        words="Manca l'orario della scuola.")  # fmt: skip


def _refused(demo: Demo, one: Asked) -> Tale:
    yield from _submitted(demo, one)
    yield later(demo, 1, 4)
    act(demo, "paola", cases.refuse_request, request_id=one.request,
        words="Il corso chiesto è già finito.")  # fmt: skip
    one.care.services -= 1


def _withdrawn(demo: Demo, one: Asked) -> Tale:
    yield from _submitted(demo, one)
    yield later(demo, 1, 3)
    act(demo, one.care.login, cases.withdraw_request, request_id=one.request,
        why=Withdrawal.PERSON, decided_at=demo.clock)  # fmt: skip
    one.care.services -= 1


HOW: dict[str, Callable[[Demo, Asked], Tale]] = {
    "given": _given, "ended": _ended, "stopped": _stopped, "sent": _sent, "declined": _declined,
    "next_week": _next_week, "listed": _listed, "gives_up": _gives_up, "urgent": _urgent,
    "provisional": _provisional, "submitted": _submitted, "returned": _returned,
    "refused": _refused, "withdrawn": _withdrawn,
}  # fmt: skip
