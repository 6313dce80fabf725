"""A placement: searched with initials, proposed and chosen by two persons, entered, closed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.cases import queries
from app.cases.models import Placement, StructureAsk
from app.cases.operations.moving import (
    enter_everybody,
    keep_address,
    name_watchers,
    take_placement,
)
from app.cases.operations.needing import write_need
from app.cases.operations.requests import Money, commit_money
from app.cases.operations.stepping import Said, end_placed, start_placed
from app.cases.procedure import PLACEMENT
from app.cases.procedure.placement import PlacementAction, PlacementState
from app.cases.procedure.request import RUNNING
from app.cases.rules.need import NeedSheet
from app.cases.rules.placements import (
    PlacementFacts,
    PlacementFault,
    PlacementRole,
    SearchEnd,
    StructureAnswer,
)
from app.cases.rules.requests import LineOutcome
from app.catalogue.queries import due, unit_row
from app.catalogue.rules import PathCode, Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import PlacementId, ServiceRequestId, UnitId
from app.transaction.use_case import use_case


@dataclass(frozen=True, kw_only=True)
class Whereabouts:
    """The secret of a placement: what the structure is called in truth, and where it is."""

    structure: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """When they entered and until when they are expected to stay; where, told once and sealed."""

    at: datetime
    expected_end: date | None
    where: Whereabouts
    unit_id: UnitId | None = None  # in urgency, before two persons have chosen


@use_case("cases.placement.open_search", permission=None)
def open_search(
    *, actor: Viewer, now: datetime, request_id: ServiceRequestId, need: NeedSheet
) -> PlacementId:
    """Begin to look for a place, from a need sheet without names, and return the placement's id.

    Refuses a request neither approved nor activated in urgency, and a sheet that names somebody
    (`Invalid`). A mother with her children is protected from the first moment.
    """
    request = queries.request_ready(actor, request_id)
    facts = PlacementFacts(request_ready=request.state in RUNNING)
    step = PLACEMENT.step(None, PlacementAction.OPEN_SEARCH, facts, actor.may)
    placement = Placement(
        organisation_id=actor.organisation_id,
        data_key_id=request.data_key_id,
        request_id=request.id,
        case_id=request.case_id,
        state=step.to,
        protected=request.path == PathCode.MOTHER_CHILD,
        created_at=now,
    )
    write_need(actor, now, placement, request, need)
    db.session.add(placement)
    db.session.flush()
    take_placement(actor, now, placement, PlacementAction.OPEN_SEARCH, step=step)
    name_watchers(actor, now, placement)
    return placement.id


@use_case("cases.placement.ask", permission=None)
def ask_structures(
    *,
    actor: Viewer,
    now: datetime,
    placement_id: PlacementId,
    version: int,
    unit_ids: Collection[UnitId],
) -> None:
    """Ask several structures at once, with initials only; each has forty-eight hours to answer."""
    placement = queries.placement_for_change(actor, placement_id, version)
    asked = {ask.unit_id for ask in queries.asks_of(placement)}
    take_placement(actor, now, placement, PlacementAction.ASK_STRUCTURES)
    by = due(actor, Term.PROVIDER_ANSWER_PLACEMENT, now).at or now + timedelta(hours=48)
    for unit_id in unit_ids:
        unit = unit_row(actor, unit_id, office_date(now))
        if unit.id not in asked:
            db.session.add(
                StructureAsk(
                    organisation_id=actor.organisation_id,
                    placement_id=placement.id,
                    unit_id=unit.id,
                    asked_at=now,
                    due_at=by,
                    answer=StructureAnswer.SENT,
                )
            )


@use_case("cases.placement.answer", permission=None)
def record_answer(
    *,
    actor: Viewer,
    now: datetime,
    placement_id: PlacementId,
    version: int,
    unit_id: UnitId,
    answer: StructureAnswer,
    available_until: date | None = None,
) -> None:
    """Write what a structure answered, and until when its place is kept."""
    placement = queries.placement_for_change(actor, placement_id, version)
    ask = _ask(placement, unit_id)
    take_placement(actor, now, placement, PlacementAction.RECORD_ANSWER, said=Said(code=answer))
    ask.answer, ask.answered_at, ask.available_until = answer, now, available_until


@use_case("cases.placement.propose", permission=None)
def propose_structure(
    *, actor: Viewer, now: datetime, placement_id: PlacementId, version: int, unit_id: UnitId
) -> None:
    """Propose one of the structures that said yes; another person chooses."""
    placement = queries.placement_for_change(actor, placement_id, version)
    _available(placement, unit_id, office_date(now))
    take_placement(actor, now, placement, PlacementAction.PROPOSE)
    placement.proposed_unit_id, placement.proposed_by_id = unit_id, actor.account_id


@use_case("cases.placement.choose", permission=None)
def choose_structure(
    *, actor: Viewer, now: datetime, placement_id: PlacementId, version: int
) -> None:
    """Choose the structure a colleague proposed; the others are thanked.

    Refuses who proposed it herself, and a yes that no longer counts.
    """
    placement = queries.placement_for_change(actor, placement_id, version)
    if placement.proposed_unit_id is not None:
        _available(placement, placement.proposed_unit_id, office_date(now))
    take_placement(actor, now, placement, PlacementAction.CHOOSE)
    placement.unit_id = placement.proposed_unit_id
    for ask in queries.asks_of(placement):
        if ask.unit_id != placement.unit_id and ask.answer != StructureAnswer.NO:
            ask.answer = StructureAnswer.THANKED


@use_case("cases.placement.commit", permission=None)
def commit_placement(
    *, actor: Viewer, now: datetime, placement_id: PlacementId, version: int, money: Money
) -> None:
    """Write by which act the fee is set aside. Refuses until a payer is known for each member."""
    placement = queries.placement_for_change(actor, placement_id, version)
    take_placement(actor, now, placement, PlacementAction.COMMIT)
    request = queries.request_for_change(actor, placement.request_id)
    commit_money(actor=actor, now=now, request_id=request.id, version=request.version, money=money)


@use_case("cases.placement.enter", permission=None)
def enter_placement(
    *,
    actor: Viewer,
    now: datetime,
    placement_id: PlacementId,
    version: int,
    entry: Entry,
    words: str = "",
) -> None:
    """Write that they entered: day and hour, of each member named; the address is sealed at once.

    Refuses an hour to come, and more people than beds and family units. In urgency, before the
    structure is chosen by two persons, a written reason is needed.
    """
    placement = queries.placement_for_change(actor, placement_id, version)
    if entry.at > now:
        raise Invalid(f"entered_on:{PlacementFault.ENTERS_IN_FUTURE}")
    if placement.state == PlacementState.SEARCHING and entry.unit_id is not None:
        _available(placement, entry.unit_id, office_date(now))
        placement.unit_id = entry.unit_id
    if placement.unit_id is None:
        raise NotAllowedNow(PlacementFault.NO_AVAILABILITY)
    queries.lock_unit(actor, placement.unit_id)
    said = Said(words=words, happened=entry.at)
    placement.expected_end = entry.expected_end
    take_placement(actor, now, placement, PlacementAction.ENTER, said=said)
    placement.entered_at = entry.at
    keep_address(actor, now, placement, entry.where.structure, entry.where.address)
    enter_everybody(actor, now, placement, entry.at)
    request = queries.request_for_change(actor, placement.request_id)
    start_placed(actor, now, request, entry.at)


@use_case("cases.placement.review", permission=None)
def review_placement(
    *, actor: Viewer, now: datetime, placement_id: PlacementId, version: int, words: str
) -> None:
    """Write how the goals go; the next review is due in ninety days."""
    placement = queries.placement_for_change(actor, placement_id, version)
    take_placement(actor, now, placement, PlacementAction.REVIEW, said=Said(words=words))


@use_case("cases.placement.ask_extension", permission=None)
def ask_extension(
    *, actor: Viewer, now: datetime, placement_id: PlacementId, version: int, to: date
) -> None:
    """Ask for a later end, which the supervisor approves. Refuses an end that is not later."""
    placement = queries.placement_for_change(actor, placement_id, version)
    if placement.expected_end is not None and to <= placement.expected_end:
        raise Invalid(f"to:{PlacementFault.COMPETENCE_BACKWARDS}")
    take_placement(actor, now, placement, PlacementAction.EXTEND)
    placement.extension_to, placement.extension_by_id = to, actor.account_id


@use_case("cases.placement.approve_extension", permission=None)
def approve_extension(
    *, actor: Viewer, now: datetime, placement_id: PlacementId, version: int
) -> None:
    """Approve the extension a colleague asked for. Refuses who asked for it."""
    placement = queries.placement_for_change(actor, placement_id, version)
    placement.expected_end = placement.extension_to or placement.expected_end
    take_placement(actor, now, placement, PlacementAction.APPROVE_EXTENSION)
    placement.extension_to = placement.extension_by_id = None


@use_case("cases.placement.move", permission=None)
def move_placement(
    *,
    actor: Viewer,
    now: datetime,
    placement_id: PlacementId,
    version: int,
    entry: Entry,
    words: str,
) -> None:
    """Move those inside to another structure that said yes; the old address stays as secret.

    Refuses more people than beds and family units of the new one.
    """
    placement = queries.placement_for_change(actor, placement_id, version)
    if entry.unit_id is None:
        raise NotAllowedNow(PlacementFault.NO_AVAILABILITY)
    on = office_date(now)
    _available(placement, entry.unit_id, on)
    queries.lock_unit(actor, entry.unit_id)
    roles = [PlacementRole(m.role) for m in queries.members_of(placement) if m.entered_at]
    if not queries.can_hold(actor, entry.unit_id, roles, on, placement.id):
        raise NotAllowedNow(PlacementFault.NO_BEDS)
    take_placement(
        actor, now, placement, PlacementAction.MOVE, said=Said(words=words, happened=entry.at)
    )
    placement.unit_id = entry.unit_id
    keep_address(actor, now, placement, entry.where.structure, entry.where.address)


@use_case("cases.placement.lift_protection", permission=None)
def lift_protection(
    *, actor: Viewer, now: datetime, placement_id: PlacementId, version: int, words: str
) -> None:
    """Let who was placed be found again, having heard her, and say why.

    It is the only end of a protection: neither leaving, nor the end of the placement, is one.
    Refuses who may not approve, and a placement that is no secret.
    """
    placement = queries.placement_for_change(actor, placement_id, version)
    take_placement(actor, now, placement, PlacementAction.LIFT_PROTECTION, said=Said(words=words))
    placement.protected = False


@use_case("cases.placement.cancel_search", permission=None)
def cancel_search(
    *, actor: Viewer, now: datetime, placement_id: PlacementId, version: int, why: SearchEnd
) -> None:
    """Stop looking for a place, and say why. Whom it was looked for stays as hidden as before."""
    placement = queries.placement_for_change(actor, placement_id, version)
    take_placement(actor, now, placement, PlacementAction.CANCEL_SEARCH, said=Said(code=why))


@use_case("cases.placement.close", permission=None)
def close_placement(
    *,
    actor: Viewer,
    now: datetime,
    placement_id: PlacementId,
    version: int,
    outcome: LineOutcome,
) -> None:
    """Close a placement whose members have all left, each by an act of his own.

    Address and people stay protected, and that is looked at again after a year. The service goes
    on while another placement of the same request does. Refuses while somebody is still inside.
    """
    placement = queries.placement_for_change(actor, placement_id, version)
    take_placement(actor, now, placement, PlacementAction.CLOSE, said=Said(code=outcome))
    placement.outcome = outcome
    if not queries.goes_on_elsewhere(placement):
        end_placed(actor, now, queries.request_for_change(actor, placement.request_id))


@use_case("cases.placement.keep_protection", permission=None)
def keep_protection(
    *, actor: Viewer, now: datetime, placement_id: PlacementId, version: int, words: str
) -> None:
    """Say, a year after the end, that the address stays kept from everybody, and why."""
    placement = queries.placement_for_change(actor, placement_id, version)
    take_placement(actor, now, placement, PlacementAction.KEEP_PROTECTION, said=Said(words=words))


def _ask(placement: Placement, unit_id: UnitId) -> StructureAsk:
    found = [ask for ask in queries.asks_of(placement) if ask.unit_id == unit_id]
    if not found:
        raise Invalid(f"unit:{PlacementFault.NO_AVAILABILITY}")
    return found[0]


def _available(placement: Placement, unit_id: UnitId, on: date) -> None:
    ask = _ask(placement, unit_id)
    if ask.answer != StructureAnswer.AVAILABLE:
        raise NotAllowedNow(PlacementFault.NO_AVAILABILITY)
    if ask.available_until is not None and ask.available_until < on:
        raise NotAllowedNow(PlacementFault.AVAILABILITY_OVER)
