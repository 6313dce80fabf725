"""Conventions, means, targets; what is published reaches who plans, without the small numbers."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.policy import TABLE, Permission, Role
from app.catalogue.rules import PathCode
from app.db import db
from app.district import operations, queries
from app.district.models import Publication, PublishedFigure
from app.district.rules import ResourceKind, of_town
from app.kernel.errors import Invalid, NotFound, NotPermitted
from app.kernel.references import BodyId, new_id
from tests.builders.district import (
    a_convention,
    a_district,
    a_plan_office,
    a_town,
    arrive,
    by,
    cdd_of,
    means_of,
)
from tests.builders.requests import a_service, an_active_line, an_approved_request
from tests.builders.transfers import linked
from tests.cast import ELSEWHERE, MAKER, NOW, STARTED, TODAY, Cast

pytestmark = pytest.mark.usefixtures("app")
A_MONTH = timedelta(days=30)


def test_a_convention_is_one_for_its_service_and_days(cast: Cast) -> None:
    association_id, towns = a_district(cast)
    given = a_convention(association_id, towns["Gessate"])
    convention_id = operations.write_convention(**by(cast), given=given)
    with pytest.raises(Invalid, match="convention_there"):
        operations.write_convention(
            **by(cast, "elena"), given=a_convention(association_id, towns["Gessate"])
        )
    ends = {"convention_id": convention_id, "ends_on": TODAY}
    operations.end_convention(**by(cast), **ends)
    with pytest.raises(Invalid, match="convention_over"):
        operations.end_convention(**by(cast), **ends)
    operations.write_convention(
        **by(cast), given=a_convention(association_id, towns["Gessate"], valid_from=TODAY)
    )
    rows = queries.conventions(cast["anna"].viewer, 0, 9)
    assert [(row.valid_from, row.valid_to) for row in rows] == [(TODAY, None), (STARTED, TODAY)]
    assert queries.conventions(cast["zeno"].viewer, 0, 9) == []


@pytest.mark.parametrize(
    ("known", "fault"),
    [
        ({"hours_week": None}, "hours_week:hours_missing"),
        ({"kind": ResourceKind.PLACE}, "quantity:quantity_needed"),
        ({"quantity": 0}, "quantity:quantity_needed"),
        ({"kind": ResourceKind.SERVICE, "hours_week": 0}, "hours_week:hours_missing"),
        ({"valid_to": STARTED}, "valid_to:resource_backwards"),
    ],
    ids=["hours", "quantity", "nobody", "no_hours", "days"],
)
def test_means_are_hours_or_numbers(cast: Cast, known: dict[str, Any], fault: str) -> None:
    _, towns = a_district(cast)
    with pytest.raises(Invalid, match=fault):
        operations.write_resource(**by(cast), given=means_of(towns["Gessate"], **known))


def test_means_hold_from_a_day_to_a_day(cast: Cast) -> None:
    _, towns = a_district(cast)
    resource_id = operations.write_resource(**by(cast), given=means_of(towns["Gessate"]))
    operations.end_resource(**by(cast), resource_id=resource_id, ends_on=TODAY)
    viewer = cast["piera"].viewer
    yesterday = TODAY - timedelta(days=1)
    assert [row.hours_week for row in queries.resources(viewer, yesterday, 0, 9)] == [1850]
    assert queries.resources(viewer, TODAY, 0, 9) == []
    with pytest.raises(NotFound):
        operations.write_resource(**by(cast), given=means_of(BodyId(new_id())))


def test_a_target_is_corrected_for_the_same_year(cast: Cast) -> None:
    _, towns = a_district(cast)
    given = {"municipality_id": towns["Gessate"], "path": PathCode.CDD, "source": "piano"}
    for target in (12, 15):
        operations.set_target(**by(cast), **given, year=TODAY.year, target=target)
    (found,) = queries.targets(cast["piera"].viewer, TODAY.year).values()
    assert found.number == 15
    with pytest.raises(Invalid, match="year_out_of_reach"):
        operations.set_target(**by(cast), **given, year=1999, target=1)


def test_bellinzago_has_two_in_its_day_centres_and_nobody_reads_two(cast: Cast) -> None:
    _, towns = a_district(cast)
    told = cdd_of(towns["Bellinzago"], demand=3, active=2, waiting=1, longest_wait=200)
    operations.write_told(**by(cast), told=told)
    town = queries.town_on(cast["piera"].viewer, towns["Bellinzago"], TODAY)
    assert town.published is not None
    figures = town.published.figures[PathCode.CDD]
    assert (figures.demand, figures.active, figures.waiting) == (None, None, None)
    assert figures.longest_wait is None
    kept = db.session.scalars(select(PublishedFigure)).one()
    assert {kept.demand, kept.active, kept.waiting, kept.longest_wait} == {None}


def test_the_database_keeps_small_numbers_out_too(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        arrive(actor=MAKER, now=NOW, sender=ELSEWHERE, active=2)


def test_what_a_comune_publishes_reaches_who_plans_and_names_nobody(cast: Cast) -> None:
    paolo = a_plan_office(cast)
    cdd, adm = a_service(cast, path=PathCode.CDD), a_service(cast, name="Altra cooperativa")
    for _ in range(2):
        an_active_line(cast, cdd, path=PathCode.CDD, wanted=((None, 100),))
    for _ in range(5):
        an_active_line(cast, adm)
    an_approved_request(cast, adm)
    operations.publish(**by(cast, "dario"))
    (town,) = queries.towns_on(paolo.viewer, TODAY)
    assert town.label == "Comune di prova"
    assert town.published is not None
    figures = town.published.figures
    assert (figures[PathCode.CDD].active, figures[PathCode.CDD].places) == (None, 60)
    # With five told, a sum of seven would leave the two of the day centres.
    assert figures[PathCode.ADM].active == 5
    assert town.published.sums.active is None
    assert (figures[PathCode.ADM].demand, figures[PathCode.ADM].waiting) == (6, None)
    assert queries.towns_on(cast["dario"].viewer, TODAY) == []
    assert queries.counted(paolo.viewer, NOW) == []


def test_it_is_published_once_a_month(cast: Cast) -> None:
    a_plan_office(cast)
    a_service(cast)
    operations.publish(**by(cast, "dario"))
    with pytest.raises(Invalid, match="published_this_month"):
        operations.publish(**by(cast, "dario"))
    assert queries.published_by(cast["dario"].viewer).day == TODAY
    operations.publish(actor=cast["dario"].viewer, now=NOW + A_MONTH)
    days = db.session.scalars(select(Publication.day).order_by(Publication.day)).all()
    assert days == [TODAY, TODAY + A_MONTH]


def test_without_somebody_who_plans_or_something_to_count_nothing_is_published(cast: Cast) -> None:
    with pytest.raises(Invalid, match="no_plan_office"):
        operations.publish(**by(cast, "dario"))
    a_plan_office(cast)
    with pytest.raises(Invalid, match="nothing_to_publish"):
        operations.publish(**by(cast, "dario"))
    for who in ("bruno", "piera", "elena"):
        with pytest.raises(NotPermitted):
            operations.publish(**by(cast, who))


def test_a_date_shows_the_last_figures_before_it(cast: Cast) -> None:
    _, towns = a_district(cast)
    told = {"municipality_id": towns["Gessate"]}
    for day, active in ((date(2026, 9, 30), 8), (date(2026, 10, 31), 11)):
        one = cdd_of(towns["Gessate"], active=active)
        given = operations.FiguresTold(**told, day=day, figures=one.figures)
        operations.write_told(**by(cast), told=given)
    viewer = cast["piera"].viewer

    def shown(on: date) -> int | None:
        published = queries.town_on(viewer, towns["Gessate"], on).published
        return published.figures[PathCode.CDD].active if published else None

    assert [shown(date(2026, 9, 1)), shown(date(2026, 10, 1)), shown(TODAY)] == [None, 8, 11]


def _tell(cast: Cast, town: BodyId, path: PathCode, day: date, active: int) -> None:
    figures = cdd_of(town, path=path, active=active).figures
    told = operations.FiguresTold(municipality_id=town, day=day, figures=figures)
    operations.write_told(**by(cast), told=told)


def test_a_service_told_today_leaves_the_others_as_they_were_told(cast: Cast) -> None:
    _, towns = a_district(cast)
    gessate = towns["Gessate"]
    _tell(cast, gessate, PathCode.CDD, date(2026, 9, 10), 8)
    _tell(cast, gessate, PathCode.ADM, date(2026, 9, 30), 20)
    _tell(cast, gessate, PathCode.CDD, date(2026, 10, 31), 11)
    viewer = cast["piera"].viewer

    def shown(on: date) -> dict[PathCode, tuple[date | None, int | None]]:
        town = queries.town_on(viewer, gessate, on)
        return {
            one.path: (one.day, one.figures.active) for one in of_town(town) if one.figures
        }  # fmt: skip

    september = (date(2026, 9, 30), 20)
    assert shown(TODAY) == {PathCode.ADM: september, PathCode.CDD: (date(2026, 10, 31), 11)}
    assert shown(date(2026, 10, 1)) == {
        PathCode.ADM: september, PathCode.CDD: (date(2026, 9, 10), 8)
    }  # fmt: skip
    _tell(cast, gessate, PathCode.HOME_CARE, date(2026, 10, 5), 30)
    assert shown(TODAY)[PathCode.CDD] == (date(2026, 10, 31), 11), "not moved by an earlier day"


def test_a_comune_that_begins_to_publish_is_there_once(cast: Cast) -> None:
    """Told first, published by itself then: also where it is not of the district."""
    body_id = a_town(cast, "Fuori")
    operations.write_told(**by(cast), told=cdd_of(body_id))
    linked(cast, body_id, ELSEWHERE)
    arrive(actor=MAKER, now=NOW, sender=ELSEWHERE)
    (town,) = queries.towns_on(cast["piera"].viewer, TODAY)
    assert town.published is not None
    assert town.published.by_itself


def test_a_comune_that_publishes_is_not_told_of(cast: Cast) -> None:
    """The plan office of the cast has a Comune of the program in its directory, that published."""
    _, towns = a_district(cast)
    linked(cast, towns["Gorgonzola"], ELSEWHERE)
    arrive(actor=MAKER, now=NOW, sender=ELSEWHERE)
    with pytest.raises(Invalid, match="municipality:publishes_itself"):
        operations.write_told(**by(cast), told=cdd_of(towns["Gorgonzola"]))
    town = queries.town_on(cast["piera"].viewer, towns["Gorgonzola"], TODAY)
    assert town.published is not None
    assert town.published.by_itself


def test_who_plans_reads_no_person() -> None:
    people = {one for one in Permission if one.split(":")[0] in ("people", "cases", "intake")}
    assert not people & set(TABLE[Role.PLAN_OFFICE])


def test_what_is_told_later_of_one_service_moves_no_day_of_the_others(cast: Cast) -> None:
    _, towns = a_district(cast)
    town, first = towns["Gessate"], TODAY.replace(day=2)
    operations.write_told(**by(cast), told=replace(cdd_of(town), day=first))
    adm = cdd_of(town, path=PathCode.ADM, active=12)
    operations.write_told(**by(cast), told=adm)
    (found,) = queries.latest(cast["piera"].viewer, TODAY)
    assert found.told_on == {PathCode.CDD: first, PathCode.ADM: TODAY}
    assert found.day == TODAY
    (before,) = queries.latest(cast["piera"].viewer, first)
    assert set(before.figures) == {PathCode.CDD}, "what was told after that day was not known"
    assert before.day == first


@pytest.mark.parametrize(
    ("ends_in", "follows", "told"),
    [
        (200, None, False), (100, None, True), (0, None, True), (-30, None, True),
        (-90, None, False), (100, 0, False), (100, 40, False),
    ],
)  # fmt: skip
def test_a_convention_that_ends_is_told_until_another_follows(
    cast: Cast, ends_in: int, follows: int | None, told: bool
) -> None:
    association_id, towns = a_district(cast)
    ends, town = TODAY + timedelta(days=ends_in), towns["Gessate"]
    given = a_convention(association_id, town, valid_to=ends)
    convention_id = operations.write_convention(**by(cast), given=given)
    if follows is not None:
        after = ends + timedelta(days=follows)
        operations.write_convention(
            **by(cast), given=a_convention(association_id, town, valid_from=after)
        )
    ending = queries.conventions_ending(cast["piera"].viewer, TODAY)
    assert [row.id for row in ending] == ([convention_id] if told else [])
