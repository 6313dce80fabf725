"""What keeps the people of the desk safe: a silent request for a colleague, a note of what was."""

from datetime import timedelta
from enum import StrEnum

SHOWN_AFTER = timedelta(minutes=5)  # how long the others still read who went
COUNTED_FOR = timedelta(days=365)


class IncidentKind(StrEnum):
    """What happened to who works here."""

    VERBAL = "incident_verbal"
    THREAT = "incident_threat"
    PHYSICAL = "incident_physical"
    DAMAGE = "incident_damage"


class WhoWasTold(StrEnum):
    """Whom somebody has already told, the furthest of them."""

    NOBODY = "told_nobody"
    COLLEAGUES = "told_colleagues"
    SUPERVISOR = "told_supervisor"
    POLICE = "told_police"


class SafetyFault(StrEnum):
    """Why a request for presence or a note cannot be."""

    ALREADY_ASKED = "support_already_asked"
    ALREADY_ENDED = "support_already_ended"
    ONES_OWN = "support_ones_own"
    NOT_YET = "incident_in_the_future"
    ALREADY_REVIEWED = "incident_already_reviewed"
