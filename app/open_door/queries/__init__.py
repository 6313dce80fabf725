"""What is read of the open door: initiatives, desks, who was sent on, the counts of a year.

Every read starts from `visible_to` or, for who was sent on, from `visible_onward`.
"""

from app.open_door.queries.counts import taken_part, year_counts
from app.open_door.queries.desks import ContactRow, DeskPage, DeskRow, desk_page, desks
from app.open_door.queries.initiatives import (
    InitiativePage,
    InitiativeRow,
    initiative_page,
    initiatives,
)
from app.open_door.queries.onward import (
    OnwardDue,
    OnwardPage,
    OnwardRow,
    facts_of,
    listed,
    onward_due,
    onward_of_person,
    onward_of_referral,
    onward_page,
    sent_from,
    shelf_counts,
)
from app.open_door.queries.scope import (
    contact_for_change,
    initiative_for_change,
    load_contact,
    load_desk,
    load_initiative,
    load_onward,
    onward_for_change,
    visible_onward,
    visible_to,
)

__all__ = [
    "ContactRow",
    "DeskPage",
    "DeskRow",
    "InitiativePage",
    "InitiativeRow",
    "OnwardDue",
    "OnwardPage",
    "OnwardRow",
    "contact_for_change",
    "desk_page",
    "desks",
    "facts_of",
    "initiative_for_change",
    "initiative_page",
    "initiatives",
    "listed",
    "load_contact",
    "load_desk",
    "load_initiative",
    "load_onward",
    "onward_due",
    "onward_for_change",
    "onward_of_person",
    "onward_of_referral",
    "onward_page",
    "sent_from",
    "shelf_counts",
    "taken_part",
    "visible_onward",
    "visible_to",
    "year_counts",
]
