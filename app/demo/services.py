"""The services of the two founding documents, who gives each, and how much there is of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.catalogue import operations
from app.catalogue.operations import ManagementDetails, ServiceDetails, UnitDetails
from app.catalogue.rules import Management, Measure, PathCode
from app.demo.context import MAKER, Demo
from app.kernel.references import BodyId, ServiceId
from app.organisations.queries import bodies

SINCE = date(2024, 1, 1)
AGREEMENT = "convenzione dimostrativa"
COOPERATIVE = "Cooperativa Il Ponte di Carta"
CONSORTIUM = "OFFERTASOCIALE, società consortile"
P, M, W = PathCode, Measure, Management


@dataclass(frozen=True)
class Unit:
    """A unit of offer of the demo; without a provider it is of who gives the service."""

    name: str
    capacity: Mapping[Measure, int]
    provider: str = ""
    reserved: bool = False


@dataclass(frozen=True)
class Given:
    """A service of the demo: by whom it is given, in what it is measured, its units."""

    path: PathCode
    name: str
    measure: Measure
    form: Management
    provider: str = ""
    units: tuple[Unit, ...] = field(default=())


def _reserved(number: int, families: int, beds: int) -> Unit:
    held = {M.FAMILY_UNITS: families, M.BEDS: beds}
    return Unit(f"Struttura riservata {number:02}", held, reserved=True)


SERVICES = (
    Given(P.ADM, "Assistenza domiciliare minori", M.HOURS_PER_WEEK, W.DIRECT, COOPERATIVE, (
        Unit("Educatori del Ponte di Carta", {M.HOURS_PER_WEEK: 60}),
        # The year fills the other one: here who tries the program finds room.
        Unit("Pomeriggi educativi", {M.HOURS_PER_WEEK: 20}),
    )),
    Given(P.MOTHER_CHILD, "Comunità mamma-bambino", M.BEDS, W.DIRECT, "", (
        _reserved(1, 4, 10), _reserved(2, 3, 8), _reserved(3, 5, 12), _reserved(4, 2, 5),
    )),
    Given(P.MINORS_COMMUNITY, "Comunità alloggio", M.PLACES, W.CONSORTIUM, CONSORTIUM, (
        Unit("Comunità alloggio del consorzio", {M.PLACES: 10}),
        Unit("Pronta accoglienza minori", {M.PLACES: 4}),
    )),
    Given(P.CHILD_PROTECTION, "Équipe tutela minori", M.PATHS, W.CONSORTIUM, CONSORTIUM),
    Given(P.JUVENILE_JUSTICE, "Unità operativa penale minorile", M.PATHS, W.CONSORTIUM,
          CONSORTIUM),
    Given(P.CDD, "Centri diurni disabili", M.PLACES, W.CONSORTIUM, CONSORTIUM, tuple(
        Unit(f"CDD di {place}", {M.PLACES: places}, f"Centro diurno disabili di {place}")
        for place, places in (("Trezzo", 30), ("Cornate", 26), ("Vimercate", 30), ("Usmate", 24))
    )),
    Given(P.WORK_PLACEMENT, "Inserimento lavorativo", M.PATHS, W.CONSORTIUM, CONSORTIUM, (
        Unit("Servizio lavoro del consorzio", {M.PATHS: 40}),
    )),
    Given(P.MULTIMISURA, "Multimisura", M.PATHS, W.CONSORTIUM, CONSORTIUM, (
        Unit("Corsi e orientamento Multimisura", {M.PATHS: 25}),
    )),
    Given(P.REMOTE_ASSISTANCE, "Teleassistenza", M.MONTHS, W.CONSORTIUM, CONSORTIUM, (
        Unit("Apparecchi di teleassistenza", {M.PLACES: 50}),
    )),
    Given(P.HOME_CARE, "Assistenza domiciliare", M.HOURS_PER_WEEK, W.CONSORTIUM, CONSORTIUM, (
        Unit("Operatori dell'assistenza domiciliare", {M.HOURS_PER_WEEK: 120}),
    )),
    Given(P.SCHOOL_ASSISTANCE, "Assistenza nelle scuole", M.HOURS_PER_WEEK, W.CONSORTIUM,
          CONSORTIUM, (Unit("Educatori nelle scuole", {M.HOURS_PER_WEEK: 300}),)),
    Given(P.NURSERY_SUPPORT, "Servizi educativi nei nidi e nelle scuole", M.HOURS, W.CONSORTIUM,
          CONSORTIUM),
    Given(P.SCHOOL_SUPPORT, "Supporto educativo scolastico", M.HOURS, W.DIRECT, COOPERATIVE, (
        Unit("Educatori del supporto scolastico", {M.HOURS_PER_WEEK: 20}),
    )),
    Given(P.YOUTH_SPACE, "Progetto Spazio Giovani", M.PARTICIPANTS, W.CONSORTIUM, CONSORTIUM),
    Given(P.STARS, "Sportelli Stars", M.CONTACTS, W.CONSORTIUM, CONSORTIUM, tuple(
        Unit(f"Sportello Stars n. {number}", {M.HOURS_PER_WEEK: 3}) for number in range(1, 9)
    )),
    Given(P.ECONOMIC_AID, "Aiuti economici", M.EURO, W.DIRECT),
    Given(P.WOMEN_SUPPORT, "Ascolto e invio al centro antiviolenza", M.CONTACTS, W.DISTRICT,
          "Centro antiviolenza di zona"),
    Given(P.ADULT_SUPPORT, "Servizio sociale per gli adulti", M.CONTACTS, W.DIRECT),
    Given(P.SOCIAL_INCLUSION, "Inclusione con le associazioni", M.CONTACTS, W.DIRECT),
    Given(P.SOCIAL_SECRETARIAT, "Segretariato sociale", M.CONTACTS, W.DIRECT),
    Given(P.PRACTICES, "Sportello amministrativo", M.PRACTICES, W.DIRECT),
)  # fmt: skip


def load(demo: Demo) -> None:
    """Write the services of the office, with who gives each and its units of offer."""
    demo.tell("Servizi, chi li dà, posti e ore")
    by: dict[str, Any] = {
        "actor": MAKER, "now": demo.now, "organisation_id": demo.bodies["cernusco"],
    }  # fmt: skip
    demo.known.update({body.name: body.id for body in bodies(demo.staff["sara"])})
    for given in SERVICES:
        _open_service(by, given, demo.known)


def _open_service(by: dict[str, Any], given: Given, known: Mapping[str, BodyId]) -> None:
    shared = given.form is Management.CONSORTIUM
    note = AGREEMENT if shared else ""
    service_id: ServiceId = operations.open_service(
        **by,
        details=ServiceDetails(
            path=given.path, name=given.name, measure=given.measure, valid_from=SINCE
        ),
    )
    provider = known[given.provider] if given.provider else None
    operations.entrust_service(
        **by,
        service_id=service_id,
        details=ManagementDetails(
            form=given.form, provider_id=provider, valid_from=SINCE, note=note
        ),
    )
    for unit in given.units:
        operations.open_unit(
            **by,
            service_id=service_id,
            details=UnitDetails(
                name=unit.name,
                provider_id=known[unit.provider] if unit.provider else provider,
                valid_from=SINCE,
                reserved=unit.reserved,
                note=note,
            ),
            capacity=unit.capacity,
        )
