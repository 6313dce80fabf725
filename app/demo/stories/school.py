"""Story 1: from the school's letter to the first hours at home, in forty-six days."""

from datetime import date

from app.cases import operations as cases
from app.cases.operations import Money
from app.cases.rules.case import TakingChargeBasis
from app.cases.rules.diary import EntryKind
from app.cases.rules.requests import PayerBody
from app.catalogue.rules import Area, ConsentBasis, Intervention, PathCode, ReferralSource
from app.demo import acts, particulars, post
from app.demo.acts import Wanted
from app.demo.context import Demo
from app.demo.play import Part, Tale, act, on
from app.intake import operations as intake
from app.intake.operations import SubjectGiven
from app.intake.rules import Acknowledgement, Answer, Channel, Layer, Urgency
from app.kernel.references import CaseId, ReferralId, RequestLineId
from app.particulars.rules import EducationArea, Stretch, WeekPlace

SCHOOL = "Istituto comprensivo Martesana"
PEC = "Istituto comprensivo Martesana <martesana@pec.example>"
ENDS = date(2027, 6, 30)
UNIT = "Ponte di Carta"
LINES = (
    Wanted(intervention=Intervention.EDUCATION_AT_HOME, quantity=400, unit=UNIT),
    Wanted(intervention=Intervention.ACCOMPANYING_TO_CARE, quantity=150, unit=UNIT,
           note="logopedia, martedì 16:30"),
    Wanted(intervention=Intervention.SPORT_SUPPORT, quantity=150, unit=UNIT),
)  # fmt: skip
GOALS = (
    (EducationArea.FAMILY_RESOURCES, "La mamma prepara la sera vestiti, occhiali e cartella",
     "Pronta quattro mattine su cinque", "L'educatrice lo fa con lei la prima settimana"),
    (EducationArea.SCHOOL, "A scuola ogni giorno, con gli occhiali",
     "Meno di due assenze al mese", "Arrivo insieme il lunedì e il giovedì; la nonna telefona"),
    (EducationArea.RELATIONSHIPS, "Un gruppo di coetanei", "Va da sola agli allenamenti",
     "Una squadra, da gennaio"),
)  # fmt: skip
FROM_THE_SCHOOL = {
    "institute": SCHOOL,
    "contact_at_school": "Vicaria Elena Prova, 000 5550101",
    "class": "2 B della primaria",
    "family_informed": "yes",
    "facts_with_dates": "14/09: senza occhiali, non vede la lavagna.\n"
    "28/09: arriva alle 9:20, «la mamma dorme, mi vesto da sola».",
    "attendance": "Undici assenze in tre settimane.",
    "already_done_by_school": "Un colloquio con la madre; due lettere al padre, senza risposta.",
    "already_known": "no",
    "signs_of_violence": "no",
    "sent_to_prosecutor": "no",
}
MOTHER, FATHER = "Awa Diop", "Marco Sartirani"


def from_school_to_home(demo: Demo) -> Tale:
    """Two lines of three begin today; the third waits, first in the list."""
    referral = yield from _from_the_school(demo)
    (case_id,) = yield from _taken_charge(demo, referral)
    yield from _asked(demo, case_id)


def _from_the_school(demo: Demo) -> Part[ReferralId]:
    yield on(8, 10)
    referral = acts.register(
        demo, "giorgio", subjects=(SubjectGiven(person_id=demo.people["Noemi Sartirani Diop"]),),
        channel=Channel.PEC, source=ReferralSource.SCHOOL, referring_body_id=demo.known[SCHOOL],
        protocol_number="31204", protocol_on=date(2026, 10, 8), urgency=Urgency.WITHIN_7_DAYS,
        story="Assenze ripetute, viene senza occhiali. «La mamma dorme, mi vesto da sola». "
        "La madre è informata; il padre non risponde.",
    )  # fmt: skip
    pec = post.certified(
        PEC, "Segnalazione di un'alunna", "Si trasmette la relazione delle insegnanti.", on(8, 10),
        "Relazione delle insegnanti", "Registro delle assenze",
    )  # fmt: skip
    post.put_with(demo, "giorgio", referral, pec)
    acts.answered(demo, "giorgio", referral, Layer.QUESTIONS, **FROM_THE_SCHOOL)
    yield on(9, 10)
    act(demo, "giorgio", intake.acknowledge, referral_id=referral, how=Acknowledgement.PEC,
        on=date(2026, 10, 9))  # fmt: skip
    yield on(12, 10)
    acts.assign(demo, referral, "marta")
    acts.judge(
        demo,
        "marta",
        referral,
        risk=Answer.YES,
        harm=Answer.NO,
        grounds="Assenze e trascuratezza riferite dalla scuola; la madre collabora.",
    )
    acts.answered(
        demo, "marta", referral, Layer.CONTEXT, risk_violence="no", risk_neglect="yes",
        risk_grounds="Senza occhiali da settembre, al mattino si veste da sola: lo dice la scuola.",
        known_services="La logopedia, il martedì.", notice_given="yes",
    )  # fmt: skip
    yield on(15, 10)
    acts.meet(demo, "marta", referral, "Telefonata con la madre, in francese.")
    yield on(21, 10, 10, 15)
    acts.meet(demo, "marta", referral, "Colloquio con la madre, interprete al telefono.")
    yield on(22, 10, 16, 0)
    acts.meet(demo, "marta", referral, "Colloquio con il padre: non sapeva delle assenze.")
    return referral


