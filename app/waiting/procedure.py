"""One entry of a waiting list, from the day it is written to the place or the end: procedure 3.7.

Nobody leaves a list by the clock: `lapse_offer` only takes the offer back, after a warning.
"""

from enum import StrEnum
from typing import Any

from app.accounts.policy import Permission
from app.catalogue.rules import Term
from app.kernel.workflow import Procedure, Row, Source, Target
from app.waiting.rules import WaitingFacts, WaitingFault, tries_enough


class EntryState(StrEnum):
    """Where an entry stands."""

    LISTED = "listed"
    FROZEN = "frozen"
    OFFERED = "offered"
    ACCEPTED = "accepted_place"
    LEFT_DECLINED = "left_declined"
    LEFT = "left"


class EntryAction(StrEnum):
    """What is done with it."""

    ENTER = "enter"
    SCORE = "score"
    FREEZE = "freeze"
    UNFREEZE = "unfreeze"
    OFFER = "offer"
    SKIP_IN_ORDER = "skip_in_order"
    CONTACT_TRY = "contact_try"
    EXTEND_ANSWER = "extend_answer"
    ACCEPT = "accept_place"
    DECLINE_KEEP = "decline_keep"
    DECLINE_LEAVE = "decline_leave"
    UNREACHABLE = "unreachable"
    WARN_LAPSING = "warn_lapsing"
    LAPSE_OFFER = "lapse_offer"
    CHECK_INTEREST = "check_interest"
    LEAVE = "leave"


def first_in_order(facts: WaitingFacts) -> str | None:
    """Ask that nobody stands before it who could be offered the place."""
    return None if facts.first else WaitingFault.NOT_FIRST_NOW


def no_other_offer(facts: WaitingFacts) -> str | None:
    """Ask that another centre of the same application is not waiting for an answer."""
    return WaitingFault.OFFERED_ELSEWHERE if facts.offered_elsewhere else None


def place_is_free(facts: WaitingFacts) -> str | None:
    """Ask for a place that nobody has and nobody was offered."""
    full = facts.free is not None and facts.wanted > facts.free
    return WaitingFault.CAPACITY_FULL if full else None


def over_the_places(facts: WaitingFacts) -> str | None:
    """Warn that the place is one too many: the supervisor says why."""
    return place_is_free(facts)


def not_extended_yet(facts: WaitingFacts) -> str | None:
    """Ask that more time was not given already."""
    return WaitingFault.ALREADY_EXTENDED if facts.extended else None


def really_looked_for(facts: WaitingFacts) -> str | None:
    """Ask for three tries on three days, by two channels, the last by letter."""
    return None if tries_enough(facts.tries) else WaitingFault.TRIES_MISSING


def time_is_over(facts: WaitingFacts) -> str | None:
    """Ask that the day of the answer has passed."""
    waits = facts.answer_by is None or facts.today <= facts.answer_by
    return WaitingFault.STILL_TIME_TO_ANSWER if waits else None


def may_stay(facts: WaitingFacts) -> str | None:
    """Ask that the centre was not asked for, or that it is the first refusal."""
    kept = not facts.asked_for or not facts.refused_before
    return None if kept else WaitingFault.KEPT_ONCE


def was_warned(facts: WaitingFacts) -> str | None:
    """Ask that who follows the person was told two days before."""
    told = facts.warned_on is not None and facts.warned_on < facts.today
    return None if told else WaitingFault.NOT_WARNED_YET


S, A, P, T = EntryState, EntryAction, Permission, Term
_WORK, _CLERK, _SUPERVISOR = P.CASES_REQUEST_WORK, P.CASES_REQUEST_COMMIT, P.CASES_REQUEST_APPROVE
_BOTH = (_WORK, _CLERK)
_OFFER_TERMS = (T.OFFER_ANSWER, T.OFFER_ANSWER_URGENT)
_LIST_TERMS = (T.INTEREST_CHECK, T.WAITING_SILENT, T.FREEZE_ENDS)

EntryRow = Row[EntryState, EntryAction, WaitingFacts]

