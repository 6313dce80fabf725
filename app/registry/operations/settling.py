"""One household of the registry put beside the archive. Always inside somebody's use case.

The registry wins where it is the law's own source: the registered address, a death, a code that was
missing. What else differs is kept to be shown. Who is hidden from the actor is left alone.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from app.db import db
from app.kernel.names import search_key
from app.kernel.references import HouseholdId, PersonId
from app.people import operations as people
from app.people.operations import Newcomer, NewHousehold
from app.people.queries import Known
from app.people.rules import AddressKind
from app.registry.models import RegistryLink
from app.registry.operations.ground import Ground, Member, household_of, source_of
from app.registry.operations.homes import bring_together, home_of, home_of_new, join, label_of
from app.registry.rules import Outcome, Resident, Takes, differences


def settle(ground: Ground, households: Sequence[Sequence[Member]]) -> dict[UUID, PersonId]:
    """Put households beside the archive; write what became of each row; return who each is.

    Who may be somebody known waits for a person; the others of her household do not wait for her.
    """
    people_of: dict[UUID, PersonId] = {}
    for members in households:
        people_of |= _one(ground, members)
    return people_of | _whole(ground)


def _one(ground: Ground, members: Sequence[Member]) -> dict[UUID, PersonId]:
    in_order = _head_first(members)
    known, new = [], []
    for one in in_order:
        person_id = _person_of(ground, one)
        if person_id is not None:
            known.append((one, ground.known[person_id]))
        elif _enters(ground, one):
            new.append(one)
    for one, facts in known:
        refresh(ground, one, facts)
    home = home_of(ground, members, known)
    if not known and home is None:
        if new:
            ground.whole.append(new)
        return {}
    people_of = {one.row.id: facts.id for one, facts in known}
    people_of |= _take_in(ground, new, home)
    alive = [(one, facts) for one, facts in known if not (_died(one) or facts.details.died_on)]
    bring_together(ground, alive, home or home_of_new(ground, new))
    relate(ground, members, people_of)
    return people_of


def relate_to_all(ground: Ground, members: Sequence[Member], fresh: dict[UUID, PersonId]) -> None:
    """Write what somebody just decided about is to those of her household who were there before."""
    linked = {one.row.id: ground.links.get(source_of(one)) for one in members}
    people_of = {
        row_id: link.person_id
        for row_id, link in linked.items()
        if link is not None and link.person_id in ground.known
    }
    relate(ground, members, people_of | fresh)


def refresh(ground: Ground, one: Member, facts: Known) -> None:
    """Write what the registry knows better of somebody, and keep what else it says otherwise."""
    changed = _update_person(ground, one.resident, facts)
    changed = _update_address(ground, one.resident, facts) or changed
    differing = differences(one.resident.details, facts.details)
    said = json.dumps(differing, ensure_ascii=False) if differing else None
    link = link_to(ground, one, facts.id)
    if link.differences != said:
        link.differences = said
    one.row.outcome = Outcome.CHANGED if changed else Outcome.SAME


def link_to(ground: Ground, one: Member, person_id: PersonId) -> RegistryLink:
    """Return the link of somebody with her resident, made where there is none.

    Who is in the registry under another code than before keeps her link, by the code of now.
    """
    source = source_of(one)
    link = ground.links.get(source) or ground.linked.get(person_id)
    if link is None:
        link = RegistryLink(
            organisation_id=ground.actor.organisation_id,
            data_key_id=ground.key_id,
            person_id=person_id,
            source_hash=source,
            household_hash=household_of(one),
            seen_at=ground.now,
        )
        db.session.add(link)
    if link.source_hash != source:
        link.source_hash = source
    ground.links[source] = link
    return link


def _person_of(ground: Ground, one: Member) -> PersonId | None:
    """Return whom the archive knows her as, as far as the actor may know it."""
    link = ground.links.get(source_of(one))
    if link is not None:
        return link.person_id if link.person_id in ground.known else None
    match = ground.matched[one.row.id]
    return match.person_id if match.person_id in ground.known else None


def _enters(ground: Ground, one: Member) -> bool:
    """Return whether somebody the archive does not know is taken in; if not, say why."""
    match = ground.matched.get(one.row.id)
    hidden = match.hidden if match else True
    if match and match.doubtful:
        one.row.outcome = Outcome.DOUBTFUL
    elif (
        (hidden and not ground.by_hand)  # as of somebody who is not in the archive
        or ground.takes is Takes.KNOWN
        or _died(one)
    ):
        one.row.outcome = Outcome.ASIDE
    else:
        return not (ground.by_hand and one.row.outcome == Outcome.NEW)
    return False


def _head_first(members: Sequence[Member]) -> list[Member]:
    return sorted(members, key=lambda one: not one.resident.is_head)


def _died(one: Member) -> bool:
    return one.resident.details.died_on is not None


def _update_person(ground: Ground, resident: Resident, facts: Known) -> bool:
    said, known = resident.details, facts.details
    died = said.died_on if known.died_on is None else known.died_on
    code = known.identifier or said.identifier
    if (died, code) == (known.died_on, known.identifier):
        return False
    people.correct_person(
        actor=ground.actor,
        now=ground.now,
        person_id=facts.id,
        version=facts.version,
        details=replace(
            known,
            died_on=died,
            identifier=code,
            no_identifier_reason="" if code else known.no_identifier_reason,
        ),
    )
    return True


def _update_address(ground: Ground, resident: Resident, facts: Known) -> bool:
    if not resident.municipality or resident.details.died_on:
        return False
    ours, theirs = (
        search_key(f"{street} {town}")
        for street, town in (
            (facts.street, facts.municipality),
            (resident.street, resident.municipality),
        )
    )
    if ours == theirs:
        return False
    since = resident.since or ground.today
    if facts.address_from is not None and since <= facts.address_from:
        since = ground.today
    people.add_address(
        actor=ground.actor,
        now=ground.now,
        person_id=facts.id,
        kind=AddressKind.REGISTERED,
        street=resident.street,
        municipality=resident.municipality,
        valid_from=since,
    )
    return True


def _whole(ground: Ground) -> dict[UUID, PersonId]:
    """Take in the households of which nobody is known, all at once."""
    if not ground.whole:
        return {}
    taken = people.take_in_households(
        actor=ground.actor,
        now=ground.now,
        households=[_new_household(ground, new) for new in ground.whole],
    )
    people_of: dict[UUID, PersonId] = {}
    for new, one in zip(ground.whole, taken, strict=True):
        for member, person_id in zip(new, one.people, strict=True):
            people_of[member.row.id] = person_id
            _entered(ground, member, person_id, one.household_id)
    return people_of


def _new_household(ground: Ground, new: Sequence[Member]) -> NewHousehold:
    said = [_newcomer(ground, one) for one in new]
    if not new[0].resident.is_head:
        said = [replace(one, kin=None) for one in said]
    return NewHousehold(label=label_of(new[0].resident), members=said)


def _take_in(
    ground: Ground, new: Sequence[Member], home: HouseholdId | None
) -> dict[UUID, PersonId]:
    """Take in those of a household of which somebody is known already, one by one."""
    people_of: dict[UUID, PersonId] = {}
    actor, now = ground.actor, ground.now
    for one in new:
        said = _newcomer(ground, one)
        person_id = people.register_person(
            actor=actor, now=now, details=said.details, is_another=True
        )
        since = said.since or ground.today
        if said.municipality:
            people.add_address(
                actor=actor,
                now=now,
                person_id=person_id,
                kind=AddressKind.REGISTERED,
                street=said.street,
                municipality=said.municipality,
                valid_from=since,
            )
        home = join(ground, home, person_id, one.resident, since)
        people_of[one.row.id] = person_id
        _entered(ground, one, person_id, home)
    return people_of


def _entered(ground: Ground, one: Member, person_id: PersonId, household_id: HouseholdId) -> None:
    one.row.outcome = Outcome.NEW
    if source_of(one) in ground.links or ground.matched[one.row.id].hidden:
        return  # the resident is somebody hidden: who was registered now is another record
    link_to(ground, one, person_id).household_id = household_id


def _newcomer(ground: Ground, one: Member) -> Newcomer:
    match = ground.matched.get(one.row.id)
    resident = one.resident
    return Newcomer(
        details=resident.details,
        street=resident.street,
        municipality=resident.municipality,
        since=resident.since,
        kin=resident.kin,
        heard=match is None or match.hidden or match.heard,
    )


def relate(ground: Ground, members: Sequence[Member], people_of: dict[UUID, PersonId]) -> None:
    """Write what each is to the one the household is under, where nothing is written of the two."""
    in_order = _head_first(members)
    head = in_order[0]
    head_id = people_of.get(head.row.id) if head.resident.is_head else None
    if head_id is None:
        return
    for one in in_order[1:]:
        other_id, kin = people_of.get(one.row.id), one.resident.kin
        if other_id is None or kin is None or other_id == head_id:
            continue
        pair = frozenset((head_id, other_id))
        if pair not in ground.related:
            ground.related.add(pair)
            people.relate(
                actor=ground.actor,
                now=ground.now,
                person_id=head_id,
                other_id=other_id,
                kind=kin,
                valid_from=None,
            )
