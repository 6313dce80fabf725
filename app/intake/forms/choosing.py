"""What a way to a service asks: the questions of the catalogue as fields, whatever they are."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from wtforms import Field

from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.paths import questions_for
from app.catalogue.rules import (
    AnswerKind,
    Attends,
    Detail,
    Door,
    PathCode,
    Question,
    ReferralSource,
)
from app.web.fields import (
    NOT_ASKED,
    YES_NO_UNKNOWN,
    choice,
    day,
    labelled,
    long_text,
    several,
    short_text,
    tick,
)
from app.web.forms import EditForm, OfficeForm

ASKED = "asked_"
_NOT_KNOWN = ("unknown", "Non so")
_MAY_BE_UNKNOWN = (AnswerKind.YES_NO, AnswerKind.CHOICE)


class ChooserForm(OfficeForm):
    """Where the help is wanted and for whom: it changes nothing, the address holds the answers."""

    class Meta(OfficeForm.Meta):
        """Read from the address."""

        csrf = False

    NAMES = ("help_at_home", "attends", "whole_class", "certified_disability")
    help_at_home = choice("L'aiuto serve a casa o nel territorio?", "una risposta", YES_NO_UNKNOWN,
                          default="unknown", required=False)  # fmt: skip
    attends = choice("Dove va la mattina?", "una risposta",
                     [("unknown", "Non so"), *labelled(CATALOGUE, Attends)],
                     default="unknown", required=False)  # fmt: skip
    whole_class = choice("L'aiuto riguarda la classe o il gruppo intero?", "una risposta",
                         YES_NO_UNKNOWN, default="unknown", required=False)  # fmt: skip
    certified_disability = choice("La disabilità è certificata?", "una risposta", YES_NO_UNKNOWN,
                                  default="unknown", required=False)  # fmt: skip
    asked = False  # whether the address holds an answer

    def told(self) -> dict[str, str]:
        """Return what was answered, by the name of the fact; what cannot be read is not told."""
        answers = {name: self[name].data or "" for name in self.NAMES}
        return {name: text for name, text in answers.items() if text not in ("", "unknown")}


class PathForm(EditForm):
    """The fields every way has: by which door, who would enter, why somebody goes on regardless."""

    questions: tuple[Question, ...] = ()
    door = choice("Da quale porta si entra", "la porta", labelled(CATALOGUE, Door))
    mother = choice("Madre", "la madre", required=False, radio=False)
    children = several("Figli che entrano con lei", "i figli")
    expected_child = tick("Si aspetta anche un bambino")
    reason = long_text("Si prosegue lo stesso: perché", "perché", longest=2000)

    def field_of(self, question: Question) -> Field:
        """Return the field of a question."""
        return self[f"{ASKED}{question.key.value}"]

    def answers(self) -> dict[str, Any]:
        """Return what is known as the catalogue reads it: facts by name, plain values."""
        facts = [one for one in self.questions if not isinstance(one.key, Detail)]
        return {one.key.value: _plain(one, self.field_of(one).data) for one in facts}

    def propose(self, known: Mapping[str, Any]) -> None:
        """Fill in what is `known` by the name of a fact or detail; what was typed stays."""
        if self.is_submitted():
            return
        for one in self.questions:
            answer = known.get(one.key.value)
            if answer == _NOT_KNOWN[0] and one.kind not in _MAY_BE_UNKNOWN:
                continue
            if answer:
                dated = one.kind is AnswerKind.DATE
                self.field_of(one).data = date.fromisoformat(answer) if dated else answer

    def chosen_door(self) -> Door:
        """Return the door, of a valid form."""
        return Door(self.door.data)

    def details(self) -> dict[str, str]:
        """Return what only people read; what was left empty is left out."""
        asked = [one for one in self.questions if isinstance(one.key, Detail)]
        told = {one.key.value: _plain(one, self.field_of(one).data) for one in asked}
        return {name: str(value) for name, value in told.items() if value}


@cache
def path_form(path: PathCode, source: ReferralSource) -> type[PathForm]:
    """Return the form of a way for who reports: its questions, each answered as its kind says."""
    questions = questions_for(path, source)
    fields = {f"{ASKED}{one.key.value}": _field(one) for one in questions}
    return type("PathQuestions", (PathForm,), {**fields, "questions": questions})


def _field(question: Question) -> Any:
    words = CATALOGUE[type(question.key)][question.key].text
    if question.kind is AnswerKind.SEVERAL and question.choices is not None:
        return several(words, "almeno una risposta", labelled(CATALOGUE, question.choices))
    if question.kind is AnswerKind.CHOICE and question.choices is not None:
        offered = dict([NOT_ASKED, _NOT_KNOWN, *labelled(CATALOGUE, question.choices)]).items()
        return choice(words, "una risposta", offered, required=False, radio=False)
    if question.kind is AnswerKind.YES_NO:
        answers = (*YES_NO_UNKNOWN, NOT_ASKED)
        return choice(words, "una risposta", answers, default="", required=False)
    if question.kind is AnswerKind.DATE:
        return day(words, "il giorno")
    if question.kind is AnswerKind.NUMBER:
        return short_text(words, "il numero", longest=3)
    return long_text(words, "una risposta", longest=1000)


def _plain(question: Question, value: Any) -> Any:
    if question.kind is AnswerKind.DATE:
        return value.isoformat() if value else ""
    return list(value or ()) if question.kind is AnswerKind.SEVERAL else value or ""
