"""The screens: opening at night, the acts, what is printed, what others may never read."""

from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask

from app.emergencies import cards, queries
from app.emergencies.labels import NO_NEWS
from app.emergencies.procedure.emergency import EmergencyState as S
from app.emergencies.rules.calls import CallDegree
from app.emergencies.rules.emergency import PlacedBy, SignedAs
from app.kernel import clock
from app.kernel.references import EmergencyId, new_id
from app.organisations.rules import BodyKind
from app.web.fields import read_hour
from tests.builders.cases import an_open_case
from tests.builders.emergencies import (
    SECRET_PLACE,
    an_emergency,
    an_urgent_call,
    emergency_act,
    emergency_page,
    rome,
    transmitted,
)
from tests.builders.intake import a_body
from tests.builders.people import a_person
from tests.cast import NAMES, NOW, TODAY, Cast
from tests.support.client import Forms, OfficeClient
from tests.support.counting import counting

DAY = f"{TODAY:%d/%m/%Y}"
PLACING = {
    "on": DAY, "hour": "12:05", "placed_by": "others_placed", "signed_by": "Maresciallo Neri",
    "signed_as": "public_security", "taken_from": "from_both", "child_heard": "child_heard_later",
    "facts": "Soli in casa.", "place": SECRET_PLACE,
}  # fmt: skip
NEWS = {"on": DAY, "source": "news_by_pec", "told_by": "cancelleria"}


@pytest.fixture
def bruno(client: OfficeClient, cast: Cast) -> OfficeClient:
    """The browser of who is on duty."""
    return client.enter(cast["bruno"])


def _act(client: OfficeClient, made: EmergencyId, act: str, **typed: Any) -> Any:
    return client.submit(f"/emergencies/{made}/acts/{act}", typed or None)


def _opened(client: OfficeClient, person: Any, **typed: Any) -> Any:
    return client.submit(f"/people/{person}/emergencies/new", {**PLACING, **typed})


def test_a_measure_is_opened_from_the_page_of_the_child(bruno: OfficeClient, cast: Cast) -> None:
    child = a_person(cast["bruno"], "Perego", "Ivan")
    assert "Apri una misura urgente" in bruno.get(f"/people/{child}").text
    answer = _opened(bruno, child)
    assert answer.status_code == 303
    text = unescape(bruno.get(answer.location).text)
    for words in ("Perego Ivan", "Messo in sicurezza: avvisa la Procura", "24/11/2026, ore 12:05",
                  "Da completare", "riservato"):  # fmt: skip
        assert words in text, words
    assert SECRET_PLACE not in text


def test_without_the_hour_it_says_why_and_keeps_everything(bruno: OfficeClient, cast: Cast) -> None:
    answer = _opened(bruno, a_person(cast["bruno"]), hour="")
    text = unescape(answer.text)
    assert answer.status_code == 422
    assert "Scrivi l'ora del collocamento: da lì si contano le 24 ore." in text
    assert "Maresciallo Neri" in text
    assert SECRET_PLACE in text, "what she typed herself comes back to her"


def test_of_an_hour_that_comes_twice_it_asks_which(bruno: OfficeClient, cast: Cast) -> None:
    child = a_person(cast["bruno"])
    night = {"on": "26/10/2025", "hour": "2:30"}
    assert 'name="which"' not in bruno.get(f"/people/{child}/emergencies/new").text
    asked = _opened(bruno, child, **night)
    assert asked.status_code == 422
    assert "quella notte quest'ora viene due volte" in unescape(asked.text)
    form = next(one for one in Forms(asked.text).found if "which" in one.names)
    assert form.options["which"] == ["0", "1"]
    answer = bruno.post(f"/people/{child}/emergencies/new", data={**form.values, "which": "1"})
    assert answer.status_code == 303
    made = EmergencyId(answer.location.rsplit("/", 1)[1])
    page = emergency_page(cast["bruno"], queries.under_way(cast["bruno"].viewer, NOW)[0].id)
    assert str(page.id) == made
    assert page.placed_at == rome(26, 10, 2025, 2, 30, summer=False)


def test_an_hour_that_is_not_there_is_refused_with_help(bruno: OfficeClient, cast: Cast) -> None:
    answer = _opened(bruno, a_person(cast["bruno"]), on="29/03/2026", hour="2:30")
    assert answer.status_code == 422
    assert "Quell'ora non c'è" in unescape(answer.text)


