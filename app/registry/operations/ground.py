"""What some households of the registry need to be put beside the archive, read at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import HouseholdId, PersonId
from app.people import operations as people
from app.people.matching import Description, home_key
from app.people.queries import Known, Match, known_facts, living_in, matches, related_pairs
from app.registry import queries
from app.registry.models import ImportBatch, ImportRow, RegistryLink
from app.registry.rules import Resident, Takes
from app.vault.operations import create_data_key
from app.vault.queries import key_of_root

ROOT = "civil_registry"  # one data key for what the registry says of the people of a body


@dataclass(frozen=True)
class Member:
    """A row under way and the resident it is of."""

    row: ImportRow
    resident: Resident


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What some households need to be put beside the archive, read for all of them at once."""

    actor: Viewer
    now: datetime
    takes: Takes
    # Somebody hidden: left alone by the program; to a person at the desk she is nobody at all.
    by_hand: bool
    links: dict[bytes, RegistryLink]
    linked: dict[PersonId, RegistryLink]
    joined: dict[bytes, list[RegistryLink]]
    matched: dict[UUID, Match]
    known: dict[PersonId, Known]
    living: dict[HouseholdId, set[PersonId]]  # of the households of the known, as it changes
    related: set[frozenset[PersonId]]
    key_id: UUID
    whole: list[Sequence[Member]] = field(default_factory=list)  # of which nobody is known

    @property
    def today(self) -> date:
        """The day of the office."""
        return office_date(self.now)


def ground_for(
    actor: Viewer,
    now: datetime,
    batch: ImportBatch,
    members: Sequence[Member],
    *,
    by_hand: bool,
    perhaps: Sequence[PersonId] = (),
) -> Ground:
    """Read, in the same few questions however many they are, what is known of these residents.

    `perhaps` is who somebody says that one of them is.
    """
    links = queries.links_by_source(actor, {source_of(one) for one in members})
    joined = queries.links_by_household(actor, {household_of(one) for one in members})
    strangers = [one for one in members if source_of(one) not in links]
    found = matches(actor, [described(actor, one.resident) for one in strangers])
    matched = {one.row.id: match for one, match in zip(strangers, found, strict=True)}
    linked = {link.person_id for link in links.values()}
    linked |= {link.person_id for rows in joined.values() for link in rows}
    hers = linked | {match.person_id for match in found if match.person_id} | set(perhaps)
    known = known_facts(actor, hers, office_date(now))
    homes = {home for facts in known.values() for home in facts.households}
    return Ground(
        actor=actor,
        now=now,
        takes=Takes.EVERYBODY if by_hand else Takes(batch.takes),
        by_hand=by_hand,
        links=links,
        linked=queries.links_by_person(actor, known),
        joined=joined,
        matched=matched,
        known=known,
        living=living_in(actor, homes, office_date(now)),
        related=related_pairs(actor, known),
        key_id=key_of_root(actor.organisation_id, ROOT)
        or create_data_key(organisation_id=actor.organisation_id, root_kind=ROOT, now=now).id,
    )


def described(actor: Viewer, resident: Resident) -> Description:
    """Return how a resident looks to the search for doubles, with the home the registry says."""
    home = home_key(resident.street, resident.municipality)
    known = people.describe(actor.organisation_id, resident.details, "")
    return replace(known, homes=frozenset({home} - {""}))


def source_of(one: Member) -> bytes:
    """Return by what the resident of a row is found again."""
    return one.row.source_hash or b""


def household_of(one: Member) -> bytes:
    """Return by what the household of a row is found again."""
    return one.row.household_hash or b""
