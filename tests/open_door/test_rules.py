"""What a count, a name and an onward referral need: tables of cases."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import product

import pytest

from app.catalogue.rules import PathCode
from app.open_door.rules import (
    MOST_COUNTED,
    MOST_MINUTES,
    Answered,
    Called,
    CountRow,
    HelpKind,
    Topic,
    arrival_fault,
    call_fault,
    contact_fault,
    counted_fault,
    dates_fault,
    held_fault,
    leaving,
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


def _desks(*numbers: int) -> list[CountRow]:
    rows = enumerate(numbers, 1)
    return [CountRow(path=PathCode.STARS, number=n, desk=desk) for desk, n in rows if n]


def _sent(*pairs: tuple[int, int]) -> list[CountRow]:
    rows = zip((PathCode.SOCIAL_INCLUSION, PathCode.WOMEN_SUPPORT), pairs, strict=False)
    return [
        CountRow(path=path, number=every, sent_on=True, arrived=some)
        for path, (every, some) in rows
        if every
    ]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ((), []),
        ((7,), [7]),
        ((3,), [None]),
        ((9, 6, 12), [9, 6, 12]),
        ((9, 2, 12), [None, None, 12]),
        ((5, 1), [None]),
        ((1, 2), [None]),
    ],
)
def test_small_counts_are_hidden_with_what_covers_them(
    numbers: tuple[int, ...], told: list[int | None]
) -> None:
    assert [row.number for row in leaving(_desks(*numbers))] == told


def test_where_nothing_is_told_one_line_says_so_of_all() -> None:
    (desks,) = leaving(_desks(5, 1))
    assert (desks.path, desks.of_all) == (PathCode.STARS, True)
    (sent,) = leaving(_sent((2, 1), (3, 3)))
    assert (sent.path, sent.of_all, sent.sent_on, sent.arrived) == (None, True, True, None)
    sent_on = leaving(_sent((7, 7), (9, 0)))
    assert [(row.number, row.arrived) for row in sent_on] == [(7, 7), (9, 0)]


def test_no_count_can_be_computed_from_two_days_of_the_same_year() -> None:
    """The counts only grow: whoever read the page before knows what each was at least."""
    days = list(product(range(8), repeat=2))
    worlds = (
        ((*before, *after), [*leaving(_desks(*before)), None, *leaving(_desks(*after))])
        for before, after in product(days, repeat=2)
        if all(one <= other for one, other in zip(before, after, strict=True))
    )
    assert _solved(worlds) == []


def test_no_count_can_be_computed_from_what_leaves() -> None:
    """Every small world: those that look the same from outside have no small number in common."""
    desks = product(range(9), repeat=3)
    assert _solved((world, leaving(_desks(*world))) for world in desks) == []
    pairs = [(every, some) for every in range(9) for some in range(every + 1)]
    sent = (
        ((*one, one[0] - one[1], *other, other[0] - other[1]), leaving(_sent(one, other)))
        for one, other in product(pairs, repeat=2)
    )
    assert _solved(sent) == []


def _solved(
    worlds: Iterable[tuple[tuple[int, ...], Sequence[CountRow | None]]],
) -> list[tuple[Sequence[CountRow | None], int, int]]:
    possible: dict[str, tuple[Sequence[CountRow | None], list[tuple[int, ...]]]] = {}
    for world, told in worlds:
        possible.setdefault(repr(told), (told, []))[1].append(world)
    return [
        (told, place, values[0])
        for told, same in possible.values()
        for place, values in enumerate(zip(*same, strict=True))
        if len(set(values)) == 1 and 0 < values[0] < 5
    ]
