"""Every page, with the eyes of every member of the cast."""

import re

import pytest
from flask import Flask

from app.people import queries
from tests.builders.world import CANARIES, World
from tests.cast import NAMES, Cast
from tests.support.client import OfficeClient
from tests.support.crawling import Outline, Visit, crawl

pytestmark = pytest.mark.world
BLIND = ("anna", "elena", "franca", "piera", "rosa", "sofia", "teo", "zeno")


@pytest.mark.parametrize("who", NAMES)
def test_every_page_is_whole_and_tells_nobody_more_than_she_may_read(
    app: Flask, cast: Cast, world: World, who: str
) -> None:
    client: OfficeClient = app.test_client()
    client.enter(cast[who])
    visits = [*crawl(app, client, f"/people/{world.mother}", f"/people/{world.child}")]
    for visit in visits:
        if "/people/" in visit.address and visit.response.status_code in (403, 404):
            continue  # the two pages nobody linked: out of this person's duties
        assert visit.response.status_code == 200, visit.address
        if visit.response.mimetype == "text/html":
            _check_page(visit)
    if who in BLIND:
        _check_nothing_is_told(client, visits)
    if who == "bruno":  # the opposite: it shows that the canaries are where we think
        text = " ".join(visit.response.text for visit in visits)
        assert [canary for canary in CANARIES if canary not in text] == []


def _check_page(visit: Visit) -> None:
    text, outline = visit.response.text, Outline(visit.response.text)
    assert '<html lang="it"' in text, visit.address
    assert len(outline.headings) == 1, (visit.address, outline.headings)
    assert re.search(r"\S+.* — Sportello sociale", outline.title), (visit.address, outline.title)
    assert " style=" not in text, visit.address
    assert "<script>" not in text, visit.address
    assert not re.search(r"\son[a-z]+=", text), visit.address


def _check_nothing_is_told(client: OfficeClient, visits: list[Visit]) -> None:
    searched = [
        client.submit("/people", {"text": text}).text
        for text in ("diop", "0003331234", *CANARIES)
        if client.get("/people").status_code == 200
    ]
    for answer in [*(visit.response.text for visit in visits), *searched]:
        shown = answer.replace("value=", "")
        for canary in CANARIES:
            assert canary not in _without_what_was_typed(shown, canary), canary


def _without_what_was_typed(answer: str, canary: str) -> str:
    """Forget the search field and sentence that repeat what she herself typed."""
    typed = re.findall(r'<input[^>]*name="text"[^>]*>|<[^>]*data-typed[^>]*>[^<]*<', answer)
    for piece in typed:
        answer = answer.replace(piece, "")
    return answer


def test_the_front_office_finds_by_a_name_it_cannot_read(app: Flask, cast: Cast) -> None:
    assert queries.search(cast["anna"].viewer, CANARIES[0])
