"""The menu: what is done every day in sight, the rest under headings, the same at any width."""

from html import unescape
from itertools import pairwise

import pytest

from app.features.navigation import NAVIGATION
from tests.cast import Cast
from tests.support.client import OfficeClient
from tests.web.markup import Elements

_HEADINGS = list(dict.fromkeys(item.group for item in NAVIGATION if item.group))


def _folded(text: str, inside: str) -> Elements:
    """Return what is folded in one of the two menus, of which each width shows one."""
    part = unescape(text).split(f'<nav class="{inside}"')[1].split("</nav>")[0]
    return Elements(part[part.index("<details") :])


def test_the_entries_of_a_heading_stand_together() -> None:
    folded = [item.group for item in NAVIGATION if item.group]
    assert len(_HEADINGS) == 1 + sum(one != next_ for one, next_ in pairwise(folded))


@pytest.mark.parametrize("menu", ["menu-panel", "site-navigation"])
@pytest.mark.parametrize("who", ["anna", "bruno", "dario", "elena", "franca", "piera"])
def test_each_sees_the_headings_that_have_something_for_her(
    client: OfficeClient, cast: Cast, who: str, menu: str
) -> None:
    may = [item for item in NAVIGATION if item.group and cast[who].viewer.may(item.permission)]
    client.enter(cast[who])
    folded = _folded(client.get("/today").text, menu)
    headings = [heading["text"] for heading in folded.all("p")]
    assert headings == [
        heading for heading in _HEADINGS if any(item.group == heading for item in may)
    ]
    assert [one["aria-label"] for one in folded.all("ul")] == headings
    listed = "".join(one["text"] for one in folded.all("ul"))
    assert all(item.label in listed for item in may)


def test_where_the_page_stands_is_in_sight_and_the_rest_stays_folded(
    client: OfficeClient, cast: Cast
) -> None:
    client.enter(cast["dario"])
    for address, here in (("/rota", ["Turni"]), ("/today", ["Oggi"])):
        text = unescape(client.get(address).text)
        menu = Elements(text.split('<nav class="site-navigation"')[1].split("</nav>")[0])
        assert [one["text"].strip() for one in menu.all("a", aria_current="page")] == here
        assert "open" not in menu.one("details")
