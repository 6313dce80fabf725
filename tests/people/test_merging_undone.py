"""Whatever two records hold, a merge leaves nothing behind and its undo puts everything back."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import Base, db
from app.features import PERSON_REFERENCES
from app.kernel.errors import NotAllowedNow
from app.kernel.references import PersonId
from app.people import operations
from app.people.models import Person
from app.people.rules import AddressKind, Kinship, Measure, MergeField, NameKind
from tests.builders.cases import an_open_case
from tests.builders.intake import a_referral
from tests.builders.merging import a_merge
from tests.builders.people import a_contact, a_person, kept_apart
from tests.cast import NOW, TODAY, Cast

HELD = {(one.table, one.column) for one in PERSON_REFERENCES}


class Thing:
    """What may be written of somebody, beside a third person and a household that are there."""

    def __init__(self, cast: Cast) -> None:
        bruno = cast["bruno"]
        self.cast, self.by = cast, {"actor": bruno.viewer, "now": NOW}
        self.third = a_person(bruno, "Terza")
        self.household = operations.found_household(
            **self.by, person_id=self.third, label="via Prove", valid_from=TODAY
        )

    def name(self, one: PersonId) -> None:
        operations.add_other_name(
            **self.by, person_id=one, kind=NameKind.ALIAS, name=f"Nome {one.hex[-4:]}"
        )

    def contact(self, one: PersonId) -> None:
        a_contact(self.cast["bruno"], one, "000 1112223")

    def address(self, one: PersonId) -> None:
        operations.add_address(
            **self.by, person_id=one, kind=AddressKind.DOMICILE, street="via Roma 1",
            municipality="Cernusco sul Naviglio", valid_from=TODAY,
        )  # fmt: skip

    def member(self, one: PersonId) -> None:
        operations.join_household(
            **self.by, household_id=self.household, person_id=one, valid_from=TODAY
        )

    def kin(self, one: PersonId) -> None:
        operations.relate(
            **self.by, person_id=one, other_id=self.third, kind=Kinship.SIBLING, valid_from=None
        )

    def apart(self, one: PersonId) -> None:
        kept_apart(self.cast["bruno"], one, self.third)

    def measure(self, one: PersonId) -> None:
        operations.decide_measure(
            actor=self.cast["dario"].viewer, now=NOW, person_id=one, kind=Measure.IN_TWO,
            ends_on=TODAY + timedelta(days=60), review_on=TODAY + timedelta(days=30),
        )  # fmt: skip

    def case(self, one: PersonId) -> None:
        an_open_case(self.cast["bruno"], one)

    def referral(self, one: PersonId) -> None:
        a_referral(self.cast["gino"], one)


SAID_ONCE = {"member", "kin", "apart", "measure"}  # said again of one person, they stay
THINGS = ("name", "contact", "address", "member", "kin", "apart", "measure", "case", "referral")


def _rows() -> dict[tuple[str, UUID], dict[str, Any]]:
    """Return every row that is somebody's, and every person, without the counts of versions."""
    db.session.expire_all()
    found = {}
    for name in sorted({table for table, _ in HELD} | {"person"}):
        table = Base.metadata.tables[name]
        for row in db.session.execute(select(table)).mappings():
            plain = {str(k): v for k, v in row.items() if k not in ("version", "identifier_sealed")}
            found[(name, row["id"])] = plain
    return found


def _of(person_id: PersonId, rows: dict[tuple[str, UUID], dict[str, Any]]) -> int:
    return sum(row.get(column) == person_id for (table, _), row in rows.items()
               for name, column in HELD if name == table)  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_a_merge_moves_all_and_its_undo_puts_all_back(app: Flask, cast: Cast, seed: int) -> None:
    random_ = random.Random(seed)
    written = random_.sample([(what, side) for what in THINGS for side in (0, 1)], seed)
    taken = frozenset(random_.sample(list(MergeField), seed % 9))
    two = a_person(cast["bruno"], "Prima", "Ada"), a_person(cast["bruno"], "Seconda", "Ada")
    thing = Thing(cast)
    for what, side in written:
        act: Callable[[PersonId], None] = getattr(thing, what)
        act(two[side])
    before = _rows()
    said_twice = {what for what, _ in written if {(what, 0), (what, 1)} <= set(written)}
    if "case" in said_twice:
        with pytest.raises(NotAllowedNow, match="merge_two_open_cases"):
            a_merge(cast, *two, taken=taken)
        assert _rows() == before
        return
    merge_id = a_merge(cast, *two, taken=taken)
    assert _of(two[1], _rows()) == len(said_twice & SAID_ONCE)
    gone = db.session.get_one(Person, (cast["dario"].organisation_id, two[1]))
    assert gone.merged_into_id == two[0]
    operations.undo_merge(actor=cast["dario"].viewer, now=NOW, merge_id=merge_id)
    assert _rows() == before
