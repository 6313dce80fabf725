"""Who reads a case of the second level, and who only reads who follows it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from app.accounts.policy import Permission
from app.cases import cards, operations, queries
from app.cases.rules.case import CaseFault, CaseKind, TeamAccess
from app.cases.rules.requests import RequestWish
from app.cases.rules.second_level import CourtPaper, SecondLevelFault, WhyLevel
from app.catalogue.rules import PathCode
from app.kernel.actor import Viewer
from app.kernel.errors import Invalid, NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import CaseId, ServiceRequestId
from app.people.operations import declare_conflict
from app.transaction import drafts
from tests.builders.cases import an_entry, an_open_case, closed, engagement_of
from tests.builders.people import a_person
from tests.builders.protected import seal
from tests.builders.second_level import (
    a_helper,
    a_penal_case,
    a_record,
    a_restitution,
    raised,
)
from tests.cast import NOW, TODAY, Cast
from tests.support.client import Forms, OfficeClient


def _readers(cast: Cast) -> dict[str, Viewer]:
    """The cast by what each is to the case of Bruno: a colleague of his team beside those of all."""
    bruno, carla = cast["bruno"], cast["carla"]
    in_his_team = replace(
        carla.viewer, engagement_ids=frozenset(), team_ids=frozenset(filter(None, [bruno.team_id]))
    )
    return {
        "holder": bruno.viewer,
        "team": in_his_team,
        "other team": carla.viewer,
        "supervisor": cast["dario"].viewer,
        "helper": cast["teo"].viewer,
        "clerk": cast["gino"].viewer,
        "front office": cast["anna"].viewer,
        "stranger": cast["zeno"].viewer,
        "auditor": cast["franca"].viewer,
    }


def _who_opens(cast: Cast, case_id: CaseId) -> set[str]:
    found = set()
    for who, viewer in _readers(cast).items():
        try:
            queries.load(viewer, case_id)
        except NotFound:
            continue
        found.add(who)
    return found


def _who_knows(cast: Cast, case_id: CaseId) -> set[str]:
    """Who, without opening it, reads who follows."""
    person = queries.load(cast["dario"].viewer, case_id).person_id
    return {who for who, viewer in _readers(cast).items() if queries.followed(viewer, [person])}


def test_the_matrix_of_who_opens_and_who_knows(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    case_id = an_open_case(bruno)
    colleagues = {"holder", "team", "other team", "supervisor", "clerk"}
    assert _who_opens(cast, case_id) == {"holder", "team", "supervisor"}
    assert _who_knows(cast, case_id) == colleagues
    raised(bruno, case_id)
    assert _who_opens(cast, case_id) == {"holder", "supervisor"}
    assert _who_knows(cast, case_id) == colleagues
    helper = a_helper(bruno, case_id, cast["teo"])
    assert _who_opens(cast, case_id) == {"holder", "supervisor", "helper"}
    operations.helper_left(
        actor=bruno.viewer, now=NOW, case_id=case_id, helper_id=helper, valid_to=TODAY
    )
    assert _who_opens(cast, case_id) == {"holder", "supervisor"}


def test_a_deputy_and_who_is_named_open_it_who_is_kept_out_never(app: Flask, cast: Cast) -> None:
    bruno, carla = cast["bruno"], cast["carla"]
    case_id = raised(bruno, an_open_case(bruno, deputy=carla))
    assert "other team" in _who_opens(cast, case_id)
    on_it: dict[str, Any] = {"actor": cast["dario"].viewer, "now": NOW, "case_id": case_id}
    a_helper(bruno, case_id, cast["teo"])
    teo = engagement_of(cast["teo"])
    operations.list_on_case(**on_it, engagement_id=teo, access=TeamAccess.KEPT_OUT)
    assert _who_opens(cast, case_id) == {"holder", "other team", "supervisor"}
    operations.unlist_from_case(**on_it, engagement_id=teo)
    assert "helper" in _who_opens(cast, case_id)


def test_under_seal_who_works_beside_is_to_be_named(app: Flask, cast: Cast) -> None:
    bruno, teo = cast["bruno"], cast["teo"]
    case_id = raised(bruno, an_open_case(bruno))
    a_helper(bruno, case_id, teo)
    seal(cast, case_id)
    assert _who_opens(cast, case_id) == {"holder", "supervisor"}
    assert _who_knows(cast, case_id) == set()
    operations.list_on_case(
        actor=cast["dario"].viewer, now=NOW, case_id=case_id,
        engagement_id=engagement_of(teo), access=TeamAccess.NAMED,
    )  # fmt: skip
    assert _who_opens(cast, case_id) == {"holder", "supervisor", "helper"}


def test_the_form_of_the_seal_proposes_who_works_beside(app: Flask, cast: Cast) -> None:
    """Ticked beforehand, and told apart from the others; whoever is left is named by the seal."""
    bruno, teo = cast["bruno"], cast["teo"]
    case_id = raised(bruno, an_open_case(bruno))
    a_helper(bruno, case_id, teo)
    a_helper(bruno, case_id)  # of another body: there is nobody to name
    gone = a_helper(bruno, case_id, cast["carla"])
    operations.helper_left(
        actor=bruno.viewer, now=NOW, case_id=case_id, helper_id=gone, valid_to=TODAY
    )
    client: OfficeClient = app.test_client()
    client.enter(cast["dario"])
    page = client.get(f"/cases/{case_id}/acts/seal")
    form = next(form for form in Forms(page.text).found if "why" in form.names)
    assert form.values["named"] == str(engagement_of(teo))
    assert page.text.count(", lavora accanto") == 1
    refused = client.post(f"/cases/{case_id}/acts/seal", data={**form.values, "named": []})
    assert refused.status_code == 422
    again = next(form for form in Forms(refused.text).found if "why" in form.names)
    assert "named" not in again.values, "who was unticked stays so"
    answer = client.submit(f"/cases/{case_id}/acts/seal", {"why": "violence"})
    assert answer.status_code == 303
    assert _who_opens(cast, case_id) == {"holder", "supervisor", "helper"}


def test_beside_a_sealed_case_the_ordinary_one_is_closed_to_who_works_beside(
    app: Flask, cast: Cast
) -> None:
    """Who follows the ordinary one may not show whom the seal hides by writing a colleague there."""
    bruno = cast["bruno"]
    person = a_person(bruno)
    seal(cast, an_open_case(cast["dario"], person, holder_id=engagement_of(bruno)))
    case_id = an_open_case(bruno, person)
    a_helper(bruno, case_id, cast["teo"])
    assert _who_opens(cast, case_id) == {"holder", "supervisor"}


def test_the_penal_case_is_there_for_who_opens_it_and_for_nobody_else(
    app: Flask, cast: Cast
) -> None:
    bruno = cast["bruno"]
    case_id = a_penal_case(bruno)
    assert queries.load(bruno.viewer, case_id).second_level_on == TODAY
    assert _who_opens(cast, case_id) == {"holder", "supervisor"}
    assert _who_knows(cast, case_id) == set()


@pytest.mark.parametrize(
    ("kind", "readers"),
    [
        (CaseKind.ORDINARY, {"holder", "supervisor", "clerk"}),
        (CaseKind.PENAL, {"holder", "supervisor"}),
    ],
    ids=("protection", "penal"),
)
def test_what_is_asked_for_it_is_read_by_who_pays_but_never_of_the_penal_area(
    app: Flask, cast: Cast, kind: CaseKind, readers: set[str]
) -> None:
    bruno = cast["bruno"]
    case_id = an_open_case(bruno, kind=kind, level=WhyLevel.PROTECTION)
    request_id = operations.draft_request(
        actor=bruno.viewer, now=NOW, case_id=case_id,
        wish=RequestWish(path=PathCode.CHILD_PROTECTION),
    )  # fmt: skip
    found = {who for who, viewer in _readers(cast).items() if _reads_request(viewer, request_id)}
    assert found == readers


def _reads_request(viewer: Viewer, request_id: ServiceRequestId) -> bool:
    return request_id in {row.id for row in queries.request_rows(viewer)}


def test_it_goes_up_by_who_follows_and_down_by_who_decides(app: Flask, cast: Cast) -> None:
    bruno, dario = cast["bruno"], cast["dario"]
    case_id = raised(bruno, an_open_case(bruno))
    on_it: dict[str, Any] = {"now": NOW, "case_id": case_id}
    version = queries.load(bruno.viewer, case_id).version
    with pytest.raises(NotAllowedNow, match=CaseFault.ALREADY_SECOND_LEVEL):
        operations.to_second_level(
            actor=bruno.viewer, **on_it, version=version, why=WhyLevel.DELICATE
        )
    lower: dict[str, Any] = {**on_it, "version": version, "why": WhyLevel.REASON_OVER}
    with pytest.raises(NotPermitted):
        operations.to_first_level(actor=bruno.viewer, **lower)
    operations.to_first_level(actor=dario.viewer, **lower)
    assert "team" in _who_opens(cast, case_id)
    penal = a_penal_case(bruno)
    lower = {**lower, "case_id": penal, "version": queries.load(bruno.viewer, penal).version}
    with pytest.raises(NotAllowedNow, match=CaseFault.PENAL_STAYS_APART):
        operations.to_first_level(actor=dario.viewer, **lower)


def test_who_cannot_be_written_beside(app: Flask, cast: Cast) -> None:
    bruno, teo = cast["bruno"], cast["teo"]
    case_id = an_open_case(bruno)
    first = a_helper(bruno, case_id, teo, lead=True)
    for known, fault in (
        ({"who": teo}, SecondLevelFault.HELPS_ALREADY),
        ({"who": bruno}, SecondLevelFault.FOLLOWS_ALREADY),
        ({"who": cast["gino"]}, CaseFault.NOT_A_WORKER),
        ({"name": ""}, SecondLevelFault.NOBODY_NAMED),
        ({"lead": True}, SecondLevelFault.LEAD_ALREADY),
        ({"valid_from": TODAY + timedelta(days=1)}, SecondLevelFault.IN_THE_FUTURE),
    ):
        with pytest.raises(Invalid, match=fault):
            a_helper(bruno, case_id, **known)
    left: dict[str, Any] = {
        "actor": bruno.viewer, "now": NOW, "case_id": case_id, "helper_id": first,
    }  # fmt: skip
    with pytest.raises(Invalid, match=SecondLevelFault.BEFORE_BEGINNING):
        operations.helper_left(**left, valid_to=TODAY - timedelta(days=1))
    operations.helper_left(**left, valid_to=TODAY)
    with pytest.raises(NotAllowedNow, match=SecondLevelFault.HELPER_GONE):
        operations.helper_left(**left, valid_to=TODAY)
    a_helper(bruno, case_id, teo, lead=True)


def test_who_was_let_in_lets_nobody_in(app: Flask, cast: Cast) -> None:
    bruno, carla = cast["bruno"], cast["carla"]
    case_id = raised(bruno, an_open_case(bruno))
    a_helper(bruno, case_id, carla)
    with pytest.raises(NotAllowedNow, match=SecondLevelFault.LET_IN_BY_WHO_FOLLOWS):
        a_helper(carla, case_id, cast["teo"])
    client: OfficeClient = app.test_client()
    client.enter(carla)
    assert "Scrivi chi lavora accanto" not in client.get(f"/cases/{case_id}/helpers").text
    client.enter(bruno)
    assert "Scrivi chi lavora accanto" in client.get(f"/cases/{case_id}/helpers").text
    a_helper(cast["dario"], case_id, cast["teo"])


def test_who_may_not_be_given_the_person_is_not_written_beside(app: Flask, cast: Cast) -> None:
    bruno, carla = cast["bruno"], cast["carla"]
    person = a_person(bruno)
    declare_conflict(actor=carla.viewer, now=NOW, person_id=person)
    with pytest.raises(Invalid, match=CaseFault.OUT_OF_REACH):
        a_helper(bruno, an_open_case(bruno, person), carla)


def test_the_psychologist_writes_in_the_diary_and_decides_nothing(app: Flask, cast: Cast) -> None:
    bruno, teo = cast["bruno"], cast["teo"]
    case_id = raised(bruno, an_open_case(bruno))
    other = an_open_case(bruno)
    a_helper(bruno, case_id, teo)
    an_entry(teo, case_id, "Secondo colloquio.")
    a_restitution(teo, case_id, "Detto alla madre.")
    with pytest.raises(NotFound):
        an_entry(teo, other)
    for write in (
        lambda: a_record(teo, case_id),
        lambda: a_helper(teo, case_id, cast["carla"]),
        lambda: raised(teo, case_id),
    ):
        with pytest.raises(NotPermitted):
            write()
    told = queries.restitutions_of(bruno.viewer, case_id)
    assert [(one.words, one.told_by) for one in told] == [("Detto alla madre.", "Teo")]
    assert not teo.viewer.may(Permission.PEOPLE_PERSON_READ)


def test_the_pages_of_who_works_beside_are_whole(app: Flask, cast: Cast) -> None:
    bruno, teo = cast["bruno"], cast["teo"]
    person = a_person(bruno, "Perego", "Ivan")
    case_id = raised(bruno, an_open_case(bruno, person))
    client: OfficeClient = app.test_client()
    client.enter(teo)
    assert client.get(f"/cases/{case_id}").status_code == 404
    a_helper(bruno, case_id, teo)
    a_record(bruno, case_id, "TM 431/2026")
    assert "Perego" in client.get("/cases?list=team").text
    for part in ("", "/diary", "/story", "/helpers", "/restitutions", "/court-records", "/plans"):
        page = client.get(f"/cases/{case_id}{part}")
        assert page.status_code == 200, part
        for out_of_her_duties in (
            f"/people/{person}",
            f"/cases/{case_id}/services",
            "/acts/propose-closure",
        ):
            assert f'{out_of_her_duties}"' not in page.text, (part, out_of_her_duties)
    assert client.get(f"/cases/{case_id}/penal").status_code == 404


def test_the_team_of_who_follows_reads_only_who(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    person = a_person(bruno, "Perego", "Ivan")
    case_id = raised(bruno, an_open_case(bruno, person))
    client: OfficeClient = app.test_client()
    client.enter(cast["carla"])
    page = client.get(f"/people/{person}").text
    assert "Seguita da Bruno" in page
    assert f"/cases/{case_id}" not in page
    for part in ("", "/diary", "/helpers", "/restitutions", "/court-records", "/acts/seal"):
        assert client.get(f"/cases/{case_id}{part}").status_code == 404, part


def test_a_paper_of_a_court_gives_its_term(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    case_id = an_open_case(bruno)
    a_record(bruno, case_id)
    (row,) = queries.court_records_of(bruno.viewer, case_id)
    page = queries.case_page(bruno.viewer, case_id, TODAY)
    assert (row.due_on, row.met) == (page.court_terms[0].due_on, False)
    operations.court_term_met(
        actor=bruno.viewer, now=NOW, case_id=case_id, term_id=page.court_terms[0].id
    )
    assert queries.court_records_of(bruno.viewer, case_id)[0].met
    with pytest.raises(Invalid, match=SecondLevelFault.RECORD_WRITTEN):
        a_record(bruno, case_id)
    for known, field in (({"due_on": None}, "due_on"), ({"term": None}, "term")):
        with pytest.raises(Invalid, match=f"{field}:{SecondLevelFault.TERM_WITHOUT_DAY}"):
            a_record(bruno, case_id, "TM 13/2026", **known)
    a_record(bruno, case_id, "TM 13/2026", term=None, due_on=None)
    a_record(bruno, case_id, paper=CourtPaper.SUMMONS, term=None, due_on=None)
    earlier = TODAY - timedelta(days=1)
    a_record(bruno, case_id, filed_on=earlier, term=None, due_on=None)
    assert len(queries.court_records_of(bruno.viewer, case_id)) == 4
    assert len(queries.case_page(bruno.viewer, case_id, TODAY).court_terms) == 1


def test_who_worked_beside_opens_it_no_more_once_it_is_closed(app: Flask, cast: Cast) -> None:
    bruno, teo = cast["bruno"], cast["teo"]
    case_id = raised(bruno, an_open_case(bruno))
    a_helper(bruno, case_id, teo)
    closed(cast, case_id)
    assert _who_opens(cast, case_id) == {"holder", "supervisor"}
    (row,) = queries.helpers_of(bruno.viewer, case_id)
    assert row.valid_to == TODAY


def test_who_worked_beside_and_came_to_follow_does_not_go_on_beside(app: Flask, cast: Cast) -> None:
    bruno, carla = cast["bruno"], cast["carla"]
    case_id = raised(bruno, an_open_case(bruno))
    a_helper(bruno, case_id, carla)
    a_helper(bruno, case_id, cast["teo"])
    for to in (carla, bruno):
        version = queries.load(cast["dario"].viewer, case_id).version
        operations.reassign(
            actor=cast["dario"].viewer, now=NOW, case_id=case_id, version=version,
            to_id=engagement_of(to),
        )  # fmt: skip
    assert _who_opens(cast, case_id) == {"holder", "supervisor", "helper"}


def test_who_ends_her_own_work_beside_is_shown_her_cases(app: Flask, cast: Cast) -> None:
    bruno, carla = cast["bruno"], cast["carla"]
    case_id = raised(bruno, an_open_case(bruno))
    helper = a_helper(bruno, case_id, carla)
    client: OfficeClient = app.test_client()
    client.enter(carla)
    answer = client.submit(f"/cases/{case_id}/helpers/{helper}/end", {"valid_to": "oggi"})
    assert (answer.status_code, answer.location) == (303, "/cases")
    assert "Concluso" in client.get("/cases").text


def test_a_draft_of_the_diary_comes_back_to_who_works_beside(app: Flask, cast: Cast) -> None:
    bruno, teo = cast["bruno"], cast["teo"]
    case_id = an_open_case(bruno)
    a_helper(bruno, case_id, teo)
    drafts.keep_draft(teo.account_id, "diary", str(case_id), {"text": "A metà"})
    with app.test_request_context():
        card = cards.resume_card(teo.viewer, NOW)
    assert card is not None
    assert card.count == 1
