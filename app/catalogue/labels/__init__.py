"""Italian words of this feature.

`sentence` and `wording` say what a way answered; `CARDS` tells each way to who asks at the desk.
"""

from collections.abc import Mapping

from app.catalogue.labels.cards import CARDS, WAITS, Card, ways_called
from app.catalogue.labels.messages import SENDING, card_text, languages_of, neutral_text
from app.catalogue.labels.questions import QUESTIONS
from app.catalogue.labels.reasons import ADVICE, CHANCES, FAULTS, FINDINGS
from app.catalogue.labels.services import SERVICES
from app.catalogue.labels.speaking import (
    amount_text,
    answer_text,
    figure_notes,
    opening_text,
    parameter_text,
    question_text,
    rule_text,
    sentence,
    wording,
)
from app.catalogue.labels.vocabulary import TERM_SOURCES, VOCABULARY
from app.kernel.label import Labels

LABELS: Labels = {**VOCABULARY, **SERVICES, **QUESTIONS, **ADVICE, **CHANCES}

REASONS: Mapping[str, str] = {**FAULTS, **FINDINGS, **SENDING}

# Names of the conditions and effects of the procedures, for the printed tables.
CONDITIONS: Mapping[str, str] = {}

__all__ = [
    "CARDS",
    "CONDITIONS",
    "LABELS",
    "REASONS",
    "TERM_SOURCES",
    "WAITS",
    "Card",
    "amount_text",
    "answer_text",
    "card_text",
    "figure_notes",
    "languages_of",
    "neutral_text",
    "opening_text",
    "parameter_text",
    "question_text",
    "rule_text",
    "sentence",
    "ways_called",
    "wording",
]
