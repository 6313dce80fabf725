"""What is known when a way is judged: everything may be missing, and missing is an answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from app.catalogue.rules import (
    FACT_KINDS,
    AnswerKind,
    Attends,
    ConsentBasis,
    DisabilityDegree,
    Fact,
    Intervention,
    Parameters,
    PathReason,
    ReferralSource,
)
from app.kernel.verdict import Finding, Verdict

Answers = Mapping[str, Any]
_BOOLEANS = {"yes": True, "no": False}
_OLDEST = 130


@dataclass(frozen=True, kw_only=True)
class PathFacts:
    """A person and her situation as far as they are known; None is "not known yet".

    Fields have the names of `Fact`. Nothing here tells who the person is.
    """

    age: int | None = None
    source: ReferralSource | None = None
    worker_refers: bool | None = None
    consent: ConsentBasis | None = None
    court_order: bool | None = None
    emergency_403: bool | None = None
    parents_resided_here: bool | None = None
    present_here: bool | None = None
    urgent: bool | None = None
    needs_support: bool | None = None
    interventions: frozenset[Intervention] | None = None
    summer_from: date | None = None
    pregnant: bool | None = None
    mother_with_children: bool | None = None
    psychosocial_difficulty: bool | None = None
    housing_difficulty: bool | None = None
    own_will: bool | None = None
    order_concerns_child: bool | None = None
    must_leave_family: bool | None = None
    complex_situation: bool | None = None
    penal_proceeding: bool | None = None
    disability: DisabilityDegree | None = None
    certified_disability: bool | None = None
    under_age_papers: bool | None = None
    disadvantaged: bool | None = None
    seeks_work: bool | None = None
    needs_training: bool | None = None
    limited_autonomy: bool | None = None
    not_self_sufficient: bool | None = None
    attends: Attends | None = None
    whole_class: bool | None = None
    school_difficulty: bool | None = None
    help_at_home: bool | None = None
    foreign_citizen: bool | None = None
    economic_need: bool | None = None
    isee_valid: bool | None = None
    household_already_helped: bool | None = None
    woman: bool | None = None
    in_difficulty: bool | None = None
    suffers_violence: bool | None = None
    without_home: bool | None = None

    def knows(self, fact: Fact) -> bool:
        """Return whether something is known of a fact; a consent "not known" is not known."""
        return getattr(self, fact) not in (None, ConsentBasis.UNKNOWN)


@dataclass(frozen=True)
class Criterion:
    """A condition of a way: its name, the facts it reads, and the function that judges.

    The function returns None where the condition does not apply.
    """

    name: str
    reads: tuple[Fact, ...]
    judge: Callable[[PathFacts, Parameters], Finding | None]
    words: str

    def __call__(self, facts: PathFacts, parameters: Parameters) -> Finding | None:
        """Judge the condition on the facts, with the figures in force."""
        return self.judge(facts, parameters)


def criterion(
    *reads: Fact,
) -> Callable[[Callable[[PathFacts, Parameters], Finding | None]], Criterion]:
    """Make a function a criterion, and say which facts it reads."""

    def make(judge: Callable[[PathFacts, Parameters], Finding | None]) -> Criterion:
        return Criterion(judge.__name__, reads, judge, judge.__doc__ or "")

    return make


def met(reason: PathReason, **evidence: object) -> Finding:
    """Return that a condition is met, why, and the data it rests on."""
    return Finding(Verdict.MET, reason, _plain(evidence))


def not_met(reason: PathReason, **evidence: object) -> Finding:
    """Return that a condition is not met, why, and the data it rests on."""
    return Finding(Verdict.NOT_MET, reason, _plain(evidence))


def unknown(reason: PathReason, **evidence: object) -> Finding:
    """Return that a condition cannot be judged yet, what is missing, and what was known."""
    return Finding(Verdict.UNKNOWN, reason, _plain(evidence))


def of_fact(known: bool | None, yes: PathReason, no: PathReason, missing: PathReason) -> Finding:  # noqa: FBT001
    """Return the finding of one fact that may not be known."""
    if known is None:
        return unknown(missing)
    return met(yes) if known else not_met(no)


def facts_from(answers: Answers, **known: Any) -> PathFacts:
    """Return the facts that answers tell, by the name of the fact; `known` ones win.

    An answer is the text of a form: yes, no, unknown, a code, a number, a day as 2026-11-30 (or a
    list of codes). What cannot be read is not known.
    """
    read = {fact.value: _read(fact, answers.get(fact.value)) for fact in Fact}
    names = {field.name for field in fields(PathFacts)}
    return PathFacts(**{**read, **{name: value for name, value in known.items() if name in names}})


def asked_in_vain(answers: Answers) -> tuple[Fact, ...]:
    """Return the facts that somebody was asked and did not know; the criteria read no difference.

    No answer, or an empty one, is a question that was never put.
    """
    return tuple(fact for fact in Fact if answers.get(fact.value) == "unknown")


def facts_told(facts: PathFacts) -> dict[str, Any]:
    """Return what is known as answers, plain enough for JSON; `facts_from` reads them back."""
    told = {fact.value: getattr(facts, fact) for fact in Fact}
    return {name: _told(value) for name, value in told.items() if value is not None}


def _told(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset):
        return sorted(str(one) for one in value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _read(fact: Fact, answer: Any) -> Any:
    kind, codes = FACT_KINDS.get(fact, (AnswerKind.YES_NO, None))
    if kind is AnswerKind.SEVERAL and codes is not None:
        given = answer if isinstance(answer, list | tuple) else [answer]
        plain = [one for one in given if isinstance(one, str)]
        chosen = frozenset(codes(one) for one in plain if one in set(codes))
        return chosen or None
    if not isinstance(answer, str):
        return None
    if kind is AnswerKind.YES_NO:
        return _BOOLEANS.get(answer)
    if kind is AnswerKind.NUMBER:
        fits = answer.isascii() and answer.isdecimal() and len(answer) <= 3
        return int(answer) if fits and int(answer) <= _OLDEST else None
    if kind is AnswerKind.DATE:
        return _day(answer)
    return codes(answer) if codes is not None and answer in set(codes) else None


def _day(answer: str) -> date | None:
    try:
        return date.fromisoformat(answer)
    except ValueError:
        return None


def _plain(evidence: Mapping[str, object]) -> dict[str, str]:
    return {
        name: value.isoformat() if isinstance(value, date) else str(value)
        for name, value in evidence.items()
    }
