"""What we would say twice in a review: sizes, the clock, the shape of reads."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import PROGRAM, ROOT, name_of, tools, tree_of
from tests.support.each import each

MOST_LINES, MOST_IN_A_FUNCTION = 400, 40
OURS = [
    *PROGRAM,
    *sorted((ROOT / "tests").rglob("*.py")),
    *sorted((ROOT / "bench").rglob("*.py")),
    *sorted((ROOT / "migrations").glob("*.py")),  # the versions are snapshots, as long as tables
    ROOT / "config.py",
]
CLOCK = {
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "datetime.date.today",
    "time.time",
    "sqlalchemy.func.now",
    "sqlalchemy.func.current_timestamp",
}
# Who may do what the list bans, with the mark that says so in the line itself.
BAN_LIFTED = {"app/kernel/clock.py", "app/accounts/guard.py", "app/db.py"}


@each("path", OURS, ids=name_of)
def test_a_file_is_read_in_one_sitting(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= MOST_LINES


def _body_lines(node: ast.FunctionDef) -> int:
    """Count a function without its docstring: words about it do not make it longer."""
    first = node.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    start = first.end_lineno if documented else node.lineno
    return (node.end_lineno or 0) - (start or 0)


@each("path", PROGRAM, ids=name_of)
def test_a_function_fits_one_look(path: Path) -> None:
    functions = (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef))
    assert [node.name for node in functions if _body_lines(node) > MOST_IN_A_FUNCTION] == []


def _private_names(tree: ast.Module) -> set[str]:
    """The names of a file that are its own; a decorator hands what it decorates to somebody."""
    given = [node for node in tree.body if not getattr(node, "decorator_list", ())]
    stored = (part for node in given if isinstance(node, ast.Assign) for part in ast.walk(node))
    named = {
        one.id for one in stored if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
    }
    named |= {node.name for node in given if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    return {name for name in named if re.match(r"_[a-zA-Z]", name)}


@each("path", OURS, ids=name_of)
def test_what_a_file_keeps_to_itself_it_uses(path: Path) -> None:
    tree = tree_of(path)
    read = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    assert _private_names(tree) - read == set()


def test_nobody_took_a_name_off_the_list_of_what_is_banned() -> None:
    """Ruff bans the calls; here we see that the list is whole."""
    banned = set(tools()["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"])
    others = {"sqlalchemy.text", "unittest.mock", "flask_login.current_user"}
    assert CLOCK | others <= banned
    assert "TID" in tools()["ruff"]["lint"]["select"]


def test_a_ban_is_lifted_only_where_it_is_declared() -> None:
    lifted = {name_of(path) for path in PROGRAM if "TID251" in path.read_text(encoding="utf-8")}
    assert lifted <= BAN_LIFTED
    ignored = tools()["ruff"]["lint"]["per-file-ignores"]
    assert [pattern for pattern, rules in ignored.items() if "TID251" in rules] == ["tests/**"]


@each("path", PROGRAM, ids=name_of)
def test_markup_is_made_by_templates(path: Path) -> None:
    """A `Markup` made in Python is a text nobody escapes any more."""
    names = {node.id for node in ast.walk(tree_of(path)) if isinstance(node, ast.Name)}
    assert not names & {"Markup", "render_template_string"}


def _reads() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in PROGRAM:
        if re.match(r"app/\w+/queries(\.py|/)", name_of(path)):
            for node in tree_of(path).body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    yield f"{name_of(path)}:{node.name}", node


READS = dict(_reads())


@each("name", READS)
def test_a_read_takes_the_viewer_first_or_says_why_not(name: str) -> None:
    given = READS[name].args
    parameters = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    if not parameters or parameters[0].arg not in ("viewer", "actor"):
        assert "nscoped" in (ast.get_docstring(READS[name]) or "")


def test_there_are_reads_to_look_at() -> None:
    assert len(READS) > 10
