"""The shape of every write: who and when by keyword, a name in the grammar, words that explain."""

import inspect
import re
from typing import get_args

from app.accounts.policy import Permission
from app.features import PROCEDURES
from app.transaction.use_case import USE_CASES
from tests.architecture.sources import feature_of, modules
from tests.support.each import each

assert modules(), "importing everything registers every use case"
WEB = {"flask", "flask_wtf", "werkzeug", "wtforms"}
OFFICE = sorted(n for n, case in USE_CASES.items() if case.function.__module__.startswith("app."))


@each("name", OFFICE)
def test_it_takes_actor_and_moment_by_keyword(name: str) -> None:
    parameters = inspect.signature(USE_CASES[name].function).parameters
    assert {parameter.kind for parameter in parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}
    assert [*parameters][:2] == ["actor", "now"]
    assert parameters["now"].default is inspect.Parameter.empty, "nobody guesses the time"


@each("name", OFFICE)
def test_its_name_says_area_subject_and_action(name: str) -> None:
    assert re.fullmatch(r"[a-z][a-z_]*\.[a-z][a-z_]*\.[a-z][a-z_]*", name)
    assert name.split(".", maxsplit=1)[0] == feature_of(USE_CASES[name].function.__module__)


def test_those_of_the_tests_are_called_so() -> None:
    others = set(USE_CASES) - set(OFFICE)
    assert [name for name in others if not name.startswith("tests.")] == []


@each("name", OFFICE)
def test_it_explains_itself_in_a_sentence(name: str) -> None:
    first = (USE_CASES[name].function.__doc__ or "").strip().split("\n\n")[0]
    assert first
    assert first[0].isupper()
    assert first.endswith(".")


@each("name", OFFICE)
def test_it_asks_for_a_permission_of_the_table_or_leaves_it_to_a_procedure(name: str) -> None:
    permission = USE_CASES[name].permission
    assert permission in set(Permission) or (permission is None and PROCEDURES)


@each("name", OFFICE)
def test_nothing_it_is_given_is_a_row_or_a_request(name: str) -> None:
    """Ids and plain values only: an entity belongs to a transaction that has ended."""
    for given in inspect.signature(USE_CASES[name].function).parameters.values():
        assert given.annotation is not inspect.Parameter.empty, given.name
        for kind in (given.annotation, *get_args(given.annotation)):
            assert not hasattr(kind, "__table__"), given.name
            assert getattr(kind, "__module__", "").split(".")[0] not in WEB, given.name
