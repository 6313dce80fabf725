"""R11 on tables of literals: what is owed, put off, unread, without a consent, on any evening."""

from datetime import date, datetime, timedelta
from uuid import UUID

from flask import Flask

from app.cases import operations
from app.cases import queries as case_queries
from app.cases.rules.case import CourtTermKind, WhyMoved
from app.catalogue.rules import ConsentBasis, Term
from app.reports import queries
from app.reports.rules import (
    Column,
    Due,
    Dues,
    Facts,
    Move,
    Pending,
    PlanFile,
    Question,
    RequestFile,
    TableKey,
    Unread,
)
from tests.builders.cases import a_plan, an_open_case
from tests.builders.requests import a_request, a_service, page
from tests.cast import NOW, TODAY, Cast
from tests.reports.files import YEAR, D, a_case, at, number, walk


def _due(n: int, code: str, on: date, met: datetime | None = None) -> Due:
    return Due(UUID(int=n), code, at("02-01"), on, met)


def test_terms_of_that_evening() -> None:
    plan = (("02-01", "set_plan", "active"),)
    cases = tuple(a_case(n, *plan) for n in (1, 2, 3))
    dues = Dues(
        court=(
            _due(1, "report", D), _due(1, "report", date(2026, 12, 23)),
            _due(2, "report", date(2026, 12, 24)), _due(2, "report", date(2026, 11, 22)),
            _due(3, "report", date(2026, 11, 1), at("11-02")),
        ),
        cases=(
            _due(1, Term.PLAN_REVIEW, D), _due(2, Term.PLAN_REVIEW, date(2026, 11, 22)),
            _due(3, Term.PLAN_REVIEW, date(2026, 12, 1), at("11-10")),
        ),
        unread=(Unread(UUID(int=1), at("11-20"), None), Unread(UUID(int=2), at("11-20"), at("11-21"))),
    )  # fmt: skip
    facts = Facts(cases=cases, dues=dues)
    expected = {
        Pending.COURT_SOON: 2, Pending.COURT_PASSED: 1, Pending.PLAN_WITHOUT_REVIEW: 2,
        Pending.REFERRAL_UNREAD: 1,
    }  # fmt: skip
    for row, many in expected.items():
        assert number(facts, TableKey.PENDING_CASES, row, Column.PENDING) == many, row
    assert number(facts, TableKey.LATE_CASES, Term.PLAN_REVIEW, Column.PENDING) == 1
    then = Question(date(2026, 11, 1), YEAR.span)
    assert number(facts, TableKey.PENDING_CASES, Pending.COURT_SOON, Column.PENDING, then) == 3


def test_urgent_starts_without_a_ratification() -> None:
    started = walk(("11-20", "activate_urgent", "provisional"))
    ratified = walk(("11-20", "activate_urgent", "provisional"), ("11-22", "ratify", "approved"))
    refused = walk(("11-20", "draft", "draft"), ("11-22", "withdraw", "withdrawn"))
    made = (started, ratified, refused)
    requests = tuple(RequestFile(UUID(int=n), UUID(int=9), one) for n, one in enumerate(made, 1))
    facts = Facts(requests=requests)
    table = TableKey.PENDING_REQUESTS
    assert number(facts, table, Pending.NOT_RATIFIED, Column.PENDING) == 1
    assert number(facts, table, Pending.CONSENT_MISSING, Column.PENDING) == 2


