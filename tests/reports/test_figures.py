"""Each figure on tables of literals: what counts, what does not, what is set apart."""

from datetime import date
from uuid import UUID

import pytest

from app.cases.rules.case import CaseState, WhyClosed
from app.catalogue.rules import ReferralSource
from app.intake.rules import Urgency
from app.people.rules import Birth, BirthKnown
from app.reports.rules import (
    AgeBand,
    Assignment,
    Column,
    Facts,
    Holding,
    LineFile,
    Question,
    QuestionFault,
    ReferralFile,
    RequestFile,
    RowKey,
    SourceGroup,
    Span,
    TableKey,
    question_faults,
    report,
)
from app.reports.rules.inflow import GROUP_OF, band_of
from app.reports.rules.tables import median, p90
from tests.reports.files import YEAR, D, a_case, at, number, walk

MARTA, LUCA, MINORS, ADULTS = (UUID(int=n) for n in (901, 902, 801, 802))


@pytest.mark.parametrize(
    ("steps", "counts"),
    [
        ((), 1),
        ((("02-01", "assess", "assessing"),), 1),
        ((("02-01", "suspend", "suspended"),), 1),
        ((("02-01", "propose_closure", "closing"),), 1),
        ((("02-01", "propose_body", "transfer_proposed"),), 1),
        (
            (
                ("02-01", "propose_body", "transfer_proposed"),
                ("03-01", "body_accepted", "closed_transferred"),
            ),
            None,
        ),
        ((("02-01", "propose_closure", "closing"), ("02-02", "close", "closed")), None),
        (
            (
                ("02-01", "propose_closure", "closing"),
                ("02-02", "close", "closed"),
                ("11-23", "reopen", "open"),
            ),
            1,
        ),
    ],
)
def test_a_case_counts_until_it_is_over(steps: tuple, counts: int | None) -> None:
    facts = Facts(cases=(a_case(1, *steps),))
    assert number(facts, TableKey.CASES_BY_STATE, RowKey.TOTAL, Column.CASES) == counts


def test_suspended_cases_stand_apart_and_not_in_the_average() -> None:
    marta, luca = (Holding(who, at("01-10"), None) for who in (MARTA, LUCA))
    rests = ("02-01", "suspend", "suspended")
    facts = Facts(
        cases=(
            a_case(1, held=[marta]), a_case(2, held=[marta]), a_case(3, rests, held=[marta]),
            a_case(4, held=[luca]), a_case(5),
        )
    )  # fmt: skip
    table = TableKey.CASES_BY_WORKER
    assert number(facts, table, MARTA, Column.WORKED) == 2
    assert number(facts, table, MARTA, Column.SUSPENDED) == 1
    assert number(facts, table, RowKey.NOBODY, Column.WORKED) == 1
    assert number(facts, table, RowKey.AVERAGE, Column.WORKED) == 1.5


def test_the_holder_is_who_held_it_that_evening() -> None:
    handed = [Holding(MARTA, at("01-10"), at("06-15")), Holding(LUCA, at("06-15"), None)]
    facts = Facts(cases=(a_case(1, held=handed),))
    for on, who in ((date(2026, 6, 14), MARTA), (date(2026, 6, 15), LUCA), (D, LUCA)):
        asked = Question(on, YEAR.span)
        assert number(facts, TableKey.CASES_BY_WORKER, who, Column.WORKED, asked) == 1


def test_a_person_with_two_cases_is_one_and_her_age_is_of_that_day() -> None:
    child = Birth(BirthKnown.EXACT, date(2008, 11, 24), 2008)  # of age the day after
    grown = Birth(BirthKnown.EXACT, date(2008, 11, 23), 2008)
    one = UUID(int=77)
    facts = Facts(
        cases=(
            a_case(1, person_id=one, birth=child), a_case(2, person_id=one, birth=child),
            a_case(3, birth=grown), a_case(4),
        )
    )  # fmt: skip
    expected = {"minors": 1, "adults": 1, "age_unknown": 1, "everybody": 3}
    found = {key: number(facts, TableKey.PEOPLE, key, Column.PEOPLE) for key in expected}
    assert found == expected


def test_what_goes_out_says_why() -> None:
    ends = (("03-01", "propose_closure", "closing"), ("03-02", "close", "closed"))
    away = (
        ("03-01", "propose_body", "transfer_proposed"),
        ("03-02", "body_accepted", "closed_transferred"),
    )
    facts = Facts(
        cases=(
            a_case(1, *ends, reason="of_age"), a_case(2, *ends), a_case(3, *away),
            a_case(4, *ends, ("04-01", "reopen", "open"), reason="of_age"),
        )
    )  # fmt: skip
    spring = Question(D, Span(date(2026, 2, 1), date(2026, 5, 1)))
    exits = TableKey.EXITS
    assert number(facts, exits, WhyClosed.OF_AGE, Column.EVENTS, spring) == 2
    assert number(facts, exits, RowKey.REASON_UNKNOWN, Column.EVENTS, spring) == 1
    assert number(facts, exits, CaseState.CLOSED_TRANSFERRED, Column.EVENTS, spring) == 1
    line = report(facts, spring).balance
    assert (line.at_start, line.opened, line.reopened, line.left, line.at_end) == (4, 0, 1, 4, 1)


