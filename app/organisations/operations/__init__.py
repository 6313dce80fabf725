"""What changes about the office: sites, hours, closures, its choices, the bodies around it."""

from app.organisations.operations.associations import (
    Membership,
    found_association,
    join_association,
    leave_association,
    pass_lead,
)
from app.organisations.operations.office import (
    BodyDetails,
    choose_setting,
    correct_body,
    link_body,
    open_body,
    open_channel,
    open_site,
)
from app.organisations.operations.openings import (
    add_closure,
    end_hours,
    open_hours,
    open_once,
    remove_closure,
    set_season,
    withdraw_opening,
)

__all__ = [
    "BodyDetails",
    "Membership",
    "add_closure",
    "choose_setting",
    "correct_body",
    "end_hours",
    "found_association",
    "join_association",
    "leave_association",
    "link_body",
    "open_body",
    "open_channel",
    "open_hours",
    "open_once",
    "open_site",
    "pass_lead",
    "remove_closure",
    "set_season",
    "withdraw_opening",
]
