"""What we would say twice in a review: sizes, who imports whom, the shape of reads and writes."""

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import grimp
import pytest

import app as _program  # noqa: F401 - registers every use case
from app.transaction.use_case import USE_CASES

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "app").rglob("*.py"))
MOST_LINES, MOST_IN_A_FUNCTION = 400, 40
# Plumbing that reads for nobody in particular stands under the features that have viewers.
BELOW_VIEWERS = {"app.transaction.queries", "app.vault.queries", "app.audit.queries"}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("app")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_files_and_functions_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MOST_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            first = node.body[0]
            docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            start = first.end_lineno if docstring else node.lineno
            assert node.end_lineno - start <= MOST_IN_A_FUNCTION, node.name


def test_no_feature_uses_the_forms_or_routes_of_another(graph: grimp.ImportGraph) -> None:
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            private = re.match(r"app\.(\w+)\.(forms|routes)\b", imported)
            if private and private[1] not in ("web", importer.split(".")[1]):
                assert importer == "app.features", f"{importer} uses {imported}"


def test_models_of_another_feature_are_only_joined(graph: grimp.ImportGraph) -> None:
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            owner = re.match(r"app\.(\w+)\.models$", imported)
            if owner is None or owner[1] in (importer.split(".")[1], "tenancy"):
                continue
            allowed = importer.endswith(".models") or ".queries" in importer
            assert allowed or importer.startswith("app.demo"), f"{importer} uses {imported}"


def test_every_name_in_the_contracts_exists(graph: grimp.ImportGraph) -> None:
    """A contract over a name that matches nothing keeps nothing, silently."""
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    for contract in tools["importlinter"]["contracts"]:
        named = contract.get("source_modules", []) + contract.get("protected_modules", [])
        for name in named:
            assert any(fnmatch(module, name) for module in graph.modules), name


def _public_functions(module: str) -> Iterator[ast.FunctionDef]:
    path = ROOT / (module.replace(".", "/") + ".py")
    if path.exists():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield node


def test_every_read_takes_the_viewer_first_or_says_why_not(graph: grimp.ImportGraph) -> None:
    for module in sorted(graph.modules):
        if not re.match(r"app\.\w+\.queries", module):
            continue
        for function in _public_functions(module):
            first = function.args.args[0].arg if function.args.args else ""
            if first not in ("viewer", "actor"):
                said = ast.get_docstring(function) or ""
                assert "nscoped" in said, f"{module}.{function.name}"


@pytest.mark.parametrize("name", sorted(USE_CASES))
def test_a_use_case_has_its_shape(name: str) -> None:
    case = USE_CASES[name]
    signature = inspect.signature(case.function)
    kinds = {parameter.kind for parameter in signature.parameters.values()}
    assert kinds == {inspect.Parameter.KEYWORD_ONLY}
    assert [*signature.parameters][:2] == ["actor", "now"]
    assert all(p.default is p.empty for p in signature.parameters.values() if p.name == "now")
    assert re.fullmatch(r"[a-z]+\.[a-z_]+\.[a-z_]+", name)
    assert (case.function.__doc__ or "").strip()
    module = case.function.__module__
    if module.startswith("app."):
        assert name.split(".", maxsplit=1)[0] == module.split(".")[1]


def test_only_the_clock_reads_the_time() -> None:
    """Ruff bans the calls; here we see that nobody took a name off its list."""
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    banned = tools["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"]
    for name in (
        "datetime.datetime.now",
        "datetime.date.today",
        "sqlalchemy.func.now",
        "time.time",
    ):
        assert name in banned


@pytest.mark.parametrize("path", sorted((ROOT / "app").rglob("forms.py")), ids=_name)
def test_a_form_refuses_with_the_one_error_the_library_catches(path: Path) -> None:
    """A ValueError in a validator is a fault page since WTForms 3.3, not a sentence."""
    assert "raise ValueError" not in path.read_text(encoding="utf-8")
