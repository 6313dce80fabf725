"""From the first paper to the last payment: procedure 3.10 of the office, row by row."""

from enum import StrEnum
from typing import Any

from app.accounts.policy import Permission
from app.catalogue.rules import Term
from app.kernel.exits import LetterKind
from app.kernel.workflow import Procedure, Row, Source, Target
from app.practices.rules import PracticeFacts


class PracticeState(StrEnum):
    """Where a practice stands."""

    COLLECTING = "collecting"
    COMPLETE = "complete"
    PROPOSED = "proposed"
    REFUSAL_ANNOUNCED = "refusal_announced"
    GRANTED_PROVISIONALLY = "granted_provisionally"
    GRANTED = "granted"
    PAID = "paid"
    REFUSED = "refused"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"


class PracticeAction(StrEnum):
    """What may be done with it."""

    OPEN = "open"
    RECEIVE_PAPER = "receive_paper"
    PAPER_EXPIRED = "paper_expired"
    TRY = "try"
    COMPLETE = "complete"
    PROPOSE = "propose"
    RETURN = "return"
    ANNOUNCE_REFUSAL = "announce_refusal"
    NOTICE_LEFT = "notice_left"
    ANSWER_OBSERVATIONS = "answer_observations"
    GRANT = "grant"
    REFUSE = "refuse"
    GRANT_URGENT = "grant_urgent"
    RATIFY = "ratify"
    NOT_RATIFY = "not_ratify"
    PAY = "pay"
    STOP = "stop"
    WITHDRAW = "withdraw"


def papers_complete(facts: PracticeFacts) -> str | None:
    """Refuse while a paper is neither here nor said to be needless."""
    return "papers_missing" if facts.missing else None


def papers_valid(facts: PracticeFacts) -> str | None:
    """Refuse while a paper that was brought has run out."""
    return "papers_expired" if facts.expired else None


def some_paper_expired(facts: PracticeFacts) -> str | None:
    """Refuse to ask again for papers that are all valid."""
    return None if facts.expired else "nothing_expired"


def not_already_helped(facts: PracticeFacts) -> str | None:
    """Warn when somebody of the household already had help for the same purpose."""
    return "already_helped" if facts.already_helped else None


def not_own_request(facts: PracticeFacts) -> str | None:
    """Refuse who proposed as the one who decides."""
    return "not_own_request" if facts.proposer_is_actor else None


def not_own_approval(facts: PracticeFacts) -> str | None:
    """Refuse who approved as the one who pays."""
    return "not_own_approval" if facts.approver_is_actor else None


def observations_heard(facts: PracticeFacts) -> str | None:
    """Refuse a refusal before the time to object has passed, or the objections were answered."""
    if facts.observations_answered:
        return None
    if facts.may_object_until is None or facts.today <= facts.may_object_until:
        return "may_still_object"
    return None


def account_checked(facts: PracticeFacts) -> str | None:
    """Refuse a payment to an account nobody has looked at."""
    return None if facts.account_checked else "account_not_checked"


def more_than_one_left(facts: PracticeFacts) -> str | None:
    """Tell the last payment from the others."""
    return None if facts.payments_left > 1 else "last_payment"


def last_one_left(facts: PracticeFacts) -> str | None:
    """Tell the last payment from the others."""
    return None if facts.payments_left == 1 else "not_the_last_payment"


S, A, P, T = PracticeState, PracticeAction, Permission, Term
_WORK, _PROPOSE = P.PRACTICES_PRACTICE_WORK, P.PRACTICES_PRACTICE_PROPOSE
_DECIDE, _PAY = P.PRACTICES_PRACTICE_DECIDE, P.PRACTICES_PRACTICE_PAY
_PAPERS = (S.COLLECTING, S.COMPLETE)

PracticeLine = Row[PracticeState, PracticeAction, PracticeFacts]

