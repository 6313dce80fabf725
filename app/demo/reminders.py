"""A card and the reminders of the Wednesdays to come: some left, of three somebody must decide."""

from datetime import datetime, timedelta
from typing import Any

from app.appointments.queries import standing
from app.appointments.rules.notices import SUBJECT
from app.catalogue.labels import card_text
from app.catalogue.operations import send_card
from app.catalogue.paths import PATHS
from app.catalogue.queries import STANDING
from app.catalogue.rules import PathCode
from app.demo.context import Demo
from app.kernel.clock import rome_to_utc
from app.notifications.operations import send_waiting
from app.notifications.rules import (
    IN_THE_LOG,
    Answer,
    Channel,
    Language,
    Letter,
    Outcome,
    pause_after,
)
from app.organisations.queries import sites

_EVERY = 2  # of those booked, how many ask for a message
_LANGUAGES = (Language.ITALIAN, Language.ITALIAN, Language.ARABIC, Language.UKRAINIAN)
_MORNING = 601
# To whom the provider said what this morning; to all others yes.
_SAID = (
    Answer(Outcome.SENT, IN_THE_LOG),
    Answer(Outcome.UNCERTAIN, "504"),
    Answer(Outcome.REFUSED, "400"),
    Answer(Outcome.LATER, "503"),
)


def asked_for(each: int) -> dict[str, Any]:
    """Return what is asked with a booking: a reminder, for one of two, at an invented number."""
    if each % _EVERY:
        return {}
    language = _LANGUAGES[each // _EVERY % len(_LANGUAGES)]
    return {"remind": True, "phone": f"000 55520{each:02}", "language": language}


def load(demo: Demo) -> None:
    """Send what was due this morning, as a provider of every temper would have taken it."""
    moment = rome_to_utc(demo.today, _MORNING)
    _a_card(demo, moment - timedelta(minutes=2))
    _send(_Provider(*_SAID), moment)
    tries = 1
    while (moment := moment + pause_after(tries)) <= demo.now:
        _send(_Provider(Answer(Outcome.LATER, "503")), moment)
        tries += 1


def _a_card(demo: Demo, moment: datetime) -> None:
    """Somebody on the telephone asks where to go and what to bring: it is sent to her mobile."""
    elena = demo.staff["elena"]
    way = PATHS[PathCode.ECONOMIC_AID]
    said = card_text(way.papers, sites(elena)[0].address, Language.ENGLISH)
    send_card(actor=elena, now=moment, path=way.code, said=said, phone="000 5552199")


class _Provider:
    """Says to each what it was told to, then always yes."""

    def __init__(self, *answers: Answer) -> None:
        self._answers = [*answers]

    def carry(self, _letter: Letter) -> Answer:
        return self._answers.pop(0) if self._answers else Answer(Outcome.SENT, IN_THE_LOG)


def _send(provider: _Provider, moment: datetime) -> None:
    send_waiting(moment, dict.fromkeys(Channel, provider), standing={SUBJECT: standing, **STANDING})
