"""One member of a placement: enters, leaves and goes where he goes by himself.

If the mother goes away alone the child stays or moves: no act ever sends out everybody.
"""

from enum import StrEnum

from app.accounts.policy import Permission
from app.cases.rules.placements import BY_ORDER, MemberFacts, PlacementFault
from app.kernel.workflow import Procedure, Row, Source, Target


class MemberState(StrEnum):
    """Where a member stands."""

    AWAITED = "awaited"
    INSIDE = "inside"
    MISSING = "missing"
    EXITED = "exited"
    NOT_ENTERED = "not_entered"


class MemberAction(StrEnum):
    """What happens to one member."""

    NAME = "name"
    ENTER = "enter_member"
    BIRTH = "birth"
    TEMPORARY_LEAVE = "temporary_leave"
    ABSENT = "absent_without_notice"
    TOLD = "told_authority"
    CAME_BACK = "came_back"
    CONTINUE = "continue_after_majority"
    EXIT = "exit_member"
    NOT_ENTER = "not_enter"
    BY_ORDER = "by_order_of_court"


def hours_known(facts: MemberFacts) -> str | None:
    """Ask for the hour: from there the twenty-four hours of article 403 are counted."""
    return None if facts.hour_known else PlacementFault.HOURS_UNKNOWN


def order_in_hand(facts: MemberFacts) -> str | None:
    """Ask for the court's order where a minor lives there by an order."""
    under_order = facts.minor and facts.basis in BY_ORDER
    return PlacementFault.NEEDS_ORDER if under_order and not facts.order_known else None


def bed_for_member(facts: MemberFacts) -> str | None:
    """Ask for a bed or a cot."""
    return None if facts.beds_free else PlacementFault.NO_BEDS


def is_expected(facts: MemberFacts) -> str | None:
    """Ask that it is the child who was expected."""
    return None if facts.expected else PlacementFault.NOT_EXPECTED


def not_expected(facts: MemberFacts) -> str | None:
    """Leave the birth of an expected child to its own act."""
    return PlacementFault.STILL_EXPECTED if facts.expected else None


def near_majority(facts: MemberFacts) -> str | None:
    """Ask that the eighteenth birthday is half a year away at most, or past."""
    return None if facts.near_majority else PlacementFault.NOT_NEAR_MAJORITY


_S, _A, _WORK = MemberState, MemberAction, Permission.CASES_PLACEMENT_WORK

MEMBER: Procedure[MemberState, MemberAction, MemberFacts] = Procedure(
    name="placement_member",
    states=MemberState,
    actions=MemberAction,
    final=frozenset({_S.EXITED, _S.NOT_ENTERED}),
    rows=(
        Row(action=_A.NAME, sources=Source.NOTHING, to=_S.AWAITED, who=_WORK),
        Row(
            action=_A.ENTER,
            sources=(_S.AWAITED,),
            to=_S.INSIDE,
            who=_WORK,
            refuse=(not_expected, hours_known, bed_for_member),
            note="with the placement, or later by herself or himself",
        ),
        Row(
            action=_A.BIRTH,
            sources=(_S.AWAITED,),
            to=_S.INSIDE,
            who=_WORK,
            refuse=(is_expected, bed_for_member),
            causes="expected_becomes_child",
        ),
        Row(
            action=_A.TEMPORARY_LEAVE,
            sources=(_S.INSIDE,),
            to=Target.SAME,
            who=_WORK,
        ),
        Row(
            action=_A.ABSENT,
            sources=(_S.INSIDE,),
            to=_S.MISSING,
            who=_WORK,
            causes="call_at_once",
        ),
        Row(
            action=_A.TOLD,
            sources=(_S.MISSING,),
            to=Target.SAME,
            who=_WORK,
            note="the card stays until somebody is back or has left",
        ),
        Row(action=_A.CAME_BACK, sources=(_S.MISSING,), to=_S.INSIDE, who=_WORK),
        Row(
            action=_A.CONTINUE,
            sources=(_S.INSIDE, _S.MISSING),
            to=Target.SAME,
            who=_WORK,
            refuse=(near_majority,),
            note="up to the age of the figure in force, twenty-one by default",
        ),
        Row(
            action=_A.EXIT,
            sources=(_S.INSIDE, _S.MISSING),
            to=_S.EXITED,
            who=_WORK,
            refuse=(order_in_hand,),
            causes="bed_freed",
            note="who stays without the mother needs no new order: a placement of minors is opened",
        ),
        Row(action=_A.NOT_ENTER, sources=(_S.AWAITED,), to=_S.NOT_ENTERED, who=_WORK),
        Row(
            action=_A.BY_ORDER,
            sources=Source.OPEN,
            to=Target.SAME,
            who=_WORK,
            note="written with the decree of the court on an urgent measure",
        ),
    ),
)
