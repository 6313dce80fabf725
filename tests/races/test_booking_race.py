"""Twenty telephones, one place: one booking, nineteen pages with what was typed and where else."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.appointments.models import Appointment
from app.db import db
from tests.builders.appointments import a_wednesday
from tests.builders.people import a_person
from tests.cast import Cast, open_door
from tests.support.client import Forms
from tests.support.together import TOGETHER, posted_together

pytestmark = pytest.mark.races
PAGE = "/booking"
KEPT = ("practical", "text", "person")


def _form(text: str) -> dict[str, Any]:
    return next(form for form in Forms(text).found if form.action == PAGE).values


def _shown(app: Flask, token: str, surname: str) -> dict[str, Any]:
    """Return the form as each operator has it before her, the first place proposed."""
    client = app.test_client()
    client.set_cookie("sportello", token)
    blank = _form(client.get(PAGE).text)
    return _form(client.post(PAGE, data={**blank, "text": surname, "search": "1"}).text)


def _press(app: Flask, token: str, forms: list[dict[str, Any]]) -> list[tuple[int, str]]:
    answers = posted_together(app, token, PAGE, forms)
    return [(answer.status_code, answer.text) for answer in answers]


def test_of_twenty_who_ask_for_one_place_one_has_it(own_app: Flask, cast: Cast) -> None:
    a_wednesday(cast, "bruno", "carla")
    surnames = [f"Rossi{chr(97 + number)}" for number in range(TOGETHER)]
    people = [a_person(cast["anna"], surname) for surname in surnames]
    token = open_door(cast["anna"])
    forms = [
        {**_shown(own_app, token, surname), "person": str(one), "practical": f"nota {surname}"}
        for surname, one in zip(surnames, people, strict=True)
    ]
    asked = forms[0]["place"]
    assert {form["place"] for form in forms} == {asked}
    answers = _press(own_app, token, forms)
    assert sorted(status for status, _ in answers) == [303] + [409] * (TOGETHER - 1)
    for form, (status, text) in zip(forms, answers, strict=True):
        if status == 409:
            kept = _form(text)
            assert [kept[name] for name in KEPT] == [form[name] for name in KEPT]
            radios = re.findall(r"<input[^>]*>", text)
            places = [tag for tag in radios if 'name="place"' in tag]
            assert len(places) == 3
            assert not any(asked in tag for tag in places)
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Appointment)) == 1
