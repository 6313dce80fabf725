"""The consortium: people of several Comuni ask it for a way to work, and it publishes them.

No source says which Comuni of the district are of the consortium: all of this is an example.
"""

from datetime import date, timedelta
from itertools import cycle
from typing import Any

from app.accounts.policy import Role
from app.cases import operations as cases
from app.cases.operations import CaseOpening
from app.cases.rules.case import TakingChargeBasis
from app.catalogue import operations as catalogue
from app.catalogue.operations import ManagementDetails, ServiceDetails, UnitDetails
from app.catalogue.rules import Area, ConsentBasis, Management, Measure, PathCode
from app.demo import acts
from app.demo.acts import Wanted
from app.demo.context import MAKER, Demo, as_staff
from app.demo.district import INVENTED
from app.demo.office import SINCE
from app.demo.play import act
from app.demo.services import CONSORTIUM
from app.district import operations
from app.kernel.references import BodyId, PersonId
from app.organisations import operations as offices
from app.organisations.operations import BodyDetails, Membership
from app.organisations.queries import bodies
from app.organisations.rules import AssociationKind, BodyKind, MemberRole
from app.people import operations as people
from app.people.operations import Newcomer, NewHousehold
from app.people.rules import PersonDetails

PLAN_OFFICE = "Ufficio di Piano, Distretto 4"
# How many wait for a way to work, by Comune: the five of Gessate cover the one of Bussero.
WAITING = (("Carugate", 6), ("Gessate", 5), ("Bussero", 1))
SURNAMES = (
    "Aldeghi", "Biffi", "Colleoni", "Dossi", "Erba", "Frigerio", "Galimberti", "Invernizzi",
    "Locatelli", "Motta", "Negroni", "Sala",
)  # fmt: skip
GIVEN = ("Ada", "Bice", "Carlo", "Dino", "Elsa")


def load(demo: Demo) -> None:
    """Make the directory, one service and its people, and let Silvia publish the figures."""
    demo.tell("Il consorzio: le persone di più Comuni, e quello che ne pubblica")
    before, demo.clock = demo.clock, demo.now - timedelta(days=20)
    _directory(demo)
    _service(demo)
    for person_id in _people(demo):
        _asks(demo, person_id)
    operations.publish(actor=demo.staff["silvia"], now=demo.now - timedelta(hours=2))
    demo.clock = before


def _directory(demo: Demo) -> None:
    """Write the Comuni of the consortium, and link it with the Ufficio di Piano both ways."""
    by: dict[str, Any] = {
        "actor": MAKER, "now": demo.clock, "organisation_id": demo.bodies["offertasociale"],
    }  # fmt: skip
    association = offices.found_association(
        **by, kind=AssociationKind.CONSORTIUM, name="I Comuni del consorzio", note=INVENTED
    )

    def entry(kind: BodyKind, name: str) -> BodyId:
        return offices.open_body(**by, details=BodyDetails(kind=kind, name=name))

    ours = [(entry(BodyKind.CONSORTIUM, CONSORTIUM), MemberRole.LEAD)]
    for town, _ in WAITING:
        ours.append((entry(BodyKind.MUNICIPALITY, f"Comune di {town}"), MemberRole.MEMBER))
    for body_id, role in ours:
        offices.join_association(
            **by, association_id=association, body_id=body_id,
            membership=Membership(role, SINCE, None, INVENTED),
        )  # fmt: skip
    _linked(demo, "silvia", entry(BodyKind.PLAN_OFFICE, PLAN_OFFICE), "piano")
    there = next(one.id for one in bodies(demo.staff["paolo"]) if one.name == CONSORTIUM)
    _linked(demo, "paolo", there, "offertasociale")


def _linked(demo: Demo, login: str, body_id: BodyId, code: str) -> None:
    """Say which body of the program one of a directory is: who administers the program does."""
    somebody = demo.staff[login]
    administrator = as_staff(
        somebody.organisation_id, somebody.account_id, name="dimostrazione", login="",
        role=Role.ADMINISTRATOR,
    )  # fmt: skip
    offices.link_body(
        actor=administrator, now=demo.clock, body_id=body_id, version=1, to_id=demo.bodies[code]
    )


def _service(demo: Demo) -> None:
    by: dict[str, Any] = {
        "actor": MAKER, "now": demo.clock, "organisation_id": demo.bodies["offertasociale"],
    }  # fmt: skip
    service_id = catalogue.open_service(
        **by,
        details=ServiceDetails(
            path=PathCode.WORK_PLACEMENT, name="Inserimento lavorativo", measure=Measure.PATHS,
            valid_from=SINCE,
        ),
    )  # fmt: skip
    catalogue.entrust_service(
        **by, service_id=service_id,
        details=ManagementDetails(
            form=Management.DIRECT, provider_id=None, valid_from=SINCE, note=""
        ),
    )  # fmt: skip
    catalogue.open_unit(
        **by, service_id=service_id, capacity={Measure.PATHS: 40},
        details=UnitDetails(
            name="Servizio lavoro", provider_id=None, valid_from=SINCE, reserved=False, note=""
        ),
    )  # fmt: skip


def _people(demo: Demo) -> list[PersonId]:
    """Register the people of each Comune, all at once."""
    towns = [town for town, many in WAITING for _ in range(many)]
    taken = people.take_in_households(
        actor=demo.staff["ida"],
        now=demo.clock,
        households=[
            NewHousehold(
                label=surname,
                members=[
                    Newcomer(
                        details=PersonDetails(surname=surname, given=given),
                        street="via delle Prove", municipality=town, since=SINCE,
                    )
                ],
            )
            for surname, given, town in zip(SURNAMES, cycle(GIVEN), towns, strict=False)
        ],
    )  # fmt: skip
    return [one.people[0] for one in taken]


def _asks(demo: Demo, person_id: PersonId) -> None:
    """Let somebody be followed by Ida, and what she asks for be approved by Silvia."""
    opening = CaseOpening(
        person_id=person_id, holder_id=demo.engagement("ida"), area=Area.POVERTY_AND_ADULTS,
        basis=TakingChargeBasis.CONSENT,
    )  # fmt: skip
    case_id = act(demo, "ida", cases.open_case, opening=opening)
    request_id, _ = acts.ask(
        demo, "ida", case_id, PathCode.WORK_PLACEMENT,
        (Wanted(quantity=100, measure=Measure.PATHS),),
        starts_on=demo.today + timedelta(days=14), ends_on=date(2027, 6, 30),
        reason="Come dice il progetto.", basis=ConsentBasis.ADULT,
    )  # fmt: skip
    acts.submit(demo, "ida", request_id)
    act(demo, "silvia", cases.approve_request, request_id=request_id)
