"""Placements as the office makes them, through the real use cases."""

import html
import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from app.cases import operations, queries
from app.cases.operations import Entry, Leaving, MemberDetails, Whereabouts
from app.cases.queries import PlacementPage
from app.cases.rules.need import NeedSheet
from app.cases.rules.placements import (
    Destination,
    ExitBasis,
    LegalBasis,
    PlacementRole,
    StructureAnswer,
)
from app.cases.rules.requests import LineOutcome
from app.catalogue import operations as catalogue
from app.catalogue.operations import ServiceDetails, UnitDetails
from app.catalogue.rules import Measure, PathCode
from app.kernel.references import CaseId, PersonId, PlacementId, UnitId
from app.people.rules import BirthKnown
from tests.builders.cases import an_open_case
from tests.builders.emergencies import SECRET_PLACE
from tests.builders.people import a_person
from tests.builders.requests import (
    ENDS,
    LONG_AGO,
    a_request,
    a_service,
    an_active_line,
    request_act,
)
from tests.cast import NOW, Cast

# Words that stand in no answer but the one that shows the address.
SECRET_NAME = "Casa delle Ginestre Kanarina"
SECRET_ADDRESS = "vicolo del Kanarino Nascosto 7"
SECRETS = (SECRET_NAME, SECRET_ADDRESS, "Kanarin")
# The address as it may be written anywhere.
SPELT = (
    SECRET_ADDRESS,
    SECRET_ADDRESS.upper(),
    "Vicolo  del\nKanarino   Nascosto, 7",
    "vicolo-del-Kanarino-Nascosto-7",
)
WHERE = Whereabouts(structure=SECRET_NAME, address=SECRET_ADDRESS)
NEED = NeedSheet(ages="madre 27, figlia 4", beds=2, families=1, zones="zona Adda")
SHARED = "Struttura riservata 03"


@dataclass(frozen=True)
class Structures:
    """Two structures of the catalogue, under their aliases."""

    first: UnitId
    second: UnitId


def leaks(text: str) -> list[str]:
    """Return the words of a secret place, or of one of safety, that a text says, in any spelling."""
    plain = _plainly(html.unescape(text))
    return [one for one in (*SECRETS, *SPELT, SECRET_PLACE) if _plainly(one) in plain]


def _plainly(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).lower()


def structures(cast: Cast, *, beds: int = 3, families: int = 1) -> Structures:
    """Put two structures for mothers with children into the catalogue, each under an alias."""
    common: dict[str, Any] = {
        "actor": cast["dario"].viewer,
        "now": NOW,
        "organisation_id": cast["dario"].organisation_id,
    }
    service = catalogue.open_service(
        **common,
        details=ServiceDetails(
            path=PathCode.MOTHER_CHILD, name="Comunità", measure=Measure.BEDS, valid_from=LONG_AGO
        ),
    )
    units = [
        catalogue.open_unit(
            **common,
            service_id=service,
            details=UnitDetails(name=name, provider_id=None, valid_from=LONG_AGO, reserved=True),
            capacity={Measure.BEDS: beds, Measure.FAMILY_UNITS: families},
        )
        for name in (SHARED, "Struttura riservata 04")
    ]
    return Structures(*units)


def placement_page(cast: Cast, who: str, placement_id: PlacementId) -> PlacementPage:
    """Return the page of a placement as a member of the cast sees it."""
    return queries.placement_page(cast[who].viewer, placement_id, NOW)


def placement_act(cast: Cast, who: str, name: str, placement_id: PlacementId, **told: Any) -> Any:
    """Do one act of a placement, at the version it has now."""
    version, now = placement_page(cast, who, placement_id).version, told.pop("now", NOW)
    return getattr(operations, name)(
        actor=cast[who].viewer, now=now, placement_id=placement_id, version=version, **told
    )


def member_act(
    cast: Cast, who: str, name: str, placement_id: PlacementId, member_id: UUID, **told: Any
) -> None:
    """Do one act of a member, at the version he has now."""
    page = placement_page(cast, who, placement_id)
    version = next(row.version for row in page.members if row.id == member_id)
    now = told.pop("now", NOW)
    getattr(operations, name)(
        actor=cast[who].viewer, now=now, member_id=member_id, version=version, **told
    )


