"""Cases as the office opens them, through the real use cases."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.cases import operations
from app.cases.operations import CaseOpening
from app.cases.rules.case import TakingChargeBasis
from app.cases.rules.diary import EntryDetails, EntryKind
from app.catalogue.rules import Area
from app.kernel.references import CaseId, EngagementId, PersonId
from tests.builders.people import a_person
from tests.cast import NOW, Member


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


def an_entry(by: Member, case_id: CaseId, text: str = "Colloquio breve.", **known: Any) -> UUID:
    """Write in the diary of a case as `by` would, and return the entry."""
    now: datetime = known.pop("now", NOW)
    details = {"kind": EntryKind.INTERVIEW, "happened_at": now, "text": text, **known}
    return operations.add_diary_entry(
        actor=by.viewer, now=now, case_id=case_id, details=EntryDetails(**details)
    )


CHILD = {"birth_known": "exact", "birth_date": date(2017, 3, 14), "sex": "female"}
