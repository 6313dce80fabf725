"""The two sides of a passage, row by row: who sends waits, who receives answers.

Nothing is ended by the program: what nobody answers stays to be answered.
"""

from enum import StrEnum
from typing import Any

from app.accounts.policy import Permission
from app.catalogue.rules import Term
from app.kernel.workflow import Procedure, Row, Source, Target
from app.transfers.rules import IncomingFacts, SubjectKind, TransferAnswer, TransferFacts


class TransferState(StrEnum):
    """Where something sent stands, for who sent it."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    REVOKED = "revoked"


class TransferAction(StrEnum):
    """What who sends may do."""

    PROPOSE = "propose"
    TAKE_NOTE = "take_note"
    REVOKE = "revoke"
    WRITE_GIVEN = "write_given"
    END_BRIDGE = "end_bridge"


class IncomingState(StrEnum):
    """Where something received stands, for who received it."""

    ARRIVED = "arrived"
    ACCEPTED = "incoming_accepted"
    REFUSED = "incoming_refused"
    WITHDRAWN = "incoming_withdrawn"


class IncomingAction(StrEnum):
    """What happens in the box of who receives."""

    ARRIVE = "arrive"
    ACCEPT = "accept"
    REFUSE = "refuse"
    TAKE_UP = "take_up"
    NOTE = "note"
    REPORT = "report"
    WITHDRAW = "withdraw"


def they_accept(facts: TransferFacts) -> str | None:
    """Ask that the other body answered yes."""
    return None if facts.answer is TransferAnswer.ACCEPTED else "no_answer_yet"


def they_refuse(facts: TransferFacts) -> str | None:
    """Ask that the other body answered no."""
    return None if facts.answer is TransferAnswer.REFUSED else "no_answer_yet"


def unanswered(facts: TransferFacts) -> str | None:
    """Ask that the other body has not answered: then the answer is taken note of."""
    return None if facts.answer is None else "answered_already"


def something_to_write(facts: TransferFacts) -> str | None:
    """Ask for something given that was reported and stands nowhere yet."""
    return None if facts.to_write else "nothing_to_write"


def bridge_runs(facts: TransferFacts) -> str | None:
    """Ask for services that went on from here, and of which it is not written that they ended."""
    return None if facts.bridge_runs else "no_bridge"


def nothing_bridged_goes_on(facts: TransferFacts) -> str | None:
    """Ask that each service of the bridge ended: the program ends none of them."""
    return "bridged_services_go_on" if facts.still_bridged else None


def may_be_taken_up(facts: IncomingFacts) -> str | None:
    """Ask that it is not a service to give, and that it was not taken up already."""
    if facts.kind is SubjectKind.LINE:
        return "a_service_to_give"
    return "taken_up_already" if facts.taken_up else None


S, A, P, T = TransferState, TransferAction, Permission, Term
_WORK, _ANSWER = P.TRANSFERS_TRANSFER_WORK, P.TRANSFERS_BOX_ANSWER
# One of the two runs: the urgent one where it was sent so.
ANSWERS = (T.TRANSFER_ANSWER, T.TRANSFER_ANSWER_URGENT)

TRANSFER: Procedure[TransferState, TransferAction, TransferFacts] = Procedure(
    name="transfer",
    states=TransferState,
    actions=TransferAction,
    final=frozenset({S.ACCEPTED, S.REFUSED, S.REVOKED}),
    passing=frozenset({S.PROPOSED}),
    rows=(
        Row(action=A.PROPOSE, sources=Source.NOTHING, to=S.PROPOSED, who=_WORK, starts=ANSWERS,
            causes="reaches_their_box"),
        Row(action=A.TAKE_NOTE, sources=(S.PROPOSED,), to=S.ACCEPTED, who=_WORK,
            refuse=(they_accept,), starts=(T.BRIDGE_END,), stops=ANSWERS,
            note="the term only where services go on from here"),
        Row(action=A.TAKE_NOTE, sources=(S.PROPOSED,), to=S.REFUSED, who=_WORK,
            refuse=(they_refuse,), stops=ANSWERS),
        Row(action=A.REVOKE, sources=(S.PROPOSED,), to=S.REVOKED, who=_WORK,
            refuse=(unanswered,), needs_reason=True, stops=ANSWERS, causes="leaves_their_box"),
        Row(action=A.WRITE_GIVEN, sources=(S.ACCEPTED,), to=Target.SAME, who=_WORK,
            refuse=(something_to_write,)),
        Row(action=A.END_BRIDGE, sources=(S.ACCEPTED,), to=Target.SAME, who=_WORK,
            refuse=(bridge_runs, nothing_bridged_goes_on), stops=(T.BRIDGE_END,)),
    ),
)  # fmt: skip

R, B = IncomingState, IncomingAction
INCOMING: Procedure[IncomingState, IncomingAction, IncomingFacts] = Procedure(
    name="incoming",
    states=IncomingState,
    actions=IncomingAction,
    final=frozenset({R.ACCEPTED, R.REFUSED, R.WITHDRAWN}),
    rows=(
        Row(action=B.ARRIVE, sources=Source.NOTHING, to=R.ARRIVED, who=_WORK,
            note="done by who sends"),
        Row(action=B.ACCEPT, sources=(R.ARRIVED,), to=R.ACCEPTED, who=_ANSWER,
            causes="answers_the_sender"),
        Row(action=B.REFUSE, sources=(R.ARRIVED,), to=R.REFUSED, who=_ANSWER, needs_reason=True,
            causes="answers_the_sender"),
        Row(action=B.TAKE_UP, sources=(R.ACCEPTED,), to=Target.SAME,
            who=P.INTAKE_REFERRAL_REGISTER, refuse=(may_be_taken_up,)),
        Row(action=B.NOTE, sources=(R.ACCEPTED,), to=Target.SAME, who=_ANSWER),
        Row(action=B.REPORT, sources=(R.ACCEPTED,), to=Target.SAME, who=_ANSWER,
            causes="tells_the_sender"),
        Row(action=B.WITHDRAW, sources=(R.ARRIVED,), to=R.WITHDRAWN, who=_WORK,
            note="done by who sends"),
    ),
)  # fmt: skip

PROCEDURES: tuple[Procedure[Any, Any, Any], ...] = (TRANSFER, INCOMING)