def test_only_the_autumn_hour_comes_twice() -> None:
    assert clock.comes_twice(date(2026, 10, 25), 150)
    assert not clock.comes_twice(date(2026, 10, 25), 180)
    assert not clock.comes_twice(date(2026, 3, 29), 150)


def test_the_whole_way_by_plain_posts(client: OfficeClient, cast: Cast) -> None:
    a_body(cast, BodyKind.COURT)
    bruno, dario = cast["bruno"], cast["dario"]
    made = an_emergency(bruno)
    client.enter(bruno)
    told = _act(client, made, "oral-notice", hour="12:20", words="Dott. Sala")
    assert told.status_code == 303
    assert _act(client, made, "transmit", hour="14:00").status_code == 303
    asked = _act(client, made, "pm-asks-validation", hour="14:20", **NEWS)
    assert asked.status_code == 303
    decree = {"act_number": "TM 9", "act_on": DAY, "authority": "Tribunale"}
    half = _act(client, made, "court-validates", **{**decree, "act_on": ""}, **NEWS)
    assert half.status_code == 422
    assert "Un atto si scrive intero: numero, data, autorità." in half.text
    validated = _act(
        client, made, "court-validates", special_curator="avv. Nava", hearing_on="29/11/2026",
        **decree, **NEWS,
    )  # fmt: skip
    assert validated.status_code == 303
    held = _act(client, made, "hearing-held", hour="15:00", words="La madre")
    assert held.status_code == 303
    refused = _act(client, made, "confirm-measure", **NEWS)
    assert refused.status_code == 422
    assert "Allega l'atto del Tribunale: senza, la misura resta com'è." in unescape(refused.text)
    assert _act(client, made, "confirm-measure", **decree, **NEWS).status_code == 303
    client.enter(dario)
    text = unescape(client.get(f"/emergencies/{made}").text)
    for words in ("Confermata dal Tribunale", "avv. Nava", "TM 9", "PEC, cancelleria",
                  "Dott. Sala", "1 h 55′"):  # fmt: skip
        assert words in text, words
    assert emergency_page(dario, made).state is S.CONFIRMED


def test_silence_is_said_in_red_words_and_changes_nothing(client: OfficeClient, cast: Cast) -> None:
    bruno = cast["bruno"]
    made = transmitted(bruno, now=NOW - timedelta(days=4))
    for who in ("bruno", "dario"):
        client.enter(cast[who])
        assert NO_NEWS in unescape(client.get(f"/emergencies/{made}").text)
        for address in ("/today", "/deadlines", "/emergencies"):
            assert NO_NEWS in unescape(client.get(address).text), (who, address)
    assert emergency_page(bruno, made).state is S.TRANSMITTED


def test_what_is_ours_is_due_to_the_hour(cast: Cast, app: Flask) -> None:
    bruno = cast["bruno"]
    with app.test_request_context():
        an_emergency(bruno)
        card = cards.of_today(bruno.viewer, NOW)
        row = cards.deadlines(bruno.viewer, NOW)[0]
        assert cards.of_today(cast["gino"].viewer, NOW) is None
    assert card is not None
    assert [(one.note, one.urgent) for one in card.rows] == [("avvisa subito la Procura", True)]
    assert (row.due_on, row.hard) == (TODAY, True)


def test_the_papers_print_the_office_instead_of_the_place(bruno: OfficeClient, cast: Cast) -> None:
    ours = an_emergency(
        cast["bruno"], placed_by=PlacedBy.US, decided_with="Dario", signed_by="Ada Sala",
        signed_as=SignedAs.MAYOR_DELEGATE, facts="Soli in casa di notte.",
    )  # fmt: skip
    theirs = an_emergency(cast["bruno"])
    order = unescape(bruno.get(f"/emergencies/{ours}/order").text)
    report = unescape(bruno.get(f"/emergencies/{ours}/report").text)
    for text in (order, report):
        assert "presso il Servizio sociale" in text
        assert "Soli in casa di notte." in text
        assert SECRET_PLACE not in text
    assert [report.index(words) for words in ("1. Fatti", "2. Dichiarazioni", "3. Valutazioni")]
    assert bruno.get(f"/emergencies/{theirs}/order").status_code == 409
    assert bruno.get(f"/emergencies/{theirs}/report").status_code == 200


def test_the_place_is_shown_once_after_why(client: OfficeClient, cast: Cast) -> None:
    made = an_emergency(cast["bruno"])
    client.enter(cast["bruno"])
    address = f"/emergencies/{made}/place"
    assert SECRET_PLACE not in client.get(address).text
    assert SECRET_PLACE in client.submit(address, {"purpose": "health_emergency"}).text
    for page in ("", "/order", "/report", "/place", "/acts/set-place"):
        assert SECRET_PLACE not in client.get(f"/emergencies/{made}{page}").text


