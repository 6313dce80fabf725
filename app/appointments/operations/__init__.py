"""What changes about appointments: giving, moving, arriving, ending, coming back."""

from app.appointments.operations.booking import Booking, book, hold, move_to
from app.appointments.operations.claims import PlaceTaken
from app.appointments.operations.expiring import expire_holds
from app.appointments.operations.outcomes import (
    arrive,
    attend,
    cancel_by_office,
    cancel_by_person,
    confirm,
    fail_by_office,
    no_show,
    restore,
    start,
    told_person,
)
from app.appointments.operations.settings import choose_purpose, keep_aside

__all__ = [
    "Booking",
    "PlaceTaken",
    "arrive",
    "attend",
    "book",
    "cancel_by_office",
    "cancel_by_person",
    "choose_purpose",
    "confirm",
    "expire_holds",
    "fail_by_office",
    "hold",
    "keep_aside",
    "move_to",
    "no_show",
    "restore",
    "start",
    "told_person",
]
