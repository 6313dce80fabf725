"""Cases as the office opens them, through the real use cases."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.cases import operations, queries
from app.cases.operations import CaseOpening, ClosureDetails
from app.cases.rules.case import (
    ClosureSituation,
    CourtTermKind,
    Outcome,
    PeopleTold,
    TakingChargeBasis,
    WhyClosed,
)
from app.cases.rules.diary import EntryDetails, EntryKind, WhyReserved
from app.cases.rules.plan import Agreed, AssessmentDetails, Goal, PlanDetails
from app.catalogue.rules import Area, ConsentBasis
from app.kernel.references import CaseId, EngagementId, PersonId, PlanId
from tests.builders.people import a_person
from tests.cast import NOW, TODAY, Cast, Member


def engagement_of(member: Member) -> EngagementId:
    """Return the work of a member in this body; who has none cannot follow anybody."""
    if member.engagement_id is None:
        raise LookupError(f"{member.login} works nowhere")
    return member.engagement_id


def an_open_case(
    by: Member,
    person_id: PersonId | None = None,
    *,
    deputy: Member | None = None,
    now: datetime = NOW,
    **decided: Any,
) -> CaseId:
    """Open the case of a person (a new one, if none is given) as `by` would, and return its id."""
    opening: dict[str, Any] = {
        "person_id": person_id or a_person(by),
        "holder_id": engagement_of(by),
        "deputy_id": engagement_of(deputy) if deputy else None,
        "area": Area.FAMILY_AND_MINORS,
        "basis": TakingChargeBasis.CONSENT,
        **decided,
    }
    return operations.open_case(actor=by.viewer, now=now, opening=CaseOpening(**opening))


def closed(cast: Cast, case_id: CaseId) -> None:
    """Close a case that Bruno follows, by the decision of Dario."""
    details = ClosureDetails(
        reason=WhyClosed.NEED_SOLVED, situation=ClosureSituation.AUTONOMOUS,
        outcome=Outcome.REACHED, people_told=PeopleTold.YES,
    )  # fmt: skip
    by: dict[str, Any] = {"now": NOW, "case_id": case_id}
    bruno, dario = cast["bruno"].viewer, cast["dario"].viewer
    operations.propose_closure(
        actor=bruno, **by, version=queries.load(bruno, case_id).version, details=details
    )
    operations.close_case(actor=dario, **by, version=queries.load(dario, case_id).version)


def an_entry(by: Member, case_id: CaseId, text: str = "Colloquio breve.", **known: Any) -> UUID:
    """Write in the diary of a case as `by` would, and return the entry."""
    now: datetime = known.pop("now", NOW)
    details = {"kind": EntryKind.INTERVIEW, "happened_at": now, "text": text, **known}
    return operations.add_diary_entry(
        actor=by.viewer, now=now, case_id=case_id, details=EntryDetails(**details)
    )


def a_plan(by: Member, case_id: CaseId, **known: Any) -> PlanId:
    """Write a whole plan as `by` would, not yet sent, and return it."""
    details = {
        "starts_on": TODAY,
        "ends_on": date(2027, 6, 30),
        "review_on": date(2027, 3, 1),
        "agreed": Agreed.YES,
        "consent_basis": ConsentBasis.ADULT,
        "goals": (Goal(text="Andare a scuola", actions="Educatrice, da gennaio"),),
        **known,
    }
    return operations.draw_up_plan(
        actor=by.viewer, now=NOW, case_id=case_id, details=PlanDetails(**details)
    )


def a_case_with_plan(by: Member, approver: Member, person_id: PersonId | None = None) -> CaseId:
    """Open a case with a plan that `approver` approved: the case is active."""
    case_id = an_open_case(by, person_id)
    plan_id = a_plan(by, case_id)
    operations.submit_plan(actor=by.viewer, now=NOW, plan_id=plan_id, version=1)
    version = queries.plan_page(approver.viewer, plan_id).version
    operations.approve_plan(actor=approver.viewer, now=NOW, plan_id=plan_id, version=version)
    return case_id


def a_whole_case(cast: Cast, person_id: PersonId, word: str) -> CaseId:
    """Open a case with something in every part of it, and `word` in what is written there."""
    bruno, dario = cast["bruno"], cast["dario"]
    case_id = a_case_with_plan(bruno, dario, person_id)
    common: dict[str, Any] = {"actor": bruno.viewer, "now": NOW, "case_id": case_id}
    an_entry(bruno, case_id, f"Colloquio con {word}.", present=word)
    an_entry(dario, case_id, f"Solo per noi: {word}.", reserved=WhyReserved.SAFETY)
    operations.write_assessment(
        **common, details=AssessmentDetails(assessed_on=TODAY, situation=f"Vive con {word}.")
    )
    operations.add_court_term(**common, kind=CourtTermKind.REPORT, due_on=date(2027, 1, 27))
    operations.propose_handover(
        **common,
        version=queries.case_page(bruno.viewer, case_id, TODAY).version,
        to_id=engagement_of(cast["carla"]),
        words=f"Promesso un colloquio a {word}",
    )
    return case_id
