"""What the family answers to an offer: yes, not this one, no more."""

from datetime import datetime

from app.cases.operations.listing import give_place, leave_list
from app.cases.rules.requests import Withdrawal
from app.kernel.actor import Viewer
from app.kernel.references import WaitingEntryId
from app.transaction.use_case import use_case
from app.waiting import queries
from app.waiting.operations.moving import Said, move, record, take
from app.waiting.operations.offering import given_back
from app.waiting.procedure import WAITING, EntryAction, EntryState
from app.waiting.rules import LeaveCause, Others, WaitingFacts

_CLOSED_WITH_IT = "another centre of the same application was accepted"


@use_case("waiting.entry.accept", permission=None)
def accept_place(
    *, actor: Viewer, now: datetime, entry_id: WaitingEntryId, version: int, others: Others
) -> None:
    """Give the place that was kept; the other centres of the application close or stay."""
    entry, waits = take(actor, entry_id, version)
    move(actor, now, entry, EntryAction.ACCEPT, said=Said(code=others))
    give_place(actor, now, waits.line_id)
    if others is Others.CLOSE:
        for other in queries.siblings(entry):
            step = WAITING.step(
                EntryState(other.state), EntryAction.LEAVE, WaitingFacts(), _everything,
                reason=_CLOSED_WITH_IT,
            )  # fmt: skip
            record(actor, now, other, step, said=Said(code=LeaveCause.OTHER_SERVICE))
            leave_list(actor, now, other.line_id, Withdrawal.OTHER_ANSWER)


@use_case("waiting.entry.decline_keep", permission=None)
def decline_and_stay(
    *, actor: Viewer, now: datetime, entry_id: WaitingEntryId, version: int, words: str
) -> None:
    """Write that this place is refused and she stays in the list, with her date.

    Only for a centre nobody asked for, or at the first refusal.
    """
    entry, _ = take(actor, entry_id, version)
    move(actor, now, entry, EntryAction.DECLINE_KEEP, said=Said(words=words))
    entry.refused += 1
    given_back(actor, entry)


@use_case("waiting.entry.decline_leave", permission=None)
def decline_and_leave(
    *, actor: Viewer, now: datetime, entry_id: WaitingEntryId, version: int, words: str
) -> None:
    """Write that the place is refused and this list left, in the person's own words."""
    entry, waits = take(actor, entry_id, version)
    move(actor, now, entry, EntryAction.DECLINE_LEAVE, said=Said(words=words))
    given_back(actor, entry)
    leave_list(actor, now, waits.line_id, Withdrawal.PERSON)


def _everything(_permission: str) -> bool:
    return True
