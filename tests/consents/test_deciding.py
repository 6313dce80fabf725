"""Who decides for somebody, the clock of a custody, and to whom letters go: each apart."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from app.consents import operations, queries
from app.consents.rules import Degree, ProtectionKind
from app.kernel.errors import Invalid, NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import PersonId
from app.people.operations import add_address
from app.people.rules import AddressKind, ContactKind, MayLeaveMessage
from tests.builders.appointments import a_wednesday
from tests.builders.consents import (
    a_child,
    a_degree,
    a_family,
    a_line,
    a_parent,
    an_adult,
    an_order,
)
from tests.builders.people import a_contact
from tests.builders.protected import sealed
from tests.cast import NOW, TODAY, Cast, Member
from tests.support.client import OfficeClient

NOTIFIED = date(2026, 11, 12)


def _lives(by: Member, person_id: PersonId, street: str, kind: AddressKind) -> None:
    add_address(
        actor=by.viewer, now=NOW, person_id=person_id, kind=kind, street=street,
        municipality="Cernusco sul Naviglio", valid_from=date(2020, 1, 1),
    )  # fmt: skip


def _letters(by: Member, person_id: PersonId, on: date = TODAY) -> list[tuple[str, str]]:
    found = queries.addressees(by.viewer, person_id, on)
    return [(one.name, one.where.street) for one in found]


def test_parents_hold_it_whole_until_it_is_written_otherwise(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    child, mother, father = a_family(bruno)
    a_degree(bruno, child, father, Degree.SUSPENDED, TODAY - timedelta(days=30))
    a_degree(bruno, child, father, Degree.LIMITED)
    rows = queries.deciding(bruno.viewer, child, TODAY)
    assert [(row.holder_id, row.degree) for row in rows] == [
        (mother, Degree.FULL),
        (father, Degree.LIMITED),
    ]
    before = queries.deciding(bruno.viewer, child, TODAY - timedelta(days=1))
    assert before[1].degree is Degree.SUSPENDED
    with pytest.raises(Invalid, match="not_before"):
        a_degree(bruno, child, father, Degree.FULL, TODAY - timedelta(days=2))
    a_degree(bruno, child, father, Degree.LOST)
    rows = queries.deciding(bruno.viewer, child, TODAY)
    assert rows[1].degree is Degree.LOST, "of the same day: the mistake never held"
    assert len(queries.responsible_rows(bruno.viewer, child)) == 2
    with pytest.raises(Invalid, match="decides_for_herself"):
        a_degree(bruno, child, child, Degree.FULL)
    for who in ("anna", "gino", "elena"):
        with pytest.raises(NotPermitted):
            a_degree(cast[who], child, mother, Degree.LOST)


def test_the_custody_counts_from_the_day_it_was_notified(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    child = a_child(bruno)
    known = {"decree_on": date(2026, 10, 29), "notified_on": NOTIFIED, "valid_from": NOTIFIED}
    custody = an_order(bruno, child, ProtectionKind.CUSTODY_TO_SERVICE, **known)
    an_order(bruno, child, ProtectionKind.SPECIAL_CURATOR, **known)
    terms = queries.custody_terms(bruno.viewer, [child])
    assert [(one.protection_id, one.due_on) for one in terms] == [
        (custody, NOTIFIED + timedelta(days=15))
    ]
    told: dict[str, Any] = {
        "actor": bruno.viewer, "now": NOW, "person_id": child, "protection_id": custody,
        "responsible": "Marta Brambati",
    }  # fmt: skip
    with pytest.raises(Invalid, match="in_future"):
        operations.name_responsible(**told, told_on=TODAY + timedelta(days=1))
    operations.name_responsible(**told, told_on=TODAY)
    assert queries.custody_terms(bruno.viewer, [child]) == []
    with pytest.raises(NotAllowedNow, match="already_told"):
        operations.name_responsible(**told, told_on=TODAY)
    rows = queries.protection_rows(bruno.viewer, child)
    other = next(row.id for row in rows if row.kind is ProtectionKind.SPECIAL_CURATOR)
    with pytest.raises(NotFound):
        operations.name_responsible(**{**told, "protection_id": other}, told_on=TODAY)


def test_an_order_ends_and_its_clock_with_it(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    child = a_child(bruno)
    custody = an_order(
        bruno, child, ProtectionKind.CUSTODY_TO_SERVICE, notified_on=NOTIFIED, valid_from=NOTIFIED
    )
    ended: dict[str, Any] = {
        "actor": bruno.viewer, "now": NOW, "person_id": child, "protection_id": custody,
    }  # fmt: skip
    with pytest.raises(Invalid, match="ends_before_start"):
        operations.end_protection(**ended, ends_on=NOTIFIED)
    operations.end_protection(**ended, ends_on=TODAY)
    assert queries.custody_terms(bruno.viewer, [child]) == []
    assert queries.situations(bruno.viewer, [child], TODAY)[child].protections == ()
    with pytest.raises(NotFound):
        operations.end_protection(**ended, ends_on=TODAY)


def test_two_parents_two_letters_each_at_an_address_of_her_own(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    child, mother, father = a_family(bruno)
    _lives(bruno, mother, "via Uno", AddressKind.REGISTERED)
    _lives(bruno, mother, "via Nascosta", AddressKind.CURRENT_STAY)
    _lives(bruno, father, "via Due", AddressKind.REGISTERED)
    _lives(bruno, father, "via Tre", AddressKind.DOMICILE)
    a_contact(bruno, father, "padre@esempio.invalid", kind=ContactKind.EMAIL)
    unasked = MayLeaveMessage.UNKNOWN
    a_contact(bruno, father, "forse@esempio.invalid", unasked, kind=ContactKind.EMAIL)
    a_contact(bruno, mother, "no@esempio.invalid", MayLeaveMessage.NO, kind=ContactKind.EMAIL)
    assert _letters(bruno, child) == [("Diop Ada", "via Uno"), ("Sartirani Ada", "via Tre")]
    boxes = [one.where.mailboxes for one in queries.addressees(bruno.viewer, child, TODAY)]
    assert boxes == [(), ("padre@esempio.invalid",)]


def test_who_gets_no_letters_and_who_gets_them_all_the_same(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    child, mother, father = a_family(bruno)
    grandmother = an_adult(bruno, "Ndiaye")
    a_line(bruno, child, father, letters=False)
    a_line(bruno, child, grandmother, letters=True)
    assert [name for name, _ in _letters(bruno, child)] == ["Diop Ada", "Ndiaye Ada"]
    a_degree(bruno, child, mother, Degree.LOST)
    assert [name for name, _ in _letters(bruno, child)] == ["Ndiaye Ada"]
    a_line(bruno, child, father, letters=True)
    assert len(_letters(bruno, child)) == 2, "the mistake of the same day never held"


def test_the_guardian_instead_the_curator_beside_the_dead_nowhere(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    child = a_child(bruno)
    a_parent(bruno, child, "Diop")
    a_parent(bruno, child, "Sartirani", died_on=date(2026, 1, 1))
    an_order(bruno, child, ProtectionKind.SPECIAL_CURATOR)
    assert [name for name, _ in _letters(bruno, child)] == ["Diop Ada", "avv. Nava"]
    guardian = an_adult(bruno, "Tutori")
    an_order(bruno, child, ProtectionKind.GUARDIANSHIP, holder_person_id=guardian, holder_name="")
    assert [name for name, _ in _letters(bruno, child)] == ["avv. Nava", "Tutori Ada"]


def test_of_age_it_is_hers(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    child, *_ = a_family(bruno)
    grown = date(2035, 3, 14)
    assert [name for name, _ in _letters(bruno, child, grown)] == ["Sartirani Noemi"]


def test_who_is_protected_is_handed_her_letter(app: Flask, cast: Cast) -> None:
    a_wednesday(cast, "bruno")
    hers = sealed(cast)
    bruno, carla = cast["bruno"], cast["carla"]
    child = a_child(bruno, "Lupi")
    _lives(bruno, hers.person_id, "via Segreta", AddressKind.DOMICILE)
    a_line(bruno, child, hers.person_id, letters=True)
    (one,) = queries.addressees(bruno.viewer, child, TODAY)
    assert (one.person_id, one.where.by_hand) == (hers.person_id, True)
    assert queries.addressees(carla.viewer, child, TODAY) == []
    assert queries.line_rows(carla.viewer, child) == []


def test_the_pages_write_who_decides(client: OfficeClient, cast: Cast) -> None:
    bruno = client.enter(cast["bruno"])
    child, _, father = a_family(cast["bruno"])
    page, base = f"/people/{child}/responsibility", f"/people/{child}"
    assert "per legge, niente di scritto" in bruno.get(page).text
    degree = {"holder": str(father), "degree": "lost", "source": "TM 412/2026"}
    assert bruno.submit(f"{page}/new", {**degree, "source": ""}).status_code == 422
    assert bruno.submit(f"{page}/new", degree).status_code == 303
    earlier = {**degree, "valid_from": "01/01/2020"}
    assert bruno.submit(f"{page}/new", earlier).status_code == 422
    custody = {"kind": "custody_to_service", "holder_name": "Servizio sociale", "acts": "adm",
               "decree_number": "TM 412/2026", "decree_on": "29/10/2026",
               "notified_on": "12/11/2026", "valid_from": "12/11/2026"}  # fmt: skip
    assert bruno.submit(f"{base}/protections/new", custody).status_code == 303
    shown = bruno.get(page).text
    for words in ("Decaduta", "2026-11-27", "12/05/2027", "12/11/2028", "Assistenza domiciliare"):
        assert words in shown, words
    order = queries.protection_rows(cast["bruno"].viewer, child)[0].id
    told = {"responsible": "Marta Brambati", "told_on": "oggi"}
    act = f"{base}/protections/{order}/responsible"
    assert bruno.submit(act, told).status_code == 303
    assert bruno.submit(act, told).status_code == 422
    assert "Marta Brambati, comunicato" in bruno.get(page).text
    letters = {"parent": str(father), "letters": "no", "basis": "letters_by_order",
               "why": "Lo dice il decreto"}  # fmt: skip
    assert bruno.submit(f"{base}/letters/new", letters).status_code == 303
    assert "non riceve lettere" in bruno.get(page).text
    end = f"{base}/protections/{order}/end"
    assert bruno.submit(end, {"ends_on": "01/01/2026"}).status_code == 422
    assert bruno.submit(end, {"ends_on": "oggi"}).status_code == 303
    assert "Concluso" in bruno.get(page).text
    assert bruno.get(f"{base}/protections/{UUID(int=7)}/end").status_code == 404
