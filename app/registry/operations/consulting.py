"""Taking away the rows that were not taken in: people of the file leave the program."""

from datetime import datetime

from app.accounts.policy import Permission
from app.kernel.actor import Viewer
from app.kernel.references import ImportId
from app.registry import queries
from app.registry.rules import RowFault
from app.transaction.reading import consultation


@consultation(
    "registry.failed.take_away", permission=Permission.REGISTRY_IMPORT_RUN, subject="import"
)
def consult_failed_rows(
    *,
    actor: Viewer,
    now: datetime,
    import_id: ImportId,
) -> list[tuple[int, list[str], RowFault]]:
    """Return the rows that were not taken in, after the line of who takes them away."""
    return queries.failed_rows(actor, import_id)
