"""A small office with something on every page: for crawls, browsers and canaries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.kernel.references import PersonId
from app.people import operations, queries
from app.people.operations.contacts import ContactDetails
from app.people.rules import (
    AddressKind,
    BirthKnown,
    ContactKind,
    Identity,
    Kinship,
    MayLeaveMessage,
    NameKind,
    Owner,
    Sex,
)
from tests.builders.appointments import a_week_of_appointments
from tests.builders.cases import a_whole_case
from tests.builders.catalogue import a_service, a_unit
from tests.builders.intake import the_requests
from tests.builders.people import a_person
from tests.builders.placements import some_services
from tests.builders.post import a_letter, a_message, a_waiting_mail
from tests.builders.reports import from_school_to_home
from tests.builders.tickets import a_desk
from tests.cast import NOW, TODAY, Cast

# Words that stand in places the front office must never read.
CANARIES = (
    "Kanarikopulos",
    "via del Canarino",
    "Canarinia",
    "Kanaribaba",
    "canarino@esempio.invalid",
    "storia del canarino chiuso",
    "Segnalatrice Canarotti",
)

A_LETTER = f"%PDF-1.4 {CANARIES[6]}: {CANARIES[5]}".encode()


@dataclass(frozen=True)
class World:
    """The people a test may want to open."""

    mother: PersonId
    child: PersonId


def a_world(cast: Cast) -> World:
    """Make a family with everything that can be known of people."""
    bruno = cast["bruno"]
    by: dict[str, Any] = {"actor": bruno.viewer, "now": NOW}
    mother = a_person(
        bruno,
        "Diop",
        "Awa",
        birth_known=BirthKnown.PRESUMED,
        birth_date=date(1992, 5, 1),
        birthplace=CANARIES[2],
        identity=Identity.DECLARED,
        language="francese",
        phone="000 3331234",
    )
    child = a_person(
        bruno,
        "Sartirani Diop",
        "Noemi",
        birth_known=BirthKnown.EXACT,
        birth_date=date(2017, 3, 14),
        sex=Sex.FEMALE,
        identifier="PRVTST15C52C523U",
    )
    operations.add_other_name(**by, person_id=mother, kind=NameKind.OTHER_SURNAME, name=CANARIES[0])
    operations.add_contact(
        **by,
        person_id=mother,
        details=ContactDetails(
            kind=ContactKind.EMAIL,
            value=CANARIES[4],
            owner=Owner.RELATIVE,
            owner_name=CANARIES[3],
            may_leave_message=MayLeaveMessage.NO,
        ),
    )
    operations.add_address(
        **by,
        person_id=mother,
        kind=AddressKind.REGISTERED,
        street=CANARIES[1],
        municipality="Cernusco sul Naviglio",
        valid_from=date(2020, 1, 1),
    )
    household_id = operations.found_household(
        **by, person_id=mother, label="via Buonarroti", valid_from=date(2020, 1, 1)
    )
    operations.join_household(
        **by, household_id=household_id, person_id=child, valid_from=date(2020, 1, 1)
    )
    operations.relate(**by, person_id=child, other_id=mother, kind=Kinship.PARENT, valid_from=None)
    a_unit(a_service())
    a_whole_case(cast, child, CANARIES[0])
    for request in the_requests(cast, mother, child, CANARIES[5], CANARIES[6]):
        a_letter(cast["gino"], request, name=f"{CANARIES[6]}.pdf", content=A_LETTER)
    a_waiting_mail(cast["gino"], a_message(CANARIES[5], sender=f"{CANARIES[6]} <a@b.example>"))
    assert queries.person_page(bruno.viewer, mother, TODAY).households
    from_school_to_home(cast)
    a_desk(cast)
    some_services(cast)
    a_week_of_appointments(cast, mother)
    return World(mother, child)
