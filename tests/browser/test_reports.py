"""The caseload report in a real browser: readable by everybody, on a telephone and on paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import _overflow, _violations

pytestmark = pytest.mark.browser
LIST = "/reports/caseload/list?table=start_from_request&row=everybody&column=lines"


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "path", ["/reports/caseload", LIST, f"{LIST}&names=yes"], ids=["page", "list", "names"]
)
@pytest.mark.parametrize("width", [1280, 360])
def test_the_report_has_no_violation_and_fits_the_screen(
    open_page: Callable[..., Page], picture: Callable[[Page, str], None], path: str, width: int
) -> None:
    page = open_page(path, "dario", width=width)
    assert _violations(page) == []
    assert _overflow(page) <= 0
    picture(page, "shown")


@pytest.mark.timeout(120)
def test_without_a_script_a_number_opens_its_list(
    open_page: Callable[..., Page], picture: Callable[[Page, str], None]
) -> None:
    page = open_page("/reports/caseload", "dario", java_script_enabled=False)
    page.fill("#on", "22/11/2026")
    page.click("text=Applica")
    expect(page.locator("main")).to_contain_text("domenica 22 novembre 2026")
    page.click("section[aria-labelledby=figure-R1] td a >> nth=0")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.emulate_media(media="print")
    picture(page, "paper")
