"""The tables of this feature, in the order in which the office lives them."""

from typing import Any

from app.cases.procedure.case import CASE
from app.cases.procedure.plan import PLAN
from app.kernel.workflow import Procedure

PROCEDURES: tuple[Procedure[Any, Any, Any], ...] = (CASE, PLAN)

__all__ = ["CASE", "PLAN", "PROCEDURES"]
