"""A bare application around our templates, and a page taken apart into its elements."""

from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flask import Flask, render_template_string
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined

from app.kernel.label import Label
from app.web import assets
from app.web.formatting import day_short, day_words

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "app" / "web" / "templates"
_VOID = {"input", "use", "br", "meta", "link"}
_BUILT = (
    "app.css", "app.js", "favicon.svg", "icons.svg", "titillium-400.woff2", "titillium-600.woff2",
)  # fmt: skip


class Elements(HTMLParser):
    """Every element of a page with its attributes and the text inside it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[dict[str, Any]] = []
        self._open: list[dict[str, Any]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = {"tag": tag, "text": "", **{name: value or "" for name, value in attrs}}
        self.found.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while tag not in _VOID and self._open and self._open.pop()["tag"] != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element["text"] += data

    def all(self, tag: str, **wanted: str) -> list[dict[str, Any]]:
        """Return the elements of a kind with the wanted attributes (`_` for `-`)."""
        return [
            element
            for element in self.found
            if element["tag"] == tag
            and all(element.get(name.replace("_", "-")) == value for name, value in wanted.items())
        ]

    def one(self, tag: str, **wanted: str) -> dict[str, Any]:
        """Return the only element of a kind with the wanted attributes."""
        [element] = self.all(tag, **wanted)
        return element

    def words(self, tag: str, **wanted: str) -> str:
        """Return the text of the only such element, its spaces made single."""
        return " ".join(self.one(tag, **wanted)["text"].split())


def bare_app(folder: Path) -> Flask:
    """Return Flask, our templates, a manifest, the addresses error pages lead to: nothing else."""
    (folder / "built").mkdir()
    manifest = ", ".join(f'"{name}": "{name}"' for name in _BUILT)
    (folder / "built" / "manifest.json").write_text(f"{{{manifest}}}", encoding="utf-8")
    app = Flask("bare", static_folder=str(folder), template_folder=str(TEMPLATES))
    app.config.update(SECRET_KEY="only for this test")
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.filters.update(
        giorno=day_words,
        giorno_breve=day_short,
        label=lambda code: Label(f"Parole di {code}"),
        reason=lambda code: f"Frase di {code}.",
    )
    CSRFProtect(app)
    assets.install(app)
    for endpoint in ("home.index", "accounts.sign_in", "people.search"):
        app.add_url_rule(f"/{endpoint}", endpoint, lambda: "")
    app.context_processor(lambda: {"frame": frame()})
    return app


def frame(**changes: Any) -> SimpleNamespace:
    """Return what stands around a page before anybody has signed in."""
    nothing = dict.fromkeys(
        ("organisation_name", "search_url", "viewer", "sign_out_url", "profile_url",
         "office_clock_text", "office_clock_url", "help_phone", "accessibility_url", "problem_url",
         "standing_in")
    )  # fmt: skip
    common = {
        "navigation": (),
        "folded": (),
        "new_links": (),
        "demo": False,
        "version": "0.1.0",
        "half_written_url": "/drafts",
        "half_written": lambda: 0,
    }
    return SimpleNamespace(**{**nothing, **common, **changes})


def show(source: str, **context: Any) -> Elements:
    """Render a piece of template and take it apart."""
    return Elements(render_template_string(source, **context))
