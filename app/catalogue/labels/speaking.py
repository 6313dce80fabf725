"""Turning what was found into plain sentences that name the datum used."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from string import Formatter

from app.catalogue.labels.questions import QUESTIONS
from app.catalogue.labels.reasons import ADVICE, CHANCES, FINDINGS
from app.catalogue.labels.services import ONE, SERVICES
from app.catalogue.labels.vocabulary import VOCABULARY
from app.catalogue.paths import (
    PATHS,
    Opening,
    PathFacts,
    PathVerdict,
    facts_told,
    intervening,
    paying,
)
from app.catalogue.rules import (
    FACT_KINDS,
    PARAMETERS,
    Advice,
    AnswerKind,
    Chance,
    ConsentBasis,
    DisabilityDegree,
    Fact,
    Figures,
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


def wording(
    answer: PathVerdict,
    facts: PathFacts | None = None,
    figures: Figures | None = None,
    openings: Iterable[Opening] = (),
) -> tuple[str, ...]:
    """Return an answer as it is shown, line by line: to be kept with the decision."""
    name = VOCABULARY[PathCode][answer.path].text
    head = f"{name}: {VOCABULARY[Verdict][answer.verdict].text.lower()}."
    found = (
        " ".join([sentence(one), *(figure_notes(one, figures) if figures else ())])
        for one in answer.findings
    )
    possible = (f"Sarebbe possibile: {opening_text(one)}" for one in openings)
    advice = (ADVICE[Advice][one].text for one in answer.advice)
    return (head, *(_comuni(answer, facts) if facts else ()), *found, *possible, *advice)


def rule_text(reason: str) -> str:
    """Return a rule in words by the code of a reason, without the data of anybody."""
    words = FINDINGS.get(reason)
    if words is None:
        return "Condizione non più in uso."
    return words.format_map(defaultdict(lambda: "…")).replace("….", "…")


def figure_notes(finding: Finding, figures: Figures) -> tuple[str, ...]:
    """Return, for each figure a finding rests on, since when it counts and who says so."""
    keys = (key for key in finding.evidence.get("rules", "").split(",") if key in figures)
    return tuple(_figure_note(ParameterKey(key), figures) for key in keys)


def opening_text(opening: Opening) -> str:
    """Return what would make a way possible, with the day, the question or the way it names."""
    words = CHANCES[Chance][opening.chance].text
    said = {name: _said(name, value) for name, value in opening.evidence.items()}
    asks = " oppure ".join(f"«{QUESTIONS[Fact][fact].text}»" for fact in opening.asks)
    way = VOCABULARY[PathCode][opening.way].text if opening.way else ""
    return words.format(**said, asks=f"{asks}.", way=way)


def answer_text(facts: PathFacts) -> str:
    """Return what is known of a situation, each question with its answer in words."""
    told = facts_told(facts)
    known = (
        f"{QUESTIONS[Fact][fact].text} {_answered(fact, told[fact])}"
        for fact in Fact
        if fact in told
    )
    return "; ".join(known) or "Non si sa ancora niente."


def _answered(fact: Fact, answer: object) -> str:
    """Return one answer as a page says it: a code by its label, several in a row."""
    kind, codes = FACT_KINDS.get(fact, (AnswerKind.YES_NO, None))
    words = {**VOCABULARY, **QUESTIONS}[codes] if codes is not None else None
    several = answer if isinstance(answer, list) else [answer]
    return ", ".join(_answered_one(str(one), kind, words) for one in several)


def _answered_one(answer: str, kind: AnswerKind, words: Mapping[StrEnum, Label] | None) -> str:
    if words is not None:
        return _coded(words)(answer)
    if kind is AnswerKind.DATE:
        return _day(answer)
    return {"yes": "sì", "no": "no"}.get(answer, answer)


def _comuni(answer: PathVerdict, facts: PathFacts) -> tuple[str, str]:
    path = PATHS[answer.path]
    return (
        f"Comune che interviene: {sentence(intervening(path, facts))}",
        f"Comune che paga: {sentence(paying(path, facts))}",
    )


def _figure_note(key: ParameterKey, figures: Figures) -> str:
    figure = figures[key]
    since = f"in vigore dal {figure.since:%d/%m/%Y}" if figure.since else "valore di partenza"
    source = figure.source or "regola dell'ufficio"
    about = VOCABULARY[ParameterKey][key].text
    return f"{about}: {parameter_text(figure.value, key)}, {since}, fonte: {source}."


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
