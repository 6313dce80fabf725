"""Nothing typed is dropped between the page and the use case."""

from datetime import date

import pytest
from flask import Flask

from app.people.forms import PersonFields
from app.people.rules import BirthKnown


@pytest.mark.parametrize(
    ("typed", "known", "on", "year"),
    [
        ({"birth_date": "14/03/2017"}, BirthKnown.EXACT, date(2017, 3, 14), None),
        ({"birth_year": "1990"}, BirthKnown.YEAR_ONLY, None, 1990),
        ({}, BirthKnown.UNKNOWN, None, None),
        (
            {"birth_known": "presumed", "birth_date": "010190"},
            BirthKnown.PRESUMED,
            date(1990, 1, 1),
            None,
        ),
    ],
)
def test_a_birth_that_was_typed_counts_even_if_no_radio_was_pressed(
    app: Flask, typed: dict, known: BirthKnown, on: date | None, year: int | None
) -> None:
    data = {"surname": "Rossi", "birth_known": "unknown", "identity": "to_complete", "sex": ""}
    with app.test_request_context(method="POST", data={**data, **typed}):
        form = PersonFields(meta={"csrf": False})
        assert form.validate(), form.errors
        details = form.details()
    assert (details.birth_known, details.birth_date, details.birth_year) == (known, on, year)
