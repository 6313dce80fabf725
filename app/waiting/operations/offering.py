"""A place is offered, the family looked for, more time given; it is taken back after its day."""

from datetime import date, datetime
from typing import Any

from app.cases.operations.listing import keep_place, room_for
from app.cases.rules.requests import Priority
from app.catalogue.clocks import start_term
from app.catalogue.rules import Term
from app.db import db
from app.kernel.actor import BodyActor, Viewer
from app.kernel.clock import in_rome, office_date
from app.kernel.errors import Invalid
from app.kernel.references import WaitingEntryId
from app.transaction.use_case import use_case
from app.waiting.models import WaitingEntry, WaitingTerm, WaitingTry
from app.waiting.operations.moving import NOTHING_SAID, Said, move, take
from app.waiting.procedure import EntryAction
from app.waiting.rules import (
    EXTENSION,
    ExtensionCause,
    TryChannel,
    TryOutcome,
    WaitingFault,
)


@use_case("waiting.entry.offer", permission=None)
def offer_place(
    *, actor: Viewer, now: datetime, entry_id: WaitingEntryId, version: int, starts_on: date
) -> None:
    """Offer a place from a day to who comes first, and keep it until the answer.

    Refuses without a free place, while somebody else comes first, and while another centre of the
    same application waits for an answer. Two presses for one place: the second finds none.
    """
    _offer(actor, now, entry_id, version, starts_on)


@use_case("waiting.entry.skip_in_order", permission=None)
def offer_out_of_order(
    *,
    actor: Viewer,
    now: datetime,
    entry_id: WaitingEntryId,
    version: int,
    starts_on: date,
    words: str,
) -> None:
    """Offer a place to somebody who does not come first, or one too many, saying why.

    The list shows it as an exception from then on.
    """
    entry = _offer(actor, now, entry_id, version, starts_on, said=Said(words=words))
    entry.out_of_order = True


@use_case("waiting.entry.contact_try", permission=None)
def note_try(
    *,
    actor: Viewer,
    now: datetime,
    entry_id: WaitingEntryId,
    version: int,
    channel: TryChannel,
    outcome: TryOutcome,
    at: datetime,
) -> None:
    """Write that the family was looked for about the offer. Refuses an hour to come."""
    entry, _ = take(actor, entry_id, version)
    if at > now or (entry.offered_at is not None and in_rome(at) < in_rome(entry.offered_at)):
        raise Invalid(f"hour:{WaitingFault.TRY_IN_THE_FUTURE}")
    move(actor, now, entry, EntryAction.CONTACT_TRY, said=Said(code=outcome))
    db.session.add(
        WaitingTry(
            organisation_id=entry.organisation_id,
            entry_id=entry.id,
            at=at,
            channel=channel,
            outcome=outcome,
            by_label=actor.label,
        )
    )


@use_case("waiting.entry.extend_answer", permission=None)
def give_more_time(
    *,
    actor: Viewer,
    now: datetime,
    entry_id: WaitingEntryId,
    version: int,
    why: ExtensionCause,
) -> None:
    """Give a week more to answer, once: somebody is in hospital or away."""
    entry, _ = take(actor, entry_id, version)
    move(actor, now, entry, EntryAction.EXTEND_ANSWER, said=Said(code=why))
    its = {"organisation_id": entry.organisation_id, "entry_id": entry.id}
    longer = max(entry.answer_by or office_date(now), office_date(now)) + EXTENSION
    term = start_term(WaitingTerm, its, Term.OFFER_ANSWER, actor=actor, since=now)
    term.due_on = entry.answer_by = longer
    entry.extended, entry.warned_on = True, None


@use_case("waiting.entry.unreachable", permission=None)
def not_reached(*, actor: Viewer, now: datetime, entry_id: WaitingEntryId, version: int) -> None:
    """Write that nobody could be reached: last among those with the same need, never removed.

    Refuses before the day of the answer, and without three tries on three days, by two channels,
    the last by letter. The supervisor is told.
    """
    entry, _ = take(actor, entry_id, version)
    move(actor, now, entry, EntryAction.UNREACHABLE)
    entry.moved_last_at = now
    given_back(actor, entry)


@use_case("waiting.entry.warn_lapsing", permission=None)
def warn_lapsing(*, actor: BodyActor, now: datetime, entry_id: WaitingEntryId) -> None:
    """Note that who follows the person was told the offer is about to lapse."""
    entry, _ = take(actor, entry_id)
    move(actor, now, entry, EntryAction.WARN_LAPSING)
    entry.warned_on = office_date(now)


@use_case("waiting.entry.lapse", permission=None)
def lapse_offer(*, actor: BodyActor, now: datetime, entry_id: WaitingEntryId) -> None:
    """Take back an offer nobody answered in time: the person stays in the list where she was.

    Refuses before the day, and when nobody was warned.
    """
    entry, _ = take(actor, entry_id)
    move(actor, now, entry, EntryAction.LAPSE_OFFER)
    given_back(actor, entry)


def given_back(actor: Any, entry: WaitingEntry) -> None:
    """Let the place that was kept be offered to the next."""
    keep_place(actor, entry.line_id, held=False)
    entry.answer_by = entry.offered_at = entry.warned_on = None
    entry.extended = entry.out_of_order = False


def _offer(
    actor: Viewer,
    now: datetime,
    entry_id: WaitingEntryId,
    version: int,
    starts_on: date,
    *,
    said: Said | None = None,
) -> WaitingEntry:
    entry, waits = take(actor, entry_id, version)
    action = EntryAction.OFFER if said is None else EntryAction.SKIP_IN_ORDER
    urgent = waits.priority is not Priority.ORDINARY
    but = Term.OFFER_ANSWER if urgent else Term.OFFER_ANSWER_URGENT
    free = room_for(actor, now, waits.line_id, starts_on)
    (answer_by,) = move(actor, now, entry, action, said=said or NOTHING_SAID, free=free, but=but)
    keep_place(actor, waits.line_id, held=True)
    entry.offered_at, entry.answer_by = now, answer_by
    entry.warned_on, entry.extended = None, False
    return entry