def _taken_charge(demo: Demo, referral: ReferralId) -> Part[list[CaseId]]:
    yield on(5, 11)
    acts.consent(
        demo, "marta", referral, ConsentBasis.ONE_PARENT_OTHER_INFORMED, MOTHER
    )  # fmt: skip
    yield on(6, 11)
    acts.consent(demo, "marta", referral, ConsentBasis.BOTH_PARENTS, f"{MOTHER} e {FATHER}")
    opened = acts.take_charge(
        demo, "marta", referral, Area.FAMILY_AND_MINORS, TakingChargeBasis.CONSENT, deputy="irene"
    )
    for day, month, hour, kind, text in (
        (28, 10, 11, EntryKind.HOME_VISIT, "Casa in ordine, i quaderni pronti. Rientro 11:50."),
        (2, 11, 14, EntryKind.MEETING, "Con le insegnanti: in classe parla poco, disegna molto."),
    ):
        acts.diary(demo, "marta", opened[0], kind, text, happened_at=on(day, month, hour))
    return opened


def _asked(demo: Demo, case_id: CaseId) -> Tale:
    yield on(9, 11)
    act(demo, "marta", cases.begin_assessment, case_id=case_id)
    acts.assessed(
        demo, "marta", case_id,
        situation="Vive con la madre, che fa le pulizie prima dell'alba; il padre è a Cernusco.",
        resources="La madre collabora; la nonna Ndiaye telefona ogni sera.",
        risks="Assenze, occhiali mancanti, mattine da sola.",
        opinion="Serve un aiuto al mattino e un accompagnamento stabile alla logopedia.",
    )  # fmt: skip
    yield on(12, 11)
    plan_id = acts.proposed(
        demo, "marta", case_id, review_on=date(2027, 3, 10), ends_on=ENDS,
        basis=ConsentBasis.BOTH_PARENTS,
        goals=(("A scuola ogni giorno, con gli occhiali", "Educatrice al mattino"),
               ("La logopedia senza salti", "Accompagnamento del martedì"),
               ("Un gruppo di coetanei", "Una squadra, da gennaio")),
    )  # fmt: skip
    request, lines = acts.ask(
        demo, "marta", case_id, PathCode.ADM, LINES, starts_on=demo.today, ends_on=ENDS,
        reason="Rinforzare la madre al mattino; logopedia; una squadra. "
        "Educativi estivi da chiedere a giugno.",
        basis=ConsentBasis.BOTH_PARENTS, with_cost=True,
    )  # fmt: skip
    particulars.project(demo, "marta", request, GOALS, date(2027, 3, 10))
    acts.submit(demo, "marta", request)
    yield on(13, 11)
    acts.plan_approved(demo, plan_id)
    acts.approve(demo, request)
    yield on(16, 11)
    money = Money(
        payer=PayerBody.THIS_MUNICIPALITY, body_id=None, share=100, amount_cents=504_000,
        act_reference="418/2026",
    )  # fmt: skip
    act(demo, "giorgio", cases.commit_money, request_id=request, money=money)
    for line in lines:
        acts.send(demo, line)
    yield from _begun(demo, lines)


def _begun(demo: Demo, lines: list[RequestLineId]) -> Tale:
    yield on(18, 11)
    for line in lines[:2]:
        acts.accept(demo, line, demo.today, "Gaia Riva")
    acts.enlist(demo, lines[2])
    mondays_and_thursdays = (Stretch(0, 990, 1110), Stretch(3, 990, 1110))
    particulars.week(demo, "marta", lines[0], WeekPlace.HOME, *mondays_and_thursdays)
    particulars.week(demo, "marta", lines[1], WeekPlace.CARE, Stretch(1, 990, 1080))
    yield demo.now
    for line in lines[:2]:
        acts.start(demo, line)
