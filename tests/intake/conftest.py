"""The two people most stories of intake are about."""

from datetime import date

import pytest
from flask import Flask

from app.kernel.references import PersonId
from app.people.rules import BirthKnown
from tests.builders.people import a_person
from tests.cast import Cast


@pytest.fixture
def child(app: Flask, cast: Cast) -> PersonId:
    """Elia, ten years old."""
    return a_person(
        cast["bruno"], "Rota", "Elia", birth_known=BirthKnown.EXACT, birth_date=date(2016, 4, 2)
    )


@pytest.fixture
def adult(app: Flask, cast: Cast) -> PersonId:
    """Marta, forty-one."""
    return a_person(
        cast["bruno"], "Rota", "Marta", birth_known=BirthKnown.EXACT, birth_date=date(1985, 4, 2)
    )
