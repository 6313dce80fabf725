"""How many of the people who come again are recognised, and how many are taken for others.

`python -m bench.duplicates` asks the archive for the likely doubles of a thousand people, of whom
it is known whether they are there already, and counts what the page would show as strong or
medium. Nobody is ever merged by it: the archive has as many people after as before.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from app import create_app
from app.db import Base, db
from app.kernel import clock
from app.kernel.names import folded_key, name_keys, sort_key
from app.kernel.references import PersonId, new_id
from app.people import queries
from app.people.matching import Description, Strength, home_key
from app.people.models import Person
from app.people.searching import LOOSE
from bench.bulk import insert_rows
from bench.pairs import Kind, Pair, Somebody, labelled_pairs
from bench.people import add_people
from tests.builders.people import a_person
from tests.cast import NOW, OFFICE, Cast, engage_everybody
from tests.support import databases

_TOWN = "Cernusco sul Naviglio"


@dataclass
class Found:
    """What was shown for the pairs of one kind."""

    pairs: int = 0
    recognised: int = 0  # who was typed is among those shown as strong or medium
    others: int = 0  # shown as strong or medium, and somebody else
    strengths: Counter[str] = field(default_factory=Counter)


def measure(app: Flask, cast: Cast, seed: int, people: int = 0) -> dict[Kind, Found]:
    """Return what the search for doubles shows for every pair, by kind, in an archive of so many.

    The archive is `people` others and all those of the pairs, who stand there together.
    """
    pairs = labelled_pairs(seed)
    with app.app_context():
        first = a_person(cast["bruno"], "Prima", "Persona")
        if people:
            add_people(people, first)
        known = _archive(pairs, first)
        before = _people_there()
        found: dict[Kind, Found] = {kind: Found() for kind in Kind}
        for pair, person_id in zip(pairs, known, strict=True):
            _count(found[pair.kind], person_id, _shown(cast, pair.typed))
        if _people_there() != before:
            raise RuntimeError("looking for doubles changed who is in the archive")
    return found


def figures(found: Mapping[Kind, Found]) -> dict[str, object]:
    """Return recall and precision of what is shown as strong or medium, over all the pairs."""
    true = sum(one.pairs for kind, one in found.items() if Pair.one_person(kind))
    hits = sum(one.recognised for kind, one in found.items() if Pair.one_person(kind))
    wrong = sum(
        one.others + (0 if Pair.one_person(kind) else one.recognised) for kind, one in found.items()
    )
    return {
        "pairs": sum(one.pairs for one in found.values()),
        "of_one_person": true,
        "recall": round(hits / true, 4),
        "precision": round(hits / (hits + wrong), 4),
        "merges": 0,
    }


def _shown(cast: Cast, typed: Somebody) -> dict[PersonId, Strength]:
    described = Description(
        surname=typed.surname,
        given=typed.given,
        birth=typed.born.isoformat() if typed.born else str(typed.year or ""),
        phones=frozenset({typed.phone} if typed.phone else ()),
        homes=frozenset({home_key(typed.street, _TOWN)} - {""}),
    )
    shown = {
        row.id: like.strength for row, like in queries.doubles(cast["bruno"].viewer, described)
    }
    db.session.rollback()
    return shown


def _count(found: Found, person_id: PersonId, shown: Mapping[PersonId, Strength]) -> None:
    asked = {one for one, strength in shown.items() if strength >= Strength.MEDIUM}
    found.pairs += 1
    found.recognised += person_id in asked
    found.others += len(asked - {person_id})
    found.strengths[shown[person_id].name.lower() if person_id in shown else "not shown"] += 1


def _people_there() -> int:
    return db.session.scalar(select(func.count()).select_from(Person)) or 0


def _archive(pairs: Sequence[Pair], first: PersonId) -> list[PersonId]:
    """Put who stands in the archive there, past the use cases; return their ids."""
    key_id = db.session.scalar(select(Person.data_key_id).where(Person.id == first))
    db.session.rollback()
    rows: dict[str, list[dict[str, Any]]] = {}
    ids = []
    for pair in pairs:
        ids.append(PersonId(new_id()))
        for table, row in _rows_of(pair.known, ids[-1], key_id):
            rows.setdefault(table, []).append(row)
    insert_rows({Base.metadata.tables[name]: of_table for name, of_table in rows.items()})
    return ids


def _rows_of(one: Somebody, person_id: PersonId, key_id: Any) -> list[tuple[str, dict[str, Any]]]:
    mine = {"organisation_id": OFFICE, "person_id": person_id}
    known = "exact" if one.born else "year_only" if one.year else "unknown"
    person = {
        "organisation_id": OFFICE, "id": person_id, "data_key_id": key_id, "version": 1,
        "surname": one.surname, "given": one.given, "preferred_name": "",
        "sort_key": sort_key(one.surname, one.given), "birth_known": known,
        "birth_date": one.born, "birth_year": one.year, "birthplace": "", "identity": "declared",
        "identifier_kind": "none", "no_identifier_reason": "", "language": "", "created_at": NOW,
    }  # fmt: skip
    keys = name_keys(one.surname, one.given, filter(None, [one.other_name]))
    keys |= {LOOSE + folded_key(key) for key in keys}
    rows = [("person", person), *(("person_key", {**mine, "id": new_id(), "key": k}) for k in keys)]
    if one.other_name:
        name = {**mine, "id": new_id(), "kind": "married", "name": one.other_name}
        rows.append(("other_name", name))
    if one.phone:
        contact = {
            **mine, "id": new_id(), "kind": "phone", "value": one.phone, "search_key": one.phone,
            "owner": "own", "owner_name": "", "may_leave_message": "unknown", "created_at": NOW,
        }  # fmt: skip
        rows.append(("contact", contact))
    if one.street:
        address = {
            **mine, "id": new_id(), "kind": "registered", "street": one.street,
            "municipality": _TOWN, "valid_from": NOW.date(),
        }  # fmt: skip
        rows.append(("address", address))
    return rows


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for each kind of pair, and one of the whole, for each seed."""
    parser = argparse.ArgumentParser(prog="python -m bench.duplicates", description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1], metavar="NUMBER")
    parser.add_argument(
        "--people", type=int, default=0, help="others in the archive, beside the thousand (0)"
    )
    options = parser.parse_args(arguments)
    clock.set_source(lambda: NOW)
    for seed in options.seeds:
        with tempfile.TemporaryDirectory(prefix="sportello-pairs-") as name:
            folder = Path(name)
            url = databases.create(folder, f"pairs_{seed}")
            databases.migrate(url, folder)
            app = create_app(databases.settings_for(url, folder))
            with app.app_context():
                cast = engage_everybody()
                db.session.remove()
            found = measure(app, cast, seed, options.people)
            for kind, one in found.items():
                print(json.dumps(_line(seed, kind, one)))
            print(
                json.dumps({"seed": seed, "people": options.people, **figures(found)}), flush=True
            )
            with app.app_context():
                db.engine.dispose()
            databases.drop(url)


def _line(seed: int, kind: Kind, found: Found) -> dict[str, object]:
    shown = "recognised" if Pair.one_person(kind) else "taken_for_her"
    return {
        "seed": seed, "kind": kind.value, "pairs": found.pairs, shown: found.recognised,
        "others_shown": found.others, **dict(sorted(found.strengths.items())),
    }  # fmt: skip


if __name__ == "__main__":
    main()
