"""Which refusals a use case may answer with, read from its code instead of written twice."""

import ast
import inspect
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

from app.kernel.errors import OfficeError

# The doors themselves refuse in ways that hold for every use case: the page says them once.
_PLUMBING = ("app.transaction", "app.audit", "app.vault", "app.db")
_LOADING = "app.transaction.loading"  # how a row is reached differs from one use case to another


@dataclass(frozen=True)
class Refusal:
    """A way to be refused, with the code of its reason; no code when only the moment knows it."""

    kind: str
    code: str = ""


def refusals_of(function: Callable[..., Any]) -> tuple[Refusal, ...]:
    """Return what `function`, or whatever of ours it calls, raises of `OfficeError`, in order.

    A code that the program computes is left out; a call through a variable is not followed.
    """
    found = dict.fromkeys(_raised(inspect.unwrap(function), set()))
    coded = {refusal.kind for refusal in found if refusal.code}
    return tuple(refusal for refusal in found if refusal.code or refusal.kind not in coded)


def _raised(function: Callable[..., Any], seen: set[str]) -> Iterator[Refusal]:
    name = f"{function.__module__}.{function.__name__}"
    node = _definitions(sys.modules[function.__module__]).get(function.__name__)
    if name in seen or node is None:
        return
    seen.add(name)
    known = vars(sys.modules[function.__module__])
    for part in ast.walk(node):
        if isinstance(part, ast.Raise) and part.exc is not None:
            yield from _refusal(part.exc, known)
        elif isinstance(part, ast.keyword) and part.arg == "refusals":
            for value in ast.walk(part.value):
                yield from _refusal(value, known) if isinstance(value, ast.Call) else ()
        elif isinstance(part, ast.Call):
            called = inspect.unwrap(_meaning(part.func, known))
            if isinstance(called, FunctionType) and _ours(called.__module__):
                yield from _raised(called, seen)


@cache
def _definitions(module: ModuleType) -> dict[str, ast.FunctionDef]:
    tree = ast.parse(inspect.getsource(module))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def _ours(module: str) -> bool:
    return module == _LOADING or (module.startswith("app.") and not module.startswith(_PLUMBING))


def _meaning(node: ast.expr, known: dict[str, Any]) -> Any:
    """Return what a name, or a name with a dot, stands for in its module; None when it is local."""
    if isinstance(node, ast.Name):
        return known.get(node.id)
    if isinstance(node, ast.Attribute):
        return getattr(_meaning(node.value, known), node.attr, None)
    return None


def _refusal(raised: ast.expr, known: dict[str, Any]) -> Iterator[Refusal]:
    call = raised if isinstance(raised, ast.Call) else None
    kind = _meaning(call.func if call else raised, known)
    if not (isinstance(kind, type) and issubclass(kind, OfficeError)):
        return
    codes = [_code(argument, known) for argument in call.args] if call else []
    for code in codes or [""]:
        yield Refusal(kind.__name__, code)


def _code(argument: ast.expr, known: dict[str, Any]) -> str:
    """Return the code of a reason: the field before the colon only says where it is shown."""
    if isinstance(argument, ast.JoinedStr):
        last = argument.values[-1]
        return _code(last.value if isinstance(last, ast.FormattedValue) else last, known)
    if isinstance(argument, ast.Constant):
        return str(argument.value).rpartition(":")[2]
    meaning = _meaning(argument, known)
    return str(meaning) if isinstance(meaning, StrEnum) else ""
