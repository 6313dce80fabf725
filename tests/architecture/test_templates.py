"""What every template keeps to: the content policy, the macros, one heading, our forms."""

import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import meta, nodes

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "app").rglob("templates/**/*.html"))
PAGES = [
    path
    for path in TEMPLATES
    if not path.name.startswith("_") and path.parent.name not in ("layouts", "ui", "errors")
]
ENGLISH = re.compile(
    r">[^<{]*\b(the|save|delete|search|submit|cancel|user|password is|case|loading|ticket)\b[^<{]*<",
    re.I,
)


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_nothing_the_content_policy_refuses(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 200
    assert not re.search(r"\|\s*safe\b", text)
    assert not re.search(r"\sstyle=|\son[a-z]+=|<script>|javascript:", text)
    assert not re.search(r"https?://(?!www\.w3\.org)", text), "nothing is asked of the outside"


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_it_compiles_and_imports_nothing_it_does_not_use(app: Flask, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = app.jinja_env.parse(text)
    list(meta.find_referenced_templates(tree))
    for found in tree.find_all(nodes.FromImport):
        for name in found.names:
            used = name if isinstance(name, str) else name[1]
            assert len(re.findall(rf"\b{used}\b", text)) > 1, f"{used} is imported and not used"


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_a_page_has_a_title_and_one_heading(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "{% block title %}" in text
    assert len(re.findall(r"<h1|page_header\(", text)) == 1


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_every_form_that_writes_carries_its_proof(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", text, re.S):
        assert re.search(r"hidden\(|csrf_token", form)


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_the_screen_speaks_italian(path: Path) -> None:
    assert not ENGLISH.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_fields_come_from_their_macro(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<(input(?![^>]*type=\"hidden\")|select|textarea)\b", text)
