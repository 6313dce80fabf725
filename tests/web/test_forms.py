"""What is typed is read kindly, and what cannot be read comes back with a sentence."""

from datetime import date

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import Form

from app.web.fields import choice, password_text, read_day, read_hour, several, short_text
from app.web.fields import day as day_field
from app.web.forms import EditForm, OfficeForm

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("25/11/2026", date(2026, 11, 25)),
        ("25-11-2026", date(2026, 11, 25)),
        ("25.11.26", date(2026, 11, 25)),
        ("251126", date(2026, 11, 25)),
        ("25112026", date(2026, 11, 25)),
        ("25/11", date(2026, 11, 25)),
        ("22/11", date(2027, 11, 22)),
        ("14/03/85", date(1985, 3, 14)),
        ("oggi", TODAY),
        ("domani", date(2026, 11, 24)),
        ("mer", date(2026, 11, 25)),
        ("mercoledì", date(2026, 11, 25)),
        ("lun", date(2026, 11, 30)),
        ("29/02/2028", date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed",
    [
        "31/02/2026",
        "29/02",
        "boh",
        "32/1/2026",
        "1/13/2026",
        "1/1/1/1",
        "0/0/0",
        "9" * 5000,
        "٢٥/١١/٢٠٢٦ x",
    ],
)
def test_a_day_that_does_not_exist_gets_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match=r"non esiste|Non capisco"):
        read_day(typed, TODAY)


class _Deadline(Form):
    due = day_field("Entro il", "il giorno", required=True)


@pytest.mark.parametrize(
    ("typed", "said"), [("31/02/2027", "non esiste"), ("boh", "Non capisco"), ("  ", "Inserisci")]
)
def test_a_required_day_says_what_is_wrong_with_it(own_app: Flask, typed: str, said: str) -> None:
    with own_app.test_request_context():
        form = _Deadline(MultiDict({"due": typed}))
        assert not form.validate()
        assert said in form.errors["due"][0]


@pytest.mark.parametrize(
    ("typed", "minute"), [("9", 540), ("9:30", 570), ("15.05", 905), ("0830", 510), ("23:59", 1439)]
)
def test_an_hour_is_read(typed: str, minute: int) -> None:
    assert read_hour(typed) == minute


@pytest.mark.parametrize("typed", ["24:00", "9:60", "mattina", "", "9:5", "-1"])
def test_an_hour_that_does_not_exist_gets_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match="esempio"):
        read_hour(typed)


@pytest.mark.parametrize(("typed", "version"), [("3", 3), ("", 0), ("-1", 0), ("²", 0), ("1e3", 0)])
def test_a_version_that_is_no_number_never_matches(
    own_app: Flask, typed: str, version: int
) -> None:
    with own_app.test_request_context(method="POST", data={"version": typed}):
        assert EditForm().opened_at() == version


class _Everything(OfficeForm):
    name = short_text("Nome", "il nome")
    word = password_text("Parola", "la parola", "off")
    ticked = several("Quali", "quali", [("a", "Uno"), ("b", "Due")])


class _Visible(_Everything):
    due = day_field("Entro il", "il giorno")
    way = choice("Come", "come", [("a", "Uno")], required=False)


def test_what_the_library_says_by_itself_is_said_in_italian(own_app: Flask) -> None:
    typed = {"word": "p" * 2000, "submission": "k" * 65, "ticked": ["x", "y"]}
    with own_app.test_request_context(method="POST", data=typed):
        form = _Everything()
        form.validate()
        assert form.word.errors == ["È troppo lungo: fermati a 1000 caratteri."]
        assert form.submission.errors == ["È troppo lungo: fermati a 64 caratteri."]
        assert form.ticked.errors == ["Scegli tra le risposte proposte."]


@pytest.mark.parametrize("sent", [["", "evil"], [" ", "evil"], ["a", "evil"]])
def test_a_box_that_is_not_on_the_page_does_not_hide_behind_an_empty_one(
    own_app: Flask, sent: list[str]
) -> None:
    with own_app.test_request_context(method="POST", data={"ticked": sent}):
        form = _Everything()
        form.validate()
        assert form.ticked.errors == ["Scegli tra le risposte proposte."]


def test_an_empty_box_ticks_nothing(own_app: Flask) -> None:
    with own_app.test_request_context(method="POST", data={"ticked": ["", "b"]}):
        form = _Everything()
        form.validate()
        assert not form.ticked.errors
        assert form.ticked.data == ["b"]


def test_what_the_eye_cannot_see_is_read_by_no_field(own_app: Flask) -> None:
    typed = {"name": "A\x00da", "due": "31/02\u202e/2026\x1b", "way": "\x00 ", "word": " \x00a "}
    with own_app.test_request_context(method="POST", data=typed):
        form = _Visible()
        form.validate()
        assert form.name.data == "Ada"
        assert form.due.errors == ["La data «31/02/2026» non esiste: controlla giorno e mese."]
        assert form.due._value() == "31/02/2026"
        assert (form.way.data, form.way.errors) == ("", [])
        assert form.word.data == " \x00a "


def test_only_a_form_is_read_never_json(own_app: Flask) -> None:
    for sent in (["a"], {"name": ["a"]}, "a"):
        with own_app.test_request_context(method="POST", json=sent):
            form = _Everything()
            assert not form.validate()
            assert form.name.data is None
