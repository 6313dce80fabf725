"""The tables of this feature, in the order in which the office lives them."""

from typing import Any

from app.desk.procedure.message import MESSAGE
from app.desk.procedure.tickets import TICKET
from app.kernel.workflow import Procedure

PROCEDURES: tuple[Procedure[Any, Any, Any], ...] = (MESSAGE, TICKET)

__all__ = ["MESSAGE", "PROCEDURES", "TICKET"]
