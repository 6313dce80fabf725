"""One step of a measure: the check, the line of the history, its clocks, its case let go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from app.audit.context import about
from app.cases.operations import let_go
from app.catalogue.clocks import start_term
from app.catalogue.queries import due
from app.catalogue.rules import Term
from app.db import db
from app.emergencies import queries
from app.emergencies.models import CourtAct, Emergency, EmergencyStep, EmergencyTerm
from app.emergencies.procedure.emergency import (
    EMERGENCY,
    FINAL,
    OURS,
    EmergencyAction,
    EmergencyState,
)
from app.emergencies.rules.emergency import EmergencyFault, NewsSource, hour_fault
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import Invalid
from app.kernel.references import EmergencyId
from app.kernel.workflow import Step
from app.transaction.steps import step_columns


@dataclass(frozen=True, kw_only=True)
class News:
    """An act of others: when the office knew, by which way, from whom; when it was, if told."""

    known_at: datetime
    source: NewsSource
    told_by: str = ""
    happened_at: datetime | None = None

    @property
    def at(self) -> datetime:
        """When it was, or else when it was known."""
        return self.happened_at or self.known_at


@dataclass(frozen=True, kw_only=True)
class PaperInHand:
    """An act of prosecutor or court that whoever writes has in her hand."""

    number: str
    dated: date
    authority: str


@dataclass(frozen=True, kw_only=True)
class Learnt:
    """What others did: how it is known, the act in hand if there is one, what it says."""

    news: News
    paper: PaperInHand | None = None
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What goes with a step: words, the hour it happened, how it is known, a code."""

    words: str = ""
    happened: datetime | None = None
    news: News | None = None
    code: str = ""


NOTHING_SAID = Said()


def take(actor: Viewer, emergency_id: EmergencyId, version: int | None) -> Emergency:
    """Load what is to be changed and name it in the trail; refuses as `for_change`."""
    row = queries.for_change(actor, emergency_id, version)
    about("emergency", row.id)
    return row


def move(
    actor: Viewer,
    now: datetime,
    row: Emergency,
    action: EmergencyAction,
    said: Said = NOTHING_SAID,
    **known: bool,
) -> None:
    """Take one step of the procedure, or refuse it as the table says.

    The clocks of what follows begin when it happened, not when it was written down.
    """
    facts = queries.facts_of(actor, row, said.happened or now, **known)
    state = EmergencyState(row.state)
    record(
        actor, now, row, EMERGENCY.step(state, action, facts, actor.may, reason=said.words), said
    )


def at_an_hour(
    actor: Viewer,
    now: datetime,
    row: Emergency,
    action: EmergencyAction,
    at: datetime,
    *,
    words: str = "",
) -> None:
    """Take a step that happened at an hour somebody says. Refuses one to come or before placing."""
    check_hour(at, now, row)
    move(actor, now, row, action, Said(words=words, happened=at))


def record(
    actor: Viewer,
    now: datetime,
    row: Emergency,
    step: Step[EmergencyState, EmergencyAction, Any],
    said: Said = NOTHING_SAID,
) -> None:
    """Append the step, copy the state, move its clocks; let the case go where the measure ends."""
    at = said.happened or now
    db.session.add(
        EmergencyStep(
            organisation_id=row.organisation_id,
            data_key_id=row.data_key_id,
            emergency_id=row.id,
            words=said.words,
            **step_columns(actor, now, step, effective_at=at, reason_code=said.code),
        )
    )
    row.state = step.to
    flag_modified(row, "state")  # what leaves the state as it is makes older forms stale too
    _clocks(actor, row, step, at, said.news)
    if step.to in FINAL and row.ended_at is None:
        row.ended_at = now
        let_go(row.organisation_id, row.id, now)


def note_paper(
    actor: Viewer, now: datetime, row: Emergency, action: EmergencyAction, paper: PaperInHand | None
) -> None:
    """Keep number, day and authority of the act an event rests on; refuses a day to come."""
    if paper is None:
        return
    if paper.dated > office_date(now):
        raise Invalid(f"act_on:{EmergencyFault.DATED_LATER}")
    db.session.add(
        CourtAct(
            organisation_id=row.organisation_id,
            emergency_id=row.id,
            action=action,
            number=paper.number,
            dated=paper.dated,
            authority=paper.authority,
            noted_at=now,
            noted_by=actor.label,
        )
    )


def check_hour(at: datetime, now: datetime, row: Emergency, field: str = "on") -> None:
    """Refuse an hour still to come, or before the child was put in safety."""
    fault = hour_fault(at, now, since=row.placed_at)
    if fault:
        raise Invalid(f"{field}:{fault}")


def check_news(news: News, now: datetime, row: Emergency) -> None:
    """Refuse news of tomorrow, or known before what it tells."""
    check_hour(news.known_at, now, row, "known_on")
    if news.happened_at is not None:
        check_hour(news.happened_at, now, row)
        if news.happened_at > news.known_at:
            raise Invalid(f"known_on:{EmergencyFault.KNOWN_BEFORE}")


def count_again(actor: Viewer, row: Emergency, since: Mapping[Term, datetime]) -> None:
    """Let clocks count from another hour: those that ran, and those that were met."""
    for term in _terms(row):
        code = Term(term.code)
        if code in since:
            when = due(actor, code, since[code])
            term.started_at, term.due_on, term.due_at = since[code], when.on, when.at


def met_again(row: Emergency, old: datetime, at: datetime) -> None:
    """Let what was due of us and done at an hour be done at another."""
    for term in _terms(row):
        if Term(term.code) in OURS and term.met_at == old:
            term.met_at = at


def _clocks(
    actor: Viewer, row: Emergency, step: Step[Any, Any, Any], at: datetime, news: News | None
) -> None:
    db.session.flush()
    running = {Term(one.code): one for one in _terms(row) if one.met_at is None}
    starts = [Term(code) for code in step.row.starts]
    for code in map(Term, step.row.stops):
        if code in running:
            term = running.pop(code)
            term.met_at = at
            if news is not None:
                term.known_at, term.source, term.told_by = news.known_at, news.source, news.told_by
    its = {"organisation_id": row.organisation_id, "emergency_id": row.id}
    for code in starts:
        if code not in running:  # the 24 hours go on, whoever was told meanwhile
            since = row.placed_at if code in OURS else at
            start_term(EmergencyTerm, its, code, actor=actor, since=since)


def _terms(row: Emergency) -> list[EmergencyTerm]:
    return list(
        db.session.scalars(
            select(EmergencyTerm).where(
                EmergencyTerm.organisation_id == row.organisation_id,
                EmergencyTerm.emergency_id == row.id,
            )
        )
    )
