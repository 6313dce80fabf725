"""Story 4: a brother and a sister put in safety at night, and where each of them goes."""

from datetime import date

from app.cases import operations as cases
from app.cases.operations import Entry, FosterGiven, MemberDetails, Whereabouts
from app.cases.rules.case import TakingChargeBasis
from app.cases.rules.diary import EntryKind
from app.cases.rules.foster import FosterFamily, FosterPhase
from app.cases.rules.need import NeedSheet
from app.cases.rules.placements import LegalBasis, PlacementRole, StructureAnswer
from app.cases.rules.requests import Priority, UrgencyGround, Voice
from app.cases.rules.second_level import ToldTo
from app.catalogue.rules import Area, ConsentBasis, Measure, PathCode, ReferralSource
from app.demo import acts, few
from app.demo.acts import Wanted
from app.demo.context import Demo
from app.demo.play import Part, Tale, act, on
from app.demo.ways import chosen, remarked
from app.emergencies import operations as emergencies
from app.emergencies.operations import Learnt, News, PaperInHand, Placing, Report, Validation
from app.emergencies.rules.emergency import (
    ChildHeard,
    NewsSource,
    PlacedBy,
    SignedAs,
    TakenFrom,
)
from app.intake import operations as intake
from app.intake.operations import OrderGiven, SubjectGiven
from app.intake.rules import Answer, Channel, JudicialAsk, Urgency
from app.kernel.references import CaseId, EmergencyId, PlacementId

POLICE, COURT = "Carabinieri, stazione di zona", "Tribunale per i minorenni di Milano"
PROSECUTOR = "Procura presso il Tribunale per i minorenni di Milano"
T0 = on(10, 10, 22, 5)
PUT_IN_SAFETY, DECREE = "verbale CC 10/10/2026", "TM 431/2026"
EMERGENCY, COMMUNITY = "Pronta accoglienza", "Comunità alloggio del consorzio"
REPORT_BY, ENDS = date(2027, 1, 14), date(2027, 10, 11)
PLACE = (Wanted(quantity=100, measure=Measure.PLACES, unit=EMERGENCY),)


def ivan_and_giada(demo: Demo) -> Tale:
    """Ivan, eleven, to the community; Giada, eight, waits in the emergency unit for her aunt."""
    measures = yield from _in_the_night(demo)
    ivan, giada = yield from _put_in_safety(demo)
    for measure in measures:
        act(demo, "irene", emergencies.join_case, emergency_id=measure)
    first = yield from _in_the_emergency_unit(demo, ivan, giada)
    yield from _at_the_court(demo, (ivan, giada), measures)
    community = acts.unit(demo, PathCode.MINORS_COMMUNITY, COMMUNITY)
    yield on(23, 10, 9, 0)
    act(demo, "irene", cases.record_answer, placement_id=first, unit_id=community,
        answer=StructureAnswer.AVAILABLE)  # fmt: skip
    yield on(27, 10, 15, 0)
    entry = Entry(
        at=on(27, 10, 14, 0), expected_end=ENDS, unit_id=community,
        where=Whereabouts(structure="Comunità inventata", address="via Inventata 3, Altrove"),
    )  # fmt: skip
    act(demo, "paola", cases.move_placement, placement_id=first, entry=entry,
        words="Ha undici anni: dalla pronta accoglienza alla comunità alloggio.")  # fmt: skip
    yield on(29, 10, 16, 0)
    for measure in measures:
        act(demo, "irene", emergencies.hearing_held, emergency_id=measure, at=on(29, 10, 11, 30),
            words="La madre, la zia Silvia, il curatore speciale.")  # fmt: skip
    yield from _decreed(demo, ivan, giada, measures)


def _in_the_night(demo: Demo) -> Part[tuple[EmergencyId, ...]]:
    """From the placing in safety to the papers sent: 20 hours and 35 minutes."""
    yield on(10, 10, 22, 50)
    children = (demo.people["Ivan Perego"], demo.people["Giada Perego"])
    placing = Placing(
        placed_at=T0, placed_by=PlacedBy.OTHERS, signed_by="Maresciallo Corti",
        signed_as=SignedAs.PUBLIC_SECURITY, taken_from=TakenFrom.MOTHER,
        child_heard=ChildHeard.LATER, facts="Soli in casa di notte, la madre irreperibile.",
        alternatives="La zia Silvia, a Carugate: al telefono non risponde.",
        place="Pronta accoglienza inventata, via Inventata 1",
        prosecutor_body_id=demo.known[PROSECUTOR],
    )  # fmt: skip
    made = act(demo, "irene", emergencies.open_emergencies, person_ids=children, placing=placing)
    for measure in made:
        act(demo, "irene", emergencies.give_oral_notice, emergency_id=measure,
            at=on(10, 10, 22, 20), told="PM di turno")  # fmt: skip
    yield on(11, 10, 18, 45)
    report = Report(
        facts="Sabato sera i vicini chiamano i Carabinieri: due bambini soli, la porta aperta.",
        statements="Ivan: «La mamma torna domani». Giada: «Avevamo fame».",
        evaluations="Nessun adulto da ore, nessun parente trovato: non si poteva aspettare.",
        alternatives="La zia Silvia, trovata domenica: oggi non può, chiede di essere sentita.",
    )
    for measure in made:
        act(
            demo,
            "irene",
            emergencies.hear_child,
            emergency_id=measure,
            at=on(11, 10, 9, 30),
            heard="In pronta accoglienza, con l'educatrice, nella stanza dei giochi.",
        )
        act(demo, "irene", emergencies.write_report, emergency_id=measure, report=report)
        act(demo, "irene", emergencies.transmit, emergency_id=measure, at=on(11, 10, 18, 40))
    return made


