"""Story 9: back to work, through a course and a placement with an allowance."""

from datetime import date

from app.cases import operations as cases
from app.cases.rules.diary import EntryKind
from app.cases.rules.requests import EndCause, LineOutcome, SuspensionCause
from app.catalogue.rules import Area, ConsentBasis, Measure, PathCode, ReferralSource
from app.demo import acts, particulars
from app.demo.acts import Wanted
from app.demo.context import Demo
from app.demo.play import Part, Tale, act, on
from app.intake.operations import SubjectGiven
from app.intake.rules import Channel, Urgency
from app.kernel.references import CaseId
from app.particulars.rules import WorkPhase

COURSE_ENDS, PLACEMENT_ENDS = date(2026, 6, 26), date(2027, 3, 12)
ONE_WAY = 100


def back_to_work(demo: Demo) -> Tale:
    """Omar: walk-in in February, a course in spring, at the nursery garden since September."""
    case_id = yield from _taken_charge(demo)
    yield from _course(demo, case_id)
    yield from _placement(demo, case_id)


def _taken_charge(demo: Demo) -> Part[CaseId]:
    yield on(9, 2, 16, 0)
    referral = acts.register(
        demo, "luca", channel=Channel.DESK, source=ReferralSource.SELF, interviewed=True,
        subjects=(SubjectGiven(person_id=demo.people["Omar El Idrissi"]),),
        urgency=Urgency.ORDINARY, story="Ha perso il lavoro in magazzino, cerca altro.",
    )  # fmt: skip
    acts.assign(demo, referral, "luca")
    acts.meet(demo, "luca", referral, "Colloquio allo sportello.")
    yield on(23, 2)
    acts.consent(demo, "luca", referral, ConsentBasis.ADULT, "Omar El Idrissi")
    (case_id,) = acts.take_charge(
        demo, "luca", referral, Area.POVERTY_AND_ADULTS, deputy="chiara"
    )  # fmt: skip
    yield on(5, 3)
    act(demo, "luca", cases.begin_assessment, case_id=case_id)
    yield on(16, 3)
    acts.assessed(
        demo, "luca", case_id, situation="Vive da solo in affitto; disoccupato da novembre.",
        resources="Patente del muletto, italiano buono.", risks="Affitto arretrato di un mese.",
        opinion="Un corso breve e poi un tirocinio.",
    )  # fmt: skip
    plan_id = acts.proposed(
        demo, "luca", case_id, review_on=date(2027, 2, 10), ends_on=date(2027, 6, 30),
        basis=ConsentBasis.ADULT, goals=(("Un lavoro", "Corso, poi inserimento lavorativo"),),
    )  # fmt: skip
    yield on(18, 3)
    acts.plan_approved(demo, plan_id)
    return case_id


def _course(demo: Demo, case_id: CaseId) -> Tale:
    request, (line,) = acts.ask(
        demo, "luca", case_id, PathCode.MULTIMISURA,
        (Wanted(quantity=ONE_WAY, measure=Measure.PATHS, unit="Multimisura"),),
        starts_on=date(2026, 4, 13), ends_on=COURSE_ENDS, basis=ConsentBasis.ADULT,
        reason="Corso di giardinaggio.",
    )  # fmt: skip
    acts.submit(demo, "luca", request)
    yield on(20, 3)
    acts.approve(demo, request)
    acts.send(demo, line)
    yield on(25, 3)
    acts.accept(demo, line, date(2026, 4, 13))
    yield on(13, 4)
    acts.start(demo, line)
    yield on(26, 6, 16, 0)
    act(demo, "luca", cases.end_service, line_id=line, ended_on=COURSE_ENDS,
        cause=EndCause.PERIOD_OVER, outcome=LineOutcome.REACHED)  # fmt: skip
    acts.diary(demo, "luca", case_id, EntryKind.INTERVIEW, "Corso finito, contento.")


def _placement(demo: Demo, case_id: CaseId) -> Tale:
    yield on(29, 6)
    request, (line,) = acts.ask(
        demo, "luca", case_id, PathCode.WORK_PLACEMENT,
        (Wanted(quantity=ONE_WAY, measure=Measure.PATHS, unit="Servizio lavoro"),),
        starts_on=date(2026, 9, 14), ends_on=PLACEMENT_ENDS, basis=ConsentBasis.ADULT,
        reason="Inserimento con indennità dopo il corso.",
    )  # fmt: skip
    acts.submit(demo, "luca", request)
    yield on(1, 7)
    acts.approve(demo, request)
    yield on(2, 7)
    acts.send(demo, line)
    particulars.phase(demo, line, WorkPhase.PRELIMINARY, "Con l'équipe del lavoro.")
    yield on(13, 7)
    particulars.phase(demo, line, WorkPhase.ORIENTATION, "Bilancio delle competenze.")
    acts.accept(demo, line, date(2026, 9, 14), "Fabio Redaelli")
    yield on(7, 9)
    particulars.phase(demo, line, WorkPhase.DESIGN, "Azienda trovata: un vivaio.")
    yield on(14, 9)
    acts.start(demo, line)
    particulars.phase(demo, line, WorkPhase.TOOLS, "Tirocinio con indennità.")
    particulars.hosted(demo, line)
    yield on(12, 10)
    particulars.phase(demo, line, WorkPhase.ACCOMPANYING, "Prima verifica, va bene.",
                      check=date(2026, 12, 2))  # fmt: skip
    yield on(26, 10)
    act(demo, "luca", cases.suspend_line, line_id=line, why=SuspensionCause.ILLNESS,
        kept_until=date(2026, 12, 31))  # fmt: skip
    yield on(9, 11)
    act(demo, "luca", cases.resume_line, line_id=line)
    acts.diary(demo, "luca", case_id, EntryKind.PHONE_CALL,
               "Ripreso il lavoro. Prossima verifica mercoledì 2 dicembre.")  # fmt: skip