_COUNTER: tuple[PracticeLine, ...] = (
    Row(action=A.OPEN, sources=Source.NOTHING, to=S.COLLECTING, who=_WORK,
        starts=(T.PRACTICE_DORMANT,)),
    Row(action=A.RECEIVE_PAPER, sources=_PAPERS, to=Target.SAME, who=_WORK,
        starts=(T.PRACTICE_DORMANT,)),
    Row(action=A.PAPER_EXPIRED, sources=(S.COMPLETE,), to=S.COLLECTING, who=_WORK,
        refuse=(some_paper_expired,), stops=(T.PRACTICE_PROPOSAL,)),
    Row(action=A.TRY, sources=(S.COLLECTING,), to=Target.SAME, who=_WORK, needs_reason=True),
    Row(action=A.COMPLETE, sources=(S.COLLECTING,), to=S.COMPLETE, who=_WORK,
        refuse=(papers_complete, papers_valid), starts=(T.PRACTICE_PROPOSAL,),
        stops=(T.PRACTICE_DORMANT,)),
    Row(action=A.WITHDRAW, sources=Source.OPEN, to=S.WITHDRAWN, who=_WORK, needs_reason=True,
        stops=(T.PRACTICE_DORMANT, T.PRACTICE_PROPOSAL, T.PRACTICE_DECISION, T.OBSERVATIONS,
               T.RATIFICATION, T.ISEE_EXPIRING)),
)  # fmt: skip
_DECISION: tuple[PracticeLine, ...] = (
    Row(action=A.PROPOSE, sources=(S.COMPLETE,), to=S.PROPOSED, who=_PROPOSE,
        refuse=(papers_valid,), warn=(not_already_helped,), starts=(T.PRACTICE_DECISION,),
        stops=(T.PRACTICE_PROPOSAL,)),
    Row(action=A.RETURN, sources=(S.PROPOSED,), to=S.COMPLETE, who=_DECIDE, needs_reason=True,
        starts=(T.PRACTICE_PROPOSAL,), stops=(T.PRACTICE_DECISION,)),
    Row(action=A.GRANT, sources=(S.PROPOSED, S.REFUSAL_ANNOUNCED), to=S.GRANTED, who=_DECIDE,
        refuse=(not_own_request,), stops=(T.PRACTICE_DECISION, T.OBSERVATIONS),
        causes="payments_planned"),
    Row(action=A.ANNOUNCE_REFUSAL, sources=(S.PROPOSED,), to=S.REFUSAL_ANNOUNCED, who=_DECIDE,
        needs_reason=True, starts=(T.OBSERVATIONS,), stops=(T.PRACTICE_DECISION,)),
    Row(action=A.NOTICE_LEFT, sources=(S.REFUSAL_ANNOUNCED,), to=Target.SAME, who=_WORK,
        starts=(T.OBSERVATIONS,), note="by the letter itself: the days run from when it left"),
    Row(action=A.ANSWER_OBSERVATIONS, sources=(S.REFUSAL_ANNOUNCED,), to=Target.SAME, who=_DECIDE,
        needs_reason=True),
    Row(action=A.REFUSE, sources=(S.REFUSAL_ANNOUNCED,), to=S.REFUSED, who=_DECIDE,
        refuse=(not_own_request, observations_heard), needs_reason=True,
        stops=(T.OBSERVATIONS, T.ISEE_EXPIRING)),
    Row(action=A.GRANT_URGENT, sources=_PAPERS, to=S.GRANTED_PROVISIONALLY, who=_PROPOSE,
        warn=(not_already_helped,), starts=(T.RATIFICATION,),
        stops=(T.PRACTICE_DORMANT, T.PRACTICE_PROPOSAL), causes="payments_planned"),
    Row(action=A.RATIFY, sources=(S.GRANTED_PROVISIONALLY,), to=S.GRANTED, who=_DECIDE,
        refuse=(not_own_request,), stops=(T.RATIFICATION,)),
    Row(action=A.NOT_RATIFY, sources=(S.GRANTED_PROVISIONALLY,), to=S.STOPPED, who=_DECIDE,
        refuse=(not_own_request,), needs_reason=True, stops=(T.RATIFICATION, T.ISEE_EXPIRING)),
)  # fmt: skip
_MONEY: tuple[PracticeLine, ...] = (
    Row(action=A.PAY, sources=(S.GRANTED,), to=S.GRANTED, who=_PAY,
        refuse=(more_than_one_left, not_own_approval, account_checked)),
    Row(action=A.PAY, sources=(S.GRANTED,), to=S.PAID, who=_PAY,
        refuse=(last_one_left, not_own_approval, account_checked), stops=(T.ISEE_EXPIRING,)),
    Row(action=A.STOP, sources=(S.GRANTED,), to=S.STOPPED, who=_DECIDE, needs_reason=True,
        stops=(T.ISEE_EXPIRING,)),
)  # fmt: skip
# What may be written to who asked, only while it is true; of the papers, while one is missing.
LETTERS: dict[LetterKind, tuple[PracticeState, ...]] = {
    LetterKind.PRACTICE_OPENED: (*_PAPERS, S.PROPOSED),
    LetterKind.PAPERS_MISSING: _PAPERS,
    LetterKind.REFUSAL_NOTICE: (S.REFUSAL_ANNOUNCED,),
    LetterKind.PRACTICE_GRANTED: (S.GRANTED, S.PAID),
    LetterKind.PRACTICE_REFUSED: (S.REFUSED,),
    LetterKind.PRACTICE_STOPPED: (S.STOPPED,),
}
FINAL = frozenset({S.PAID, S.REFUSED, S.STOPPED, S.WITHDRAWN})

PRACTICE: Procedure[PracticeState, PracticeAction, PracticeFacts] = Procedure(
    name="practice",
    states=PracticeState,
    actions=PracticeAction,
    final=FINAL,
    rows=(*_COUNTER, *_DECISION, *_MONEY),
)

PROCEDURES: tuple[Procedure[Any, Any, Any], ...] = (PRACTICE,)
