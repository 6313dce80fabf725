"""One step of the procedure: the check, the line of the history, the clocks it starts and stops."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.audit.context import about
from app.catalogue.clocks import start_term, stop_terms
from app.db import db
from app.intake.models import Referral, ReferralStep, ReferralTerm
from app.intake.operations.subjects import chosen, decide, unsettled
from app.intake.procedure import (
    FINAL,
    REFERRAL,
    Clock,
    ReferralAction,
    ReferralState,
    term_of,
    terms_of,
)
from app.intake.queries import for_change
from app.intake.queries.facts import facts_of, its
from app.intake.rules import ReferralFacts, SubjectOutcome
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import ReferralId
from app.kernel.workflow import Step
from app.transaction.steps import step_columns

LONGEST_PAUSE = timedelta(days=30)
Taken = Step[ReferralState, ReferralAction, ReferralFacts]


@dataclass(frozen=True, kw_only=True)
class Told:
    """What goes with a step: words of one's own, a code, when it happened, about whom, facts."""

    to: ReferralState | None = None
    words: str = ""
    code: str = ""
    at: datetime | None = None
    about: Collection[UUID] = ()
    stops: Collection[Clock] | None = None  # of the row's clocks, those that this act stops
    known: dict[str, Any] = field(default_factory=dict)


def take(actor: Viewer, referral_id: ReferralId, version: int | None) -> Referral:
    """Load what is to be changed and name it in the trail; refuses as `for_change`."""
    row = for_change(actor, referral_id, version)
    about("referral", row.id)
    return row


def move(
    actor: Viewer, now: datetime, row: Referral, action: ReferralAction, told: Told | None = None
) -> Taken:
    """Take one step, or refuse it as the table says."""
    told = told or Told()
    facts, step = _checked(actor, now, row, action, told)
    record(actor, now, row, step, facts=facts, told=told)
    return step


def note(actor: Viewer, now: datetime, row: Referral, action: ReferralAction) -> None:
    """Write in the history what leaves the row as it is: nobody who has it open is disturbed.

    Refuses as the table says.
    """
    _, step = _checked(actor, now, row, action, Told())
    db.session.add(
        ReferralStep(
            organisation_id=row.organisation_id,
            data_key_id=row.data_key_id,
            referral_id=row.id,
            **step_columns(actor, now, step),
        )
    )


def settle(
    actor: Viewer,
    now: datetime,
    row: Referral,
    action: ReferralAction,
    *,
    outcome: SubjectOutcome,
    told: Told,
) -> Taken:
    """Give `outcome` to the people of the act; the step ends the whole only when nobody is left.

    The row of the table is asked in both cases: what would refuse the end refuses this too. Where
    the row sends it to a second reader, the outcome waits for her. Refuses also whoever is not
    still to be decided.
    """
    people = chosen(row, told.about)
    facts, step = _checked(actor, now, row, action, told)
    if step.to in FINAL:
        decide(people, outcome, now)
    else:
        for subject in people:
            subject.proposed = outcome
    db.session.flush()
    if step.to in FINAL and unsettled(row):
        _begin(actor, now, row, step, facts)
        partly = Told(words=told.words, code=action)
        move(actor, now, row, ReferralAction.SETTLE_SUBJECT, partly)
    else:
        record(actor, now, row, step, facts=facts, told=told)
    return step


def record(
    actor: Viewer, now: datetime, row: Referral, step: Taken, *, facts: ReferralFacts, told: Told
) -> None:
    """Append the step, copy the state, stop and start the clocks of its row."""
    db.session.add(
        ReferralStep(
            organisation_id=row.organisation_id,
            data_key_id=row.data_key_id,
            referral_id=row.id,
            words=told.words,
            **step_columns(actor, now, step, effective_at=told.at, reason_code=told.code),
        )
    )
    resumed = step.source is ReferralState.AWAITING_PERSON and step.to is not step.source
    row.state = step.to
    row.moved_at = now
    if resumed:
        _lengthen(row, now)
    for clock in step.row.stops:
        if told.stops is None or clock in told.stops:
            stop(row, Clock(clock), told.at or now)
    _begin(actor, now, row, step, facts)


def begin_clocks(
    actor: Viewer, now: datetime, row: Referral, action: ReferralAction, told: Told
) -> None:
    """Start what a step would start, where it ends for some of the people and not for the whole."""
    facts, step = _checked(actor, now, row, action, told)
    _begin(actor, now, row, step, facts)


def start(actor: Viewer, row: Referral, clock: Clock, facts: ReferralFacts, now: datetime) -> None:
    """Start a clock, if somebody waits for it. One that runs already goes on with its day.

    Only another urgency gives the first contact another day; it counts from the arrival.
    """
    term = term_of(clock, facts)
    if term is None:
        return
    contact = clock is Clock.FIRST_CONTACT
    if contact:
        stop(row, clock, now)
    elif running(row, clock):
        return
    since = row.received_at if contact else now
    start_term(ReferralTerm, _whose(row), term, actor=actor, since=since)


def stop(row: Referral, clock: Clock, at: datetime) -> None:
    """Stop a clock, if it runs."""
    stop_terms(ReferralTerm, _whose(row), terms_of(clock), at=at)


def running(row: Referral, clock: Clock) -> Sequence[ReferralTerm]:
    """Return the terms of a clock that nobody has met yet."""
    return db.session.scalars(
        select(ReferralTerm).where(
            *its(ReferralTerm, row),
            ReferralTerm.code.in_(terms_of(clock)),
            ReferralTerm.met_at.is_(None),
        )
    ).all()


def _checked(
    actor: Viewer, now: datetime, row: Referral, action: ReferralAction, told: Told
) -> tuple[ReferralFacts, Taken]:
    facts = facts_of(actor, row, office_date(now), about=told.about, **told.known)
    state = ReferralState(row.state)
    return facts, REFERRAL.step(state, action, facts, actor.may, to=told.to, reason=told.words)


def _begin(actor: Viewer, now: datetime, row: Referral, step: Taken, facts: ReferralFacts) -> None:
    for clock in step.row.starts:
        start(actor, row, Clock(clock), facts, now)


def _whose(row: Referral) -> dict[str, Any]:
    return {"organisation_id": row.organisation_id, "referral_id": row.id}


def _lengthen(row: Referral, now: datetime) -> None:
    """Give back the days the evaluation waited for the person, thirty at most."""
    since = db.session.scalar(
        select(ReferralStep.at)
        .where(
            *its(ReferralStep, row),
            ReferralStep.action == ReferralAction.SUSPEND_WAITING,
            ReferralStep.to_state == ReferralState.AWAITING_PERSON,
        )
        .order_by(ReferralStep.at.desc())
        .limit(1)
    )
    if since is None:
        return
    waited = min(now - since, LONGEST_PAUSE)
    for term in running(row, Clock.DECISION):
        term.due_on += timedelta(days=waited.days)
