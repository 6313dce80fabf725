"""Who lives with whom, when the registry says it again: nobody is put among others."""

from datetime import date, timedelta

from flask import Flask
from sqlalchemy import select

from app.db import db
from app.people import operations as people
from app.people import queries as known
from app.people.models import Relationship
from app.people.rules import BirthKnown
from app.registry.rules import Outcome
from tests.builders.people import a_person
from tests.builders.registry import FAMILY, imported
from tests.cast import NOW, TODAY, Cast

HEAD_OF_HIS_OWN = FAMILY[2].replace("F1;FG;via del Collaudo 4", "F9;IS;via Altra 2")
HIS_WIFE = "Nuova;Ada;;02/02/2012;F;F9;MG;via Altra 2;01/02/2015;"
MOVED = (*FAMILY[:2], HEAD_OF_HIS_OWN)


def _page(cast: Cast, name: str) -> known.PersonPage:
    (row,) = known.search(cast["dario"].viewer, name)
    return known.person_page(cast["dario"].viewer, row.id, TODAY)


def _with(cast: Cast, name: str) -> list[set[str]]:
    """Return who is in each household of somebody."""
    return [{one.name for one in home.members} for home in _page(cast, name).households]


def test_who_left_the_household_is_not_put_back_by_the_third_file(app: Flask, cast: Cast) -> None:
    imported(cast["dario"])
    for _ in range(3):
        imported(cast["dario"], MOVED)
        assert _with(cast, "prelato leo") == []
        assert _with(cast, "prelato ugo") == [{"Prelato Ugo", "Sereni Ida"}]


def test_who_comes_to_live_with_her_does_not_enter_the_household_before(
    app: Flask, cast: Cast
) -> None:
    imported(cast["dario"])
    for _ in range(2):
        imported(cast["dario"], [*MOVED, HIS_WIFE])
        assert _with(cast, "prelato leo") == [{"Prelato Leo", "Nuova Ada"}]
        assert _with(cast, "sereni ida") == [{"Prelato Ugo", "Sereni Ida"}]


def test_a_family_that_only_changed_its_number_stays_where_it_is(app: Flask, cast: Cast) -> None:
    imported(cast["dario"])
    (before,) = _page(cast, "prelato ugo").households
    for _ in range(2):
        imported(cast["dario"], [row.replace(";F1;", ";G7;") for row in FAMILY])
        (home,) = _page(cast, "prelato ugo").households
        assert (home.id, len(home.members)) == (before.id, 3)


def test_two_who_leave_together_have_a_household_of_their_own(app: Flask, cast: Cast) -> None:
    imported(cast["dario"])
    left = (FAMILY[0], FAMILY[1].replace(";F1;MG;", ";F0;IS;"), FAMILY[2].replace(";F1;", ";F0;"))
    for _ in range(2):
        imported(cast["dario"], left)
        assert _with(cast, "sereni ida") == [{"Sereni Ida", "Prelato Leo"}]
        assert _with(cast, "prelato ugo") == [{"Prelato Ugo"}]


def test_the_office_wrote_more_people_together_than_the_registry_and_a_child_is_born(
    app: Flask, cast: Cast
) -> None:
    by = {"actor": cast["bruno"].viewer, "now": NOW}
    since = date(2020, 1, 1)
    ugo, ida, nonna = (
        a_person(cast["bruno"], surname, given, birth_known=BirthKnown.EXACT, birth_date=born)
        for surname, given, born in (
            ("Prelato", "Ugo", date(1970, 5, 3)),
            ("Sereni", "Ida", date(1972, 12, 11)),
            ("Anziani", "Pia", date(1940, 1, 1)),
        )
    )
    home = people.found_household(**by, person_id=ugo, label="Via del Collaudo", valid_from=since)
    for one in (ida, nonna):
        people.join_household(**by, household_id=home, person_id=one, valid_from=since)
    together = {"Prelato Ugo", "Sereni Ida", "Prelato Leo", "Anziani Pia"}
    alone = "Anziani;Pia;;01/01/1940;F;F2;IS;via del Collaudo 4;01/02/2015;"
    her_husband = "Anziani;Rino;;05/05/1938;M;F2;MR;via del Collaudo 4;01/02/2015;"
    for _ in range(2):
        imported(cast["dario"], [*FAMILY, alone, her_husband])
        assert _with(cast, "prelato ugo") == [together]
        assert _with(cast, "anziani pia") == [together]
        assert _with(cast, "anziani rino") == [{"Anziani Rino"}]


def test_whom_the_office_took_out_and_a_union_that_ended_stay_so(app: Flask, cast: Cast) -> None:
    imported(cast["dario"])
    page, by = _page(cast, "sereni ida"), {"actor": cast["bruno"].viewer, "now": NOW}
    tomorrow = TODAY + timedelta(days=1)
    people.leave_household(
        **by,
        person_id=page.id,
        member_id=next(one.id for one in page.households[0].members if one.person_id == page.id),
        ends_on=TODAY,
    )
    union = next(one for one in page.relations if one.name == "Prelato Ugo")
    people.end_relation(**by, person_id=page.id, relation_id=union.id, ends_on=tomorrow)
    rows = len(db.session.scalars(select(Relationship)).all())
    assert imported(cast["dario"]).counts == {Outcome.SAME: 3}
    assert _with(cast, "sereni ida") == []
    assert len(db.session.scalars(select(Relationship)).all()) == rows