def _put_in_safety(demo: Demo) -> Part[list[CaseId]]:
    yield on(12, 10, 8, 30)
    children = (demo.people["Ivan Perego"], demo.people["Giada Perego"])
    referral = acts.register(
        demo, "irene", channel=Channel.PEC, source=ReferralSource.POLICE, received_at=T0,
        referring_body_id=demo.known[POLICE], urgency=Urgency.IMMEDIATE,
        subjects=tuple(SubjectGiven(person_id=one) for one in children),
        story="Messi in sicurezza sabato alle 22:05; avviso a voce alle 22:20, atti trasmessi "
        "domenica alle 18:40. Una pagina del fax non si legge.",
    )  # fmt: skip
    act(demo, "irene", intake.take_urgent, referral_id=referral)
    acts.acknowledged(demo, "irene", referral)
    acts.meet(demo, "irene", referral, "Sentiti i bambini in pronta accoglienza.",
              at=on(11, 10, 9, 30))  # fmt: skip
    acts.judge(demo, "irene", referral, risk=Answer.YES, harm=Answer.YES,
               grounds="Soli in casa di notte, la madre irreperibile.")  # fmt: skip
    young = "Solo finché non è pronta la zia: resta con il fratello."
    for place, reason in (0, ""), (1, young):
        chosen(
            demo, "irene", referral, PathCode.MINORS_COMMUNITY, place=place, reason=reason,
            must_leave_family="yes", emergency_403="yes", parents_resided_here="yes",
        )  # fmt: skip
    remarked(demo, "irene")
    return acts.take_charge(
        demo,
        "irene",
        referral,
        Area.FAMILY_AND_MINORS,
        TakingChargeBasis.PROTECTION,
        deputy="marta",
    )


def _in_the_emergency_unit(demo: Demo, ivan: CaseId, giada: CaseId) -> Part[PlacementId]:
    made = []
    for case_id, name in ((ivan, "Ivan Perego"), (giada, "Giada Perego")):
        young = case_id == giada
        request, _ = acts.ask(
            demo, "irene", case_id, PathCode.MINORS_COMMUNITY, PLACE,
            starts_on=date(2026, 10, 12), ends_on=ENDS, basis=ConsentBasis.COURT_ORDER,
            reason="Messa in sicurezza (art. 403 c.c.).", priority=Priority.COURT_ORDER,
            override="Ha meno di dieci anni: solo finché non è pronta la zia." if young else "",
        )  # fmt: skip
        voice = Voice(ground=UrgencyGround.MINOR_AT_RISK, who="Paola Rinaldi",
                      at=on(10, 10, 22, 30), words="Nessun adulto in casa.")  # fmt: skip
        act(demo, "irene", cases.activate_urgent, request_id=request, voice=voice)
        placement = act(
            demo,
            "irene",
            cases.open_search,
            request_id=request,
            need=NeedSheet(ages="8" if young else "11", beds=1),
        )
        details = MemberDetails(
            role=PlacementRole.CHILD, basis=LegalBasis.EMERGENCY_403, order_reference=PUT_IN_SAFETY,
            person_id=demo.people[name],
        )  # fmt: skip
        act(demo, "irene", cases.add_member, placement_id=placement, details=details)
        _entered(demo, placement)
        made.append((request, placement))
    yield on(13, 10, 9, 0)
    for request, _ in made:
        act(demo, "paola", cases.ratify_request, request_id=request)
    return made[0][1]


def _entered(demo: Demo, placement: PlacementId) -> None:
    emergency, community = (
        acts.unit(demo, PathCode.MINORS_COMMUNITY, name) for name in (EMERGENCY, COMMUNITY)
    )
    act(demo, "irene", cases.ask_structures, placement_id=placement,
        unit_ids=[emergency, community])  # fmt: skip
    act(demo, "irene", cases.record_answer, placement_id=placement, unit_id=emergency,
        answer=StructureAnswer.AVAILABLE)  # fmt: skip
    entry = Entry(
        at=on(10, 10, 23, 40), expected_end=ENDS, unit_id=emergency,
        where=Whereabouts(structure="Pronta accoglienza inventata", address="via Inventata 1"),
    )  # fmt: skip
    act(demo, "irene", cases.enter_placement, placement_id=placement, entry=entry,
        words="Di notte, prima che si potesse scegliere in due.")  # fmt: skip


