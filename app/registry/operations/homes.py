"""Which household of the archive is the one of the registry, and who enters and leaves it.

What the office wrote of who lives with whom stands: nobody is put among others, nor back where
somebody took her out. Always inside a use case.
"""

from collections.abc import Sequence
from datetime import date

from app.kernel.errors import Invalid
from app.kernel.references import HouseholdId, PersonId
from app.people import operations as people
from app.people.queries import Known
from app.registry.models import RegistryLink
from app.registry.operations.ground import Ground, Member, household_of, source_of
from app.registry.rules import Resident

Pairs = Sequence[tuple[Member, Known]]


def home_of(ground: Ground, members: Sequence[Member], known: Pairs) -> HouseholdId | None:
    """Return the household they are in the archive: the one of the registry, else one of theirs."""
    here = household_of(members[0])
    for link in ground.joined.get(here, ()):
        home = link.household_id
        lives = home is not None and link.person_id in ground.living.get(home, ())
        if lives and link.household_hash == here and link.person_id in ground.known:
            return home
    ours = {facts.id for _, facts in known}
    homes = ((one, home) for one, facts in known for home in facts.households)
    return next((home for one, home in homes if _is_theirs(ground, one, home, ours)), None)


def home_of_new(ground: Ground, new: Sequence[Member]) -> HouseholdId | None:
    """Return the household that was opened for those who just entered."""
    links = (ground.links.get(source_of(one)) for one in new)
    return next((link.household_id for link in links if link and link.household_id), None)


def bring_together(ground: Ground, known: Pairs, home: HouseholdId | None) -> None:
    """Join to their household those who are in none; who moved house leaves the one before."""
    settled, free = [], []
    for one, facts in known:
        link = ground.links[source_of(one)]
        leaves = _moved(link, one) and link.household_id in {*facts.households} - {home}
        if leaves and not _leave(ground, link, facts):
            continue  # the next file asks again
        settled.append((one, link))
        in_none = leaves or not facts.households
        if in_none and home not in facts.households and not _taken_out(link, one, home):
            free.append((one, facts))
    if home is not None or len(free) > 1:
        for one, facts in free:
            home = join(ground, home, facts.id, one.resident, ground.today)
    for one, link in settled:
        if _moved(link, one) or home is not None:
            link.household_hash, link.household_id = household_of(one), home


def join(
    ground: Ground, home: HouseholdId | None, person_id: PersonId, resident: Resident, since: date
) -> HouseholdId:
    """Put somebody in a household, opened around her where there is none; return which."""
    actor, now = ground.actor, ground.now
    if home is None:
        home = people.found_household(
            actor=actor, now=now, person_id=person_id, label=label_of(resident), valid_from=since
        )
    else:
        people.join_household(
            actor=actor, now=now, household_id=home, person_id=person_id, valid_from=since
        )
    ground.living.setdefault(home, set()).add(person_id)
    return home


def label_of(resident: Resident) -> str:
    """Return under what name the office finds a household of the registry."""
    return ", ".join(filter(None, (resident.details.surname, resident.street)))[:120]


def _is_theirs(ground: Ground, one: Member, home: HouseholdId, ours: set[PersonId]) -> bool:
    """More of them live there than of others; of who moved house, nobody else does."""
    inside = ground.living[home]
    others = inside - ours
    if not others:
        return True
    return not _moved(ground.links[source_of(one)], one) and len(others) < len(inside & ours)


def _moved(link: RegistryLink, one: Member) -> bool:
    return link.household_hash != household_of(one)


def _taken_out(link: RegistryLink, one: Member, home: HouseholdId | None) -> bool:
    """The registry put her there already: she is in no household because somebody wrote so."""
    before = link.household_id
    return before is not None and not _moved(link, one) and home in (None, before)


def _leave(ground: Ground, link: RegistryLink, facts: Known) -> bool:
    """End the membership of the household she left; not one that began today."""
    home = link.household_id
    if home is None:
        return False
    try:
        people.leave_household(
            actor=ground.actor,
            now=ground.now,
            person_id=facts.id,
            member_id=facts.households[home],
            ends_on=ground.today,
        )
    except Invalid:
        return False
    ground.living[home].discard(facts.id)
    return True
