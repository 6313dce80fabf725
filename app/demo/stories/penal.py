"""Story 5: a boy in the penal area, of whom only who follows him knows why."""

from datetime import date

from app.cases import operations as cases
from app.cases.operations import CaseOpening
from app.cases.rules.case import CaseKind, CourtTermKind, TakingChargeBasis
from app.cases.rules.diary import EntryKind
from app.catalogue.rules import Area, ConsentBasis, Measure, PathCode, ReferralSource
from app.demo import acts, few
from app.demo.acts import Wanted
from app.demo.context import Demo
from app.demo.play import Tale, act, on
from app.intake.operations import SubjectGiven
from app.intake.rules import Channel, Urgency
from app.kernel.references import CaseId

ENDS, JOINT = date(2027, 7, 24), date(2026, 7, 28)
REPORTS = (date(2026, 12, 24), date(2027, 3, 24), date(2027, 6, 24))


def put_to_the_test(demo: Demo) -> Tale:
    """From the question of the justice's social service to ten months of probation."""
    samuele = demo.people["Samuele Bonfanti"]
    yield on(14, 7)
    referral = acts.register(
        demo, "marta", channel=Channel.PEC, source=ReferralSource.JUSTICE_SOCIAL_SERVICE,
        referrer="Ufficio di servizio sociale per i minorenni", urgency=Urgency.WITHIN_7_DAYS,
        subjects=(SubjectGiven(person_id=samuele),),
        story="Procedimento penale: sì. Chiede collaborazione per un'indagine sociale.",
    )  # fmt: skip
    acts.assign(demo, referral, "marta")
    yield on(20, 7)
    acts.meet(demo, "marta", referral, "Colloquio con Samuele e la madre.")
    yield on(28, 7)
    opening = CaseOpening(
        person_id=samuele, holder_id=demo.engagement("marta"), area=Area.FAMILY_AND_MINORS,
        basis=TakingChargeBasis.COURT_ORDER, kind=CaseKind.PENAL,
    )  # fmt: skip
    case_id = act(demo, "marta", cases.open_case, opening=opening)
    act(demo, "marta", cases.privacy_notice_given, case_id=case_id)
    acts.link_each(demo, "marta", referral, (case_id,), "Presa in carico congiunta.")
    acts.diary(demo, "marta", case_id, EntryKind.MEETING,
               "Presa in carico congiunta con l'équipe penale del consorzio.")  # fmt: skip
    yield on(20, 8)
    act(demo, "marta", cases.begin_assessment, case_id=case_id)
    yield on(14, 9)
    acts.assessed(
        demo, "marta", case_id, situation="Vive con la madre; ha lasciato l'istituto in marzo.",
        resources="Sa lavorare con le mani; lo zio lo prende in officina.",
        risks="Pomeriggi vuoti.", opinion="Un'attività fissa due pomeriggi alla settimana.",
    )  # fmt: skip
    yield from _probation(demo, case_id)
    yield on(11, 11, 17, 0)
    acts.diary(demo, "marta", case_id, EntryKind.PHONE_CALL,
               "Non è andato dall'educatore: aveva avvisato, giustificato.")  # fmt: skip


def _probation(demo: Demo, case_id: CaseId) -> Tale:
    """The plan, the reports that are due and the educator: approved at once, begun in four days."""
    yield on(24, 9)
    plan_id = acts.proposed(
        demo, "marta", case_id, review_on=date(2027, 3, 22), ends_on=ENDS,
        basis=ConsentBasis.COURT_ORDER,
        goals=(("Attività in biblioteca, martedì e giovedì", "Con l'educatore"),
               ("Iscriversi a un corso", "Orientamento a gennaio")),
    )  # fmt: skip
    few.on_probation(demo, "marta", case_id, joint_on=JOINT, ends_on=ENDS, first=REPORTS[0])
    for due_on in REPORTS[1:]:
        act(demo, "marta", cases.add_court_term, case_id=case_id, kind=CourtTermKind.REPORT,
            due_on=due_on)  # fmt: skip
    request, (line,) = acts.ask(
        demo, "marta", case_id, PathCode.JUVENILE_JUSTICE,
        (Wanted(quantity=100, measure=Measure.PATHS),), starts_on=date(2026, 9, 28), ends_on=ENDS,
        reason="Messa alla prova, dieci mesi.", basis=ConsentBasis.COURT_ORDER,
    )  # fmt: skip
    acts.submit(demo, "marta", request)
    yield on(25, 9)
    few.clerk_named(demo, case_id, "giorgio")
    acts.plan_approved(demo, plan_id)
    acts.approve(demo, request)
    acts.send(demo, line)
    yield on(28, 9)
    acts.accept(demo, line, date(2026, 9, 28))
    acts.start(demo, line)