def test_a_team_balances_also_when_a_case_changes_hands() -> None:
    handed = [Holding(MARTA, at("01-10"), at("06-15")), Holding(LUCA, at("06-15"), None)]
    facts = Facts(cases=(a_case(1, held=handed),), teams={MARTA: MINORS, LUCA: ADULTS})
    for team, size in ((MINORS, 0), (ADULTS, 1)):
        line = report(facts, Question(D, Span(date(2026, 3, 1), D), team)).balance
        assert (line.at_start, line.at_end, line.holds) == (size, size, True)


def a_referral(n: int, *steps: tuple[str, str, str], **known) -> ReferralFile:
    day = known.pop("day", "11-01")
    given = {
        "source": ReferralSource.SCHOOL, "urgency": Urgency.ORDINARY, "anonymous": False,
        "minor": False, **known,
    }  # fmt: skip
    return ReferralFile(
        id=UUID(int=n), history=walk((day, "register", "received"), *steps), **given
    )


@pytest.mark.parametrize("source", ReferralSource)
def test_every_source_has_its_group(source: ReferralSource) -> None:
    assert GROUP_OF[source] in SourceGroup


def test_the_fourteen_sources_make_six_groups() -> None:
    assert len(ReferralSource) == 14
    assert set(GROUP_OF.values()) == set(SourceGroup)
    assert len(SourceGroup) == 6


@pytest.mark.parametrize(
    ("days", "band"),
    [
        (0, AgeBand.UP_TO_2), (2, AgeBand.UP_TO_2), (3, AgeBand.UP_TO_7), (7, AgeBand.UP_TO_7),
        (8, AgeBand.UP_TO_30), (30, AgeBand.UP_TO_30), (31, AgeBand.OVER_30),
    ],
)  # fmt: skip
def test_the_bands_of_an_age(days: int, band: AgeBand) -> None:
    assert band_of(days) is band


def test_what_arrived_and_what_nobody_has() -> None:
    given_out = ("11-02", "assign", "assigned")
    facts = Facts(
        referrals=(
            a_referral(1, minor=True, urgency=Urgency.IMMEDIATE, day="11-23"),
            a_referral(2, given_out),
            a_referral(3, given_out, ("11-20", "give_back", "reassign_asked")),
            a_referral(4, day="10-01", source=ReferralSource.NEIGHBOUR, anonymous=True),
            a_referral(5, day="01-01"),
        )
    )
    autumn = Question(D, Span(date(2026, 9, 1), D))
    table = TableKey.REGISTERED
    assert number(facts, table, SourceGroup.SCHOOL, Column.REGISTERED, autumn) == 3
    assert number(facts, table, RowKey.TOTAL, Column.REGISTERED, autumn) == 4
    assert number(facts, table, RowKey.TOTAL, Column.MINORS, autumn) == 1
    assert number(facts, table, RowKey.TOTAL, Column.URGENT, autumn) == 1
    assert number(facts, table, RowKey.TOTAL, Column.ANONYMOUS, autumn) == 1
    bands = {AgeBand.UP_TO_2: 1, AgeBand.UP_TO_30: 1, AgeBand.OVER_30: 2}
    for band, many in bands.items():
        assert number(facts, TableKey.UNASSIGNED, band, Column.UNASSIGNED, autumn) == many


@pytest.mark.parametrize(
    ("days", "middle", "ninth"),
    [
        ([], None, None), ([7], 7, 7), ([1, 2], 1.5, 2), ([5, 1, 9], 5, 9),
        (list(range(1, 11)), 5.5, 9), (list(range(1, 12)), 6, 10),
    ],
)  # fmt: skip
def test_median_and_ninth_decile(days: list, middle: float | None, ninth: int | None) -> None:
    assert (median(days), p90(days)) == (middle, ninth)


