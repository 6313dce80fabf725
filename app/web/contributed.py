"""The cards that other features show on a page of one."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from flask import current_app

from app.kernel.actor import Viewer
from app.kernel.contributions import Card, CardRow

_Id = TypeVar("_Id")


def cards_about(kind: str, viewer: Viewer, id_: _Id, now: datetime) -> list[Card]:
    """Return what the features listed under `kind` (`person_cards`, …) show of one row.

    Each keeps within the reader's reach, and gives no card when it has nothing to say.
    """
    makers: tuple[Callable[[Viewer, _Id, datetime], Card | None], ...]
    makers = current_app.extensions[kind]
    made = (make(viewer, id_, now) for make in makers)
    return [card for card in made if card is not None]


def gathered(cards: Iterable[Card]) -> list[Card]:
    """Return the cards that hold something, then in one card the ways that the others only open.

    A card of a single way, with nothing in it yet, would take the place of what there is to read.
    """
    full: list[Card] = []
    ways: list[CardRow] = []
    for card in cards:
        if _only_opens(card):
            none_yet = f"{card.title}: 0" if card.count == 0 else ""
            ways += [replace(row, note=none_yet) for row in card.rows]
        else:
            full.append(card)
    return [*full, Card("Da qui si può", tuple(ways))] if ways else full


def _only_opens(card: Card) -> bool:
    way = card.rows[0] if len(card.rows) == 1 else None
    return way is not None and bool(way.url) and not (way.note or way.presses or card.count)
