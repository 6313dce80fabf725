"""What stands around every page: for the office, before signing in, on paper, after a fault."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask, flash, render_template

from tests.web.markup import ROOT, Elements, bare_app, frame, show

BASE = '{% extends "layouts/base.html" %}{% block title %}Persone{% endblock %}'


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Flask]:
    """The bare application, inside a request."""
    app = bare_app(tmp_path)
    with app.test_request_context():
        yield app


def signed_in() -> SimpleNamespace:
    """What stands around a page of the office."""
    link = SimpleNamespace(label="Oggi", url="/today", icon="home", current=True, key=1)
    return frame(
        organisation_name="Comune di prova",
        navigation=[link],
        new_links=[SimpleNamespace(label="Nuova telefonata", url="/call", icon="telephone")],
        search_url="/people",
        viewer=SimpleNamespace(name="Marta", roles_text="Assistente sociale"),
        sign_out_url="/out",
        profile_url="/me",
        demo=True,
        office_clock_text="lunedì 23 novembre 2026, ore 15:05",
        office_clock_url="/clock",
        help_phone="000 123456",
        accessibility_url="/accessibility",
        problem_url="/problem",
    )


def test_a_page_of_the_office_has_its_landmarks_and_its_way_in(bare: Flask) -> None:
    elements = show(BASE, frame=signed_in())
    assert elements.one("html")["lang"] == "it"
    assert elements.one("title")["text"] == "Persone — Sportello sociale"
    ids = {element.get("id") for element in elements.found}
    skips = [link for link in elements.all("a") if link["href"].startswith("#")]
    assert [link["text"] for link in skips] == ["Vai al contenuto", "Vai alla ricerca"]
    assert {link["href"][1:] for link in skips} <= ids
    for landmark in ("header", "main", "footer"):
        assert len(elements.all(landmark)) == 1
    assert elements.all("aside") == []


def test_a_page_to_mend_says_so_in_its_title(bare: Flask) -> None:
    title = show(BASE, frame=signed_in(), errors=True).one("title")["text"]
    assert title == "Errore: Persone — Sportello sociale"


def test_what_a_page_puts_beside_its_content_stands_in_an_aside(bare: Flask) -> None:
    source = BASE + "{% block context %}<p>Due posti liberi.</p>{% endblock %}"
    assert show(source, frame=signed_in()).one("aside")["text"] == "Due posti liberi."


def test_search_and_sign_out_are_posts_that_prove_they_are_ours(bare: Flask) -> None:
    elements = show(BASE, frame=signed_in())
    assert {f["action"]: f["method"] for f in elements.all("form")} == {
        "/people": "post",
        "/out": "post",
    }
    assert len(elements.all("input", name="csrf_token")) == 2
    assert elements.one("meta", name="csrf-token")["content"]


def test_the_footer_keeps_its_order(bare: Flask) -> None:
    footer = show(BASE, frame=signed_in()).one("footer")["text"]
    assert [line.strip() for line in footer.splitlines() if line.strip()] == [
        "Aiuto: telefono 000 123456",
        "Versione 0.1.0",
        "Dichiarazione di accessibilità",
        "Segnala un problema",
    ]


def test_the_demonstration_says_that_it_is_one_and_what_time_it_is_there(bare: Flask) -> None:
    band = show(BASE, frame=signed_in()).one("p", **{"class": "band"})["text"]
    assert "inventati" in band
    assert "Orologio dell'ufficio: lunedì 23 novembre 2026, ore 15:05 (dimostrazione)." in band
    assert show(BASE, frame=frame()).all("p", **{"class": "band"}) == []


def test_the_page_asks_htmx_for_no_style_no_script_and_no_memory(bare: Flask) -> None:
    settings = show(BASE, frame=frame()).one("meta", name="htmx-config")["content"]
    for wanted in (
        '"includeIndicatorStyles":false',
        '"allowEval":false',
        '"allowScriptTags":false',
        '"selfRequestsOnly":true',
        '"historyCacheSize":0',
        '"refreshOnHistoryMiss":true',
        '"code":"4(09|22)","swap":true',
    ):
        assert wanted in settings


def test_the_answer_to_the_last_action_takes_the_keyboard(bare: Flask) -> None:
    flash("Nota salvata.")
    flash("Manca il numero.", "warning")
    elements = show(BASE, frame=signed_in())
    said = elements.all("div", role="status")
    assert [box["text"] for box in said] == ["Nota salvata.", "Manca il numero."]
    assert ["data-focus" in box for box in said] == [True, False]


@pytest.mark.parametrize("shape", ["sheet", "sheet-large", "slip-80", "slip-58", "slip-a6"])
def test_a_paper_has_only_what_is_handed_over(bare: Flask, shape: str) -> None:
    source = '{% extends "layouts/print.html" %}{% block format %}' + shape + "{% endblock %}"
    elements = show(source)
    assert shape in elements.one("main")["class"].split()
    assert elements.all("header") == elements.all("nav") == elements.all("footer") == []


ERRORS = (400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503)


def error(template: str, status: int, **context: Any) -> Elements:
    """Render an error as the handlers do."""
    values = {"reasons": (), "reference": None, "typed": (), "texts": (), "files": (), **context}
    return Elements(render_template(template, status=status, **values))


@pytest.mark.parametrize("status", ERRORS)
def test_an_error_says_what_happened_and_what_to_do_to_anybody(bare: Flask, status: int) -> None:
    elements = error("errors/page.html", status)
    heading = elements.one("h1")["text"]
    assert elements.one("title")["text"] == f"{heading} — Sportello sociale"
    advice = elements.all("p")
    assert any(len(words["text"].split()) > 4 for words in advice)
    part = error("errors/_part.html", status)
    assert part.one("h2")["text"] == heading
    assert part.one("div", role="alert")


def test_a_fault_shows_the_number_to_read_aloud(bare: Flask) -> None:
    for template in ("errors/page.html", "errors/_part.html"):
        assert error(template, 500, reference="A1B2C3D4").one("strong")["text"] == "A1B2C3D4"


def test_a_refusal_shows_its_reasons(bare: Flask) -> None:
    reasons = ["È già assegnata.", "Manca il consenso."]
    elements = error("errors/_part.html", 409, reasons=reasons)
    assert [item["text"] for item in elements.all("li")] == reasons


def test_what_was_written_and_has_no_form_can_be_copied(bare: Flask) -> None:
    elements = error("errors/page.html", 409, texts=["Due righe."])
    assert [item["text"] for item in elements.all("li", **{"class": "typed"})] == ["Due righe."]


def test_what_was_typed_goes_again_with_one_press(bare: Flask) -> None:
    typed = [("story", "Prima riga\nseconda «riga»"), ("kind", "mother"), ("submission", "k")]
    elements = error("errors/page.html", 400, typed=typed)
    fields = elements.all("input", type="hidden")
    assert [(f["name"], f["value"]) for f in fields if f["name"] != "csrf_token"] == typed
    assert [f["name"] for f in fields].count("csrf_token") == 1
    read = [item["text"] for item in elements.all("li", **{"class": "typed"})]
    assert read == ["Prima riga\nseconda «riga»"]


def _templates() -> list[Path]:
    return sorted((ROOT / "app").rglob("templates/**/*.html"))


@pytest.mark.parametrize("path", _templates(), ids=lambda path: path.stem)
def test_no_template_breaks_the_content_policy_or_trusts_what_was_typed(path: Path) -> None:
    source = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    forbidden = r"<style|\sstyle=|\son[a-z]+=|hx-on|javascript:|\|\s*safe\b|autoescape"
    assert re.findall(forbidden, source, re.IGNORECASE) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", source) == []
    assert len(source.splitlines()) <= 200
