"""What changes in the rota: shifts, absences, a whole month, the hours of who works."""

from app.rota.operations.months import publish_month, save_month, set_hours
from app.rota.operations.shifts import (
    add_absence,
    add_shift,
    add_shifts,
    remove_absence,
    remove_shift,
    shorten_absence,
)

__all__ = [
    "add_absence",
    "add_shift",
    "add_shifts",
    "publish_month",
    "remove_absence",
    "remove_shift",
    "save_month",
    "set_hours",
    "shorten_absence",
]
