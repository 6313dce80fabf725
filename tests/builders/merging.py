"""Records of one person: merged as the supervisor would, once she has looked."""

from datetime import date
from typing import Any
from uuid import UUID

from app.db import db
from app.kernel.references import PersonId
from app.people import operations
from app.people.models import Person
from app.people.rules import BirthKnown
from tests.builders.people import a_person
from tests.cast import NOW, Cast


def two_records(cast: Cast) -> tuple[PersonId, PersonId]:
    """Register somebody twice: without papers, then spelt otherwise and with her birth."""
    bruno = cast["bruno"]
    known: dict[str, Any] = {"birth_known": BirthKnown.EXACT, "birth_date": date(1980, 3, 12)}
    first = a_person(bruno, "Shevchenko", "Olena", phone="000 1112223", **known)
    return first, a_person(bruno, "Ševčenko", "Olena", **known)


def a_merge(
    cast: Cast, kept_id: PersonId, gone_id: PersonId, who: str = "dario", **more: Any
) -> UUID:
    """Merge the second record into the first as they stand now; return the merge."""
    body = cast[who].organisation_id
    rows = [db.session.get_one(Person, (body, one)) for one in (kept_id, gone_id)]
    versions = (rows[0].version, rows[1].version)
    return operations.merge_people(
        **{
            "actor": cast[who].viewer, "now": NOW, "kept_id": kept_id, "gone_id": gone_id,
            "versions": versions, **more,
        }
    )  # fmt: skip
