"""What is begun and not finished today: a minor on the telephone, a report left half written."""

from datetime import timedelta
from uuid import UUID

from app.catalogue.rules import Area
from app.demo.context import Demo
from app.desk.operations import visits
from app.desk.rules.visits import Outcome, Presence, VisitDetails
from app.intake.queries import NEW_DRAFT
from app.transaction.drafts import keep_draft

DRAFT = UUID("5e6a0b1c-7d42-4c8e-9a51-2f3b8c6d7e90")


def load(demo: Demo) -> None:
    """Let a boy call by himself, and a telephone ring in the middle of a report."""
    demo.tell("Quello che oggi è rimasto a metà")
    marta = demo.staff["marta"]
    heard = VisitDetails(
        outcomes=frozenset({Outcome.ANONYMOUS_LISTENING}),
        area=Area.FAMILY_AND_MINORS,
        present=frozenset({Presence.MINOR_ALONE}),
        note="Un ragazzo, dice quindici anni. Richiama domani alle 14: lo aspetto io.",
    )
    visits.record_visit(actor=marta, now=demo.now - timedelta(minutes=50), details=heard)
    keep_draft(
        marta.account_id, NEW_DRAFT, str(DRAFT),
        {
            "draft": str(DRAFT),
            "channel": "phone",
            "source": "neighbour",
            "text": "Signora del secondo piano",
            "story": "Una vicina: da due giorni sente la signora del secondo piano chiamare dalla",
        },
    )  # fmt: skip
