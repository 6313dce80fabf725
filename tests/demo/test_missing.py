"""While the demo is opened, a boy of a community has not come back."""

from flask import Flask
from sqlalchemy import select

from app.cases.models import Case, MemberStep, Placement, PlacementMember
from app.cases.procedure.member import MemberAction
from app.cases.procedure.placement import PlacementState
from app.cases.rules.placements import ToldWhom
from app.db import db
from app.demo.context import REFERENCE
from app.demo.missing import AWAY_FOR


def test_one_is_away_and_the_prosecutor_is_still_to_be_told(town_year: Flask) -> None:
    (member,) = db.session.scalars(
        select(PlacementMember).where(PlacementMember.missing_since.is_not(None))
    )
    assert member.missing_since == REFERENCE - AWAY_FOR
    told = db.session.scalars(
        select(MemberStep.reason_code).where(
            MemberStep.member_id == member.id, MemberStep.action == MemberAction.TOLD
        )
    )
    assert list(told) == [ToldWhom.POLICE]


def test_who_left_a_secret_place_is_still_protected_but_where_it_was_lifted(
    town_year: Flask,
) -> None:
    over = db.session.execute(
        select(Placement.state, Placement.protected, Case.closed_at)
        .join(
            Case, (Case.organisation_id == Placement.organisation_id)
            & (Case.id == Placement.case_id),
        )
        .where(Placement.state.in_((PlacementState.CLOSED, PlacementState.CANCELLED)))
    ).all()  # fmt: skip
    secret = [(row.state, row.protected) for row in over]
    assert (PlacementState.CLOSED, True) in secret
    assert (PlacementState.CANCELLED, False) in secret
