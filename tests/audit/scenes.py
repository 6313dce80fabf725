"""One scene for every change of accounts and people: what is done, standing on what."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.accounts import operations as accounts
from app.accounts.policy import Duty, Role
from app.accounts.queries import skills
from app.accounts.rules import SkillKind
from app.db import db
from app.kernel.references import PersonId
from app.people import operations as people
from app.people.models import DeclaredConflict, KeptApart, PersonMeasure
from app.people.operations.contacts import ContactDetails
from app.people.rules import (
    AddressKind,
    ApartBasis,
    ContactKind,
    Kinship,
    Measure,
    NameKind,
    PersonDetails,
)
from tests.builders.merging import a_merge, two_records
from tests.builders.people import a_person
from tests.builders.world import World
from tests.cast import MAKER, NOW, OFFICE, TODAY, Cast

STARTED = date(2020, 1, 1)
PHONE = ContactDetails(kind=ContactKind.PHONE, value="000 1112223")


class Office:
    """What the scenes below need to stand on."""

    def __init__(self, cast: Cast, world: World) -> None:
        self.cast = cast
        self.world = world
        self.by: dict[str, Any] = {"actor": cast["bruno"].viewer, "now": NOW}
        self.over: dict[str, Any] = {"actor": MAKER, "now": NOW, "organisation_id": OFFICE}
        self.gino = cast["gino"].account_id
        self.third = a_person(cast["bruno"], "Terzo")
        self.page = people.consult_person(**self.by, person_id=self.world.mother)
        self.measured = a_person(cast["bruno"], "Misura")
        self.measure = _decide(self, self.measured)
        self.substitution = _substitute(self, 30)
        self.apart = _keep_apart(self, self.measured)
        self.over_people: dict[str, Any] = {"actor": cast["dario"].viewer, "now": NOW}
        _skill(self, "urdu")
        people.declare_conflict(**self.by, person_id=self.measured)
        self.conflict = _conflict(self, self.measured)
        self.twice = two_records(cast)
        self.merge = a_merge(cast, *two_records(cast))
        self.link = accounts.issue_link(**self.over, account_id=self.gino)


def _decide(office: Office, person_id: PersonId | None = None) -> UUID:
    """Decide how somebody is met, as the supervisor; return the measure."""
    person = person_id or office.third
    people.decide_measure(
        actor=office.cast["dario"].viewer,
        now=NOW,
        person_id=person,
        kind=Measure.IN_TWO,
        ends_on=TODAY + timedelta(days=60),
        review_on=TODAY + timedelta(days=30),
    )
    decided = select(PersonMeasure.id).where(PersonMeasure.person_id == person)
    return db.session.scalars(decided).one()


def _conflict(office: Office, person_id: PersonId) -> UUID:
    """Decide that a worker is not given somebody, as the supervisor; return the row."""
    people.decide_conflict(
        **office.over_people,
        person_id=person_id,
        conflict=people.DecidedConflict(
            engagement_id=office.cast["carla"].engagement_id,
            valid_from=TODAY,
            reason="Una parola di troppo.",
        ),
    )
    decided = select(DeclaredConflict.id).where(
        DeclaredConflict.person_id == person_id, DeclaredConflict.decided_by_id.is_not(None)
    )
    return db.session.scalars(decided).one()


def _substitute(office: Office, first: int = 0) -> UUID:
    """Name Bruno in the place of the supervisor for one day, so many days from now."""
    bruno, day = office.cast["bruno"].engagement_id, TODAY + timedelta(days=first)
    assert bruno is not None
    return accounts.name_substitute(
        actor=office.cast["dario"].viewer, now=NOW, substitute_id=bruno, duties=tuple(Duty),
        first_day=day, last_day=day,
    )  # fmt: skip


def _skill(office: Office, language: str = "arabo") -> None:
    """Write a language of Bruno, as the supervisor."""
    bruno = office.cast["bruno"].engagement_id
    assert bruno is not None
    accounts.add_skills(
        **office.over_people, engagement_id=bruno, skills=[(SkillKind.LANGUAGE, language)],
        starts_on=TODAY,
    )  # fmt: skip


def _written_skill(office: Office) -> UUID:
    return next(one.id for one in skills(office.cast["dario"].viewer, TODAY))


def _keep_apart(office: Office, person_id: PersonId | None = None) -> UUID:
    """Keep somebody apart from the mother; return the pair."""
    people.keep_apart(
        **office.by,
        person_id=person_id or office.third,
        other_id=office.world.mother,
        apart=people.Apart(basis=ApartBasis.VIOLENCE, valid_from=STARTED),
    )
    kept = select(KeptApart.id).order_by(KeptApart.decided_at.desc(), KeptApart.id.desc())
    return db.session.scalars(kept).first() or UUID(int=0)


SCENES: dict[str, Callable[[Office], object]] = {
    "accounts.staff.open": lambda o: accounts.open_account(
        **o.over, login="nuova", name="Nuova", role=Role.AUDITOR, starts_on=TODAY
    ),
    "accounts.staff.engage": lambda o: accounts.engage(
        **o.over, account_id=o.gino, role=Role.AUDITOR, team_id=None, starts_on=TODAY
    ),
    "accounts.staff.disengage": lambda o: accounts.disengage(
        **o.over, engagement_id=o.cast["gino"].engagement_id, ends_on=TODAY
    ),
    "accounts.staff.disable": lambda o: accounts.disable(**o.over, account_id=o.gino, version=1),
    "accounts.staff.enable": lambda o: accounts.enable(**o.over, account_id=o.gino, version=1),
    "accounts.staff.issue_link": lambda o: accounts.issue_link(**o.over, account_id=o.gino),
    "accounts.team.open": lambda o: accounts.open_team(**o.over, name="Anziani"),
    "accounts.substitute.name": _substitute,
    "accounts.substitute.end": lambda o: accounts.end_substitution(
        actor=o.cast["dario"].viewer, now=NOW, substitution_id=o.substitution
    ),
    "accounts.skill.add": _skill,
    "accounts.skill.end": lambda o: accounts.end_skill(**o.over_people, skill_id=_written_skill(o)),
    "accounts.self.accept_link": lambda o: accounts.accept_link(
        actor=MAKER, now=NOW, token=o.link, password_hash="a hash"
    ),
    "accounts.self.change_password": lambda o: accounts.change_password(
        actor=MAKER, now=NOW, account_id=o.gino, password_hash="a hash"
    ),
    "people.person.register": lambda o: people.register_person(
        **o.by, details=PersonDetails(surname="Nuova", given="Ada")
    ),
    "people.person.register_with_phone": lambda o: people.register_with_phone(
        **o.by, details=PersonDetails(surname="Nuova", given="Ada"), contact=PHONE
    ),
    "people.person.correct": lambda o: people.correct_person(
        **o.by,
        person_id=o.third,
        version=1,
        details=PersonDetails(surname="Quarto", given="Ada"),
    ),
    "people.person.add_other_name": lambda o: people.add_other_name(
        **o.by, person_id=o.third, kind=NameKind.OTHER_SURNAME, name="Quinto"
    ),
    "people.contact.add": lambda o: people.add_contact(**o.by, person_id=o.third, details=PHONE),
    "people.contact.end": lambda o: people.end_contact(
        **o.by, person_id=o.world.mother, contact_id=o.page.contacts[0].id
    ),
    "people.address.add": lambda o: people.add_address(
        **o.by,
        person_id=o.third,
        kind=AddressKind.REGISTERED,
        street="via delle Prove",
        municipality="Cernusco sul Naviglio",
        valid_from=STARTED,
    ),
    "people.address.end": lambda o: people.end_address(
        **o.by, person_id=o.world.mother, address_id=o.page.addresses[0].id, ends_on=TODAY
    ),
    "people.household.take_in": lambda o: people.take_in_households(
        **o.by,
        households=[
            people.NewHousehold(
                label="via Prove",
                members=[people.Newcomer(details=PersonDetails(surname="Quinto"))],
            )
        ],
    ),
    "people.household.found": lambda o: people.found_household(
        **o.by, person_id=o.third, label="via Prove", valid_from=STARTED
    ),
    "people.household.join": lambda o: people.join_household(
        **o.by, household_id=o.page.households[0].id, person_id=o.third, valid_from=STARTED
    ),
    "people.household.leave": lambda o: people.leave_household(
        **o.by,
        person_id=o.world.mother,
        member_id=o.page.households[0].members[0].id,
        ends_on=TODAY,
    ),
    "people.apart.keep": _keep_apart,
    "people.apart.end": lambda o: people.end_apart(
        **o.by, person_id=o.measured, apart_id=o.apart, ends_on=TODAY
    ),
    "people.conflict.declare": lambda o: people.declare_conflict(**o.by, person_id=o.third),
    "people.conflict.end": lambda o: people.end_conflict(**o.by, person_id=o.measured),
    "people.conflict.decide": lambda o: _conflict(o, o.third),
    "people.conflict.end_decided": lambda o: people.end_decided(
        **o.over_people,
        person_id=o.measured,
        conflict_id=o.conflict,
        ends_on=TODAY + timedelta(days=2),
    ),
    "people.measure.decide": _decide,
    "people.measure.end": lambda o: people.end_measure(
        **{**o.by, "actor": o.cast["dario"].viewer}, person_id=o.measured, measure_id=o.measure
    ),
    "people.person.merge": lambda o: a_merge(o.cast, o.twice[0], o.twice[1]),
    "people.person.tell_apart": lambda o: people.tell_apart(
        **o.over_people, person_id=o.third, other_id=o.measured
    ),
    "people.merge.undo": lambda o: people.undo_merge(**o.over_people, merge_id=o.merge),
    "people.relation.add": lambda o: people.relate(
        **o.by, person_id=o.third, other_id=o.world.mother, kind=Kinship.SIBLING, valid_from=None
    ),
    "people.relation.end": lambda o: people.end_relation(
        **o.by, person_id=o.world.mother, relation_id=o.page.relations[0].id, ends_on=TODAY
    ),
}
