"""Invented people, in bulk."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import func, select

from app.db import Base, db
from app.kernel.names import folded_key, name_keys, sort_key
from app.kernel.references import PersonId, new_id
from app.people.models import Contact, Person
from app.people.searching import LOOSE
from bench.bulk import insert_rows
from tests.cast import NOW, OFFICE

SURNAMES = [
    "Brambilla", "Colombo", "Rossi", "Ferrari", "Bianchi", "Sala", "Villa", "Fumagalli", "Mauri",
    "Riva", "Galbiati", "Motta", "Diop", "Hoxhaj", "Singh", "Rahman", "Okafor", "Popescu", "Chen",
]  # fmt: skip
GIVEN = [
    "Anna", "Marco", "Giulia", "Luca", "Sara", "Paolo", "Chiara", "Matteo", "Elena", "Davide",
    "Irene", "Giorgio", "Rosa", "Omar", "Awa", "Noemi", "Elira", "Samuele", "Grace", "Daniel",
]  # fmt: skip
_TABLES = ("person", "person_key", "contact", "address")
_BATCH = 2000  # people written at once


def add_people(number: int, first: PersonId) -> tuple[PersonId, ...]:
    """Put `number` invented people beside the `first`, without the trail; return their ids."""
    key_id = db.session.scalar(select(Person.data_key_id).where(Person.id == first))
    before = db.session.scalar(select(func.count()).select_from(Contact)) or 0
    db.session.rollback()
    rows, ids = _people(range(before, before + number), key_id), []
    while batch := list(islice(rows, _BATCH)):
        ids += [group[0][0]["id"] for group in batch]
        insert_rows(
            {
                Base.metadata.tables[name]: [row for group in batch for row in group[column]]
                for column, name in enumerate(_TABLES)
            }
        )
    return tuple(ids)


def phone_of(index: int) -> str:
    """Return the telephone of an invented person, by the order in which they were made.

    No such area exists; two zeros in front would be read as the way out of the country.
    """
    return f"0199{index:06d}"


@cache
def _keys(surname: str, given: str) -> frozenset[str]:
    keys = name_keys(surname, given)
    return frozenset(keys | {LOOSE + folded_key(key) for key in keys})


def _people(numbers: range, key_id: Any) -> Iterator[tuple[list[dict[str, Any]], ...]]:
    random_ = random.Random(1)
    for index in numbers:
        surname, given = random_.choice(SURNAMES), random_.choice(GIVEN)
        person_id = new_id()
        mine = {"organisation_id": OFFICE, "person_id": person_id}
        person = {
            "organisation_id": OFFICE, "id": person_id, "data_key_id": key_id, "version": 1,
            "surname": surname, "given": given, "preferred_name": "",
            "sort_key": sort_key(surname, given), "birth_known": "exact",
            "birth_date": date(1930, 1, 1) + timedelta(days=random_.randrange(34_000)),
            "birthplace": "", "identity": "documented", "identifier_kind": "none",
            "no_identifier_reason": "", "language": "", "created_at": NOW,
        }  # fmt: skip
        contact = {
            **mine, "id": new_id(), "kind": "phone", "value": phone_of(index),
            "search_key": phone_of(index), "owner": "own", "owner_name": "",
            "may_leave_message": "yes", "created_at": NOW,
        }  # fmt: skip
        address = {
            **mine, "id": new_id(), "kind": "registered", "street": "via delle Prove 1",
            "municipality": "Cernusco sul Naviglio", "valid_from": date(2020, 1, 1),
        }  # fmt: skip
        yield (
            [person],
            [{**mine, "id": new_id(), "key": key} for key in _keys(surname, given)],
            [contact],
            [address],
        )
