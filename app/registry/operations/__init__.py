"""What is done of a file of the registry: brought, read, taken in, decided where there is doubt."""

from app.registry.operations.bringing import (
    bring_file,
    choose_columns,
    keep_columns,
    start_import,
    stop_import,
)
from app.registry.operations.consulting import consult_failed_rows
from app.registry.operations.deciding import (
    decide_another,
    decide_known,
    leave_row,
    take_household,
)
from app.registry.operations.ground import described
from app.registry.operations.reading import read_rows, seal_rows
from app.registry.operations.taking import PAUSE, go_on, refuse_household, take_households

__all__ = [
    "PAUSE",
    "bring_file",
    "choose_columns",
    "consult_failed_rows",
    "decide_another",
    "decide_known",
    "described",
    "go_on",
    "keep_columns",
    "leave_row",
    "read_rows",
    "refuse_household",
    "seal_rows",
    "start_import",
    "stop_import",
    "take_household",
    "take_households",
]
