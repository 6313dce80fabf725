"""Nobody is on duty twice in the same hours, however many write the rota together."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask

from app.db import db
from app.organisations.rules import OpeningKind
from app.rota import operations, queries
from app.rota.rules import AbsenceKind, Hours
from tests.builders.appointments import WEDNESDAY, a_wednesday
from tests.builders.cases import engagement_of
from tests.builders.rota import a_shift, a_swap
from tests.cast import NOW, TODAY, Cast
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


def _holders(cast: Cast, day: date = WEDNESDAY) -> list[str]:
    db.session.remove()
    rows = queries.duties_between(cast["dario"].viewer, day, day + timedelta(days=1))
    return sorted(row.name for row in rows)


def test_of_two_colleagues_who_accept_together_one_has_the_shift(
    own_app: Flask, cast: Cast
) -> None:
    swap_id = a_swap(cast, "bruno", a_shift(cast, "bruno", WEDNESDAY))
    takers = [cast["carla"].viewer, cast["dario"].viewer]

    def accept(number: int) -> object:
        return operations.accept_swap(actor=takers[number % 2], now=NOW, swap_id=swap_id)

    answers = told(together(own_app, accept, 8))
    assert answers["done"] == 1
    assert len(_holders(cast)) == 1
    assert _holders(cast) != ["Bruno"]


def test_of_two_swaps_for_one_shift_one_is_done(own_app: Flask, cast: Cast) -> None:
    """Bruno and Dario both ask for Carla's Wednesday: she says yes to both at once."""
    hers = a_shift(cast, "carla", WEDNESDAY)
    asked = [
        a_swap(cast, who, a_shift(cast, who, WEDNESDAY + timedelta(days=day)), wanted_id=hers)
        for who, day in (("bruno", 1), ("dario", 2))
    ]

    def accept(number: int) -> object:
        return operations.accept_swap(actor=cast["carla"].viewer, now=NOW, swap_id=asked[number])

    answers = told(together(own_app, accept, 2))
    assert answers == {"done": 1, "swap_shift_changed": 1}
    days = [_holders(cast, WEDNESDAY + timedelta(days=day)) for day in (0, 1, 2)]
    assert all(len(day) == 1 for day in days)
    assert sorted(name for day in days for name in day) == ["Bruno", "Carla", "Dario"]


def test_a_swap_and_a_change_of_the_rota_never_leave_two_or_none_by_mistake(
    own_app: Flask, cast: Cast
) -> None:
    """The colleague accepts while the supervisor takes the shift off, and puts her elsewhere."""
    shift = a_shift(cast, "bruno", WEDNESDAY)
    swap_id = a_swap(cast, "bruno", shift, asked_id=engagement_of(cast["carla"]))
    acts: list[Callable[[], object]] = [
        lambda: operations.accept_swap(actor=cast["carla"].viewer, now=NOW, swap_id=swap_id),
        lambda: operations.remove_shift(actor=cast["dario"].viewer, now=NOW, shift_id=shift),
    ]
    answers = together(own_app, lambda number: acts[number](), 2)
    assert told(answers)["done"] == 1
    accepted = answers[0] is None
    assert _holders(cast) == (["Carla"] if accepted else [])


def test_a_colleague_put_on_duty_while_she_accepts_is_not_in_two_places(
    own_app: Flask, cast: Cast
) -> None:
    shift, carla = a_shift(cast, "bruno", WEDNESDAY), engagement_of(cast["carla"])
    swap_id = a_swap(cast, "bruno", shift, asked_id=carla)
    acts: list[Callable[[], object]] = [
        lambda: operations.accept_swap(actor=cast["carla"].viewer, now=NOW, swap_id=swap_id),
        lambda: a_shift(cast, "carla", WEDNESDAY, kind=OpeningKind.WALK_IN),
        lambda: operations.add_absence(
            actor=cast["dario"].viewer, now=NOW, engagement_id=carla, first_day=WEDNESDAY,
            last_day=WEDNESDAY, kind=AbsenceKind.LEAVE,
        ),
    ]  # fmt: skip
    answers = told(together(own_app, lambda number: acts[number](), 3))
    assert answers["done"] in (1, 2)
    assert _holders(cast).count("Carla") <= 1


def test_of_the_saves_of_one_month_one_is_written_and_it_is_published_once(
    own_app: Flask, cast: Cast
) -> None:
    a_wednesday(cast)
    dario, month = cast["dario"].viewer, date(2026, 12, 1)
    plan = queries.month_plan(dario, month, TODAY)
    db.session.remove()

    def save(_number: int) -> object:
        return operations.save_month(
            actor=dario, now=NOW, month=month, chosen=plan.proposed, seen=plan.seen
        )

    assert told(together(own_app, save, 6)) == {"done": 1, "rota_changed_meanwhile": 5}
    held = queries.month_plan(dario, month, TODAY).held
    assert held == plan.proposed
    db.session.remove()

    def publish(_number: int) -> object:
        return operations.publish_month(actor=dario, now=NOW, month=month)

    assert told(together(own_app, publish, 6)) == {"done": 1, "rota_already_published": 5}
