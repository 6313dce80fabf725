"""An intervention goes to who gives it, who answers and reports; a case passes with its bridge."""

from datetime import timedelta

import pytest

from app.accounts.policy import Role
from app.cases import operations as cases
from app.cases import queries as case_queries
from app.cases.operations import CompetenceDetails
from app.cases.procedure.line import LineState
from app.cases.rules.case import CaseState
from app.cases.rules.placements import CompetenceKind
from app.cases.rules.requests import Decline
from app.kernel.errors import Conflict, Invalid, NotFound, NotPermitted
from app.kernel.references import CaseId
from app.transfers import queries
from app.transfers.procedure import TransferState
from app.transfers.rules import BoxShelf, ReportCode, ReportGiven, SubjectKind
from tests.builders.cases import an_open_case
from tests.builders.requests import a_service, an_approved_request, line_act, line_page, page
from tests.builders.transfers import (
    a_case_passed,
    a_case_to_pass,
    a_line_passed,
    a_provider,
    another_comune,
    proposed,
    received,
    sent,
    twin,
)
from tests.cast import NOW, TODAY, Cast
from tests.support.client import OfficeClient

pytestmark = pytest.mark.usefixtures("app")


def test_a_provider_accepts_reports_and_what_was_given_is_written_here(cast: Cast) -> None:
    gino, gaia = cast["gino"], a_provider()
    transfer, line = a_line_passed(cast, gaia)
    assert line_page(gino, line).line.state is LineState.WITH_PROVIDER
    (row,) = queries.box(gaia.viewer, BoxShelf.TO_ANSWER, 0, 10)
    content = queries.incoming_page(gaia.viewer, row.id).content
    assert content is not None
    assert content.service is not None
    assert content.service.quantity == 400
    with pytest.raises(Invalid, match="start_missing"):
        received(gaia, "accept", row.id)
    received(gaia, "accept", row.id, starts_on=TODAY)
    assert line_page(gino, line).line.state is LineState.WITH_PROVIDER
    sent(gino, "take_note", transfer)
    assert line_page(gino, line).line.starts_on == TODAY
    line_act(cast, "bruno", "start_line", line, started_on=TODAY)
    given = ReportGiven(code=ReportCode.DELIVERED, on=TODAY, quantity=150)
    received(gaia, "report", row.id, given=given)
    (told,) = queries.transfer_page(gino.viewer, transfer).to_write
    seen = queries.transfer_page(gino.viewer, transfer).version
    sent(gino, "write_given", transfer, report_id=told.id)
    (delivery,) = line_page(gino, line).deliveries
    assert (delivery.quantity, delivery.by) == (
        "1,5",
        f"{gaia.login.capitalize()}, Cooperativa di prova",
    )
    with pytest.raises(Conflict):
        sent(gino, "write_given", transfer, report_id=told.id, version=seen)
    assert queries.transfer_page(gino.viewer, transfer).to_write == ()


def test_a_provider_who_says_no_gives_it_back_to_be_sent_to_another(cast: Cast) -> None:
    gaia = a_provider(Role.PRACTITIONER)
    transfer, line = a_line_passed(cast, gaia)
    received(
        gaia, "refuse", twin(transfer), words="Fino a marzo siamo pieni.", code=Decline.NO_PLACE
    )
    sent(cast["gino"], "take_note", transfer)
    assert line_page(cast["gino"], line).line.state is LineState.PLANNED
    page_ = queries.transfer_page(cast["gino"].viewer, transfer)
    assert page_.state is TransferState.REFUSED


def test_an_intervention_goes_to_who_gives_it_and_once(cast: Cast) -> None:
    gaia = a_provider()
    _, line = a_line_passed(cast, gaia)
    known = {"kind": SubjectKind.LINE, "subject_id": line, "by": "gino"}
    with pytest.raises(Invalid, match="body_not_linked"):
        proposed(cast, body_id=another_comune(cast), **known)
    provider = line_page(cast["gino"], line).line.provider_id
    with pytest.raises(Invalid, match="already_passing"):
        proposed(cast, body_id=provider, **known)
    other = page(cast["gino"], an_approved_request(cast, a_service(cast, name="Altra"))).lines[0]
    with pytest.raises(Invalid, match="body_not_linked"):
        proposed(cast, body_id=provider, **{**known, "subject_id": other.id})


