"""A client that uses the pages as a person does: it opens the form, fills it in, presses."""

from collections.abc import Mapping
from contextvars import Context
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db import db
from tests.cast import Member, open_door


class OfficeClient(FlaskClient):
    """One browser. Each request lives in a context of its own, as it does behind a real server.

    Savepoints nest: the test's own reading is put away before each request.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request."""
        db.session.rollback()
        return Context().run(super().open, *args, **kwargs)

    def enter(self, member: Member) -> "OfficeClient":
        """Sign in as one of the cast."""
        self.set_cookie("sportello", open_door(member))
        return self

    def submit(
        self,
        page: str,
        data: Mapping[str, Any] | None = None,
        action: str | None = None,
        **kwargs: Any,
    ) -> TestResponse:
        """Open `page`, fill in the form that posts to `action` (default: the page) and send it.

        What is in `data` replaces what the form holds; everything else goes as it was shown.
        """
        host = {"base_url": kwargs["base_url"]} if "base_url" in kwargs else {}
        shown = self.get(page, **host)
        assert shown.status_code == 200, f"{page} answered {shown.status_code}"
        forms = Forms(shown.text)
        wanted = action or page
        form = next((form for form in forms.found if form.action in (wanted, "")), None)
        assert form is not None, f"no form posts to {wanted}: {[f.action for f in forms.found]}"
        return self.post(wanted, data={**form.values, **(data or {})}, **kwargs)


class Form:
    """The fields of one form as the page shows them."""

    def __init__(self, action: str, method: str) -> None:
        self.action = action
        self.method = method
        self.values: dict[str, Any] = {}
        self.names: list[str] = []
        self.kinds: dict[str, str] = {}  # text, hidden, radio, select, textarea…
        self.options: dict[str, list[str]] = {}  # what may be chosen
        self.wrong: set[str] = set()  # the fields marked as to be mended
        self.needed: set[str] = set()  # those that must be filled in


class Forms(HTMLParser):
    """Every form of a page, with the values a browser would send."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._form: Form | None = None
        self._select: str | None = None
        self._textarea: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = dict(attrs)
        if tag == "form":
            self._form = Form(a.get("action") or "", (a.get("method") or "get").lower())
            self.found.append(self._form)
        elif self._form is None:
            return
        elif tag == "fieldset" and a.get("id"):
            self._marked(str(a["id"]), a)
        elif tag == "option" and self._select:
            self._form.options.setdefault(self._select, []).append(a.get("value") or "")
            if "selected" in a or self._select not in self._form.values:
                self._form.values[self._select] = a.get("value") or ""
        elif tag in ("input", "select", "textarea") and a.get("name"):
            self._field(tag, str(a["name"]), a)

    def _field(self, tag: str, name: str, a: dict[str, str | None]) -> None:
        assert self._form is not None
        self._form.names.append(name)
        kind = a.get("type") or "text"
        self._form.kinds[name] = kind if tag == "input" else tag
        self._marked(name, a)
        if tag == "select":
            self._select = name
        elif tag == "textarea":
            self._textarea = name
            self._form.values[name] = ""
        elif kind in ("radio", "checkbox"):
            value = a.get("value")
            value = "on" if value is None else value
            self._form.options.setdefault(name, []).append(value)
            if "checked" in a:
                self._form.values[name] = value
        elif kind not in ("submit", "button"):
            self._form.values[name] = a.get("value") or ""

    def _marked(self, name: str, a: dict[str, str | None]) -> None:
        assert self._form is not None
        if a.get("aria-invalid") == "true":
            self._form.wrong.add(name)
        if a.get("aria-required") == "true":
            self._form.needed.add(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._textarea and self._form is not None:
            whole = self._form.values[self._textarea].replace("\r\n", "\n")
            self._form.values[self._textarea] = whole.removeprefix("\n")  # the first is no text
            self._textarea = None

    def handle_data(self, data: str) -> None:
        if self._textarea and self._form is not None:
            self._form.values[self._textarea] += data
