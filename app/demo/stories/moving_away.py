"""Story 11: a family across two Comuni, where who pays for whom is fixed by where they lived."""

from datetime import date

from app.cases import operations as cases
from app.cases import queries as case_queries
from app.cases.operations import CompetenceDetails, Entry, MemberDetails, Whereabouts
from app.cases.rules.diary import EntryKind
from app.cases.rules.need import NeedSheet
from app.cases.rules.placements import (
    CompetenceKind,
    LegalBasis,
    PlacementRole,
    StructureAnswer,
)
from app.cases.rules.requests import Priority
from app.catalogue.rules import (
    Area,
    ConsentBasis,
    Intervention,
    Measure,
    PathCode,
    ReferralSource,
)
from app.demo import acts
from app.demo.acts import Wanted
from app.demo.context import Demo
from app.demo.play import Part, Tale, act, begin, on
from app.intake.operations import SubjectGiven
from app.intake.rules import Answer, Channel, Urgency
from app.kernel.references import CaseId, PlacementId, RequestLineId, TransferId
from app.people import operations as people
from app.people.rules import AddressKind
from app.transfers import operations as transfers
from app.transfers import queries as transfer_queries
from app.transfers.operations import Proposal
from app.transfers.rules import BoxShelf, Piece, ServiceFate, SubjectKind

SCHOOL, HERE, THERE = (
    "Istituto comprensivo del Naviglio", "Comune di Cernusco sul Naviglio", "Comune di Gorgonzola",
)  # fmt: skip
COMMUNITY = "Comunità alloggio del consorzio"
MOVED, ACCEPTED, BRIDGE_OVER = date(2026, 9, 1), date(2026, 9, 30), date(2027, 1, 1)
BRIDGE_ENDS, STAYS_UNTIL, ORDER = date(2026, 12, 31), date(2027, 8, 31), "TM 518/2025"
SUPPORT = {"Daniel Beretta": 300, "Grace Beretta": 200}
CHILDREN = ("Daniel Beretta", "Grace Beretta", "Michael Beretta")


def across_comuni(demo: Demo) -> Tale:
    """Daniel and Grace pass to Gorgonzola with a bridge; Michael stays in Cernusco's charge."""
    daniel, grace, michael = yield from _taken_charge(demo)
    placement = yield from _placed(demo, michael)
    begin(demo, _looked_at(demo, placement))
    helped = yield from _helped_at_home(demo, {"Daniel Beretta": daniel, "Grace Beretta": grace})
    yield from _reviewed(demo, (daniel, grace, michael), date(2026, 6, 15), date(2026, 11, 30))
    yield on(7, 9)
    for name in ("Blessing Okafor", "Daniel Beretta", "Grace Beretta"):
        act(demo, "marta", people.add_address, person_id=demo.people[name],
            kind=AddressKind.REGISTERED, street="", municipality="Gorgonzola",
            valid_from=MOVED)  # fmt: skip
    sent = [_proposed(demo, case_id, line) for case_id, line in helped]
    yield on(23, 9)
    for case_id in (daniel, grace, michael):
        acts.diary(demo, "marta", case_id, EntryKind.MEETING, "Riunione con Gorgonzola.")
    yield on(30, 9)
    _accepted_there(demo)
    yield on(30, 9, 11)
    for transfer_id in sent:
        act(demo, "paola", transfers.take_note, transfer_id=transfer_id)
    yield from _reviewed(demo, (michael,), date(2026, 11, 16), date(2027, 5, 10))


