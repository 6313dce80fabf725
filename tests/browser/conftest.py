"""A real Chromium against a real server on this machine."""

from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from app.kernel import clock
from tests.builders.world import World, a_world
from tests.cast import Cast, open_door
from tests.provision.chromium import require

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
def world(own_app: Flask, cast: Cast) -> World:
    """A family in the archive of the office that the browser opens."""
    return a_world(cast)


@pytest.fixture
def address(own_app: Flask, world: World) -> Iterator[str]:
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
    ours = [fault for fault in faults if "422" not in fault and "409" not in fault]
    assert ours == []


@pytest.fixture(autouse=True)
def _real_seconds() -> Iterator[None]:
    """Requests come from other threads: all read the same fixed instant of the test."""
    yield
    clock.set_source(None)
