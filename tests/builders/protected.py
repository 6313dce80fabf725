"""Somebody everybody knew until her case was sealed: with something of hers on every page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.cases import operations as cases
from app.cases import queries
from app.cases.operations import ClosureDetails
from app.cases.rules.case import (
    ClosureSituation,
    Outcome,
    PeopleTold,
    TeamAccess,
    WhyClosed,
    WhySealed,
)
from app.consents.rules import Degree
from app.desk.rules.messages import Kind
from app.kernel.references import CaseId, PersonId
from app.kernel.tax_code import compute
from app.people import operations
from app.people.rules import BirthKnown, Kinship, NameKind, Sex
from tests.builders.appointments import an_appointment
from tests.builders.cases import an_open_case, engagement_of
from tests.builders.consents import a_consent, a_degree, a_line
from tests.builders.desk import a_message
from tests.builders.intake import a_referral, an_assigned
from tests.builders.open_door import named_without_a_case
from tests.builders.people import a_person
from tests.builders.practices import a_practice
from tests.cast import NOW, Cast, Member

SURNAME, GIVEN, OTHER = "Zanzarotti", "Ermelinda", "Kikirikova"
PHONE = "000 5557193"
BORN = date(1991, 7, 16)
TAX_CODE = compute(SURNAME, GIVEN, BORN, female=True, place="C523")
# As a page, a search key, a masked or dialled number would give her away.
TRACES = (SURNAME, GIVEN, OTHER, TAX_CODE, PHONE, "0005557193", "000•••93", "5557193")


@dataclass(frozen=True)
class Protected:
    """The one nobody may learn of, her unprotected daughter, and every page about her."""

    person_id: PersonId
    daughter: PersonId
    case_id: CaseId
    addresses: tuple[str, ...]


def everybody_knows_her(cast: Cast) -> Protected:
    """Leave something of hers wherever the office writes people's names; nothing is sealed yet.

    A Wednesday of appointments must be there already.
    """
    bruno, carla, anna, gino = (cast[who] for who in ("bruno", "carla", "anna", "gino"))
    by: dict[str, Any] = {"actor": bruno.viewer, "now": NOW}
    hers = a_person(
        bruno,
        SURNAME,
        GIVEN,
        phone=PHONE,
        identifier=TAX_CODE,
        birth_known=BirthKnown.EXACT,
        birth_date=BORN,
        sex=Sex.FEMALE,
        preferred_name=GIVEN,
    )
    daughter = a_person(bruno, "Lucciola", "Pia")
    operations.add_other_name(**by, person_id=hers, kind=NameKind.OTHER_SURNAME, name=OTHER)
    household = operations.found_household(
        **by, person_id=daughter, label="via Verdi", valid_from=date(2020, 1, 1)
    )
    operations.join_household(
        **by, household_id=household, person_id=hers, valid_from=date(2020, 1, 1)
    )
    operations.relate(**by, person_id=daughter, other_id=hers, kind=Kinship.PARENT, valid_from=None)
    a_consent(bruno, daughter, hers)
    a_degree(bruno, daughter, hers, Degree.FULL)
    a_line(bruno, daughter, hers, letters=True)
    before = an_open_case(carla, hers)
    close_case(carla, before)
    case_id = an_open_case(bruno, hers)
    appointment = an_appointment(anna, hers, phone=PHONE)
    for_anybody = a_message(anna, caller=f"{SURNAME} {GIVEN}", phone=PHONE, person_id=hers)
    for_carla = a_message(anna, carla, caller=SURNAME, person_id=hers)
    a_message(anna, caller=SURNAME, phone=PHONE, person_id=hers, kind=Kind.CALL_BACK)
    practice = a_practice(gino, hers)
    of_gino, of_carla = a_referral(gino, hers), an_assigned(cast, hers, daughter, to="carla")
    return Protected(
        hers,
        daughter,
        case_id,
        (
            f"/people/{hers}",
            f"/people/{hers}/edit",
            f"/people/{hers}/contacts/new",
            f"/people/{hers}/consents",
            f"/people/{hers}/responsibility",
            f"/people/{hers}/practices/new",
            f"/cases/{case_id}",
            f"/cases/{before}",
            f"/appointments/{appointment}",
            f"/booking/{appointment}/done",
            f"/messages/{for_anybody}",
            f"/messages/{for_carla}",
            f"/practices/{practice}",
            *named_without_a_case(cast, hers),
            f"/referrals/{of_gino}",
            f"/referrals/{of_carla}",
        ),
    )


def sealed(cast: Cast, **lists: TeamAccess) -> Protected:
    """Return somebody everybody knew, under seal."""
    hers = everybody_knows_her(cast)
    seal(cast, hers.case_id, **lists)
    return hers


def seal(cast: Cast, case_id: CaseId, **lists: TeamAccess) -> None:
    """Seal a case as Dario, listing members of the cast on it as they are told."""
    dario = cast["dario"].viewer
    cases.seal_case(
        actor=dario,
        now=NOW,
        case_id=case_id,
        version=queries.load(dario, case_id).version,
        why=WhySealed.VIOLENCE,
    )
    for who, access in lists.items():
        cases.list_on_case(
            actor=dario,
            now=NOW,
            case_id=case_id,
            engagement_id=engagement_of(cast[who]),
            access=access,
        )


def close_case(by: Member, case_id: CaseId) -> None:
    """Propose the end of a case and close it, as the same member of the cast."""
    on_it: dict[str, Any] = {"actor": by.viewer, "now": NOW, "case_id": case_id}
    details = ClosureDetails(
        reason=WhyClosed.NEED_SOLVED,
        situation=ClosureSituation.AUTONOMOUS,
        outcome=Outcome.REACHED,
        people_told=PeopleTold.YES,
    )
    version = queries.load(by.viewer, case_id).version
    cases.propose_closure(**on_it, version=version, details=details)
    cases.close_case(**on_it, version=queries.load(by.viewer, case_id).version)
