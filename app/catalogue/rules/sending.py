"""What of a card may go to a telephone that others read, and how often."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from app.catalogue.rules.services import Paper
from app.notifications.rules import Language

SENT_CARD = "sent_card"  # what a notice that carries a card says it is about
USEFUL_FOR = timedelta(days=1)
COUNTED_FOR = timedelta(days=1)
MOST_TO_ONE_NUMBER = 3

# Their very name tells of health, of a judge, of money owed: they are said aloud.
SAID_ALOUD = frozenset(
    {
        Paper.COURT_ORDER,
        Paper.SPECIALIST_REPORT,
        Paper.PREGNANCY_CERTIFICATE,
        Paper.CARE_CALENDAR,
        Paper.DISABILITY_CERTIFICATE,
        Paper.SIDI_CARD,
        Paper.UNDER_AGE_REQUEST,
        Paper.HEALTH_ASSESSMENT,
        Paper.SUPPORT_DECREE,
        Paper.SCHOOL_CERTIFICATE,
        Paper.EXPENSES,
        Paper.JUSTICE_NOTE,
    }
)


class SendFault(StrEnum):
    """Why a card cannot go to a telephone."""

    NOBODY_TO_SEND_TO = "nobody_to_send_to"
    NO_CARD_TO_NUMBER = "no_card_to_number"
    NO_CARD_TO_PERSON = "no_card_to_person"
    TOO_MANY_CARDS = "too_many_cards"


@dataclass(frozen=True)
class CardText:
    """What goes to the telephone, and in which language it could be written."""

    language: Language
    title: str
    text: str


def papers_told(papers: Collection[Paper]) -> tuple[Paper, ...]:
    """Return the papers a message may name, in their order."""
    return tuple(paper for paper in papers if paper not in SAID_ALOUD)
