"""What the panel beside the questions of a way says: reasons, what would help, other ways."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict

from app.catalogue.labels import figure_notes, opening_text, question_text, sentence, wording
from app.catalogue.paths import (
    PATHS,
    PathFacts,
    PathVerdict,
    evaluate,
    evaluate_all,
    intervening,
    openings,
    paying,
)
from app.catalogue.rules import (
    PAPER_OF,
    Advice,
    ConsentBasis,
    Fact,
    Figures,
    Paper,
    PathCode,
    Source,
    question,
    values_of,
)
from app.intake.forms import ChooserForm
from app.intake.queries import SubjectRow
from app.kernel.text import clean
from app.kernel.verdict import Finding, Verdict

# Who pays has a line of its own.
_SAID_ABOVE = {Advice.PAYER_TO_VERIFY, Advice.PAYER_IS_ELSEWHERE}


@dataclass(frozen=True)
class Said:
    """One reason in words; `notes` say since when its figures count, and who says so."""

    verdict: Verdict
    words: str
    notes: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Beside:
    """One of brothers and sisters looked at together: what the way says of each, and what else."""

    name: str
    age: int | None
    verdict: Verdict
    against: tuple[str, ...]
    to_ask: tuple[str, ...]
    elsewhere: bool  # for the age: foster care, or a family community


@dataclass(frozen=True)
class Panel:
    """What the panel shows of a way for a person; `wording` is what is kept with the choice."""

    path: PathCode
    number: int
    subject: SubjectRow
    answer: PathVerdict
    intervenes: Said
    pays: Said
    findings: tuple[Said, ...]
    possible: tuple[str, ...]
    missing: tuple[str, ...]
    not_known: tuple[tuple[str, Paper | None], ...]  # asked: the paper that says it
    advice: tuple[Advice, ...]
    others: tuple[PathVerdict, ...]
    sources: tuple[Source, ...]
    wording: tuple[str, ...]


def explained(
    path: PathCode,
    facts: PathFacts,
    consents: Mapping[PathCode, ConsentBasis],
    figures: Figures,
    subject: SubjectRow,
    *,
    not_known: Collection[Fact] = (),
) -> Panel:
    """Return what a way says of a person now, with the figures in force; `consents` of each way.

    What is missing was never asked, or nobody knew it (`not_known`): then a paper may say it.
    """
    parameters = values_of(figures)
    born = subject.person.birth.on if subject.person else None
    answers = evaluate_all(facts, parameters, consents)
    answer = next(one for one in answers if one.path is path)
    chances = openings(path, facts, parameters, born)
    return Panel(
        path=path,
        number=PATHS[path].number,
        subject=subject,
        answer=answer,
        intervenes=_said(intervening(PATHS[path], facts), figures),
        pays=_said(paying(PATHS[path], facts), figures),
        findings=tuple(_said(one, figures) for one in answer.findings),
        possible=tuple(map(opening_text, chances)),
        missing=tuple(
            question_text(question(fact)) for fact in answer.missing if fact not in not_known
        ),
        not_known=tuple(
            (question_text(question(fact)), PAPER_OF.get(fact))
            for fact in answer.missing
            if fact in not_known
        ),
        advice=tuple(one for one in answer.advice if one not in _SAID_ABOVE),
        others=tuple(
            one for one in answers if one.path is not path and one.verdict is not Verdict.NOT_MET
        ),
        sources=PATHS[path].sources,
        wording=wording(answer, facts, figures, chances),
    )


def beside(
    path: PathCode, facts: PathFacts, figures: Figures, named: tuple[str, int | None]
) -> Beside:
    """Return what a way says of one of several, in few words: what is against, what to ask."""
    answer = evaluate(path, facts, values_of(figures))
    return Beside(
        *named,
        answer.verdict,
        tuple(sentence(one) for one in answer.against),
        tuple(question_text(question(fact)) for fact in answer.missing),
        Advice.FOSTER_OR_FAMILY_COMMUNITY in answer.advice,
    )


def chooser(known: Mapping[str, Any]) -> ChooserForm:
    """Return what tells apart the four ways that look alike, as the address answers."""
    names = ChooserForm.NAMES
    told = {name: clean(request.args.get(name, ""))[:40] for name in names}
    proposed = {name: str(known[name]) for name in names if known.get(name)}
    given = {name: value for name, value in told.items() if value}
    form = ChooserForm(formdata=MultiDict({**proposed, **given}))
    form.asked = bool(given)
    return form


def _said(finding: Finding, figures: Figures) -> Said:
    return Said(finding.verdict, sentence(finding), figure_notes(finding, figures), finding.reason)
