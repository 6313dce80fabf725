"""What is read of emergencies: a measure whole, the lists, what is due, the calls at night."""

from app.emergencies.queries.brief import MeasureBrief, measure_brief, measures_of
from app.emergencies.queries.calls import call_page, calls, duty_phones, waiting_calls
from app.emergencies.queries.listing import (
    case_steps,
    listed,
    of_person,
    open_for,
    under_measure,
    under_way,
)
from app.emergencies.queries.page import (
    case_to_join,
    clocks_of,
    emergency_page,
    facts_of,
    is_late,
)
from app.emergencies.queries.papers import act_of, acts_of, count_of_scans, scan
from app.emergencies.queries.place import may_open_place
from app.emergencies.queries.rows import (
    ActPaper,
    ActRow,
    CallPage,
    CallRow,
    Clock,
    EmergencyPage,
    EmergencyRow,
    PhoneRow,
)
from app.emergencies.queries.scope import (
    call_for_change,
    calls_visible_to,
    for_change,
    load,
    visible_to,
)

__all__ = [
    "ActPaper",
    "ActRow",
    "CallPage",
    "CallRow",
    "Clock",
    "EmergencyPage",
    "EmergencyRow",
    "MeasureBrief",
    "PhoneRow",
    "act_of",
    "acts_of",
    "call_for_change",
    "call_page",
    "calls",
    "calls_visible_to",
    "case_steps",
    "case_to_join",
    "clocks_of",
    "count_of_scans",
    "duty_phones",
    "emergency_page",
    "facts_of",
    "for_change",
    "is_late",
    "listed",
    "load",
    "may_open_place",
    "measure_brief",
    "measures_of",
    "of_person",
    "open_for",
    "scan",
    "under_measure",
    "under_way",
    "visible_to",
    "waiting_calls",
]
