"""The cards that other features show on a page of one."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from flask import current_app

from app.kernel.actor import Viewer
from app.kernel.contributions import Card

_Id = TypeVar("_Id")


def cards_about(kind: str, viewer: Viewer, id_: _Id, now: datetime) -> list[Card]:
    """Return what the features listed under `kind` (`person_cards`, …) show of one row.

    Each keeps within the reader's reach, and gives no card when it has nothing to say.
    """
    makers: tuple[Callable[[Viewer, _Id, datetime], Card | None], ...]
    makers = current_app.extensions[kind]
    made = (make(viewer, id_, now) for make in makers)
    return [card for card in made if card is not None]
