"""Whether a consent is there: the table of the eleven grounds, and what it never answers."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any
from uuid import UUID

import pytest

from app.catalogue.rules import ConsentBasis
from app.consents.rules import (
    ConsentAct,
    ConsentDetails,
    Degree,
    Holder,
    Lack,
    Missing,
    Protection,
    ProtectionDetails,
    ProtectionKind,
    Situation,
    Word,
    consent_fault,
    months_later,
    protection_fault,
    standing,
)
from app.kernel.references import PersonId
from app.kernel.verdict import Verdict

ON = date(2026, 11, 23)
BEFORE = date(2026, 11, 5)
MOTHER, FATHER, OTHER = (PersonId(UUID(int=number)) for number in (1, 2, 3))
B, M, K, A = ConsentBasis, Missing, ProtectionKind, ConsentAct
BOTH = (Holder(MOTHER, Degree.FULL), Holder(FATHER, Degree.FULL))


def word(basis: ConsentBasis, giver: PersonId | None = None, **said: Any) -> Word:
    return Word(**{"act": A.ADM, "basis": basis, "given_on": BEFORE, "giver_id": giver, **said})


def order(kind: ProtectionKind, **known: Any) -> Protection:
    return Protection(**{"id": UUID(int=9), "kind": kind, "valid_from": BEFORE, **known})


def of_child(*words: Word, **known: Any) -> Situation:
    return Situation(**{"of_age": False, "responsible": BOTH, "consents": words, **known})


def of_adult(*words: Word, **known: Any) -> Situation:
    return Situation(of_age=True, consents=words, **known)


MET = [
    ("both parents", of_child(word(B.BOTH_PARENTS, MOTHER), word(B.BOTH_PARENTS, FATHER)),
     B.BOTH_PARENTS),
    ("both, said together", of_child(word(B.BOTH_PARENTS)), B.BOTH_PARENTS),
    ("one, the other informed", of_child(word(B.ONE_PARENT_OTHER_INFORMED, MOTHER)),
     B.ONE_PARENT_OTHER_INFORMED),
    ("one, the other untraceable, with its paper",
     of_child(word(B.ONE_PARENT_OTHER_UNTRACEABLE, MOTHER, paper=True)),
     B.ONE_PARENT_OTHER_UNTRACEABLE),
    ("one, the other without responsibility, with its paper",
     of_child(word(B.ONE_PARENT_OTHER_WITHOUT_RESPONSIBILITY, MOTHER, paper=True)),
     B.ONE_PARENT_OTHER_WITHOUT_RESPONSIBILITY),
    ("one, the responsibility of the other is lost",
     of_child(word(B.BOTH_PARENTS, MOTHER),
              responsible=(BOTH[0], Holder(FATHER, Degree.LOST))),
     B.ONE_PARENT_OTHER_WITHOUT_RESPONSIBILITY),
    ("guardian", of_child(word(B.GUARDIAN), protections=(order(K.GUARDIANSHIP),)), B.GUARDIAN),
    ("special curator with substantive powers",
     of_child(word(B.SPECIAL_CURATOR),
              protections=(order(K.SPECIAL_CURATOR, substantive=True),)),
     B.SPECIAL_CURATOR),
    ("the service, for an act named in the order",
     of_child(word(B.CUSTODY_TO_SERVICE),
              protections=(order(K.CUSTODY_TO_SERVICE, acts=frozenset({A.ADM})),)),
     B.CUSTODY_TO_SERVICE),
    ("an order, no consent needed", of_child(word(B.COURT_ORDER)), B.COURT_ORDER),
    ("an order, also of an adult", of_adult(word(B.COURT_ORDER)), B.COURT_ORDER),
    ("adult", of_adult(word(B.ADULT, OTHER)), B.ADULT),
    ("adult with an administrator whose powers were read",
     of_adult(word(B.ADULT_WITH_ADMINISTRATOR, OTHER),
              protections=(order(K.SUPPORT_ADMINISTRATION, powers_known=True),)),
     B.ADULT_WITH_ADMINISTRATOR),
    ("adult under guardianship",
     of_adult(word(B.GUARDIAN), protections=(order(K.GUARDIANSHIP),)), B.GUARDIAN),
]  # fmt: skip

UNKNOWN = [
    ("nothing was said", of_child(), [Lack(M.HOLDER, MOTHER), Lack(M.HOLDER, FATHER)]),
    ("nobody knows who decides", of_child(responsible=()), [Lack(M.HOLDERS_UNKNOWN)]),
    ("one of two", of_child(word(B.BOTH_PARENTS, MOTHER)), [Lack(M.HOLDER, FATHER)]),
    ("of the other parent nothing is known",
     of_child(word(B.BOTH_PARENTS, MOTHER), responsible=BOTH[:1]), [Lack(M.OTHER_PARENT)]),
    ("untraceable without its paper",
     of_child(word(B.ONE_PARENT_OTHER_UNTRACEABLE, MOTHER)), [Lack(M.PAPER)]),
    ("one took it back",
     of_child(word(B.BOTH_PARENTS, MOTHER), word(B.BOTH_PARENTS, FATHER, withdrawn_on=ON)),
     [Lack(M.TOOK_BACK, FATHER)]),
    ("who took it back is not only informed",
     of_child(word(B.ONE_PARENT_OTHER_INFORMED, MOTHER),
              word(B.BOTH_PARENTS, FATHER, withdrawn_on=ON)),
     [Lack(M.TOOK_BACK, FATHER)]),
    ("a limited responsibility is asked",
     of_child(word(B.BOTH_PARENTS, MOTHER),
              responsible=(BOTH[0], Holder(FATHER, Degree.LIMITED))),
     [Lack(M.HOLDER, FATHER)]),
    ("a guardian who said nothing",
     of_child(word(B.BOTH_PARENTS), protections=(order(K.GUARDIANSHIP, holder_id=OTHER),)),
     [Lack(M.GUARDIAN, OTHER)]),
    ("a guardian nobody wrote of", of_child(word(B.GUARDIAN)), [Lack(M.DECREE)]),
    ("a curator for the lawsuit alone",
     of_child(word(B.SPECIAL_CURATOR), protections=(order(K.SPECIAL_CURATOR, holder_id=OTHER),)),
     [Lack(M.NOT_SUBSTANTIVE, OTHER)]),
    ("the service, for an act the order does not name",
     of_child(word(B.CUSTODY_TO_SERVICE),
              protections=(order(K.CUSTODY_TO_SERVICE, acts=frozenset({A.PHOTO})),)),
     [Lack(M.NOT_IN_ORDER)]),
    ("an order that is over",
     of_child(word(B.GUARDIAN), protections=(order(K.GUARDIANSHIP, valid_to=ON),)),
     [Lack(M.DECREE)]),
    ("of age, only the parents said yes", of_adult(word(B.BOTH_PARENTS)), [Lack(M.PERSON)]),
    ("an administrator whose powers nobody read",
     of_adult(word(B.ADULT, OTHER), protections=(order(K.SUPPORT_ADMINISTRATION),)),
     [Lack(M.POWERS)]),
    ("of age or not, nobody knows",
     of_child(word(B.ADULT, OTHER), of_age=None), [Lack(M.AGE)]),
    ("for another act", of_child(word(B.COURT_ORDER, act=A.PHOTO)),
     [Lack(M.HOLDER, MOTHER), Lack(M.HOLDER, FATHER)]),
    ("to come", of_child(word(B.COURT_ORDER, given_on=ON + timedelta(days=1))),
     [Lack(M.HOLDER, MOTHER), Lack(M.HOLDER, FATHER)]),
]  # fmt: skip


@pytest.mark.parametrize(("situation", "basis"), [row[1:] for row in MET], ids=[r[0] for r in MET])
def test_a_consent_is_there(situation: Situation, basis: ConsentBasis) -> None:
    found = standing(situation, A.ADM, ON)
    assert (found.verdict, found.basis, found.lacks) == (Verdict.MET, basis, ())


@pytest.mark.parametrize(
    ("situation", "lacks"), [row[1:] for row in UNKNOWN], ids=[row[0] for row in UNKNOWN]
)
def test_what_is_missing_is_named(situation: Situation, lacks: list[Lack]) -> None:
    found = standing(situation, A.ADM, ON)
    assert (found.verdict, found.basis) == (Verdict.UNKNOWN, B.UNKNOWN)
    assert list(found.lacks) == lacks


def test_every_ground_is_in_the_table() -> None:
    assert {row[2] for row in MET} == set(B) - {B.UNKNOWN}


def test_it_never_answers_no_and_always_says_what_is_missing() -> None:
    """Every ground with every order, age, degree, paper and withdrawal: met, or named as missing."""
    orders = [(), *(((order(kind),)) for kind in K)]
    holders = [(), *((replace(BOTH[0], degree=degree), BOTH[1]) for degree in Degree)]
    ages, backs, papers = (True, False, None), (None, ON), (True, False)
    seen = set()
    for basis, protections, responsible, age, back, paper in product(
        B, orders, holders, ages, backs, papers
    ):
        said = word(basis, MOTHER, withdrawn_on=back, paper=paper)
        situation = Situation(
            of_age=age, responsible=responsible, protections=protections, consents=(said,)
        )
        found = standing(situation, A.ADM, ON)
        seen.add(found.verdict)
        assert found.verdict is not Verdict.NOT_MET
        assert bool(found.lacks) is (found.verdict is Verdict.UNKNOWN)
        assert (found.basis is B.UNKNOWN) is (found.verdict is Verdict.UNKNOWN)
    assert seen == {Verdict.MET, Verdict.UNKNOWN}


@pytest.mark.parametrize(
    ("said", "of_age", "fault"),
    [
        ({"giver_id": MOTHER}, False, None),
        ({"giver_id": MOTHER}, None, None),
        ({"giver_id": MOTHER}, True, "basis:consent_of_adult"),
        ({"giver_id": MOTHER, "basis": B.ADULT}, False, "basis:consent_of_minor"),
        ({}, False, "giver_name:consent_without_giver"),
        ({"giver_name": "Nava"}, False, None),
        ({"basis": B.COURT_ORDER}, False, "paper:consent_without_paper"),
        ({"basis": B.COURT_ORDER, "paper": "TM 412/2026"}, True, None),
        ({"giver_id": MOTHER, "given_on": ON + timedelta(days=1)}, False,
         "given_on:consent_in_future"),
    ],
)  # fmt: skip
def test_what_cannot_be_of_a_consent(
    said: dict[str, Any], of_age: bool | None, fault: str | None
) -> None:
    told = {"acts": (A.ADM,), "basis": B.BOTH_PARENTS, "given_on": ON, **said}
    assert consent_fault(ConsentDetails(**told), of_age, ON) == fault


@pytest.mark.parametrize(
    ("known", "fault"),
    [
        ({"holder_name": "Nava"}, None),
        ({"holder_person_id": MOTHER}, None),
        ({}, "holder_name:protection_without_holder"),
        ({"holder_name": "Nava", "valid_to": ON}, "valid_to:protection_ends_before_start"),
        ({"holder_name": "Nava", "decree_on": ON, "notified_on": BEFORE},
         "notified_on:notified_before_decree"),
    ],
)  # fmt: skip
def test_what_cannot_be_of_an_order(known: dict[str, Any], fault: str | None) -> None:
    told = {"kind": K.GUARDIANSHIP, "valid_from": ON, **known}
    assert protection_fault(ProtectionDetails(**told)) == fault


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 10, 29), 24, date(2028, 10, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_months_are_counted_to_the_day(start: date, months: int, day: date) -> None:
    assert months_later(start, months) == day
