"""A case passes to a colleague or to another body: until the answer, who had it answers for it."""

from datetime import datetime

from sqlalchemy import select

from app.accounts.policy import Permission
from app.audit.context import about
from app.cases import queries
from app.cases.models import Case
from app.cases.operations.closing import end_holding
from app.cases.operations.exits import tell_case_exit
from app.cases.operations.holding import end_beside, hold
from app.cases.operations.opening import check_holder, check_worker, refuse_kept_away
from app.cases.operations.taking import Said, take
from app.cases.rules.case import CaseAction, CaseFault, HoldingRole, WhyNotMe
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.exits import LetterKind
from app.kernel.references import CaseId, EngagementId
from app.people.operations import declare_conflict
from app.tasks.operations import follow_case
from app.transaction.use_case import use_case

_WORK, _DECIDE = Permission.CASES_CASE_WORK, Permission.CASES_CASE_DECIDE


@use_case("cases.handover.propose", permission=_WORK)
def propose_handover(
    *,
    actor: Viewer,
    now: datetime,
    case_id: CaseId,
    version: int,
    to_id: EngagementId,
    words: str,
) -> None:
    """Propose a case to a colleague, with what she must know; who has it goes on meanwhile.

    Refuses a second proposal (`NotAllowedNow`), the holder herself and who does not work here
    (`Invalid`).
    """
    case = queries.for_change(actor, case_id, version)
    check_holder(actor, now, to_id, None, field="to_id")
    refuse_kept_away(actor, now, case.person_id, to_id=to_id)
    if to_id == case.holder_id:
        raise Invalid(f"to_id:{CaseFault.SAME_HOLDER}")
    take(actor, now, case, CaseAction.PROPOSE_HANDOVER, Said(words=words))
    case.passes_to_id = to_id


@use_case("cases.handover.accept", permission=_WORK)
def accept_handover(*, actor: Viewer, now: datetime, case_id: CaseId, version: int) -> None:
    """Take a proposed case over: from this instant who accepts answers for it.

    Only the colleague to whom it was proposed, unless she cannot follow the person
    (`NotAllowedNow`).
    """
    case = queries.for_change(actor, case_id, version)
    to_id = case.passes_to_id
    if queries.is_kept_away(actor, actor.engagement_ids, [case.person_id], office_date(now)):
        raise NotAllowedNow(CaseFault.YOU_CANNOT_FOLLOW)
    take(actor, now, case, CaseAction.ACCEPT_HANDOVER)
    if to_id is not None:
        _give(case, to_id, now)


@use_case("cases.handover.refuse", permission=_WORK)
def refuse_handover(
    *, actor: Viewer, now: datetime, case_id: CaseId, version: int, words: str
) -> None:
    """Answer no to a proposed case: it stays with who had it. Only whom it was proposed to."""
    case = queries.for_change(actor, case_id, version)
    take(actor, now, case, CaseAction.REFUSE_HANDOVER, Said(words=words))
    case.passes_to_id = None


@use_case("cases.handover.ask", permission=_WORK)
def ask_reassign(
    *, actor: Viewer, now: datetime, case_id: CaseId, version: int, why: WhyNotMe
) -> None:
    """Send a case that one follows back to who gives out the work, saying why from a short list.

    Who asks goes on answering until somebody else has it. Who cannot follow the person is not
    proposed for her again. Refuses who does not follow it, and asking twice (`NotAllowedNow`).
    """
    case = queries.for_change(actor, case_id, version)
    take(actor, now, case, CaseAction.ASK_REASSIGN, Said(reason_code=why))
    if why is WhyNotMe.CANNOT_FOLLOW:
        declare_conflict(actor=actor, now=now, person_id=case.person_id)


@use_case("cases.handover.reassign", permission=_DECIDE)
def reassign(
    *, actor: Viewer, now: datetime, case_id: CaseId, version: int, to_id: EngagementId
) -> None:
    """Give a case to another worker at once; refuses who has it and who does not work here."""
    case = queries.for_change(actor, case_id, version)
    check_holder(actor, now, to_id, None, field="to_id")
    refuse_kept_away(actor, now, case.person_id, to_id=to_id)
    if to_id == case.holder_id:
        raise Invalid(f"to_id:{CaseFault.SAME_HOLDER}")
    take(actor, now, case, CaseAction.REASSIGN)
    _give(case, to_id, now)


