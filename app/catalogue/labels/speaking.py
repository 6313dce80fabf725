"""Turning what was found into plain sentences that name the datum used."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from string import Formatter

from app.catalogue.labels.questions import QUESTIONS
from app.catalogue.labels.reasons import ADVICE, FINDINGS
from app.catalogue.labels.services import ONE, SERVICES
from app.catalogue.labels.vocabulary import VOCABULARY
from app.catalogue.paths import PathVerdict
from app.catalogue.rules import (
    PARAMETERS,
    Advice,
    ConsentBasis,
    DisabilityDegree,
    Measure,
    ParameterKey,
    ParameterKind,
    PathCode,
    Question,
    ReferralSource,
)
from app.kernel.label import Label
from app.kernel.verdict import Finding, Verdict

_NOTHING = "non indicato"


def sentence(finding: Finding) -> str:
    """Return what was found in plain Italian, with the data it rests on.

    A reason that exists no more (an answer read years later) is said as such, never hidden.
    """
    words = FINDINGS.get(finding.reason)
    if words is None:
        return "Condizione non più in uso, valutata con le regole di allora."
    names = {name for _, name, _, _ in Formatter().parse(words) if name}
    said = {name: _said(name, finding.evidence.get(name, "")) for name in names}
    return words.format(**said)


def wording(answer: PathVerdict) -> tuple[str, ...]:
    """Return an answer as it is shown, line by line: to be kept with the decision."""
    name = VOCABULARY[PathCode][answer.path].text
    head = f"{name}: {VOCABULARY[Verdict][answer.verdict].text.lower()}."
    advice = (ADVICE[Advice][one].text for one in answer.advice)
    return (head, *(sentence(one) for one in answer.findings), *advice)


def question_text(question: Question) -> str:
    """Return how a question is asked."""
    return QUESTIONS[type(question.key)][question.key].text


def parameter_text(value: str, key: ParameterKey) -> str:
    """Return the value of a figure as people say it."""
    kind = PARAMETERS[key].kind
    if kind is ParameterKind.AGE:
        return f"{value} anni"
    if kind is ParameterKind.EURO:
        return f"{value} €"
    answers = {"yes": "sì", "no": "no", "unknown": "da confermare"}
    return answers.get(value, value) if kind is ParameterKind.YES_NO else value


def amount_text(quantity: int | str, measure: Measure) -> str:
    """Return how much of a measure there is: «1 posto», «1,5 ore alla settimana»."""
    words = ONE[measure] if str(quantity) == "1" else SERVICES[Measure][measure].text
    return f"{quantity} {words}"


def _said(name: str, value: str) -> str:
    if not value or value == "None":
        return _NOTHING
    return _SAID.get(name, _plain)(value)


def _coded(words: Mapping[StrEnum, Label]) -> Callable[[str], str]:
    """Return how a code is said inside a sentence; one that exists no more stays as it was kept."""

    def say(value: str) -> str:
        known = (label.text for code, label in words.items() if code == value)
        text = next(known, value)
        return text[:1].lower() + text[1:]

    return say


def _day(value: str) -> str:
    try:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    except ValueError:
        return value


def _plain(value: str) -> str:
    return value


_SAID: dict[str, Callable[[str], str]] = {
    "source": _coded(VOCABULARY[ReferralSource]),
    "consent": _coded(VOCABULARY[ConsentBasis]),
    "disability": _coded(QUESTIONS[DisabilityDegree]),
    "day": _day,
    "first": _day,
    "last": _day,
}
