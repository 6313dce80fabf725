"""What a file of the registry is, what each row says, and where it differs from the archive."""

from app.registry.rules.codes import (
    OPEN,
    Column,
    Decision,
    FileFault,
    ImportState,
    Outcome,
    RowFault,
    Takes,
)
from app.registry.rules.columns import (
    Columns,
    columns_fault,
    heading_key,
    proposed,
    read,
    written,
)
from app.registry.rules.differing import Differing, differences
from app.registry.rules.files import (
    LARGEST,
    Unreadable,
    counted,
    delimiter_of,
    pieces_of,
    rows_of,
    text_of,
)
from app.registry.rules.residents import Resident, RowRefused, resident_of

__all__ = [
    "LARGEST",
    "OPEN",
    "Column",
    "Columns",
    "Decision",
    "Differing",
    "FileFault",
    "ImportState",
    "Outcome",
    "Resident",
    "RowFault",
    "RowRefused",
    "Takes",
    "Unreadable",
    "columns_fault",
    "counted",
    "delimiter_of",
    "differences",
    "heading_key",
    "pieces_of",
    "proposed",
    "read",
    "resident_of",
    "rows_of",
    "text_of",
    "written",
]
