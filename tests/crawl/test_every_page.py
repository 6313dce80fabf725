"""Every page, with the eyes of every member of the cast."""

import gzip
import logging
import re

import pytest
from flask import Flask

from app.people import queries
from tests.builders.emergencies import an_emergency, an_urgent_call
from tests.builders.placements import SECRETS, a_placement, placement_page
from tests.builders.protected import SURNAME, TAX_CODE, TRACES, sealed
from tests.builders.world import CANARIES, World
from tests.cast import NAMES, Cast
from tests.support.client import OfficeClient
from tests.support.crawling import Visit, crawl, words_of
from tests.support.rows import changed, rows

# Walking every page of the office takes minutes on a busy machine.
pytestmark = [pytest.mark.world, pytest.mark.timeout(420)]
LARGEST = 60 * 1024  # of a page after the first, compressed
FOLLOWING = ("bruno", "dario")  # who follows the one under seal, and who sealed her case
BLIND = ("anna", "elena", "franca", "piera", "rosa", "sofia", "teo", "zeno")


@pytest.mark.parametrize("who", NAMES)
def test_every_page_is_whole_and_tells_nobody_more_than_she_may_read(
    app: Flask, cast: Cast, world: World, who: str, caplog: pytest.LogCaptureFixture
) -> None:
    """One walk for everything a page must be and must not tell: walking is what takes the time.

    Where somebody is hidden is on no page; whoever is under seal is on those of who follows her;
    and whatever is opened, asked for its head or its methods, nothing is written.
    """
    caplog.set_level(logging.DEBUG)
    placed = placement_page(cast, "dario", a_placement(cast)[0])
    hers = sealed(cast)
    measure, call = an_emergency(cast["bruno"]), an_urgent_call(cast["bruno"])
    client: OfficeClient = app.test_client()
    client.enter(cast[who])
    unlinked = (
        f"/people/{world.mother}", f"/people/{world.child}", f"/people/{hers.person_id}",
        f"/placements/{placed.id}", f"/emergencies/{measure}", f"/urgent-calls/{call}",
        f"/service-requests/{placed.request_id}", f"/cases/{placed.case_id}",
    )  # fmt: skip
    before = rows()
    visits = [*crawl(app, client, *unlinked)]
    for address in {visit.endpoint: visit.address for visit in visits}.values():
        client.head(address)
        client.options(address)
    assert changed(before) == set()
    for visit in visits:
        if visit.address in unlinked and visit.response.status_code in (403, 404):
            continue  # out of this person's duties
        assert visit.response.status_code == 200, visit.address
        if visit.response.mimetype == "text/html":
            _check_page(visit)
    _check_secrets(visits, SECRETS if who in FOLLOWING else (*SECRETS, *TRACES))
    assert not any(secret in caplog.text for secret in SECRETS)
    if who in BLIND:
        _check_nothing_is_told(client, visits)
    if who == "bruno":  # the opposite: it shows that the canaries are where we think
        text = " ".join(visit.response.text for visit in visits)
        assert [canary for canary in (*CANARIES, SURNAME, TAX_CODE) if canary not in text] == []


def _check_secrets(visits: list[Visit], secrets: tuple[str, ...]) -> None:
    told = {
        (visit.address, secret)
        for visit in visits
        for secret in secrets
        if secret.lower() in words_of(visit.response).lower()
    }
    assert told == set()


def _check_page(visit: Visit) -> None:
    assert len(gzip.compress(visit.response.data)) < LARGEST, visit.address
    text, outline = visit.response.text, visit.outline
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
