"""Invented people in bulk, and what is done with them all day."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

from flask import Flask
from sqlalchemy import insert, select

from app.db import db
from app.kernel.names import folded_key, name_keys, sort_key
from app.kernel.references import new_id
from app.people.models import Address, Contact, Person, PersonKey
from app.people.searching import LOOSE
from bench.ground import Ground
from bench.measure import Action
from tests.cast import NOW, OFFICE, Member, engage_everybody, open_door
from tests.support.client import Forms

_SURNAMES = [
    "Brambilla", "Colombo", "Rossi", "Ferrari", "Bianchi", "Sala", "Villa", "Fumagalli", "Mauri",
    "Riva", "Galbiati", "Motta", "Diop", "Hoxhaj", "Singh", "Rahman", "Okafor", "Popescu", "Chen",
]  # fmt: skip
_GIVEN = [
    "Anna", "Marco", "Giulia", "Luca", "Sara", "Paolo", "Chiara", "Matteo", "Elena", "Davide",
    "Irene", "Giorgio", "Rosa", "Omar", "Awa", "Noemi", "Elira", "Samuele", "Grace", "Daniel",
]  # fmt: skip
_BATCH = 2000
_WHO: dict[int, Member] = {}


def fill(app: Flask, people: int) -> None:
    """Put the cast and `people` invented persons into the database, without the trail."""
    cast = engage_everybody()
    _WHO[id(app)] = cast["bruno"]
    key_id = _registry_key(cast["bruno"])
    rows = _people(people, key_id)
    while batch := list(islice(rows, _BATCH)):
        with db.engine.begin() as connection:
            for table, column in ((Person, 0), (PersonKey, 1), (Contact, 2), (Address, 3)):
                connection.execute(insert(table), [row for group in batch for row in group[column]])


def suggest(ground: Ground) -> Action:
    """Return the search of somebody typing: three letters of a surname and two of a name."""
    client, random_ = ground.app.test_client(), random.Random(7)
    client.set_cookie("sportello", _door(ground))
    token = Forms(client.get("/people").text).found[0].values["csrf_token"]

    def search() -> None:
        text = f"{random_.choice(_SURNAMES)[:4]} {random_.choice(_GIVEN)[:3]}"
        answer = client.post(
            "/people", data={"text": text, "csrf_token": token}, headers={"HX-Request": "true"}
        )
        if answer.status_code != 200 or "<h2>" not in answer.text:
            raise RuntimeError(f"the search answered {answer.status_code}")

    return search


def person_page(ground: Ground) -> Action:
    """Return the opening of a person's page, with the line it leaves in the trail."""
    client = ground.app.test_client()
    client.set_cookie("sportello", _door(ground))
    with ground.app.app_context():
        ids = [*db.session.scalars(select(Person.id).limit(50))]
        db.session.remove()
    turns = iter(ids * 10_000)

    def read() -> None:
        answer = client.get(f"/people/{next(turns)}")
        if answer.status_code != 200 or "Come raggiungerla" not in answer.text:
            raise RuntimeError(f"the page answered {answer.status_code}")

    return read


def today(ground: Ground) -> Action:
    """Return the opening of the page of the day."""
    client = ground.app.test_client()
    client.set_cookie("sportello", _door(ground))

    def read() -> None:
        if client.get("/today").status_code != 200:
            raise RuntimeError("the page of the day did not open")

    return read


def _door(ground: Ground) -> str:
    with ground.app.app_context():
        token = open_door(_WHO[id(ground.app)])
        db.session.remove()
    return token


def _registry_key(bruno: Member) -> Any:
    """Register one person the ordinary way: it makes the key of the archive."""
    from tests.builders.people import a_person

    person_id = a_person(bruno)
    key_id = db.session.scalar(select(Person.data_key_id).where(Person.id == person_id))
    db.session.rollback()
    return key_id


def _people(number: int, key_id: Any) -> Iterator[tuple[list[dict[str, Any]], ...]]:
    random_ = random.Random(1)
    for index in range(number):
        surname, given = random_.choice(_SURNAMES), random_.choice(_GIVEN)
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
        keys = name_keys(surname, given)
        keys |= {LOOSE + folded_key(key) for key in keys}
        contact = {
            **mine, "id": new_id(), "kind": "phone", "value": f"000 {index:07d}",
            "search_key": f"000{index:07d}", "owner": "own", "owner_name": "",
            "may_leave_message": "yes", "created_at": NOW,
        }  # fmt: skip
        address = {
            **mine, "id": new_id(), "kind": "registered", "street": "via delle Prove 1",
            "municipality": "Cernusco sul Naviglio", "valid_from": date(2020, 1, 1),
        }  # fmt: skip
        yield (
            [person],
            [{**mine, "id": new_id(), "key": key} for key in keys],
            [contact],
            [address],
        )
