"""When the office is closed: two past measures, each across a change of the clock, and a call."""

from datetime import date, datetime, timedelta

from app.demo.context import Demo
from app.demo.families import Family, Somebody, make
from app.demo.play import Part, Tale, act, on
from app.emergencies import operations as emergencies
from app.emergencies.operations import CallTaken, Learnt, News, PaperInHand, Placing
from app.emergencies.rules.calls import CallDegree
from app.emergencies.rules.emergency import (
    ChildHeard,
    NewsSource,
    PlacedBy,
    SignedAs,
    TakenFrom,
)
from app.kernel.references import EmergencyId
from app.people.rules import Kinship, Sex

POLICE, COURT = "Carabinieri, stazione di zona", "Tribunale per i minorenni di Milano"
PROSECUTOR = "Procura presso il Tribunale per i minorenni di Milano"
ALBERTI = Family("Alberti", "marta", (
    Somebody(surname="Alberti", given="Rita", sex=Sex.FEMALE, born=date(1994, 4, 2)),
    Somebody(surname="Alberti", given="Nico", sex=Sex.MALE, born=date(2019, 6, 11),
             kin=((0, Kinship.PARENT),)),
))  # fmt: skip
FERRANTE = Family("Ferrante", "marta", (
    Somebody(surname="Ferrante", given="Ugo", sex=Sex.MALE, born=date(1989, 1, 20)),
    Somebody(surname="Ferrante", given="Lia", sex=Sex.FEMALE, born=date(2016, 8, 5),
             kin=((0, Kinship.PARENT),)),
))  # fmt: skip


def the_longest_night(demo: Demo) -> Tale:
    """Autumn: twenty-four hours end at 21:05, and the papers leave a quarter of an hour before."""
    placed = on(25, 10, 22, 5, year=2025)
    yield placed + timedelta(minutes=40)
    made = yield from _opened(demo, ALBERTI, placed, on(26, 10, 20, 50, year=2025))
    yield on(29, 10, 9, 0, year=2025)
    words = "La madre è rientrata con la nonna: Marta lo accompagna oggi alle 15."
    act(demo, "marta", emergencies.prosecutor_revokes, emergency_id=made,
        learnt=_by_pec(demo, "PM 88/2025", PROSECUTOR, words))  # fmt: skip


def the_shortest_night(demo: Demo) -> Tale:
    """Spring: twenty-four hours end at 23:05; the court does not validate, and says where to go."""
    placed = on(28, 3, 22, 5)
    yield placed + timedelta(minutes=55)
    made = yield from _opened(demo, FERRANTE, placed, on(29, 3, 21, 30))
    yield on(3, 4, 16, 0)
    words = "Dai nonni, con il servizio che vede il padre una volta alla settimana."
    act(demo, "marta", emergencies.court_does_not_validate, emergency_id=made,
        learnt=_by_pec(demo, "TM 127/2026", COURT, words))  # fmt: skip


def saturday_call(demo: Demo) -> Tale:
    """Saturday at ten in the evening: nobody in danger, somebody to call on Monday."""
    yield on(1, 9, 9, 0)
    for position, (label, number) in enumerate(
        (("Assistente sociale di turno", "000 5550900"), ("Responsabile", "000 5550901")), start=1
    ):
        act(demo, "paola", emergencies.add_duty_phone, label=label, number=number,
            position=position, valid_from=date(2026, 9, 1))  # fmt: skip
    yield on(21, 11, 22, 10)
    taken = CallTaken(
        at=on(21, 11, 22, 0), caller="Appuntato Sirtori, 000 5550199",
        caller_body_id=demo.known[POLICE], degree=CallDegree.CAN_WAIT,
        described="una donna sui trenta con un bambino, lite con il compagno",
        done="Dormono dalla sorella a Bussero; detto del 1522 e dello sportello di lunedì.",
    )  # fmt: skip
    act(demo, "irene", emergencies.take_call, taken=taken)


def _opened(demo: Demo, family: Family, placed: datetime, sent: datetime) -> Part[EmergencyId]:
    child = make(demo, family)[1]
    placing = Placing(
        placed_at=placed, placed_by=PlacedBy.US, decided_with="Paola Rinaldi",
        signed_by="Assessora con delega", signed_as=SignedAs.MAYOR_DELEGATE,
        taken_from=TakenFrom.MOTHER if family is ALBERTI else TakenFrom.FATHER,
        child_heard=ChildHeard.YES, heard="In auto e poi in pronta accoglienza.",
        facts="Trovato solo e senza cibo.", alternatives="Nessun parente risponde.",
        place="Pronta accoglienza inventata, via Inventata 1",
        prosecutor_body_id=demo.known[PROSECUTOR],
    )  # fmt: skip
    made: EmergencyId = act(
        demo, "marta", emergencies.open_emergencies, person_ids=(child,), placing=placing
    )[0]
    act(demo, "marta", emergencies.give_oral_notice, emergency_id=made,
        at=placed + timedelta(minutes=25), told="PM di turno")  # fmt: skip
    yield sent + timedelta(minutes=5)
    act(demo, "marta", emergencies.transmit, emergency_id=made, at=sent)
    return made


def _by_pec(demo: Demo, number: str, authority: str, words: str) -> Learnt:
    known = demo.clock - timedelta(minutes=30)
    return Learnt(
        news=News(known_at=known, source=NewsSource.PEC, told_by="cancelleria"),
        paper=PaperInHand(number=number, dated=known.date(), authority=authority),
        words=words,
    )
