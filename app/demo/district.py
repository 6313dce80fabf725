"""The nine Comuni: the directory of the Ufficio di Piano, conventions, means, what was published.

No source says that Cernusco is one of the Comuni of the consortium: its conventions are marked as
demonstrative, and so is every number of a Comune that is told here.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from app.accounts.policy import Role
from app.catalogue.rules import Management, Measure, PathCode
from app.demo.context import Demo, as_staff
from app.demo.office import DISTRICT, PRESS, SEED, SINCE
from app.demo.services import AGREEMENT, CONSORTIUM, SERVICES
from app.demo.services import SINCE as SERVED_SINCE
from app.district import operations, queries
from app.district.operations import FiguresTold
from app.district.rules import ConventionGiven, Figures, ResourceGiven, ResourceKind
from app.kernel.actor import Viewer
from app.kernel.references import BodyId
from app.organisations import operations as offices
from app.organisations.operations import BodyDetails, Membership
from app.organisations.queries import associations
from app.organisations.rules import AssociationKind, BodyKind, MemberRole

LEAD, NEXT_LEAD, LEAD_CHANGES = "Cernusco sul Naviglio", "Gorgonzola", date(2024, 10, 1)
INVENTED = "esempio dimostrativo"
SHARED = tuple(one.path for one in SERVICES if one.form is Management.CONSORTIUM)
ENDS = date(2027, 3, 1)
P, K = PathCode, ResourceKind
MEANS = (
    ("Cernusco sul Naviglio", K.STAFF, "Assistente sociale dell'Ufficio di Piano", 3600, None),
    ("Cernusco sul Naviglio", K.PLACE, "Sala per gli incontri protetti", None, 1),
    ("Gorgonzola", K.STAFF, "Responsabile dell'Ufficio di Piano", 1800, None),
    ("Carugate", K.STAFF, "Amministrativa", 1250, None),
    ("Bussero", K.SERVICE, "Spazio neutro del sabato mattina", None, None),
    ("Gessate", K.PLACE, "Aula per i corsi di italiano", None, 20),
)
# Comune, service, asked for, given, waiting, days of who waits longest: what is small is not kept.
TOLD = (
    ("Bellinzago Lombardo", P.CDD, 2, 2, 0, None),
    ("Bussero", P.CDD, 7, 6, 1, 240),
    ("Carugate", P.CDD, 12, 11, 5, 310),
    ("Gessate", P.CDD, 6, 6, 0, None),
    ("Bellinzago Lombardo", P.HOME_CARE, 9, 8, 0, None),
    ("Carugate", P.HOME_CARE, 31, 24, 7, 60),
)
TARGETS = (
    ("Bellinzago Lombardo", P.CDD, 3), ("Bussero", P.CDD, 8), ("Carugate", P.CDD, 14),
    ("Cernusco sul Naviglio", P.CDD, 20), ("Cernusco sul Naviglio", P.HOME_CARE, 60),
    ("Carugate", P.HOME_CARE, 30),
)  # fmt: skip


def load(demo: Demo) -> None:
    """Make what the Ufficio di Piano reads, and let Cernusco publish its figures."""
    demo.tell("I nove Comuni: convenzioni, risorse, dati pubblicati")
    towns = _directory(demo)
    _means(demo, towns)
    sara = demo.staff["sara"]
    ours = {name.removeprefix("Comune di "): id_ for id_, name in queries.towns(sara)}
    _conventions(demo, sara, {LEAD: ours[LEAD]})
    offices.link_body(
        actor=sara,
        now=demo.now,
        body_id=demo.known["Ufficio di Piano, Distretto 4"],
        version=1,
        to_id=demo.bodies["piano"],
    )
    operations.publish(actor=demo.staff["paola"], now=demo.now - timedelta(hours=3))


def _directory(demo: Demo) -> dict[str, BodyId]:
    """Write the nine Comuni and the consortium as the Ufficio di Piano knows them."""
    paolo = demo.staff["paolo"]
    by: dict[str, Any] = {
        "actor": paolo, "now": demo.now, "organisation_id": paolo.organisation_id,
    }  # fmt: skip
    towns = {
        name: offices.open_body(
            **by, details=BodyDetails(kind=BodyKind.MUNICIPALITY, name=f"Comune di {name}")
        )
        for name in DISTRICT
    }
    district = offices.found_association(
        **by, kind=AssociationKind.DISTRICT, name="Distretto 4: i nove Comuni dell'ambito",
        note="L'Ufficio di Piano coordina persone e risorse (L. 328/2000, L.R. 3/2008).",
    )  # fmt: skip
    member = Membership(MemberRole.MEMBER, SINCE, None, SEED)
    for body_id in towns.values():
        offices.join_association(**by, association_id=district, body_id=body_id, membership=member)
    lead: dict[str, Any] = {"actor": paolo, "now": demo.now, "association_id": district}
    offices.pass_lead(**lead, body_id=towns[LEAD], valid_from=SINCE, source=SEED)
    offices.pass_lead(**lead, body_id=towns[NEXT_LEAD], valid_from=LEAD_CHANGES, source=PRESS)
    consortium = offices.open_body(
        **by, details=BodyDetails(kind=BodyKind.CONSORTIUM, name=CONSORTIUM)
    )
    association = offices.found_association(
        **by, kind=AssociationKind.CONSORTIUM, name="Gestione associata con OFFERTASOCIALE",
        note="Società pubblica di 29 Comuni: quelli dell'ambito vi ricorrono per convenzione.",
    )  # fmt: skip
    offices.join_association(
        **by, association_id=association, body_id=consortium,
        membership=Membership(MemberRole.LEAD, SINCE, None, SEED),
    )  # fmt: skip
    _linked(demo, towns)
    _conventions(demo, paolo, {LEAD: towns[LEAD]})
    return towns


def _linked(demo: Demo, towns: Mapping[str, BodyId]) -> None:
    """Say which of the Comuni work with this program: who administers it does."""
    paolo = demo.staff["paolo"]
    administrator = as_staff(
        paolo.organisation_id, paolo.account_id, name="dimostrazione", login="",
        role=Role.ADMINISTRATOR,
    )  # fmt: skip
    for name, code in ((LEAD, "cernusco"), (NEXT_LEAD, "gorgonzola")):
        offices.link_body(
            actor=administrator, now=demo.now, body_id=towns[name], version=1,
            to_id=demo.bodies[code],
        )  # fmt: skip


def _conventions(demo: Demo, actor: Viewer, towns: Mapping[str, BodyId]) -> None:
    """Write by which act each service of the consortium is had: none is confirmed by a paper."""
    consortium = next(one for one in associations(actor) if one.kind is AssociationKind.CONSORTIUM)
    for path in SHARED:
        ends = ENDS if path is SHARED[0] else None  # in time to agree a new one
        for body_id in towns.values():
            given = ConventionGiven(
                association_id=consortium.id, signatory_id=body_id, path=path, number="",
                form=Management.CONSORTIUM, valid_from=SERVED_SINCE, valid_to=ends,
                source=AGREEMENT,
                demonstrative=True,
            )  # fmt: skip
            operations.write_convention(actor=actor, now=demo.now, given=given)


def _means(demo: Demo, towns: Mapping[str, BodyId]) -> None:
    """Write what the Comuni put in common, what they told, what the plan means to reach."""
    by: dict[str, Any] = {"actor": demo.staff["paolo"], "now": demo.now}
    for town, kind, what, hours, quantity in MEANS:
        given = ResourceGiven(
            municipality_id=towns[town], kind=kind, what=what, hours_week=hours,
            quantity=quantity, valid_from=date(2025, 1, 1), source=INVENTED,
        )  # fmt: skip
        operations.write_resource(**by, given=given)
    for town, path, demand, active, waiting, longest in TOLD:
        figures = Figures(
            path=path, form=Management.CONSORTIUM, measure=Measure.PLACES, demand=demand,
            active=active, waiting=waiting, longest_wait=longest,
        )  # fmt: skip
        told = FiguresTold(municipality_id=towns[town], day=date(2026, 10, 31), figures=figures)
        operations.write_told(**by, told=told)
    for town, path, target in TARGETS:
        operations.set_target(
            **by, municipality_id=towns[town], path=path, year=2026, target=target, source=INVENTED
        )
