"""What the office wrote on the cards of its ways."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.catalogue.models import PathCard
from app.catalogue.queries.scope import visible_to
from app.catalogue.rules import PathCode, needs_reading
from app.db import db
from app.kernel.actor import Viewer


@dataclass(frozen=True)
class CardRow:
    """What was written on a card, who read it last and when."""

    words: str | None = None
    how_long: str = ""
    checked_on: date | None = None
    checked_by: str = ""
    version: int = 0  # nobody has written on it yet

    def is_old(self, today: date) -> bool:
        """Return whether it is to be read again before it is trusted."""
        return needs_reading(self.checked_on, today)


def card_rows(viewer: Viewer) -> dict[PathCode, CardRow]:
    """Return every card somebody wrote on, in one query."""
    rows = db.session.scalars(
        select(PathCard).where(visible_to(viewer, viewer.organisation_id, PathCard))
    )
    known = set(PathCode)
    return {
        PathCode(row.path): CardRow(
            row.words, row.how_long, row.checked_on, row.checked_by, row.version
        )
        for row in rows
        if row.path in known
    }


def words_written(viewer: Viewer) -> dict[PathCode, str]:
    """Return the citizens' words of every way where the office wrote its own."""
    return {code: row.words for code, row in card_rows(viewer).items() if row.words is not None}
