"""The tables of this feature, in the order in which the office lives them."""

from typing import Any

from app.intake.procedure.clocks import Clock, clock_of, term_of, terms_of
from app.intake.procedure.conditions import PROTECTION_FIRST
from app.intake.procedure.referral import (
    FINAL,
    IN_HAND,
    REFERRAL,
    SEQUELS,
    UNASSIGNED,
    UNDO_MINUTES,
    WORKED,
    ReferralAction,
    ReferralState,
)
from app.kernel.workflow import Procedure

PROCEDURES: tuple[Procedure[Any, Any, Any], ...] = (REFERRAL,)

__all__ = [
    "FINAL",
    "IN_HAND",
    "PROCEDURES",
    "PROTECTION_FIRST",
    "REFERRAL",
    "SEQUELS",
    "UNASSIGNED",
    "UNDO_MINUTES",
    "WORKED",
    "Clock",
    "ReferralAction",
    "ReferralState",
    "clock_of",
    "term_of",
    "terms_of",
]