def a_search(cast: Cast, *, case_id: CaseId | None = None, with_cost: bool = False) -> PlacementId:
    """Open the search of a place for a mother with a child, after Dario approved the request."""
    mother = a_person(cast["bruno"], "Hoxhaj", "Elira")
    case = case_id or an_open_case(cast["bruno"], mother)
    service = a_service(cast, name="Cooperativa")
    request_id = a_request(
        cast, service, case_id=case, path=PathCode.MOTHER_CHILD, with_cost=with_cost
    )
    request_act(cast, "bruno", "submit_request", request_id)
    request_act(cast, "dario", "approve_request", request_id)
    return operations.open_search(
        actor=cast["bruno"].viewer, now=NOW, request_id=request_id, need=NEED
    )


def a_member(
    cast: Cast,
    placement_id: PlacementId,
    role: PlacementRole = PlacementRole.MOTHER,
    basis: LegalBasis = LegalBasis.CONSENSUAL,
    person_id: PersonId | None = None,
    **known: Any,
) -> UUID:
    """Name who enters, and return the member's id."""
    details = MemberDetails(role=role, basis=basis, person_id=person_id, **known)
    member_id: UUID = placement_act(cast, "bruno", "add_member", placement_id, details=details)
    return member_id


def a_choice(cast: Cast, placement_id: PlacementId, units: Structures) -> None:
    """Ask both structures, hear one yes, propose it and let Dario choose."""
    both = [units.first, units.second]
    placement_act(cast, "bruno", "ask_structures", placement_id, unit_ids=both)
    answers = (
        (units.first, StructureAnswer.AVAILABLE), (units.second, StructureAnswer.NO),
    )  # fmt: skip
    for unit_id, answer in answers:
        placement_act(cast, "bruno", "record_answer", placement_id, unit_id=unit_id, answer=answer)
    placement_act(cast, "bruno", "propose_structure", placement_id, unit_id=units.first)
    placement_act(cast, "dario", "choose_structure", placement_id)


def hidden(cast: Cast, person: PersonId, case_id: CaseId | None = None) -> PlacementId:
    """Put somebody in a secret place (of a case of her own, or of another's), and return it."""
    units = structures(cast)
    placement_id = a_search(cast, case_id=case_id)
    a_member(cast, placement_id, person_id=person)
    a_choice(cast, placement_id, units)
    placement_act(
        cast, "bruno", "enter_placement", placement_id,
        entry=Entry(at=NOW, expected_end=ENDS, where=WHERE),
    )  # fmt: skip
    return placement_id


def a_placement(cast: Cast, *, expected: bool = False) -> tuple[PlacementId, UUID, UUID]:
    """Place a mother by consent and a child by an order; return the ids of all three."""
    units = structures(cast)
    placement_id = a_search(cast)
    mother = a_member(cast, placement_id)
    child = a_member(
        cast, placement_id, PlacementRole.CHILD, LegalBasis.JUDICIAL, order_reference="TM 412/2026"
    )
    if expected:
        a_member(
            cast, placement_id, PlacementRole.EXPECTED_CHILD, LegalBasis.NONE_YET,
            due_on=date(2027, 2, 10),
        )  # fmt: skip
    a_choice(cast, placement_id, units)
    placement_act(
        cast, "bruno", "enter_placement", placement_id,
        entry=Entry(at=NOW, expected_end=ENDS, where=WHERE),
    )  # fmt: skip
    return placement_id, mother, child


def some_services(cast: Cast) -> None:
    """Put a service that goes on, a request to approve and a placement into the world of crawls."""
    service = a_service(cast, hours=100)
    an_active_line(cast, service)
    request_act(cast, "bruno", "submit_request", a_request(cast, service))
    a_placement(cast, expected=True)


def some_leaving(cast: Cast) -> None:
    """Leave somebody away without notice, who soon is of age, and a secret to look at again."""
    placement_id, *_ = a_placement(cast)
    grown = a_person(
        cast["bruno"], "Hoxhaj", "Ardit", birth_known=BirthKnown.EXACT,
        birth_date=date(2009, 1, 7),
    )  # fmt: skip
    member_id = a_member(cast, placement_id, PlacementRole.CHILD, person_id=grown)
    member_act(cast, "bruno", "enter_member", placement_id, member_id, at=NOW)
    member_act(cast, "bruno", "report_absent", placement_id, member_id, at=NOW)
    over, *members = a_placement(cast)
    leaving = Leaving(
        at=NOW, destination=Destination.RELATIVES, basis=ExitBasis.COURT_ORDER,
        order_reference="TM 500/2026",
    )  # fmt: skip
    for one in members:
        member_act(cast, "bruno", "exit_member", over, one, leaving=leaving)
    placement_act(cast, "bruno", "close_placement", over, outcome=LineOutcome.REACHED)
