"""What reaches the office and what still waits for somebody: R6."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.catalogue.rules import ReferralSource
from app.intake.procedure import ReferralAction, ReferralState
from app.intake.rules import URGENT, Urgency
from app.reports.rules.history import History
from app.reports.rules.moments import Question, days_between, end_of
from app.reports.rules.tables import Column, Figure, Key, Table, TableKey, Thing, counted


class SourceGroup(StrEnum):
    """Who reports, in six groups of the fourteen sources of the SINBA flow."""

    FAMILY = "family"
    COMMUNITY = "community"
    SCHOOL = "school"
    HEALTH = "health"
    JUSTICE = "justice"
    SOCIAL_SERVICE = "social_service"


class AgeBand(StrEnum):
    """For how many days something has been waiting."""

    UP_TO_2 = "up_to_2"
    UP_TO_7 = "up_to_7"
    UP_TO_30 = "up_to_30"
    OVER_30 = "over_30"


_S, _G = ReferralSource, SourceGroup
GROUP_OF = {
    _S.SELF: _G.FAMILY,
    _S.COHABITING_RELATIVE: _G.FAMILY,
    _S.OTHER_RELATIVE: _G.FAMILY,
    _S.FOSTER_PARENT_OR_GUARDIAN: _G.FAMILY,
    _S.NEIGHBOUR: _G.COMMUNITY,
    _S.THIRD_SECTOR: _G.COMMUNITY,
    _S.PRIVATE_PROFESSIONAL: _G.COMMUNITY,
    _S.SCHOOL: _G.SCHOOL,
    _S.HEALTH_SERVICE: _G.HEALTH,
    _S.POLICE: _G.JUSTICE,
    _S.JUVENILE_COURT: _G.JUSTICE,
    _S.ORDINARY_COURT: _G.JUSTICE,
    _S.JUSTICE_SOCIAL_SERVICE: _G.JUSTICE,
    _S.OTHER_SOCIAL_SERVICE: _G.SOCIAL_SERVICE,
}
NOT_ASSIGNED = (ReferralState.RECEIVED, ReferralState.REASSIGN_ASKED)
_BANDS = ((2, AgeBand.UP_TO_2), (7, AgeBand.UP_TO_7), (30, AgeBand.UP_TO_30))


@dataclass(frozen=True)
class Assignment:
    """Who had it in hand from an instant on."""

    engagement_id: UUID
    since: datetime


@dataclass(frozen=True)
class ReferralFile:
    """What is counted of a request for help, a report or a request of a judge."""

    id: UUID
    source: ReferralSource
    urgency: Urgency
    anonymous: bool
    minor: bool  # at least one of the people it concerns, on the day it arrived
    history: History
    assignments: tuple[Assignment, ...] = ()
    case_ids: frozenset[UUID] = frozenset()

    @property
    def registered_at(self) -> datetime | None:
        """When it reached the office, as its first step says."""
        done = [s.effective_at for s in self.history.steps if s.action == ReferralAction.REGISTER]
        return done[0] if done else None

    def worker_at(self, moment: datetime) -> UUID | None:
        """Return who had it in hand last, before a moment."""
        begun = [one for one in self.assignments if one.since < moment]
        return max(begun, key=lambda one: one.since).engagement_id if begun else None


def registered_in(files: Iterable[ReferralFile], question: Question) -> list[ReferralFile]:
    """Return what reached the office in the period asked for."""
    return [
        file
        for file in files
        if file.registered_at is not None and question.span.holds(file.registered_at)
    ]


def registered(files: Iterable[ReferralFile], question: Question) -> Table:
    """Return the first part of R6: what arrived in the period, from whom, how delicate."""
    found = registered_in(files, question)
    groups: dict[Key, list[list[UUID]]] = {}
    for group in SourceGroup:
        mine = [file for file in found if GROUP_OF[file.source] is group]
        if mine:
            groups[group] = _columns(mine)
    columns = (Column.REGISTERED, Column.MINORS, Column.URGENT, Column.ANONYMOUS)
    return Table(Figure.INFLOW, TableKey.REGISTERED, Thing.REFERRAL, columns, counted(groups))


def unassigned(files: Iterable[ReferralFile], question: Question) -> Table:
    """Return the second part of R6: what nobody had in hand on that evening, and for how long."""
    moment = end_of(question.on)
    groups: dict[Key, list[list[UUID]]] = {}
    waiting = [file for file in files if file.history.state_at(moment) in NOT_ASSIGNED]
    for band in AgeBand:
        found = [file.id for file in waiting if band_of(_age(file, question)) is band]
        if found:
            groups[band] = [found]
    return Table(
        Figure.INFLOW, TableKey.UNASSIGNED, Thing.REFERRAL, (Column.UNASSIGNED,), counted(groups)
    )


def band_of(days: int) -> AgeBand:
    """Return the band of an age in calendar days."""
    return next((band for most, band in _BANDS if days <= most), AgeBand.OVER_30)


def _age(file: ReferralFile, question: Question) -> int:
    """Count the days up to the evening asked for, not to the midnight that ends it."""
    since = file.registered_at
    return days_between(since, end_of(question.on)) - 1 if since else 0


def _columns(files: Collection[ReferralFile]) -> list[list[UUID]]:
    return [
        [file.id for file in files],
        [file.id for file in files if file.minor],
        [file.id for file in files if file.urgency in URGENT],
        [file.id for file in files if file.anonymous],
    ]
