"""How a service is found by the words of who asks, and when its card is to be read again."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from app.catalogue.rules.vocabulary import PathCode
from app.kernel.names import search_key

CARD_KEPT_FOR = timedelta(days=365)
SHORTEST = 3  # articles and the like say nothing of what is looked for
_ELISIONS = str.maketrans(dict.fromkeys("'’‘ʼ`´", " "))
_NAME, _WORDS, _STORY = 4, 3, 1  # a name found weighs more than a word of the description


class Told(NamedTuple):
    """What is written of a service: its name, the words of citizens, its description."""

    name: str
    words: str
    story: str


def words_of(text: str) -> list[str]:
    """Return the words that count: no accents, no articles; «l'affitto» is «affitto»."""
    return [word for word in search_key(text.translate(_ELISIONS)).split() if len(word) >= SHORTEST]


def ranked(text: str, told: Mapping[PathCode, Told]) -> list[PathCode]:
    """Return the services that answer to the words of `text`, the best first.

    Nothing typed is every service. Equals stay in the office's own order. Of several words, a
    service that answers to less than half of what the best does is only noise.
    """
    wanted = words_of(text)
    if not wanted:
        return [code for code in PathCode if code in told]
    weights = {code: sum(_weight(word, one) for word in wanted) for code, one in told.items()}
    best = max(weights.values(), default=0)
    least = best / 2 if len(wanted) > 1 else 1
    found = [code for code in PathCode if best and weights.get(code, 0) >= least]
    return sorted(found, key=lambda code: -weights[code])


def needs_reading(checked_on: date | None, today: date) -> bool:
    """Return whether nobody has looked at a card for twelve months."""
    return checked_on is None or checked_on + CARD_KEPT_FOR < today


def _weight(word: str, told: Told) -> int:
    parts = ((told.name, _NAME), (told.words, _WORDS), (told.story, _STORY))
    return next((weight for text, weight in parts if _holds(text, word)), 0)


def _holds(text: str, word: str) -> bool:
    root = _root(word)
    return any(one.startswith(word) or _root(one) == root for one in words_of(text))


def _root(word: str) -> str:
    """Return a word without its ending: bolletta and bollette, figlio and figli."""
    return word.rstrip("aeiou").removesuffix("h") if len(word) > SHORTEST else word
