"""How things are named: identifiers of rows, and tokens that grant."""

import uuid
from secrets import randbits, token_urlsafe
from threading import Lock
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
SwapId = NewType("SwapId", uuid.UUID)
AppointmentId = NewType("AppointmentId", uuid.UUID)
AgendaItemId = NewType("AgendaItemId", uuid.UUID)
CaseId = NewType("CaseId", uuid.UUID)
PlanId = NewType("PlanId", uuid.UUID)
ServiceRequestId = NewType("ServiceRequestId", uuid.UUID)
ReferralId = NewType("ReferralId", uuid.UUID)
MessageId = NewType("MessageId", uuid.UUID)
NoticeId = NewType("NoticeId", uuid.UUID)
SentCardId = NewType("SentCardId", uuid.UUID)
RemarkId = NewType("RemarkId", uuid.UUID)
RequestLineId = NewType("RequestLineId", uuid.UUID)
PlacementId = NewType("PlacementId", uuid.UUID)
TicketId = NewType("TicketId", uuid.UUID)
VisitId = NewType("VisitId", uuid.UUID)
PracticeId = NewType("PracticeId", uuid.UUID)
WaitingEntryId = NewType("WaitingEntryId", uuid.UUID)
InitiativeId = NewType("InitiativeId", uuid.UUID)
InfoDeskId = NewType("InfoDeskId", uuid.UUID)
DeskContactId = NewType("DeskContactId", uuid.UUID)
OnwardId = NewType("OnwardId", uuid.UUID)
LineHoursId = NewType("LineHoursId", uuid.UUID)
EducationalAreaId = NewType("EducationalAreaId", uuid.UUID)
WorkHostId = NewType("WorkHostId", uuid.UUID)
AlarmDeviceId = NewType("AlarmDeviceId", uuid.UUID)
KeyHolderId = NewType("KeyHolderId", uuid.UUID)
AlarmCallId = NewType("AlarmCallId", uuid.UUID)
SchoolYearId = NewType("SchoolYearId", uuid.UUID)
EmergencyId = NewType("EmergencyId", uuid.UUID)
UrgentCallId = NewType("UrgentCallId", uuid.UUID)
ImportId = NewType("ImportId", uuid.UUID)
ReleaseId = NewType("ReleaseId", uuid.UUID)
TransferId = NewType("TransferId", uuid.UUID)
IncomingId = NewType("IncomingId", uuid.UUID)

_VARIANT = 0b10 << 62


class _Sequence:
    """Milliseconds and random bits of identifiers: fresh in each millisecond, rising within one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._at, self._bits = 0, 0

    def next(self, milliseconds: int) -> tuple[int, int]:
        """Return the millisecond, never before one already used, and 74 bits."""
        with self._lock:
            # A clock set back, or a thread late by a millisecond, must not undo the order.
            again = milliseconds <= self._at
            # A first draw of 73 bits leaves room for any number of steps of 32.
            self._bits = self._bits + 1 + randbits(32) if again else randbits(73)
            self._at = max(milliseconds, self._at)
            return self._at, self._bits


_sequence = _Sequence()


def new_id() -> uuid.UUID:
    """Return a fresh 128-bit identifier that sorts in the order in which this process made it.

    Layout of RFC 9562 version 7 (not in the library of Python 3.11), in order also within a
    millisecond: steps that one use case takes at one instant are told in their order. An identifier
    grants nothing: whatever opens a door is a `new_token`.
    """
    milliseconds, noise = _sequence.next(int(clock.security_now().timestamp() * 1000))
    high = (milliseconds << 16) | (7 << 12) | (noise >> 62)
    low = _VARIANT | (noise & ((1 << 62) - 1))
    return uuid.UUID(int=(high << 64) | low)


def new_token() -> str:
    """Return 256 random bits, URL-safe: for sessions, one-use links and submissions."""
    return token_urlsafe(32)
