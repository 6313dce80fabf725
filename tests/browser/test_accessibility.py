"""axe on every distinct page skeleton; no page wider than a telephone."""

from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from flask import Flask
from playwright.sync_api import Page

from tests.builders.world import World
from tests.cast import Cast
from tests.support.client import OfficeClient
from tests.support.crawling import Visit, crawl

pytestmark = pytest.mark.browser
WHO = ("bruno", "anna", "elena")
# Describing what passes, and bringing it here, would take four fifths of the time.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def _distinct(app: Flask, cast: Cast, who: str, world: World) -> list[Visit]:
    """Return one visit for each set of tags, roles and classes that is no part of another one."""
    client: OfficeClient = app.test_client()
    client.enter(cast[who])
    found: dict[frozenset[tuple[str, str, str]], Visit] = {}
    for visit in crawl(app, client, f"/people/{world.mother}"):
        if visit.response.mimetype == "text/html":
            found.setdefault(frozenset(visit.outline.skeleton), visit)
    return [visit for parts, visit in found.items() if not any(parts < other for other in found)]


def _open(page: Page, url: str, visit: Visit) -> None:
    """Show what the walk was answered: asking for it again would take longer than reading it."""
    answer = visit.response
    page.route(
        url,
        lambda route: route.fulfill(
            status=answer.status_code, headers=dict(answer.headers), body=answer.data
        ),
        times=1,
    )
    page.goto(url)


def _violations(page: Page) -> list[str]:
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("rules => axe.run(rules).then(told => told.violations)", RULES)
    return [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in found
        for node in violation["nodes"]
    ]


def _overflow(page: Page) -> int:
    return int(page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth"))


@pytest.mark.timeout(600)
@pytest.mark.parametrize("who", WHO)
def test_no_page_has_a_violation_or_is_wider_than_the_screen(
    own_app: Flask, cast: Cast, world: World, open_page: Callable[..., Page], address: str, who: str
) -> None:
    page, wrong = open_page("/today", who), []
    for visit in _distinct(own_app, cast, who, world):
        page.set_viewport_size({"width": 1280, "height": 900})
        _open(page, address + visit.address, visit)
        wrong += [(visit.address, violation) for violation in _violations(page)]
        for width in (640, 360):  # twice as large on a desk, and a telephone
            page.set_viewport_size({"width": width, "height": 740})
            if _overflow(page) > 0:
                wrong.append((visit.address, f"wider than {width}"))
    assert wrong == []


def test_signing_in_has_no_violation(open_page: Callable[..., Page]) -> None:
    page = open_page("/sign-in", None)
    assert _violations(page) == []


def test_a_form_to_mend_has_no_violation_and_takes_the_focus_to_its_summary(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/people/new")
    page.get_by_role("button", name="Registra la persona").click()
    page.get_by_role("alert").wait_for()
    assert page.title().startswith("Errore: ")
    assert page.evaluate("() => document.activeElement.className") == "error-summary"
    assert _violations(page) == []


def test_people_found_have_no_violation(open_page: Callable[..., Page]) -> None:
    page = open_page("/people")
    page.get_by_label("Cognome e nome, telefono o codice fiscale").fill("diop")
    page.get_by_role("heading", name="2 persone trovate").wait_for()
    assert _violations(page) == []


WIDE = {"triage": "/referrals/to-assign", "report": "/reports/caseload"}


@pytest.mark.parametrize("path", WIDE.values(), ids=WIDE)
def test_on_a_telephone_a_wide_table_is_read_row_by_row(
    open_page: Callable[..., Page], picture: Callable[[Page, str], None], path: str
) -> None:
    page = open_page(path, "dario", width=360)
    places = page.locator(".table-scroll").all()
    assert places
    for place in places:
        assert place.evaluate("one => one.scrollWidth <= one.clientWidth")
    picture(page, "table")
    assert _violations(page) == []
