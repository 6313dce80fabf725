"""A whole Monday afternoon in a few seconds: nothing is lost, doubled or out of order."""

from datetime import timedelta

import pytest
from flask import Flask

from app.db import db
from bench.archive import Archive
from bench.ground import Ground
from bench.monday import play, prepare
from tests.builders.appointments import WEDNESDAY, a_wednesday
from tests.builders.tickets import the_hours
from tests.cast import Cast

# What is an afternoon here takes a minute where everything else runs too.
pytestmark = [pytest.mark.races, pytest.mark.timeout(240)]
SPEED = 3600.0  # four hours in four seconds


def test_nothing_is_lost_doubled_or_out_of_order(own_app: Flask, cast: Cast) -> None:
    the_hours()
    everybody = dict(cast)
    a_wednesday(cast, "bruno", "carla", "dario", day=WEDNESDAY + timedelta(days=7))
    afternoon = prepare(everybody)
    ground = Ground(own_app, db.engine, 0, Archive(everybody, ()))
    played = play(ground, afternoon, SPEED)
    db.session.rollback()
    assert played.faults() == []
    assert max(played.called, key=lambda code: played.called[code]) in played.shown
