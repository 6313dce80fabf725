"""The people of the office, each at her own keyboard, pressing what the pages offer."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from flask import Flask

from tests.cast import Cast
from tests.support.client import OfficeClient
from tests.support.read_back import read_back


class Office:
    """A browser for each of the cast who takes part."""

    def __init__(self, app: Flask, cast: Cast) -> None:
        """Nobody has signed in yet."""
        self._app, self._cast, self._browsers = app, cast, dict[str, OfficeClient]()

    def __getitem__(self, who: str) -> OfficeClient:
        """Return the browser of one of the cast."""
        if who not in self._browsers:
            client: Any = self._app.test_client()
            self._browsers[who] = client.enter(self._cast[who])
        return self._browsers[who]


def pressed(browser: OfficeClient, page: str, told: Mapping[str, Any], action: str = "") -> str:
    """Fill in a form that must succeed; return where it leads, a page that opens."""
    answer = browser.submit(page, told, action or None)
    if answer.status_code == 200:  # what a court or a hospital wrote is read again first
        answer = read_back(browser, answer)
    assert answer.status_code == 303, (page, re.findall(r'id="[^"]*error">(.*?)</p>', answer.text))
    location: str = answer.location
    assert browser.get(location).status_code == 200, location
    return location


def offered(text: str, words: str) -> str:
    """Return the address behind some words of the page: a link, or the press of a form."""
    links = re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', text, re.S)
    presses = re.findall(r'<form [^>]*action="([^"]+)" class="action">(.*?)</form>', text, re.S)
    found = [address for address, inside in [*links, *presses] if words in plain(inside)]
    assert found, f"the page does not offer «{words}»"
    return unescape(found[-1])


def plain(text: str) -> str:
    """Return the words of a page, or of a piece of it, as they are read."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", text)).split())
