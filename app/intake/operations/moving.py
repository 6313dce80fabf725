"""One step of the procedure: the check, the line of the history, the clocks it starts and stops."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from app.audit.context import about
from app.catalogue.queries import due
from app.db import db
from app.intake.models import Referral, ReferralStep, ReferralSubject, ReferralTerm
from app.intake.procedure import (
    REFERRAL,
    Clock,
    ReferralAction,
    ReferralState,
    term_of,
)
from app.intake.queries import for_change
from app.intake.queries.facts import facts_of
from app.intake.rules import ReferralFacts, SubjectOutcome
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import ReferralId
from app.kernel.workflow import Step
from app.transaction.steps import step_columns

LONGEST_PAUSE = timedelta(days=30)
ReferralStepTaken = Step[ReferralState, ReferralAction, ReferralFacts]


def take(actor: Viewer, referral_id: ReferralId, version: int | None) -> Referral:
    """Load what is to be changed and name it in the trail; refuses as `for_change`."""
    row = for_change(actor, referral_id, version)
    about("referral", row.id)
    return row


def move(
    actor: Viewer,
    now: datetime,
    row: Referral,
    action: ReferralAction,
    *,
    to: ReferralState | None = None,
    words: str = "",
    reason_code: str = "",
    effective_at: datetime | None = None,
    **known: Any,
) -> ReferralStepTaken:
    """Take one step, or refuse it as the table says. `known` is what this act adds to the facts."""
    facts = facts_of(actor, row, office_date(now), **known)
    step = check(actor, row, action, facts, to=to, words=words or reason_code)
    record(
        actor, now, row, step, facts,
        words=words, reason_code=reason_code, effective_at=effective_at,
    )  # fmt: skip
    return step


def check(
    actor: Viewer,
    row: Referral,
    action: ReferralAction,
    facts: ReferralFacts,
    *,
    to: ReferralState | None = None,
    words: str = "",
) -> ReferralStepTaken:
    """Return the step the table allows, without taking it; raise what it refuses."""
    return REFERRAL.step(
        ReferralState(row.state), action, facts, actor.may, to=to, reason=words
    )


def record(
    actor: Viewer,
    now: datetime,
    row: Referral,
    step: ReferralStepTaken,
    facts: ReferralFacts,
    *,
    words: str = "",
    reason_code: str = "",
    effective_at: datetime | None = None,
) -> None:
    """Append the step, copy the state, start and stop the clocks of its row."""
    db.session.add(
        ReferralStep(
            organisation_id=row.organisation_id,
            data_key_id=row.data_key_id,
            referral_id=row.id,
            words=words,
            **step_columns(
                actor, now, step, effective_at=effective_at, reason_code=reason_code
            ),
        )
    )
    resumed = step.source is ReferralState.AWAITING_PERSON and step.to is not step.source
    row.state = step.to
    if resumed:
        _lengthen(row, now)
    for clock in step.row.stops:
        stop(row, Clock(clock), effective_at or now)
    for clock in step.row.starts:
        start(actor, row, Clock(clock), facts, now)


def start(
    actor: Viewer, row: Referral, clock: Clock, facts: ReferralFacts, now: datetime
) -> date | None:
    """Start a clock and return its day; the one running before is replaced."""
    term = term_of(clock, facts)
    if term is None:
        return None
    stop(row, clock, now)
    since = row.received_at if clock is Clock.FIRST_CONTACT else now
    day = due(actor, term, office_date(since))
    db.session.add(
        ReferralTerm(
            organisation_id=row.organisation_id,
            referral_id=row.id,
            clock=clock,
            term=term,
            started_at=since,
            due_on=day,
        )
    )
    return day


def stop(row: Referral, clock: Clock, at: datetime) -> None:
    """Stop a clock, if it runs."""
    for term in _running(row, clock):
        term.met_at = at


def settle_all(row: Referral, outcome: SubjectOutcome, now: datetime) -> None:
    """Write the outcome of everybody who has none yet."""
    for subject in unsettled(row):
        subject.outcome, subject.settled_at = outcome, now


def unsettled(row: Referral) -> list[ReferralSubject]:
    """Return the people for whom nothing is decided, in their order."""
    return [subject for subject in subjects_of(row) if subject.outcome is None]


def subjects_of(row: Referral) -> list[ReferralSubject]:
    """Return everybody it concerns, in their order."""
    return list(
        db.session.scalars(
            select(ReferralSubject)
            .where(
                ReferralSubject.organisation_id == row.organisation_id,
                ReferralSubject.referral_id == row.id,
            )
            .order_by(ReferralSubject.position)
        )
    )


def _running(row: Referral, *clocks: Clock) -> list[ReferralTerm]:
    wanted = [ReferralTerm.clock.in_(clocks)] if clocks else []
    return list(
        db.session.scalars(
            select(ReferralTerm).where(
                ReferralTerm.organisation_id == row.organisation_id,
                ReferralTerm.referral_id == row.id,
                ReferralTerm.met_at.is_(None),
                *wanted,
            )
        )
    )


def _lengthen(row: Referral, now: datetime) -> None:
    """Give back the days the evaluation waited for the person, thirty at most."""
    since = db.session.scalar(
        select(ReferralStep.at)
        .where(
            ReferralStep.organisation_id == row.organisation_id,
            ReferralStep.referral_id == row.id,
            ReferralStep.to_state == ReferralState.AWAITING_PERSON,
            ReferralStep.from_state == ReferralState.IN_EVALUATION,
        )
        .order_by(ReferralStep.at.desc())
        .limit(1)
    )
    if since is None:
        return
    waited = min(now - since, LONGEST_PAUSE)
    for term in _running(row, Clock.DECISION):
        term.due_on += timedelta(days=waited.days)
