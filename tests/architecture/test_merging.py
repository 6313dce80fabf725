"""When two people are merged everything that is hers moves: no key to a person is forgotten."""

import re
from collections.abc import Iterator

from sqlalchemy import Table

from app.db import Base
from app.features import PERSON_REFERENCES
from tests.architecture.sources import modules
from tests.support.each import each

assert modules(), "importing everything loads every model"
MODELS = sorted((mapper.class_ for mapper in Base.registry.mappers), key=lambda m: m.__name__)
LISTED = {(one.table, one.column): one for one in PERSON_REFERENCES}
# Columns that name a person and stay as they are, each with its reason.
STAY = {
    ("person", "id"): "the record itself",
    ("person_key", "person_id"): "made again from the names of the record that stays",
    ("person_merge", "kept_id"): "tells a merge that was done",
    ("person_merge", "gone_id"): "tells a merge that was done",
    ("not_the_same", "person_id"): "tells which two records were compared",
    ("not_the_same", "other_id"): "tells which two records were compared",
}
# By plain values, without a key and without saying so in their type.
PLAIN = {("time_claim", "resource_id")}


def _keys() -> Iterator[tuple[str, str]]:
    """Yield every column that points to a person: by a key, or by its type alone."""
    for model in MODELS:
        table: Table = model.__table__
        for constraint in table.foreign_key_constraints:
            if constraint.referred_table.name == "person":
                yield from (
                    (table.name, element.parent.name)
                    for element in constraint.elements
                    if element.column.name == "id"
                )
        for name, kind in vars(model).get("__annotations__", {}).items():
            if re.search(r"\bPersonId\b", str(kind)) and name in table.columns:
                yield table.name, name


KEYS = sorted({*_keys(), *PLAIN})


@each(("table", "column"), KEYS)
def test_a_key_to_a_person_moves_when_two_are_merged(table: str, column: str) -> None:
    assert (table, column) in {*LISTED, *STAY}, (
        f"{table}.{column} names a person and would be left behind by a merge. Add to "
        f'app/features/references.py:\n    Row("{table}", "{column}", "<how the page counts them>"),'
        f"\nwith beside=(<the columns>,) where two people may stand side by side in one of these "
        f"(the same placement, the same group), and again=(<the columns>,) where two rows may say "
        f"the same of one person. If it must stay as it is, add ({table!r}, {column!r}) to STAY in "
        f"{__name__} with the reason."
    )


def test_nothing_is_listed_that_is_not_there() -> None:
    assert {*LISTED, *STAY} == set(KEYS)
    assert set(LISTED) & set(STAY) == set()
    assert len(LISTED) == len(PERSON_REFERENCES)


@each("reference", PERSON_REFERENCES, ids=lambda one: f"{one.table}.{one.column}")
def test_two_rows_that_cannot_stand_together_are_looked_for_first(reference: object) -> None:
    """A unique key with the person in it: either a row stays, or the two are not merged."""
    one = LISTED[(reference.table, reference.column)]  # type: ignore[attr-defined]
    table = Base.metadata.tables[one.table]
    for name in (*one.beside, *one.again):
        assert name in table.columns, name
    unique = [c for c in table.constraints if type(c).__name__ == "UniqueConstraint"]
    shared = [c for c in unique if one.column in c.columns]
    assert not shared or one.beside or one.again, (
        f"{table.name} allows one row for each of {[[k.name for k in c.columns] for c in shared]}: "
        "say in app/features/references.py what stands beside, or says the same again"
    )


def test_a_row_that_says_the_same_again_has_its_days() -> None:
    for one in PERSON_REFERENCES:
        if one.again:
            assert {"valid_from", "valid_to"} <= set(Base.metadata.tables[one.table].columns.keys())
