"""The brothers and sisters of somebody, and the minors who live with her: looked at together."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from app.kernel.actor import Viewer
from app.kernel.references import PersonId
from app.people.queries.kin import close_kin
from app.people.queries.named import rows_by_id
from app.people.queries.rows import PersonRow
from app.people.queries.together import households
from app.people.rules import Kinship


@dataclass(frozen=True)
class SiblingRow:
    """A minor beside somebody: a brother or sister, or one who lives in the same household."""

    person: PersonRow
    age: int | None
    is_sibling: bool


def siblings_of(viewer: Viewer, people: Collection[PersonId], on: date) -> list[SiblingRow]:
    """Return the brothers, sisters and other minors near some people, the oldest first.

    By a relation of the archive, by a parent they share, by a household. Who is of age, and who is
    hidden from the viewer, is not there. The same few reads for any number of people.
    """
    kin = close_kin(viewer, people, on)
    parents = {other for hers in kin.values() for other, what in hers.items()
               if what is Kinship.PARENT}  # fmt: skip
    siblings = _of_kind(kin, Kinship.SIBLING)
    if parents:
        siblings |= _of_kind(close_kin(viewer, parents, on), Kinship.CHILD)
    near = {other for hers in households(viewer, people, on).values() for other in hers}
    wanted = (siblings | near) - set(people)
    if not wanted:
        return []
    rows = [
        SiblingRow(row, row.birth.age(on), row.id in siblings)
        for row in rows_by_id(viewer, wanted).values()
        if not row.birth.of_age(on) and (row.id in siblings or row.birth.age(on) is not None)
    ]
    return sorted(rows, key=lambda row: (-(row.age or 0), row.person.name))


def _of_kind(
    kin: dict[PersonId, dict[PersonId, Kinship]], wanted: Kinship
) -> set[PersonId]:  # fmt: skip
    return {other for hers in kin.values() for other, what in hers.items() if what is wanted}
