"""A case passes: of each service that goes on it is said what becomes of it, and then it is done."""

from datetime import timedelta

import pytest
from flask import Flask

from app.cases import operations as cases
from app.cases import queries as case_queries
from app.cases.rules.requests import EndCause, LineOutcome
from app.kernel.errors import Invalid, NotAllowedNow, NotPermitted
from app.kernel.references import CaseId
from app.transfers import cards, queries
from app.transfers.labels import told
from app.transfers.procedure import TransferAction, TransferState
from app.transfers.rules import SentService, ServiceFate, SubjectKind
from tests.builders.requests import a_service, an_active_line, line_act
from tests.builders.transfers import (
    a_case_passed,
    a_case_to_pass,
    a_case_with_a_bridge,
    another_comune,
    proposed,
    received,
    sent,
    twin,
)
from tests.cast import NOW, TODAY, Cast
from tests.support.client import OfficeClient

pytestmark = pytest.mark.usefixtures("app")
UNTIL = TODAY + timedelta(days=60)
LENGTH = 16
WHAT = "Fine del ponte dopo un passaggio"
TO_END = "Servizi da finire dopo il passaggio"


def _end(cast: Cast, line_id: object) -> None:
    line_act(
        cast, "bruno", "end_service", line_id, ended_on=TODAY, cause=EndCause.MOVED_AWAY,
        outcome=LineOutcome.REACHED,
    )  # fmt: skip


def _accepted(cast: Cast, transfer: object) -> None:
    received(cast["zeno"], "accept", twin(transfer))
    sent(cast["dario"], "take_note", transfer)


def test_of_each_service_that_goes_on_it_is_said_what_becomes_of_it(cast: Cast) -> None:
    to = another_comune(cast)
    case_id = a_case_to_pass(cast, to)
    line_id = an_active_line(cast, a_service(cast), case_id=case_id)
    with pytest.raises(Invalid, match="services_to_say"):
        a_case_passed(cast, case_id, to)
    with pytest.raises(Invalid, match="bridging_until:bridging_missing"):
        a_case_passed(cast, case_id, to, fates={line_id: ServiceFate.BRIDGED}, bridging_until=None)
    with pytest.raises(Invalid, match="bridging_until:bridging_nothing"):
        a_case_passed(cast, case_id, to, fates={line_id: ServiceFate.KEPT})
    transfer = a_case_passed(
        cast, case_id, to, fates={line_id: ServiceFate.KEPT}, bridging_until=None
    )
    (row,) = queries.transfer_page(cast["dario"].viewer, transfer).services
    assert (row.line.id, row.fate, row.goes_on) == (line_id, ServiceFate.KEPT, True)


def test_who_receives_reads_what_goes_on_and_until_when(cast: Cast) -> None:
    transfer, _ = a_case_with_a_bridge(cast)
    content = queries.incoming_page(cast["zeno"].viewer, twin(transfer)).content
    assert content is not None
    (service,) = content.services
    assert isinstance(service, SentService)
    assert (service.quantity, service.fate) == (400, ServiceFate.BRIDGED)
    words = dict(told(content))
    assert "fino alla fine del ponte" in words["Servizi attivi"]
    assert words["Che cosa va avanti da chi manda"] == f"Fino al {UNTIL:%d/%m/%Y}"


def test_before_the_end_of_the_bridge_somebody_is_reminded_until_it_is_over(
    client: OfficeClient, cast: Cast
) -> None:
    dario = cast["dario"]
    transfer, line_id = a_case_with_a_bridge(cast)
    assert queries.bridges(dario.viewer) == []
    with pytest.raises(NotAllowedNow):
        sent(dario, "end_bridge", transfer)
    _accepted(cast, transfer)
    (row,) = queries.bridges(dario.viewer)
    assert (row.id, row.due_on) == (transfer, UNTIL - timedelta(days=LENGTH))
    signed = client.enter(dario)
    assert WHAT in signed.get("/deadlines").text
    page = signed.get(f"/transfers/{transfer}").text
    assert "I servizi attivi al passaggio" in page
    assert "prima finiscilo dalla sua pagina" in page
    with pytest.raises(NotAllowedNow, match="bridged_services_go_on"):
        sent(dario, "end_bridge", transfer)
    _end(cast, line_id)
    with pytest.raises(NotPermitted):
        sent(cast["bruno"], "end_bridge", transfer)
    acts = f"/transfers/{transfer}"
    assert signed.submit(acts, action=f"{acts}/acts/end-bridge").status_code == 303
    assert queries.bridges(dario.viewer) == []
    with pytest.raises(NotAllowedNow, match="no_bridge"):
        sent(dario, "end_bridge", transfer)


def test_what_has_ended_or_is_passing_is_not_offered_to_be_passed(cast: Cast) -> None:
    viewer = cast["dario"].viewer
    to = another_comune(cast)
    case_id = a_case_to_pass(cast, to)
    assert queries.may_be_passed(viewer, SubjectKind.CASE, case_id)
    transfer = a_case_passed(cast, case_id, to, bridging_until=None)
    assert not queries.may_be_passed(viewer, SubjectKind.CASE, case_id), "it is passing"
    received(cast["zeno"], "accept", twin(transfer))
    assert not queries.may_be_passed(viewer, SubjectKind.CASE, case_id)
    sent(cast["dario"], "take_note", transfer)
    assert not queries.may_be_passed(viewer, SubjectKind.CASE, case_id), "it is closed"