def _taken_charge(demo: Demo) -> Part[list[CaseId]]:
    yield on(10, 11, year=2025)
    referral = acts.register(
        demo, "giorgio", channel=Channel.PEC, source=ReferralSource.SCHOOL,
        referring_body_id=demo.known[SCHOOL], urgency=Urgency.WITHIN_7_DAYS,
        subjects=tuple(SubjectGiven(person_id=demo.people[name]) for name in CHILDREN),
        story="I piccoli arrivano tardi; Michael non torna a casa la notte.",
    )  # fmt: skip
    yield on(11, 11, year=2025)
    acts.assign(demo, referral, "marta")
    acts.acknowledged(demo, "giorgio", referral)
    yield on(13, 11, year=2025)
    acts.meet(demo, "marta", referral, "Colloquio con la madre e il padre.")
    acts.judge(
        demo,
        "marta",
        referral,
        risk=Answer.YES,
        harm=Answer.NO,
        grounds="Michael è fuori controllo.",
    )
    yield on(1, 12, year=2025)
    acts.consent(demo, "marta", referral, ConsentBasis.BOTH_PARENTS, "Blessing e Simone")
    opened = acts.take_charge(demo, "marta", referral, Area.FAMILY_AND_MINORS)
    for case_id in opened:
        act(demo, "marta", cases.begin_assessment, case_id=case_id)
    yield on(18, 12, year=2025)
    for case_id, name in zip(opened, CHILDREN, strict=True):
        acts.assessed(
            demo, "marta", case_id, situation=f"{name} vive con la madre; il padre fa i turni.",
            resources="Il padre, la parrocchia.", risks="Molte sere senza adulti.",
            opinion="Aiuto in casa per i piccoli, una comunità per Michael.",
        )  # fmt: skip
        plan_id = acts.proposed(
            demo, "marta", case_id, review_on=date(2026, 6, 15), ends_on=STAYS_UNTIL,
            basis=ConsentBasis.BOTH_PARENTS,
            goals=(("Serate con un adulto", "Educatore, accordi con il padre"),),
        )  # fmt: skip
        acts.plan_approved(demo, plan_id)
    return opened


def _placed(demo: Demo, michael: CaseId) -> Part[PlacementId]:
    request, _ = acts.ask(
        demo, "marta", michael, PathCode.MINORS_COMMUNITY,
        (Wanted(quantity=100, measure=Measure.PLACES, unit=COMMUNITY),),
        starts_on=date(2026, 1, 12), ends_on=STAYS_UNTIL, basis=ConsentBasis.COURT_ORDER,
        reason="Collocamento disposto dal Tribunale.", priority=Priority.COURT_ORDER,
    )  # fmt: skip
    acts.submit(demo, "marta", request)
    yield on(22, 12, year=2025)
    acts.approve(demo, request)
    placement = act(demo, "marta", cases.open_search, request_id=request,
                    need=NeedSheet(ages="15", beds=1))  # fmt: skip
    details = MemberDetails(
        role=PlacementRole.CHILD, basis=LegalBasis.JUDICIAL, order_reference=ORDER,
        person_id=demo.people["Michael Beretta"],
    )  # fmt: skip
    act(demo, "marta", cases.add_member, placement_id=placement, details=details)
    unit = acts.unit(demo, PathCode.MINORS_COMMUNITY, COMMUNITY)
    act(demo, "marta", cases.ask_structures, placement_id=placement, unit_ids=[unit])
    act(demo, "marta", cases.record_answer, placement_id=placement, unit_id=unit,
        answer=StructureAnswer.AVAILABLE)  # fmt: skip
    act(demo, "marta", cases.propose_structure, placement_id=placement, unit_id=unit)
    act(demo, "paola", cases.choose_structure, placement_id=placement)
    for kind in (CompetenceKind.PAYER, CompetenceKind.TAKING_CHARGE):
        competence = CompetenceDetails(
            kind=kind, body_id=demo.known[HERE], valid_from=date(2026, 1, 12),
            basis="I genitori risiedevano qui all'ingresso.",
        )  # fmt: skip
        act(demo, "marta", cases.note_competence, placement_id=placement, details=competence)
    yield on(12, 1, 15, 0)
    entry = Entry(
        at=on(12, 1, 11, 0), expected_end=STAYS_UNTIL,
        where=Whereabouts(structure="Comunità inventata", address="via Inventata 3, Altrove"),
    )  # fmt: skip
    act(demo, "marta", cases.enter_placement, placement_id=placement, entry=entry)
    return placement


