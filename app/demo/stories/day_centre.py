"""Story 3: a place in a day centre for people with disabilities, and who waits for one too soon."""

from datetime import date

from app.cases import operations as cases
from app.cases.rules.diary import EntryKind
from app.catalogue.queries import units_of
from app.catalogue.rules import Area, ConsentBasis, Measure, Paper, PathCode, ReferralSource
from app.demo import acts
from app.demo.acts import Wanted
from app.demo.context import Demo
from app.demo.play import Part, Tale, act, on
from app.intake.operations import SubjectGiven
from app.intake.rules import Channel, Urgency
from app.kernel.clock import office_date
from app.kernel.references import CaseId, WaitingEntryId
from app.waiting import operations as waiting
from app.waiting.rules import Criterion, TryChannel, TryOutcome

CENTRES = (
    Wanted(quantity=100, measure=Measure.PLACES, unit="Trezzo", note="prima preferenza"),
    Wanted(quantity=100, measure=Measure.PLACES, unit="Vimercate", note="seconda preferenza"),
)


def a_place_for_matteo(demo: Demo) -> Tale:
    """One request, two centres: second and fourth in June, first at Trezzo since October."""
    yield on(12, 5)
    referral = acts.register(
        demo, "chiara", channel=Channel.DESK, source=ReferralSource.COHABITING_RELATIVE,
        subjects=(SubjectGiven(person_id=demo.people["Matteo Cislaghi"]),), interviewed=True,
        urgency=Urgency.ORDINARY, referrer="Rosa Invernizzi",
        story="La scuola finisce l'8 giugno. La madre è sola e amministratrice di sostegno.",
    )  # fmt: skip
    acts.assign(demo, referral, "chiara")
    yield on(14, 5)
    acts.meet(demo, "chiara", referral, "Visita a casa, con la madre.")
    acts.consent(demo, "chiara", referral, ConsentBasis.ADULT_WITH_ADMINISTRATOR,
                 "Rosa Invernizzi")  # fmt: skip
    (case_id,) = acts.take_charge(demo, "chiara", referral, Area.DISABILITY, deputy="luca")
    trezzo = yield from _asked_for(demo, case_id)
    yield from _usmate_refused(demo, case_id, trezzo)
    yield on(9, 10)
    act(demo, "chiara", waiting.score, entry_id=trezzo, criterion=Criterion.FAMILY_EMERGENCY,
        points=1, why="La madre è stata operata: non lo può più sollevare.")  # fmt: skip
    acts.diary(demo, "chiara", case_id, EntryKind.PHONE_CALL,
               "La madre è stata operata: il bisogno è più grave.")  # fmt: skip
    yield on(19, 11)
    act(demo, "giorgio", waiting.offer_place, entry_id=trezzo, starts_on=date(2026, 12, 1))
    acts.diary(demo, "chiara", case_id, EntryKind.MEETING,
               "A Trezzo si è liberato un posto: risposta entro il 26.")  # fmt: skip
    yield on(20, 11)
    act(demo, "giorgio", waiting.note_try, entry_id=trezzo, channel=TryChannel.PHONE,
        outcome=TryOutcome.NO_ANSWER, at=demo.clock)  # fmt: skip


def _usmate_refused(demo: Demo, case_id: CaseId, trezzo: WaitingEntryId) -> Tale:
    """A free place nobody asked for is offered, and refused: nothing else changes for him."""
    yield on(28, 9)
    (usmate,) = (
        unit.id for unit in units_of(demo.staff["giorgio"], PathCode.CDD, office_date(demo.clock))
        if "Usmate" in unit.name
    )  # fmt: skip
    entry = act(demo, "giorgio", waiting.prefer_centre, entry_id=trezzo, unit_id=usmate,
                preference=0)  # fmt: skip
    act(demo, "giorgio", waiting.offer_place, entry_id=entry, starts_on=date(2026, 10, 12))
    acts.diary(demo, "chiara", case_id, EntryKind.PHONE_CALL,
               "Proposto Usmate, non chiesto: c'è un posto libero.")  # fmt: skip
    yield on(5, 10)
    act(demo, "chiara", waiting.decline_and_leave, entry_id=entry,
        words="«È troppo lontano: aspettiamo Trezzo.»")  # fmt: skip


