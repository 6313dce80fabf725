"""Each component once: it renders, its labels and errors are tied, nothing in it breaks the policy.

The macros run alone, in a bare application: what they need from outside is what stands here.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask, render_template_string
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from app.kernel.contributions import Card, CardRow
from app.kernel.label import Label, Tone
from app.web.acts import Button
from app.web.fields import offered
from tests.web.markup import TEMPLATES, Elements, bare_app, show

TODAY = date(2026, 11, 23)


class VisitForm(FlaskForm):
    """A bit of everything a page asks."""

    submission = HiddenField(default="key-of-this-press")
    version = HiddenField(default="7")
    surname = StringField("Cognome", [InputRequired("Inserisci il cognome."), Length(max=80)])
    given = StringField("Nome", [Optional()])
    born_on = DateField("Data di nascita", [Optional()], format="%d/%m/%Y")
    team = SelectField("Équipe", [Optional()], choices=offered([("", "Tutte"), ("m", "Minori")]))
    message = RadioField(
        "Posso lasciare un messaggio?",
        [InputRequired("Scegli se si può.")],
        choices=offered([("yes", "Sì"), ("no", "No")]),
    )
    story = TextAreaField("Che cosa racconta", [Optional(), Length(max=20)])
    looked = BooleanField("Ho guardato")
    password = PasswordField("Password", render_kw={"autocomplete": "current-password"})


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Flask]:
    """The bare application, inside a request."""
    app = bare_app(tmp_path)
    with app.test_request_context():
        yield app


def failed_form() -> VisitForm:
    """The form as it comes back when nothing required was typed."""
    form = VisitForm(formdata=None)
    assert not form.validate()
    form.refusals = ["Forse è già in archivio."]
    return form


def field(form: FlaskForm, name: str, **options: Any) -> Elements:
    """Render one field."""
    source = '{% from "ui/field.html" import field %}{{ field(form[name], **options) }}'
    return show(source, form=form, name=name, options=options)


COMPONENTS = {
    "acts": "{{ acts(buttons, form) }}{{ act_fields(form, offer) }}",
    "alert": '{{ alert("Salvato.") }}{{ alert("Manca il numero.", "warning", focus=true) }}',
    "apart": '{{ apart(["Bo"], "/p") }}{{ apart([], "/p") }}{{ apart(none, "/p") }}',
    "badge": "{{ badge(state) }}",
    "breadcrumb": '{{ breadcrumb([("Persone", "/people")], "Rossi Ada") }}',
    "buttons": '{{ buttons("Salva la nota", cancel_url="/back") }}{{ submit("Cerca", name="s") }}'
    '{{ action(form, "/end", "Chiudi", about="la sessione") }}{{ link_button("Apri", "/", "plus") }}',
    "differences": "{{ differences(met) }}",
    "callout": '{% call callout("Serve altro", "warning", level=2) %}<p>Testo</p>{% endcall %}',
    "card": '{% call card("Scadenze", url="/d", symbol="flag", count=3) %}<p>x</p>{% endcall %}',
    "contributed": "{{ contributed(contribution) }}",
    "deadline": "{{ deadline(today, today) }}{{ deadline(today, today, done=true, short=true) }}",
    "definition_list": '{{ definition_list([("Nascita", "1990"), ("Nota", None)]) }}',
    "disclosure": '{% call disclosure("Perché?", open=true) %}<p>Testo</p>{% endcall %}',
    "empty_state": '{{ empty_state("Nessuno.", "Cerca ancora", "/people") }}',
    "error_summary": "{{ error_summary(form) }}",
    "field": "{% for f in form if f.name in visible[:4] %}{{ field(f) }}{% endfor %}"
    '{{ fields_of(form|selectattr("name", "in", visible[4:])) }}',
    "fieldset": '{% call fieldset("Chi è?", "Come dice.", id="who") %}<p>x</p>{% endcall %}',
    "filters": '{% call filters("/l", clear_url="/l", target="r") %}{{ 1 }}{% endcall %}',
    "form_page": '{% call form_page(form, "Nuovo", "Salva", [("Persone", "/p")]) %}x{% endcall %}',
    "hidden": "{{ hidden(form) }}",
    "icon": '{{ icon("check") }}',
    "list_group": '{% call(x) list_group(["a", "b"], "Lettere") %}{{ x }}{% endcall %}',
    "measures": "{{ measures([]) }}{{ measures(decided) }}",
    "page_header": '{{ page_header("Rossi Ada", "Sottotitolo", kicker="CS-1", state=state) }}'
    '{% call page_header("Altro") %}<a href="/x">Stampa</a>{% endcall %}',
    "pagination": '{{ pagination(page, "people.search", {"team": "m"}) }}',
    "person_line": '{{ person_line("Rossi Ada", ["54 anni", ""], "/p") }}{{ person_line("Bo") }}',
    "stepper": '{{ stepper(["Ricevuta", "Valutata", "Assegnata"], 2) }}',
    "table": '{% call table("Chi aspetta", ["Codice", ("Giorni", "num"), '
    '{"text": "Nome", "url": "/s", "order": "ascending"}]) %}<tr><td>x</td></tr>{% endcall %}',
    "tabs": '{{ tabs([("Diario", "/d", true), ("Nucleo", "/n", false)], "Parti") }}',
    "timeline": '{% call timeline("Storia") %}{{ event("Aperta", "ieri", "Anna", today) }}'
    '{% call event("Chiusa", "oggi") %}<p>x</p>{% endcall %}{% endcall %}',
}
MACROS = {
    "acts": "acts, act_fields",
    "buttons": "buttons, submit, action, link_button",
    "field": "field, fields_of",
    "timeline": "timeline, event",
}


def component(name: str) -> Elements:
    """Render the sample of a component."""
    imports = f'{{% from "ui/{name}.html" import {MACROS.get(name, name)} %}}'
    visible = ("surname", "given", "born_on", "team", "message", "story", "looked", "password")
    return show(
        imports + COMPONENTS[name],
        form=failed_form(),
        visible=visible,
        today=TODAY,
        state=Label("In attesa", Tone.WAITING, "clock"),
        decided=[Tone.WAITING],
        page=SimpleNamespace(number=2, has_previous=True, has_next=True),
        buttons=[
            Button(Tone.ACTIVE, "/acts/one", True, (), ()),
            Button(Tone.PAUSED, "/acts/two", False, ("changed_meanwhile",), ()),
        ],
        offer=SimpleNamespace(refusals=(), warnings=("needs_reason",)),
        contribution=Card("Cartella", (CardRow("CS-1", "in corso", "/c"),), count=1),
        met=SimpleNamespace(differences=[SimpleNamespace(label="Nome", theirs="Ada", mine="Bo")]),
    )


def test_every_component_has_its_sample_here() -> None:
    assert sorted(COMPONENTS) == sorted(path.stem for path in (TEMPLATES / "ui").glob("*.html"))


@pytest.mark.parametrize("name", COMPONENTS)
def test_what_a_component_points_to_is_in_it_once(bare: Flask, name: str) -> None:
    elements = component(name)
    assert elements.found
    ids = [element["id"] for element in elements.found if "id" in element]
    assert len(ids) == len(set(ids))
    for element in elements.found:
        for attribute in ("for", "aria-describedby", "aria-labelledby"):
            assert set(element.get(attribute, "").split()) <= set(ids)


@pytest.mark.parametrize("name", COMPONENTS)
def test_an_icon_is_silent_and_everything_else_has_a_name(bare: Flask, name: str) -> None:
    elements = component(name)
    assert all(svg["aria-hidden"] == "true" for svg in elements.all("svg"))
    for tag in ("a", "button", "legend", "label", "summary", "h1", "h2", "h3", "th", "caption"):
        assert all(element["text"].strip() for element in elements.all(tag))
    assert all(nav["aria-label"] for nav in elements.all("nav"))


@pytest.mark.parametrize(
    "name", ["surname", "given", "born_on", "team", "message", "story", "looked", "password"]
)
def test_every_control_has_its_label(bare: Flask, name: str) -> None:
    elements = field(VisitForm(), name)
    controls = [e for e in elements.found if e["tag"] in ("input", "select", "textarea")]
    assert controls
    assert {control["id"] for control in controls} == {e["for"] for e in elements.all("label")}


@pytest.mark.parametrize("name", ["surname", "born_on", "story", "team", "looked"])
def test_the_browser_neither_checks_nor_cuts_nor_remembers_what_is_typed(
    bare: Flask, name: str
) -> None:
    [control] = [e for e in field(VisitForm(), name).found if e.get("name") == name]
    assert not {"required", "maxlength", "pattern"} & set(control)
    assert control["autocomplete"] == "off"


def test_the_password_of_the_operator_may_be_remembered(bare: Flask) -> None:
    control = field(VisitForm(), "password").one("input")
    assert control["autocomplete"] == "current-password"


@pytest.mark.parametrize(
    ("name", "said"),
    [("given", True), ("team", True), ("surname", False), ("message", False), ("looked", False)],
)
def test_what_may_be_left_empty_says_so_in_words(bare: Flask, name: str, said: bool) -> None:
    text = "".join(e["text"] for e in field(VisitForm(), name).all("span", **{"class": "optional"}))
    assert ("(facoltativo)" in text) is said


def test_a_choice_with_an_answer_for_not_needed_hides_the_word(bare: Flask) -> None:
    assert field(VisitForm(), "team", optional=False).all("span", **{"class": "optional"}) == []


def test_a_date_is_typed_day_first_and_not_in_the_order_of_the_browser(bare: Flask) -> None:
    form = VisitForm(formdata=None, born_on=date(1987, 3, 14))
    control = field(form, "born_on").one("input")
    assert (control["type"], control["value"]) == ("text", "14/03/1987")


def test_hint_and_error_are_read_with_the_field(bare: Flask) -> None:
    elements = field(failed_form(), "surname", hint="Come sul documento.")
    control = elements.one("input")
    assert control["aria-invalid"] == "true"
    read = [elements.one("p", id=name)["text"] for name in control["aria-describedby"].split()]
    assert [words.strip() for words in read] == [
        "Come sul documento.",
        "Errore: Inserisci il cognome.",
    ]


def test_the_error_of_a_question_is_read_with_the_question(bare: Flask) -> None:
    elements = field(failed_form(), "message", hint="Chiedilo sempre.")
    group = elements.one("fieldset")
    assert (group["role"], group["aria-invalid"]) == ("radiogroup", "true")
    assert group["aria-describedby"] == "message-hint message-error"
    assert elements.one("legend")["text"].strip() == "Posso lasciare un messaggio?"


def test_a_good_field_says_nothing_of_errors(bare: Flask) -> None:
    control = field(VisitForm(), "surname").one("input")
    assert not {"aria-invalid", "aria-describedby"} & set(control)


def test_the_same_field_may_stand_twice_under_two_names(bare: Flask) -> None:
    elements = field(failed_form(), "message", id="second", hint="Chiedilo.", focus=True)
    assert {e["id"] for e in elements.all("input")} == {"second-0", "second-1"}
    assert elements.one("fieldset")["aria-describedby"] == "second-hint second-error"
    assert [e["id"] for e in elements.all("input") if "data-focus" in e] == ["second-0"]


def test_each_line_of_the_error_summary_leads_to_a_control(bare: Flask) -> None:
    form = failed_form()
    summary = component("error_summary")
    links = {link["href"][1:]: link["text"] for link in summary.all("a")}
    assert links == {
        "surname": "Cognome: Inserisci il cognome.",
        "message-0": "Posso lasciare un messaggio? Scegli se si può.",
    }
    shown = {e.get("id") for name in ("surname", "message") for e in field(form, name).found}
    assert set(links) <= shown
    assert "Forse è già in archivio." in [item["text"] for item in summary.all("li")]


def test_a_fault_in_a_row_of_a_list_leads_to_that_row(bare: Flask) -> None:
    class Member(Form):
        name = StringField("Nome", [InputRequired("Inserisci il nome.")])

    class Household(FlaskForm):
        members = FieldList(FormField(Member), min_entries=2)

    form = Household(formdata=MultiDict({"members-0-name": "Ada", "members-1-name": ""}))
    assert not form.validate()
    source = '{% from "ui/error_summary.html" import error_summary %}{{ error_summary(form) }}'
    lines = {link["href"]: link["text"] for link in show(source, form=form).all("a")}
    assert lines == {"#members-1-name": "Nome: Inserisci il nome."}


def test_a_form_without_faults_has_no_summary(bare: Flask) -> None:
    source = '{% from "ui/error_summary.html" import error_summary %}{{ error_summary(form) }}'
    assert show(source, form=VisitForm(formdata=None)).found == []


def test_the_hidden_fields_are_the_three_of_every_form_and_have_no_id(bare: Flask) -> None:
    fields = component("hidden").all("input")
    assert [f["name"] for f in fields] == ["csrf_token", "submission", "version"]
    assert all(f["value"] and f["type"] == "hidden" and "id" not in f for f in fields)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 11, 20), "venerdì 20 novembre 2026 In ritardo di 3 giorni"),
        (date(2026, 11, 22), "domenica 22 novembre 2026 In ritardo di un giorno"),
        (TODAY, "lunedì 23 novembre 2026 Oggi"),
        (date(2026, 11, 24), "martedì 24 novembre 2026 Domani"),
        (date(2026, 11, 30), "lunedì 30 novembre 2026 Tra 7 giorni"),
        (date(2027, 1, 4), "lunedì 4 gennaio 2027 Tra 42 giorni"),
    ],
)
def test_a_deadline_says_its_day_and_how_far_it_is(bare: Flask, due: date, words: str) -> None:
    source = '{% from "ui/deadline.html" import deadline %}{{ deadline(due, on) }}'
    elements = show(source, due=due, on=TODAY)
    assert elements.one("time")["datetime"] == due.isoformat()
    said = elements.words("span", **{"class": "deadline"})
    assert said.replace(str(due.year), f"{due.year} ").split() == words.split()


def test_what_is_done_is_never_late(bare: Flask) -> None:
    source = '{% from "ui/deadline.html" import deadline %}{{ deadline(due, on, done=true) }}'
    assert "ritardo" not in render_template_string(source, due=date(2026, 1, 1), on=TODAY)


def test_turning_the_page_keeps_the_filters(bare: Flask) -> None:
    links = [link["href"] for link in component("pagination").all("a")]
    assert links == [
        "/people.search?pagina=1&team=m",
        "/people.search?pagina=3&team=m",
    ]


def test_a_table_is_named_and_scrolls_in_a_region_that_takes_the_keyboard(bare: Flask) -> None:
    elements = component("table")
    region = elements.one("div", role="region")
    assert (region["aria-label"], region["tabindex"]) == ("Chi aspetta, tabella", "0")
    assert elements.one("caption")["text"] == "Chi aspetta"
    assert all(head["scope"] == "col" for head in elements.all("th"))
    assert [h["text"] for h in elements.all("th", aria_sort="ascending")] == ["Nome"]