def test_a_day_put_off_is_the_one_it_was_on_any_past_evening() -> None:
    moved = (
        Move(date(2026, 11, 5), at("11-02")),
        Move(date(2026, 11, 12), at("11-10")),
        Move(date(2026, 11, 13), at("11-11"), delays=False),
    )
    due = Due(UUID(int=1), "hearing", at("02-01"), date(2026, 12, 1), None, moved)
    once = Due(UUID(int=1), "hearing", at("02-01"), date(2026, 12, 1), None, moved[1:])
    facts = Facts(cases=(a_case(1),), dues=Dues(court=(due, once)))

    def pending(row: Pending, evening: date) -> object:
        asked = Question(evening, YEAR.span)
        return number(facts, TableKey.PENDING_CASES, row, Column.PENDING, asked)

    assert [pending(Pending.COURT_MOVED, date(2026, 11, day)) for day in (9, 10, 23)] == [0, 1, 1]
    assert pending(Pending.COURT_PASSED, date(2026, 11, 9)) == 0
    assert pending(Pending.COURT_PASSED, date(2026, 12, 2)) == 2
    assert pending(Pending.COURT_SOON, date(2026, 10, 6)) == 1  # the other stood at 12 November


def test_a_consent_is_missing_until_the_evening_it_was_said() -> None:
    sent = walk(("11-02", "draw_up", "draft"), ("11-04", "submit", "submitted"))
    ended = walk(("11-02", "draw_up", "approved"), ("11-06", "conclude", "concluded"))
    plans = (PlanFile(UUID(int=1), sent, at("11-20")), PlanFile(UUID(int=1), ended))
    request = RequestFile(UUID(int=3), UUID(int=1), sent, consent_known_at=at("11-20"))
    facts = Facts(cases=(a_case(1),), requests=(request,), dues=Dues(plans=plans))

    def missing(evening: date) -> tuple[object, object]:
        asked = Question(evening, YEAR.span)
        return (
            number(facts, TableKey.PENDING_CASES, Pending.PLAN_CONSENT_MISSING, Column.PENDING,
                   asked),
            number(facts, TableKey.PENDING_REQUESTS, Pending.CONSENT_MISSING, Column.PENDING,
                   asked),
        )  # fmt: skip

    evenings = (date(2026, 11, 3), date(2026, 11, 5), date(2026, 11, 19), date(2026, 11, 20))
    assert [missing(one) for one in evenings] == [(1, 1), (2, 1), (1, 1), (0, 0)]


def test_what_was_moved_and_what_was_not_said_is_counted_from_the_archive(
    app: Flask, cast: Cast
) -> None:
    bruno = cast["bruno"]
    case_id = an_open_case(bruno)
    common = {"actor": bruno.viewer, "now": NOW, "case_id": case_id}
    term = operations.add_court_term(**common, kind=CourtTermKind.HEARING, due_on=TODAY)
    for day, why in ((1, "adjourned"), (2, "miswritten"), (3, "extended")):
        operations.move_court_term(
            **common, term_id=term, due_on=TODAY + timedelta(days=day), why=WhyMoved(why)
        )
    plan_id = a_plan(bruno, case_id, consent_basis=ConsentBasis.UNKNOWN)
    operations.submit_plan(actor=bruno.viewer, now=NOW, plan_id=plan_id, version=1)
    request_id = a_request(cast, a_service(cast), consent=ConsentBasis.UNKNOWN)

    def pending(table: TableKey, row: Pending) -> object:
        return number(queries.facts(cast["dario"].viewer, YEAR), table, row, Column.PENDING)

    of_cases = (Pending.COURT_MOVED, Pending.COURT_SOON, Pending.PLAN_CONSENT_MISSING)
    assert [pending(TableKey.PENDING_CASES, row) for row in of_cases] == [1, 1, 1]
    assert pending(TableKey.PENDING_REQUESTS, Pending.CONSENT_MISSING) == 1
    said = {"actor": bruno.viewer, "now": NOW, "consent": ConsentBasis.BOTH_PARENTS}
    operations.note_plan_consent(
        **said, plan_id=plan_id, version=case_queries.plan_page(bruno.viewer, plan_id).version
    )
    operations.note_consent(**said, request_id=request_id, version=page(bruno, request_id).version)
    assert pending(TableKey.PENDING_CASES, Pending.PLAN_CONSENT_MISSING) == 0
    assert pending(TableKey.PENDING_REQUESTS, Pending.CONSENT_MISSING) == 0
