"""What changes in the rota: shifts, absences, a whole month, hours, swaps between colleagues."""

from app.rota.operations.months import publish_month, save_month, set_hours
from app.rota.operations.shifts import (
    add_absence,
    add_shift,
    add_shifts,
    remove_absence,
    remove_shift,
    shorten_absence,
)
from app.rota.operations.swaps import (
    accept_swap,
    decline_swap,
    lapse_swap,
    propose_swap,
    withdraw_swap,
)

__all__ = [
    "accept_swap",
    "add_absence",
    "add_shift",
    "add_shifts",
    "decline_swap",
    "lapse_swap",
    "propose_swap",
    "publish_month",
    "remove_absence",
    "remove_shift",
    "save_month",
    "set_hours",
    "shorten_absence",
    "withdraw_swap",
]
