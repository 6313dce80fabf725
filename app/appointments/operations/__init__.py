"""What changes about appointments: giving, moving, arriving, ending, coming back."""

from app.appointments.operations.booking import Booking, book, hold, move_to
from app.appointments.operations.claims import PlaceTaken
from app.appointments.operations.expiring import expire_holds
from app.appointments.operations.following import Invitation, invite, overbook
from app.appointments.operations.gaps import (
    Away,
    CallBack,
    close_days,
    come_back,
    go_away,
    reopen_days,
    row_name,
    settle_stranded,
    withdraw_make_up,
)
from app.appointments.operations.interpreters import (
    add_interpreter,
    ask_interpreter,
    ask_interpreter_again,
    confirm_interpreter,
    drop_interpreter,
    refuse_interpreter,
    retire_interpreter,
)
from app.appointments.operations.items import (
    HoursTaken,
    be_back,
    cancel_item,
    change_item,
    keep_item,
    move_item,
)
from app.appointments.operations.notices import (
    cancel_notice,
    resend_notice,
    silence_reminders,
)
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
from app.appointments.operations.seats import give_seat, give_seat_back
from app.appointments.operations.settings import choose_purpose, choose_reminder, keep_aside

__all__ = [
    "Away",
    "Booking",
    "CallBack",
    "HoursTaken",
    "Invitation",
    "PlaceTaken",
    "add_interpreter",
    "arrive",
    "ask_interpreter",
    "ask_interpreter_again",
    "attend",
    "be_back",
    "book",
    "cancel_by_office",
    "cancel_by_person",
    "cancel_item",
    "cancel_notice",
    "change_item",
    "choose_purpose",
    "choose_reminder",
    "close_days",
    "come_back",
    "confirm",
    "confirm_interpreter",
    "drop_interpreter",
    "expire_holds",
    "fail_by_office",
    "give_seat",
    "give_seat_back",
    "go_away",
    "hold",
    "invite",
    "keep_aside",
    "keep_item",
    "move_item",
    "move_to",
    "no_show",
    "overbook",
    "refuse_interpreter",
    "reopen_days",
    "resend_notice",
    "restore",
    "retire_interpreter",
    "row_name",
    "settle_stranded",
    "silence_reminders",
    "start",
    "told_person",
    "withdraw_make_up",
]
