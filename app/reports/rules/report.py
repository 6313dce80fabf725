"""The whole caseload report: every table of one question, from the same facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from app.reports.rules.caseload import (
    Balance,
    CaseFile,
    active_cases,
    balance,
    flow,
    people_followed,
)
from app.reports.rules.deadlines import Due, Dues, late, pending_cases, pending_requests
from app.reports.rules.inflow import ReferralFile, registered, unassigned
from app.reports.rules.moments import Question, end_of
from app.reports.rules.tables import Table, TableKey, Thing
from app.reports.rules.waiting import (
    RequestFile,
    first_contact,
    start_from_referral,
    start_from_request,
    taking_charge,
)


@dataclass(frozen=True)
class Facts:
    """What the report is counted from, and the team of each engagement."""

    cases: tuple[CaseFile, ...] = ()
    referrals: tuple[ReferralFile, ...] = ()
    requests: tuple[RequestFile, ...] = ()
    dues: Dues = field(default_factory=Dues)
    teams: Mapping[UUID, UUID | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """The answers to one question."""

    question: Question
    tables: tuple[Table, ...]
    balance: Balance

    def table(self, key: str) -> Table | None:
        """Return one table by the word of an address; None when there is no such table."""
        return next((table for table in self.tables if table.key == key), None)


def report(facts: Facts, question: Question) -> Report:
    """Return every figure for one question."""
    mine = of_team(facts, question, end_of(question.on))
    in_period = of_team(facts, question, end_of(question.span.end))
    movements, exits = flow(in_period.cases, question.span)
    dues = mine.dues
    tables = (
        *active_cases(mine.cases, question),
        people_followed(mine.cases, question),
        movements,
        exits,
        registered(mine.referrals, question),
        unassigned(facts.referrals, question),
        first_contact(mine.referrals, question),
        taking_charge(mine.referrals, question),
        start_from_referral(mine.referrals, mine.requests, question),
        start_from_request(mine.requests, question),
        pending_cases(mine.cases, dues, question),
        pending_requests(mine.requests, question),
        late(TableKey.LATE_CASES, Thing.CASE, dues.cases, question),
        late(TableKey.LATE_REFERRALS, Thing.REFERRAL, dues.referrals, question),
        late(TableKey.LATE_REQUESTS, Thing.REQUEST, dues.requests, question),
    )
    return Report(question, tables, balance(movements))


def of_team(facts: Facts, question: Question, moment: datetime) -> Facts:
    """Return the facts of one team, or all of them.

    A case belongs to the team of who held it at that moment, with its requests; a referral to the
    team of who had it in hand last. So no case changes team inside a period, and R5 balances.
    """
    team = question.team_id
    if team is None:
        return facts

    def ours(engagement_id: UUID | None) -> bool:
        return engagement_id is not None and facts.teams.get(engagement_id) == team

    cases = tuple(case for case in facts.cases if ours(case.holder_at(moment)))
    referrals = tuple(one for one in facts.referrals if ours(one.worker_at(moment)))
    case_ids = {case.id for case in cases}
    requests = tuple(one for one in facts.requests if one.case_id in case_ids)
    ids = case_ids | {one.id for one in referrals} | {one.id for one in requests}

    def kept(dues: tuple[Due, ...]) -> tuple[Due, ...]:
        return tuple(due for due in dues if due.about_id in ids)

    every = facts.dues
    dues = replace(
        every,
        court=kept(every.court),
        cases=kept(every.cases),
        referrals=kept(every.referrals),
        requests=kept(every.requests),
    )
    return replace(facts, cases=cases, referrals=referrals, requests=requests, dues=dues)
