"""The page of a placement: by alias, with initials; the address is never on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from app.cases.models import (
    Placement,
    PlacementMember,
    PlacementTerm,
    RequestPerson,
    ServiceRequest,
    StructureAsk,
)
from app.cases.procedure.member import MEMBER, MemberAction, MemberState
from app.cases.procedure.placement import PLACEMENT, PlacementAction, PlacementState
from app.cases.queries.brief import numbers_of
from app.cases.queries.its import RunningTerm, running, same_body
from app.cases.queries.placement_parts import (
    CompetenceRow,
    OtherRow,
    RevealRow,
    StoryRow,
    Told,
    competences_in,
    need_of,
    others_of,
    reveals_of,
    story_of,
    told_since,
)
from app.cases.queries.placements import (
    INSIDE,
    TO_COME,
    asks_of,
    member_facts,
    members_of,
    placement_facts,
    visible_placements,
    watchers_of,
)
from app.cases.queries.siblings import BesideRow, siblings_beside
from app.cases.rules.need import NeedSheet
from app.cases.rules.placements import (
    Destination,
    LegalBasis,
    PlacementRole,
    StructureAnswer,
    beds_of,
    initials,
)
from app.catalogue.models import ServiceUnit
from app.catalogue.rules import PathCode
from app.db import db
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import NotFound
from app.kernel.references import (
    CaseId,
    OrganisationId,
    PersonId,
    PlacementId,
    ServiceRequestId,
    UnitId,
)
from app.kernel.workflow import Offer
from app.people.models import Person


@dataclass(frozen=True)
class MemberRow:
    """One member: initials to who only counts, on what ground, where he stands."""

    id: UUID
    placement_id: PlacementId
    initials: str
    role: PlacementRole
    basis: LegalBasis
    order_reference: str
    due_on: date | None
    entered_at: datetime | None
    exited_at: datetime | None
    missing_since: datetime | None
    away: tuple[date | None, date | None]
    majority_on: date | None  # near or past, for who is inside
    stays_until: date | None
    destination: Destination | None
    state: MemberState
    version: int
    offers: tuple[Offer[MemberState, MemberAction], ...]


@dataclass(frozen=True)
class AwaitedRow:
    """Somebody the request names who is not a member yet; `person_id` is None before a birth."""

    role: PlacementRole
    person_id: PersonId | None
    name: str

    @property
    def initials(self) -> str:
        """The letters that stand on a page more people read than may know the name."""
        return initials(self.name)


_WithRole = TypeVar("_WithRole", MemberRow, AwaitedRow)


@dataclass(frozen=True)
class AskRow:
    """A structure asked, under the name of the catalogue, and its answer."""

    unit_id: UnitId
    unit: str
    asked_at: datetime
    due_at: datetime
    answer: StructureAnswer
    available_until: date | None


@dataclass(frozen=True)
class PlacementPage:
    """Everything on the page of a placement, without where it is."""

    id: PlacementId
    case_id: CaseId
    request_id: ServiceRequestId
    number: str
    path: PathCode
    state: PlacementState
    alias: str
    protected: bool
    need: NeedSheet
    proposed: str
    entered_at: datetime | None
    expected_end: date | None
    extension_to: date | None
    version: int
    on_list: bool
    watchers: tuple[str, ...]
    reveals: tuple[RevealRow, ...]
    members: tuple[MemberRow, ...]
    awaited: tuple[AwaitedRow, ...]
    asks: tuple[AskRow, ...]
    competences: tuple[CompetenceRow, ...]
    siblings: tuple[BesideRow, ...]
    told: dict[UUID, Told]
    beside: tuple[OtherRow, ...]
    due: tuple[RunningTerm, ...]
    steps: tuple[StoryRow, ...]
    offers: tuple[Offer[PlacementState, PlacementAction], ...]

    @property
    def still_hides(self) -> bool:
        """Whether it is over and its people are hidden all the same, until somebody lifts it."""
        return self.protected and self.state in PLACEMENT.final

    @property
    def missing(self) -> tuple[MemberRow, ...]:
        """Who is away without notice: the police and the supervisor are called at once."""
        return tuple(row for row in self.members if row.state is MemberState.MISSING)

    @property
    def growing(self) -> tuple[MemberRow, ...]:
        """Who comes of age, or has, and of whom nobody has written what happens then."""
        return tuple(row for row in self.members if row.majority_on and not row.stays_until)

    @property
    def room(self) -> tuple[int, int]:
        """The beds (cots among them) and the family units it takes."""
        return beds_of([row.role for row in self.members if row.state in TO_COME])


def placement_page(viewer: Viewer, placement_id: PlacementId, now: datetime) -> PlacementPage:
    """Return the page of a placement, never its address; `NotFound` out of reach."""
    found = db.session.execute(
        select(Placement, ServiceRequest.number, ServiceRequest.path)
        .join(ServiceRequest, same_body(ServiceRequest, Placement, Placement.request_id))
        .where(visible_placements(viewer), Placement.id == placement_id)
    ).one_or_none()
    if found is None:
        raise NotFound
    return _page(viewer, *found, now)


def _page(
    viewer: Viewer, placement: Placement, number: str, path: str, now: datetime
) -> PlacementPage:
    members, on = members_of(placement), office_date(now)
    asks, watchers = asks_of(placement), watchers_of(placement, now)
    wanted = {placement.unit_id, placement.proposed_unit_id, *(ask.unit_id for ask in asks)}
    names = _aliases(placement.organisation_id, [one for one in wanted if one])
    facts = placement_facts(viewer, placement, members, on)
    whole = bool(numbers_of(viewer, [placement.case_id]))
    return PlacementPage(
        id=placement.id,
        case_id=placement.case_id,
        request_id=placement.request_id,
        number=number,
        path=PathCode(placement.path or path),
        state=PlacementState(placement.state),
        alias=names.get(placement.unit_id, ""),
        protected=placement.protected,
        need=need_of(placement) if whole else NeedSheet(),
        proposed=names.get(placement.proposed_unit_id, ""),
        entered_at=placement.entered_at,
        expected_end=placement.expected_end,
        extension_to=placement.extension_to,
        version=placement.version,
        on_list=any(one.account_id == viewer.account_id for one in watchers),
        watchers=tuple(one.label for one in watchers),
        reveals=reveals_of(placement),
        members=_in_order(_member(viewer, placement, m, on) for m in members),
        awaited=_awaited(placement, members),
        asks=tuple(_ask(ask, names) for ask in asks),
        competences=competences_in(placement, members),
        siblings=_siblings(viewer, placement, members, on) if whole else (),
        told=told_since(viewer, [m for m in members if m.state == MemberState.MISSING]),
        beside=others_of(placement, path),
        due=running(PlacementTerm, placement),
        steps=story_of(placement, members, with_words=whole),
        offers=PLACEMENT.offers(PlacementState(placement.state), facts, viewer.may),
    )  # fmt: skip


def _siblings(
    viewer: Viewer, placement: Placement, members: Sequence[PlacementMember], on: date
) -> tuple[BesideRow, ...]:
    """Return who is to be looked at together with the children, while there is a choice to make."""
    if placement.state in PLACEMENT.final:
        return ()
    children = [m.person_id for m in members if m.role == PlacementRole.CHILD and m.person_id]
    return tuple(siblings_beside(viewer, children, on))


def _ask(ask: StructureAsk, names: dict[Any, str]) -> AskRow:
    return AskRow(
        unit_id=ask.unit_id,
        unit=names.get(ask.unit_id, ""),
        asked_at=ask.asked_at,
        due_at=ask.due_at,
        answer=StructureAnswer(ask.answer),
        available_until=ask.available_until,
    )


def _in_order(rows: Iterable[_WithRole]) -> tuple[_WithRole, ...]:
    """Return rows as the roles are told: the mother first, who is not born yet last."""
    order = list(PlacementRole)
    return tuple(sorted(rows, key=lambda row: order.index(row.role)))


def _awaited(placement: Placement, members: Sequence[PlacementMember]) -> tuple[AwaitedRow, ...]:
    """Return whom the request names and nobody has made a member yet."""
    named = {member.person_id or member.role for member in members}
    rows = db.session.execute(
        select(RequestPerson.role, RequestPerson.person_id, Person.surname, Person.given)
        .outerjoin(Person, same_body(Person, RequestPerson, RequestPerson.person_id))
        .where(
            RequestPerson.organisation_id == placement.organisation_id,
            RequestPerson.request_id == placement.request_id,
        )
        .order_by(RequestPerson.id)
    )
    awaited = [
        AwaitedRow(PlacementRole(role), person_id, f"{surname} {given}" if person_id else "")
        for role, person_id, surname, given in rows
        if (person_id or role) not in named
    ]
    return _in_order(awaited)


def _aliases(body: OrganisationId, ids: list[Any]) -> dict[Any, str]:
    """Return the names by which the catalogue knows some units."""
    rows = db.session.execute(
        select(ServiceUnit.id, ServiceUnit.name).where(
            ServiceUnit.organisation_id == body, ServiceUnit.id.in_(ids)
        )
    )
    return {row[0]: row[1] for row in rows}


def _member(viewer: Viewer, placement: Placement, member: PlacementMember, on: date) -> MemberRow:
    state = MemberState(member.state)
    offers: tuple[Offer[MemberState, MemberAction], ...] = ()
    majority_on = None
    if placement.state == PlacementState.IN_PLACE:
        facts = member_facts(viewer, placement, member, on)
        child = member.role == PlacementRole.CHILD and state in INSIDE
        majority_on = facts.majority_on if child and facts.near_majority else None
        offers = MEMBER.offers(state, facts, viewer.may)
    return MemberRow(
        id=member.id,
        placement_id=placement.id,
        initials=member.initials,
        role=PlacementRole(member.role),
        basis=LegalBasis(member.basis),
        order_reference=member.order_reference,
        due_on=member.due_on,
        entered_at=member.entered_at,
        exited_at=member.exited_at,
        missing_since=member.missing_since,
        away=(member.away_from, member.away_to),
        majority_on=majority_on,
        stays_until=member.stays_until,
        destination=Destination(member.destination) if member.destination else None,
        state=state,
        version=member.version,
        offers=offers,
    )
