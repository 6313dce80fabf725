"""The tables of emergencies: the measure of article 403, the urgent call."""

from typing import Any

from app.emergencies.procedure.calls import URGENT_CALL
from app.emergencies.procedure.emergency import EMERGENCY
from app.kernel.workflow import Procedure

PROCEDURES: tuple[Procedure[Any, Any, Any], ...] = (EMERGENCY, URGENT_CALL)

__all__ = ["EMERGENCY", "PROCEDURES", "URGENT_CALL"]
