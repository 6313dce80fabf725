"""Who lives away from home, on what ground, and who may know where."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.catalogue.rules import PathCode

# The services that are given by living somewhere: a place is looked for, not a provider.
PLACED = (PathCode.MOTHER_CHILD, PathCode.MINORS_COMMUNITY)
SECOND_PERSON_WITHIN = timedelta(minutes=10)  # of two persons who reveal together


class PlacementRole(StrEnum):
    """Who enters: each with an own ground, entry and exit (the order concerns the child)."""

    MOTHER = "mother"
    FATHER = "father"
    CHILD = "child"
    EXPECTED_CHILD = "expected_child"


class LegalBasis(StrEnum):
    """On what ground somebody lives there."""

    CONSENSUAL = "consensual"
    JUDICIAL = "judicial"
    EMERGENCY_403 = "emergency_403"
    CONTINUATION = "administrative_continuation"  # goes on after eighteen, by an order
    NONE_YET = "no_measure"  # an expected child has none


# Grounds that stand on a paper, whose number is written.
BY_ORDER = (LegalBasis.JUDICIAL, LegalBasis.EMERGENCY_403, LegalBasis.CONTINUATION)


class StructureAnswer(StrEnum):
    """What a structure answered to a search made with initials only."""

    SENT = "sent"
    AVAILABLE = "available"
    NO = "no"
    NO_ANSWER = "no_answer"
    THANKED = "thanked"


class Destination(StrEnum):
    """Where a member goes. Who stays without the mother becomes a placement of minors."""

    HOME = "home"
    AUTONOMY = "autonomy"
    RELATIVES = "relatives"
    FAMILY_FOSTER_CARE = "family_foster_care"
    OTHER_STRUCTURE = "other_structure"
    STAYS_WITHOUT_MOTHER = "stays_without_mother"
    ADULT_SERVICES = "adult_services"
    UNKNOWN = "destination_unknown"


class ToldWhom(StrEnum):
    """Who was told that somebody is away without notice."""

    POLICE = "told_police"
    PROSECUTOR = "told_prosecutor"
    BOTH = "told_police_and_prosecutor"


class ExitBasis(StrEnum):
    """By whose word somebody leaves."""

    CONSENT = "exit_by_consent"
    COURT_ORDER = "exit_by_order"
    END = "exit_at_the_end"


class SearchEnd(StrEnum):
    """Why a search stops."""

    REFUSED_BY_MOTHER = "refused_by_mother"
    COURT_CHANGED = "court_changed"
    RELATIVES_FOUND = "relatives_found"


class RevealPurpose(StrEnum):
    """Why somebody needs the address now."""

    HEALTH = "health_emergency"
    POLICE = "police_call"
    VISIT = "planned_visit"
    COURT = "court_request"
    TRANSPORT = "transport"


class LeakPlace(StrEnum):
    """The places from which an address leaks without anybody reading it here."""

    SCHOOL = "school_leak"
    PAEDIATRICIAN = "paediatrician_leak"
    HEALTH_RECORD = "health_record_leak"
    BANK = "bank_leak"
    TELEPHONE = "telephone_leak"
    PHOTOS = "photos_leak"
    SOCIAL_NETWORKS = "social_networks_leak"
    REGISTERED_RESIDENCE = "residence_leak"


class CompetenceKind(StrEnum):
    """Three Comuni that may differ, and the judge (regional law 34/2004, article 4)."""

    TAKING_CHARGE = "taking_charge_competence"
    PAYER = "payer_competence"
    REGISTRY = "registry_competence"
    JUDICIAL = "judicial_competence"


class PlacementFault(StrEnum):
    """Why something about a placement is refused."""

    NO_MEMBERS = "no_members"
    NO_AVAILABILITY = "no_availability"
    AVAILABILITY_OVER = "availability_over"
    NOT_APPROVED = "placement_not_approved"
    NO_PAYER = "no_payer"
    NO_BEDS = "no_beds"
    HOURS_UNKNOWN = "hours_known"
    NEEDS_ORDER = "needs_order"
    MEMBERS_INSIDE = "members_inside"
    SECOND_PERSON = "on_named_list"
    OUTCOME_MISSING = "placement_outcome_missing"
    ENTERS_IN_FUTURE = "enters_in_future"
    LEAVES_BEFORE_ENTRY = "leaves_before_entry"
    NOT_EXPECTED = "not_expected"
    ALREADY_OPEN = "already_open"
    NOT_A_SHARE = "not_a_share"
    SHARES_OVER = "shares_over"
    SAME_SECOND = "same_second"
    TOO_LATE = "reveal_too_late"
    NOT_FRESH = "not_fresh"
    COMPETENCE_BACKWARDS = "competence_backwards"
    NOTHING_PROPOSED = "nothing_proposed"
    OWN_PROPOSAL = "not_own_proposal"
    CHECK_ZONE = "check_zone"
    NO_EXTENSION = "no_extension_asked"
    OWN_EXTENSION = "not_own_extension"
    STILL_EXPECTED = "still_expected"
    ONLY_A_CHILD_STAYS = "only_a_child_stays"
    PARENT_INSIDE = "parent_still_inside"
    COMES_BACK_FIRST = "comes_back_first"
    NO_PARENT_TO_LEAVE = "no_parent_to_leave"
    NAME_IN_SHEET = "name_in_sheet"
    NAME_IN_ZONE = "name_in_zone"
    TOLD_BEFORE_ABSENCE = "told_before_absence"
    NOT_NEAR_MAJORITY = "not_near_majority"
    CONTINUES_TOO_LONG = "continues_too_long"
    CONTINUES_BACKWARDS = "continues_backwards"


@dataclass(frozen=True, kw_only=True)
class PlacementFacts:
    """What the procedure of a placement asks about it."""

    request_ready: bool = True
    members: int = 1
    available: bool = True
    payers_known: bool = True
    beds_free: bool = True
    members_inside: bool = False
    protected: bool = True
    proposed: bool = False
    own_proposal: bool = False
    extension_asked: bool = False
    own_extension: bool = False


@dataclass(frozen=True, kw_only=True)
class MemberFacts:
    """What the procedure of one member asks about him."""

    minor: bool = False
    basis: LegalBasis = LegalBasis.CONSENSUAL
    order_known: bool = True
    expected: bool = False
    hour_known: bool = True
    beds_free: bool = True
    majority_on: date | None = None
    near_majority: bool = True


def initials(name: str) -> str:
    """Return the initials by which a structure is asked: never a name (E.H.)."""
    return "".join(f"{word[0].upper()}." for word in name.split() if word[:1].isalpha())


def second_in_time(asked_at: datetime, now: datetime) -> bool:
    """Return whether the second person says yes soon enough."""
    return asked_at <= now <= asked_at + SECOND_PERSON_WITHIN


def beds_of(roles: list[PlacementRole]) -> tuple[int, int]:
    """Return the beds (cots among them, one for a child about to be born) and the family units."""
    parents = sum(role in (PlacementRole.MOTHER, PlacementRole.FATHER) for role in roles)
    return len(roles), max(parents, 1 if roles else 0)


def shares_fault(shares: list[int]) -> str | None:
    """Return why hundredths of who pays cannot stand together: each 1 to 100, all at most 100."""
    if any(not 0 < share <= 100 for share in shares):
        return PlacementFault.NOT_A_SHARE
    return PlacementFault.SHARES_OVER if sum(shares) > 100 else None
