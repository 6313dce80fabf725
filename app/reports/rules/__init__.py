"""Every figure of the caseload, as pure functions over the steps.

history: where a thing stood on an evening · caseload: R1, R2, R5 · inflow: R6 · waiting: R7, R8 ·
deadlines: R11 · report: all of them for one question · suppression: what may leave the office.
"""

from app.kernel.hiding import Hidden
from app.reports.rules.caseload import COUNTED_STATES, Balance, CaseFile, Holding
from app.reports.rules.deadlines import Due, Dues, Move, Pending, PlanFile, Unread
from app.reports.rules.history import History, Step
from app.reports.rules.inflow import AgeBand, Assignment, ReferralFile, SourceGroup
from app.reports.rules.moments import (
    Question,
    QuestionFault,
    Span,
    end_of,
    question_faults,
    start_of,
    year_before,
)
from app.reports.rules.report import Facts, Report, report
from app.reports.rules.suppression import Leaving, Shown, leaving
from app.reports.rules.tables import (
    MEASURES,
    Cell,
    Column,
    Figure,
    Key,
    Row,
    RowKey,
    Table,
    TableKey,
    Thing,
)
from app.reports.rules.waiting import LineFile, RequestFile

__all__ = [
    "COUNTED_STATES",
    "MEASURES",
    "AgeBand",
    "Assignment",
    "Balance",
    "CaseFile",
    "Cell",
    "Column",
    "Due",
    "Dues",
    "Facts",
    "Figure",
    "Hidden",
    "History",
    "Holding",
    "Key",
    "Leaving",
    "LineFile",
    "Move",
    "Pending",
    "PlanFile",
    "Question",
    "QuestionFault",
    "ReferralFile",
    "Report",
    "RequestFile",
    "Row",
    "RowKey",
    "Shown",
    "SourceGroup",
    "Span",
    "Step",
    "Table",
    "TableKey",
    "Thing",
    "Unread",
    "end_of",
    "leaving",
    "question_faults",
    "report",
    "start_of",
    "year_before",
]
