"""The program as text: its files, its trees, the contracts that pyproject.toml declares."""

import ast
import importlib
import importlib.util
import pkgutil
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import app as program

ROOT = Path(__file__).parents[2]
PROGRAM = sorted((ROOT / "app").rglob("*.py"))
TEMPLATES = sorted((ROOT / "app").rglob("templates/**/*.html"))
# The web server reads this file itself, in a process of its own.
NOT_OURS_TO_IMPORT = {"app.jobs.gunicorn_conf"}


def name_of(path: Path) -> str:
    """Return the path as one writes it in the root of the project."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def feature_of(module: str) -> str:
    """Return `people` for `app.people.queries.page`."""
    return module.split(".")[1]


@cache
def modules() -> tuple[ModuleType, ...]:
    """Return every module of the program, imported."""
    found = (module.name for module in pkgutil.walk_packages(program.__path__, "app."))
    return tuple(importlib.import_module(name) for name in found if name not in NOT_OURS_TO_IMPORT)


@cache
def tools() -> dict[str, Any]:
    """Return the `tool` part of pyproject.toml."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    settings: dict[str, Any] = tomllib.loads(text)["tool"]
    return settings


def contracts(*, of_type: str = "") -> list[dict[str, Any]]:
    """Return the contracts between packages, all or of one type."""
    declared = tools()["importlinter"]["contracts"]
    return [contract for contract in declared if of_type in ("", contract["type"])]


def layers_of_features() -> list[str]:
    """Return the packages from the top of the house to its foundations."""
    whole = next(c for c in contracts(of_type="layers") if c["containers"] == ["app"])
    names = [name.strip("() ") for layer in whole["layers"] for name in layer.split("|")]
    return [name for name in names if importlib.util.find_spec(f"app.{name}")]


def docstrings_of(tree: ast.Module) -> set[int]:
    """Return the identities of the nodes that are docstrings."""
    documented = (ast.Module, ast.FunctionDef, ast.ClassDef)
    bodies = (node.body for node in ast.walk(tree) if isinstance(node, documented) and node.body)
    return {id(body[0].value) for body in bodies if isinstance(body[0], ast.Expr)}


def texts_of(tree: ast.Module) -> Iterable[str]:
    """Yield every string of a file but its docstrings."""
    ours = docstrings_of(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in ours:
            yield node.value