def test_who_still_waits_is_not_left_out() -> None:
    assigned = ("11-02", "assign", "assigned")
    facts = Facts(
        referrals=(
            a_referral(1, assigned, ("11-08", "first_contact", "in_evaluation")),
            a_referral(2, assigned),
            a_referral(3, day="11-10"),
            a_referral(4, ("11-03", "mark_duplicate", "duplicate")),
        )
    )
    everybody = {
        Column.MEASURED: 1, Column.MEDIAN: 7, Column.P90: 7, Column.WAITING: 2,
        Column.OLDEST: 22, Column.ENDED: 1,
    }  # fmt: skip
    for column, expected in everybody.items():
        assert number(facts, TableKey.FIRST_CONTACT, RowKey.EVERYBODY, column) == expected, column
    earlier = Question(date(2026, 11, 7), Span(date(2026, 11, 1), date(2026, 11, 7)))
    found = number(facts, TableKey.FIRST_CONTACT, RowKey.EVERYBODY, Column.WAITING, earlier)
    assert found == 2  # the first one had not been met yet, the third had not arrived


def test_pauses_for_the_person_are_taken_off_and_printed() -> None:
    steps = (
        ("11-01", "assign", "assigned"),
        ("11-02", "start_evaluation", "in_evaluation"),
        ("11-05", "suspend_waiting", "awaiting_person"),
        ("11-09", "resume", "in_evaluation"),
        ("11-10", "suspend_waiting", "awaiting_body"),  # of a body: not taken off
        ("11-12", "resume", "in_evaluation"),
        ("11-15", "take_charge", "taken_charge"),
    )
    facts = Facts(referrals=(a_referral(1, *steps),))
    table = TableKey.TAKING_CHARGE
    assert number(facts, table, RowKey.EVERYBODY, Column.MEDIAN) == 10
    assert number(facts, table, RowKey.EVERYBODY, Column.PAUSED) == 4


def test_two_of_three_have_started() -> None:
    case_id = UUID(int=5)
    lines = [walk(("11-12", "add", "planned"), ("11-23", "start", "active")) for _ in range(2)]
    lines.append(walk(("11-12", "add", "planned"), ("11-18", "enlist", "waiting")))
    files = tuple(LineFile(UUID(int=60 + n), history) for n, history in enumerate(lines))
    asked = walk(("11-12", "draft", "draft"), ("11-12", "submit", "submitted"))
    request = RequestFile(UUID(int=50), case_id, asked, files)
    charged = (("11-03", "assign", "assigned"), ("11-05", "take_charge", "taken_charge"))
    referral = a_referral(1, *charged, day="10-08", case_ids=frozenset({case_id}))
    facts = Facts(referrals=(referral,), requests=(request,))
    row = RowKey.EVERYBODY
    assert number(facts, TableKey.START_FROM_REFERRAL, row, Column.MEDIAN) == 46
    assert number(facts, TableKey.START_FROM_REQUEST, row, Column.MEDIAN) == 11
    assert number(facts, TableKey.START_FROM_REQUEST, row, Column.LINES) == 3
    assert number(facts, TableKey.START_FROM_REQUEST, row, Column.LINES_STARTED) == 2


def test_what_began_before_it_was_reported_is_not_its_start() -> None:
    case_id = UUID(int=5)
    old = walk(("02-01", "draft", "draft"), ("02-02", "submit", "submitted"))
    begun = LineFile(UUID(int=6), walk(("02-02", "add", "planned"), ("02-10", "start", "active")))
    request = RequestFile(UUID(int=50), case_id, old, (begun,))
    referral = a_referral(1, case_ids=frozenset({case_id}))
    facts = Facts(referrals=(referral,), requests=(request,))
    assert number(facts, TableKey.START_FROM_REFERRAL, RowKey.EVERYBODY, Column.MEASURED) is None


def test_a_team_counts_what_its_people_had_in_hand() -> None:
    mine = a_referral(1, assignments=(Assignment(MARTA, at("11-02")),))
    facts = Facts(referrals=(mine, a_referral(2)), teams={MARTA: MINORS})
    asked = Question(D, YEAR.span, MINORS)
    assert number(facts, TableKey.REGISTERED, RowKey.TOTAL, Column.REGISTERED, asked) == 1
    assert number(facts, TableKey.UNASSIGNED, RowKey.TOTAL, Column.UNASSIGNED, asked) == 2


@pytest.mark.parametrize(
    ("on", "start", "end", "wrong"),
    [
        (D, date(2026, 1, 1), D, []),
        (D, D, D, []),
        (date(2026, 11, 24), D, D, [f"on:{QuestionFault.FUTURE}"]),
        (D, D, date(2026, 1, 1), [f"end:{QuestionFault.BACKWARDS}"]),
        (D, date(2023, 1, 1), D, [f"start:{QuestionFault.TOO_LONG}"]),
        (date(1999, 12, 31), D, D, [f"on:{QuestionFault.TOO_OLD}"]),
    ],
)
def test_a_question_that_has_no_answer(on: date, start: date, end: date, wrong: list) -> None:
    assert question_faults(Question(on, Span(start, end)), D) == wrong
