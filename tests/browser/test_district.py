"""The nine Comuni in a real browser: readable by everybody, and on a telephone."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page

from app.db import db
from tests.browser.test_accessibility import _overflow, _violations
from tests.builders.district import some_district
from tests.cast import Cast

pytestmark = pytest.mark.browser
PAGES = ("/district", "/district/services/cdd", "/resources", "/conventions")


@pytest.mark.timeout(180)
@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_have_no_violation_and_fit_the_screen(
    own_app: Flask,
    cast: Cast,
    open_page: Callable[..., Page],
    picture: Callable[[Page, str], None],
    width: int,
) -> None:
    some_district(cast)
    db.session.rollback()
    for path in PAGES:
        page = open_page(path, "piera", width=width)
        assert _violations(page) == [], path
        assert _overflow(page) <= 0, path
        picture(page, path.rpartition("/")[2])
