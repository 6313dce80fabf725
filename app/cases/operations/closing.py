"""The end of a case: proposed by who follows it, decided, or sent back with a reason."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts.policy import Permission
from app.cases import queries
from app.cases.models import Case, CaseClosure
from app.cases.operations.holding import end_beside, hold
from app.cases.operations.planning import conclude_plans
from app.cases.operations.taking import Said, take
from app.cases.rules.case import (
    CaseAction,
    ClosureSituation,
    HoldingRole,
    Outcome,
    PeopleTold,
    WhyClosed,
)
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.references import CaseId
from app.transaction.use_case import use_case


@dataclass(frozen=True, kw_only=True)
class ClosureDetails:
    """Everything typed when the end of a case is proposed."""

    reason: WhyClosed
    situation: ClosureSituation
    outcome: Outcome
    people_told: PeopleTold
    words: str = ""


@use_case("cases.closure.propose", permission=Permission.CASES_CASE_WORK)
def propose_closure(
    *, actor: Viewer, now: datetime, case_id: CaseId, version: int, details: ClosureDetails
) -> None:
    """Propose to close a case: why, where the person lives, what came of it, who knows.

    Refused while a court waits, a service or a request goes on, or a linked report is unread.
    """
    case = queries.for_change(actor, case_id, version)
    take(actor, now, case, CaseAction.PROPOSE_CLOSURE, Said(reason_code=details.reason))
    db.session.add(
        CaseClosure(
            organisation_id=case.organisation_id,
            data_key_id=case.data_key_id,
            case_id=case.id,
            reason=details.reason,
            situation=details.situation,
            outcome=details.outcome,
            people_told=details.people_told,
            proposed_at=now,
            words=details.words,
        )
    )


@use_case("cases.closure.close", permission=None)
def close_case(*, actor: Viewer, now: datetime, case_id: CaseId, version: int) -> None:
    """Close a case proposed for closure, its plan and its clocks with it.

    Of a child or under a court order only the supervisor; what was pending is looked at again.
    """
    case = queries.for_change(actor, case_id, version)
    closure = queries.last_closure(case)
    reason = closure.reason if closure else ""
    take(actor, now, case, CaseAction.CLOSE, Said(reason_code=reason))
    end_holding(actor, now, case)


@use_case("cases.closure.refuse", permission=Permission.CASES_CASE_DECIDE)
def refuse_closure(
    *, actor: Viewer, now: datetime, case_id: CaseId, version: int, words: str
) -> None:
    """Send a case back to where it was, writing why it is not closed yet."""
    case = queries.for_change(actor, case_id, version)
    before = queries.state_before(case)
    take(actor, now, case, CaseAction.REFUSE_CLOSURE, Said(words=words, to=before))


def end_holding(actor: Viewer, now: datetime, case: Case) -> None:
    """Let nobody answer any more for a case that ended; who followed it stays written.

    Who worked beside reads it no more.
    """
    case.passes_to_id = None
    conclude_plans(actor, now, case)
    hold(case, HoldingRole.HOLDER, None, now)
    hold(case, HoldingRole.DEPUTY, None, now)
    end_beside(case, now)
