"""Walks through the program as somebody who presses every link she is shown."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import urldefrag, urlsplit
from zipfile import ZipFile

from flask import Flask
from werkzeug.test import TestResponse

from tests.support.client import OfficeClient

PER_ENDPOINT = 3  # the tenth person's page looks like the third


@dataclass(frozen=True)
class Visit:
    """One page that was opened."""

    address: str
    endpoint: str
    response: TestResponse

    @cached_property
    def outline(self) -> "Outline":
        """What the page is made of, read once."""
        return Outline(self.response.text)


class Outline(HTMLParser):
    """What a page is made of: links, headings, title, and its skeleton of tags and classes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.posts: list[str] = []
        self.headings: list[str] = []
        self.title = ""
        self.skeleton: set[tuple[str, str, str]] = set()
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = dict(attrs)
        self.skeleton.add((tag, a.get("role") or "", a.get("class") or ""))
        self._inside = tag
        if tag == "a" and a.get("href"):
            self.links.append(str(a["href"]))
        elif tag == "form" and (a.get("method") or "").lower() == "post":
            self.posts.append(a.get("action") or "")
        elif tag == "h1":
            self.headings.append("")

    def handle_data(self, data: str) -> None:
        if self._inside == "title":
            self.title += data
        elif self._inside == "h1" and self.headings:
            self.headings[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""


def words_of(response: TestResponse) -> str:
    """The words of an answer, also of a sheet, which is a folder of them."""
    if response.data[:2] != b"PK":
        return response.get_data(as_text=True)
    sheet = ZipFile(BytesIO(response.data))
    return " ".join(sheet.read(name).decode("utf-8", "replace") for name in sheet.namelist())


def crawl(app: Flask, client: OfficeClient, *starts: str) -> Iterator[Visit]:
    """Yield every page reachable from `starts` and from the page of today, a few of each kind."""
    router = app.create_url_adapter(None) or app.url_map.bind("localhost")
    waiting = deque([*starts, "/today"])
    seen, times = {*waiting}, Counter[str]()
    while waiting:
        address = waiting.popleft()
        endpoint, _ = router.match(urlsplit(address).path, method="GET")
        times[endpoint] += 1
        if times[endpoint] > PER_ENDPOINT or endpoint == "static":
            continue
        response = client.get(address)
        visit = Visit(address, endpoint, response)
        yield visit
        if response.mimetype != "text/html" or response.status_code != 200:
            continue
        for link in visit.outline.links:
            plain = urldefrag(link).url
            if plain.startswith("/") and plain not in seen and not plain.startswith("/static/"):
                seen.add(plain)
                waiting.append(plain)
