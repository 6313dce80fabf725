"""The ways to a service, declared: whom each is for, who may start it, what must be known.

`evaluate` gives the answer of one, `evaluate_all` of all, `questions_for` what to ask; `alike`
chooses between the four that look alike; `snapshot` keeps an answer for years.
"""

from app.catalogue.criteria import Answers, PathFacts, asked_in_vain, facts_from, facts_told
from app.catalogue.paths.asking import door_of, questions_for
from app.catalogue.paths.comuni import intervening, paying
from app.catalogue.paths.declared import PATHS
from app.catalogue.paths.examples import SITUATIONS, Situation
from app.catalogue.paths.judging import (
    PathSnapshot,
    PathVerdict,
    alike,
    evaluate,
    evaluate_all,
    from_snapshot,
    snapshot,
)
from app.catalogue.paths.opening import Opening, openings
from app.catalogue.paths.path import Path
from app.catalogue.paths.trying import Change, changes

__all__ = [
    "PATHS",
    "SITUATIONS",
    "Answers",
    "Change",
    "Opening",
    "Path",
    "PathFacts",
    "PathSnapshot",
    "PathVerdict",
    "Situation",
    "alike",
    "asked_in_vain",
    "changes",
    "door_of",
    "evaluate",
    "evaluate_all",
    "facts_from",
    "facts_told",
    "from_snapshot",
    "intervening",
    "openings",
    "paying",
    "questions_for",
    "snapshot",
]
