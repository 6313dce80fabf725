"""What a count, a name and an onward referral need: tables of cases."""

from datetime import date, timedelta

import pytest

from app.open_door.rules import (
    MOST_COUNTED,
    MOST_MINUTES,
    Answered,
    Called,
    HelpKind,
    Topic,
    arrival_fault,
    call_fault,
    contact_fault,
    counted_fault,
    dates_fault,
    held_fault,
    is_small,
    name_fault,
    sending_fault,
)
from tests.cast import TODAY

BEFORE, AFTER = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def _code(fault: str | None) -> str | None:
    return fault and fault.rpartition(":")[2]


@pytest.mark.parametrize(
    ("last_day", "code"), [(None, None), (TODAY, None), (BEFORE, "initiative_ends_first")]
)
def test_an_initiative_ends_after_it_began(last_day: date | None, code: str | None) -> None:
    assert _code(dates_fault(TODAY, last_day)) == code


@pytest.mark.parametrize(
    ("held_on", "first", "end", "code"),
    [
        (TODAY, TODAY, None, None),
        (BEFORE, BEFORE, TODAY, None),
        (TODAY, BEFORE, TODAY, "held_outside"),
        (BEFORE, TODAY, None, "held_outside"),
        (AFTER, BEFORE, None, "held_in_the_future"),
    ],
)
def test_one_takes_part_while_it_lasts(
    held_on: date, first: date, end: date | None, code: str | None
) -> None:
    assert _code(held_fault(held_on, first, end, TODAY)) == code


@pytest.mark.parametrize(
    ("counted", "named", "code"),
    [
        (1, False, None),
        (1, True, None),
        (MOST_COUNTED, False, None),
        (0, False, "nobody_counted"),
        (MOST_COUNTED + 1, False, "counted_too_many"),
        (2, True, "named_counts_one"),
    ],
)
def test_how_many_may_be_counted(counted: int, named: bool, code: str | None) -> None:
    assert _code(counted_fault(counted, named=named)) == code


@pytest.mark.parametrize(
    ("named", "consent_on", "code"),
    [
        (False, None, None),
        (True, TODAY, None),
        (True, None, "name_needs_consent"),
        (True, AFTER, "consent_in_the_future"),
        (False, TODAY, "consent_of_nobody"),
    ],
)
def test_a_name_needs_consent(named: bool, consent_on: date | None, code: str | None) -> None:
    assert _code(name_fault(named=named, consent_on=consent_on, today=TODAY)) == code


@pytest.mark.parametrize(
    ("topics", "minutes", "mediation", "code"),
    [
        ({Topic.SCHOOL}, 20, 20, None),
        (set(), 20, 0, "topic_missing"),
        ({Topic.WORK}, MOST_MINUTES + 1, 0, "contact_minutes_too_many"),
        ({Topic.WORK}, 10, 11, "mediation_too_long"),
    ],
)
def test_what_a_contact_needs(
    topics: set[Topic], minutes: int, mediation: int, code: str | None
) -> None:
    assert _code(contact_fault(frozenset(topics), minutes, mediation)) == code


@pytest.mark.parametrize(
    ("named", "described", "agrees", "help_kind", "no_print", "code"),
    [
        (True, "", Answered.YES, HelpKind.LETTER, False, None),
        (True, "", Answered.UNKNOWN, HelpKind.CALLED, True, None),
        (False, "un signore", Answered.NO, HelpKind.CALLED, False, None),
        (True, "", Answered.NO, HelpKind.ADDRESS_ONLY, False, None),
        (True, "", Answered.NO, HelpKind.CALLED, False, "will_not_be_named"),
        (False, "  ", Answered.UNKNOWN, HelpKind.CALLED, False, "onward_who_missing"),
        (True, "", Answered.YES, HelpKind.LETTER, True, "no_letter_for_her"),
    ],
)
def test_who_may_be_sent_on_and_how(
    named: bool,
    described: str,
    agrees: Answered,
    help_kind: HelpKind,
    no_print: bool,
    code: str | None,
) -> None:
    fault = sending_fault(
        named=named, described=described, agrees=agrees, help_kind=help_kind, no_print=no_print
    )
    assert _code(fault) == code


@pytest.mark.parametrize(
    ("arrived_on", "code"),
    [(TODAY, None), (BEFORE, "arrived_too_early"), (AFTER, "arrived_in_the_future")],
)
def test_on_which_day_one_may_have_arrived(arrived_on: date, code: str | None) -> None:
    assert _code(arrival_fault(arrived_on, TODAY, TODAY)) == code


@pytest.mark.parametrize("safe", Answered)
def test_only_who_said_that_it_is_dangerous_is_not_called(safe: Answered) -> None:
    assert (call_fault(Called.PERSON, safe) is not None) == (safe is Answered.NO)
    assert call_fault(Called.BODY, safe) is None


def test_from_one_to_four_is_small() -> None:
    assert [number for number in range(7) if is_small(number)] == [1, 2, 3, 4]
