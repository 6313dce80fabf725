"""One intervention of a request, from the provider on: each starts, stops and ends by itself.

Nothing ends by itself because its day has passed: `expire` only raises a flag.
"""

from enum import StrEnum

from app.accounts.policy import Permission
from app.cases.rules.requests import LineFacts, RequestFault
from app.catalogue.rules import Term
from app.kernel.workflow import Procedure, Row, Source, Target


class LineState(StrEnum):
    """Where one intervention stands."""

    PLANNED = "planned"
    WITH_PROVIDER = "with_provider"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


HOLDING_ROOM = (LineState.ACCEPTED, LineState.ACTIVE, LineState.SUSPENDED)
# What is given is still written once it is over: the last month is seen and paid then.
STARTED = (LineState.ACTIVE, LineState.SUSPENDED, LineState.ENDED)


class LineAction(StrEnum):
    """What is done with one intervention."""

    ADD = "add"
    SEND = "send_to_provider"
    ACCEPT = "accept"
    DECLINE = "decline"
    ENLIST = "enlist"
    PLACE_FOUND = "place_found"
    START = "start"
    START_URGENT = "start_urgent"
    RECORD_DELIVERY = "record_delivery"
    CONFIRM_DELIVERY = "confirm_delivery"
    PAY = "pay"
    CHANGE = "change"
    EXTEND = "extend"
    APPROVE_CHANGE = "approve_change"
    REFUSE_CHANGE = "refuse_change"
    SUSPEND = "suspend"
    RESUME = "resume"
    END = "end"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


def still_draft(facts: LineFacts) -> str | None:
    """Ask that the request is still being written."""
    return None if facts.draft else RequestFault.REQUEST_SENT


def request_approved(facts: LineFacts) -> str | None:
    """Ask that somebody else approved the request."""
    return None if facts.approved else RequestFault.NOT_APPROVED_YET


def request_provisional(facts: LineFacts) -> str | None:
    """Ask that the request was activated in urgency."""
    return None if facts.provisional else RequestFault.NOT_PROVISIONAL


def provider_known(facts: LineFacts) -> str | None:
    """Ask who gives the service, and from when to when."""
    return None if facts.complete else RequestFault.NO_PROVIDER


def money_committed(facts: LineFacts) -> str | None:
    """Ask for the commitment before the start; after it when the activation is provisional."""
    waits = facts.with_cost and not facts.committed and not facts.provisional
    return RequestFault.NOT_COMMITTED if waits else None


def capacity_left(facts: LineFacts) -> str | None:
    """Ask that the unit has room for it."""
    full = facts.free is not None and facts.wanted > facts.free
    return RequestFault.CAPACITY if full else None


def capacity_exceeded(facts: LineFacts) -> str | None:
    """Warn that it goes over the capacity: whoever allows it says why."""
    return capacity_left(facts)


def over_authorised(facts: LineFacts) -> str | None:
    """Warn that more was given than allowed: the supervisor finds it in her list."""
    return RequestFault.OVER_AUTHORISED if facts.over_authorised else None


def not_the_recorder(facts: LineFacts) -> str | None:
    """Ask that who confirms the hours is not who wrote them."""
    return RequestFault.SAME_RECORDER if facts.own_record else None


def not_the_requester(facts: LineFacts) -> str | None:
    """Where the office wants three persons, ask that who asked does neither confirm nor pay."""
    both = facts.three_persons and facts.own_request
    return RequestFault.REQUESTER_CONFIRMS if both else None


def not_own_approval(facts: LineFacts) -> str | None:
    """Refuse who approved: nobody pays what she approved."""
    return RequestFault.OWN_APPROVAL if facts.own_approval else None


def deliveries_confirmed(facts: LineFacts) -> str | None:
    """Ask that the month was confirmed by who follows the person."""
    return None if facts.confirmed else RequestFault.NOT_CONFIRMED


def no_change_pending(facts: LineFacts) -> str | None:
    """Ask for one change at a time."""
    return RequestFault.CHANGE_PENDING if facts.change_asked else None


def change_is_asked(facts: LineFacts) -> str | None:
    """Ask that somebody asked for a change."""
    return None if facts.change_asked else RequestFault.NO_CHANGE_ASKED


def not_own_change(facts: LineFacts) -> str | None:
    """Refuse who asked for the change."""
    return RequestFault.OWN_CHANGE if facts.own_change else None


def out_of_summer(facts: LineFacts) -> str | None:
    """Warn that the summer intervention begins outside the summer of the figures in force."""
    return RequestFault.OUT_OF_SUMMER if facts.out_of_summer else None


def not_early_by_office(facts: LineFacts) -> str | None:
    """Leave to the supervisor what the office ends before its day."""
    return RequestFault.EARLY_BY_OFFICE if facts.early_by_office else None


_S, _A, _P = LineState, LineAction, Permission
_WORK, _APPROVE, _COMMIT = _P.CASES_REQUEST_WORK, _P.CASES_REQUEST_APPROVE, _P.CASES_REQUEST_COMMIT
_DELIVER = _P.CASES_REQUEST_DELIVER

