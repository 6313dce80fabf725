"""Placements of the town: searched for, chosen, given up, lived in, ended."""

from collections.abc import Callable
from datetime import date, timedelta

from app.cases import operations as cases
from app.cases.operations import Entry, Leaving, MemberDetails, Whereabouts
from app.cases.rules.need import NeedSheet
from app.cases.rules.placements import (
    Destination,
    ExitBasis,
    LegalBasis,
    PlacementRole,
    SearchEnd,
    StructureAnswer,
)
from app.cases.rules.requests import LineOutcome
from app.catalogue.rules import ConsentBasis, Measure, PathCode
from app.demo import acts
from app.demo.acts import Wanted
from app.demo.context import Care, Demo
from app.demo.play import Part, Tale, act, in_the_office, later
from app.demo.pools import MINORS, Pools
from app.kernel.clock import office_date
from app.kernel.references import PersonId, PlacementId, UnitId

MOTHERS, CHILDREN = PathCode.MOTHER_CHILD, PathCode.MINORS_COMMUNITY
BOY = NeedSheet(ages="ragazzo", beds=1)
MEASURES = {MOTHERS: Measure.BEDS, CHILDREN: Measure.PLACES}
COMMUNITY = "Comunità alloggio"
# The way, what becomes of it, the structures asked (the first says yes), when it is asked for.
Search = tuple[PathCode, str, tuple[str, ...], date]
SEARCHES: tuple[Search, ...] = (
    (MOTHERS, "over", ("riservata 01", "riservata 02"), date(2026, 1, 12)),
    (MOTHERS, "over", ("riservata 02",), date(2026, 2, 16)),
    (MOTHERS, "lived_in", ("riservata 04", "riservata 01"), date(2026, 8, 24)),
    (MOTHERS, "given_up", ("riservata 01",), date(2026, 6, 8)),
    (MOTHERS, "chosen", ("riservata 01", "riservata 02"), date(2026, 11, 11)),
    (MOTHERS, "searched", ("riservata 02", "riservata 04"), date(2026, 11, 18)),
    (CHILDREN, "lived_in", (COMMUNITY,), date(2026, 5, 11)),
    (CHILDREN, "lived_in", (COMMUNITY,), date(2026, 9, 21)),
    (CHILDREN, "over", (COMMUNITY,), date(2026, 1, 26)),
)
STAYS, LEAVES_AFTER = 330, (120, 160)
REVIEW_AFTER = (70, 84)


def tales(demo: Demo, pools: Pools) -> list[Tale]:
    """Return one tale for each search of the year."""
    return [_tale(demo, pools, search) for search in SEARCHES]


def _tale(demo: Demo, pools: Pools, search: Search) -> Tale:
    path, what, asked, day = search
    yield in_the_office(demo, day)
    while not (going := _who_may_go(demo)):
        yield later(demo, 1)
    care = demo.draw.choice(going)
    pools.take_her(_mother(demo, care))  # from now on few may name her
    care.services += 1
    request, _ = acts.ask(
        demo, care.login, care.case_id, path,
        (Wanted(quantity=200 if path is MOTHERS else 100, measure=MEASURES[path]),),
        starts_on=office_date(demo.clock), ends_on=office_date(demo.clock) + timedelta(days=STAYS),
        reason="Come dispone il decreto.", basis=ConsentBasis.COURT_ORDER,
    )  # fmt: skip
    acts.submit(demo, care.login, request)
    yield later(demo, 1)
    acts.approve(demo, request)
    need = NeedSheet(ages="madre e figlio", beds=2, families=1) if path is MOTHERS else BOY
    placement = act(demo, care.login, cases.open_search, request_id=request, need=need)
    _named(demo, care, placement, path)
    units = [unit for name in asked if (unit := acts.unit(demo, path, name)) is not None]
    act(demo, care.login, cases.ask_structures, placement_id=placement, unit_ids=units)
    yield from HOW[what](demo, care, placement, units)


def _who_may_go(demo: Demo) -> list[Care]:
    """Return the children who may be placed: those with another service only if nobody else."""
    here = [
        one for one in demo.cares
        if one.kind == MINORS and one.settled and not (one.over or one.leaving or one.afar)
        and _mother(demo, one) not in demo.heard
    ]  # fmt: skip
    return [one for one in here if not one.services] or here