def test_who_pays_no_more_is_nobody_who_pays(cast: Cast) -> None:
    to, case_id = another_comune(cast), an_open_case(cast["bruno"])
    known = {"body_id": to, "valid_from": TODAY - timedelta(days=90), "basis": "accordo"}
    for kind, more in (
        (CompetenceKind.TAKING_CHARGE, {"valid_from": TODAY + timedelta(days=30)}),
        (CompetenceKind.PAYER, {"valid_to": TODAY}),
    ):
        cases.note_case_competence(
            actor=cast["bruno"].viewer, now=NOW, case_id=case_id,
            details=CompetenceDetails(kind=kind, **{**known, **more}),
        )  # fmt: skip
    with pytest.raises(Invalid, match="competence_missing"):
        a_case_passed(cast, case_id, to)


def test_two_given_on_one_day_are_refused_in_words(client: OfficeClient, cast: Cast) -> None:
    gaia = a_provider()
    transfer, line = a_line_passed(cast, gaia)
    received(gaia, "accept", twin(transfer), starts_on=TODAY)
    sent(cast["gino"], "take_note", transfer)
    line_act(cast, "bruno", "start_line", line, started_on=TODAY)
    given = ReportGiven(code=ReportCode.DELIVERED, on=TODAY, quantity=150)
    for _ in range(2):
        received(gaia, "report", twin(transfer), given=given)
    first, second = queries.transfer_page(cast["gino"].viewer, transfer).to_write
    gino, act = client.enter(cast["gino"]), f"/transfers/{transfer}/acts/write-given"
    assert gino.submit(act, {"report": str(first.id)}).status_code == 303
    refused = gino.submit(act, {"report": str(second.id)})
    assert refused.status_code == 422
    assert "In quel giorno il servizio è già registrato." in refused.text
    (still,) = queries.transfer_page(cast["gino"].viewer, transfer).to_write
    assert still.id == second.id


def test_the_acts_on_an_intervention_are_of_who_does_them_on_its_page(cast: Cast) -> None:
    """Who records the answers of providers takes note; who sends it to them takes it back."""
    gaia = a_provider()
    transfer, line = a_line_passed(cast, gaia)
    received(gaia, "accept", twin(transfer), starts_on=TODAY)
    line_act(cast, "gino", "accept_line", line, starts_on=TODAY)
    for who in ("bruno", "dario"):
        with pytest.raises(NotPermitted):
            sent(cast[who], "take_note", transfer)
    sent(cast["gino"], "take_note", transfer)


def _state(cast: Cast, case_id: CaseId) -> CaseState:
    return case_queries.case_page(cast["dario"].viewer, case_id, TODAY).state


def test_a_case_passes_when_it_is_written_who_takes_charge_and_who_pays(cast: Cast) -> None:
    to = another_comune(cast)
    with pytest.raises(Invalid, match="competence_missing"):
        a_case_passed(cast, an_open_case(cast["bruno"]), to)
    case_id = a_case_to_pass(cast, to)
    transfer = a_case_passed(cast, case_id, to)
    assert _state(cast, case_id) is CaseState.TRANSFER_PROPOSED
    assert [row.kind for _, row in queries.due(cast["dario"].viewer)] == [SubjectKind.CASE]
    assert queries.transfer_page(cast["bruno"].viewer, transfer).offers == ()
    received(cast["zeno"], "accept", twin(transfer), words="Dal primo gennaio.")
    sent(cast["dario"], "take_note", transfer)
    assert _state(cast, case_id) is CaseState.CLOSED_TRANSFERRED
    with pytest.raises(NotFound):
        case_queries.case_page(cast["zeno"].viewer, case_id, TODAY)


def test_a_case_taken_back_goes_on_where_it_was(cast: Cast) -> None:
    to = another_comune(cast)
    case_id = a_case_to_pass(cast, to)
    before = _state(cast, case_id)
    transfer = a_case_passed(cast, case_id, to)
    sent(cast["dario"], "revoke", transfer, words="La madre resta qui.")
    assert _state(cast, case_id) is before
    with pytest.raises(Invalid, match="bridging_past"):
        proposed(
            cast, by="dario", kind=SubjectKind.CASE, subject_id=case_id, body_id=to,
            bridging_until=TODAY - timedelta(days=1),
        )  # fmt: skip
