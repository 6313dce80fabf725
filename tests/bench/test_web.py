"""What is measured over the network answers as a browser asks, at the hour that is shown."""

from contextlib import closing
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.desk.models import Ticket
from app.kernel.references import new_token
from bench.web import Browser, gunicorn, show_hour
from tests.builders.tickets import the_hours
from tests.cast import NOW, Cast, open_door
from tests.support.client import Forms

pytestmark = pytest.mark.timeout(120)  # a server starts


def test_a_press_is_done_once_at_the_hour_that_is_shown(own_app: Flask, cast: Cast) -> None:
    the_hours()
    settings = own_app.extensions["settings"]
    with gunicorn(settings, 1) as server, closing(Browser(server.port)) as browser:
        browser.set_cookie("sportello", open_door(cast["anna"]))
        shown = browser.get("/desk/tickets/new")
        typed = {**Forms(shown.text).found[-1].values, "queue": "social"}
        pressed = [browser.post("/desk/tickets/new", data=typed) for _ in range(2)]
        assert [one.status_code for one in (shown, *pressed)] == [200, 303, 303]
        show_hour(settings, NOW + timedelta(minutes=5))
        again = {**typed, "submission": new_token()}
        assert browser.post("/desk/tickets/new", data=again).status_code == 303
        assert [memory > 1 for memory in server.memory_mb()] == [True]
    taken = db.session.scalars(select(Ticket.taken_at).order_by(Ticket.number)).all()
    assert taken == [NOW, NOW + timedelta(minutes=5)]
