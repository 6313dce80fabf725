"""What is in force on a day: services, units of offer, lengths of terms, figures of the ways."""

from app.catalogue.queries.cards import CardRow, card_rows, words_written
from app.catalogue.queries.parameters import (
    ParameterRow,
    figures_on,
    parameter_rows,
    parameters_on,
)
from app.catalogue.queries.remarks import RemarkRow, remark, remarks, remarks_waiting
from app.catalogue.queries.scope import visible_to
from app.catalogue.queries.sending import STANDING, count_to, path_sent, sent_cards
from app.catalogue.queries.services import (
    Capacity,
    ServiceRow,
    UnitRow,
    capacity_on,
    knows_body,
    service_row,
    services_of,
    unit_row,
    unit_rows,
    units_of,
)
from app.catalogue.queries.terms import (
    Due,
    Lengths,
    TermRow,
    due,
    length_of,
    lengths_on,
    term_rows,
)

__all__ = [
    "STANDING",
    "Capacity",
    "CardRow",
    "Due",
    "Lengths",
    "ParameterRow",
    "RemarkRow",
    "ServiceRow",
    "TermRow",
    "UnitRow",
    "capacity_on",
    "card_rows",
    "count_to",
    "due",
    "figures_on",
    "knows_body",
    "length_of",
    "lengths_on",
    "parameter_rows",
    "parameters_on",
    "path_sent",
    "remark",
    "remarks",
    "remarks_waiting",
    "sent_cards",
    "service_row",
    "services_of",
    "term_rows",
    "unit_row",
    "unit_rows",
    "units_of",
    "visible_to",
    "words_written",
]