def _named(demo: Demo, care: Care, placement: PlacementId, path: PathCode) -> None:
    child = MemberDetails(
        role=PlacementRole.CHILD, basis=LegalBasis.JUDICIAL, person_id=care.person_id,
        order_reference=f"TM {demo.draw.randint(100, 900)}/2026",
    )  # fmt: skip
    mother = MemberDetails(
        role=PlacementRole.MOTHER, basis=LegalBasis.CONSENSUAL, person_id=_mother(demo, care)
    )
    for details in (mother, child) if path is MOTHERS else (child,):
        act(demo, care.login, cases.add_member, placement_id=placement, details=details)


def _mother(demo: Demo, care: Care) -> PersonId:
    """Return the first of the household: whom the town registered as the mother."""
    for household in demo.town:
        if any(one.person_id == care.person_id for one in household):
            return household[0].person_id
    raise LookupError(care.person_id)


def _answered(demo: Demo, care: Care, placement: PlacementId, units: list[UnitId]) -> Tale:
    yield later(demo, 1)
    for number, unit_id in enumerate(units):
        said = StructureAnswer.NO if number else StructureAnswer.AVAILABLE
        act(demo, care.login, cases.record_answer, placement_id=placement, unit_id=unit_id,
            answer=said)  # fmt: skip


def _searched(demo: Demo, care: Care, placement: PlacementId, units: list[UnitId]) -> Tale:
    """Asked, and nobody has answered yet."""
    yield from ()


def _given_up(demo: Demo, care: Care, placement: PlacementId, units: list[UnitId]) -> Tale:
    yield from _answered(demo, care, placement, units)
    yield later(demo, 1, 2)
    act(demo, care.login, cases.cancel_search, placement_id=placement,
        why=SearchEnd.RELATIVES_FOUND)  # fmt: skip
    act(demo, "paola", cases.lift_protection, placement_id=placement,
        words="Sentita la madre: è dai suoi, nessuno la cerca più.")  # fmt: skip


def _chosen(demo: Demo, care: Care, placement: PlacementId, units: list[UnitId]) -> Tale:
    yield from _answered(demo, care, placement, units)
    act(demo, care.login, cases.propose_structure, placement_id=placement, unit_id=units[0])
    yield later(demo, 1, 2)
    act(demo, "paola", cases.choose_structure, placement_id=placement)


def _entered(demo: Demo, care: Care, placement: PlacementId, units: list[UnitId]) -> Part[None]:
    yield from _chosen(demo, care, placement, units)
    yield later(demo, 2, 6)
    entry = Entry(
        at=demo.clock, expected_end=office_date(demo.clock) + timedelta(days=STAYS),
        where=Whereabouts(structure="Struttura inventata", address="via Inventata, Altrove"),
    )  # fmt: skip
    act(demo, care.login, cases.enter_placement, placement_id=placement, entry=entry)


def _lived_in(demo: Demo, care: Care, placement: PlacementId, units: list[UnitId]) -> Tale:
    yield from _entered(demo, care, placement, units)
    while True:
        yield later(demo, *REVIEW_AFTER)
        act(demo, care.login, cases.review_placement, placement_id=placement,
            words="Si è ambientato; la scuola va.")  # fmt: skip


def _over(demo: Demo, care: Care, placement: PlacementId, units: list[UnitId]) -> Tale:
    """Everybody leaves by an act of his own, the child by an order; then it is closed."""
    yield from _entered(demo, care, placement, units)
    yield later(demo, *REVIEW_AFTER)
    act(demo, care.login, cases.review_placement, placement_id=placement, words="Quasi pronti.")
    yield later(demo, *LEAVES_AFTER)
    leaving = Leaving(
        at=demo.clock, destination=Destination.HOME, basis=ExitBasis.COURT_ORDER,
        order_reference=f"TM {demo.draw.randint(100, 900)}/2026",
    )  # fmt: skip
    acts.leave(demo, care.login, placement, leaving)
    act(demo, care.login, cases.close_placement, placement_id=placement,
        outcome=LineOutcome.REACHED)  # fmt: skip
    care.services -= 1


HOW: dict[str, Callable[[Demo, Care, PlacementId, list[UnitId]], Tale]] = {
    "searched": _searched, "given_up": _given_up, "chosen": _chosen, "lived_in": _lived_in,
    "over": _over,
}  # fmt: skip
