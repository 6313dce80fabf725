"""What is read by few in the stories: the team beside, papers of courts, what was told back."""

from datetime import date

from app.cases import operations as cases
from app.cases.rules.case import CourtTermKind, TeamAccess
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
from app.demo.context import Demo
from app.demo.play import act
from app.kernel.clock import office_date
from app.kernel.references import CaseId

CONSORTIUM = "OFFERTASOCIALE, società consortile"


def kept_to_few(demo: Demo, login: str, case_id: CaseId) -> None:
    """Bring a case of protection to the second level, the consortium's psychologist beside."""
    act(demo, login, cases.to_second_level, case_id=case_id, why=WhyLevel.PROTECTION)
    details = HelperDetails(
        profession=Profession.PSYCHOLOGIST, valid_from=office_date(demo.clock),
        body_id=demo.known[CONSORTIUM], name="Nadia Corti",
    )  # fmt: skip
    act(demo, login, cases.add_helper, case_id=case_id, details=details)


def decreed(demo: Demo, login: str, case_id: CaseId, number: str, filed_on: date) -> None:
    """Write the decree of the juvenile court; its term stands already."""
    details = CourtRecordDetails(
        authority=CourtAuthority.JUVENILE_CIVIL, paper=CourtPaper.DECREE, number=number,
        filed_on=filed_on, asks=CourtAsks.CUSTODY,
    )  # fmt: skip
    act(demo, login, cases.note_court_record, case_id=case_id, details=details)


def told_back(demo: Demo, login: str, case_id: CaseId, told_to: ToldTo, words: str) -> None:
    """Write what was told back today."""
    told = Restitution(told_on=office_date(demo.clock), told_to=told_to, words=words)
    act(demo, login, cases.note_restitution, case_id=case_id, told=told)


def on_probation(
    demo: Demo, login: str, case_id: CaseId, *, joint_on: date, ends_on: date, first: date
) -> None:
    """Write the ordinance of the penal court and ten months of probation, from today."""
    today = office_date(demo.clock)
    ordinance = CourtRecordDetails(
        authority=CourtAuthority.JUVENILE_PENAL, paper=CourtPaper.ORDINANCE, number="TMP 88/2026",
        filed_on=today, asks=CourtAsks.REPORT, term=CourtTermKind.REPORT, due_on=first,
    )  # fmt: skip
    act(demo, login, cases.note_court_record, case_id=case_id, details=ordinance)
    details = MeasureDetails(
        authority=CourtAuthority.JUVENILE_PENAL, kind=PenalMeasureKind.PROBATION, starts_on=today,
        ends_on=ends_on, joint_on=joint_on, activity="Riordino e prestito", place="Biblioteca",
        weekdays=frozenset({1, 3}),
    )  # fmt: skip
    act(demo, login, cases.note_measure, case_id=case_id, details=details)


def clerk_named(demo: Demo, case_id: CaseId, login: str) -> None:
    """Let the clerk who sends the request of a penal case reach it, as the supervisor names her."""
    act(demo, "paola", cases.list_on_case, case_id=case_id,
        engagement_id=demo.engagement(login), access=TeamAccess.NAMED)  # fmt: skip