def _asked_for(demo: Demo, case_id: CaseId) -> Part[WaitingEntryId]:
    """The two centres are asked for and approved, his plan too, and he is on both lists."""
    yield on(18, 5)
    act(demo, "chiara", cases.begin_assessment, case_id=case_id)
    request, lines = acts.ask(
        demo, "chiara", case_id, PathCode.CDD, CENTRES, starts_on=date(2026, 6, 8), ends_on=None,
        reason="Disabilità grave; dopo la scuola resta solo la madre.",
        basis=ConsentBasis.ADULT_WITH_ADMINISTRATOR,
    )  # fmt: skip
    acts.submit(demo, "chiara", request)
    yield on(20, 5)
    acts.approve(demo, request)
    acts.assessed(
        demo, "chiara", case_id, situation="Vive con la madre, 61 anni, che lo assiste da sola.",
        resources="Un vicino, la parrocchia.", risks="La fatica di chi assiste.",
        opinion="Il centro diurno è adatto: dà sollievo alla madre e giornate piene a lui.",
    )  # fmt: skip
    plan_id = acts.proposed(
        demo, "chiara", case_id, review_on=date(2027, 4, 20), ends_on=date(2027, 12, 31),
        basis=ConsentBasis.ADULT_WITH_ADMINISTRATOR,
        goals=(("Una giornata fuori casa", "Centro diurno, appena c'è posto"),
               ("Sollievo per la madre", "Due pomeriggi con i volontari")),
    )  # fmt: skip
    yield on(22, 5)
    acts.plan_approved(demo, plan_id)
    yield on(3, 6)
    trezzo, _ = (
        acts.enlist(demo, line, complete_on=date(2026, 5, 12), preference=number)
        for number, line in enumerate(lines, start=1)
    )
    act(demo, "chiara", waiting.score, entry_id=trezzo, criterion=Criterion.NEED, points=40,
        why="Disabilità plurima; nessun altro aiuto in casa.")  # fmt: skip
    return trezzo


def not_yet_of_age(demo: Demo) -> Tale:
    """Aurora is seventeen: the request of her parents and the health's papers are still to come."""
    yield on(3, 11)
    referral = acts.register(
        demo, "chiara", channel=Channel.DESK, source=ReferralSource.COHABITING_RELATIVE,
        subjects=(SubjectGiven(person_id=demo.people["Aurora Colnaghi"]),), interviewed=True,
        referrer="Carla Bestetti", story="La madre chiede per tempo un centro diurno.",
    )  # fmt: skip
    acts.assign(demo, referral, "chiara")
    acts.meet(demo, "chiara", referral, "Colloquio con la madre, allo sportello.")
    yield on(6, 11)
    (case_id,) = acts.take_charge(demo, "chiara", referral, Area.DISABILITY, deputy="luca")
    yield on(12, 11)
    act(demo, "chiara", cases.begin_assessment, case_id=case_id)
    request, _ = acts.ask(
        demo, "chiara", case_id, PathCode.CDD,
        (Wanted(quantity=100, measure=Measure.PLACES, unit="Vimercate"),),
        starts_on=date(2027, 9, 1), ends_on=None, basis=ConsentBasis.UNKNOWN,
        override="Compie 18 anni a febbraio: si prepara la domanda per tempo.",
        reason="Finisce la scuola a giugno.",
    )  # fmt: skip
    for paper in (Paper.UNDER_AGE_REQUEST, Paper.HEALTH_ASSESSMENT):
        act(demo, "chiara", cases.note_paper, request_id=request, paper=paper,
            expected_on=date(2026, 12, 11), held=False)  # fmt: skip
