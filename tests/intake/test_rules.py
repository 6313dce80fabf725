"""What follows from what is known of a request: tables anybody of the office may read."""

from datetime import date, timedelta

import pytest

from app.catalogue.rules import ReferralSource, Term
from app.intake.procedure import Clock, clock_of, term_of, terms_of
from app.intake.rules import (
    Candidate,
    Letter,
    ReferralFacts,
    ReferralFault,
    ReferralKind,
    SubjectFacts,
    Urgency,
    Why,
    contact_fault,
    days_open,
    first_contact_term,
    kind_of,
    letter_to,
    needs_second_reader,
    order_fault,
    proposals,
)
from app.kernel.references import EngagementId, new_id
from app.organisations.rules import BodyKind
from tests.cast import NOW


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (ReferralSource.SELF, ReferralKind.SELF_REQUEST),
        (ReferralSource.NEIGHBOUR, ReferralKind.REPORT),
        (ReferralSource.SCHOOL, ReferralKind.REPORT),
        (ReferralSource.JUVENILE_COURT, ReferralKind.JUDICIAL_REQUEST),
        (ReferralSource.ORDINARY_COURT, ReferralKind.JUDICIAL_REQUEST),
    ],
)
def test_who_asks_for_himself_is_not_reported(source: ReferralSource, kind: ReferralKind) -> None:
    assert kind_of(source) is kind


@pytest.mark.parametrize(
    ("ages", "second"),
    [((True,), False), ((True, True), False), ((True, False), True), ((None,), True)],
)
def test_whoever_is_not_surely_adult_needs_a_second_reader(
    ages: tuple[bool | None, ...], second: bool
) -> None:
    assert needs_second_reader(SubjectFacts(is_adult=age) for age in ages) is second


@pytest.mark.parametrize(
    ("urgency", "heard", "term"),
    [
        (Urgency.IMMEDIATE, False, Term.FIRST_CONTACT_IMMEDIATE),
        (Urgency.IMMEDIATE, True, Term.FIRST_CONTACT_IMMEDIATE),
        (Urgency.WITHIN_48_HOURS, False, Term.FIRST_CONTACT_48H),
        (Urgency.WITHIN_7_DAYS, True, Term.FIRST_CONTACT_7D),
        (Urgency.ORDINARY, False, Term.FIRST_CONTACT_ORDINARY),
        (Urgency.ORDINARY, True, Term.FIRST_CONTACT_AFTER_INTERVIEW),
    ],
)
def test_by_when_the_person_is_met(urgency: Urgency, heard: bool, term: Term) -> None:
    assert first_contact_term(urgency, interviewed=heard) is term


@pytest.mark.parametrize(
    ("clock", "facts", "term"),
    [
        (Clock.ACKNOWLEDGEMENT, ReferralFacts(), None),
        (Clock.ACKNOWLEDGEMENT, ReferralFacts(to_body=True), Term.ACKNOWLEDGEMENT),
        (
            Clock.ACKNOWLEDGEMENT,
            ReferralFacts(to_body=True, from_school=True),
            Term.ACKNOWLEDGEMENT_SCHOOL,
        ),
        (Clock.DECISION, ReferralFacts(all_adult=True), Term.DECISION),
        (Clock.DECISION, ReferralFacts(), Term.DECISION_MINOR),
        (Clock.LINKED_READ, ReferralFacts(), Term.LINKED_READ_MINOR),
        (Clock.LINKED_READ, ReferralFacts(all_adult=True), Term.LINKED_READ),
        (Clock.NEW_FACT, ReferralFacts(), None),
        (Clock.NEW_FACT, ReferralFacts(ended=True), Term.NEW_FACT),
        (
            Clock.FIRST_EVALUATION,
            ReferralFacts(urgency=Urgency.IMMEDIATE),
            Term.FIRST_EVALUATION_URGENT,
        ),
    ],
)
def test_which_term_a_clock_is(clock: Clock, facts: ReferralFacts, term: Term | None) -> None:
    assert term_of(clock, facts) is term


@pytest.mark.parametrize("clock", Clock)
def test_a_clock_is_known_by_each_of_its_terms(clock: Clock) -> None:
    assert {clock_of(term) for term in terms_of(clock)} == {clock}


@pytest.mark.parametrize(
    ("kind", "letter"),
    [
        (BodyKind.SCHOOL, Letter.RECEIPT),
        (BodyKind.THIRD_SECTOR, Letter.RECEIPT),
        (BodyKind.HEALTH, Letter.RECEIPT),
        (BodyKind.MUNICIPALITY, Letter.PASSAGE),
        (BodyKind.COURT, Letter.COURT),
        (BodyKind.PROSECUTOR, Letter.COURT),
    ],
)
def test_the_kind_of_body_decides_what_it_may_read(kind: BodyKind, letter: Letter) -> None:
    assert letter_to(kind) is letter


def test_a_contact_is_neither_to_come_nor_before_the_arrival() -> None:
    hour = timedelta(hours=1)
    assert contact_fault(NOW, NOW - hour, NOW) is None
    assert contact_fault(NOW + hour, NOW, NOW) == f"on:{ReferralFault.CONTACT_IN_THE_FUTURE}"
    assert contact_fault(NOW - hour, NOW, NOW) == f"on:{ReferralFault.CONTACT_BEFORE_ARRIVAL}"


def test_the_day_of_the_judge_stays_as_it_is() -> None:
    assert order_fault(date(2026, 11, 20), date(2026, 12, 25)) is None  # a holiday
    assert order_fault(date(2026, 11, 20), date(2026, 11, 19)) is not None
    assert order_fault(date(2026, 11, 20), None) is None


def test_days_are_whole_and_never_less_than_none() -> None:
    assert days_open(NOW - timedelta(days=6, hours=3), NOW) == 6
    assert days_open(NOW + timedelta(hours=1), NOW) == 0


def _one(name: str, load: int, hours: int = 100, **known: bool) -> Candidate:
    return Candidate(
        engagement_id=EngagementId(new_id()), name=name, load=load, hours=hours, **known
    )


def test_whom_one_proposes_and_why() -> None:
    found = proposals(
        [
            _one("Light", 1),
            _one("Away", 0, follows_person=True, absent=True),
            _one("Team", 9, right_team=True),
            _one("Never here", 0, hours=0),
            _one("Part time", 2, hours=50),
            _one("Speaks", 40, speaks_language=True),
            _one("Household", 20, follows_household=True),
            _one("Person", 30, follows_person=True),
        ]
    )
    assert [one.candidate.name for one in found] == [
        "Person", "Household", "Speaks", "Team", "Light", "Part time", "Never here", "Away",
    ]  # fmt: skip
    assert found[4].reasons == (Why.LIGHTEST_LOAD,)
    assert found[6].reasons == (), "whoever has no hour is not the lightest"
    assert found[0].reasons == (Why.FOLLOWS_PERSON,)
