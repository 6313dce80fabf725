"""Who intervenes and who pays: two dated facts, each with its why; moves that come later count not."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from app.cases import operations, queries
from app.cases.operations import CompetenceDetails
from app.cases.rules.competence import Home, PayerGround, payer_hint
from app.cases.rules.placements import CompetenceKind
from app.kernel.errors import Invalid, NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import BodyId, CaseId, PersonId, PlacementId
from app.organisations import operations as organisations
from app.organisations.operations import BodyDetails
from app.organisations.rules import BodyKind
from app.people.operations import add_address
from app.people.rules import AddressKind
from tests.builders.cases import an_open_case
from tests.builders.consents import a_family, an_adult
from tests.builders.placements import a_placement, placement_act, placement_page
from tests.cast import NOW, TODAY, Cast, Member
from tests.support.client import OfficeClient

CERNUSCO, GORGONZOLA = "Cernusco sul Naviglio", "Gorgonzola"
G, K = PayerGround, CompetenceKind
BEFORE = TODAY - timedelta(days=30)


@pytest.mark.parametrize(
    ("homes", "ground", "municipality"),
    [
        ((Home(CERNUSCO), Home(CERNUSCO)), G.RESIDENCE, CERNUSCO),
        ((Home(CERNUSCO), Home("cernusco sul naviglio")), G.RESIDENCE, CERNUSCO),
        ((Home(CERNUSCO, GORGONZOLA), Home(CERNUSCO)), G.RESIDENCE, CERNUSCO),
        ((Home("", GORGONZOLA), Home(GORGONZOLA)), G.STAY, GORGONZOLA),
        ((Home("", GORGONZOLA),), G.STAY, GORGONZOLA),
        ((Home(CERNUSCO), Home()), G.ONE_KNOWN, CERNUSCO),
        ((Home(CERNUSCO), Home(GORGONZOLA)), G.DISPUTE, ""),
        ((Home(), Home()), G.UNKNOWN, ""),
        ((), G.UNKNOWN, ""),
    ],
)
def test_what_the_residences_say(
    homes: tuple[Home, ...], ground: PayerGround, municipality: str
) -> None:
    hint = payer_hint(homes)
    assert (hint.ground, hint.municipality) == (ground, municipality)


def _comune(cast: Cast, name: str) -> BodyId:
    gino = cast["gino"]
    return organisations.open_body(
        actor=gino.viewer, now=NOW, organisation_id=gino.organisation_id,
        details=BodyDetails(kind=BodyKind.MUNICIPALITY, name=f"Comune di {name}"),
    )  # fmt: skip


def _write(by: Member, case_id: CaseId, kind: CompetenceKind, body: BodyId, **more: Any) -> None:
    known = {"valid_from": TODAY, "basis": "perché", **more}
    operations.note_case_competence(
        actor=by.viewer, now=NOW, case_id=case_id,
        details=CompetenceDetails(kind=kind, body_id=body, **known),
    )  # fmt: skip


def _resides(by: Member, person_id: PersonId, town: str, since: date) -> None:
    add_address(
        actor=by.viewer, now=NOW, person_id=person_id, kind=AddressKind.REGISTERED, street="",
        municipality=town, valid_from=since,
    )  # fmt: skip


def test_who_intervenes_and_who_pays_are_apart(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    case_id = an_open_case(bruno)
    here, there = _comune(cast, CERNUSCO), _comune(cast, GORGONZOLA)
    _write(bruno, case_id, K.TAKING_CHARGE, here, valid_from=BEFORE)
    _write(bruno, case_id, K.PAYER, here, share=60)
    _write(bruno, case_id, K.PAYER, there, share=40)
    with pytest.raises(Invalid, match="shares_over"):
        _write(bruno, case_id, K.PAYER, there, share=10)
    _write(bruno, case_id, K.TAKING_CHARGE, there)
    comuni = queries.two_comuni(bruno.viewer, case_id, TODAY)
    assert [row.body for row in comuni.intervene] == [f"Comune di {GORGONZOLA}"]
    assert [(row.body, row.share) for row in comuni.pay] == [
        (f"Comune di {CERNUSCO}", 60),
        (f"Comune di {GORGONZOLA}", 40),
    ]
    past = queries.two_comuni(bruno.viewer, case_id, TODAY - timedelta(days=1))
    assert [row.body for row in past.intervene] == [f"Comune di {CERNUSCO}"]
    assert past.pay == ()


def test_a_change_ends_what_held(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    case_id = an_open_case(bruno)
    here, there = _comune(cast, CERNUSCO), _comune(cast, GORGONZOLA)
    _write(bruno, case_id, K.PAYER, here, valid_from=BEFORE)
    with pytest.raises(Invalid, match="competence_not_after"):
        _write(bruno, case_id, K.PAYER, there, replaces=True,
               valid_from=BEFORE - timedelta(days=1))  # fmt: skip
    _write(bruno, case_id, K.PAYER, there, replaces=True)
    rows = queries.competence_rows(bruno.viewer, case_id)
    assert [(row.share, row.valid_to) for row in rows] == [(100, TODAY), (100, None)]
    _write(bruno, case_id, K.REGISTRY, here)
    _write(bruno, case_id, K.REGISTRY, there)
    registry = [row for row in queries.competence_rows(bruno.viewer, case_id)
                if row.kind is K.REGISTRY]  # fmt: skip
    assert [row.body for row in registry] == [f"Comune di {GORGONZOLA}"], "a mistake never held"


def test_who_may_write_it(app: Flask, cast: Cast) -> None:
    case_id, body = an_open_case(cast["bruno"]), _comune(cast, CERNUSCO)
    for who, refusal in (("anna", NotPermitted), ("gino", NotPermitted), ("carla", NotFound)):
        with pytest.raises(refusal):
            _write(cast[who], case_id, K.PAYER, body)


def test_later_moves_do_not_count(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    child, mother, father = a_family(bruno)
    case_id = an_open_case(bruno, child)
    for parent in (mother, father):
        _resides(bruno, parent, CERNUSCO, date(2020, 1, 1))
    _resides(bruno, mother, GORGONZOLA, date(2026, 9, 1))
    before, now = date(2026, 8, 31), TODAY
    hint, day = queries.payer_hint_of(bruno.viewer, case_id, before)
    assert (hint.municipality, day) == (CERNUSCO, before)
    assert queries.payer_hint_of(bruno.viewer, case_id, now)[0].ground is G.DISPUTE


def test_from_the_entry_on_the_day_stands_still(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    placement_id, *_ = a_placement(cast)
    page = placement_page(cast, "bruno", placement_id)
    later = TODAY + timedelta(days=200)
    assert queries.payer_hint_of(bruno.viewer, page.case_id, later)[1] == TODAY


def test_of_age_her_own_residence_counts(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    grown = an_adult(bruno, "Grande")
    _resides(bruno, grown, CERNUSCO, date(2020, 1, 1))
    hint, _ = queries.payer_hint_of(bruno.viewer, an_open_case(bruno, grown), TODAY)
    assert (hint.ground, hint.municipality) == (G.RESIDENCE, CERNUSCO)


def _passed_to_another_body(cast: Cast) -> tuple[CaseId, PlacementId]:
    """Return a case that another Comune accepted, and the place that is still paid here."""
    placement_id, *_ = a_placement(cast)
    case_id = placement_page(cast, "bruno", placement_id).case_id
    on_it: dict[str, Any] = {"actor": cast["dario"].viewer, "now": NOW, "case_id": case_id}
    for act, said in ((operations.propose_body, {"words": "Si trasferisce", "protection_assured": True}),
                      (operations.body_accepted, {})):  # fmt: skip
        act(**on_it, version=queries.load(cast["dario"].viewer, case_id).version, **said)
    return case_id, placement_id


def test_after_the_transfer_the_paid_place_still_acts(app: Flask, cast: Cast) -> None:
    """Scenario 13: the history is read, the place that is paid here goes on."""
    bruno = cast["bruno"]
    case_id, placement_id = _passed_to_another_body(cast)
    assert queries.load(bruno.viewer, case_id).closed_at is not None
    body = _comune(cast, CERNUSCO)
    with pytest.raises(NotAllowedNow, match="competence_of_closed_case"):
        _write(bruno, case_id, K.PAYER, body)
    placement_act(cast, "bruno", "review_placement", placement_id, words="Sta bene.")
    operations.note_competence(
        actor=bruno.viewer, now=NOW, placement_id=placement_id,
        details=CompetenceDetails(kind=K.PAYER, body_id=body, valid_from=TODAY, basis="entrata"),
    )  # fmt: skip
    assert queries.two_comuni(bruno.viewer, case_id, TODAY).pay[0].body == f"Comune di {CERNUSCO}"


def test_the_pages_show_the_two_apart(client: OfficeClient, cast: Cast) -> None:
    bruno = client.enter(cast["bruno"])
    child, mother, father = a_family(cast["bruno"])
    for parent in (mother, father):
        _resides(cast["bruno"], parent, CERNUSCO, date(2020, 1, 1))
    case_id = an_open_case(cast["bruno"], child)
    body, page = _comune(cast, CERNUSCO), f"/cases/{case_id}/competences"
    shown = bruno.get(page).text
    assert "non ancora scritto: è quello dove la persona si trova" in shown
    form = f"{page}/new?kind=payer_competence"
    assert bruno.submit(form, {"basis": "", "share": "200"}).status_code == 422
    assert bruno.submit(form).status_code == 303, "what the residences say is filled in"
    assert [row.body for row in queries.two_comuni(cast["bruno"].viewer, case_id, TODAY).pay] == [
        f"Comune di {CERNUSCO}"
    ]
    again = {"kind": "payer_competence", "body": str(body), "share": "50", "basis": "perché"}
    refused = bruno.submit(f"{page}/new", again)
    assert refused.status_code == 422
    assert "cento" in refused.text
    told = bruno.get(f"/cases/{case_id}").text
    assert "Comune che interviene" in told
    assert "Comune che paga" in told


def test_after_the_transfer_the_pages_only_tell(client: OfficeClient, cast: Cast) -> None:
    case_id, placement_id = _passed_to_another_body(cast)
    bruno = client.enter(cast["bruno"])
    assert "Scrivi una competenza" not in bruno.get(f"/cases/{case_id}/competences").text
    assert "Scrivi chi paga o interviene" in bruno.get(f"/placements/{placement_id}").text
