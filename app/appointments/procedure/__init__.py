"""The tables of this feature, in the order in which the office lives them."""

from typing import Any

from app.appointments.procedure.appointment import APPOINTMENT
from app.appointments.procedure.interpreter import INTERPRETER
from app.kernel.workflow import Procedure

PROCEDURES: tuple[Procedure[Any, Any, Any], ...] = (APPOINTMENT, INTERPRETER)

__all__ = ["APPOINTMENT", "INTERPRETER", "PROCEDURES"]
