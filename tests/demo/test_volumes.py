"""As much of everything as the office has in a year, most of it in order; and always the same."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import JSON, Column, LargeBinary, Uuid, func, select

from app.cases.models import (
    Case,
    CaseStep,
    CaseTerm,
    DiaryEntry,
    IndividualPlan,
    Placement,
    RequestLine,
    ServiceRequest,
)
from app.cases.procedure.line import LineState
from app.cases.procedure.placement import PlacementState
from app.cases.procedure.request import RequestState
from app.cases.rules.case import CaseState
from app.db import Base, db
from app.demo.context import REFERENCE
from app.intake.models import Referral, ReferralTerm
from app.intake.procedure import ReferralState
from app.tenancy.models import Organisation
from tests.demo.conftest import FEW, made

pytestmark = pytest.mark.timeout(600)
TODAY = REFERENCE.date()
YEAR_AGO = datetime(2025, 11, 23, tzinfo=UTC)
ON_THE_REAL_CLOCK = {"recorded_at", "xact"}
AN_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # within a text, new each time
ENDED = {"closed", "closed_transferred"}


def _counted(column: Any) -> Counter[str]:
    """How many rows of the town there are of each: what other bodies have is not its own."""
    town = select(Organisation.id).where(Organisation.code == "cernusco").scalar_subquery()
    rows = select(column, func.count()).where(column.class_.organisation_id == town)
    return Counter(dict(db.session.execute(rows.group_by(column)).all()))


def test_the_segnalazioni_of_a_year(town_year: Flask) -> None:
    arrived = db.session.execute(
        select(Referral.source, Referral.anonymous).where(Referral.received_at > YEAR_AGO)
    ).all()
    sources = Counter(source for source, _ in arrived)
    assert 125 <= len(arrived) <= 155
    assert 0.28 <= sources["school"] / len(arrived) <= 0.45
    assert sum(anonymous for _, anonymous in arrived) == 3
    assert 7 <= sources["juvenile_court"] <= 11
    states = _counted(Referral.state)
    unseen = {ReferralState.AWAITING_BODY, ReferralState.PRACTICE_OPENED}
    assert {*ReferralState} - unseen <= {*states} | unseen


def test_the_cases_active_and_closed(town_year: Flask) -> None:
    states = _counted(Case.state)
    closed = sum(many for state, many in states.items() if state in ENDED)
    assert 100 <= states.total() - closed <= 125
    assert 40 <= closed <= 52
    assert {*CaseState} == {*states}
    reopened = select(func.count()).select_from(CaseStep).where(CaseStep.action == "reopen")
    assert 6 <= (db.session.scalar(reopened) or 0) <= 8


def test_most_cases_are_in_order_and_a_few_are_late(town_year: Flask) -> None:
    late = select(func.count(func.distinct(CaseTerm.case_id))).where(
        CaseTerm.met_at.is_(None), CaseTerm.due_on < TODAY
    )
    assert 2 <= (db.session.scalar(late) or 0) <= 10
    late_referrals = select(func.count(func.distinct(ReferralTerm.referral_id))).where(
        ReferralTerm.met_at.is_(None), ReferralTerm.due_on < TODAY
    )
    assert (db.session.scalar(late_referrals) or 0) <= 8


def test_nobody_active_is_without_plan_or_diary(demo_app: Flask) -> None:
    active = select(Case.id).where(Case.state.in_(("active", "monitoring")))
    planned = select(IndividualPlan.case_id).where(IndividualPlan.state == "approved")
    told = select(DiaryEntry.case_id)
    assert db.session.scalars(active.where(Case.id.not_in(planned))).all() == []
    assert len(db.session.scalars(active.where(Case.id.not_in(told))).all()) <= 8


def test_services_stand_in_every_state(town_year: Flask) -> None:
    lines = _counted(RequestLine.state)
    assert 55 <= lines["active"] + lines["suspended"] <= 78
    assert 26 <= lines["waiting"] <= 36
    assert {*LineState} == {*lines}
    waited = select(func.count(func.distinct(RequestLine.unit_id))).where(
        RequestLine.state == "waiting"
    )
    assert (db.session.scalar(waited) or 0) >= 4
    assert {*RequestState} - {RequestState.ENDED} <= {*_counted(ServiceRequest.state)}


def test_placements_stand_in_every_state(town_year: Flask) -> None:
    assert {*PlacementState} == {*_counted(Placement.state)}


def test_nothing_happens_after_the_moment_of_the_demo(demo_app: Flask) -> None:
    for column in (CaseStep.at, DiaryEntry.written_at, Referral.registered_at):
        last = db.session.scalar(select(func.max(column)))
        assert last is not None
        assert last <= REFERENCE


def test_the_same_office_is_made_every_time(workplace: Path, worker_id: str) -> None:
    first, second = (
        _digests(workplace, f"few_{number}_{worker_id}") for number in (1, 2)
    )  # fmt: skip
    assert first == second
    assert sum(many for many, _ in first.values()) > 1_000


def _digests(workplace: Path, name: str) -> dict[str, tuple[int, str]]:
    """Return, for each table, how many rows it has and the digest of what stands in them."""
    made_once = made(workplace, name, FEW)
    next(made_once)
    found = dict(_tables())
    assert next(made_once, None) is None
    return found


def _tables() -> Iterator[tuple[str, tuple[int, str]]]:
    for table in Base.metadata.sorted_tables:
        columns = [column for column in table.columns if _is_told(column)]
        if columns:
            told = db.session.execute(select(*columns))
            rows = sorted(AN_ID.sub("", repr(tuple(row))) for row in told)
            digest = hashlib.sha256("\n".join(rows).encode()).hexdigest()
            yield table.name, (len(rows), digest)


def _is_told(column: Column[Any]) -> bool:
    """Ids, hashes, what is sealed and the real clock are new each time; all the rest is told again."""
    fresh = isinstance(column.type, (Uuid, LargeBinary, JSON))
    return not fresh and "hash" not in column.name and column.name not in ON_THE_REAL_CLOCK
