"""What would make a way possible where a condition is not met: never a promise, always a next step.

The words are those of `Chance`; `evidence` holds what they name: a day, an age, a question.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.catalogue.criteria.facts import Criterion, PathFacts
from app.catalogue.paths.declared import PATHS
from app.catalogue.rules import (
    Chance,
    Fact,
    ParameterKey,
    Parameters,
    PathCode,
    PathReason,
    day_in,
)
from app.kernel.periods import OF_AGE
from app.kernel.verdict import Finding, Verdict

R = PathReason
_BY_AGE = {R.TOO_YOUNG, R.NOT_ADULT}
_TOO_LATE = {R.TOO_OLD, R.IS_OF_AGE}
_ASKED_OF: Mapping[PathReason, tuple[Chance, ...]] = {
    R.FAMILY_ALONE: (Chance.WORKER_REPORTS, Chance.SERVICE_REPORTS),
    R.ASKED_BY_SOMEBODY_ELSE: (Chance.SHE_ASKS, Chance.WORKER_REPORTS, Chance.SERVICE_REPORTS),
    R.NOT_FROM_JUSTICE: (Chance.JUSTICE_ASKS,),
    R.NOT_CERTIFIED: (Chance.CERTIFICATE_COMES,),
}
_BETTER: Mapping[PathReason, PathCode] = {
    R.CERTIFIED_GOES_ELSEWHERE: PathCode.SCHOOL_ASSISTANCE,
    R.FOR_THE_WHOLE_CLASS: PathCode.NURSERY_SUPPORT,
    R.FOR_ONE_PUPIL: PathCode.SCHOOL_SUPPORT,
    R.AT_NURSERY: PathCode.NURSERY_SUPPORT,
    R.NOT_A_WOMAN: PathCode.SOCIAL_SECRETARIAT,
    R.NOT_ADULT: PathCode.CHILD_PROTECTION,
    R.SIMPLE_SITUATION: PathCode.SOCIAL_SECRETARIAT,
}


@dataclass(frozen=True)
class Opening:
    """One thing that would make a way possible; `way` is one that fits better as things are."""

    chance: Chance
    evidence: Mapping[str, str] = field(default_factory=dict)
    asks: tuple[Fact, ...] = ()
    way: PathCode | None = None


def openings(
    code: PathCode, facts: PathFacts, parameters: Parameters, born: date | None = None
) -> tuple[Opening, ...]:
    """Return, for each condition of a way that is not met, what would make it possible.

    `born` is the day of birth, where it is known whole: it turns an age into a day.
    """
    found: list[Opening] = []
    for condition in PATHS[code].criteria:
        finding = condition(facts, parameters)
        if finding is not None and finding.verdict is Verdict.NOT_MET:
            found += _of(condition, finding, parameters, born)
    return tuple(one for place, one in enumerate(found) if one not in found[:place])


def _of(
    condition: Criterion, finding: Finding, parameters: Parameters, born: date | None
) -> Iterator[Opening]:
    reason = PathReason(finding.reason)
    if reason in _BY_AGE:
        yield _birthday(int(finding.evidence.get("least", OF_AGE)), born)
    elif reason in _TOO_LATE:
        yield Opening(Chance.NOTHING_BY_AGE)
    elif reason is R.SUMMER_OUTSIDE:
        yield _next_summer(date.fromisoformat(finding.evidence["day"]), parameters)
    elif reason in _ASKED_OF:
        yield from map(Opening, _ASKED_OF[reason])
    elif reason not in _BETTER:
        yield Opening(Chance.ANSWER_CHANGES, asks=condition.reads)
    if reason in _BETTER:
        yield Opening(Chance.ANOTHER_WAY, way=_BETTER[reason])


def _birthday(age: int, born: date | None) -> Opening:
    if born is None:
        return Opening(Chance.AGE_REACHED, {"age": str(age)})
    day = _turns(born, age)
    return Opening(Chance.BIRTHDAY, {"age": str(age), "day": day.isoformat()})


def _turns(born: date, age: int) -> date:
    """Return the day on which she is that old; who is born on 29 February, on 1 March."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def _next_summer(day: date, parameters: Parameters) -> Opening:
    ends = day_in(parameters, ParameterKey.ADM_SUMMER_TO, day.year)
    year = day.year if day <= ends else day.year + 1
    span = {
        "first": day_in(parameters, ParameterKey.ADM_SUMMER_FROM, year).isoformat(),
        "last": day_in(parameters, ParameterKey.ADM_SUMMER_TO, year).isoformat(),
    }
    return Opening(Chance.DAY_IN_SUMMER, span)
