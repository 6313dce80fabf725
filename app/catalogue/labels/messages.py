"""What goes of a card to a telephone that others read, in the language of who reads it."""

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from app.catalogue.labels.services import SERVICES
from app.catalogue.rules import CardText, Paper, SendFault, papers_told
from app.notifications.rules import Language
from app.notifications.wording import title

_CONTENT = Path(__file__).parents[1] / "content"

SENDING: Mapping[str, str] = {
    SendFault.NOBODY_TO_SEND_TO: "Scrivi un numero di cellulare, oppure cerca e scegli la persona.",
    SendFault.NO_CARD_TO_NUMBER: "A questo numero non si possono lasciare messaggi: dillo a voce, "
    "o stampa la scheda.",
    SendFault.NO_CARD_TO_PERSON: "Per questa persona non c'è un cellulare a cui lasciare un "
    "messaggio: dillo a voce, o stampa la scheda.",
    SendFault.TOO_MANY_CARDS: "A questo numero sono già partite tre schede in un giorno: aspetta "
    "domani, dillo a voce, o stampa la scheda.",
}


def neutral_text(
    papers: Collection[Paper], place: str, language: Language = Language.ITALIAN
) -> str:
    """Return what may be sent to a telephone that others read: where, what to bring, no service.

    In a language of `languages_of` these papers. Papers that tell of health or of a judge are left
    out.
    """
    words, told = _words(language), papers_told(papers)
    said: str = words["office"].format(place=place)
    if not told:
        return said
    brought = "; ".join(words["papers"][paper] for paper in told)
    return f"{said} {words['bring'].format(papers=brought)}"


def languages_of(papers: Collection[Paper]) -> tuple[Language, ...]:
    """Return the languages in which every paper that is told has its words."""
    told = set(papers_told(papers))
    return tuple(one for one in Language if told <= set(_words(one)["papers"]))


def card_text(papers: Collection[Paper], place: str, wanted: Language) -> CardText:
    """Return what leaves, in the wanted language if it can be said in it, else in Italian."""
    language = wanted if wanted in languages_of(papers) else Language.ITALIAN
    return CardText(language, title(language), neutral_text(papers, place, language))


@cache
def _words(language: Language) -> Mapping[str, Any]:
    if language is Language.ITALIAN:
        papers = {str(paper): label.text for paper, label in SERVICES[Paper].items()}
        return {
            "office": "Ufficio servizi sociali: {place}.",
            "bring": "Da portare: {papers}.",
            "papers": papers,
        }
    return tomllib.loads((_CONTENT / f"{language.value}.toml").read_text(encoding="utf-8"))
