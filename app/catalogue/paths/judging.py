"""The answer of each way for a situation: what is met, what is not, what to ask. Never a decision.

Nothing here grants or refuses: all ways are shown with their reasons and a person chooses.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.catalogue.criteria.facts import PathFacts, facts_from, facts_told
from app.catalogue.paths.advising import advice_for, papers_for
from app.catalogue.paths.declared import PATHS
from app.catalogue.rules import (
    DEFAULT_PARAMETERS,
    Advice,
    Attends,
    ConsentBasis,
    Fact,
    Figures,
    InForce,
    Paper,
    ParameterKey,
    Parameters,
    PathCode,
)
from app.kernel.verdict import Finding, Verdict, all_of

_ORDER = (Verdict.MET, Verdict.UNKNOWN, Verdict.NOT_MET)
_FORMAT = 1


@dataclass(frozen=True)
class PathVerdict:
    """The answer of a way: each finding with its reason, what would settle it, papers, advice."""

    path: PathCode
    verdict: Verdict
    findings: tuple[Finding, ...]
    missing: tuple[Fact, ...]
    documents: tuple[Paper, ...]
    advice: tuple[Advice, ...]

    @property
    def against(self) -> tuple[Finding, ...]:
        """What is not met: with these settled the way would open."""
        return tuple(one for one in self.findings if one.verdict is Verdict.NOT_MET)


@dataclass(frozen=True)
class PathSnapshot:
    """An answer as it was given, with the facts and figures of that day and the words shown."""

    verdict: PathVerdict
    facts: PathFacts
    parameters: Parameters
    version: int
    wording: tuple[str, ...]
    figures: Figures  # with since when and by whom; nothing for answers kept without
    not_known: tuple[Fact, ...] = ()  # asked that day, and nobody knew


def evaluate(
    code: PathCode, facts: PathFacts, parameters: Parameters = DEFAULT_PARAMETERS
) -> PathVerdict:
    """Return the answer of one way for a situation, with the figures in force."""
    path = PATHS[code]
    findings: list[Finding] = []
    missing: list[Fact] = []
    for condition in path.criteria:
        found = condition(facts, parameters)
        if found is None or found in findings:
            continue
        findings.append(found)
        if found.verdict is Verdict.UNKNOWN:
            missing += [fact for fact in condition.reads if not facts.knows(fact)]
    return PathVerdict(
        path=code,
        verdict=all_of(one.verdict for one in findings),
        findings=tuple(findings),
        missing=tuple(dict.fromkeys(missing)),
        documents=papers_for(path, facts),
        advice=advice_for(path, facts, parameters),
    )


def evaluate_all(
    facts: PathFacts,
    parameters: Parameters = DEFAULT_PARAMETERS,
    consents: Mapping[PathCode, ConsentBasis] | None = None,
) -> tuple[PathVerdict, ...]:
    """Return the answers of all ways: the met first, then those to verify, then the others.

    Inside each, the order of the office's list. None is ever left out. `consents` are of each way,
    where they are not the same for all.
    """
    said = consents or {}
    answers = [
        evaluate(code, replace(facts, consent=said.get(code, facts.consent)), parameters)
        for code in PathCode
    ]
    return tuple(sorted(answers, key=lambda answer: _ORDER.index(answer.verdict)))


def alike(facts: PathFacts) -> tuple[PathCode, ...]:
    """Return which of the four ways that look alike may still be the right one.

    Certified disability at school; a nursery or a class as a whole; a single pupil in difficulty
    without certificate; at home or in the area.
    """
    if facts.help_at_home:
        return (PathCode.ADM,)
    at_school = _at_school(facts)
    return at_school if facts.help_at_home is False else (*at_school, PathCode.ADM)


def _at_school(facts: PathFacts) -> tuple[PathCode, ...]:
    if facts.attends is Attends.NEITHER:
        return ()
    if facts.attends is Attends.NURSERY or facts.whole_class:
        return (PathCode.NURSERY_SUPPORT,)
    one = {True: (PathCode.SCHOOL_ASSISTANCE,), False: (PathCode.SCHOOL_SUPPORT,)}
    both = (PathCode.SCHOOL_ASSISTANCE, PathCode.SCHOOL_SUPPORT)
    pupil = both if facts.certified_disability is None else one[facts.certified_disability]
    settled = facts.whole_class is False and facts.attends is Attends.SCHOOL
    return pupil if settled else (*pupil, PathCode.NURSERY_SUPPORT)


def snapshot(
    verdict: PathVerdict,
    facts: PathFacts,
    parameters: Parameters,
    wording: Sequence[str] = (),
    figures: Figures | None = None,
    *,
    not_known: Sequence[Fact] = (),
) -> dict[str, Any]:
    """Return an answer plain enough for JSON, to be read years later; it names nobody.

    `not_known` are the facts that were asked and nobody knew: the others missing never were.
    """
    return {
        "format": _FORMAT,
        "path": str(verdict.path),
        "version": PATHS[verdict.path].version,
        "verdict": str(verdict.verdict),
        "findings": [
            {"verdict": str(one.verdict), "reason": str(one.reason), "evidence": {**one.evidence}}
            for one in verdict.findings
        ],
        "missing": [str(one) for one in verdict.missing],
        "not_known": [str(one) for one in not_known],
        "documents": [str(one) for one in verdict.documents],
        "advice": [str(one) for one in verdict.advice],
        "facts": facts_told(facts),
        "parameters": {str(key): value for key, value in parameters.items()},
        "figures": {
            str(key): [one.value, one.since.isoformat() if one.since else "", one.source]
            for key, one in (figures or {}).items()
        },
        "wording": [*wording],
    }


def from_snapshot(kept: Mapping[str, Any]) -> PathSnapshot:
    """Return an answer kept by `snapshot`; codes that exist no more are left out, words stay."""
    keys = set(ParameterKey)
    verdict = PathVerdict(
        path=PathCode(kept["path"]),
        verdict=Verdict(kept["verdict"]),
        findings=tuple(
            Finding(Verdict(one["verdict"]), one["reason"], one["evidence"])
            for one in kept["findings"]
        ),
        missing=tuple(Fact(one) for one in kept["missing"] if one in set(Fact)),
        documents=tuple(Paper(one) for one in kept["documents"] if one in set(Paper)),
        advice=tuple(Advice(one) for one in kept["advice"] if one in set(Advice)),
    )
    figures = {ParameterKey(key): value for key, value in kept["parameters"].items() if key in keys}
    return PathSnapshot(
        verdict=verdict,
        facts=facts_from(kept["facts"]),
        parameters=figures,
        version=kept["version"],
        wording=tuple(kept["wording"]),
        figures={
            ParameterKey(key): InForce(value, date.fromisoformat(since) if since else None, source)
            for key, (value, since, source) in kept.get("figures", {}).items()
            if key in keys
        },
        not_known=tuple(Fact(one) for one in kept.get("not_known", ()) if one in set(Fact)),
    )
