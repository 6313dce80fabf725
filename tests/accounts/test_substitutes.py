"""Somebody stands in for the person in charge: from a day to another, for what was left to her."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts import operations
from app.accounts.policy import DUTIES, TABLE, Duty, Permission, Role, acts_of, reaches
from app.accounts.queries import in_charge, standing_or_coming, substitutions
from app.accounts.rules import substitution_fault
from app.audit.models import AccessEntry, AuditEntry
from app.cases import operations as cases
from app.cases.models import PlanStep
from app.cases.queries import case_page, placement_page, request_page
from app.cases.rules.case import Weight
from app.db import db
from app.features import PROCEDURES
from app.intake import operations as intake
from app.kernel.actor import Reach, StandingIn, Viewer
from app.kernel.errors import Invalid, NotAllowedNow, NotFound, NotPermitted
from app.kernel.workflow import Row, Step
from app.transaction.steps import step_columns
from tests.builders.cases import a_plan, an_open_case, engagement_of
from tests.builders.intake import a_referral
from tests.builders.people import a_person
from tests.builders.placements import NEED, a_placement
from tests.builders.requests import a_request, a_service, request_act
from tests.cast import MAKER, NOW, OFFICE, TODAY, Cast
from tests.support.client import OfficeClient

P = Permission
DAY = timedelta(days=1)
TRIAGE = "/referrals/to-assign"
# What stays with who is in charge, whoever stands in for her.
NEVER_LEFT = (
    P.ACCOUNTS_STAFF_READ, P.ACCOUNTS_SUBSTITUTE_NAME, P.CASES_CASE_DECIDE, P.CASES_CASE_SEAL,
    P.CATALOGUE_TERMS_EDIT, P.DESK_INCIDENT_READ, P.ORGANISATIONS_SETTINGS_EDIT,
    P.PEOPLE_MEASURE_DECIDE, P.REPORTS_CASELOAD_READ, P.ROTA_SHIFT_EDIT,
)  # fmt: skip


def a_substitution(cast: Cast, to: str = "bruno", by: str = "dario", **more: Any) -> Any:
    """Leave every duty of the supervisor to a colleague for three days, from today on."""
    given = {
        "substitute_id": engagement_of(cast[to]), "duties": tuple(Duty), "first_day": TODAY,
        "last_day": TODAY + 2 * DAY, **more,
    }  # fmt: skip
    return operations.name_substitute(actor=cast[by].viewer, now=NOW, **given)


@pytest.mark.parametrize("duty", Duty)
def test_a_duty_gives_its_acts_for_the_whole_body_and_nothing_more(duty: Duty) -> None:
    before, with_it = reaches([Role.SOCIAL_WORKER]), reaches([Role.SOCIAL_WORKER], [duty])
    supervisor = TABLE[Role.SUPERVISOR]
    for act in DUTIES[duty]:
        assert with_it[act] is Reach.ORGANISATION
    wider = {name for name in with_it if with_it[name] != before.get(name, Reach.NONE)}
    assert all(with_it[name] <= supervisor[Permission(name)] for name in wider)
    assert all(name in DUTIES[duty] or name.endswith(":read") for name in wider)


def test_what_stays_with_who_is_in_charge() -> None:
    everything = reaches([Role.SOCIAL_WORKER], Duty)
    assert not acts_of(Duty) & set(NEVER_LEFT)
    assert [name for name in NEVER_LEFT if name in everything] == []


@pytest.mark.parametrize(
    ("first", "last", "fault"),
    [
        (0, 0, None), (0, 10, None), (5, 5, None), (-3, 0, None), (1, 0, "substitute_days_backwards"),
        (-3, -1, "substitute_already_over"), (0, 184, None), (0, 185, "substitute_too_long"), (367, 368, "substitute_too_far"),
    ],
)  # fmt: skip
def test_the_days_of_a_substitution(first: int, last: int, fault: str | None) -> None:
    assert substitution_fault(TODAY + first * DAY, TODAY + last * DAY, TODAY) == fault


@pytest.mark.parametrize(
    ("permission", "words"),
    [
        (P.CASES_PLAN_APPROVE, "Bruno, in sostituzione di Dario"),
        (P.CASES_CASE_WORK, "Bruno"),
        (None, "Bruno"),
    ],
)
def test_only_what_was_left_is_signed_in_the_place_of_another(
    cast: Cast, permission: Permission | None, words: str
) -> None:
    other = StandingIn("Dario", TODAY, acts_of([Duty.APPROVE]), {})
    bruno = replace(cast["bruno"].viewer, standing_in=other)
    assert bruno.signing(permission) == words
    assert cast["bruno"].viewer.signing(permission) == "Bruno"
    long = replace(bruno, name="b" * 120, standing_in=replace(other, name="d" * 120))
    assert len(long.signing(P.CASES_PLAN_APPROVE)) <= 120


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"to": "dario"}, "substitute:substitute_is_oneself"),
        ({"to": "gino"}, "substitute:substitute_not_a_social_worker"),
        ({"to": "zeno"}, "substitute:substitute_not_a_social_worker"),
        ({"duties": ()}, "duties:substitute_without_duty"),
        ({"last_day": TODAY - DAY, "first_day": TODAY - DAY}, "last_day:substitute_already_over"),
        ({"last_day": TODAY - DAY}, "last_day:substitute_days_backwards"),
    ],
)
def test_what_cannot_be_is_refused(
    app: Flask, cast: Cast, more: dict[str, Any], reason: str
) -> None:
    with pytest.raises(Invalid) as refused:
        a_substitution(cast, **more)
    assert refused.value.reasons == (reason,)


@pytest.mark.parametrize(
    ("first", "last", "free"), [(2, 4, False), (-1, 0, False), (0, 2, False), (3, 4, True)]
)
def test_one_at_a_time(app: Flask, cast: Cast, first: int, last: int, free: bool) -> None:
    a_substitution(cast)
    days = {"first_day": TODAY + first * DAY, "last_day": TODAY + last * DAY}
    if free:
        a_substitution(cast, "carla", **days)
        return
    with pytest.raises(Invalid) as refused:
        a_substitution(cast, "carla", **days)
    assert refused.value.reasons == ("first_day:substitute_already_named",)


def _second_supervisor(cast: Cast) -> None:
    operations.engage(
        actor=MAKER, now=NOW, organisation_id=OFFICE, account_id=cast["carla"].account_id,
        role=Role.SUPERVISOR, team_id=None, starts_on=date(2021, 1, 1),
    )  # fmt: skip


def test_nobody_stands_in_for_two_and_nobody_leaves_what_was_left_to_her(
    client: OfficeClient, cast: Cast
) -> None:
    _second_supervisor(cast)
    a_substitution(cast)
    typed = {"substitute": str(cast["bruno"].engagement_id), "last_day": f"{TODAY:%d/%m/%Y}"}
    answer = client.enter(cast["carla"]).submit("/substitutes", typed)
    assert answer.status_code == 422
    assert "sostituisce già qualcun altro" in unescape(answer.text)
    assert client.enter(cast["bruno"]).get("/substitutes").status_code == 403


def test_only_who_is_in_charge_names_and_ends(app: Flask, cast: Cast) -> None:
    made = a_substitution(cast)
    for who in ("bruno", "elena", "anna", "franca"):
        with pytest.raises(NotPermitted):
            a_substitution(
                cast, "carla", by=who, first_day=TODAY + 9 * DAY, last_day=TODAY + 9 * DAY
            )
        with pytest.raises(NotPermitted):
            operations.end_substitution(actor=cast[who].viewer, now=NOW, substitution_id=made)
    _second_supervisor(cast)
    carla = replace(cast["carla"].viewer, reaches=reaches([Role.SUPERVISOR]))
    with pytest.raises(NotFound):
        operations.end_substitution(actor=carla, now=NOW, substitution_id=made)
    operations.end_substitution(actor=cast["dario"].viewer, now=NOW, substitution_id=made)
    with pytest.raises(NotAllowedNow):
        operations.end_substitution(actor=cast["dario"].viewer, now=NOW, substitution_id=made)


def test_it_begins_and_ends_by_itself_at_midnight_in_rome(
    client: OfficeClient, cast: Cast, at: Any
) -> None:
    a_substitution(cast, first_day=TODAY + DAY, last_day=TODAY + 2 * DAY)
    moments = (
        (datetime(2026, 11, 23, 22, 59, tzinfo=UTC), False),  # 23:59 in Rome
        (datetime(2026, 11, 23, 23, 0, tzinfo=UTC), True),  # midnight: the first day
        (datetime(2026, 11, 25, 22, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 25, 23, 0, tzinfo=UTC), False),
    )
    for moment, stands in moments:
        at(moment)
        client.enter(cast["bruno"])
        assert (client.get("/today").text.count("in sostituzione di Dario") > 0) is stands, moment
        assert (client.get(TRIAGE).status_code == 200) is stands, moment
        day = TODAY + DAY if stands else TODAY
        assert (cast["bruno"].account_id in in_charge(cast["dario"].viewer, day)) is stands


def test_who_ends_it_early_ends_it_at_the_next_click(client: OfficeClient, cast: Cast) -> None:
    made = a_substitution(cast)
    client.enter(cast["bruno"])
    assert client.get(TRIAGE).status_code == 200
    operations.end_substitution(actor=cast["dario"].viewer, now=NOW, substitution_id=made)
    assert client.get(TRIAGE).status_code == 403


def test_who_is_suspended_or_gone_does_not_stand_in(client: OfficeClient, cast: Cast) -> None:
    a_substitution(cast)
    dario, bruno = cast["dario"].viewer, cast["bruno"].account_id
    both = {dario.account_id: None, bruno: TODAY + 2 * DAY}
    assert in_charge(dario, TODAY) == both
    assert in_charge(dario, TODAY, Duty.REVEAL) == both
    operations.disable(actor=MAKER, now=NOW, organisation_id=OFFICE, account_id=bruno, version=1)
    assert in_charge(dario, TODAY) == {dario.account_id: None}
    assert client.enter(cast["bruno"]).get(TRIAGE).status_code == 303


def test_what_somebody_left_ends_with_her_own_work(client: OfficeClient, cast: Cast) -> None:
    a_substitution(cast)
    operations.disengage(
        actor=MAKER, now=NOW, organisation_id=OFFICE,
        engagement_id=engagement_of(cast["dario"]), ends_on=TODAY,
    )  # fmt: skip
    assert client.enter(cast["bruno"]).get(TRIAGE).status_code == 403


def _standing(cast: Cast) -> Viewer:
    """Return Bruno as he acts while every duty is left to him."""
    bruno, own = cast["bruno"].viewer, reaches([Role.SOCIAL_WORKER])
    other = StandingIn("Dario", TODAY, acts_of(Duty), own)
    return replace(bruno, reaches=reaches([Role.SOCIAL_WORKER], Duty), standing_in=other)


def test_what_she_reads_only_for_her_duties_she_does_not_change(app: Flask, cast: Cast) -> None:
    """Approving asks to read every case; nobody left her the work on those of other teams."""
    standing, carla = _standing(cast), cast["carla"]
    theirs = an_open_case(carla, a_person(carla, "Di Carla"))
    hers = an_open_case(cast["bruno"])
    version = case_page(standing, theirs, TODAY).version
    by: dict[str, Any] = {"actor": standing, "now": NOW}
    cases.set_weight(**by, case_id=hers, weight=Weight(2))
    for refused in (
        lambda: cases.set_weight(**by, case_id=theirs, weight=Weight(2)),
        lambda: cases.begin_assessment(**by, case_id=theirs, version=version),
    ):
        with pytest.raises(NotAllowedNow) as reason:
            refused()
        assert reason.value.reasons == ("not_left_to_you",)
    weights = select(AuditEntry.actor_label).where(AuditEntry.name == "cases.case.weigh")
    assert db.session.scalars(weights).all() == ["Bruno"]


def test_a_plan_of_another_team_is_approved_and_the_act_says_in_whose_place(
    client: OfficeClient, cast: Cast
) -> None:
    carla = cast["carla"]
    case_id = an_open_case(carla, a_person(carla, "Di Carla"))
    plan_id = a_plan(carla, case_id)
    cases.submit_plan(actor=carla.viewer, now=NOW, plan_id=plan_id, version=1)
    page = f"/cases/{case_id}/plans"
    assert client.enter(cast["bruno"]).get(page).status_code == 404
    a_substitution(cast, duties=[Duty.APPROVE])
    shown = client.get(page)
    assert "in sostituzione di Dario" in unescape(shown.text)
    assert client.submit(page, action=f"{page}/{plan_id}/acts/approve").status_code == 303
    signed = "Bruno, in sostituzione di Dario"
    assert signed in unescape(client.get(page).text)
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.name == "cases.plan.approve")
    ).one()
    assert entry.actor_label == signed
    step = db.session.scalars(select(PlanStep).where(PlanStep.action == "approve")).one()
    assert step.actor_label == signed
    assert client.get(TRIAGE).status_code == 403, "assigning was not left to her"


def test_who_stands_in_is_on_the_list_of_an_address_no_longer_than_that(
    app: Flask, cast: Cast
) -> None:
    a_substitution(cast, "carla", duties=[Duty.REVEAL])
    placement_id, *_ = a_placement(cast)

    def named(days: int) -> set[str]:
        return set(placement_page(cast["dario"].viewer, placement_id, NOW + days * DAY).watchers)

    assert named(2) == {"Bruno", "Carla", "Dario"}
    assert named(3) == {"Bruno", "Dario"}


def test_her_own_work_is_signed_with_her_name_alone(app: Flask, cast: Cast) -> None:
    bruno = _standing(cast)
    plan_id = a_plan(cast["bruno"], an_open_case(cast["bruno"]))
    cases.submit_plan(actor=bruno, now=NOW, plan_id=plan_id, version=1)
    entry = select(AuditEntry.actor_label).where(AuditEntry.name == "cases.plan.submit")
    assert db.session.scalars(entry).all() == ["Bruno"]


LEFT = [
    pytest.param(row, id=f"{procedure.name}: {row.action}")
    for procedure in PROCEDURES
    for row in procedure.rows
    if row.who in acts_of(Duty)
]


@pytest.mark.parametrize("row", LEFT)
def test_every_step_of_a_duty_is_signed_in_the_place_of_another(
    cast: Cast, row: Row[Any, Any, Any]
) -> None:
    bruno = _standing(cast)
    step = Step(row.action, None, next(iter(type(row.action))), (), row)
    assert step_columns(bruno, NOW, step)["actor_label"] == "Bruno, in sostituzione di Dario"


def test_a_request_approved_and_one_assigned_say_it(app: Flask, cast: Cast) -> None:
    standing = _standing(cast)
    carla = cast["carla"]
    request_id = a_request(cast, a_service(cast), by="carla")
    request_act(cast, "carla", "submit_request", request_id)
    version = request_page(standing, request_id).version
    cases.approve_request(actor=standing, now=NOW, request_id=request_id, version=version)
    signed = "Bruno, in sostituzione di Dario"
    assert request_page(standing, request_id).decided_by == signed
    referral_id = a_referral(cast["gino"])
    intake.assign_referral(
        actor=standing, now=NOW, referral_id=referral_id, version=1,
        worker_id=engagement_of(carla),
    )  # fmt: skip
    names = ("cases.request.approve", "intake.referral.assign")
    labels = select(AuditEntry.actor_label).where(AuditEntry.name.in_(names))
    assert db.session.scalars(labels).all() == [signed, signed]


def test_a_refusal_says_it_too(client: OfficeClient, cast: Cast) -> None:
    """She wrote the plan herself: standing in does not make her a second person."""
    bruno = cast["bruno"]
    case_id = an_open_case(bruno)
    plan_id = a_plan(bruno, case_id)
    cases.submit_plan(actor=bruno.viewer, now=NOW, plan_id=plan_id, version=1)
    a_substitution(cast)
    client.enter(bruno)
    answer = client.submit(f"/cases/{case_id}/plans/{plan_id}/acts/approve", {})
    assert answer.status_code == 422
    line = db.session.scalars(
        select(AccessEntry).where(AccessEntry.name == "cases.plan.approve")
    ).one()
    assert line.actor_label == "Bruno, in sostituzione di Dario"


def test_the_page_names_lists_and_ends(client: OfficeClient, cast: Cast) -> None:
    client.enter(cast["dario"])
    text = client.get("/substitutes").text
    assert "Bruno" in text
    assert "Gino" not in text
    typed = {
        "substitute": str(cast["bruno"].engagement_id), "first_day": f"{TODAY:%d/%m/%Y}",
        "last_day": f"{TODAY + 2 * DAY:%d/%m/%Y}",
    }  # fmt: skip
    backwards = client.submit("/substitutes", {**typed, "last_day": "20/11/2026"})
    assert backwards.status_code == 422
    assert "viene prima del primo" in unescape(backwards.text)
    assert client.submit("/substitutes", {**typed, "last_day": "x"}).status_code == 422
    assert client.submit("/substitutes", typed).location == "/substitutes"
    assert "Ti sostituisce Bruno dal 23/11/2026 al 25/11/2026" in unescape(
        client.get("/today").text
    )
    hers = unescape(client.enter(cast["bruno"]).get("/today").text)
    assert "Sostituisci Dario dal 23/11/2026 al 25/11/2026" in hers
    client.enter(cast["dario"])
    (row,) = substitutions(cast["dario"].viewer)
    ended = client.submit("/substitutes", action=f"/substitutes/{row.id}/end")
    assert ended.status_code == 303
    assert "Conclusa prima" in client.get("/substitutes").text
    assert standing_or_coming(cast["bruno"].viewer, TODAY) == []


def test_what_stands_beside_a_case_is_not_read_with_its_services(
    client: OfficeClient, cast: Cast
) -> None:
    """Who stands in reads the services of the whole body, and opens no case of another team."""
    a_substitution(cast, "carla", duties=[Duty.REVEAL])
    placement_id, *_ = a_placement(cast)
    case_id = placement_page(cast["bruno"].viewer, placement_id, NOW).case_id
    for who, opens in (("bruno", True), ("carla", False)):
        client.enter(cast[who])
        services = client.get(f"/cases/{case_id}/services")
        assert services.status_code == 200
        assert (f"/cases/{case_id}/foster" in services.text) is opens
        assert (NEED.ages in client.get(f"/placements/{placement_id}").text) is opens
