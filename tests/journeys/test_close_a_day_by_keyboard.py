"""The supervisor closes a day with people booked, by keyboard: six interactions at most."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from app.appointments import queries
from app.organisations.queries import sites
from app.organisations.rules import OpeningKind
from app.rota import operations as rota
from app.rota.rules import Hours
from tests.builders.appointments import WEDNESDAY, engagement_of
from tests.cast import NOW, Cast
from tests.support.keyboard import within

pytestmark = pytest.mark.browser
DAY, NEXT = timedelta(days=1), WEDNESDAY + timedelta(weeks=1)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_day_is_closed_and_everybody_moved(
    cast: Cast, open_page: Callable[..., Page], picture: Callable[[Page, str], None], width: int
) -> None:
    viewer = cast["dario"].viewer
    site = next(one for one in sites(viewer) if one.name == "Dependance")
    rota.add_shift(
        actor=viewer,
        now=NOW,
        engagement_id=engagement_of(cast["bruno"]),
        site_id=site.id,
        kind=OpeningKind.APPOINTMENTS,
        day=NEXT,
        hours=Hours(510, 750),
    )
    page = open_page("/closures/new", "dario", width=width)
    with within(page, "T22", 6, None) as hands:
        hands.reach(page.get_by_label("Chiuso dal"))
        hands.write(f"{WEDNESDAY:%d/%m/%Y}")
        hands.reach(page.get_by_label("Perché"))
        hands.write("Guasto")
        hands.press("Control+Enter")
        expect(page.get_by_role("main")).to_contain_text("Persone già prenotate: 3")
        picture(page, f"hit-{width}")
        hands.reach(page.get_by_label("Mossa"))
        hands.press("End")  # she will be decided later
        hands.press("Control+Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("chi avvisare")
    picture(page, f"people-{width}")
    here = queries.of_days(viewer, WEDNESDAY, WEDNESDAY + DAY, NOW, everything=False)
    there = queries.of_days(viewer, NEXT, NEXT + DAY, NOW, everything=False)
    assert [row.person for row in here] == ["Mossa Ada"]
    assert [row.person for row in there] == ["Diop Awa", "Attesa Ada"]
