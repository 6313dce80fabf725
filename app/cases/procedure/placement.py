"""A placement until its members are in: searched with initials, chosen by two persons, entered.

From then on each member has a table of his own; the placement closes when all of them have left.
"""

from enum import StrEnum

from app.accounts.policy import Permission
from app.cases.rules.placements import PlacementFacts, PlacementFault
from app.catalogue.rules import Term
from app.kernel.workflow import Procedure, Row, Source, Target


class PlacementState(StrEnum):
    """Where a placement stands."""

    SEARCHING = "searching"
    CHOSEN = "chosen"
    IN_PLACE = "in_place"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class PlacementAction(StrEnum):
    """What is done with a placement as a whole."""

    OPEN_SEARCH = "open_search"
    CARRY_ON = "carry_on_without_mother"
    ASK_STRUCTURES = "ask_structures"
    RECORD_ANSWER = "record_answer"
    PROPOSE = "propose_structure"
    CHOOSE = "choose_structure"
    COMMIT = "commit_placement"
    ENTER = "enter"
    ADD_MEMBER = "add_member"
    REVIEW = "review"
    EXTEND = "ask_extension"
    APPROVE_EXTENSION = "approve_extension"
    MOVE = "move"
    LIFT_PROTECTION = "lift_protection"
    KEEP_PROTECTION = "keep_protection"
    CANCEL_SEARCH = "cancel_search"
    CLOSE = "close"


def request_ready(facts: PlacementFacts) -> str | None:
    """Ask that the request was approved, or activated in urgency."""
    return None if facts.request_ready else PlacementFault.NOT_APPROVED


def members_known(facts: PlacementFacts) -> str | None:
    """Ask who enters, before anybody is asked for a place."""
    return None if facts.members else PlacementFault.NO_MEMBERS


def structure_available(facts: PlacementFacts) -> str | None:
    """Ask that a structure said yes, and that its yes still counts."""
    return None if facts.available else PlacementFault.NO_AVAILABILITY


def structure_proposed(facts: PlacementFacts) -> str | None:
    """Ask that somebody proposed a structure."""
    return None if facts.proposed else PlacementFault.NOTHING_PROPOSED


def not_own_proposal(facts: PlacementFacts) -> str | None:
    """Refuse who proposed: two persons choose."""
    return PlacementFault.OWN_PROPOSAL if facts.own_proposal else None


def beds_left(facts: PlacementFacts) -> str | None:
    """Ask for beds, cots among them, and for a family unit each mother."""
    return None if facts.beds_free else PlacementFault.NO_BEDS


def payers_known(facts: PlacementFacts) -> str | None:
    """Ask which Comune pays: it was fixed by the residence before the entry."""
    return None if facts.payers_known else PlacementFault.NO_PAYER


def outside_his_town(facts: PlacementFacts) -> str | None:
    """Warn to look whether the place is near whom it protects from."""
    return PlacementFault.CHECK_ZONE if facts.protected else None


def extension_asked(facts: PlacementFacts) -> str | None:
    """Ask that an extension was asked for."""
    return None if facts.extension_asked else PlacementFault.NO_EXTENSION


def not_own_extension(facts: PlacementFacts) -> str | None:
    """Refuse who asked for the extension."""
    return PlacementFault.OWN_EXTENSION if facts.own_extension else None


def still_protected(facts: PlacementFacts) -> str | None:
    """Ask that there is a protection to lift."""
    return None if facts.protected else PlacementFault.ALREADY_OPEN


def everybody_left(facts: PlacementFacts) -> str | None:
    """Ask that each member has left by his own act: nobody is sent out with the others."""
    return PlacementFault.MEMBERS_INSIDE if facts.members_inside else None


_S, _A, _P = PlacementState, PlacementAction, Permission
_WORK, _APPROVE = _P.CASES_PLACEMENT_WORK, _P.CASES_REQUEST_APPROVE

