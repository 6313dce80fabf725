"""What changes about the particulars of services."""

from app.particulars.operations.consulting import (
    consult_alarms,
    consult_devices,
    consult_education,
    consult_keys,
    consult_phases,
    consult_school_years,
    consult_week,
)
from app.particulars.operations.education import GoalGiven, judge_goal, write_goal
from app.particulars.operations.remote import (
    AlarmGiven,
    HolderGiven,
    add_key_holder,
    end_key_holder,
    install_device,
    remove_device,
    see_alarm,
    write_alarm,
)
from app.particulars.operations.school import YearGiven, renew_school_year, write_school_year
from app.particulars.operations.week import add_hours, end_hours
from app.particulars.operations.work import PhaseGiven, add_host, end_host, pass_phase

__all__ = [
    "AlarmGiven",
    "GoalGiven",
    "HolderGiven",
    "PhaseGiven",
    "YearGiven",
    "add_host",
    "add_hours",
    "add_key_holder",
    "consult_alarms",
    "consult_devices",
    "consult_education",
    "consult_keys",
    "consult_phases",
    "consult_school_years",
    "consult_week",
    "end_host",
    "end_hours",
    "end_key_holder",
    "install_device",
    "judge_goal",
    "pass_phase",
    "remove_device",
    "renew_school_year",
    "see_alarm",
    "write_alarm",
    "write_goal",
    "write_school_year",
]
