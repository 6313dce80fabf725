"""What docs/scenarios.md says is shown is shown by a test that exists, and no line has none."""

import ast
import re

from tests.architecture.sources import ROOT

TEXT = (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8")
NODE = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
# The scenarios, the stories of the demo and the tasks that this page must speak of.
SCENARIOS = {*range(1, 10), 11, 13, 17}
STORIES = {*range(1, 10), 11}
TASKS = {*range(1, 12), 13, 14, 16, 17, 18, 19, 22}


def _section(title: str) -> str:
    return TEXT.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]


def _rows(title: str) -> list[str]:
    """Return the rows of the table of a section, without its head."""
    return [line for line in _section(title).splitlines() if line.startswith("| ")][2:]


def _numbers(title: str) -> set[int]:
    return {int(found[1]) for row in _rows(title) if (found := re.match(r"\| T?(\d+)\b", row))}


def test_every_test_that_is_named_exists() -> None:
    named = NODE.findall(TEXT)
    assert len(named) > 40
    defined = {
        path: {
            node.name
            for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8")))
            if isinstance(node, ast.FunctionDef)
        }
        for path in {path for path, _ in named}
    }
    assert [f"{path}::{name}" for path, name in named if name not in defined[path]] == []


def test_no_line_is_without_its_test() -> None:
    for title in ("Acceptance scenarios", "Stories of the demo", "Tasks by keyboard"):
        assert [row for row in _rows(title) if not NODE.search(row)] == [], title


def test_none_that_must_be_shown_is_left_out() -> None:
    assert _numbers("Acceptance scenarios") == SCENARIOS
    assert _numbers("Stories of the demo") == STORIES
    assert _numbers("Tasks by keyboard") == TASKS
