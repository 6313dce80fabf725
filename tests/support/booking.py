"""The booking page as the tests read and press it, with plain posts."""

import re
from html import unescape
from typing import Any

from werkzeug.test import TestResponse

from tests.support.client import Forms, OfficeClient

PAGE = "/booking"


def radios(text: str, name: str) -> list[str]:
    """Return the values of the radios called `name`, in the order of the page."""
    tags = re.findall(r"<input[^>]*>", text)
    return [
        unescape(found[1])
        for tag in tags
        if 'type="radio"' in tag and f'name="{name}"' in tag
        if (found := re.search(r'value="([^"]*)"', tag))
    ]


def press(client: OfficeClient, button: str = "", **typed: Any) -> TestResponse:
    """Open the page, type, press: what a browser without a script does."""
    shown = client.post(PAGE, data={**form_of(client.get(PAGE).text), **typed, "search": "1"})
    assert shown.status_code == 200, shown.status_code
    pressed = {button: "1"} if button else {}
    return client.post(PAGE, data={**form_of(shown.text), **typed, **pressed})


def form_of(text: str) -> dict[str, Any]:
    """Return what the form of the page would send as it stands."""
    return next(form for form in Forms(text).found if form.action == PAGE).values


def found(client: OfficeClient, text: str) -> str:
    """Return the page after a search."""
    return client.submit(PAGE, {"text": text, "search": "1"}).text
