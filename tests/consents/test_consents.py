"""A consent is written for each act, taken back with a day, and stops nobody when it is missing."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from app.catalogue.rules import ConsentBasis
from app.consents import operations, queries
from app.consents.models import Consent
from app.consents.rules import ConsentAct, Degree, Missing, ProtectionKind
from app.db import db
from app.kernel.errors import Conflict, Invalid, NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import PersonId
from app.kernel.verdict import Verdict
from tests.builders.appointments import a_wednesday
from tests.builders.consents import (
    a_child,
    a_consent,
    a_degree,
    a_family,
    a_parent,
    an_adult,
    an_order,
)
from tests.builders.protected import sealed
from tests.cast import NOW, TODAY, Cast, Member
from tests.support.client import OfficeClient
from tests.support.counting import counting

ADM, PHOTO = ConsentAct.ADM, ConsentAct.PHOTO


def _standing(by: Member, person_id: PersonId, act: ConsentAct = ADM, on: date = TODAY) -> Any:
    return queries.standing_of(by.viewer, person_id, act, on)


def _withdraw(by: Member, person_id: PersonId, consent_id: UUID, **told: Any) -> None:
    known = {"now": NOW, "version": 1, "withdrawn_on": TODAY, **told}
    operations.withdraw_consent(
        actor=by.viewer, person_id=person_id, consent_id=consent_id, **known
    )


def test_both_parents_one_after_the_other(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    child, mother, father = a_family(bruno)
    a_consent(bruno, child, mother, given_on=date(2026, 11, 5))
    half = _standing(bruno, child)
    assert (half.met, half.basis) == (False, ConsentBasis.UNKNOWN)
    assert [(lack.what, half.names[lack.person_id]) for lack in half.standing.lacks] == [
        (Missing.HOLDER, "Sartirani Ada")
    ]
    a_consent(bruno, child, father, given_on=date(2026, 11, 6))
    assert _standing(bruno, child).basis is ConsentBasis.BOTH_PARENTS
    assert not _standing(bruno, child, PHOTO).met
    assert not _standing(bruno, child, on=date(2026, 11, 5)).met


def test_it_is_taken_back_and_stays_written(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    child, mother, father = a_family(bruno)
    a_consent(bruno, child, mother, given_on=date(2026, 11, 5))
    consent_id = a_consent(bruno, child, father, given_on=date(2026, 11, 5))
    for day, fault in (("2026-11-04", "back_before"), ("2026-11-24", "in_future")):
        with pytest.raises(Invalid, match=fault):
            _withdraw(bruno, child, consent_id, withdrawn_on=date.fromisoformat(day))
    with pytest.raises(Conflict):
        _withdraw(bruno, child, consent_id, version=7)
    _withdraw(bruno, child, consent_id)
    assert _standing(bruno, child).standing.lacks[0].what is Missing.TOOK_BACK
    assert _standing(bruno, child, on=TODAY - timedelta(days=1)).met, "what was done stays"
    with pytest.raises(NotAllowedNow, match="already_back"):
        _withdraw(bruno, child, consent_id, version=2)
    rows = queries.consent_rows(bruno.viewer, child)
    assert [row.withdrawn_on for row in rows] == [None, TODAY]
    a_consent(bruno, child, father)
    assert _standing(bruno, child).met, "she may think again"


def test_what_is_refused(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    child, mother, _ = a_family(bruno)
    a_consent(bruno, child, mother, ADM, PHOTO)
    assert len(queries.consent_rows(bruno.viewer, child)) == 2
    with pytest.raises(Invalid, match="already_given"):
        a_consent(bruno, child, mother, PHOTO, ConsentAct.TRANSPORT)
    with pytest.raises(Invalid, match="consent_of_adult"):
        a_consent(bruno, mother, mother)
    with pytest.raises(NotFound):
        a_consent(bruno, child, PersonId(UUID(int=7)))
    with pytest.raises(NotFound):
        a_consent(bruno, child, mother, ConsentAct.TRANSPORT, protection_id=UUID(int=7))
    for who in ("anna", "gino", "elena", "teo"):
        with pytest.raises(NotPermitted):
            a_consent(cast[who], child, mother, ConsentAct.TRANSPORT)
    assert db.session.scalars(select(Consent.act)).all().count(ConsentAct.TRANSPORT) == 0


def test_at_eighteen_her_own_is_asked(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    child, mother, father = a_family(bruno)
    for parent in (mother, father):
        a_consent(bruno, child, parent)
    birthday = date(2035, 3, 14)
    assert _standing(bruno, child, on=birthday - timedelta(days=1)).met
    after = _standing(bruno, child, on=birthday)
    assert [lack.what for lack in after.standing.lacks] == [Missing.PERSON]


def test_who_decides_is_read_from_what_was_written(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    child, mother, father = a_family(bruno)
    a_consent(bruno, child, mother)
    a_degree(bruno, child, father, Degree.LOST)
    alone = _standing(bruno, child)
    assert alone.basis is ConsentBasis.ONE_PARENT_OTHER_WITHOUT_RESPONSIBILITY
    an_order(bruno, child, ProtectionKind.GUARDIANSHIP)
    assert [lack.what for lack in _standing(bruno, child).standing.lacks] == [Missing.GUARDIAN]
    a_consent(bruno, child, basis=ConsentBasis.GUARDIAN, giver_name="avv. Nava")
    assert _standing(bruno, child).basis is ConsentBasis.GUARDIAN


def test_a_dead_parent_is_nobody_to_be_asked(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    child = a_child(bruno)
    mother = a_parent(bruno, child, "Diop")
    a_parent(bruno, child, "Sartirani", died_on=date(2026, 1, 1))
    a_consent(bruno, child, mother)
    assert _standing(bruno, child).met


def test_the_service_with_the_custody_says_yes_to_what_the_order_names(
    app: Flask, cast: Cast
) -> None:
    bruno = cast["bruno"]
    child, *_ = a_family(bruno)
    custody = an_order(bruno, child, ProtectionKind.CUSTODY_TO_SERVICE, acts=(ADM,))
    for act in (ADM, PHOTO):
        a_consent(
            bruno, child, None, act, basis=ConsentBasis.CUSTODY_TO_SERVICE,
            giver_name="Servizio sociale", protection_id=custody,
        )  # fmt: skip
    assert _standing(bruno, child).met
    assert _standing(bruno, child, PHOTO).standing.lacks[0].what is Missing.NOT_IN_ORDER


def test_whoever_is_protected_is_in_no_answer_of_others(app: Flask, cast: Cast) -> None:
    a_wednesday(cast, "bruno")
    hers = sealed(cast)
    bruno, carla = cast["bruno"], cast["carla"]
    child = a_child(bruno, "Lupi")
    a_consent(bruno, child, hers.person_id)
    assert [row.giver for row in queries.consent_rows(bruno.viewer, child)] != []
    assert queries.consent_rows(carla.viewer, child) == []
    assert queries.consent_rows(bruno.viewer, hers.person_id) == []
    assert _standing(carla, hers.person_id, PHOTO).standing.verdict is Verdict.UNKNOWN
    with pytest.raises(NotFound):
        a_consent(carla, child, hers.person_id, PHOTO)


def test_many_are_asked_in_as_many_reads_as_one(app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    families = [a_family(bruno) for _ in range(3)]
    for child, mother, _ in families:
        a_consent(bruno, child, mother)
        an_order(bruno, child, ProtectionKind.SPECIAL_CURATOR)

    def reads(people: list[PersonId]) -> int:
        with counting() as seen:
            queries.standings(bruno.viewer, [(one, ADM) for one in people], TODAY)
        return len(seen)

    children = [child for child, *_ in families]
    reads(children)
    assert reads(children) == reads(children[:1])


def test_the_page_writes_and_takes_back(client: OfficeClient, cast: Cast) -> None:
    bruno = client.enter(cast["bruno"])
    child, mother, father = a_family(cast["bruno"])
    page = f"/people/{child}/consents"
    assert "Non si sa ancora" in bruno.get(page).text
    typed = {"acts": "adm", "basis": "both_parents"}
    wrong = bruno.submit(f"{page}/new", typed)
    assert wrong.status_code == 422
    assert "Scegli chi ha dato il consenso" in wrong.text
    for parent in (mother, father):
        assert bruno.submit(f"{page}/new", {**typed, "giver": str(parent)}).status_code == 303
    shown = bruno.get(page).text
    assert "Entrambi i genitori" in shown
    assert "Diop Ada" in shown
    consent_id = queries.consent_rows(cast["bruno"].viewer, child)[0].id
    back = f"{page}/{consent_id}/withdraw"
    assert bruno.submit(back, {"withdrawn_on": "oggi"}).status_code == 303
    assert "Ritirato dal 23/11/2026" in bruno.get(page).text
    assert "ha ritirato il consenso" in bruno.get(page).text.lower()
    assert bruno.submit(back, {"withdrawn_on": "oggi"}).status_code == 422
    assert bruno.get(f"{page}/{UUID(int=7)}/withdraw").status_code == 404


def test_who_may_read_and_who_may_write(client: OfficeClient, cast: Cast) -> None:
    child, mother, _ = a_family(cast["bruno"])
    a_consent(cast["bruno"], child, None, giver_name="Kanarina Consensi")
    page = f"/people/{child}/consents"
    for who, read, write in (("gino", 200, 403), ("anna", 403, 403), ("zeno", 404, 404)):
        client.enter(cast[who])
        assert client.get(page).status_code == read, who
        assert client.get(f"/people/{child}/responsibility").status_code == read, who
        assert client.get(f"{page}/new").status_code == write, who
    client.enter(cast["anna"])
    told = client.get(f"/people/{child}").text
    assert "Kanarina" not in told
    assert "Consensi" not in told
    client.enter(cast["carla"])
    assert "1 in vigore" in client.get(f"/people/{child}").text
    assert "decide da sé" in client.get(f"/people/{an_adult(cast['bruno'], 'Grande')}").text
    assert "Diop Ada" in client.get(f"/people/{child}").text
    assert mother
