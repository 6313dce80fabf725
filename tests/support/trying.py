"""One form tried again and again in a furnished office, each press undone before the next."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import Connection
from werkzeug.test import TestResponse

from app.db import db
from tests.builders.referrers import a_link
from tests.cast import Cast
from tests.support.client import Form, Forms, OfficeClient
from tests.support.databases import ENGINE
from tests.support.filling import CARRIED, Filled
from tests.support.form_addresses import FormAddress, places
from tests.support.hostile import body

_TURNS = 9  # presses to find what each field takes
_LOOKS = 80  # pages to look for the form
_FORMS = 1 if ENGINE == "postgresql" else 2  # forms to fill in, looking for one that is taken
# Forms that stand on a page which is not the one they are sent to: whose page shows them.
STANDS_ON = {
    "accounts.disengage": "/staff/{account_id}",
    "accounts.engage": "/staff/{account_id}",
    "accounts.enter": "/sign-in",
    "desk.booking_when": "/booking",
    "desk.booking_who": "/booking",
    "desk.conclude": "/desk",
    "desk.keep_draft": "/desk/visits/new",
    "home.keep_draft": "/cases/{subject}/diary/new",
    "intake.explain_path": "/referrals/{referral_id}/path/{code}",
    "people.doubles": "/people/new",
    "people.start": "/people",
}


@dataclass(frozen=True)
class Furnished:
    """The office of these tests and the connection on which everything happens."""

    app: Flask
    cast: Cast
    connection: Connection
    link: str  # by which somebody sets her first password

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Undo one press."""
        db.session.remove()
        point = self.connection.begin_nested()
        try:
            yield
        finally:
            db.session.remove()
            point.rollback()


class Trial:
    """One form, somebody who may fill it in, and the place where she does."""

    def __init__(self, office: Furnished, address: FormAddress) -> None:
        """Find where the form is taken, else where it is shown; one nobody opens fails the test."""
        self.office = office
        self.address = address
        self.done = False
        for place in islice(self._forms(), _FORMS):
            done, filled = self._filled(*place)
            if done or not hasattr(self, "filled"):
                self.client, self.at, self.filled, self.done = *place[:2], filled, done
            if done:
                break
        assert hasattr(self, "filled"), f"nobody finds {address} in the world of the tests"

    def _forms(self) -> Iterator[tuple[OfficeClient, str, Form]]:
        doors: dict[str, OfficeClient] = {}
        office = self.office
        for who, at in islice(self._places(), _LOOKS):
            if who not in doors:
                doors[who] = office.app.test_client()
                if self.address.rule.endpoint not in ("accounts.enter", "accounts.first_access"):
                    doors[who].enter(office.cast[who])
                if self.address.rule.endpoint == "referrers.by_link":
                    doors[who].get(f"/report/{a_link(office.cast)}")
            form = self._form(doors[who], at)
            if form is not None:
                yield doors[who], at, form

    def _places(self) -> Iterator[tuple[str, str]]:
        office = self.office
        for who, at in places(office.app, office.cast, self.address):
            yield who, at.replace("one-use-link", office.link)

    def _form(self, client: OfficeClient, at: str) -> Form | None:
        """Return the form as its page shows it, None where this person does not see it."""
        page = self._page(at)
        if page is None:
            return self._bare(client, at)
        shown = client.get(page)
        return form_for(at, page, shown.text) if shown.status_code == 200 else None

    def _page(self, at: str) -> str | None:
        if self.address.shown:
            return at
        stands_on = STANDS_ON.get(self.address.rule.endpoint)
        if stands_on is None:
            return None
        builder = self.office.app.url_map.bind("localhost")
        _, values = builder.match(urlsplit(at).path, method="POST")
        return stands_on.format(**values)

    def _bare(self, client: OfficeClient, at: str) -> Form | None:
        """Return a form of nothing but the press, if the press means something there."""
        token = next(form for form in Forms(client.get("/profile").text).found if form.values)
        form = Form(at, "post")
        carried = (token.values["csrf_token"], "one", "1")
        form.values = dict(zip(CARRIED, carried, strict=True))
        form.kinds = dict.fromkeys(form.values, "hidden")
        with self.office.undone():
            status = send(client, at, body(form.values)).status_code
        return None if status in (403, 404) else form

    def _filled(self, client: OfficeClient, at: str, form: Form) -> tuple[bool, Filled]:
        """Press until the form has nothing to say against what a field holds; say if it is done."""
        filled = Filled.first(form)
        for _ in range(_TURNS):
            with self.office.undone():
                answer = send(client, at, body(filled.typed))
            shown = form_for(at, at, answer.text) if answer.status_code == 422 else None
            better = filled.mended(shown.wrong) if shown else None
            if better is None:
                break
            filled = better
        return answer.status_code < 400, filled


def form_for(at: str, page: str, text: str) -> Form | None:
    """Return the form of a page that is sent to `at`; on a page that is all one form, that one."""
    posting = [form for form in Forms(text).found if form.method == "post"]
    own = [form for form in posting if form.action == at or (at == page and not form.action)]
    others = [form for form in posting if at != page and len(form.names) > 2]
    return max(own or others, key=lambda form: len(form.names), default=None)


def send(client: OfficeClient, at: str, data: str | dict[str, Any]) -> TestResponse:
    """Post a form, byte by byte, or its parts where it carries files."""
    kind = "multipart/form-data" if isinstance(data, dict) else "application/x-www-form-urlencoded"
    return client.post(at, data=data, content_type=kind)
