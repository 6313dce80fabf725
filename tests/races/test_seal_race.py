"""Somebody is sealed while others read and write her page: from that instant she is not there."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.people.models import Person
from tests.builders.cases import an_open_case
from tests.builders.people import a_person
from tests.builders.protected import seal
from tests.cast import Cast, open_door
from tests.support.client import Forms

pytestmark = pytest.mark.races
READERS, TIMES = 4, 6


def test_no_request_begun_after_the_seal_reads_or_changes_her(own_app: Flask, cast: Cast) -> None:
    person = a_person(cast["bruno"], "Prima", "Ada")
    case_id = an_open_case(cast["bruno"], person)
    token = open_door(cast["carla"])
    page = f"/people/{person}"
    client = own_app.test_client()
    client.set_cookie("sportello", token)
    values = Forms(client.get(f"{page}/edit").text).found[-1].values
    sealed, barrier = Event(), Barrier(READERS + 1)

    def press(reader: int) -> list[tuple[bool, int]]:
        mine = own_app.test_client(use_cookies=True)
        mine.set_cookie("sportello", token)
        send = own_app.test_client_class.__mro__[1].open
        barrier.wait()
        seen = []
        for number in range(TIMES):
            after = sealed.is_set()
            seen.append((after, send(mine, page).status_code))
            after = sealed.is_set()
            typed = {**values, "surname": "Dopo" if after else "Durante"}
            typed["submission"] = f"{reader}-{number}"
            answer = send(mine, f"{page}/edit", method="POST", data=typed)
            seen.append((after, answer.status_code))
        return seen

    def close() -> None:
        barrier.wait()
        with own_app.app_context():
            seal(cast, case_id)
        sealed.set()

    with ThreadPoolExecutor(READERS + 1) as pool:
        readers = [pool.submit(press, number) for number in range(READERS)]
        pool.submit(close).result()
        answers = [pair for reader in readers for pair in reader.result()]
    answers += [(True, client.get(page).status_code)]
    answers += [(True, client.post(f"{page}/edit", data=values).status_code)]
    assert {status for after, status in answers if after} == {404}
    assert {status for _, status in answers} <= {200, 303, 404, 409}
    assert db.session.scalar(select(Person.surname).where(Person.id == person)) != "Dopo"
