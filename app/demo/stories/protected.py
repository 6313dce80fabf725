"""Story 2: a mother with her child, where nobody who must not know can find them."""

from datetime import date

from app.cases import operations as cases
from app.cases.operations import CompetenceDetails, Entry, MemberDetails, Whereabouts
from app.cases.rules.case import CourtTermKind, TakingChargeBasis, TeamAccess, WhySealed
from app.cases.rules.diary import EntryKind, WhyReserved
from app.cases.rules.need import NeedSheet
from app.cases.rules.placements import (
    CompetenceKind,
    LeakPlace,
    LegalBasis,
    PlacementRole,
    StructureAnswer,
)
from app.cases.rules.requests import Priority
from app.catalogue.rules import Area, ConsentBasis, Measure, PathCode, ReferralSource
from app.demo import acts
from app.demo.acts import Wanted
from app.demo.context import Demo
from app.demo.play import Part, Tale, act, on
from app.intake import operations as intake
from app.intake.operations import OrderGiven, Sending, SubjectGiven
from app.intake.procedure import Clock
from app.intake.rules import Answer, Channel, JudicialAsk, Urgency
from app.kernel.references import CaseId, PlacementId, ServiceRequestId, UnitId

HOSPITAL, HERE = "Ospedale di zona", "Comune di Cernusco sul Naviglio"
PROSECUTOR = "Procura presso il Tribunale per i minorenni di Milano"
COURT = "Tribunale per i minorenni di Milano"
PROCEEDING, DECREE = "RG 2210/2026", "TM 412/2026"
REPORT_BY = date(2027, 1, 27)
EXPECTED_END = date(2027, 5, 4)
# Nobody must ever meet these words outside the page that shows an address to who may read it.
CANARY = "Canarino"
WHERE = Whereabouts(
    structure=f"Casa del {CANARY} (inventata)", address=f"via del {CANARY} d'Ottone 7, Altrove"
)
NEED = NeedSheet(ages="madre 27, figlia 4, nascita attesa a febbraio", beds=3, families=1,
                 zones="zona Adda")  # fmt: skip
ASKED = ("01", "02", "03", "04")
CHOSEN = "03"


def mother_and_child(demo: Demo) -> Tale:
    """Elira and Sara: sealed at once, an order for the child, a secret place for both."""
    elira, sara = demo.people["Elira Hoxhaj"], demo.people["Sara Malvestiti"]
    mother, child = yield from _sealed_at_once(demo)
    yield on(9, 10)
    for case_id, seen in ((mother, "Madre"), (child, "Figlia")):
        act(demo, "marta", cases.begin_assessment, case_id=case_id)
        acts.diary(demo, "marta", case_id, EntryKind.INTERVIEW,
                   f"{seen}: incontro in ospedale, interprete di albanese.")  # fmt: skip
    yield from _prosecutor_asks(demo, (mother, child))
    yield on(29, 10, 9, 0)
    decree = acts.register(
        demo, "paola", channel=Channel.PEC, source=ReferralSource.JUVENILE_COURT,
        referring_body_id=demo.known[COURT], urgency=Urgency.IMMEDIATE,
        subjects=(SubjectGiven(person_id=sara), SubjectGiven(person_id=elira)),
        story="Sara collocata con la madre se acconsente, affidata al servizio; il padre in "
        "spazio neutro; relazione entro novanta giorni.",
        order=OrderGiven(proceeding=DECREE, dated=date(2026, 10, 29), asks=JudicialAsk.PLACEMENT,
                         answer_by=REPORT_BY),
    )  # fmt: skip
    acts.assign(demo, decree, "marta")
    acts.acknowledged(demo, "paola", decree)
    acts.meet(demo, "marta", decree, "Elira acconsente, con l'interprete.")
    acts.link_each(demo, "marta", decree, (mother, child), "Il progetto segue il decreto.")
    act(demo, "marta", cases.add_court_term, case_id=child, kind=CourtTermKind.REPORT,
        due_on=REPORT_BY)  # fmt: skip
    yield from _placed(demo, mother)
    yield from _since_then(demo, mother, child)


