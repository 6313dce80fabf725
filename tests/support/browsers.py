"""A real Chromium against a real server on this machine: fixtures for tests/browser and journeys."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import make_server

from tests.cast import Cast, open_door
from tests.provision.chromium import require

# A machine at work on other things answers late: what is late is not wrong.
expect.set_options(timeout=20_000)

_EARLY = """
window.refusals = [];
document.addEventListener("securitypolicyviolation", e => window.refusals.push(e.violatedDirective));
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole worker."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(require()))
        yield chromium
        chromium.close()


@pytest.fixture
def address(own_app: Flask) -> Iterator[str]:
    """The address of a running server over a database of its own, with the real clock's hours."""
    server = make_server("127.0.0.1", 0, own_app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture
def open_page(browser: Browser, address: str, cast: Cast) -> Iterator[Callable[..., Page]]:
    """Open a page as one of the cast; violations and console errors fail the test at the end."""
    contexts, faults = [], []

    def go(path: str, who: str | None = "bruno", *, width: int = 1280, **options: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            locale="it-IT",
            timezone_id="Europe/Rome",
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        if who is not None:
            context.add_cookies(
                [{"name": "sportello", "value": open_door(cast[who]), "url": address}]
            )
        if options.get("java_script_enabled", True):
            context.add_init_script(_EARLY)
        page = context.new_page()
        page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(address + path)
        return page

    yield go
    for context in contexts:
        for page in context.pages:
            if "refusals" in page.content():
                faults += page.evaluate("window.refusals")
        context.close()
    answers = ("403", "409", "422")  # pages of ours that say no: the browser calls them errors
    ours = [fault for fault in faults if not any(f"status of {a}" in fault for a in answers)]
    assert ours == []


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Keep a picture of the page, if somebody asked for pictures (`make journeys`)."""
    folder = os.environ.get("SCREENSHOTS")

    def keep(page: Page, name: str) -> None:
        if folder:
            path = Path(folder) / f"{request.node.name}-{name}.png"
            page.screenshot(path=path, full_page=True)

    return keep
