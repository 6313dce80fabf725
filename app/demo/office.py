"""The office of the founding documents: two sites, hours, channels, district, consortium."""

from datetime import date
from typing import Any
from uuid import UUID

from app.demo.context import MAKER, Demo
from app.kernel.references import BodyId, SiteId
from app.organisations import operations
from app.organisations.operations import BodyDetails, Membership
from app.organisations.rules import (
    AccessMode,
    AssociationKind,
    BodyKind,
    ChannelKind,
    MemberRole,
    OpeningKind,
    WeeklyRule,
)

SINCE = date(2020, 1, 1)
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
FREE, BOOKED = AccessMode.FREE_ACCESS, AccessMode.BY_APPOINTMENT
MORNING, AFTERNOON = (8 * 60 + 30, 12 * 60 + 30), (15 * 60, 19 * 60)
# what opens, where (0 the dependance, 1 the town hall, 2 a Stars desk), weekdays, hours, who enters
HOURS = (
    (OpeningKind.WALK_IN, 0, (MONDAY,), AFTERNOON, FREE),
    (OpeningKind.WALK_IN, 0, (FRIDAY,), MORNING, FREE),
    (OpeningKind.ADMIN_COUNTERS, 0, (MONDAY,), AFTERNOON, FREE),
    (OpeningKind.ADMIN_COUNTERS, 0, (FRIDAY,), MORNING, FREE),
    (OpeningKind.APPOINTMENTS, 0, (WEDNESDAY,), MORNING, BOOKED),
    (OpeningKind.PLAN_OFFICE, 0, (WEDNESDAY,), MORNING, BOOKED),
    (OpeningKind.STARS_DESK, 2, (THURSDAY,), (14 * 60 + 30, 17 * 60 + 30), FREE),
    (OpeningKind.FRONT_OFFICE, 1, (MONDAY,), AFTERNOON, FREE),
    (OpeningKind.FRONT_OFFICE, 1, (MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY), MORNING, FREE),
)
LANGUAGES = "bangla per telefono, inglese"
CHANNELS = (
    (ChannelKind.PHONE, "URP, appuntamenti del mercoledì", "02 9278444"),
    (ChannelKind.PHONE, "Servizio sociale", "02 9278285"),
    (ChannelKind.FAX, "Servizio sociale", "02 9278361"),
    (ChannelKind.EMAIL, "Servizio sociale", "ssociali1@comune.cernuscosulnaviglio.mi.it"),
    (ChannelKind.PHONE, "Ufficio di Piano (solo su appuntamento)", "02 9278370"),
    (ChannelKind.PHONE, "Ufficio di Piano (solo su appuntamento)", "02 9278434"),
    (ChannelKind.EMAIL, "Ufficio di Piano", "pianodizona@comune.cernuscosulnaviglio.mi.it"),
)
DISTRICT = (
    "Bellinzago Lombardo", "Bussero", "Cambiago", "Carugate", "Cassina de' Pecchi",
    "Cernusco sul Naviglio", "Gessate", "Gorgonzola", "Pessano con Bornago",
)  # fmt: skip
SEED, PRESS = "documento fondante", "fonte stampa, da confermare"
BODIES = (
    (BodyKind.SCHOOL, "Istituto comprensivo Martesana", "000 5550101"),
    (BodyKind.SCHOOL, "Istituto comprensivo del Naviglio", "000 5550102"),
    (BodyKind.HEALTH, "Ospedale di zona", "000 5550110"),
    (BodyKind.HEALTH, "Consultorio familiare", "000 5550111"),
    (BodyKind.COURT, "Tribunale per i minorenni di Milano", ""),
    (BodyKind.PROSECUTOR, "Procura presso il Tribunale per i minorenni di Milano", ""),
    (BodyKind.POLICE, "Carabinieri, stazione di zona", "112"),
    (BodyKind.THIRD_SECTOR, "Centro antiviolenza di zona", "1522"),
    (BodyKind.PROVIDER, "Cooperativa Il Ponte di Carta", "000 5550120"),
    (BodyKind.COMPANY, "Vivaio Il Glicine", "000 5550130"),
    (BodyKind.PLAN_OFFICE, "Ufficio di Piano, Distretto 4", "02 9278370"),
    (BodyKind.CONSORTIUM, "OFFERTASOCIALE, società consortile", ""),
)
CENTRES = ("Trezzo", "Cornate", "Vimercate", "Usmate")