def _looked_at(demo: Demo, placement: PlacementId) -> Tale:
    """With the community, before the ninety days are over."""
    for day in (on(8, 4), on(2, 7), on(24, 9)):
        yield day
        act(demo, "marta", cases.review_placement, placement_id=placement,
            words="Frequenta, dorme in comunità; il padre viene la domenica.")  # fmt: skip


def _helped_at_home(
    demo: Demo, opened: dict[str, CaseId]
) -> Part[list[tuple[CaseId, RequestLineId]]]:
    lines = []
    for name, case_id in opened.items():
        request, (line,) = acts.ask(
            demo, "marta", case_id, PathCode.ADM,
            (Wanted(intervention=Intervention.EDUCATION_AT_HOME, quantity=SUPPORT[name],
                    unit="Ponte di Carta"),),
            starts_on=date(2026, 2, 2), ends_on=BRIDGE_ENDS, basis=ConsentBasis.BOTH_PARENTS,
            reason="Le sere in cui la madre lavora.",
        )  # fmt: skip
        acts.submit(demo, "marta", request)
        lines.append((request, line))
    yield on(14, 1)
    for request, line in lines:
        acts.approve(demo, request)
        acts.send(demo, line)
    yield on(16, 1)
    for _, line in lines:
        acts.accept(demo, line, date(2026, 2, 2), "Gaia Riva")
    yield on(2, 2)
    for _, line in lines:
        acts.start(demo, line)
    return [(case_id, line) for case_id, (_, line) in zip(opened.values(), lines, strict=True)]


def _proposed(demo: Demo, case_id: CaseId, line: RequestLineId) -> TransferId:
    """Write who takes charge and who pays for what from when, then propose: the help goes on."""
    for kind, body, since, until in (
        (CompetenceKind.TAKING_CHARGE, THERE, ACCEPTED, None),
        (CompetenceKind.PAYER, HERE, MOVED, BRIDGE_OVER),
    ):
        details = CompetenceDetails(
            kind=kind, body_id=demo.known[body], valid_from=since, valid_to=until,
            basis="Accordo tra i due Comuni",
        )  # fmt: skip
        act(demo, "marta", cases.note_case_competence, case_id=case_id, details=details)
    proposal = Proposal(
        kind=SubjectKind.CASE, subject_id=case_id, body_id=demo.known[THERE],
        pieces=frozenset({Piece.WHO, Piece.PLAN, Piece.ASSESSMENT}),
        words="La madre abita a Gorgonzola dal primo settembre. L'ADM fino al 31 dicembre la paga "
        "Cernusco, per accordo.",
        bridging_until=BRIDGE_ENDS, fates={line: ServiceFate.BRIDGED}, protection_assured=True,
    )  # fmt: skip
    return act(demo, "paola", transfers.propose, proposal=proposal)


def _accepted_there(demo: Demo) -> None:
    """In Gorgonzola Teresa reads what was sent, and nothing else: she says yes to both."""
    for one in transfer_queries.box(demo.staff["teresa"], BoxShelf.TO_ANSWER, 0, 10):
        act(demo, "teresa", transfers.accept, incoming_id=one.id,
            words="Li seguiamo noi da oggi; per l'ADM ci vediamo a dicembre.")  # fmt: skip


def _reviewed(demo: Demo, opened: tuple[CaseId, ...], day: date, following: date) -> Tale:
    yield on(day.day, day.month, 11)
    for case_id in opened:
        acts.diary(demo, "marta", case_id, EntryKind.INTERVIEW, "Si guarda insieme il progetto.")
        (plan,) = case_queries.plans_of(demo.staff["marta"], case_id)
        acts.reviewed(demo, "marta", case_id, plan.id, following)
