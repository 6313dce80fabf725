"""Papers, amounts, days: what can be true of a practice and what cannot."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.practices.procedure import (
    account_checked,
    last_one_left,
    more_than_one_left,
    not_already_helped,
    not_own_approval,
    not_own_request,
    observations_heard,
    papers_complete,
    papers_valid,
    some_paper_expired,
)
from app.practices.rules import (
    CHECKLISTS,
    LONGEST,
    Paper,
    PaperKind,
    PaperState,
    PracticeFacts,
    PracticeFault,
    PracticeKind,
    expired_papers,
    first_fault,
    grant_fault,
    missing_papers,
    paper_fault,
    payment_days,
    voice_fault,
)
from tests.cast import NOW, TODAY

K, S = PaperKind, PaperState
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def test_every_kind_has_its_checklist_without_repetitions() -> None:
    assert set(CHECKLISTS) == set(PracticeKind)
    for papers in CHECKLISTS.values():
        assert PaperKind.IDENTITY in papers
        assert len(papers) == len(set(papers))


@pytest.mark.parametrize(
    ("state", "valid_until", "missing", "expired"),
    [
        (S.MISSING, None, True, False),
        (S.MISSING, YESTERDAY, True, False),
        (S.RECEIVED, None, False, False),
        (S.RECEIVED, YESTERDAY, False, True),
        (S.RECEIVED, TODAY, False, False),
        (S.NOT_NEEDED, YESTERDAY, False, False),
    ],
)
def test_a_paper_is_missing_or_expired(
    state: PaperState, valid_until: date | None, missing: bool, expired: bool
) -> None:
    papers = [Paper(kind=K.ISEE, state=state, valid_until=valid_until)]
    assert missing_papers(papers) == ((K.ISEE,) if missing else ())
    assert expired_papers(papers, TODAY) == ((K.ISEE,) if expired else ())


@pytest.mark.parametrize(
    ("state", "why", "received_on", "fault"),
    [
        (S.RECEIVED, "", TODAY, None),
        (S.RECEIVED, "", TOMORROW, "received_on:received_in_the_future_paper"),
        (S.NOT_NEEDED, "", TODAY, "why:why_not_needed"),
        (S.NOT_NEEDED, "  ", TODAY, "why:why_not_needed"),
        (S.NOT_NEEDED, "è ospite", TODAY, None),
    ],
)
def test_a_paper_that_cannot_be(
    state: PaperState, why: str, received_on: date, fault: str | None
) -> None:
    assert paper_fault(state=state, why=why, received_on=received_on, today=TODAY) == fault


@pytest.mark.parametrize(
    ("cents", "payments", "ceiling", "fault"),
    [
        (1, 1, None, None),
        (0, 1, None, PracticeFault.NO_AMOUNT),
        (-1, 1, None, PracticeFault.NO_AMOUNT),
        (100, LONGEST, None, None),
        (100, LONGEST + 1, None, PracticeFault.TOO_MANY_PAYMENTS),
        (100, 0, None, PracticeFault.TOO_MANY_PAYMENTS),
        (30_000, 1, 30_000, None),
        (30_001, 1, 30_000, PracticeFault.ABOVE_CEILING),
    ],
)
def test_an_amount_that_cannot_be(
    cents: int, payments: int, ceiling: int | None, fault: str | None
) -> None:
    found = grant_fault(cents, payments, ceiling)
    assert (found and found.split(":")[1]) == fault


@pytest.mark.parametrize(("days", "far"), [(0, False), (366, False), (367, True), (-367, True)])
def test_the_first_payment_is_within_a_year(days: int, far: bool) -> None:
    fault = first_fault(TODAY + timedelta(days=days), TODAY)
    assert fault == ("first_on:payment_too_far" if far else None)


@pytest.mark.parametrize(
    ("by", "at", "fault"),
    [
        ("Dario", NOW, None),
        ("Dario", NOW + timedelta(seconds=1), "voice_hour:voice_in_the_future"),
        ("", NOW, "voice_by:voice_missing"),
        (" ", NOW, "voice_by:voice_missing"),
    ],
)
def test_a_voice_that_is_none(by: str, at: datetime, fault: str | None) -> None:
    assert voice_fault(by, at, NOW) == fault


@pytest.mark.parametrize(
    ("first", "number", "days"),
    [
        (date(2026, 11, 23), 1, [(2026, 11, 23)]),
        (date(2026, 11, 30), 4, [(2026, 11, 30), (2026, 12, 30), (2027, 1, 30), (2027, 2, 28)]),
        (date(2028, 1, 31), 3, [(2028, 1, 31), (2028, 2, 29), (2028, 3, 31)]),
        (date(2026, 12, 31), 2, [(2026, 12, 31), (2027, 1, 31)]),
    ],
)
def test_a_month_that_lacks_the_day_pays_on_its_last(
    first: date, number: int, days: list[tuple[int, int, int]]
) -> None:
    assert payment_days(first, number) == [date(*day) for day in days]


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, LONGEST))
def test_one_payment_a_month_never_on_a_later_day(first: date, number: int) -> None:
    days = payment_days(first, number)
    months = [day.year * 12 + day.month for day in days]
    assert months == list(range(months[0], months[0] + number))
    assert all(day.day <= first.day for day in days)
    assert all(day.day == first.day or (day + timedelta(days=1)).day == 1 for day in days)


def _facts(**known: object) -> PracticeFacts:
    return PracticeFacts(**{"today": TODAY, **known})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("condition", "facts", "reason"),
    [
        (papers_complete, _facts(missing=(K.ISEE,)), "papers_missing"),
        (papers_complete, _facts(), None),
        (papers_valid, _facts(expired=(K.ISEE,)), "papers_expired"),
        (papers_valid, _facts(), None),
        (some_paper_expired, _facts(), "nothing_expired"),
        (some_paper_expired, _facts(expired=(K.ISEE,)), None),
        (not_already_helped, _facts(already_helped=True), "already_helped"),
        (not_already_helped, _facts(), None),
        (not_own_request, _facts(proposer_is_actor=True), "not_own_request"),
        (not_own_request, _facts(), None),
        (not_own_approval, _facts(approver_is_actor=True), "not_own_approval"),
        (not_own_approval, _facts(), None),
        (observations_heard, _facts(), "may_still_object"),
        (observations_heard, _facts(may_object_until=TODAY), "may_still_object"),
        (observations_heard, _facts(may_object_until=YESTERDAY), None),
        (observations_heard, _facts(may_object_until=TODAY, observations_answered=True), None),
        (account_checked, _facts(), "account_not_checked"),
        (account_checked, _facts(account_checked=True), None),
        (more_than_one_left, _facts(payments_left=1), "last_payment"),
        (more_than_one_left, _facts(payments_left=2), None),
        (last_one_left, _facts(payments_left=2), "not_the_last_payment"),
        (last_one_left, _facts(payments_left=1), None),
    ],
)
def test_the_conditions(condition, facts: PracticeFacts, reason: str | None) -> None:  # type: ignore[no-untyped-def]
    assert condition(facts) == reason
