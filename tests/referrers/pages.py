"""The pages of a report from outside, as a browser walks through them."""

import re
from typing import Any

from sqlalchemy import select
from werkzeug.test import TestResponse

from app.db import db
from app.intake.models import Referral
from tests.builders.referrers import TYPED
from tests.support.client import OfficeClient


def opened(client: OfficeClient, token: str) -> None:
    """Open a link as whoever received it."""
    answer = client.get(f"/report/{token}")
    assert answer.status_code == 303
    assert answer.location == "/report"


def sent(client: OfficeClient, page: str = "/report", **typed: Any) -> TestResponse:
    return client.submit(page, {**TYPED, **typed})


def referral() -> Referral:
    return db.session.scalars(select(Referral)).one()


def plain(text: str) -> str:
    """A page without what changes at every request."""
    text = re.sub(r'(value|nonce|content|data-\w+)="[^"]*"', "", text)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", text)
