"""What is read of the particulars of a service; each read begins from the line or its request."""

from app.particulars.queries.due import (
    DueParticular,
    devices_to_remove,
    due_particulars,
)
from app.particulars.queries.education import EducationPage, areas_written, education_page
from app.particulars.queries.lines import (
    Head,
    Reached,
    RequestHead,
    head,
    its_row,
    lock_line,
    lock_request,
    request_head,
)
from app.particulars.queries.remote import (
    AlarmsPage,
    DevicesPage,
    KeysPage,
    alarms_page,
    alarms_unseen,
    devices_page,
    keys_held,
    keys_page,
)
from app.particulars.queries.school import (
    SchoolYearRow,
    SchoolYearsPage,
    school_year_rows,
    school_years_page,
    years_of_request,
)
from app.particulars.queries.story import StoryRow, story_of
from app.particulars.queries.week import WeekPage, WeekRow, stretches_from, week_of, week_page
from app.particulars.queries.work import PhasesPage, last_phase, phases_page

__all__ = [
    "AlarmsPage",
    "DevicesPage",
    "DueParticular",
    "EducationPage",
    "Head",
    "KeysPage",
    "PhasesPage",
    "Reached",
    "RequestHead",
    "SchoolYearRow",
    "SchoolYearsPage",
    "StoryRow",
    "WeekPage",
    "WeekRow",
    "alarms_page",
    "alarms_unseen",
    "areas_written",
    "devices_page",
    "devices_to_remove",
    "due_particulars",
    "education_page",
    "head",
    "its_row",
    "keys_held",
    "keys_page",
    "last_phase",
    "lock_line",
    "lock_request",
    "phases_page",
    "request_head",
    "school_year_rows",
    "school_years_page",
    "story_of",
    "stretches_from",
    "week_of",
    "week_page",
    "years_of_request",
]
