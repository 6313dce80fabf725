"""Colours that can be read, icons that exist, files kept for ever only under a name that changes."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import features
from app.kernel.label import Tone
from app.web import assets

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "app" / "web" / "static"
SHEET = (STATIC / "app.css").read_text(encoding="utf-8")
ICONS = {
    *json.loads((ROOT / "assets" / "icons.json").read_text(encoding="utf-8")),
    *(path.stem for path in (ROOT / "assets" / "icons").glob("*.svg")),
}
TEXT_PAIRS = (
    ("ink", "paper"),
    ("ink", "ground"),
    ("ink-title", "paper"),
    ("ink-title", "ground"),
    ("ink-title", "line"),
    ("ink-soft", "paper"),
    ("ink-soft", "ground"),
    ("link", "paper"),
    ("link", "ground"),
    ("link-strong", "paper"),
    ("danger", "paper"),
    ("on-primary", "primary"),
    ("on-primary", "primary-strong"),
    ("on-primary", "danger"),
    ("on-header", "header"),
    ("on-header", "header-quiet"),
)
PART_PAIRS = (("line-strong", "paper"), ("line-strong", "ground"), ("primary", "ground"))


def _colours(selector: str) -> dict[str, str]:
    [body] = re.findall(rf"^{re.escape(selector)}[^{{]*\{{([^}}]*)\}}", SHEET, re.MULTILINE)
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", body))


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2 between two colours."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Flask]:
    """An application with one built file, in its plain and in its squeezed form."""
    folder = tmp_path / "built"
    folder.mkdir()
    (folder / "app-abc.css").write_text("body{}", encoding="utf-8")
    (folder / "app-abc.css.gz").write_bytes(gzip.compress(b"body{}"))
    (folder / "manifest.json").write_text('{"app.css": "app-abc.css"}', encoding="utf-8")
    (tmp_path / "app.css").write_text("/* source */", encoding="utf-8")
    app = Flask("built", static_folder=str(tmp_path), static_url_path="/static")
    assets.install(app)
    with app.test_request_context():
        yield app


def test_contrast_is_computed_as_the_guidelines_say() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#0066cc", "#ffffff") == pytest.approx(5.57, abs=0.01)


@pytest.mark.parametrize("tone", Tone)
def test_the_words_of_every_tone_can_be_read(tone: Tone) -> None:
    colours = _colours(f".tone-{tone}")
    assert contrast(colours["tone-ink"], colours["tone-paper"]) >= 4.5
    assert contrast(colours["tone-ink"], "#ffffff") >= 4.5
    assert contrast(colours["tone-edge"], "#ffffff") >= 3


@pytest.mark.parametrize(("text", "background"), TEXT_PAIRS)
def test_every_text_can_be_read_on_its_background(text: str, background: str) -> None:
    tokens = _colours(":root")
    assert contrast(tokens[text], tokens[background]) >= 4.5


@pytest.mark.parametrize(("part", "background"), PART_PAIRS)
def test_the_edge_of_a_control_can_be_seen(part: str, background: str) -> None:
    tokens = _colours(":root")
    assert contrast(tokens[part], tokens[background]) >= 3


def test_the_keyboard_shows_a_black_line_with_a_white_halo() -> None:
    tokens = _colours(":root")
    assert (tokens["focus"], tokens["focus-halo"]) == ("#000000", "#ffffff")


def test_every_icon_of_a_label_or_of_the_menu_is_in_the_sprite() -> None:
    lists = features.LABELS.values()
    labels = {label.icon for words in lists for label in words.values() if label.icon}
    menu = {item.icon for item in features.NAVIGATION}
    assert sorted((labels | menu) - ICONS) == []


def test_every_icon_a_template_names_is_in_the_sprite() -> None:
    named = {
        name
        for path in (ROOT / "app").rglob("templates/**/*.html")
        for name in re.findall(r"\bicon\(\"([a-z-]+)\"", path.read_text(encoding="utf-8"))
    }
    assert named, "no template names an icon: this test looks in the wrong place"
    assert sorted(named - ICONS) == []


def test_a_built_file_is_found_under_its_present_name(built: Flask) -> None:
    assert assets.asset_url("app.css") == "/static/built/app-abc.css"


def test_what_was_not_built_says_which_command_builds_it(built: Flask) -> None:
    with pytest.raises(assets.AssetsMissing, match="esegui make assets"):
        assets.asset_url("app.js")


@pytest.mark.parametrize("content", [None, "", '{"app.css": '])
def test_a_build_that_never_ran_or_was_cut_short_says_which_command_to_run(
    tmp_path: Path, content: str | None
) -> None:
    manifest = tmp_path / "manifest.json"
    if content is not None:
        manifest.write_text(content, encoding="utf-8")
    with pytest.raises(assets.AssetsMissing, match="esegui make assets"):
        assets.read_manifest(manifest)


@pytest.mark.parametrize(
    ("path", "header"),
    [
        ("built/app-abc.css", assets.FOR_EVER),
        ("built/manifest.json", assets.ASK_AGAIN),
        ("app-abc.css", assets.ASK_AGAIN),
        ("app.css", assets.ASK_AGAIN),
    ],
)
def test_only_a_name_that_changes_with_its_content_is_kept_for_ever(
    built: Flask, path: str, header: str
) -> None:
    assert assets.cache_header_for(path) == header


@pytest.mark.parametrize(
    ("accepted", "encoding"), [("gzip, br", "gzip"), ("identity", None), ("gzip;q=0", None)]
)
def test_a_built_file_travels_squeezed_to_whoever_can_open_it(
    built: Flask, accepted: str, encoding: str | None
) -> None:
    answer = built.test_client().get(
        "/static/built/app-abc.css", headers={"Accept-Encoding": accepted}
    )
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Cache-Control"] == assets.FOR_EVER
    assert answer.mimetype == "text/css"
    assert (gzip.decompress(answer.data) if encoding else answer.data) == b"body{}"


@pytest.mark.parametrize(
    "path", ["app.css", "built/manifest.json", "built/app-abc.css.gz", "built/../app.css"]
)
def test_the_sources_have_no_address(built: Flask, path: str) -> None:
    assert built.test_client().get(f"/static/{path}").status_code == 404


def test_libraries_of_the_pages_are_pinned_and_locked_without_addresses() -> None:
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    assert {name: lock[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert [name for name, package in lock.items() if "resolved" in package] == []


def test_a_first_visit_weighs_less_than_300_kilobytes() -> None:
    names = assets.read_manifest(STATIC / "built" / "manifest.json")
    total = 0
    for name in names.values():
        squeezed = STATIC / "built" / f"{name}.gz"
        plain = STATIC / "built" / name
        total += (squeezed if squeezed.exists() else plain).stat().st_size
    assert total < 300 * 1024


def test_the_built_sheet_asks_nothing_that_the_content_policy_refuses() -> None:
    names = assets.read_manifest(STATIC / "built" / "manifest.json")
    sheet = (STATIC / "built" / names["app.css"]).read_text(encoding="utf-8")
    fonts = re.findall(r"@font-face\{[^}]*\}", sheet)
    assert len(fonts) == 3
    assert all(re.search(r"url\((titillium-\d+-\w+\.woff2)\)", font) for font in fonts)
    assert re.findall(r"url\((?!\"?(?:data:image/svg|titillium-))[^)]*", sheet) == []


def test_the_built_script_stores_nothing_in_the_browser() -> None:
    names = assets.read_manifest(STATIC / "built" / "manifest.json")
    script = (STATIC / "built" / names["app.js"]).read_text(encoding="utf-8")
    assert re.findall(r"(?:local|session)Storage\.", script) == []
