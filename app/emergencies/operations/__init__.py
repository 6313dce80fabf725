"""What changes about emergencies: the measure, what others do of it, the calls at night."""

from app.emergencies.operations.beside import (
    Report,
    call_for_news,
    correct_time,
    hear_child,
    join_case,
    reveal_place,
    set_place,
    write_report,
)
from app.emergencies.operations.calls import (
    CallTaken,
    add_duty_phone,
    consult_call,
    end_duty_phone,
    finish_call,
    hand_over,
    take_call,
)
from app.emergencies.operations.learning import (
    Validation,
    appeal_filed,
    court_confirms,
    court_does_not_validate,
    court_modifies,
    court_revokes,
    court_validates,
    hearing_held,
    loss_communicated,
    prosecutor_revokes,
    validation_asked,
)
from app.emergencies.operations.moving import Learnt, News, PaperInHand
from app.emergencies.operations.opening import Placing, consult_emergency, open_emergencies
from app.emergencies.operations.papers import add_scan, open_scan
from app.emergencies.operations.telling import give_oral_notice, transmit, transmit_late

__all__ = [
    "CallTaken",
    "Learnt",
    "News",
    "PaperInHand",
    "Placing",
    "Report",
    "Validation",
    "add_duty_phone",
    "add_scan",
    "appeal_filed",
    "call_for_news",
    "consult_call",
    "consult_emergency",
    "correct_time",
    "court_confirms",
    "court_does_not_validate",
    "court_modifies",
    "court_revokes",
    "court_validates",
    "end_duty_phone",
    "finish_call",
    "give_oral_notice",
    "hand_over",
    "hear_child",
    "hearing_held",
    "join_case",
    "loss_communicated",
    "open_emergencies",
    "open_scan",
    "prosecutor_revokes",
    "reveal_place",
    "set_place",
    "take_call",
    "transmit",
    "transmit_late",
    "validation_asked",
    "write_report",
]
