"""The tables of this feature, in the order in which the office lives them."""

from typing import Any

from app.appointments.procedure.appointment import APPOINTMENT
from app.kernel.workflow import Procedure

PROCEDURES: tuple[Procedure[Any, Any, Any], ...] = (APPOINTMENT,)

__all__ = ["APPOINTMENT", "PROCEDURES"]