PLACEMENT: Procedure[PlacementState, PlacementAction, PlacementFacts] = Procedure(
    name="placement",
    states=PlacementState,
    actions=PlacementAction,
    final=frozenset({_S.CLOSED, _S.CANCELLED}),
    rows=(
        Row(
            action=_A.OPEN_SEARCH,
            sources=Source.NOTHING,
            to=_S.SEARCHING,
            who=_WORK,
            refuse=(request_ready,),
        ),
        Row(
            action=_A.CARRY_ON,
            sources=Source.NOTHING,
            to=_S.IN_PLACE,
            who=_WORK,
            starts=(Term.PLACEMENT_REVIEW, Term.PLACEMENT_EXTENSION_ASK),
            causes="child_stays",
            note="opened by the exit of a child who stays where the mother no longer is",
        ),
        Row(
            action=_A.ASK_STRUCTURES,
            sources=(_S.SEARCHING,),
            to=Target.SAME,
            who=_WORK,
            refuse=(members_known,),
            causes="answers_awaited",
        ),
        Row(
            action=_A.RECORD_ANSWER,
            sources=(_S.SEARCHING, _S.CHOSEN, _S.IN_PLACE),
            to=Target.SAME,
            who=_WORK,
        ),
        Row(
            action=_A.PROPOSE,
            sources=(_S.SEARCHING,),
            to=Target.SAME,
            who=_WORK,
            refuse=(structure_available,),
            warn=(outside_his_town,),
        ),
        Row(
            action=_A.CHOOSE,
            sources=(_S.SEARCHING,),
            to=_S.CHOSEN,
            who=_APPROVE,
            refuse=(structure_proposed, not_own_proposal, structure_available),
            warn=(outside_his_town,),
            causes="others_thanked",
        ),
        Row(
            action=_A.COMMIT,
            sources=(_S.CHOSEN, _S.IN_PLACE),
            to=Target.SAME,
            who=_P.CASES_REQUEST_COMMIT,
            refuse=(payers_known,),
        ),
        Row(
            action=_A.ENTER,
            sources=(_S.CHOSEN,),
            to=_S.IN_PLACE,
            who=_WORK,
            refuse=(members_known, beds_left),
            starts=(Term.PLACEMENT_REVIEW, Term.PLACEMENT_EXTENSION_ASK),
            causes="address_protected",
        ),
        Row(
            action=_A.ENTER,
            sources=(_S.SEARCHING,),
            to=_S.IN_PLACE,
            who=_WORK,
            refuse=(members_known, structure_available, beds_left),
            needs_reason=True,
            starts=(Term.PLACEMENT_REVIEW, Term.PLACEMENT_EXTENSION_ASK),
            causes="address_protected",
            note="in urgency: before the second person has chosen",
        ),
        Row(
            action=_A.ADD_MEMBER,
            sources=(_S.SEARCHING, _S.CHOSEN, _S.IN_PLACE),
            to=Target.SAME,
            who=_WORK,
            causes="beds_counted_again",
        ),
        Row(
            action=_A.REVIEW,
            sources=(_S.IN_PLACE,),
            to=Target.SAME,
            who=_WORK,
            starts=(Term.PLACEMENT_REVIEW,),
        ),
        Row(
            action=_A.EXTEND,
            sources=(_S.IN_PLACE,),
            to=Target.SAME,
            who=_WORK,
            starts=(Term.REQUEST_APPROVAL,),
        ),
        Row(
            action=_A.APPROVE_EXTENSION,
            sources=(_S.IN_PLACE,),
            to=Target.SAME,
            who=_APPROVE,
            refuse=(extension_asked, not_own_extension),
            starts=(Term.PLACEMENT_EXTENSION_ASK,),
            stops=(Term.REQUEST_APPROVAL,),
        ),
        Row(
            action=_A.MOVE,
            sources=(_S.IN_PLACE,),
            to=Target.SAME,
            who=_APPROVE,
            refuse=(structure_available,),
            needs_reason=True,
            causes="old_address_protected",
        ),
        Row(
            action=_A.LIFT_PROTECTION,
            sources=Source.ANY,
            to=Target.SAME,
            who=_APPROVE,
            refuse=(still_protected,),
            needs_reason=True,
            stops=(Term.PROTECTION_REVIEW,),
        ),
        Row(
            action=_A.KEEP_PROTECTION,
            sources=(_S.CLOSED, _S.CANCELLED),
            to=Target.SAME,
            who=_WORK,
            refuse=(still_protected,),
            needs_reason=True,
            starts=(Term.PROTECTION_REVIEW,),
            note="the review after the end: address and people stay as secret as they were",
        ),
        Row(
            action=_A.CANCEL_SEARCH,
            sources=(_S.SEARCHING, _S.CHOSEN),
            to=_S.CANCELLED,
            who=_WORK,
            starts=(Term.PROTECTION_REVIEW,),
            causes="protection_survives",
            note="who was looked a place for is looked for by whom she flees from all the same",
        ),
        Row(
            action=_A.CLOSE,
            sources=(_S.IN_PLACE,),
            to=_S.CLOSED,
            who=_WORK,
            refuse=(everybody_left,),
            starts=(Term.PROTECTION_REVIEW,),
            stops=(Term.PLACEMENT_REVIEW, Term.PLACEMENT_EXTENSION_ASK),
            causes="protection_survives",
        ),
    ),
)
