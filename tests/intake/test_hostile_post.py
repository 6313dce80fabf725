"""Every hostile message dropped in: nothing runs, nothing is lost, nothing reaches the front office."""

import re
from html import unescape
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import stream_encode_multipart

from app.documents.rules.files import LONGEST_NAME
from app.intake import queries
from app.kernel.references import ReferralId
from tests.builders.hostile_post import CANARY, MESSAGES
from tests.cast import NOW, Cast
from tests.support.client import Forms, OfficeClient

_RUNS = ("<script>alert", "<svg onload", " onclick=", "javascript:alert", "http-equiv=refresh")
_UNSEEN = ("\x00", "\x1b", "\u202e")


def _dropped(client: OfficeClient, content: bytes) -> Any:
    page = "/referrals/from-mail"
    form = next(one for one in Forms(client.get(page).text).found if "file" in one.names)
    data = {**form.values, "file": FileStorage(BytesIO(content), "posta.eml")}
    body, _, edge = stream_encode_multipart(data, use_tempfile=False)
    return client.post(page, data=body.read(), content_type=f"multipart/form-data; boundary={edge}")


def _shown(client: OfficeClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert [one for one in (*_RUNS, *_UNSEEN) if one in answer.text] == [], address
    assert not {"X-Altro", "Bcc"} & {*answer.headers.keys()}, address
    return answer.text


@pytest.mark.parametrize("what", MESSAGES)
def test_it_is_read_as_words_kept_whole_and_told_to_nobody_else(
    app: Flask, client: OfficeClient, cast: Cast, what: str
) -> None:
    content = MESSAGES[what]()
    gino = client.enter(cast["gino"])
    there = _dropped(gino, content)
    assert there.status_code == 303, unescape(re.sub(r"<[^>]+>", " ", there.text))[-400:]
    mail = there.location.rpartition("/")[2]
    _shown(gino, there.location)
    page = f"/referrals/new?mail={mail}&take=1"
    values = max(Forms(_shown(gino, page)).found, key=lambda one: len(one.names)).values
    assert CANARY in values["story"], "what was written is not lost"
    saved = gino.post(page, data={**values, "source": "neighbour", "person": "unknown"})
    assert saved.status_code == 303, unescape(re.sub(r"<[^>]+>", " ", saved.text))[-400:]
    assert CANARY in _shown(gino, saved.location)
    referral = ReferralId(UUID(saved.location.rpartition("/")[2]))
    kept = [_handed_back(gino, saved.location, one) for one in _papers(cast, referral)]
    assert content in kept, "the message itself, byte by byte"
    front: Any = app.test_client()
    anna: OfficeClient = front.enter(cast["anna"])
    for address in (saved.location, there.location, f"{saved.location}/files"):
        assert anna.get(address).status_code in (403, 404), address
    for address in ("/today", "/agenda", "/messages", "/messages/taken"):
        assert CANARY not in anna.get(address).text, address


def _papers(cast: Cast, referral: ReferralId) -> list[Any]:
    papers = queries.papers_of(cast["gino"].viewer, referral, NOW)
    for one in papers:
        assert len(one.file.name) <= LONGEST_NAME
        assert not re.search(r"[/\\\x00-\x1f\u202e]", one.file.name), one.file.name
        assert not one.file.name.endswith((".exe", ".html")), one.file.name
    return [one.id for one in papers]


def _handed_back(client: OfficeClient, address: str, paper: UUID) -> bytes:
    """Return what is handed over: never opened here, never as a page."""
    got = client.get(f"{address}/files/{paper}")
    assert got.status_code == 200
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.mimetype not in ("text/html", "image/svg+xml")
    assert "X-Altro" not in got.headers
    return got.data
