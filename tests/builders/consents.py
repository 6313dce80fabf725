"""Families as the archive knows them, and what they said, through the real use cases."""

from datetime import date
from typing import Any
from uuid import UUID

from app.catalogue.rules import ConsentBasis
from app.consents import operations
from app.consents.rules import (
    ConsentAct,
    ConsentDetails,
    Degree,
    LettersBasis,
    LineDetails,
    ProtectionDetails,
    ProtectionKind,
    ResponsibilityDetails,
)
from app.kernel.references import PersonId
from app.people.operations import relate
from app.people.rules import BirthKnown, Kinship
from tests.builders.people import a_person
from tests.cast import NOW, TODAY, Member

CHILD_BORN, ADULT_BORN = date(2017, 3, 14), date(1992, 5, 1)


def a_child(by: Member, surname: str = "Sartirani", **known: Any) -> PersonId:
    """Register a child of nine."""
    born = {"birth_known": BirthKnown.EXACT, "birth_date": CHILD_BORN}
    return a_person(by, surname, "Noemi", **{**born, **known})


def an_adult(by: Member, surname: str, given: str = "Ada", **known: Any) -> PersonId:
    """Register somebody of age."""
    born = {"birth_known": BirthKnown.EXACT, "birth_date": ADULT_BORN}
    return a_person(by, surname, given, **{**born, **known})


def a_parent(by: Member, child: PersonId, surname: str, **known: Any) -> PersonId:
    """Register a parent of a child, and write the relation."""
    parent = an_adult(by, surname, **known)
    relate(
        actor=by.viewer, now=NOW, person_id=child, other_id=parent, kind=Kinship.PARENT,
        valid_from=None,
    )  # fmt: skip
    return parent


def a_family(by: Member) -> tuple[PersonId, PersonId, PersonId]:
    """Register a child with both parents; return child, mother, father."""
    child = a_child(by)
    return child, a_parent(by, child, "Diop"), a_parent(by, child, "Sartirani")


def a_consent(
    by: Member,
    person_id: PersonId,
    giver: PersonId | None = None,
    *acts: ConsentAct,
    basis: ConsentBasis = ConsentBasis.BOTH_PARENTS,
    **said: Any,
) -> UUID:
    """Write what somebody said (for ADM unless told otherwise); return the first consent."""
    details = {"given_on": TODAY, **said}
    return operations.give_consent(
        actor=by.viewer,
        now=NOW,
        person_id=person_id,
        details=ConsentDetails(
            acts=acts or (ConsentAct.ADM,), basis=basis, giver_id=giver, **details
        ),
    )[0]


def an_order(by: Member, person_id: PersonId, kind: ProtectionKind, **known: Any) -> UUID:
    """Write an order of a judge about a person."""
    details = {"holder_name": "avv. Nava", "valid_from": TODAY, **known}
    return operations.write_protection(
        actor=by.viewer,
        now=NOW,
        person_id=person_id,
        details=ProtectionDetails(kind=kind, **details),
    )


def some_consents(by: Member, word: str) -> None:
    """Put a family into the world of crawls, with `word` in what was said and decided of it."""
    child, mother, father = a_family(by)
    a_consent(by, child, mother, giver_name=word)
    a_degree(by, child, father, Degree.LIMITED)
    a_line(by, child, father, letters=False, why=word)
    known = {"notified_on": TODAY, "holder_name": word, "powers": word}
    an_order(by, child, ProtectionKind.CUSTODY_TO_SERVICE, acts=tuple(ConsentAct), **known)


def a_degree(
    by: Member, child: PersonId, holder: PersonId, degree: Degree, since: date = TODAY
) -> None:
    """Write how far somebody decides for a child."""
    operations.write_responsibility(
        actor=by.viewer, now=NOW, person_id=child, holder_id=holder,
        details=ResponsibilityDetails(degree=degree, valid_from=since, source="TM 412/2026"),
    )  # fmt: skip


def a_line(by: Member, child: PersonId, parent: PersonId, *, letters: bool, why: str = "") -> None:
    """Write whether somebody gets the letters about a child."""
    operations.write_letters(
        actor=by.viewer, now=NOW, person_id=child, parent_id=parent,
        details=LineDetails(
            letters=letters, basis=LettersBasis.COURT_ORDER, valid_from=TODAY, why=why
        ),
    )  # fmt: skip
