"""Trying a figure before it is chosen: which known situations would be answered otherwise."""

from dataclasses import dataclass

from app.catalogue.paths.examples import SITUATIONS, Situation
from app.catalogue.paths.judging import evaluate
from app.catalogue.rules import ParameterKey, Parameters
from app.kernel.verdict import Verdict


@dataclass(frozen=True)
class Change:
    """A situation that a figure would answer otherwise."""

    situation: Situation
    before: Verdict
    after: Verdict


def changes(parameters: Parameters, key: ParameterKey, value: str) -> tuple[Change, ...]:
    """Return the situations whose answer a value would change; `value` is one that may stand."""
    tried = {**parameters, key: value}
    found = (
        Change(
            one,
            evaluate(one.path, one.facts, parameters).verdict,
            evaluate(one.path, one.facts, tried).verdict,
        )
        for one in SITUATIONS
    )
    return tuple(one for one in found if one.before is not one.after)
