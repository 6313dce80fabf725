"""The tables of this feature, in the order in which the office lives them."""

from typing import Any

from app.cases.procedure.case import CASE
from app.cases.procedure.line import LINE
from app.cases.procedure.member import MEMBER
from app.cases.procedure.placement import PLACEMENT
from app.cases.procedure.plan import PLAN
from app.cases.procedure.request import REQUEST
from app.kernel.workflow import Procedure

PROCEDURES: tuple[Procedure[Any, Any, Any], ...] = (
    CASE,
    PLAN,
    REQUEST,
    LINE,
    PLACEMENT,
    MEMBER,
)

__all__ = ["CASE", "LINE", "MEMBER", "PLACEMENT", "PLAN", "PROCEDURES", "REQUEST"]
