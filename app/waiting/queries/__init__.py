"""What is read of the waiting lists: all of them, one in its order, one entry, what is due."""

from app.waiting.queries.listing import (
    DueRow,
    EntryRow,
    ListPage,
    ListRow,
    all_lists,
    due_soon,
    list_page,
    offered,
    to_lapse,
    to_warn,
    with_offers,
)
from app.waiting.queries.order import OrderRow, orders
from app.waiting.queries.page import (
    Elsewhere,
    EntryPage,
    entry_page,
    facts_of,
    of_request,
    siblings,
)
from app.waiting.queries.scope import entry_of, for_change, load, visible_to

__all__ = [
    "DueRow",
    "Elsewhere",
    "EntryPage",
    "EntryRow",
    "ListPage",
    "ListRow",
    "OrderRow",
    "all_lists",
    "due_soon",
    "entry_of",
    "entry_page",
    "facts_of",
    "for_change",
    "list_page",
    "load",
    "of_request",
    "offered",
    "orders",
    "siblings",
    "to_lapse",
    "to_warn",
    "visible_to",
    "with_offers",
]