def load(demo: Demo) -> None:
    """Make the office as the two founding documents describe it."""
    demo.tell("Sedi, orari, recapiti, distretto e consorzio")
    by: dict[str, Any] = {
        "actor": MAKER, "now": demo.now, "organisation_id": demo.bodies["cernusco"],
    }  # fmt: skip
    sites = _sites(by)
    for kind, site, weekdays, (opens, closes), mode in HOURS:
        for weekday in weekdays:
            rule = WeeklyRule(
                kind=kind, site_id=sites[site], weekday=weekday, from_minute=opens, mode=mode,
                to_minute=closes, valid_from=SINCE, to_be_confirmed=mode is BOOKED,
                languages=LANGUAGES if kind is OpeningKind.STARS_DESK else "",
            )  # fmt: skip
            operations.open_hours(**by, rule=rule)
    for channel, office, value in CHANNELS:
        operations.open_channel(**by, kind=channel, office=office, value=value)
    known = {name: _body(by, kind, name, phone) for kind, name, phone in BODIES}
    towns = {name: _body(by, BodyKind.MUNICIPALITY, f"Comune di {name}", "") for name in DISTRICT}
    _district(by, towns)
    _consortium(by, known)


def _sites(by: dict[str, Any]) -> tuple[SiteId, ...]:
    dependance = operations.open_site(
        **by,
        name="Servizio sociale",
        address="P.zza Unità d'Italia, Cernusco sul Naviglio",
        directions="Nella dependance del Comune, sulla destra verso la via Tizzoni",
    )
    town_hall = operations.open_site(
        **by,
        name="URP, Ufficio Relazioni con il Pubblico",
        address="Sede comunale, Cernusco sul Naviglio",
        directions="",
    )
    stars = operations.open_site(
        **by,
        name="Sportello Stars n. 5",
        address="Cernusco sul Naviglio, indirizzo da confermare",
        directions="",
    )
    return dependance, town_hall, stars


def _body(by: dict[str, Any], kind: BodyKind, name: str, phone: str, note: str = "") -> BodyId:
    return operations.open_body(
        **by, details=BodyDetails(kind=kind, name=name, phone=phone, note=note)
    )


def _district(by: dict[str, Any], towns: dict[str, BodyId]) -> None:
    district = operations.found_association(
        **by,
        kind=AssociationKind.DISTRICT,
        name="Distretto 4: i nove Comuni dell'ambito",
        note="L'Ufficio di Piano coordina persone e risorse (L. 328/2000, L.R. 3/2008).",
    )
    lead_changes = date(2024, 10, 1)
    for name, body in towns.items():
        _join(by, district, body, Membership(MemberRole.MEMBER, SINCE, None, SEED))
        if name == "Cernusco sul Naviglio":
            _join(by, district, body, Membership(MemberRole.LEAD, SINCE, lead_changes, SEED))
        if name == "Gorgonzola":
            _join(by, district, body, Membership(MemberRole.LEAD, lead_changes, None, PRESS))


def _consortium(by: dict[str, Any], known: dict[str, BodyId]) -> None:
    association = operations.found_association(
        **by,
        kind=AssociationKind.CONSORTIUM,
        name="Gestione associata con OFFERTASOCIALE",
        note="Società pubblica di 29 Comuni. Per Cernusco: convenzione dimostrativa.",
    )
    lead = Membership(MemberRole.LEAD, SINCE, None, SEED)
    _join(by, association, known["OFFERTASOCIALE, società consortile"], lead)
    for place in CENTRES:
        centre = _body(
            by,
            BodyKind.PROVIDER,
            f"Centro diurno disabili di {place}",
            "",
            "convenzione dimostrativa",
        )
        _join(by, association, centre, Membership(MemberRole.MEMBER, SINCE, None, SEED))


def _join(by: dict[str, Any], association: UUID, body: BodyId, membership: Membership) -> None:
    operations.join_association(
        **by, association_id=association, body_id=body, membership=membership
    )
