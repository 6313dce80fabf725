"""What the figures are counted from, and the lists behind them within the reader's reach."""

from app.reports.queries.facts import facts
from app.reports.queries.lists import Behind, ListRow, Place, behind, named, worker_names
from app.reports.queries.scope import visible_to

__all__ = [
    "Behind",
    "ListRow",
    "Place",
    "behind",
    "facts",
    "named",
    "visible_to",
    "worker_names",
]
