"""A service request until it is approved: asked by one person, decided by another.

Its lines live by the table of lines from then on; the request ends when the last of them has.
"""

from enum import StrEnum

from app.accounts.policy import Permission
from app.cases.rules.requests import RequestFacts, RequestFault
from app.catalogue.rules import ConsentBasis, Term
from app.kernel.workflow import Procedure, Row, Source, Target


class RequestState(StrEnum):
    """Where a request stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    PROVISIONAL = "provisional"
    REFUSED = "refused"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


WRITABLE = (RequestState.DRAFT, RequestState.RETURNED)
RUNNING = (RequestState.APPROVED, RequestState.PROVISIONAL)


class RequestAction(StrEnum):
    """What is done with a request."""

    DRAFT = "draft"
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    REFUSE = "refuse"
    ACTIVATE_URGENT = "activate_urgent"
    RATIFY = "ratify"
    NOT_RATIFY = "not_ratify"
    COMMIT = "commit"
    WITHDRAW = "withdraw"
    CONCLUDE = "conclude"


def request_case_open(facts: RequestFacts) -> str | None:
    """Ask that the cartella is open."""
    return None if facts.case_open else RequestFault.CASE_CLOSED


def not_own_request(facts: RequestFacts) -> str | None:
    """Refuse who asked: nobody approves her own request, in August either."""
    return RequestFault.OWN_REQUEST if facts.own else None


def has_lines(facts: RequestFacts) -> str | None:
    """Ask for one thing to do at least."""
    return None if facts.lines else RequestFault.NO_LINES


def lines_complete(facts: RequestFacts) -> str | None:
    """Ask for quantity and period of every line."""
    return None if facts.lines_complete else RequestFault.LINES_INCOMPLETE


def management_known(facts: RequestFacts) -> str | None:
    """Ask how the service is given: directly, by the consortium, by voucher."""
    return None if facts.management_known else RequestFault.NO_MANAGEMENT


def papers_known(facts: RequestFacts) -> str | None:
    """Ask of each paper that it is there, or by when it comes."""
    return None if facts.papers_dated else RequestFault.PAPER_WITHOUT_DAY


def override_explained(facts: RequestFacts) -> str | None:
    """Ask why it is requested where a condition is not met."""
    return None if facts.override_explained else RequestFault.OVERRIDE_UNEXPLAINED


def consents_of_request(facts: RequestFacts) -> str | None:
    """Warn that a consent is missing: it never stops a request."""
    return RequestFault.CONSENT_MISSING if facts.consent is ConsentBasis.UNKNOWN else None


def voice_authorised(facts: RequestFacts) -> str | None:
    """Ask who authorised by voice, and when."""
    return None if facts.voice_known else RequestFault.NO_VOICE


def costs_something(facts: RequestFacts) -> str | None:
    """Ask that there is something to pay."""
    return None if facts.with_cost else RequestFault.NO_COST


def nothing_started(facts: RequestFacts) -> str | None:
    """Refuse to withdraw what has already begun: that is ended, line by line."""
    return RequestFault.LINES_STARTED if facts.lines_started else None


def lines_all_over(facts: RequestFacts) -> str | None:
    """Ask that every line has ended or was withdrawn."""
    return RequestFault.LINES_OPEN if facts.lines_open else None


_S, _A, _P = RequestState, RequestAction, Permission
_BEFORE_APPROVAL = (_S.DRAFT, _S.SUBMITTED, _S.RETURNED)

REQUEST: Procedure[RequestState, RequestAction, RequestFacts] = Procedure(
    name="service_request",
    states=RequestState,
    actions=RequestAction,
    final=frozenset({_S.REFUSED, _S.ENDED, _S.WITHDRAWN}),
    rows=(
        Row(
            action=_A.DRAFT,
            sources=Source.NOTHING,
            to=_S.DRAFT,
            who=_P.CASES_REQUEST_WORK,
            refuse=(request_case_open,),
        ),
        Row(
            action=_A.SUBMIT,
            sources=(_S.DRAFT, _S.RETURNED),
            to=_S.SUBMITTED,
            who=_P.CASES_REQUEST_WORK,
            refuse=(has_lines, papers_known, override_explained),
            warn=(consents_of_request,),
            starts=(Term.REQUEST_APPROVAL,),
        ),
        Row(
            action=_A.APPROVE,
            sources=(_S.SUBMITTED,),
            to=_S.APPROVED,
            who=_P.CASES_REQUEST_APPROVE,
            refuse=(not_own_request, lines_complete, management_known),
            warn=(consents_of_request,),
            stops=(Term.REQUEST_APPROVAL,),
        ),
        Row(
            action=_A.RETURN,
            sources=(_S.SUBMITTED,),
            to=_S.RETURNED,
            who=_P.CASES_REQUEST_APPROVE,
            needs_reason=True,
            stops=(Term.REQUEST_APPROVAL,),
        ),
        Row(
            action=_A.REFUSE,
            sources=(_S.SUBMITTED,),
            to=_S.REFUSED,
            who=_P.CASES_REQUEST_APPROVE,
            needs_reason=True,
            stops=(Term.REQUEST_APPROVAL,),
            causes="lines_withdrawn",
        ),
        Row(
            action=_A.ACTIVATE_URGENT,
            sources=(_S.DRAFT, _S.SUBMITTED),
            to=_S.PROVISIONAL,
            who=_P.CASES_REQUEST_WORK,
            refuse=(has_lines, lines_complete, voice_authorised),
            needs_reason=True,
            starts=(Term.RATIFICATION,),
            stops=(Term.REQUEST_APPROVAL,),
            causes="lines_start",
        ),
        Row(
            action=_A.RATIFY,
            sources=(_S.PROVISIONAL,),
            to=_S.APPROVED,
            who=_P.CASES_REQUEST_APPROVE,
            refuse=(not_own_request,),
            stops=(Term.RATIFICATION,),
        ),
        Row(
            action=_A.NOT_RATIFY,
            sources=(_S.PROVISIONAL,),
            to=_S.ENDED,
            who=_P.CASES_REQUEST_APPROVE,
            refuse=(not_own_request,),
            needs_reason=True,
            stops=(Term.RATIFICATION,),
            causes="lines_end",
        ),
        Row(
            action=_A.COMMIT,
            sources=RUNNING,
            to=Target.SAME,
            who=_P.CASES_REQUEST_COMMIT,
            refuse=(costs_something,),
        ),
        Row(
            action=_A.WITHDRAW,
            sources=(*_BEFORE_APPROVAL, _S.APPROVED),
            to=_S.WITHDRAWN,
            who=_P.CASES_REQUEST_WORK,
            refuse=(nothing_started,),
            stops=(Term.REQUEST_APPROVAL,),
            causes="lines_withdrawn",
        ),
        Row(
            action=_A.CONCLUDE,
            sources=RUNNING,
            to=_S.ENDED,
            who=_P.CASES_REQUEST_WORK,
            refuse=(lines_all_over,),
            stops=(Term.RATIFICATION,),
        ),
    ),
)
