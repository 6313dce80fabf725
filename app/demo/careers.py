"""How a case goes on from its opening: notice, assessment, plan, reviews, contacts, and its end."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.cases import operations as cases
from app.cases.operations import CaseOpening, ClosureDetails
from app.cases.rules.case import (
    ClosureSituation,
    Outcome,
    PeopleTold,
    TakingChargeBasis,
    Weight,
    WhyClosed,
    WhySuspended,
)
from app.cases.rules.diary import EntryKind
from app.demo import acts
from app.demo.context import Care, Demo
from app.demo.play import Tale, act, begin, in_the_office, later
from app.demo.pools import AREAS, MINORS, Pools, consent_of, worker_of
from app.kernel.clock import office_date

GOALS = {
    "minors": (("A scuola ogni giorno", "Educatore, accordi con gli insegnanti"),
               ("Sere più tranquille in casa", "Colloqui con i genitori"),
               ("Un'attività con i coetanei", "Oratorio o squadra")),
    "adults": (("Un reddito stabile", "Orientamento, corsi"),
               ("L'affitto in regola", "Piano con il proprietario")),
    "elderly": (("Restare a casa in sicurezza", "Aiuto domestico, teleassistenza"),
                ("Non restare soli", "Volontari, centro anziani")),
    "disabled": (("Giornate piene", "Centro diurno, laboratori"),
                 ("Sollievo per chi assiste", "Fine settimana di sollievo")),
}  # fmt: skip
SEEN = {
    "minors": ("Vive con i genitori; la scuola segnala fatica.", "I nonni, l'oratorio."),
    "adults": ("Lavora a periodi; l'affitto pesa.", "Una sorella, la patente."),
    "elderly": ("Vive in casa sua, cammina poco.", "I vicini, una figlia lontana."),
    "disabled": ("Vive con i genitori anziani.", "L'associazione, il laboratorio."),
}
SAID = (
    (EntryKind.INTERVIEW, "Ci si rivede tra due settimane."),
    (EntryKind.INTERVIEW, "Racconta come va; si conferma quanto detto."),
    (EntryKind.PHONE_CALL, "Sentito al telefono: tutto procede."),
    (EntryKind.PHONE_CALL, "Chiede un chiarimento su una carta, dato."),
    (EntryKind.HOME_VISIT, "Visita a casa: ordinata, accoglienza buona."),
    (EntryKind.INTERVIEW, "Con lei e con gli altri servizi."),
)
WHY_CLOSED = (
    (WhyClosed.NEED_SOLVED, Outcome.REACHED), (WhyClosed.NEED_SOLVED, Outcome.PARTLY),
    (WhyClosed.ASKED_TO_LEAVE, Outcome.PARTLY), (WhyClosed.OTHER_REGION, Outcome.PARTLY),
    (WhyClosed.CANNOT_BE_FOUND, Outcome.NOT_REACHED),
)  # fmt: skip
ENDLESS = date(2028, 6, 30)
CONTACT_EVERY = (40, 78)  # days; after ninety a case is said to be without contact
# Of those followed for long, one in so many is let slip on purpose: late lists are not empty.
FORGETS_ONE_IN = 12
WATCHED_FROM_AFAR = 0.2


@dataclass(frozen=True)
class Fate:
    """What is to become of a case: on which day, unless it just goes on."""

    what: str = ""
    day: date | None = None


def open_before(demo: Demo, pools: Pools, kind: str, day: date, fate: Fate) -> Tale:
    """Open a case of before the year that is told, and let its career go on."""
    yield in_the_office(demo, day)
    person_id = pools.take(kind)
    if person_id is None:
        return
    login, deputy = worker_of(demo, kind)
    opening = CaseOpening(
        person_id=person_id, holder_id=demo.engagement(login), area=AREAS[kind],
        basis=TakingChargeBasis.CONSENT,
        deputy_id=demo.engagement(deputy) if deputy else None,
    )  # fmt: skip
    case_id = act(demo, login, cases.open_case, opening=opening)
    act(demo, login, cases.privacy_notice_given, case_id=case_id)
    care = Care(case_id, person_id, login, kind == MINORS, kind)
    follow(demo, care, fate)


def follow(demo: Demo, care: Care, fate: Fate | None = None) -> None:
    """Let the career of a case begin, with its contacts and its end."""
    fate = fate or Fate()
    care.leaving = fate.what in ("closes", "reopens", "leaves", "closing", "passing")
    demo.cares.append(care)
    slips = len(demo.cares) % FORGETS_ONE_IN == FORGETS_ONE_IN - 1 and not fate.what
    begin(demo, _career(demo, care, slips=slips))
    begin(demo, _contacts(demo, care))
    if fate.day is not None:
        begin(demo, ENDS[fate.what](demo, care, fate.day))


def _career(demo: Demo, care: Care, *, slips: bool) -> Tale:
    """From the opening to the last review; who lets it slip leaves a term behind her."""
    kind = care.kind
    yield later(demo, 5, 20)
    act(demo, care.login, cases.begin_assessment, case_id=care.case_id)
    if slips and demo.draw.random() < 0.3:
        return
    yield later(demo, 14, 32)
    situation, resources = SEEN[kind]
    acts.assessed(
        demo,
        care.login,
        care.case_id,
        situation=situation,
        resources=resources,
        risks="Da guardare ancora.",
        opinion="Un progetto breve, con pochi obiettivi.",
    )
    if demo.draw.random() < 0.4:
        acts.weighed(demo, care.login, care.case_id,
                     demo.draw.choice((Weight.LIGHT, Weight.HEAVY)))  # fmt: skip
    yield later(demo, 2, 9)
    review_on = _next_review(demo, care)
    number = demo.draw.randint(1, len(GOALS[kind]))
    plan_id = acts.proposed(
        demo, care.login, care.case_id, goals=GOALS[kind][:number], review_on=review_on,
        ends_on=ENDLESS, basis=consent_of(kind),
    )  # fmt: skip
    yield later(demo, 1, 4)
    acts.plan_approved(demo, plan_id)
    care.settled = True
    while not slips:
        yield in_the_office(demo, review_on - timedelta(days=demo.draw.randint(4, 12)))
        if care.over:
            return
        review_on = _next_review(demo, care)
        acts.reviewed(demo, care.login, care.case_id, plan_id, review_on)
        near = not care.afar and not care.services and not care.leaving
        if near and demo.draw.random() < WATCHED_FROM_AFAR:
            care.afar = True
            act(demo, care.login, cases.to_monitoring, case_id=care.case_id)


def _next_review(demo: Demo, care: Care) -> date:
    days = demo.draw.randint(140, 175) if care.minor else demo.draw.randint(280, 350)
    return office_date(demo.clock) + timedelta(days=days)


def _contacts(demo: Demo, care: Care) -> Tale:
    while True:
        yield later(demo, *CONTACT_EVERY)
        if care.over:
            return
        kind, text = demo.draw.choice(SAID)
        acts.diary(demo, care.login, care.case_id, kind, text)


def _closes(demo: Demo, care: Care, day: date) -> Tale:
    yield in_the_office(demo, day)
    _propose_the_end(demo, care)
    yield later(demo, 1, 4)
    act(demo, "paola" if care.minor else care.login, cases.close_case, case_id=care.case_id)


def _propose_the_end(demo: Demo, care: Care) -> None:
    reason, outcome = demo.draw.choice(WHY_CLOSED)
    details = ClosureDetails(
        reason=reason, outcome=outcome, people_told=PeopleTold.YES,
        situation=ClosureSituation.FAMILY_OF_ORIGIN if care.minor else ClosureSituation.AUTONOMOUS,
    )  # fmt: skip
    act(demo, care.login, cases.propose_closure, case_id=care.case_id, details=details)
    care.over = True


def _closing(demo: Demo, care: Care, day: date) -> Tale:
    """The end is proposed and waits to be decided."""
    yield in_the_office(demo, day)
    _propose_the_end(demo, care)


def _reopens(demo: Demo, care: Care, day: date) -> Tale:
    """Closed, and opened again months later for who followed it: a second career begins."""
    yield from _closes(demo, care, day)
    yield later(demo, 60, 120)
    act(demo, care.login, cases.reopen_case, case_id=care.case_id,
        why="È tornato a chiedere aiuto.")  # fmt: skip
    again = Care(care.case_id, care.person_id, care.login, care.minor, care.kind)
    follow(demo, again)


def _leaves(demo: Demo, care: Care, day: date) -> Tale:
    """Passed on to the Comune where the family has gone to live."""
    yield from _passing(demo, care, day)
    yield later(demo, 10, 20)
    act(demo, "paola", cases.body_accepted, case_id=care.case_id)


def _passing(demo: Demo, care: Care, day: date) -> Tale:
    yield in_the_office(demo, day)
    act(demo, "paola", cases.propose_body, case_id=care.case_id,
        words="A Carugate, dove abita ora; nessun servizio in corso, nulla da pagare.",
        protection_assured=True)  # fmt: skip
    care.over = True


def _rests(demo: Demo, care: Care, day: date) -> Tale:
    yield in_the_office(demo, day)
    care.over = True
    act(
        demo,
        "paola",
        cases.suspend,
        case_id=care.case_id,
        why=demo.draw.choice((WhySuspended.MOVED_FOR_A_WHILE, WhySuspended.REFUSES_FOR_NOW)),
    )


def _goes_to_irene(demo: Demo, care: Care, day: date) -> Tale:
    """Irene has come: some of the children pass to her."""
    yield from _offered(demo, care, day)
    yield later(demo, 1, 2)
    act(demo, "irene", cases.accept_handover, case_id=care.case_id)
    care.login = "irene"


def _offered(demo: Demo, care: Care, day: date) -> Tale:
    yield in_the_office(demo, day)
    act(
        demo,
        "marta",
        cases.propose_handover,
        case_id=care.case_id,
        to_id=demo.engagement("irene"),
        words="La famiglia è avvisata; colloquio già fissato.",
    )


ENDS = {
    "closes": _closes, "closing": _closing, "reopens": _reopens, "leaves": _leaves,
    "passing": _passing, "rests": _rests, "goes_to_irene": _goes_to_irene,
    "offered": _offered,
}  # fmt: skip
