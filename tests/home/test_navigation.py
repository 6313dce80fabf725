"""The menu: what is done every day in sight, the rest under headings, the same at any width."""

from html import unescape
from itertools import pairwise

import pytest

from app.features.navigation import NAVIGATION
from tests.cast import Cast
from tests.support.client import OfficeClient
from tests.web.markup import Elements

_HEADINGS = list(dict.fromkeys(item.group for item in NAVIGATION if item.group))


def _groups(text: str, inside: str) -> list[dict[str, str]]:
    """Return the groups of one of the two menus, of which each width shows one."""
    part = unescape(text).split(f'<nav class="{inside}"')[1].split("</nav>")[0]
    return Elements(part).all("details", **{"class": "nav-more"})


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
    groups = _groups(client.get("/today").text, menu)
    assert [group["text"].split("\n")[1].strip() for group in groups] == [
        heading for heading in _HEADINGS if any(item.group == heading for item in may)
    ]
    assert all(item.label in "".join(group["text"] for group in groups) for item in may)


def test_the_group_where_the_page_stands_is_open_and_few_entries_are_never_folded(
    client: OfficeClient, cast: Cast
) -> None:
    client.enter(cast["dario"])
    groups = _groups(client.get("/rota").text, "site-navigation")
    assert [group["text"].split("\n")[1].strip() for group in groups if "open" in group] == [
        "Chi lavora in ufficio"
    ]
    client.enter(cast["anna"])
    assert all("open" in one for one in _groups(client.get("/today").text, "menu-panel"))
