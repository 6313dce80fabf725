"""Story 8: an alarm at home for who goes back from hospital alone."""

from datetime import date

from app.cases import operations as cases
from app.cases.rules.diary import EntryKind
from app.catalogue.rules import Area, ConsentBasis, Measure, PathCode, ReferralSource
from app.demo import acts, particulars
from app.demo.acts import Wanted
from app.demo.context import Demo
from app.demo.play import Part, Tale, act, on
from app.intake.operations import SubjectGiven
from app.intake.rules import Channel, Urgency
from app.kernel.references import CaseId, RequestLineId
from app.particulars.rules import AlarmKind, KeyRelation

HOSPITAL = "Ospedale di zona"
ENDS = date(2027, 9, 30)


def alarm_at_home(demo: Demo) -> Tale:
    """Installed in two weeks; after a fall she waits for help at home, sixth in the list.

    Last night it rang again: Chiara is away, who deputises finds it among the things of today.
    """
    case_id = yield from _discharged(demo)
    yield on(22, 9)
    request, (line,) = acts.ask(
        demo, "chiara", case_id, PathCode.REMOTE_ASSISTANCE,
        (Wanted(quantity=1200, measure=Measure.MONTHS, unit="teleassistenza",
                note="si installa in camera"),),
        starts_on=date(2026, 10, 1), ends_on=ENDS, reason="Torna a casa sola.",
        basis=ConsentBasis.ADULT,
    )  # fmt: skip
    acts.submit(demo, "chiara", request)
    act(demo, "chiara", cases.begin_assessment, case_id=case_id)
    yield on(24, 9)
    acts.approve(demo, request)
    acts.send(demo, line)
    yield on(28, 9)
    acts.accept(demo, line, date(2026, 10, 1))
    yield on(1, 10)
    acts.start(demo, line)
    particulars.installed(demo, line)
    particulars.keys(demo, line, "Dina Pozzi", "000 5550171", KeyRelation.NEIGHBOUR)
    particulars.keys(demo, line, "Laura Cogliati", "000 5550172", KeyRelation.CHILD)
    acts.assessed(
        demo, "chiara", case_id, situation="Vedova, 85 anni, sola al terzo piano con ascensore.",
        resources="La vicina Dina, la figlia la domenica.", risks="Cade di notte.",
        opinion="Può restare a casa, con un allarme e qualche ora di aiuto.",
    )  # fmt: skip
    plan_id = acts.proposed(
        demo, "chiara", case_id, review_on=date(2027, 6, 1), ends_on=ENDS,
        basis=ConsentBasis.ADULT,
        goals=(("Restare a casa in sicurezza", "Teleassistenza, aiuto domestico"),),
    )  # fmt: skip
    yield on(2, 10)
    acts.plan_approved(demo, plan_id)
    yield on(26, 10)
    particulars.alarm(demo, line, on(26, 10, 7, 50), AlarmKind.FALSE_ALARM, "Stava bene.",
                      answer="Telefonata: ha premuto per sbaglio.")  # fmt: skip
    yield from _fallen(demo, case_id, line)
    yield on(23, 11, 8, 40)
    particulars.alarm(demo, line, on(22, 11, 23, 10), AlarmKind.FALSE_ALARM,
                      "Ha risposto subito: stava bene.")  # fmt: skip


def _discharged(demo: Demo) -> Part[CaseId]:
    yield on(17, 9)
    referral = acts.register(
        demo, "giorgio", channel=Channel.EMAIL, source=ReferralSource.HEALTH_SERVICE,
        referring_body_id=demo.known[HOSPITAL], urgency=Urgency.WITHIN_48_HOURS,
        subjects=(SubjectGiven(person_id=demo.people["Pierina Ravasi"]),),
        story="Dimissione protetta domani, venerdì 18. La chiamano tutti Cogliati.",
    )  # fmt: skip
    acts.assign(demo, referral, "chiara")
    yield on(18, 9)
    acts.meet(demo, "chiara", referral, "In reparto, con la figlia al telefono.")
    acts.acknowledged(demo, "giorgio", referral)
    acts.consent(demo, "chiara", referral, ConsentBasis.ADULT, "Pierina Ravasi")
    (case_id,) = acts.take_charge(demo, "chiara", referral, Area.ELDERLY, deputy="luca")
    return case_id


def _fallen(demo: Demo, case_id: CaseId, alarm_line: RequestLineId) -> Tale:
    yield on(16, 11, 11, 0)
    particulars.alarm(
        demo, alarm_line, on(14, 11, 2, 40), AlarmKind.FALL,
        "Caduta in bagno: è salita la vicina con le chiavi, poi la guardia medica.",
        answer="Visita a casa: spaventata, nessuna frattura.",
    )  # fmt: skip
    acts.diary(demo, "chiara", case_id, EntryKind.HOME_VISIT, "Spaventata, nessuna frattura.")
    request, (line,) = acts.ask(
        demo, "chiara", case_id, PathCode.HOME_CARE,
        (Wanted(quantity=450, unit="assistenza domiciliare", note="igiene, tre mattine"),),
        starts_on=date(2026, 12, 1), ends_on=ENDS, reason="Dopo la caduta non si lava da sola.",
        basis=ConsentBasis.ADULT,
    )  # fmt: skip
    acts.submit(demo, "chiara", request)
    yield on(17, 11)
    acts.approve(demo, request)
    yield on(18, 11)
    acts.enlist(demo, line)