@use_case("cases.handover.reassign_all", permission=_DECIDE)
def reassign_all(
    *, actor: Viewer, now: datetime, from_id: EngagementId, to_id: EngagementId
) -> int:
    """Give every open case of a worker who leaves to another, all or none; return how many."""
    if from_id == to_id:
        raise Invalid(f"to_id:{CaseFault.SAME_HOLDER}")
    check_worker(actor, now, to_id, field="to_id")
    going = db.session.scalars(
        select(Case)
        .where(
            queries.visible_to(actor, actor.organisation_id),
            Case.holder_id == from_id,
            Case.closed_at.is_(None),
        )
        .order_by(Case.id)
        .with_for_update()
    ).all()
    people = [case.person_id for case in going]
    if queries.is_kept_away(actor, [to_id], people, office_date(now)):
        raise Invalid(f"to_id:{CaseFault.OUT_OF_REACH_OF_ONE}")
    for case in going:
        take(actor, now, case, CaseAction.REASSIGN)
        _give(case, to_id, now)
    return len(going)


@use_case("cases.case.appoint_deputy", permission=_WORK)
def appoint_deputy(
    *,
    actor: Viewer,
    now: datetime,
    case_id: CaseId,
    version: int,
    deputy_id: EngagementId | None,
) -> None:
    """Name who answers for a case when its holder is away, or nobody; never the holder herself."""
    case = queries.for_change(actor, case_id, version)
    about("case", case.id)
    if deputy_id is not None:
        check_holder(actor, now, case.holder_id, deputy_id)
        refuse_kept_away(actor, now, case.person_id, deputy_id=deputy_id)
    case.deputy_id = deputy_id
    hold(case, HoldingRole.DEPUTY, deputy_id, now)


@use_case("cases.body.propose", permission=_DECIDE)
def propose_body(
    *,
    actor: Viewer,
    now: datetime,
    case_id: CaseId,
    version: int,
    words: str,
    protection_assured: bool = False,
    in_register: bool = False,
) -> None:
    """Propose a case to another body, writing to whom and who pays for what from when.

    A minor at risk is protected first, here, and it is said (`protection_assured`).

    It has its row in the register of exits; `in_register` says that the box it was put in is that
    row.

    Who pays a residential service goes on paying wherever the person moves (L.R. 34/2004, art. 4):
    what was agreed is written here, or it is refused.
    """
    case = queries.for_change(actor, case_id, version)
    take(
        actor, now, case, CaseAction.PROPOSE_BODY, Said(words=words),
        minor_at_risk=queries.protection_first(actor, case.id, office_date(now)),
        protection_assured=protection_assured,
    )  # fmt: skip
    if not in_register:
        tell_case_exit(actor, now, case.id, LetterKind.PASSAGE, office_date(now))


@use_case("cases.body.accepted", permission=_DECIDE)
def body_accepted(*, actor: Viewer, now: datetime, case_id: CaseId, version: int) -> None:
    """Write that the other body accepted: here the case ends; its history stays."""
    case = queries.for_change(actor, case_id, version)
    take(actor, now, case, CaseAction.BODY_ACCEPTED)
    end_holding(actor, now, case)


@use_case("cases.body.refused", permission=_DECIDE)
def body_refused(*, actor: Viewer, now: datetime, case_id: CaseId, version: int) -> None:
    """Write that the other body said no: the case goes on where it was."""
    case = queries.for_change(actor, case_id, version)
    before = queries.state_before(case)
    take(actor, now, case, CaseAction.BODY_REFUSED, Said(to=before))


@use_case("cases.body.taken_back", permission=_DECIDE)
def body_taken_back(
    *, actor: Viewer, now: datetime, case_id: CaseId, version: int, words: str
) -> None:
    """Take back what was proposed to the other body, saying why: the case goes on where it was."""
    case = queries.for_change(actor, case_id, version)
    before = queries.state_before(case)
    take(actor, now, case, CaseAction.BODY_TAKEN_BACK, Said(words=words, to=before))


def _give(case: Case, to_id: EngagementId, now: datetime) -> None:
    """Change who answers; who deputised or worked beside leaves that place when she follows.

    What the life of the person brought to be done goes with the case.
    """
    case.holder_id, case.passes_to_id = to_id, None
    if case.deputy_id == to_id:
        case.deputy_id = None
    db.session.flush()
    follow_case(case.organisation_id, case.id, to_id)
    hold(case, HoldingRole.HOLDER, to_id, now)
    hold(case, HoldingRole.DEPUTY, case.deputy_id, now)
    end_beside(case, now, to_id)
