"""The families of the stories, told as the office knows them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.demo.context import Demo
from app.kernel.references import PersonId
from app.people import operations
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
    PersonDetails,
    Sex,
)

F, M = Sex.FEMALE, Sex.MALE
HOME = "Cernusco sul Naviglio"
LIVED_SINCE = date(2020, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Somebody:
    """One person of a story."""

    surname: str
    given: str
    sex: Sex | None = None
    born: date | None = None
    year: int | None = None
    language: str = ""
    also: tuple[tuple[NameKind, str], ...] = ()
    phone: str = ""
    owner: Owner = Owner.OWN
    message: MayLeaveMessage = MayLeaveMessage.YES
    kin: tuple[tuple[int, Kinship], ...] = ()  # who the earlier ones of the family are to this one
    lives_here: bool = True
    identity: Identity = Identity.DOCUMENTED


@dataclass(frozen=True)
class Family:
    """A household of a story: its label, its people, who wrote it down."""

    label: str
    by: str
    people: tuple[Somebody, ...] = field(default=())
    town: str = HOME


PARENT, SIBLING, FORMER = Kinship.PARENT, Kinship.SIBLING, Kinship.FORMER_PARTNER
OTHER = NameKind.OTHER_SURNAME
FAMILIES = (
    Family("Sartirani Diop", "marta", (
        Somebody(surname="Diop", given="Awa", sex=F, born=date(1992, 6, 3),
                 language="francese, wolof", also=((OTHER, "Ndiaye"),), phone="000 3310001"),
        Somebody(surname="Sartirani", given="Marco", sex=M, born=date(1985, 2, 11),
                 phone="000 3310002", kin=((0, FORMER),), lives_here=False),
        Somebody(surname="Sartirani Diop", given="Noemi", sex=F, born=date(2017, 3, 14),
                 kin=((0, PARENT), (1, PARENT))),
    )),
    Family("Hoxhaj", "marta", (
        Somebody(surname="Hoxhaj", given="Elira", sex=F, born=date(1999, 4, 18),
                 language="albanese", phone="000 3310010", message=MayLeaveMessage.NO),
        Somebody(surname="Malvestiti", given="Sara", sex=F, born=date(2022, 6, 3),
                 kin=((0, PARENT),)),
        Somebody(surname="Malvestiti", given="Denis", sex=M, born=date(1991, 3, 2),
                 phone="000 3310011", kin=((0, FORMER), (1, Kinship.CHILD)), lives_here=False),
    )),
    Family("Cislaghi", "chiara", (
        Somebody(surname="Invernizzi", given="Rosa", sex=F, born=date(1965, 8, 20),
                 phone="000 3310020"),
        Somebody(surname="Cislaghi", given="Matteo", sex=M, born=date(2008, 1, 19),
                 kin=((0, PARENT),)),
    )),
    Family("Colnaghi", "chiara", (
        Somebody(surname="Colnaghi", given="Aurora", sex=F, born=date(2009, 2, 17)),
        Somebody(surname="Bestetti", given="Carla", sex=F, born=date(1974, 6, 30),
                 phone="000 3310025", kin=((0, Kinship.CHILD),)),
    )),
    Family("Perego", "marta", (
        Somebody(surname="Perego", given="Katia", sex=F, born=date(1988, 9, 30),
                 phone="000 3310030", message=MayLeaveMessage.UNKNOWN),
        Somebody(surname="Perego", given="Ivan", sex=M, born=date(2015, 7, 2), kin=((0, PARENT),)),
        Somebody(surname="Perego", given="Giada", sex=F, born=date(2017, 11, 21),
                 kin=((0, PARENT), (1, SIBLING))),
        Somebody(surname="Perego", given="Silvia", sex=F, born=date(1984, 1, 12),
                 phone="000 3310031", kin=((0, SIBLING), (1, Kinship.NEPHEW_NIECE),
                                           (2, Kinship.NEPHEW_NIECE)), lives_here=False),
    )),
    Family("Bonfanti Teli", "luca", (
        Somebody(surname="Teli", given="Laura", sex=F, born=date(1981, 12, 1),
                 phone="000 3310040"),
        Somebody(surname="Bonfanti", given="Samuele", sex=M, born=date(2010, 5, 9),
                 kin=((0, PARENT),)),
    )),
    Family("Ravasi, vedova Cogliati", "chiara", (
        Somebody(surname="Ravasi", given="Pierina", sex=F, born=date(1941, 1, 30),
                 also=((NameKind.MARRIED, "Cogliati"),), phone="000 3310050",
                 owner=Owner.NEIGHBOUR),
    )),
    Family("El Idrissi", "luca", (
        Somebody(surname="El Idrissi", given="Omar", sex=M, born=date(1982, 3, 7),
                 language="arabo", phone="000 3310060"),
    )),
    Family("via Buonarroti", "giorgio", (
        Somebody(surname="Lo Presti", given="Salvatore", sex=M, born=date(1987, 10, 10),
                 phone="000 3310070"),
        Somebody(surname="Gherardi", given="Monica", sex=F, born=date(1990, 2, 25),
                 kin=((0, Kinship.PARTNER),), also=((OTHER, "Arrigoni"),)),
        Somebody(surname="Arrigoni", given="Tommaso", sex=M, born=date(2014, 6, 6),
                 kin=((1, PARENT),)),
        Somebody(surname="Lo Presti", given="Alice", sex=F, born=date(2020, 8, 15),
                 kin=((0, PARENT), (1, PARENT))),
    )),
    Family("Okafor Beretta", "luca", (
        Somebody(surname="Okafor", given="Blessing", sex=F, born=date(1988, 5, 5),
                 language="inglese", phone="000 3310080"),
        Somebody(surname="Beretta", given="Daniel", sex=M, born=date(2017, 4, 4),
                 kin=((0, PARENT),)),
        Somebody(surname="Beretta", given="Grace", sex=F, born=date(2020, 9, 9),
                 kin=((0, PARENT), (1, SIBLING))),
        Somebody(surname="Beretta", given="Michael", sex=M, born=date(2010, 2, 2),
                 kin=((0, PARENT), (1, SIBLING), (2, SIBLING)), lives_here=False),
    )),
    Family("Rafiqul", "giorgio", (
        Somebody(surname="Hossain", given="Rafiqul", sex=M, born=date(1988, 7, 7),
                 language="bangla", phone="000 3310090"),
    )),
    Family("nato circa 1990", "marta", (
        Somebody(surname="Diallo", given="Mamadou", sex=M, year=1990, language="francese",
                 identity=Identity.DECLARED, phone="000 3310099", owner=Owner.OTHER),
    )),
)  # fmt: skip


def load(demo: Demo) -> None:
    """Register the families of the stories, each by the worker who follows them."""
    demo.tell("Le famiglie delle storie")
    for family in FAMILIES:
        made = make(demo, family)
        for somebody, person_id in zip(family.people, made, strict=True):
            demo.people[f"{somebody.given} {somebody.surname}"] = person_id


def make(demo: Demo, family: Family) -> list[PersonId]:
    """Register one family with its household, contacts and kin; return its people in order."""
    worker = demo.staff[family.by]
    by: dict[str, Any] = {"actor": worker, "now": demo.clock}
    made: list[PersonId] = []
    household = None
    for somebody in family.people:
        person_id = _register(by, somebody)
        since = max(LIVED_SINCE, somebody.born or LIVED_SINCE)
        made.append(person_id)
        operations.add_address(
            **by, person_id=person_id, kind=AddressKind.REGISTERED, valid_from=since,
            street="via delle Prove" if somebody.lives_here else "", municipality=family.town,
        )  # fmt: skip
        if somebody.lives_here and household is None:
            household = operations.found_household(
                **by, person_id=person_id, label=family.label, valid_from=since
            )
        elif somebody.lives_here and household is not None:
            operations.join_household(
                **by, household_id=household, person_id=person_id, valid_from=since
            )
        for earlier, kind in somebody.kin:
            operations.relate(
                **by, person_id=person_id, other_id=made[earlier], kind=kind, valid_from=None
            )
    return made


def _register(by: dict[str, Any], somebody: Somebody) -> PersonId:
    born, year = somebody.born, somebody.year
    unknown = BirthKnown.YEAR_ONLY if year else BirthKnown.UNKNOWN
    details = PersonDetails(
        surname=somebody.surname,
        given=somebody.given,
        birth_known=BirthKnown.EXACT if born else unknown,
        birth_date=born,
        birth_year=year,
        sex=somebody.sex,
        identity=somebody.identity,
        language=somebody.language,
        no_identifier_reason="inventata: nessun codice",
    )
    contact = None
    if somebody.phone:
        contact = ContactDetails(
            kind=ContactKind.PHONE,
            value=somebody.phone,
            owner=somebody.owner,
            may_leave_message=somebody.message,
        )
    person_id = operations.register_with_phone(
        **by, details=details, contact=contact, is_another=True
    )
    for kind, name in somebody.also:
        operations.add_other_name(**by, person_id=person_id, kind=kind, name=name)
    return person_id
