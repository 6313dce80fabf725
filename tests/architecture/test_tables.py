"""What every table has, and where its keys may point."""

from graphlib import TopologicalSorter

from sqlalchemy import ForeignKeyConstraint, LargeBinary, String, Table

from app.db import Base, Owned, Shared, Technical, UtcDateTime, Versioned
from app.vault.sealed import Sealed
from tests.architecture.sources import feature_of, layers_of_features, modules
from tests.support.each import each

assert modules(), "importing everything loads every model"
LAYERS = layers_of_features()
MODELS = sorted((mapper.class_ for mapper in Base.registry.mappers), key=lambda m: m.__name__)
BY_TABLE = {model.__tablename__: model for model in MODELS}

each_model = each("model", MODELS, ids=lambda model: model.__name__)


def _feature(model: type) -> str:
    return feature_of(model.__module__)


@each_model
def test_a_table_belongs_to_exactly_one_class(model: type) -> None:
    assert sum(issubclass(model, kind) for kind in (Owned, Shared, Technical)) == 1


def test_every_table_has_its_model() -> None:
    assert set(Base.metadata.tables) == set(BY_TABLE), "association classes, never a bare table"


@each_model
def test_a_table_stands_in_the_models_of_its_feature(model: type) -> None:
    assert model.__module__.split(".")[2] == "models"


@each_model
def test_every_text_has_a_length(model: type) -> None:
    for column in model.__table__.columns:
        if isinstance(column.type, String):
            assert column.type.length, column
        if isinstance(column.type, LargeBinary) and not column.name.endswith("_sealed"):
            assert column.type.length, column


@each_model
def test_every_instant_says_its_zone(model: type) -> None:
    for column in model.__table__.columns:
        if column.type.python_type.__name__ == "datetime":
            assert isinstance(column.type, UtcDateTime), column


@each_model
def test_no_default_reads_the_clock_of_the_database(model: type) -> None:
    for column in model.__table__.columns:
        assert column.server_default is None, column
        assert column.onupdate is None, column


@each_model
def test_keys_point_down(model: type) -> None:
    for constraint in model.__table__.foreign_key_constraints:
        target = BY_TABLE[constraint.referred_table.name]
        assert LAYERS.index(_feature(model)) <= LAYERS.index(_feature(target)), constraint.name


@each_model
def test_the_database_removes_and_changes_no_row_by_itself(model: type) -> None:
    for constraint in model.__table__.foreign_key_constraints:
        assert constraint.ondelete is None, constraint.name
        assert constraint.onupdate is None, constraint.name


def _pairs(constraint: ForeignKeyConstraint) -> list[tuple[str, str]]:
    return [(element.parent.name, element.column.name) for element in constraint.elements]


@each_model
def test_a_key_between_rows_of_a_body_never_leaves_it(model: type) -> None:
    for constraint in model.__table__.foreign_key_constraints:
        target = BY_TABLE[constraint.referred_table.name]
        if issubclass(model, Owned) and issubclass(target, Owned):
            pairs = _pairs(constraint)
            assert len(pairs) == 2, constraint.name
            assert pairs[0] == ("organisation_id", "organisation_id"), constraint.name
            assert pairs[1][1] == "id", constraint.name
            assert pairs[1][0] != "organisation_id", constraint.name
        assert not (issubclass(model, Shared) and issubclass(target, Owned)), constraint.name


@each_model
def test_the_key_of_an_owned_row_begins_with_its_body(model: type) -> None:
    key = [column.name for column in model.__table__.primary_key]
    if issubclass(model, Owned):
        assert key == ["organisation_id", "id"]
    if issubclass(model, Technical):
        assert not model.__table__.foreign_keys


def _unique(table: Table) -> list[list[str]]:
    constraints = [c for c in table.constraints if type(c).__name__ == "UniqueConstraint"]
    indexes = [index for index in table.indexes if index.unique]
    return [[column.name for column in one.columns] for one in [*constraints, *indexes]]


@each_model
def test_what_is_unique_is_unique_within_its_body(model: type) -> None:
    if issubclass(model, Owned):
        for columns in _unique(model.__table__):
            assert "organisation_id" in columns, columns


@each_model
def test_a_sealed_text_has_its_column_and_its_key_in_the_same_row(model: type) -> None:
    for sealed in (value for value in vars(model).values() if isinstance(value, Sealed)):
        assert sealed.column.endswith("_sealed")
        assert {sealed.column, "data_key_id"} <= set(model.__table__.columns.keys())
        assert issubclass(model, Owned)


@each_model
def test_an_edited_row_carries_its_version(model: type) -> None:
    if issubclass(model, Versioned):
        assert model.__mapper__.version_id_col is not None


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