def _at_the_court(
    demo: Demo, opened: tuple[CaseId, CaseId], measures: tuple[EmergencyId, ...]
) -> Part[None]:
    yield on(14, 10, 12, 30)
    asked = Learnt(
        news=News(known_at=on(14, 10, 12, 30), happened_at=on(14, 10, 12, 0),
                  source=NewsSource.PEC, told_by="segreteria della Procura")
    )  # fmt: skip
    for measure in measures:
        act(demo, "irene", emergencies.validation_asked, emergency_id=measure, learnt=asked)
    yield on(16, 10, 11, 0)
    validated = Learnt(
        news=News(known_at=on(16, 10, 10, 40), happened_at=on(16, 10, 10, 0),
                  source=NewsSource.PEC, told_by="cancelleria"),
        paper=PaperInHand(number="TM 402/2026", dated=date(2026, 10, 16), authority=COURT),
    )  # fmt: skip
    said = Validation(special_curator="avv. Nava", judge="dott.ssa Lodi",
                      hearing_on=date(2026, 10, 29))  # fmt: skip
    for measure in measures:
        act(demo, "irene", emergencies.court_validates, emergency_id=measure, learnt=validated,
            said=said)  # fmt: skip
    for case_id in opened:
        act(demo, "irene", cases.begin_assessment, case_id=case_id)
        acts.diary(demo, "irene", case_id, EntryKind.CHILD_HEARD, "«Qui si mangia bene.»")


def _to_the_aunt(demo: Demo, giada: CaseId) -> None:
    """The community is not for an eight-year-old: foster care with the aunt, up to phase 30."""
    for phase, day, note in (
        (FosterPhase.CASE_ASSESSMENT, date(2026, 10, 16), "Otto anni: la comunità non è per lei."),
        (FosterPhase.FAMILY_SEARCH, date(2026, 10, 19), "La zia Silvia, a Carugate, si è offerta."),
        (FosterPhase.FAMILY_ASSESSMENT, date(2026, 11, 11), "Con la psicologa del consorzio."),
    ):
        given = FosterGiven(phase=phase, family=FosterFamily.RELATIVES, since=day, note=note)
        act(demo, "irene", cases.pass_foster_phase, case_id=giada, given=given)


def _decreed(demo: Demo, ivan: CaseId, giada: CaseId, measures: tuple[EmergencyId, ...]) -> Tale:
    yield on(11, 11, 12, 0)
    modified = Learnt(
        news=News(known_at=on(11, 11, 11, 50), source=NewsSource.PEC, told_by="cancelleria"),
        paper=PaperInHand(number=DECREE, dated=date(2026, 11, 11), authority=COURT),
        words="Confermata. Ivan in comunità; Giada alla zia Silvia, se idonea.",
    )
    for measure in measures:
        act(demo, "irene", emergencies.court_modifies, emergency_id=measure, learnt=modified,
            report_by=REPORT_BY)  # fmt: skip
    decree = acts.register(
        demo, "giorgio", channel=Channel.PEC, source=ReferralSource.JUVENILE_COURT,
        referring_body_id=demo.known[COURT], urgency=Urgency.WITHIN_7_DAYS,
        subjects=(SubjectGiven(person_id=demo.people["Ivan Perego"]),
                  SubjectGiven(person_id=demo.people["Giada Perego"])),
        story="Confermato e modificato: Ivan in comunità; Giada alla zia, se idonea; la madre in "
        "spazio neutro il venerdì.",
        order=OrderGiven(proceeding=DECREE, dated=date(2026, 11, 11), asks=JudicialAsk.CUSTODY,
                         answer_by=REPORT_BY),
    )  # fmt: skip
    acts.assign(demo, decree, "irene")
    acts.acknowledged(demo, "giorgio", decree)
    acts.link_each(demo, "irene", decree, (ivan, giada), "Il progetto segue il decreto.")
    for case_id in (ivan, giada):
        few.kept_to_few(demo, "irene", case_id)
        few.decreed(demo, "irene", case_id, DECREE, date(2026, 11, 11))
    _to_the_aunt(demo, giada)
    yield on(18, 11)
    _planned(demo, ivan, giada)


def _planned(demo: Demo, ivan: CaseId, giada: CaseId) -> None:
    """What was told back to the mother, then the assessment and the plan of each child."""
    few.told_back(demo, "irene", ivan, ToldTo.MOTHER,
                  "Ivan resta in comunità; la mamma lo vede il venerdì.")  # fmt: skip
    for case_id, goal in (
        (ivan, "Stare bene in comunità e nella scuola di Cernusco"),
        (giada, "Affido alla zia Silvia: fase 30, conoscenza"),
    ):
        acts.assessed(
            demo, "irene", case_id, situation="La madre li vede il venerdì, in spazio neutro.",
            resources="La zia Silvia, a Carugate.", risks="La madre sparisce per giorni.",
            opinion="Fratello e sorella si cercano: vanno tenuti vicini.",
        )  # fmt: skip
        plan_id = acts.proposed(
            demo, "irene", case_id, review_on=date(2027, 3, 15), ends_on=ENDS,
            basis=ConsentBasis.COURT_ORDER, goals=((goal, "Con la psicologa del consorzio"),),
        )  # fmt: skip
        acts.plan_approved(demo, plan_id)
