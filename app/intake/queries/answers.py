"""What was answered after the registration: the last word to each question, and those before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from app.db import db
from app.intake.models import Referral, ReferralAnswer
from app.intake.queries.facts import its
from app.intake.rules import Layer, is_not_known


@dataclass(frozen=True)
class AnswerRow:
    """One answer as it was given; an empty one took the answer back."""

    key: str
    answer: str
    at: datetime
    by: str


@dataclass(frozen=True)
class LayerRow:
    """What a layer says now, and everything it ever said, the oldest first.

    `said` holds every question that was put; `told` those whose answer is known.
    """

    said: Mapping[str, str] = field(default_factory=dict)
    given: tuple[AnswerRow, ...] = ()

    @property
    def told(self) -> Mapping[str, str]:
        """What is known: who was asked and does not know told nothing."""
        return {key: answer for key, answer in self.said.items() if not is_not_known(answer)}

    @property
    def not_known(self) -> tuple[str, ...]:
        """The questions that were put, and whose answer nobody knew."""
        return tuple(key for key, answer in self.said.items() if is_not_known(answer))

    @property
    def version(self) -> int:
        """How many answers were ever given: whoever saw fewer has seen another layer."""
        return len(self.given) + 1

    @property
    def before(self) -> tuple[AnswerRow, ...]:
        """Return what another answer took the place of, the latest first."""
        last = {one.key: one for one in self.given}
        return tuple(one for one in reversed(self.given) if one.answer and last[one.key] is not one)


def layers_of(row: Referral) -> Mapping[Layer, LayerRow]:
    """Return every layer of a request. Unscoped: of a row already reached."""
    found = db.session.scalars(
        select(ReferralAnswer)
        .where(*its(ReferralAnswer, row))
        .order_by(ReferralAnswer.at, ReferralAnswer.id)
    ).all()
    given: dict[Layer, list[AnswerRow]] = {layer: [] for layer in Layer}
    for one in found:
        answer = AnswerRow(one.key, one.answer or "", one.at, one.by_label)
        given[Layer(one.layer)].append(answer)
    return {layer: _layer(tuple(rows)) for layer, rows in given.items()}


def _layer(given: tuple[AnswerRow, ...]) -> LayerRow:
    last = {one.key: one.answer for one in given}
    return LayerRow({key: answer for key, answer in last.items() if answer}, given)