def _sealed_at_once(demo: Demo) -> Part[list[CaseId]]:
    elira, sara = demo.people["Elira Hoxhaj"], demo.people["Sara Malvestiti"]
    yield on(30, 9, 9, 30)
    referral = acts.register(
        demo, "paola", channel=Channel.PHONE, source=ReferralSource.HEALTH_SERVICE,
        referring_body_id=demo.known[HOSPITAL], urgency=Urgency.IMMEDIATE,
        subjects=(SubjectGiven(person_id=elira), SubjectGiven(person_id=sara)),
        story="Lesioni refertate. Non vuole lasciare l'ospedale con lui. È incinta.",
    )  # fmt: skip
    acts.assign(demo, referral, "marta")
    acts.acknowledged(demo, "paola", referral)
    yield on(30, 9, 11, 0)
    acts.meet(demo, "marta", referral, "In reparto, con l'interprete.")
    acts.judge(
        demo,
        "marta",
        referral,
        risk=Answer.YES,
        harm=Answer.YES,
        grounds="Violenza, la bambina presente.",
    )
    opened = acts.take_charge(
        demo,
        "marta",
        referral,
        Area.FAMILY_AND_MINORS,
        TakingChargeBasis.PROTECTION,
        deputy="irene",
    )
    yield on(30, 9, 11, 30)
    for case_id in opened:
        act(demo, "paola", cases.seal_case, case_id=case_id, why=WhySealed.VIOLENCE,
            named=(demo.engagement("marta"), demo.engagement("irene")))  # fmt: skip
        act(demo, "paola", cases.list_on_case, case_id=case_id,
            engagement_id=demo.engagement("davide"), access=TeamAccess.KEPT_OUT)  # fmt: skip
    return opened


def _prosecutor_asks(demo: Demo, opened: tuple[CaseId, CaseId]) -> Tale:
    """Between the 13th and the 27th: facts, statements and evaluations, each by itself."""
    mother, child = opened
    yield on(13, 10)
    asked = acts.register(
        demo, "paola", channel=Channel.PEC, source=ReferralSource.JUVENILE_COURT,
        referring_body_id=demo.known[PROSECUTOR], urgency=Urgency.WITHIN_48_HOURS,
        subjects=(SubjectGiven(person_id=demo.people["Sara Malvestiti"]),),
        story="Chiede informazioni sulla situazione della minore.",
        order=OrderGiven(proceeding=PROCEEDING, dated=date(2026, 10, 13),
                         asks=JudicialAsk.INQUIRY, answer_by=date(2026, 10, 27)),
    )  # fmt: skip
    acts.assign(demo, asked, "marta")
    acts.acknowledged(demo, "paola", asked)
    acts.meet(demo, "marta", asked, "Sentita la madre in reparto.")
    acts.link_each(demo, "marta", asked, (child,), "Si risponde entro il 27.")
    term = act(demo, "marta", cases.add_court_term, case_id=child,
               kind=CourtTermKind.INFORMATION, due_on=date(2026, 10, 27))  # fmt: skip
    yield on(23, 10)
    for case_id, words in (
        (mother, "Vive con la figlia e con lui; è alla ventiquattresima settimana."),
        (child, "Quattro anni, frequenta l'infanzia; ha assistito alle liti."),
    ):
        acts.assessed(demo, "marta", case_id, situation=words, resources="Una sorella lontana.",
                      risks="Il padre la cerca al telefono e agli uffici.",
                      opinion="Serve un luogo protetto, fuori dalla zona di lui.")  # fmt: skip
    yield on(26, 10)
    sending = Sending(
        body_id=demo.known[PROSECUTOR], signed_by_id=demo.engagement("marta"),
        sent_on=date(2026, 10, 26), protocol_number="33871",
    )  # fmt: skip
    act(demo, "marta", intake.send_to_court, referral_id=asked, sending=sending)
    act(demo, "marta", cases.court_term_met, case_id=child, term_id=term)
    yield on(29, 10, 8, 50)
    act(demo, "marta", intake.follow_up, referral_id=asked, clock=Clock.COURT_FOLLOWUP,
        words="È arrivato il decreto del Tribunale.")  # fmt: skip


def _placed(demo: Demo, mother: CaseId) -> Tale:
    request, _ = acts.ask(
        demo, "marta", mother, PathCode.MOTHER_CHILD,
        (Wanted(quantity=300, measure=Measure.BEDS, note="due letti e una culla"),),
        starts_on=date(2026, 10, 29), ends_on=EXPECTED_END, basis=ConsentBasis.ADULT,
        reason="Collocamento con la figlia, come dispone il decreto.",
        priority=Priority.COURT_ORDER,
    )  # fmt: skip
    acts.submit(demo, "marta", request)
    yield on(29, 10, 11, 0)
    acts.approve(demo, request)
    placement = _search(demo, request)
    yield from _answers(demo, placement)
    yield on(4, 11, 12, 30)
    entry = Entry(at=on(4, 11, 11, 30), expected_end=EXPECTED_END, where=WHERE)
    act(demo, "marta", cases.enter_placement, placement_id=placement, entry=entry)
    for place, told in (
        (LeakPlace.SCHOOL, "Parlato con la dirigente: iscrizione riservata."),
        (LeakPlace.TELEPHONE, "Localizzazione spenta, numero cambiato."),
    ):
        act(demo, "marta", cases.check_leak, placement_id=placement, place=place,
            told=told)  # fmt: skip


