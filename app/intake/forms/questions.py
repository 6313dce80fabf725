"""What is asked after the registration: the questions of a layer as fields, whatever they are."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from wtforms import Field

from app.catalogue.rules import AnswerKind, Detail
from app.intake.forms.registering import OrderFields
from app.intake.labels import asked_text
from app.intake.rules import Asked, ContextKey
from app.web.fields import NOT_ASKED, YES_NO_UNKNOWN, choice, day, long_text
from app.web.forms import Difference, EditForm

ASKED = "asked_"
NEEDED = "● Serve per lavorarla. Si salva anche senza."
_HINTS = {
    Detail.FACTS_WITH_DATES: "Un fatto per riga: quando, che cosa, chi l'ha visto o sentito.",
    Detail.FAMILY_INFORMED_WHY: "Per esempio: si teme per il minore, non si riesce a parlarle.",
    ContextKey.RISK_GROUNDS: "Da chi lo si sa, e quando. Fatti, non giudizi.",
    ContextKey.NOTICE_GIVEN: "Chi riceve i dati, perché, per quanto tempo.",
}
_LONGEST = {Detail.FACTS_WITH_DATES: 4000, ContextKey.RISK_GROUNDS: 4000}


class LayerForm(EditForm):
    """The fields of one layer; its version is the layer's own."""

    asked: tuple[Asked, ...] = ()

    def field_of(self, one: Asked) -> Field:
        """Return the field of a question."""
        return self[f"{ASKED}{one.key.value}"]

    def propose(self, told: Mapping[str, str]) -> None:
        """Fill in what was answered before; what is being typed stays."""
        if not self.is_submitted():
            for name, value in self.saved(told).items():
                self[name].data = value

    def saved(self, told: Mapping[str, str]) -> dict[str, Any]:
        """Return the answers given so far as the fields hold them."""
        return {f"{ASKED}{one.key.value}": _held(one, told.get(one.key, "")) for one in self.asked}

    def told(self) -> dict[str, str]:
        """Return what is answered, by the key of each question; not knowing is an answer too."""
        return {one.key.value: _plain(one, self.field_of(one).data) for one in self.asked}

    def meet(self, saved: Mapping[str, Any], version: int) -> None:
        """Show both texts, as `EditForm`; an answer of yes or no in words."""
        super().meet(saved, version)
        words = dict((*YES_NO_UNKNOWN, NOT_ASKED))
        self.differences = [
            Difference(one.label, words.get(one.theirs, one.theirs), words.get(one.mine, one.mine))
            for one in self.differences
        ]


class OrderLayerForm(LayerForm, OrderFields):
    """The layer of a judicial authority that has not said yet what it asks, and by when."""


@cache
def layer_form(asked: tuple[Asked, ...], *, with_order: bool = False) -> type[LayerForm]:
    """Return the form of these questions, each answered as its kind says."""
    fields = {f"{ASKED}{one.key.value}": _field(one) for one in asked}
    base = OrderLayerForm if with_order else LayerForm
    return type("LayerQuestions", (base,), {**fields, "asked": asked})


def _field(one: Asked) -> Any:
    words = asked_text(one)
    hint = " ".join(filter(None, (NEEDED if one.needed else "", _HINTS.get(one.key, ""))))
    if one.kind is AnswerKind.YES_NO:
        return choice(
            words, "una risposta", (*YES_NO_UNKNOWN, NOT_ASKED),
            required=False, default="", description=hint,
        )  # fmt: skip
    if one.kind is AnswerKind.DATE:
        return day(words, "il giorno", description=hint)
    longest = _LONGEST.get(one.key, 1000)
    return long_text(words, "una risposta", longest=longest, description=hint)


def _held(one: Asked, answer: str) -> Any:
    if one.kind is AnswerKind.DATE:
        return date.fromisoformat(answer) if answer else None
    return answer


def _plain(one: Asked, value: Any) -> str:
    if one.kind is AnswerKind.DATE:
        return value.isoformat() if value else ""
    return str(value or "").strip()