_LIST: tuple[EntryRow, ...] = (
    *(Row(action=A.ENTER, sources=Source.NOTHING, to=S.LISTED, who=who,
          starts=(T.INTEREST_CHECK,)) for who in _BOTH),
    Row(action=A.SCORE, sources=(S.LISTED,), to=Target.SAME, who=_WORK, needs_reason=True),
    Row(action=A.FREEZE, sources=(S.LISTED,), to=S.FROZEN, who=_WORK, needs_reason=True,
        starts=(T.FREEZE_ENDS,)),
    Row(action=A.UNFREEZE, sources=(S.FROZEN,), to=S.LISTED, who=_WORK, stops=(T.FREEZE_ENDS,)),
    Row(action=A.CHECK_INTEREST, sources=(S.LISTED,), to=Target.SAME, who=_CLERK,
        starts=(T.INTEREST_CHECK, T.WAITING_SILENT), stops=(T.INTEREST_CHECK, T.WAITING_SILENT),
        note="the first if the place is still wanted, the second if nobody answers"),
    Row(action=A.LEAVE, sources=(S.LISTED, S.FROZEN), to=S.LEFT, who=_WORK, needs_reason=True,
        stops=_LIST_TERMS, causes="line_withdrawn"),
)  # fmt: skip
_OFFER: tuple[EntryRow, ...] = (
    *(Row(action=A.OFFER, sources=(S.LISTED,), to=S.OFFERED, who=who,
          refuse=(first_in_order, no_other_offer, place_is_free), starts=_OFFER_TERMS,
          stops=(T.WAITING_SILENT,), causes="place_kept",
          note="the second term if the request is urgent") for who in _BOTH),
    Row(action=A.SKIP_IN_ORDER, sources=(S.LISTED,), to=S.OFFERED, who=_SUPERVISOR,
        refuse=(no_other_offer,), warn=(over_the_places,), needs_reason=True,
        starts=_OFFER_TERMS, stops=(T.WAITING_SILENT,), causes="place_kept",
        note="printed on the list as an exception"),
    Row(action=A.CONTACT_TRY, sources=(S.OFFERED,), to=Target.SAME, who=_CLERK),
    Row(action=A.EXTEND_ANSWER, sources=(S.OFFERED,), to=Target.SAME, who=_WORK,
        refuse=(not_extended_yet,)),
    *(Row(action=A.ACCEPT, sources=(S.OFFERED,), to=S.ACCEPTED, who=who,
          stops=(*_OFFER_TERMS, *_LIST_TERMS), causes="line_accepted") for who in _BOTH),
    *(Row(action=A.DECLINE_KEEP, sources=(S.OFFERED,), to=S.LISTED, who=who, refuse=(may_stay,),
          stops=_OFFER_TERMS, causes="place_given_back") for who in _BOTH),
    Row(action=A.DECLINE_LEAVE, sources=(S.OFFERED,), to=S.LEFT_DECLINED, who=_WORK,
        needs_reason=True, stops=(*_OFFER_TERMS, *_LIST_TERMS), causes="line_withdrawn"),
    Row(action=A.UNREACHABLE, sources=(S.OFFERED,), to=S.LISTED, who=_CLERK,
        refuse=(time_is_over, really_looked_for), starts=(T.WAITING_SILENT,), stops=_OFFER_TERMS,
        causes="place_given_back", note="end of the same band; never removed by the program"),
    Row(action=A.WARN_LAPSING, sources=(S.OFFERED,), to=Target.SAME, who=_WORK, system=True),
    Row(action=A.LAPSE_OFFER, sources=(S.OFFERED,), to=S.LISTED, who=_WORK, system=True,
        refuse=(time_is_over, was_warned), starts=(T.WAITING_SILENT,), stops=_OFFER_TERMS,
        causes="place_given_back"),
)  # fmt: skip
FINAL = frozenset({S.ACCEPTED, S.LEFT_DECLINED, S.LEFT})

WAITING: Procedure[EntryState, EntryAction, WaitingFacts] = Procedure(
    name="waiting_entry",
    states=EntryState,
    actions=EntryAction,
    final=FINAL,
    rows=(*_LIST, *_OFFER),
)

PROCEDURES: tuple[Procedure[Any, Any, Any], ...] = (WAITING,)
