"""A boy of a community who did not come back, while the office is at work: the hour is running."""

from datetime import timedelta
from typing import Any

from app.cases import operations as cases
from app.cases import queries
from app.cases.procedure.member import MemberAction, MemberState
from app.cases.procedure.placement import PlacementState
from app.cases.queries import PlacementPage
from app.cases.rules.placements import ToldWhom
from app.catalogue.rules import PathCode
from app.demo.context import Demo

AWAY_FOR, TOLD_FOR = timedelta(minutes=35), timedelta(minutes=20)


def load(demo: Demo) -> None:
    """Leave one who is away since half an hour: the police knows, the prosecutor not yet."""
    demo.tell("Un minore assente senza avviso")
    page = _in_community(demo)
    if page is None:  # a small town has none
        return
    member = next(row for row in page.members if row.state is MemberState.INSIDE)
    chief = demo.staff["paola"]
    holder = queries.case_brief(chief, page.case_id).holder_id
    who = next((one for one in demo.staff.values() if holder in one.engagement_ids), chief)
    since, told = demo.now - AWAY_FOR, demo.now - TOLD_FOR
    by: dict[str, Any] = {"actor": who, "member_id": member.id}
    written = since + timedelta(minutes=10)
    cases.report_absent(**by, now=written, version=member.version, at=since)
    again = queries.placement_page(who, page.id, told)
    version = next(row.version for row in again.members if row.id == member.id)
    cases.told_authority(**by, now=told, version=version, whom=ToldWhom.POLICE, at=told)


def _in_community(demo: Demo) -> PlacementPage | None:
    chief = demo.staff["paola"]
    for placement_id, _, state, *_ in queries.placement_rows(chief):
        if state is PlacementState.IN_PLACE:
            page = queries.placement_page(chief, placement_id, demo.now)
            if page.path is PathCode.MINORS_COMMUNITY and _may_go_missing(page):
                return page
    return None


def _may_go_missing(page: PlacementPage) -> bool:
    offered = (offer.action for row in page.members for offer in row.offers if offer.enabled)
    return MemberAction.ABSENT in offered
