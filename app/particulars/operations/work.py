"""The phases of the way to work, and the body that hosts."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.accounts.policy import Permission
from app.catalogue.rules import PathCode, Term
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid, NotAllowedNow
from app.kernel.references import BodyId, RequestLineId, WorkHostId
from app.organisations.queries import body
from app.particulars import queries
from app.particulars.models import WorkHost, WorkPhaseRow
from app.particulars.operations.reaching import check_on, reach_line
from app.particulars.rules import ParticularFault, WorkOutcome, WorkPhase, phase_fault
from app.transaction.use_case import use_case

_WORK = Permission.CASES_REQUEST_WORK
_PLACEMENT = (PathCode.WORK_PLACEMENT,)


@dataclass(frozen=True, kw_only=True)
class PhaseGiven:
    """A phase as it is written: since when, with whom, when it is looked at, how it ended."""

    phase: WorkPhase
    since: date
    who: str = ""
    next_check: date | None = None
    outcome: WorkOutcome | None = None
    note: str = ""


@use_case("particulars.phase.pass", permission=_WORK)
def pass_phase(*, actor: Viewer, now: datetime, line_id: RequestLineId, given: PhaseGiven) -> None:
    """Write that somebody passed to a phase of the way to work, and when it is looked at again.

    Refuses the phase she is in, a day to come or before the last phase, a way back without words, a
    final evaluation without its outcome. The outcome ends no service: who follows concludes it.
    """
    reached = reach_line(actor, line_id, _PLACEMENT)
    today = office_date(now)
    before = queries.last_phase(reached.organisation_id, line_id)
    fault = phase_fault(
        given.phase,
        given.since,
        before[:2] if before else None,
        words=given.note,
        outcome=given.outcome,
        today=today,
    )
    if fault:
        raise Invalid(fault)
    if given.next_check is not None and given.next_check < given.since:
        raise Invalid(f"next_check:{ParticularFault.CHECK_IN_THE_PAST}")
    db.session.add(
        WorkPhaseRow(
            organisation_id=reached.organisation_id,
            data_key_id=reached.data_key_id,
            line_id=line_id,
            phase=given.phase,
            since=given.since,
            next_check=given.next_check,
            who=given.who,
            outcome=given.outcome,
            note=given.note,
            by_label=actor.label,
            at=now,
        )
    )
    check_on(actor, now, reached, Term.WORK_CHECK, about_id=line_id, day=given.next_check)


@use_case("particulars.host.add", permission=_WORK)
def add_host(
    *, actor: Viewer, now: datetime, line_id: RequestLineId, body_id: BodyId, valid_from: date
) -> None:
    """Write which body hosts somebody from a day on; it learns nothing of the case by this."""
    reached = reach_line(actor, line_id, _PLACEMENT)
    db.session.add(
        WorkHost(
            organisation_id=reached.organisation_id,
            line_id=line_id,
            body_id=body(actor, body_id).id,
            valid_from=valid_from,
        )
    )


@use_case("particulars.host.end", permission=_WORK)
def end_host(
    *, actor: Viewer, now: datetime, line_id: RequestLineId, host_id: WorkHostId, last_on: date
) -> None:
    """Write the last day with a body that hosts; before the first day it never did.

    Refuses one that has already been left.
    """
    reached = reach_line(actor, line_id, _PLACEMENT, over_too=True)
    row = queries.its_row(WorkHost, reached, host_id)
    if row.valid_to is not None:
        raise NotAllowedNow(ParticularFault.HOST_LEFT)
    if last_on < row.valid_from:
        db.session.delete(row)
    else:
        row.valid_to = last_on + timedelta(days=1)
