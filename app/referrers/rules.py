"""How long a link lives, what it is good for, and what somebody from outside may do here."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.accounts.policy import Permission
from app.kernel.actor import Reach, Viewer
from app.kernel.references import AccountId, OrganisationId

LINK_LIFE = timedelta(days=7)
DRAFT = "outside_report"  # what somebody with an account is writing and has not sent
# The registering, the name of the body that writes, and nothing that is read here.
_FROM_OUTSIDE: Mapping[str, Reach] = {
    Permission.INTAKE_REFERRAL_REGISTER: Reach.ORGANISATION,
    Permission.ORGANISATIONS_DIRECTORY_READ: Reach.ORGANISATION,
    Permission.REFERRERS_REPORT_FILE: Reach.OWN,
}
_NOBODY = AccountId(UUID(int=0))


class LinkState(StrEnum):
    """What became of a link."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"


class ReportKind(StrEnum):
    """The two forms of the schools: what is feared for a child, how a child behaves."""

    DISTRESS = "distress"
    OBSERVATION = "observation"


class Support(StrEnum):
    """What the school has for a pupil already."""

    PERSONALISED_PLAN = "personalised_plan"
    EDUCATIONAL_PLAN = "educational_plan"
    CERTIFIED = "certified"


class ReferrersFault(StrEnum):
    """Why nothing was made, taken back or sent."""

    LINK_USED = "outside_link_used"
    LINK_OVER = "outside_link_over"
    WHO_IS_IT = "outside_source_missing"
    A_COURT = "outside_source_is_a_court"


def link_state(
    now: datetime, expires_at: datetime, used_at: datetime | None, revoked_at: datetime | None
) -> LinkState:
    """Return what became of a link."""
    if used_at is not None:
        return LinkState.USED
    if revoked_at is not None:
        return LinkState.REVOKED
    return LinkState.OPEN if now < expires_at else LinkState.EXPIRED


def from_outside(
    organisation_id: OrganisationId, name: str, account_id: AccountId | None = None
) -> Viewer:
    """Return who files a report in a body she is not of: she registers it, and reads nothing.

    `name` is what the history of the report says of her: the body, never a person.
    """
    return Viewer(
        account_id=account_id or _NOBODY,
        organisation_id=organisation_id,
        organisation_name="",
        engagement_ids=frozenset(),
        team_ids=frozenset(),
        roles=frozenset(),
        reaches=_FROM_OUTSIDE,
        name=name[:120],
        login="",
    )
