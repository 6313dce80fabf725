"""Nobody is on duty twice in the same hours, however many write the rota together."""

import pytest
from flask import Flask

from app.organisations.rules import OpeningKind
from app.rota import operations
from app.rota.rules import Hours
from tests.builders.appointments import WEDNESDAY, a_wednesday
from tests.builders.cases import engagement_of
from tests.cast import NOW, Cast
from tests.support.together import TOGETHER, together, told

pytestmark = pytest.mark.races


def test_of_twenty_shifts_that_share_an_hour_one_is_hers(own_app: Flask, cast: Cast) -> None:
    office, dario, carla = a_wednesday(cast), cast["dario"], engagement_of(cast["carla"])

    def add(number: int) -> object:
        return operations.add_shift(
            actor=dario.viewer, now=NOW, engagement_id=carla, site_id=office.site,
            kind=OpeningKind.WALK_IN, day=WEDNESDAY, hours=Hours(540 + number, 600 + number),
        )  # fmt: skip

    answers = told(together(own_app, add))
    assert answers == {"done": 1, "worker:already_on_duty": TOGETHER - 1}
