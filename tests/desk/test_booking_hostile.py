"""The booking page before hostile values, who has not the duty, and strangers."""

import re
from html import unescape
from typing import Any
from uuid import UUID

import pytest

from app.appointments import queries as places
from app.desk.rules.messages import Kind
from tests.builders.appointments import a_wednesday, an_appointment
from tests.builders.desk import a_message
from tests.builders.people import a_person
from tests.cast import NOW, Cast, Member
from tests.support.client import Forms, OfficeClient

PAGE = "/booking"
_NOBODY = UUID(int=7)  # the same for every worker of the tests
HOSTILE = (
    "",
    " ",
    "x" * 10_000,
    "\x00\x01",
    "\u202etxt",
    "🙂" * 200,
    "محمد عبد الله",
    "<script>alert(1)</script>",
    "'; drop table person; --",
    "9" * 400,
    "²",
    f"99991231.510.{_NOBODY.hex}.{_NOBODY.hex}",
    f"00010101.510.{_NOBODY.hex}.{_NOBODY.hex}",
)


@pytest.fixture
def anna(client: OfficeClient, cast: Cast) -> OfficeClient:
    """The URP at the telephone."""
    return client.enter(cast["anna"])


def _radios(text: str, name: str) -> list[str]:
    """Return the values of the radios called `name`, in the order of the page."""
    tags = re.findall(r"<input[^>]*>", text)
    return [
        unescape(found[1])
        for tag in tags
        if 'type="radio"' in tag and f'name="{name}"' in tag
        if (found := re.search(r'value="([^"]*)"', tag))
    ]


def _form(text: str) -> dict[str, Any]:
    return next(form for form in Forms(text).found if form.action == PAGE).values


def _found(client: OfficeClient, text: str) -> str:
    return client.submit(PAGE, {"text": text, "search": "1"}).text


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("button", ["search", "more", "call_back", "book"])
def test_whatever_is_typed_is_answered(
    anna: OfficeClient, cast: Cast, value: str, button: str
) -> None:
    a_wednesday(cast)
    shown = _form(anna.get(PAGE).text)
    fields = set(shown) - {"csrf_token", "submission"}
    for name in ("text", "practical", "place", "shown", "message", "person", "phone"):
        fields.add(name)
        answer = anna.post(PAGE, data={**shown, "text": "Rossi", name: value, button: "1"})
        assert answer.status_code in (200, 303, 404, 409, 422), (name, answer.status_code)
        assert "<script>alert" not in answer.text
    everywhere = {**shown, **dict.fromkeys(fields, value), button: "1"}
    assert anna.post(PAGE, data=everywhere).status_code < 500
    for part in ("who", "when"):
        assert anna.post(f"{PAGE}/{part}", data=everywhere).status_code < 500


def test_who_has_not_the_duty_may_not_book(client: OfficeClient, cast: Cast) -> None:
    client.enter(cast["elena"])
    for page in (PAGE, f"{PAGE}/call-backs", f"{PAGE}/will-be-called"):
        assert client.get(page).status_code == 403


def test_a_stranger_finds_nobody_of_ours(client: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    ada = a_person(cast["anna"])
    made = an_appointment(cast["anna"], ada)
    waiting = a_message(cast["anna"], kind=Kind.CALL_BACK, caller="Attesa Ida")
    client.enter(cast["zeno"])
    text = _found(client, "Brambilla")
    assert str(ada) not in text
    assert _radios(text, "place") == []
    assert client.get(f"{PAGE}/{made}/done").status_code == 404
    assert client.get(f"{PAGE}?message={waiting}").status_code == 404
    form = {**_form(text), "person": str(ada), "place": _code(cast["anna"])}
    assert client.post(PAGE, data=form).status_code in (404, 409, 422)


def _code(by: Member) -> str:
    return places.places(by.viewer, now=NOW)[0].code
