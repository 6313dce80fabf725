"""What every template keeps to: the content policy, its own macros, one heading, our forms."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import meta, nodes

from tests.architecture.sources import PROGRAM, ROOT, TEMPLATES, name_of, texts_of, tree_of
from tests.support.each import each

pytestmark = pytest.mark.program

MOST_LINES = 200
SHARED = {"ui", "layouts", "errors"}
PAGES = [
    path
    for path in TEMPLATES
    if not path.name.startswith("_") and path.parent.name not in ("layouts", "ui")
]
REFUSED = {
    "a text nobody escapes": r"\|\s*safe\b|autoescape",
    "a style of its own": r"<style\b|\sstyle\s*=",
    "a script in the page": r"<script\b(?![^>]*\bsrc=)|\son[a-z]+\s*=|javascript:|srcdoc=",
    "something from outside": r"(?:src|href|action)=[\"'](?:https?:)?//",
    "a frame": r"<(?:iframe|object|embed|applet)\b",
    "an English page": r"<html(?! lang=\"it\")",
}
# Words of the screen that an English sentence can hardly do without.
ENGLISH = {
    "add", "and", "are", "back", "cancel", "case", "choose", "close", "closed", "delete", "edit",
    "error", "field", "from", "invalid", "is", "loading", "missing", "new", "next", "not", "of",
    "open", "please", "previous", "required", "save", "search", "select", "send", "submit", "the",
    "this", "ticket", "to", "unknown", "user", "waiting", "with", "yes", "you", "your",
}  # fmt: skip
SPOKEN = {"alt", "aria-label", "content", "placeholder", "title"}
each_template = each("path", TEMPLATES, ids=name_of)
each_page = each("path", PAGES, ids=name_of)


def _text(path: Path) -> str:
    return re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.S)


@each("what", REFUSED)
@each_template
def test_it_holds_nothing_the_content_policy_refuses(path: Path, what: str) -> None:
    assert not re.search(REFUSED[what], _text(path), re.I)


@each_template
def test_it_is_short(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= MOST_LINES


@each_template
def test_it_compiles_with_the_filters_of_the_house(app: Flask, path: Path) -> None:
    app.jinja_env.compile(path.read_text(encoding="utf-8"))


def _imported(tree: nodes.Template) -> set[str]:
    names = {node.target for node in tree.find_all(nodes.Import)}
    for found in tree.find_all(nodes.FromImport):
        names |= {name if isinstance(name, str) else name[1] for name in found.names}
    return names


@each_template
def test_it_imports_nothing_it_does_not_use(app: Flask, path: Path) -> None:
    tree = app.jinja_env.parse(path.read_text(encoding="utf-8"))
    used = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
    assert _imported(tree) - used == set()


@each_template
def test_it_stands_alone_with_the_macros_it_calls(app: Flask, path: Path) -> None:
    """A part that borrows the imports of its page breaks on the day it is rendered by itself."""
    tree = app.jinja_env.parse(path.read_text(encoding="utf-8"))
    called = {
        node.node.name for node in tree.find_all(nodes.Call) if isinstance(node.node, nodes.Name)
    }
    own = _imported(tree) | {macro.name for macro in tree.find_all(nodes.Macro)}
    borrowed = called & meta.find_undeclared_variables(tree)
    assert borrowed - own - set(app.jinja_env.globals) - {"caller", "super"} == set()


@each_template
def test_it_uses_the_templates_of_its_feature_and_of_all(app: Flask, path: Path) -> None:
    tree = app.jinja_env.parse(path.read_text(encoding="utf-8"))
    used = [name for name in meta.find_referenced_templates(tree) if name]
    assert None not in list(meta.find_referenced_templates(tree)), "a name nobody can look up"
    assert [name for name in used if name.split("/")[0] not in SHARED | {path.parent.name}] == []
    feature = path.relative_to(ROOT / "app").parts[0]
    assert path.parent.name in (SHARED if feature == "web" else {feature})


def test_every_template_is_used(app: Flask) -> None:
    """What nothing renders, extends or includes is read by nobody and kept by everybody."""
    used = {text for path in PROGRAM for text in texts_of(tree_of(path)) if text.endswith(".html")}
    for path in TEMPLATES:
        tree = app.jinja_env.parse(path.read_text(encoding="utf-8"))
        used |= {name for name in meta.find_referenced_templates(tree) if name}
    named = {f"{path.parent.name}/{path.name}" for path in TEMPLATES}
    components = {name for name in named if name.startswith("ui/")}  # a kit, whole from the start
    assert named - components - used - {"layouts/print.html"} == set()
    assert used - named == set(), "a template that does not exist"


@each_page
def test_a_page_has_a_title_and_one_heading(path: Path) -> None:
    text = _text(path)
    title = re.search(r"{% block title %}(.*?){% endblock %}", text, re.S)
    assert title is not None
    assert title[1].strip()
    assert len(re.findall(r"<h1\b|\b(?:page_header|form_page|person_form|case_head)\(", text)) == 1
    assert text.lstrip().startswith("{% extends")


@each_template
def test_every_form_that_writes_carries_its_proof(path: Path) -> None:
    text = _text(path)
    forms = re.findall(r"<form\b[^>]*\bmethod=[\"']?post\b.*?</form>", text, re.S | re.I)
    assert len(forms) == len(re.findall(r"method=[\"']?post\b", text, re.I))
    for form in forms:
        assert re.search(r"\bhidden\(|hidden_tag\(|csrf_token", form)


@each_page
def test_fields_come_from_their_macro(path: Path) -> None:
    assert not re.search(r"<(input(?![^>]*type=\"hidden\")|select|textarea)\b", _text(path))


class _Spoken(HTMLParser):
    """The words a person reads or hears in a template, expressions left out."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.feed(re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", text, flags=re.S))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.words += [value or "" for name, value in attrs if name in SPOKEN]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _told(app: Flask, path: Path) -> list[str]:
    """Return what the template says by itself, and the sentences it hands to the macros."""
    tree = app.jinja_env.parse(path.read_text(encoding="utf-8"))
    given = [n.value for n in tree.find_all(nodes.Const) if isinstance(n.value, str)]
    sentences = [text for text in given if " " in text and not re.match(r"btn |control |ui/", text)]
    return [*_Spoken(_text(path)).words, *sentences]


@each_template
def test_the_screen_speaks_italian(app: Flask, path: Path) -> None:
    words = {word for text in _told(app, path) for word in re.findall(r"[a-z]+", text.lower())}
    assert words & ENGLISH == set()


@each("path", [p for p in PROGRAM if p.stem in ("labels", "forms")], ids=name_of)
def test_labels_and_forms_speak_italian(path: Path) -> None:
    sentences = [text for text in texts_of(tree_of(path)) if " " in text]
    words = {word for text in sentences for word in re.findall(r"[a-z]+", text.lower())}
    assert words & ENGLISH - _library_words(path) == set()


def _library_words(path: Path) -> set[str]:
    """The sentences of WTForms stand in app/web/forms.py as keys, to be translated."""
    return (
        {"not", "this", "field", "is", "are", "required", "invalid"}
        if path.parts[-2] == "web"
        else set()
    )