def test_a_closed_case_shows_its_passages_without_the_way_to_another(
    client: OfficeClient, cast: Cast
) -> None:
    to = another_comune(cast)
    case_id = a_case_to_pass(cast, to)
    signed, offered = client.enter(cast["dario"]), f"/transfers/new/case/{case_id}"
    assert offered in signed.get(f"/cases/{case_id}").text
    _accepted(cast, a_case_passed(cast, case_id, to, bridging_until=None))
    text = signed.get(f"/cases/{case_id}").text
    assert "Passaggi ad altri enti" in text
    assert offered not in text


def test_a_service_that_was_to_end_is_looked_for_until_it_does(
    client: OfficeClient, cast: Cast
) -> None:
    dario = cast["dario"]
    transfer, line_id = a_case_with_a_bridge(cast, ServiceFate.ENDED, bridging_until=None)
    assert queries.with_services_to_end(dario.viewer) == []
    _accepted(cast, transfer)
    assert [row.id for row in queries.with_services_to_end(dario.viewer)] == [transfer]
    signed = client.enter(dario)
    shown = signed.get("/deadlines").text
    assert TO_END in shown
    assert WHAT not in shown
    _end(cast, line_id)
    assert TO_END not in signed.get("/deadlines").text


def test_refused_nothing_of_the_bridge_is_due(cast: Cast) -> None:
    transfer, _ = a_case_with_a_bridge(cast)
    received(cast["zeno"], "refuse", twin(transfer), words="Risiede ancora da voi.")
    sent(cast["dario"], "take_note", transfer)
    assert queries.bridges(cast["dario"].viewer) == []
    offered = {one.action for one in queries.transfer_page(cast["dario"].viewer, transfer).offers}
    assert TransferAction.END_BRIDGE not in offered


def test_who_decides_chooses_service_by_service_and_nothing_typed_is_lost(
    client: OfficeClient, cast: Cast
) -> None:
    to = another_comune(cast)
    case_id = a_case_to_pass(cast, to)
    line_id = an_active_line(cast, a_service(cast), case_id=case_id)
    new, field = f"/transfers/new/case/{case_id}", f"fate_{line_id.hex}"
    dario = client.enter(cast["dario"])
    typed = {"body": str(to), "words": "Sono le mie parole.", "pieces": ["who"]}
    refused = dario.submit(new, typed)
    assert refused.status_code == 422
    assert "Scegli che cosa succede a questo servizio." in refused.text
    assert "Sono le mie parole." in refused.text
    bridged = {**typed, field: "bridged"}
    refused = dario.submit(new, bridged)
    assert refused.status_code == 422
    assert "scrivi fino a che giorno" in refused.text
    whole = {**bridged, "bridging_until": f"{UNTIL:%d/%m/%Y}"}
    seen = dario.submit(new, {**whole, "preview": "1"})
    assert f"Fino al {UNTIL:%d/%m/%Y}" in seen.text
    assert dario.submit(new, whole).status_code == 303
    (row,) = [row for _, row in queries.due(cast["dario"].viewer)]
    (service,) = queries.transfer_page(cast["dario"].viewer, row.id).services
    assert service.fate is ServiceFate.BRIDGED


def test_the_answer_of_a_case_is_due_to_who_decides_and_an_urgent_one_to_everybody(
    app: Flask, cast: Cast
) -> None:
    """Who follows the case reads the usual day of it among her own cases."""

    def due(who: str) -> list[str]:
        with app.test_request_context():
            return [row.what for row in cards.deadlines(cast[who].viewer, NOW)]

    a_case_with_a_bridge(cast)
    assert (due("dario"), due("bruno")) == (["Risposta al trasferimento"], [])
    proposed(cast)
    assert due("bruno") == []
    proposed(cast, urgent=True)
    assert due("bruno") == ["Risposta al trasferimento urgente"]


def test_who_does_not_decide_of_a_case_neither_takes_it_back_nor_notes_its_end(cast: Cast) -> None:
    """Not even where it was moved by hand meanwhile, and nothing else would refuse."""
    bruno, dario = cast["bruno"], cast["dario"]
    transfer, _ = a_case_with_a_bridge(cast)
    subject = queries.transfer_page(bruno.viewer, transfer).subject_id
    case = case_queries.load(dario.viewer, CaseId(subject))
    cases.body_taken_back(
        actor=dario.viewer, now=NOW, case_id=case.id, version=case.version, words="A voce."
    )
    with pytest.raises(NotPermitted):
        sent(bruno, "revoke", transfer, words="Torna qui.")
    sent(dario, "revoke", transfer, words="Torna qui.")
    assert queries.transfer_page(bruno.viewer, transfer).state is TransferState.REVOKED
