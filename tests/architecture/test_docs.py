"""The printed pages are as fresh as the code."""

from flask import Flask

from app.docs.cli import pages, stale


def test_no_printed_page_is_stale(app: Flask) -> None:
    assert stale(app) == [], "run make docs"


def test_pages_are_printed_the_same_way_every_time(app: Flask) -> None:
    assert pages(app) == pages(app)
