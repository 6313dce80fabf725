"""Whether a consent is there: what the paths, the requests, the plans and the places ask.

`standing_of(viewer, person_id, act, on)` is the one question; `standings` asks it of many at once.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.catalogue.rules import ConsentBasis
from app.consents.models import Consent, LegalProtection, ProtectionAct, Responsibility
from app.consents.queries.scope import (
    consents_visible_to,
    protections_visible_to,
    responsibilities_visible_to,
)
from app.consents.rules import (
    ConsentAct,
    Degree,
    Holder,
    Protection,
    ProtectionKind,
    Situation,
    Standing,
    Word,
    standing,
)
from app.db import in_force
from app.kernel.actor import Viewer
from app.kernel.references import PersonId
from app.kernel.verdict import Verdict
from app.people.queries import ParentRow, PersonRow, parents_of, rows_by_id
from app.transaction.lists import Wanted, lists_of

Asked = tuple[PersonId, ConsentAct]
_ORDER = aliased(LegalProtection)


@dataclass(frozen=True)
class NamedStanding:
    """The standing of an act, with the names of those who are missing, where one may know them."""

    act: ConsentAct
    standing: Standing
    names: dict[PersonId, str]

    @property
    def met(self) -> bool:
        """Whether the consent is there; where it is not, nothing waits for it."""
        return self.standing.verdict is Verdict.MET

    @property
    def basis(self) -> ConsentBasis:
        """On which ground, `UNKNOWN` while it is missing: what the conditions of a way read."""
        return self.standing.basis


def standing_of(viewer: Viewer, person_id: PersonId, act: ConsentAct, on: date) -> NamedStanding:
    """Return whether there is a consent for an act with a person on a day, or what is missing.

    Met or unknown, never a refusal. Who may not read the person is told that it is not known.
    """
    return standings(viewer, [(person_id, act)], on)[person_id, act]


def standings(viewer: Viewer, asked: Collection[Asked], on: date) -> dict[Asked, NamedStanding]:
    """Return the standing of many acts on a day, in as many reads as for one."""
    people = {person_id for person_id, _ in asked}
    return named_standings(viewer, situations(viewer, people, on), asked, on)


def named_standings(
    viewer: Viewer, found: Mapping[PersonId, Situation], asked: Collection[Asked], on: date
) -> dict[Asked, NamedStanding]:
    """Return the same of situations already read, with the names of those who are missing."""
    answers = {
        (person_id, act): standing(found.get(person_id, Situation()), act, on)
        for person_id, act in asked
    }
    missing = {
        lack.person_id
        for answer in answers.values()
        for lack in answer.lacks
        if lack.person_id is not None
    }
    names = {id_: row.name for id_, row in rows_by_id(viewer, missing).items()} if missing else {}
    return {one: NamedStanding(one[1], answer, names) for one, answer in answers.items()}


def situations(
    viewer: Viewer,
    people: Collection[PersonId],
    on: date,
    rows: Mapping[PersonId, PersonRow] | None = None,
) -> dict[PersonId, Situation]:
    """Return who decides for each of these on a day, and all that was said.

    `rows` are those of the people whom the viewer may find, where the page of one thing has read
    them already: of its few people all is then asked at once.
    """
    if not people:
        return {}
    many = rows is None
    rows = rows_by_id(viewer, people) if rows is None else rows
    parents = parents_of(viewer, people, on)
    wanted = _said(viewer, people, on)
    lists = [lists_of(one)[0] for one in wanted] if many else lists_of(*wanted)
    written, ordered, acts, said = lists
    responsible = _responsible(parents, written, on)
    orders, words = _orders(ordered, acts), _words(said)
    return {
        one: Situation(
            of_age=_of_age(rows.get(one), on),
            responsible=responsible.get(one, ()),
            protections=orders.get(one, ()),
            consents=words.get(one, ()),
        )
        for one in people
    }


def _of_age(row: PersonRow | None, on: date) -> bool | None:
    return row.birth.of_age(on) if row is not None else None


def _said(viewer: Viewer, people: Collection[PersonId], on: date) -> tuple[Wanted, ...]:
    """Return what stands of some people: who decides, the orders and their acts, the consents."""
    of = list(people)
    responsible, orders = responsibilities_visible_to(viewer), protections_visible_to(viewer)
    theirs = select(_ORDER.id).where(
        _ORDER.organisation_id == viewer.organisation_id, _ORDER.person_id.in_(of)
    )
    return (
        Wanted(
            Responsibility,
            (responsible, Responsibility.person_id.in_(of), in_force(Responsibility, on)),
            (Responsibility.valid_from, Responsibility.id),
        ),
        Wanted(
            LegalProtection,
            (orders, LegalProtection.person_id.in_(of), in_force(LegalProtection, on)),
            (LegalProtection.valid_from, LegalProtection.id),
        ),
        Wanted(
            ProtectionAct,
            (
                ProtectionAct.organisation_id == viewer.organisation_id,
                ProtectionAct.protection_id.in_(theirs),
            ),
        ),
        Wanted(
            Consent,
            (consents_visible_to(viewer), Consent.person_id.in_(of)),
            (Consent.given_on, Consent.written_at, Consent.id),
        ),
    )


def _responsible(
    parents: Mapping[PersonId, Iterable[ParentRow]], written: Iterable[Responsibility], on: date
) -> dict[PersonId, tuple[Holder, ...]]:
    """Parents hold it whole by law; a row written of one says otherwise. The dead hold it no more.

    A dead parent stays among them without it, so that the other one is known to be alone.
    """
    found: dict[PersonId, dict[PersonId, Holder]] = {}
    for child, hers in parents.items():
        for one in hers:
            gone = one.died_on is not None and one.died_on <= on
            degree = Degree.LOST if gone else Degree.FULL
            found.setdefault(child, {})[one.person_id] = Holder(one.person_id, degree)
    for row in written:
        holder = Holder(row.holder_id, Degree(row.degree), row.valid_from, row.valid_to)
        found.setdefault(row.person_id, {})[row.holder_id] = holder
    return {child: tuple(holders.values()) for child, holders in found.items()}


def _orders(
    rows: Iterable[LegalProtection], named: Iterable[ProtectionAct]
) -> dict[PersonId, tuple[Protection, ...]]:
    acts: dict[UUID, set[ConsentAct]] = {}
    for one in named:
        acts.setdefault(one.protection_id, set()).add(ConsentAct(one.act))
    found: dict[PersonId, tuple[Protection, ...]] = {}
    for row in rows:
        order = Protection(
            id=row.id,
            kind=ProtectionKind(row.kind),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            holder_id=row.holder_person_id,
            substantive=row.substantive,
            powers_known=row.powers_sealed is not None,
            acts=frozenset(acts.get(row.id, ())),
        )
        found[row.person_id] = (*found.get(row.person_id, ()), order)
    return found


def _words(rows: Iterable[Consent]) -> dict[PersonId, tuple[Word, ...]]:
    found: dict[PersonId, tuple[Word, ...]] = {}
    for row in rows:
        word = Word(
            act=ConsentAct(row.act),
            basis=ConsentBasis(row.basis),
            given_on=row.given_on,
            giver_id=row.giver_id,
            withdrawn_on=row.withdrawn_on,
            paper=bool(row.paper),
        )
        found[row.person_id] = (*found.get(row.person_id, ()), word)
    return found
