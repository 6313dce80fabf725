"""What the registry says of somebody, on her page: when it was read, and what it says otherwise."""

from datetime import datetime

from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.contributions import Card, CardRow
from app.kernel.references import PersonId
from app.registry.labels import LABELS
from app.registry.queries import said_of
from app.registry.rules import Differing
from app.web.formatting import day_digits


def of_person(viewer: Viewer, person_id: PersonId, _now: datetime) -> Card | None:
    """Return when the registry spoke last of somebody, and each thing it says otherwise."""
    said = said_of(viewer, person_id)
    if said is None:
        return None
    updated = CardRow(
        "Dati dell'anagrafe", f"aggiornati al {day_digits(office_date(said.seen_at))}"
    )
    rows = (
        CardRow(f"{LABELS[Differing][what].text} in anagrafe", words)
        for what, words in said.differences
    )
    return Card("Anagrafe", (updated, *rows))