LINE: Procedure[LineState, LineAction, LineFacts] = Procedure(
    name="request_line",
    states=LineState,
    actions=LineAction,
    final=frozenset({_S.ENDED, _S.WITHDRAWN}),
    rows=(
        Row(
            action=_A.ADD,
            sources=Source.NOTHING,
            to=_S.PLANNED,
            who=_WORK,
            refuse=(still_draft,),
        ),
        *(
            Row(
                action=_A.SEND,
                sources=(_S.PLANNED,),
                to=_S.WITH_PROVIDER,
                who=who,
                refuse=(request_approved, provider_known),
                starts=(Term.PROVIDER_ANSWER,),
            )
            for who in (_COMMIT, _WORK)
        ),
        Row(
            action=_A.ACCEPT,
            sources=(_S.WITH_PROVIDER,),
            to=_S.ACCEPTED,
            who=_DELIVER,
            refuse=(capacity_left,),
            stops=(Term.PROVIDER_ANSWER,),
        ),
        Row(
            action=_A.ACCEPT,
            sources=(_S.WITH_PROVIDER,),
            to=_S.ACCEPTED,
            who=_APPROVE,
            warn=(capacity_exceeded,),
            needs_reason=True,
            stops=(Term.PROVIDER_ANSWER,),
            note="exception to the capacity",
        ),
        Row(
            action=_A.DECLINE,
            sources=(_S.WITH_PROVIDER,),
            to=_S.PLANNED,
            who=_DELIVER,
            stops=(Term.PROVIDER_ANSWER,),
        ),
        *(
            Row(
                action=_A.ENLIST,
                sources=(_S.PLANNED, _S.WITH_PROVIDER),
                to=_S.WAITING,
                who=who,
                refuse=(request_approved, provider_known),
                stops=(Term.PROVIDER_ANSWER,),
            )
            for who in (_WORK, _COMMIT)
        ),
        *(
            Row(
                action=_A.PLACE_FOUND,
                sources=(_S.WAITING,),
                to=_S.ACCEPTED,
                who=who,
                refuse=(capacity_left,),
                note="through an offer accepted from the list",
            )
            for who in (_WORK, _COMMIT)
        ),
        *(
            Row(
                action=_A.START,
                sources=(_S.ACCEPTED,),
                to=_S.ACTIVE,
                who=who,
                refuse=(money_committed,),
                warn=(out_of_summer,),
                starts=(Term.EXTENSION_ASK,),
            )
            for who in (_DELIVER, _WORK)
        ),
        Row(
            action=_A.START_URGENT,
            sources=(_S.PLANNED,),
            to=_S.ACTIVE,
            who=_WORK,
            refuse=(request_provisional,),
            warn=(capacity_exceeded,),
            starts=(Term.EXTENSION_ASK,),
        ),
        Row(
            action=_A.RECORD_DELIVERY,
            sources=STARTED,
            to=Target.SAME,
            who=_DELIVER,
            warn=(over_authorised,),
        ),
        Row(
            action=_A.CONFIRM_DELIVERY,
            sources=STARTED,
            to=Target.SAME,
            who=_WORK,
            refuse=(not_the_recorder, not_the_requester),
        ),
        Row(
            action=_A.PAY,
            sources=STARTED,
            to=Target.SAME,
            who=_COMMIT,
            refuse=(not_own_approval, not_the_requester, money_committed, deliveries_confirmed),
        ),
        Row(
            action=_A.CHANGE,
            sources=(_S.ACTIVE,),
            to=Target.SAME,
            who=_WORK,
            refuse=(no_change_pending,),
            causes="new_version_or_asked",
        ),
        Row(
            action=_A.EXTEND,
            sources=(_S.ACTIVE,),
            to=Target.SAME,
            who=_WORK,
            refuse=(no_change_pending,),
            stops=(Term.EXTENSION_ASK,),
            causes="new_version_or_asked",
        ),
        Row(
            action=_A.APPROVE_CHANGE,
            sources=(_S.ACTIVE, _S.SUSPENDED),
            to=Target.SAME,
            who=_APPROVE,
            refuse=(change_is_asked, not_own_change, capacity_left),
        ),
        Row(
            action=_A.REFUSE_CHANGE,
            sources=(_S.ACTIVE, _S.SUSPENDED),
            to=Target.SAME,
            who=_APPROVE,
            refuse=(change_is_asked,),
            needs_reason=True,
        ),
        Row(
            action=_A.SUSPEND,
            sources=(_S.ACTIVE,),
            to=_S.SUSPENDED,
            who=_WORK,
        ),
        Row(
            action=_A.RESUME,
            sources=(_S.SUSPENDED,),
            to=_S.ACTIVE,
            who=_WORK,
            refuse=(capacity_left,),
        ),
        Row(
            action=_A.END,
            sources=(_S.ACCEPTED, _S.ACTIVE, _S.SUSPENDED),
            to=_S.ENDED,
            who=_WORK,
            refuse=(not_early_by_office,),
            stops=(Term.EXTENSION_ASK,),
            causes="capacity_freed",
        ),
        Row(
            action=_A.END,
            sources=(_S.ACCEPTED, _S.ACTIVE, _S.SUSPENDED),
            to=_S.ENDED,
            who=_APPROVE,
            stops=(Term.EXTENSION_ASK,),
            causes="capacity_freed",
        ),
        Row(
            action=_A.WITHDRAW,
            sources=(_S.PLANNED, _S.WITH_PROVIDER, _S.WAITING),
            to=_S.WITHDRAWN,
            who=_WORK,
            stops=(Term.PROVIDER_ANSWER,),
        ),
        Row(
            action=_A.EXPIRE,
            sources=(_S.ACTIVE,),
            to=Target.SAME,
            who=_WORK,
            system=True,
            causes="flag_past_end",
        ),
    ),
)