def _search(demo: Demo, request: ServiceRequestId) -> PlacementId:
    """Search a place for the mother, her child and the one who is to be born."""
    placement = act(demo, "marta", cases.open_search, request_id=request,
                    need=NEED)  # fmt: skip
    for details in (
        MemberDetails(role=PlacementRole.MOTHER, basis=LegalBasis.CONSENSUAL,
                      person_id=demo.people["Elira Hoxhaj"]),
        MemberDetails(role=PlacementRole.CHILD, basis=LegalBasis.JUDICIAL,
                      person_id=demo.people["Sara Malvestiti"], order_reference=DECREE),
        MemberDetails(role=PlacementRole.EXPECTED_CHILD, basis=LegalBasis.NONE_YET,
                      due_on=date(2027, 2, 10)),
    ):  # fmt: skip
        act(demo, "marta", cases.add_member, placement_id=placement, details=details)
    _payer(demo, placement)
    return placement


def _answers(demo: Demo, placement: PlacementId) -> Tale:
    """Four structures are asked, two say no, one never answers, one is chosen."""
    units = {name: _unit(demo, name) for name in ASKED}
    act(demo, "marta", cases.ask_structures, placement_id=placement, unit_ids=[*units.values()])
    yield on(30, 10, 12, 0)
    for name, said, until in (
        ("01", StructureAnswer.NO, None),
        ("02", StructureAnswer.NO, None),
        ("03", StructureAnswer.AVAILABLE, date(2026, 11, 4)),
    ):
        act(demo, "marta", cases.record_answer, placement_id=placement, unit_id=units[name],
            answer=said, available_until=until)  # fmt: skip
    act(demo, "marta", cases.propose_structure, placement_id=placement, unit_id=units[CHOSEN])
    yield on(2, 11, 9, 0)
    act(demo, "marta", cases.record_answer, placement_id=placement, unit_id=units["04"],
        answer=StructureAnswer.NO_ANSWER)  # fmt: skip
    act(demo, "paola", cases.choose_structure, placement_id=placement)


def _payer(demo: Demo, placement: PlacementId) -> None:
    for kind in (CompetenceKind.TAKING_CHARGE, CompetenceKind.PAYER, CompetenceKind.REGISTRY):
        details = CompetenceDetails(
            kind=kind, body_id=demo.known[HERE], valid_from=date(2026, 10, 29),
            basis="Tutti residenti a Cernusco prima dell'ingresso.",
        )  # fmt: skip
        act(demo, "marta", cases.note_competence, placement_id=placement, details=details)


def _since_then(demo: Demo, mother: CaseId, child: CaseId) -> Tale:
    yield on(9, 11, 15, 0)
    acts.diary(demo, "marta", mother, EntryKind.PHONE_CALL,
               "Denis ha chiamato l'URP chiedendo quando: non gli è stato detto nulla.",
               happened_at=on(9, 11, 10, 5), reserved=WhyReserved.SAFETY)  # fmt: skip
    yield on(12, 11)
    acts.diary(demo, "marta", child, EntryKind.MEETING,
               "Comunicato al Tribunale chi risponde dell'affidamento, entro i quindici giorni.",
               reserved=WhyReserved.JUDICIAL)  # fmt: skip
    for case_id, goal in ((mother, "Una casa sua entro maggio"), (child, "Una scuola stabile")):
        plan_id = acts.proposed(
            demo, "marta", case_id, review_on=date(2027, 2, 3), ends_on=EXPECTED_END,
            basis=ConsentBasis.ADULT if case_id == mother else ConsentBasis.COURT_ORDER,
            goals=((goal, "Colloqui ogni quindici giorni, con l'interprete"),),
        )  # fmt: skip
        acts.plan_approved(demo, plan_id)
    yield on(13, 11, 12, 0)
    acts.diary(demo, "marta", mother, EntryKind.PHONE_CALL,
               "Denis allo sportello. Il colloquio delle 11 era già stato spostato altrove.",
               reserved=WhyReserved.SAFETY)  # fmt: skip


def _unit(demo: Demo, number: str) -> UnitId:
    found = acts.unit(demo, PathCode.MOTHER_CHILD, f"riservata {number}")
    if found is None:
        raise LookupError(number)
    return found
