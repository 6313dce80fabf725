"""The second level as the office lives it: people beside, restitutions, papers, measures."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from app.cases import operations, queries
from app.cases.rules.case import CaseKind, CourtTermKind
from app.cases.rules.penal import MeasureDetails, PenalMeasureKind
from app.cases.rules.second_level import (
    CourtAsks,
    CourtAuthority,
    CourtPaper,
    CourtRecordDetails,
    HelperDetails,
    Profession,
    Restitution,
    ToldTo,
    WhyLevel,
)
from app.kernel.references import CaseId, PersonId
from tests.builders.cases import an_open_case, engagement_of
from tests.builders.intake import read_in_part
from tests.builders.people import a_person
from tests.cast import NOW, TODAY, Cast, Member


def raised(by: Member, case_id: CaseId, why: WhyLevel = WhyLevel.PROTECTION) -> CaseId:
    """Bring a case to the second level as `by` would, and return its id."""
    version = queries.load(by.viewer, case_id).version
    operations.to_second_level(
        actor=by.viewer, now=NOW, case_id=case_id, version=version, why=why
    )  # fmt: skip
    return case_id


def a_helper(by: Member, case_id: CaseId, who: Member | None = None, **known: Any) -> UUID:
    """Write who works beside on a case: one of the cast, else somebody of another body."""
    given: dict[str, Any] = {
        "profession": Profession.PSYCHOLOGIST,
        "valid_from": TODAY,
        "engagement_id": engagement_of(who) if who else None,
        "name": "" if who else "Nadia Altrove",
        **known,
    }
    return operations.add_helper(
        actor=by.viewer, now=NOW, case_id=case_id, details=HelperDetails(**given)
    )


def a_restitution(by: Member, case_id: CaseId, words: str = "Che cosa si fa ora.") -> None:
    """Write what was told back to the mother today."""
    told = Restitution(told_on=TODAY, told_to=ToldTo.MOTHER, words=words)
    operations.note_restitution(actor=by.viewer, now=NOW, case_id=case_id, told=told)


def a_record(by: Member, case_id: CaseId, number: str = "TM 12/2026", **known: Any) -> UUID:
    """Write a decree that asks for a report within two months."""
    given: dict[str, Any] = {
        "authority": CourtAuthority.JUVENILE_CIVIL,
        "paper": CourtPaper.DECREE,
        "filed_on": TODAY,
        "asks": CourtAsks.REPORT,
        "term": CourtTermKind.REPORT,
        "due_on": TODAY + timedelta(days=60),
        **known,
    }
    return operations.note_court_record(
        actor=by.viewer, now=NOW, case_id=case_id,
        details=CourtRecordDetails(number=number, **given),
    )  # fmt: skip


def a_penal_case(by: Member, person_id: PersonId | None = None, **known: Any) -> CaseId:
    """Open the penal case of a person, beside the ordinary one if she has it."""
    return an_open_case(by, person_id, kind=CaseKind.PENAL, **known)


def a_measure(by: Member, case_id: CaseId, **known: Any) -> UUID:
    """Write ten months of probation, on Tuesday and Thursday."""
    given: dict[str, Any] = {
        "authority": CourtAuthority.JUVENILE_PENAL,
        "kind": PenalMeasureKind.PROBATION,
        "starts_on": TODAY,
        "ends_on": date(2027, 9, 23),
        "joint_on": TODAY,
        "activity": "Riordino",
        "place": "Biblioteca",
        "weekdays": frozenset({1, 3}),
        **known,
    }
    return operations.note_measure(
        actor=by.viewer, now=NOW, case_id=case_id, details=MeasureDetails(**given)
    )


def some_second_level(cast: Cast) -> None:
    """Leave a case of the second level with a team, a restitution, a paper; and a penal one."""
    bruno = cast["bruno"]
    case_id = raised(bruno, an_open_case(bruno))
    a_helper(bruno, case_id, cast["teo"], lead=True)
    a_helper(bruno, case_id)
    a_restitution(bruno, case_id)
    a_record(bruno, case_id)
    a_measure(bruno, a_penal_case(bruno))
    girl = a_person(bruno, "Sorella", "Ada")
    hers = an_open_case(cast["carla"], girl)
    read_in_part(cast, a_person(bruno, "Fratello", "Ugo"), girl, hers)
