"""The tables of cases; rows never leave this feature."""

from app.cases.models.case import (
    Case,
    CaseClosure,
    CaseHolding,
    CaseNotice,
    CaseStep,
    CaseTeam,
    CaseTerm,
    CaseWeight,
    CourtTerm,
)
from app.cases.models.diary import DiaryEntry, EntryText
from app.cases.models.plan import GoalReview, IndividualPlan, NeedsAssessment, PlanGoal, PlanStep

__all__ = [
    "Case",
    "CaseClosure",
    "CaseHolding",
    "CaseNotice",
    "CaseStep",
    "CaseTeam",
    "CaseTerm",
    "CaseWeight",
    "CourtTerm",
    "DiaryEntry",
    "EntryText",
    "GoalReview",
    "IndividualPlan",
    "NeedsAssessment",
    "PlanGoal",
    "PlanStep",
]
