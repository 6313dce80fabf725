"""What fills in the words between brackets of a letter about a practice."""

from collections.abc import Sequence

from app.kernel.clock import office_date
from app.kernel.money import euro
from app.practices.labels import LABELS, PLAIN
from app.practices.procedure import PracticeAction
from app.practices.queries import PracticePage
from app.practices.rules import PaperKind, PracticeKind, Purpose
from app.releases.rules import Placeholder

_DECIDED = (
    PracticeAction.ANNOUNCE_REFUSAL, PracticeAction.REFUSE, PracticeAction.STOP,
    PracticeAction.NOT_RATIFY,
)  # fmt: skip


def practice_words(page: PracticePage, places: Sequence[str]) -> dict[str, str]:
    """Return what fills in a letter about a practice, as it stands; `places` are the desks."""
    asked = LABELS[PracticeKind][page.kind].text
    values = {
        Placeholder.ASKED: f"{asked[0].lower()}{asked[1:]}",
        Placeholder.OPENED: f"{office_date(page.opened_at):%d/%m/%Y}",
        Placeholder.TO_BRING: _to_bring(page),
        Placeholder.REASON: page.words_of(*_DECIDED) or "–",
        Placeholder.AMOUNT: euro(page.amount_cents) if page.amount_cents is not None else "–",
        Placeholder.PURPOSE: LABELS[Purpose][page.purpose].text.lower() if page.purpose else "–",
        Placeholder.PAYMENTS: _payments(page),
        Placeholder.ACT: page.act_reference or "–",
        Placeholder.WHERE: "; ".join(places),
    }
    return {str(word): value for word, value in values.items()}


def _to_bring(page: PracticePage) -> str:
    lines = [
        f"- {LABELS[PaperKind][one.kind].text}: {PLAIN[one.kind]}"
        + (" (quella che abbiamo è scaduta)" if one.expired else "")
        for one in page.to_bring
    ]
    return "\n".join(lines) or "Niente: le abbiamo tutte."


def _payments(page: PracticePage) -> str:
    lines = [
        f"- {euro(one.amount_cents)}, "
        + (
            f"pagato il {one.paid_on:%d/%m/%Y}"
            if one.paid_on
            else f"previsto il {one.due_on:%d/%m/%Y}"
        )
        for one in page.payments
    ]
    return "\n".join(lines) or "–"
