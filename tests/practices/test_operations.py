"""The whole way of a practice: three people, no one twice, and what each refuses."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from app.accounts.policy import Role, reaches
from app.db import db
from app.kernel.errors import Conflict, Invalid, NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import PracticeId
from app.people.operations import found_household, join_household
from app.practices import operations, queries
from app.practices.operations import PaperGiven, Voice
from app.practices.procedure import PracticeAction, PracticeState
from app.practices.rules import CHECKLISTS, PaperKind, PaperState, PracticeKind, Purpose, Shelf
from tests.builders.people import a_person
from tests.builders.practices import (
    a_complete_practice,
    a_grant,
    a_granted_practice,
    a_practice,
    a_proposed_practice,
    bring,
    on_it,
)
from tests.cast import NOW, TODAY, Cast

S, A = PracticeState, PracticeAction
VOICE = Voice(by="Dario, per telefono", at=NOW - timedelta(hours=1))


def _page(cast: Cast, made: PracticeId) -> queries.PracticePage:
    return queries.practice_page(cast["dario"].viewer, made, TODAY)


def _pay(cast: Cast, made: PracticeId, **more: Any) -> None:
    paid = {"paid_on": TODAY, "account_checked": True}
    operations.pay(**{**on_it(cast["gino"], made), **paid, **more})


def test_from_the_first_paper_to_the_last_payment(app: Flask, cast: Cast) -> None:
    made = a_practice(cast["gino"])
    page = _page(cast, made)
    assert (page.state, page.number) == (S.COLLECTING, "PR-2026-0001")
    assert [paper.kind for paper in page.papers] == list(CHECKLISTS[PracticeKind.FOOD])
    bring(cast["gino"], made)
    operations.complete(**on_it(cast["gino"], made))
    operations.propose(
        **on_it(cast["bruno"], made), grant=a_grant(amount_cents=10_000, payments=3), words="spesa"
    )
    operations.grant_practice(**on_it(cast["dario"], made), act_reference="Det. 12/2026")
    page = _page(cast, made)
    assert [(one.amount_cents, one.due_on) for one in page.payments] == [
        (3_334, TODAY),
        (3_333, date(2026, 12, 23)),
        (3_333, date(2027, 1, 23)),
    ]
    for left in (2, 1, 0):
        _pay(cast, made)
        page = _page(cast, made)
        assert len([one for one in page.payments if one.paid_on is None]) == left
    assert page.state is S.PAID
    assert page.terms == ()
    with pytest.raises(NotAllowedNow):
        _pay(cast, made)


def test_the_time_to_propose_starts_when_it_is_complete(app: Flask, cast: Cast) -> None:
    made = a_practice(cast["gino"])
    before = [code for code, _ in _page(cast, made).terms]
    bring(cast["gino"], made)
    operations.complete(**on_it(cast["gino"], made))
    after = [code for code, _ in _page(cast, made).terms]
    assert (before, after) == (["practice_dormant"], ["practice_proposal"])


def test_it_is_not_complete_while_a_paper_is_missing(app: Flask, cast: Cast) -> None:
    gino = cast["gino"]
    made = a_practice(gino)
    with pytest.raises(NotAllowedNow) as refused:
        operations.complete(**on_it(gino, made))
    assert refused.value.reasons == ("papers_missing",)
    bring(gino, made, valid_until=TODAY - timedelta(days=1))
    with pytest.raises(NotAllowedNow) as refused:
        operations.complete(**on_it(gino, made))
    assert refused.value.reasons == ("papers_expired",)


def test_a_paper_that_ran_out_is_asked_again(app: Flask, cast: Cast) -> None:
    gino, later = cast["gino"], NOW + timedelta(days=2)
    made = a_practice(gino)
    bring(gino, made, valid_until=TODAY)
    operations.complete(**on_it(gino, made))
    with pytest.raises(NotAllowedNow):
        operations.ask_again(**on_it(gino, made))
    with pytest.raises(NotAllowedNow):
        operations.propose(**on_it(cast["bruno"], made, later), grant=a_grant(), words="spesa")
    operations.ask_again(**on_it(gino, made, later))
    assert _page(cast, made).state is S.COLLECTING


@pytest.mark.parametrize(
    ("paper", "reason"),
    [
        ({"received_on": TODAY + timedelta(days=1)}, "received_on:received_in_the_future_paper"),
        ({"state": PaperState.NOT_NEEDED}, "why:why_not_needed"),
    ],
)
def test_a_paper_that_cannot_be_is_refused(
    app: Flask, cast: Cast, paper: dict[str, Any], reason: str
) -> None:
    gino = cast["gino"]
    made = a_practice(gino)
    usual = {"kind": PaperKind.ISEE, "state": PaperState.RECEIVED, "received_on": TODAY}
    with pytest.raises(Invalid) as refused:
        operations.receive_paper(**on_it(gino, made), paper=PaperGiven(**{**usual, **paper}))
    assert refused.value.reasons == (reason,)


def test_another_paper_is_added_and_one_is_needless(app: Flask, cast: Cast) -> None:
    gino = cast["gino"]
    made = a_practice(gino)
    for kind, state in (
        (PaperKind.HEALTH, PaperState.RECEIVED),
        (PaperKind.ISEE, PaperState.NOT_NEEDED),
    ):
        given = PaperGiven(kind=kind, state=state, received_on=TODAY, why="detto da lei")
        operations.receive_paper(**on_it(gino, made), paper=given)
    papers = {paper.kind: paper for paper in _page(cast, made).papers}
    assert papers[PaperKind.HEALTH].state is PaperState.RECEIVED
    assert papers[PaperKind.ISEE].received_on is None


def test_nobody_decides_on_her_own_proposal(app: Flask, cast: Cast) -> None:
    dario = cast["dario"]
    made = a_complete_practice(cast)
    operations.propose(**on_it(dario, made), grant=a_grant(), words="spesa")
    with pytest.raises(NotAllowedNow) as refused:
        operations.grant_practice(**on_it(dario, made), act_reference="Det. 1")
    assert refused.value.reasons == ("not_own_request",)
    assert _page(cast, made).payments == ()


def test_nobody_pays_what_she_approved(app: Flask, cast: Cast) -> None:
    made = a_granted_practice(cast)
    both = replace(cast["dario"].viewer, reaches=reaches([Role.SUPERVISOR, Role.ADMIN_OFFICER]))
    with pytest.raises(NotAllowedNow) as refused:
        _pay(cast, made, actor=both)
    assert "not_own_approval" in refused.value.reasons
    _pay(cast, made)


@pytest.mark.parametrize(
    ("more", "refusal", "reason"),
    [
        ({"account_checked": False}, NotAllowedNow, "account_not_checked"),
        ({"paid_on": TODAY + timedelta(days=1)}, Invalid, "paid_on:paid_in_the_future"),
    ],
)
def test_a_payment_that_cannot_be(
    app: Flask, cast: Cast, more: dict[str, Any], refusal: type[Exception], reason: str
) -> None:
    made = a_granted_practice(cast)
    with pytest.raises(refusal) as refused:
        _pay(cast, made, **more)
    assert reason in refused.value.reasons  # type: ignore[attr-defined]
    assert _page(cast, made).payments[0].paid_on is None


def test_each_act_is_of_its_own_duty(app: Flask, cast: Cast) -> None:
    made = a_complete_practice(cast)
    with pytest.raises(NotPermitted):
        operations.propose(**on_it(cast["gino"], made), grant=a_grant(), words="spesa")
    operations.propose(**on_it(cast["bruno"], made), grant=a_grant(), words="spesa")
    for name in ("gino", "bruno"):
        with pytest.raises(NotPermitted):
            operations.grant_practice(**on_it(cast[name], made), act_reference="Det. 1")
    operations.grant_practice(**on_it(cast["dario"], made), act_reference="Det. 1")
    with pytest.raises(NotPermitted):
        _pay(cast, made, actor=cast["bruno"].viewer)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"amount_cents": 0}, "amount:no_amount"),
        ({"amount_cents": -5}, "amount:no_amount"),
        ({"payments": 0}, "payments:too_many_payments"),
        ({"payments": 13}, "payments:too_many_payments"),
    ],
)
def test_an_amount_that_cannot_be_is_not_proposed(
    app: Flask, cast: Cast, more: dict[str, Any], reason: str
) -> None:
    made = a_complete_practice(cast)
    with pytest.raises(Invalid) as refused:
        operations.propose(**on_it(cast["bruno"], made), grant=a_grant(**more), words="spesa")
    assert refused.value.reasons == (reason,)
    assert _page(cast, made).amount_cents is None


def test_a_proposal_given_back_is_proposed_again(app: Flask, cast: Cast) -> None:
    made = a_proposed_practice(cast)
    operations.give_back(**on_it(cast["dario"], made), words="troppo poco")
    assert _page(cast, made).state is S.COMPLETE
    again = a_grant(amount_cents=50_000)
    operations.propose(**on_it(cast["bruno"], made), grant=again, words="di più")
    assert _page(cast, made).amount_cents == 50_000


def test_a_refusal_waits_ten_days_for_objections(app: Flask, cast: Cast) -> None:
    made = a_proposed_practice(cast)
    operations.announce_refusal(**on_it(cast["dario"], made), words="ISEE alto")
    for days, refused in ((0, True), (10, True), (11, False)):
        then = on_it(cast["dario"], made, NOW + timedelta(days=days))
        if refused:
            with pytest.raises(NotAllowedNow) as refusal:
                operations.refuse(**then, words="ISEE alto")
            assert "may_still_object" in refusal.value.reasons
        else:
            operations.refuse(**then, words="ISEE alto")
    assert _page(cast, made).state is S.REFUSED


def test_objections_answered_let_it_be_refused_or_granted(app: Flask, cast: Cast) -> None:
    dario = cast["dario"]
    refused, granted = (
        a_proposed_practice(cast, a_person(cast["gino"], name)) for name in ("Prima", "Seconda")
    )
    for made in (refused, granted):
        operations.announce_refusal(**on_it(dario, made), words="ISEE alto")
        operations.answer_objections(**on_it(dario, made), words="letto: resta alto")
    operations.refuse(**on_it(dario, refused), words="ISEE alto")
    operations.grant_practice(**on_it(dario, granted), act_reference="Det. 2")
    assert [_page(cast, made).state for made in (refused, granted)] == [S.REFUSED, S.GRANTED]


def test_who_proposed_does_not_refuse_either(app: Flask, cast: Cast) -> None:
    dario = cast["dario"]
    made = a_complete_practice(cast)
    operations.propose(**on_it(dario, made), grant=a_grant(), words="spesa")
    operations.announce_refusal(**on_it(dario, made), words="ISEE alto")
    operations.answer_objections(**on_it(dario, made), words="letto")
    with pytest.raises(NotAllowedNow) as refused:
        operations.refuse(**on_it(dario, made), words="ISEE alto")
    assert refused.value.reasons == ("not_own_request",)


def _urgent(cast: Cast, made: PracticeId, by: str = "bruno", **more: Any) -> None:
    grant = a_grant(amount_cents=more.pop("cents", 30_000))
    usual = {"grant": grant, "voice": VOICE, "words": "latte"}
    operations.grant_urgent(**{**on_it(cast[by], made), **usual, **more})


def test_urgent_help_is_ratified_by_another(app: Flask, cast: Cast) -> None:
    made = a_practice(cast["gino"])
    _urgent(cast, made)
    page = _page(cast, made)
    assert (page.state, page.voice_by) == (S.GRANTED_PROVISIONALLY, VOICE.by)
    assert [code for code, _ in page.terms] == ["ratification"]
    with pytest.raises(NotAllowedNow):
        _pay(cast, made)
    operations.ratify(**on_it(cast["dario"], made), act_reference="Det. 3")
    _pay(cast, made)
    assert _page(cast, made).state is S.PAID


def test_who_gave_urgent_help_does_not_ratify_it(app: Flask, cast: Cast) -> None:
    made = a_practice(cast["gino"])
    _urgent(cast, made, by="dario")
    for act in (
        lambda common: operations.ratify(**common, act_reference="Det. 3"),
        lambda common: operations.not_ratify(**common, words="no"),
    ):
        with pytest.raises(NotAllowedNow) as refused:
            act(on_it(cast["dario"], made))
        assert refused.value.reasons == ("not_own_request",)


def test_urgent_help_not_ratified_is_not_paid(app: Flask, cast: Cast) -> None:
    made = a_practice(cast["gino"])
    _urgent(cast, made)
    operations.not_ratify(**on_it(cast["dario"], made), words="non era urgente")
    assert _page(cast, made).state is S.STOPPED
    with pytest.raises(NotAllowedNow):
        _pay(cast, made)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"cents": 30_001}, "amount:above_ceiling"),
        ({"cents": 0}, "amount:no_amount"),
        ({"voice": Voice(by=" ", at=NOW)}, "voice_by:voice_missing"),
        (
            {"voice": Voice(by="Dario", at=NOW + timedelta(minutes=1))},
            "voice_hour:voice_in_the_future",
        ),
    ],
)
def test_urgent_help_has_a_ceiling_and_a_voice(
    app: Flask, cast: Cast, more: dict[str, Any], reason: str
) -> None:
    made = a_practice(cast["gino"])
    with pytest.raises(Invalid) as refused:
        _urgent(cast, made, **more)
    assert refused.value.reasons == (reason,)
    assert _page(cast, made).payments == ()


def _warned(cast: Cast, made: PracticeId) -> bool:
    offers = queries.practice_page(cast["bruno"].viewer, made, TODAY).offers
    return any("already_helped" in one.warnings for one in offers if one.action is A.PROPOSE)


def test_a_help_to_the_household_is_said_under_another_surname(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    ada, ugo = a_person(bruno, "Brambilla"), a_person(bruno, "Colombo", "Ugo")
    common: dict[str, Any] = {"actor": bruno.viewer, "now": NOW, "valid_from": date(2020, 1, 1)}
    household = found_household(**common, person_id=ada, label="via Roma")
    a_granted_practice(cast, ugo)
    made = a_complete_practice(cast, ada)
    assert not _warned(cast, made)
    join_household(**common, household_id=household, person_id=ugo)
    assert _warned(cast, made)
    (helped,) = _page(cast, made).helped
    assert (helped.name, helped.amount_cents) == ("Colombo Ugo", 35_050)
    operations.propose(**on_it(bruno, made), grant=a_grant(), words="lo so")  # said, not refused


def test_another_purpose_an_older_help_or_a_mere_proposal_is_not_a_double(
    app: Flask, cast: Cast
) -> None:
    ada = a_person(cast["bruno"])
    a_proposed_practice(cast, ada)
    a_granted_practice(cast, ada, first_on=TODAY - timedelta(days=365))
    a_granted_practice(cast, ada, purpose=Purpose.RENT)
    made = a_proposed_practice(cast, ada)
    assert _page(cast, made).helped == ()


def test_payments_are_stopped_and_the_person_withdraws(app: Flask, cast: Cast) -> None:
    made = a_granted_practice(cast, payments=2)
    _pay(cast, made)
    operations.stop(**on_it(cast["dario"], made), words="si è trasferita")
    with pytest.raises(NotAllowedNow):
        _pay(cast, made)
    other = a_practice(cast["gino"], a_person(cast["gino"], "Colombo"))
    operations.withdraw(**on_it(cast["gino"], other), words="ha trovato lavoro")
    page = _page(cast, other)
    assert (page.state, page.terms) == (S.WITHDRAWN, ())
    with pytest.raises(NotAllowedNow):
        operations.withdraw(**on_it(cast["gino"], other), words="ancora")


def test_a_stranger_reaches_nothing_and_an_old_version_changes_nothing(
    app: Flask, cast: Cast
) -> None:
    made = a_practice(cast["gino"])
    common = on_it(cast["gino"], made)
    with pytest.raises(NotFound):
        operations.complete(**{**common, "actor": cast["zeno"].viewer})
    with pytest.raises(Conflict):
        operations.complete(**{**common, "version": common["version"] - 1})
    assert queries.listed(cast["zeno"].viewer, Shelf.COLLECTING, 0, 10, on=TODAY) == []
    with pytest.raises(NotFound):
        a_practice(cast["zeno"], _page(cast, made).applicant.id)


def test_what_is_written_is_sealed(app: Flask, cast: Cast) -> None:
    made = a_complete_practice(cast)
    operations.propose(**on_it(cast["bruno"], made), grant=a_grant(), words="canarino")
    assert any("canarino" in step.words for step in _page(cast, made).steps)
    rows = db.session.execute(text("select * from practice_step")).all()
    assert rows
    assert "canarino" not in repr(rows)
