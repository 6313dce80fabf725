"""Journeys share the browser of tests/browser and leave a picture of every step."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import (  # noqa: F401
    _real_seconds,
    address,
    browser,
    open_page,
    world,
)


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Keep a picture of the page, if somebody asked for pictures (`make journeys`)."""
    folder = os.environ.get("SCREENSHOTS")

    def keep(page: Page, name: str) -> None:
        if folder:
            path = Path(folder) / f"{request.node.name}-{name}.png"
            page.screenshot(path=path, full_page=True)

    return keep
