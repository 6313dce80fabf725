"""Italian stands where it belongs, and every code has its words."""

import ast
import importlib
import pkgutil
import re
from enum import StrEnum
from pathlib import Path

import pytest

import app as program
from app.accounts.policy import Permission
from app.features import LABELS, REASONS
from app.kernel.label import Tone
from app.web import errors
from app.web.formatting import label

ROOT = Path(__file__).parents[2]
PURE = ("rules", "procedure", "operations", "queries", "models", "matching", "searching")
WORN_OUT_PASSWORDS = "app/accounts/rules.py"  # holds the words everybody tries first
ITALIAN = re.compile(
    r"\b(della|delle|degli|nella|sono|questo|questa|persona|ufficio|giorno)\b|[àèéìòù]"
)
# Codes that never reach a screen.
SILENT = {"Permission", "Tone", "IdentifierKind", "Doubt"}


def _modules() -> list[str]:
    found = pkgutil.walk_packages(program.__path__, "app.")
    return [module.name for module in found if not module.name.endswith("gunicorn_conf")]


def _enums() -> list[type[StrEnum]]:
    found = set()
    for name in _modules():
        for value in vars(importlib.import_module(name)).values():
            if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum:
                found.add(value)
    return sorted(found, key=lambda enum: enum.__name__)


@pytest.mark.parametrize("enum", _enums(), ids=lambda enum: enum.__name__)
def test_every_code_has_its_words(enum: type[StrEnum]) -> None:
    if enum.__name__ in SILENT:
        return
    if enum.__name__.endswith("Fault"):
        missing = [member for member in enum if member not in REASONS]
    else:
        missing = [member for member in enum if member not in LABELS.get(enum, {})]
    assert missing == []


def test_the_codes_that_stay_silent_are_few() -> None:
    assert Permission.__name__ in SILENT
    assert Tone.__name__ in SILENT
    assert callable(label)
    assert errors.STATUS


def test_no_two_features_give_different_sentences_to_one_code() -> None:
    seen: dict[str, str] = {}
    for name in _modules():
        if not name.endswith(".labels"):
            continue
        for code, sentence in getattr(importlib.import_module(name), "REASONS", {}).items():
            assert seen.setdefault(str(code), sentence) == sentence, code


def _sources() -> list[Path]:
    return [
        path
        for path in sorted((ROOT / "app").rglob("*.py"))
        if (path.stem in PURE or path.parent.name in PURE)
        and path.parts[-2] not in ("demo", "docs", "jobs")
        and path.relative_to(ROOT).as_posix() != WORN_OUT_PASSWORDS
    ]


@pytest.mark.parametrize("path", _sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_what_decides_speaks_no_italian(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.FunctionDef, ast.ClassDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    spoken = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
        and ITALIAN.search(node.value)
    ]
    assert spoken == []
