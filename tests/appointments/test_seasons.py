"""Other hours for a while: seen for eight weeks before they are saved, and over by themselves."""

from datetime import date
from typing import Any

import pytest

from app.appointments import queries
from app.organisations import queries as office
from app.organisations.rules import OpeningKind
from tests.builders.appointments import WEDNESDAY, a_wednesday, an_appointment
from tests.builders.people import a_person
from tests.cast import NOW, Cast
from tests.support.client import Form, Forms, OfficeClient

PAGE = "/opening-hours/season"
TYPED = {
    "starts_on": "24/11/2026",
    "ends_on": "14/12/2026",
    "kinds": ["appointments"],
    "weekdays": ["4"],
    "from_hour": "9",
    "to_hour": "11",
}


@pytest.fixture
def dario(client: OfficeClient, cast: Cast) -> OfficeClient:
    """The supervisor's browser, in an office open on Wednesdays."""
    a_wednesday(cast)
    return client.enter(cast["dario"])


def _open(cast: Cast) -> list[tuple[date, int]]:
    found = office.openings_ahead(cast["dario"].viewer, date(2026, 11, 23), date(2026, 12, 20))
    kind = OpeningKind.APPOINTMENTS
    return [(one.day, one.rule.from_minute) for one in found if one.rule.kind is kind]


def _form(text: str) -> Form:
    return next(form for form in Forms(text).found if "seen" in form.names)


def test_the_weeks_are_shown_then_saved_and_end_by_themselves(
    dario: OfficeClient, cast: Cast
) -> None:
    an_appointment(cast["anna"], a_person(cast["anna"], "Attesa"))
    before = _open(cast)
    shown = dario.submit(PAGE, TYPED)
    assert shown.status_code == 200
    for words in ("ven 27/11", "9:00–11:00", "orario di sempre", "meno di due", "Attesa Ada"):
        assert words in shown.text
    assert _open(cast) == before
    saved = dario.post(PAGE, data={**_form(shown.text).values, **TYPED})
    assert saved.status_code == 303
    assert _open(cast) == [
        (date(2026, 11, 27), 540),
        (date(2026, 12, 4), 540),
        (date(2026, 12, 11), 540),
        (date(2026, 12, 16), 510),
    ]
    assert [row.day for row in queries.stranded(cast["dario"].viewer, NOW)] == [WEDNESDAY]


def test_what_was_changed_after_it_was_shown_is_shown_again(
    dario: OfficeClient, cast: Cast
) -> None:
    before = _open(cast)
    values = {**_form(dario.submit(PAGE, TYPED).text).values, **TYPED, "to_hour": "12"}
    again = dario.post(PAGE, data=values)
    assert again.status_code == 200
    assert "9:00–12:00" in again.text
    assert _open(cast) == before


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"starts_on": "20/11/2026"}, "resta com"),
        ({"ends_on": "24/11/2026"}, "Gli orari di sempre tornano dopo"),
        ({"to_hour": "8"}, "prima di cominciare"),
        ({"kinds": []}, "Scegli che cosa"),
        ({"weekdays": ["9"]}, "Scegli"),
        ({"from_hour": "nove"}, "ora che esiste"),
    ],
)
def test_a_season_that_cannot_be_comes_back(
    dario: OfficeClient, cast: Cast, typed: dict[str, Any], sentence: str
) -> None:
    before = _open(cast)
    answer = dario.submit(PAGE, {**TYPED, **typed})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert _open(cast) == before
