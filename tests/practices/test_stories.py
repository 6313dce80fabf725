"""Story 10 of the office, pressed by three people; and a refusal with its notice."""

from datetime import date, timedelta
from html import unescape
from typing import Any

from app.desk.rules.visits import NextStep, Outcome, steps_after
from app.kernel.references import PracticeId
from app.people.operations import found_household, join_household
from app.practices import operations, queries
from app.practices.procedure import PracticeState
from app.practices.rules import Purpose
from tests.builders.people import a_person
from tests.builders.practices import a_granted_practice, a_proposed_practice, on_it
from tests.cast import NOW, TODAY, Cast
from tests.support.client import OfficeClient

DAY = f"{TODAY:%d/%m/%Y}"


def _act(client: OfficeClient, made: str, act: str, **typed: Any) -> int:
    return client.submit(f"{made}/acts/{act}", typed or None).status_code


def _letter(client: OfficeClient, made: str, kind: str) -> str:
    """Return the page on which a letter about a practice begins, already filled in."""
    return unescape(client.get(f"/releases/new{made.replace('practices', 'practice')}/{kind}").text)


def _opened(client: OfficeClient, cast: Cast) -> str:
    """Monica had help for the rent in spring; Salvatore, of the same household, asks now."""
    bruno = cast["bruno"]
    monica = a_person(bruno, "Gherardi", "Monica")
    salvatore = a_person(bruno, "Lo Presti", "Salvatore")
    common: dict[str, Any] = {"actor": bruno.viewer, "now": NOW, "valid_from": date(2020, 1, 1)}
    household = found_household(**common, person_id=salvatore, label="via Buonarroti")
    join_household(**common, household_id=household, person_id=monica)
    spring = TODAY - timedelta(days=200)
    a_granted_practice(cast, monica, purpose=Purpose.RENT, amount_cents=40_000, first_on=spring)
    client.enter(cast["gino"])
    helped = next(row for row in queries.of_person(bruno.viewer, monica, TODAY))
    paid = {"paid_on": f"{spring:%d/%m/%Y}", "account_checked": "y"}
    assert _act(client, f"/practices/{helped.id}", "pay", **paid) == 303
    opened = client.submit(f"/people/{salvatore}/practices/new", {"kind": "economic_aid"})
    return str(opened.location)


def test_a_household_asks_for_its_rent(client: OfficeClient, cast: Cast) -> None:
    made = _opened(client, cast)
    given = {"state": "received", "received_on": DAY}
    for kind in ("identity", "account", "income"):
        assert _act(client, made, "receive-paper", **given, kind=kind) == 303
    isee = {"isee": "7.412", "isee_kind": "ordinary_isee", "valid_until": "31/12/2026"}
    assert _act(client, made, "receive-paper", **given, **isee, kind="isee") == 303
    assert _act(client, made, "complete") in (409, 422)
    letter = _letter(client, made, "practice_papers_missing")
    assert "Estratto conto: la lista dei movimenti" in letter
    assert "Documento d'identità" not in letter
    assert _act(client, made, "receive-paper", **given, kind="bank_statement") == 303
    assert _act(client, made, "complete") == 303
    client.enter(cast["bruno"])
    page = unescape(client.get(made).text)
    assert "Gherardi Monica: 400,00 €" in page
    assert "ISEE: 7.412,00 €, ordinario" in page
    grant = {"amount": "1.800", "purpose": "rent", "payments": "3", "first_on": DAY}
    assert _act(client, made, "propose", **grant, words="Sfratto il 15 dicembre") == 303
    client.enter(cast["dario"])
    assert "Gherardi Monica" in unescape(client.get(made).text)
    assert _act(client, made, "grant", act_reference="Det. 40/2026") == 303
    client.enter(cast["gino"])
    letter = _letter(client, made, "practice_granted")
    assert "1.800,00 € per: affitto. Atto: Det. 40/2026" in letter
    assert "TAR" in letter
    for _ in range(3):
        assert _act(client, made, "pay", paid_on=DAY, account_checked="y") == 303
    assert "Pagata" in client.get(made).text


def test_a_refusal_is_announced_heard_and_then_given(client: OfficeClient, cast: Cast) -> None:
    practice_id = a_proposed_practice(cast)
    made, dario = f"/practices/{practice_id}", cast["dario"]
    client.enter(dario)
    assert _act(client, made, "announce-refusal", words="C'è già il bonus sociale") == 303
    letter = _letter(client, made, "practice_refusal_notice")
    assert "C'è già il bonus sociale" in letter
    assert "Entro dieci giorni" in letter
    assert "fino al 03/12/2026" in unescape(client.get(made).text)
    assert _act(client, made, "refuse", words="Resta il motivo") in (409, 422)
    assert _act(client, made, "answer-observations", words="Il bonus copre la bolletta") == 303
    assert _act(client, made, "refuse", words="Il bonus basta") == 303
    letter = _letter(client, made, "practice_refused")
    assert "non è accolta" in letter
    assert "Il bonus basta" in letter
    assert _state(cast, practice_id) is PracticeState.REFUSED


def test_after_the_ten_days_silence_is_enough(client: OfficeClient, cast: Cast) -> None:
    made = a_proposed_practice(cast)
    operations.announce_refusal(**on_it(cast["dario"], made), words="ISEE alto")
    page = queries.practice_page(cast["dario"].viewer, made, TODAY)
    assert page.may_object_until == TODAY + timedelta(days=10)
    later = NOW + timedelta(days=11)
    operations.refuse(**on_it(cast["dario"], made, later), words="ISEE alto")
    assert _state(cast, made) is PracticeState.REFUSED


def test_a_visit_about_a_practice_leads_to_it() -> None:
    assert steps_after(frozenset({Outcome.PRACTICE}), frozenset()) == [NextStep.OPEN_PRACTICE]


def _state(cast: Cast, made: PracticeId) -> PracticeState:
    return queries.practice_page(cast["dario"].viewer, made, TODAY).state
