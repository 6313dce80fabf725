"""The printed pages are as fresh as the code, and print what the code says."""

import re
from pathlib import Path

import pytest
from flask import Flask

from app.accounts.policy import Permission
from app.db import Base, Owned, Shared
from app.docs.cli import FOLDER, pages, stale, write
from app.docs.refusals import Refusal, refusals_of
from app.docs.rendering import Write, first_sentence, refusal_words, table, use_cases_page
from app.people.operations import join_household
from app.transaction.use_case import USE_CASES
from tests.architecture.sources import ROOT
from tests.support.each import each

pytestmark = pytest.mark.program

WRITTEN = sorted(path for path in [*FOLDER.rglob("*.md"), *ROOT.glob("*.md")])


def test_no_printed_page_is_stale(app: Flask) -> None:
    assert stale(pages(app), FOLDER) == [], "run make docs"


def test_the_command_says_when_they_are_fresh(app: Flask) -> None:
    answer = app.test_cli_runner().invoke(args=["docs", "check"])
    assert (answer.exit_code, answer.output) == (0, "")


def test_a_page_that_is_missing_old_or_of_nobody_is_named(tmp_path: Path) -> None:
    printed = {"one.md": "1\n", "two.md": "2\n"}
    assert stale(printed, tmp_path) == ["one.md", "two.md"]
    (tmp_path / "procedures").mkdir()
    (tmp_path / "procedures" / "gone.md").write_text("old", encoding="utf-8")
    (tmp_path / "one.md").write_text("older\n", encoding="utf-8")
    assert write(printed, tmp_path) == ["one.md", "procedures/gone.md", "two.md"]
    assert stale(printed, tmp_path) == []
    assert (tmp_path / "one.md").read_text(encoding="utf-8") == "1\n"
    assert not (tmp_path / "procedures" / "gone.md").exists()


def test_pages_are_printed_the_same_way_every_time(app: Flask) -> None:
    assert pages(app) == pages(app)


def test_every_permission_and_every_use_case_is_printed(app: Flask) -> None:
    printed = pages(app)
    assert all(f"`{permission}`" in printed["permissions.md"] for permission in Permission)
    office = [n for n, case in USE_CASES.items() if case.function.__module__.startswith("app.")]
    assert all(f"| `{name}` |" in printed["use-cases.md"] for name in office)
    assert "`tests." not in printed["use-cases.md"]


def test_refusals_are_read_from_the_use_case_and_from_what_it_calls() -> None:
    assert {Refusal("NotFound"), Refusal("Invalid", "already_member")} <= set(
        refusals_of(join_household)
    )


@each(
    ("docstring", "sentence"),
    [
        ("Do it.", "Do it."),
        ("Do it. Refuses less.", "Do it."),
        ("Do it\n    on two lines. Then more.\n\n    Rest.", "Do it on two lines."),
        ("", ""),
    ],
)
def test_the_first_sentence_is_taken(docstring: str, sentence: str) -> None:
    assert first_sentence(docstring) == sentence


def test_refusals_are_gathered_by_kind() -> None:
    told = [("Invalid", "one"), ("NotFound", ""), ("Invalid", "two")]
    assert refusal_words(told) == "`Invalid`: `one`, `two`; `NotFound`"


def test_a_procedure_decides_when_no_permission_is_named() -> None:
    assert "| the procedure's row |" in use_cases_page([Write("a.b.c", None, "Do it.")])


def test_a_table_keeps_its_columns() -> None:
    assert table(["a", "b"], [["x|y", ""]]) == "| a | b |\n| --- | --- |\n| x\\|y |   |"


@each("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_page_leads_nowhere_that_is_not_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]
    assert [link for link in links if not (path.parent / link).exists()] == []
    for name in re.findall(r"`((?:app|tests|docs|migrations|bench)/[\w./-]+\.\w+)`", text):
        assert (ROOT / name).exists(), name


@each("path", sorted((FOLDER / "adr").glob("*.md")), ids=lambda path: path.stem)
def test_a_decision_is_one_page_with_its_regrets(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.match(r"# \d{4} \S", text)
    assert text[2:6] == path.name[:4]
    for heading in ("## What we faced", "## What we decided", "## Numbers", "## Regrets"):
        assert heading in text
    assert text.count("\n") <= 60


def test_decisions_are_numbered_without_holes() -> None:
    numbers = [int(path.name[:4]) for path in sorted((FOLDER / "adr").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 12


def _glossary() -> list[list[str]]:
    text = (FOLDER / "glossary.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| ") and "`" in line]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_glossary_gives_each_identifier_once() -> None:
    names = [name for row in _glossary() for name in re.findall(r"`([a-z_]+)`", row[1])]
    assert len(names) > 150
    assert [name for name in set(names) if names.count(name) > 1] == []
    assert all(len(row) == 3 for row in _glossary())


def test_the_glossary_has_a_word_for_every_table_of_the_office() -> None:
    """Housekeeping and trail have no place on a screen, so they need no Italian name."""
    names = {name for row in _glossary() for name in re.findall(r"`([a-z_]+)`", row[1])}
    tables = {
        mapper.class_.__tablename__
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, (Owned, Shared))
    }
    assert tables - names == set()
