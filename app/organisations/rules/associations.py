"""The bodies around the office, and what several of them do together: who is in, who leads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.kernel.references import BodyId


class BodyKind(StrEnum):
    """What kind of body the office works with."""

    MUNICIPALITY = "municipality"
    CONSORTIUM = "consortium"
    PLAN_OFFICE = "plan_office"
    SCHOOL = "school"
    HEALTH = "health"
    COURT = "court"
    PROSECUTOR = "prosecutor"
    POLICE = "police"
    THIRD_SECTOR = "third_sector"
    PROVIDER = "provider"
    COMPANY = "company"
    OTHER = "other"


class AssociationKind(StrEnum):
    """A way in which Comuni do things together."""

    DISTRICT = "district"
    CONSORTIUM = "consortium_association"


class MemberRole(StrEnum):
    """What a body is inside an association, from a day to a day."""

    LEAD = "lead"
    MEMBER = "member"


class AssociationFault(StrEnum):
    """Why who is in an association cannot be written so."""

    ENDS_BEFORE_MEMBERSHIP = "ends_before_membership"
    ALREADY_IN = "already_in_then"
    ALREADY_LED = "already_led_then"
    LEADS_THEN = "leads_then"
    LEFT_ALREADY = "left_already"
    NOT_IN_THEN = "not_in_then"
    LEADS_ALREADY = "leads_already"
    LED_AFTERWARDS = "led_afterwards"


@dataclass(frozen=True)
class Stay:
    """A body in an association in one role, from a day up to, not including, another."""

    body_id: BodyId
    role: MemberRole
    valid_from: date
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Return whether it is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def meets(self, other: "Stay") -> bool:
        """Return whether the two have a day in common."""
        first = max(self.valid_from, other.valid_from)
        return self.holds_on(first) and other.holds_on(first)

    def outlasts(self, day: date) -> bool:
        """Return whether it is still in force on a day or begins later."""
        return self.valid_to is None or self.valid_to > day


def entry_fault(known: Iterable[Stay], new: Stay) -> str | None:
    """Return why a body cannot enter so: it is in already, or another one leads in those days."""
    if new.valid_to is not None and new.valid_to <= new.valid_from:
        return f"valid_to:{AssociationFault.ENDS_BEFORE_MEMBERSHIP}"
    for one in known:
        if one.role is not new.role or not one.meets(new):
            continue
        if new.role is MemberRole.LEAD:
            return f"valid_from:{AssociationFault.ALREADY_LED}"
        if one.body_id == new.body_id:
            return f"body:{AssociationFault.ALREADY_IN}"
    return None


def exit_fault(known: Iterable[Stay], leaving: Stay, ends_on: date) -> str | None:
    """Return why a body cannot leave on a day: it left already, or it leads then."""
    if leaving.valid_to is not None:
        return AssociationFault.LEFT_ALREADY
    if ends_on <= leaving.valid_from:
        return f"ends_on:{AssociationFault.ENDS_BEFORE_MEMBERSHIP}"
    leads = (one for one in known if one.role is MemberRole.LEAD)
    its_own = (one for one in leads if one.body_id == leaving.body_id and one.outlasts(ends_on))
    if leaving.role is MemberRole.MEMBER and any(its_own):
        return f"ends_on:{AssociationFault.LEADS_THEN}"
    return None


def membership_on(known: Iterable[Stay], body_id: BodyId, day: date) -> Stay | None:
    """Return the membership of a body in force on a day: whoever leads does so within it."""
    return next(
        (
            one
            for one in known
            if one.body_id == body_id and one.role is MemberRole.MEMBER and one.holds_on(day)
        ),
        None,
    )


def lead_fault(known: Iterable[Stay], body_id: BodyId, since: date) -> str | None:
    """Return why a body cannot lead from a day on.

    It must be in the association that day, not lead it already, and nobody may lead from later on:
    the past is corrected from its last change backwards.
    """
    stays = [*known]
    if membership_on(stays, body_id, since) is None:
        return f"body:{AssociationFault.NOT_IN_THEN}"
    for one in (one for one in stays if one.role is MemberRole.LEAD):
        if one.valid_from > since:
            return f"valid_from:{AssociationFault.LED_AFTERWARDS}"
        if one.body_id == body_id and one.holds_on(since) and one.valid_from != since:
            return f"body:{AssociationFault.LEADS_ALREADY}"
    return None
