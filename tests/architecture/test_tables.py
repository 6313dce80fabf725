"""What every table has, and where its keys may point."""

from graphlib import TopologicalSorter

import pytest
from sqlalchemy import LargeBinary, String

import app as _program  # noqa: F401 - loads every model
from app.db import Base, Owned, Shared, Technical

LAYERS = (
    "jobs", "people", "organisations", "accounts", "transaction", "audit", "vault", "tenancy",
)  # fmt: skip
MODELS = [mapper.class_ for mapper in Base.registry.mappers]
BY_TABLE = {model.__tablename__: model for model in MODELS}


def _feature(model: type) -> str:
    return model.__module__.split(".")[1]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_table_belongs_to_exactly_one_class(model: type) -> None:
    assert sum(issubclass(model, kind) for kind in (Owned, Shared, Technical)) == 1


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_text_has_a_length(model: type) -> None:
    for column in model.__table__.columns:
        if isinstance(column.type, String):
            assert column.type.length, column
        if isinstance(column.type, LargeBinary) and not column.name.endswith("_sealed"):
            assert column.type.length, column


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_keys_point_down_and_never_leave_the_body(model: type) -> None:
    for constraint in model.__table__.foreign_key_constraints:
        target = BY_TABLE[constraint.referred_table.name]
        assert LAYERS.index(_feature(model)) <= LAYERS.index(_feature(target)), constraint.name
        assert constraint.ondelete is None, "rows are never deleted by the database"
        if issubclass(model, Owned) and issubclass(target, Owned):
            assert constraint.column_keys[0] == "organisation_id", constraint.name


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_key_of_an_owned_row_begins_with_its_body(model: type) -> None:
    key = [column.name for column in model.__table__.primary_key]
    if issubclass(model, Owned):
        assert key == ["organisation_id", "id"]
    if issubclass(model, Technical):
        assert not model.__table__.foreign_keys


def test_tables_can_be_made_in_some_order() -> None:
    graph = {
        model.__tablename__: {
            constraint.referred_table.name
            for constraint in model.__table__.foreign_key_constraints
            if constraint.referred_table.name != model.__tablename__
        }
        for model in MODELS
    }
    assert list(TopologicalSorter(graph).static_order())
