"""How things are named: identifiers of rows, and tokens that grant."""

import secrets
import uuid
from typing import NewType

from app.kernel import clock

OrganisationId = NewType("OrganisationId", uuid.UUID)
AccountId = NewType("AccountId", uuid.UUID)
EngagementId = NewType("EngagementId", uuid.UUID)
TeamId = NewType("TeamId", uuid.UUID)
SiteId = NewType("SiteId", uuid.UUID)
BodyId = NewType("BodyId", uuid.UUID)
PersonId = NewType("PersonId", uuid.UUID)
HouseholdId = NewType("HouseholdId", uuid.UUID)
ServiceId = NewType("ServiceId", uuid.UUID)
UnitId = NewType("UnitId", uuid.UUID)
ShiftId = NewType("ShiftId", uuid.UUID)
AppointmentId = NewType("AppointmentId", uuid.UUID)
CaseId = NewType("CaseId", uuid.UUID)
PlanId = NewType("PlanId", uuid.UUID)
ServiceRequestId = NewType("ServiceRequestId", uuid.UUID)
ReferralId = NewType("ReferralId", uuid.UUID)
MessageId = NewType("MessageId", uuid.UUID)
RequestLineId = NewType("RequestLineId", uuid.UUID)
PlacementId = NewType("PlacementId", uuid.UUID)
TicketId = NewType("TicketId", uuid.UUID)
VisitId = NewType("VisitId", uuid.UUID)
PracticeId = NewType("PracticeId", uuid.UUID)

_RANDOM_BITS = 74
_VARIANT = 0b10 << 62


def new_id() -> uuid.UUID:
    """Return a fresh 128-bit identifier that sorts by the millisecond it was made in.

    Layout of RFC 9562 version 7 (not in the library of Python 3.11). An identifier grants
    nothing: whatever opens a door is a `new_token`.
    """
    milliseconds = int(clock.security_now().timestamp() * 1000)
    noise = secrets.randbits(_RANDOM_BITS)
    high = (milliseconds << 16) | (7 << 12) | (noise >> 62)
    low = _VARIANT | (noise & ((1 << 62) - 1))
    return uuid.UUID(int=(high << 64) | low)


def new_token() -> str:
    """Return 256 random bits, URL-safe: for sessions, one-use links and submissions."""
    return secrets.token_urlsafe(32)
