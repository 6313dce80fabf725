"""What changes about the office: sites, hours, closures, its choices, the bodies around it."""

from app.organisations.operations.office import (
    BodyDetails,
    Membership,
    choose_setting,
    correct_body,
    found_association,
    join_association,
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
    "link_body",
    "open_body",
    "open_channel",
    "open_hours",
    "open_once",
    "open_site",
    "remove_closure",
    "set_season",
    "withdraw_opening",
]
