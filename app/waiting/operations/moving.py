"""One step of an entry: the check, the line of the history, the terms it starts and stops."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from app.audit.context import about
from app.cases.operations.listing import Applicant, applicant
from app.catalogue.clocks import move_terms
from app.catalogue.rules import Term
from app.db import db
from app.kernel.clock import office_date
from app.kernel.errors import NotAllowedNow
from app.kernel.references import WaitingEntryId
from app.transaction.steps import step_columns
from app.waiting import queries
from app.waiting.models import WaitingEntry, WaitingStep, WaitingTerm
from app.waiting.procedure import WAITING, EntryAction, EntryState


@dataclass(frozen=True, kw_only=True)
class Said:
    """What goes with a step: her own words, the code of why."""

    words: str = ""
    code: str = ""


NOTHING_SAID = Said()


def take(
    actor: Any, entry_id: WaitingEntryId, version: int | None = None
) -> tuple[WaitingEntry, Applicant]:
    """Load an entry to be changed and name it in the trail; refuses as `for_change`.

    Locked as everybody locks them: the request, its intervention, then the entry.
    """
    waits = applicant(actor, queries.load(actor, entry_id).line_id)
    entry = queries.for_change(actor, entry_id, version)
    about("waiting_entry", entry.id)
    about("case", waits.case_id)
    if not waits.waits:
        raise NotAllowedNow("line_waits_no_longer")
    return entry, waits


def move(
    actor: Any,
    now: datetime,
    entry: WaitingEntry,
    action: EntryAction,
    *,
    said: Said = NOTHING_SAID,
    but: Term | None = None,
    **known: Any,
) -> list[date]:
    """Take one step of the procedure, or refuse it as the table says.

    `but`: the one of its terms that is not for this person. Return the days of those it started.
    """
    facts = queries.facts_of(actor, entry, office_date(now), **known)
    step = WAITING.step(EntryState(entry.state), action, facts, actor.may, reason=said.words)
    started = record(actor, now, entry, step, said=said, but=but)
    flag_modified(entry, "state")  # a step that leaves the state as it is makes older forms stale
    return started


def record(
    actor: Any,
    now: datetime,
    entry: WaitingEntry,
    step: Any,
    *,
    said: Said = NOTHING_SAID,
    but: Term | None = None,
) -> list[date]:
    """Append the step, copy the state, start and stop the terms of its row."""
    db.session.add(
        WaitingStep(
            organisation_id=entry.organisation_id,
            data_key_id=entry.data_key_id,
            entry_id=entry.id,
            words=said.words,
            **step_columns(actor, now, step, reason_code=said.code),
        )
    )
    entry.state = step.to
    its = {"organisation_id": entry.organisation_id, "entry_id": entry.id}
    left_out = () if but is None else (but,)
    started = move_terms(WaitingTerm, its, step.row, actor=actor, at=now, but=left_out)
    return [row.due_on for row in started]