@pytest.mark.parametrize("who", [name for name in NAMES if name not in ("bruno", "dario")])
def test_nobody_else_reads_of_a_measure(client: OfficeClient, cast: Cast, who: str) -> None:
    """The stranger 404, who has not the duty 403, and no page of theirs tells of it."""
    child = a_person(cast["bruno"], "Kanarazzi", "Ivan")
    made = an_emergency(cast["bruno"], child, facts="storia del kanarazzo")
    call = an_urgent_call(cast["bruno"], described="kanarazza al telefono")
    client.enter(cast[who])
    nobody = new_id()
    for page in (f"/emergencies/{{}}{tail}" for tail in ("", "/order", "/report", "/place")):
        real, unreal = client.get(page.format(made)), client.get(page.format(nobody))
        assert real.status_code == unreal.status_code
        assert real.status_code in (403, 404)
    lists = ("/emergencies", "/urgent-calls", "/today", "/deadlines")
    told = " ".join(client.get(address).text for address in lists)
    assert "kanarazzo" not in told
    assert str(made) not in told
    if who != "carla":  # a social worker finds on Monday what nobody was told to see to
        assert client.get(f"/urgent-calls/{call}").status_code in (403, 404)
        assert "kanarazza" not in told


def test_a_call_becomes_a_report_with_nothing_typed_twice(bruno: OfficeClient, cast: Cast) -> None:
    police = a_body(cast, BodyKind.POLICE)
    typed = {
        "body": str(police), "caller": "Brigadiere Costa", "described": "donna con un bambino",
        "degree": CallDegree.EMERGENCY, "done": "Dormono dalla zia", "hour": "14:10",
    }  # fmt: skip
    taken = bruno.submit("/urgent-calls/new", typed)
    assert taken.status_code == 303
    page = bruno.get(taken.location)
    form = next(one for one in Forms(page.text).found if one.action == "/referrals/new")
    shown = bruno.post("/referrals/new", data=form.values)
    text = unescape(shown.text)
    for words in ("Brigadiere Costa", "donna con un bambino", "Dormono dalla zia", "14:10"):
        assert words in text, words


def test_the_lists_cost_the_same_for_many(bruno: OfficeClient, cast: Cast) -> None:
    child = a_person(cast["bruno"])
    an_open_case(cast["bruno"], child)
    an_emergency(cast["bruno"], child)
    an_urgent_call(cast["bruno"])
    addresses = ("/emergencies", "/urgent-calls", "/today", "/deadlines")

    def statements() -> list[int]:
        found = []
        for address in addresses:
            with counting() as counted:
                assert bruno.get(address).status_code == 200
            found.append(len(counted))
        return found

    few = statements()
    for _ in range(8):
        transmitted(cast["bruno"])
        an_urgent_call(cast["bruno"], person_id=a_person(cast["bruno"]), described="")
    assert [many <= one + 1 for many, one in zip(statements(), few, strict=True)] == [True] * 4


def test_strange_addresses_are_answered(bruno: OfficeClient) -> None:
    for strange in ("", "x", "9" * 400, "\x00"):
        for address in ("/emergencies", "/urgent-calls"):
            shown = bruno.get(address, query_string={"elenco": strange, "page": strange})
            assert shown.status_code in (200, 404)
        new = bruno.get("/urgent-calls/new", query_string={"person": strange})
        assert new.status_code == 200


def test_telephones_are_kept_by_the_one_in_charge(client: OfficeClient, cast: Cast) -> None:
    client.enter(cast["anna"])
    assert "Nessun telefono di turno" in client.get("/duty-phones").text
    assert client.get("/duty-phones/new").status_code == 403
    client.enter(cast["dario"])
    typed = {"label": "Turno", "number": "000 5550900", "position": "1"}
    assert client.submit("/duty-phones/new", typed).status_code == 303
    assert "000 5550900" in client.enter(cast["anna"]).get("/duty-phones").text


def test_an_hour_of_now_is_proposed(bruno: OfficeClient, cast: Cast) -> None:
    made = an_emergency(cast["bruno"])
    form = next(
        one
        for one in Forms(bruno.get(f"/emergencies/{made}/acts/transmit").text).found
        if "hour" in one.names
    )
    assert form.values["on"] == DAY
    assert read_hour(form.values["hour"])
    emergency_act(cast["bruno"], "transmit", made, at=NOW)
