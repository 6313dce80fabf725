"""To whom a letter about somebody goes: each apart, at an address of her own.

For whoever writes letters: `addressees(viewer, person_id, on)`.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.consents.models import LegalProtection, ParentLine
from app.consents.queries.rows import names_of_people
from app.consents.queries.scope import lines_visible_to, protections_visible_to
from app.consents.queries.standings import situations
from app.consents.rules import ASKED, ProtectionKind
from app.db import db, in_force
from app.kernel.actor import Viewer
from app.kernel.references import BodyId, PersonId
from app.organisations.queries import body
from app.people.queries import WhereToWrite, where_to_write

# Who is written to because of an order: a guardian in the place of the parents, the others beside.
_BY_ORDER = (
    ProtectionKind.GUARDIANSHIP,
    ProtectionKind.SPECIAL_CURATOR,
    ProtectionKind.SUPPORT_ADMINISTRATION,
)


@dataclass(frozen=True)
class Addressee:
    """One letter: to whom, by which order (None: herself, or who has the responsibility), where.

    A holder who is no person of the archive has a name, and perhaps a body of the directory.
    """

    person_id: PersonId | None
    name: str
    order: ProtectionKind | None
    body_id: BodyId | None
    where: WhereToWrite


def addressees(
    viewer: Viewer, person_id: PersonId, on: date, *, she_asked: bool = False
) -> list[Addressee]:
    """Return to whom a letter about a person is written on a day: one letter for each of them.

    About a child: each parent with the responsibility, separately, or the guardian in their place;
    a special curator too. What was written of the letters adds somebody or leaves her out. Of age,
    she herself, and her guardian or administrator. Who is under seal or in a secret place has no
    address: her letter is handed over. Who has died, or is hidden from the viewer, gets none. Who
    came and asked (`she_asked`) is of age, unless it is known that she is not.
    """
    known = situations(viewer, [person_id], on)[person_id]
    orders = _orders(viewer, person_id, on)
    guarded = any(one.kind == ProtectionKind.GUARDIANSHIP for one in orders)
    asked = [one.person_id for one in known.responsible if one.degree in ASKED]
    herself = known.of_age or (she_asked and known.of_age is None)
    first = [person_id] if herself else asked
    chosen = _by_lines(viewer, person_id, [] if guarded else first, on)
    people = {*chosen, *(one.holder_person_id for one in orders if one.holder_person_id)}
    places, names = where_to_write(viewer, people, on), names_of_people(viewer, people)
    return [
        *(Addressee(one, names[one], None, None, places[one]) for one in chosen if one in places),
        *(
            _by_order(viewer, one, names, places)
            for one in orders
            if one.holder_person_id is None or one.holder_person_id in places
        ),
    ]


def _by_lines(
    viewer: Viewer, person_id: PersonId, first: list[PersonId], on: date
) -> list[PersonId]:
    rows = db.session.execute(
        select(ParentLine.parent_id, ParentLine.letters)
        .where(
            lines_visible_to(viewer), ParentLine.person_id == person_id, in_force(ParentLine, on)
        )
        .order_by(ParentLine.valid_from, ParentLine.id)
    )
    told = {row.parent_id: row.letters for row in rows}
    added = [one for one, letters in told.items() if letters and one not in first]
    return [*(one for one in first if told.get(one, True)), *added]


def _orders(viewer: Viewer, person_id: PersonId, on: date) -> list[LegalProtection]:
    return [
        *db.session.scalars(
            select(LegalProtection)
            .where(
                protections_visible_to(viewer),
                LegalProtection.person_id == person_id,
                LegalProtection.kind.in_(list(_BY_ORDER)),
                in_force(LegalProtection, on),
            )
            .order_by(LegalProtection.valid_from, LegalProtection.id)
        )
    ]


def _by_order(
    viewer: Viewer,
    one: LegalProtection,
    names: dict[PersonId | None, str],
    places: dict[PersonId, WhereToWrite],
) -> Addressee:
    holder = one.holder_person_id
    office = body(viewer, one.body_id).name if one.body_id else ""
    return Addressee(
        person_id=holder,
        name=names.get(holder) or one.holder_name or office,
        order=ProtectionKind(one.kind),
        body_id=one.body_id,
        where=places[holder] if holder else WhereToWrite(),
    )
