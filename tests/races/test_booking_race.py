"""Twenty operators confirm the same place: one has it, nineteen read a clean page."""

import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
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

pytestmark = pytest.mark.races
TOGETHER = 20
PAGE = "/booking"


def _form(text: str) -> dict[str, Any]:
    return next(form.values for form in Forms(text).found if form.action == PAGE)


def _press(app: Flask, token: str, pages: list[Mapping[str, Any]]) -> list[tuple[int, str]]:
    barrier = Barrier(len(pages))

    def press(data: Mapping[str, Any]) -> tuple[int, str]:
        client = app.test_client()
        client.set_cookie("sportello", token)
        barrier.wait()
        answer = app.test_client_class.__mro__[1].open(client, PAGE, method="POST", data=data)
        return answer.status_code, answer.text

    with ThreadPoolExecutor(len(pages)) as pool:
        return list(pool.map(press, pages))


def test_of_twenty_who_confirm_one_place_one_has_it(own_app: Flask, cast: Cast) -> None:
    a_wednesday(cast)
    token = open_door(cast["anna"])
    client = own_app.test_client()
    client.set_cookie("sportello", token)
    shown = _form(client.get(PAGE).text)
    people = [a_person(cast["anna"], "Gara", f"Numero {number}") for number in range(TOGETHER)]
    pages = [
        {
            **shown,
            "text": f"gara numero {number}",
            "person": str(person),
            "practical": f"nota {number}",
            "phone": f"000 {number:04}",
            "submission": f"key {number}",
        }
        for number, person in enumerate(people)
    ]
    answers = _press(own_app, token, pages)
    assert sorted(status for status, _ in answers) == [303] + [409] * (TOGETHER - 1)
    assert db.session.scalar(select(func.count()).select_from(Appointment)) == 1
    for page, (status, text) in zip(pages, answers, strict=True):
        if status == 303:
            continue
        assert re.findall(r"ore (\d+:\d+), con Bruno", text) == ["9:00", "9:30", "10:00"]
        assert "Traceback" not in text
        kept = _form(text)
        for name in ("text", "person", "practical", "phone"):
            assert kept[name] == page[name]
