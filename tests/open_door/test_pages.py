"""The open door on the screen: who enters, what comes from an address, what is said."""

from html import unescape

import pytest
from sqlalchemy import select

from app.catalogue.rules import PathCode, Recipient
from app.db import db
from app.desk.operations import visits
from app.desk.rules.visits import Outcome, VisitDetails
from app.kernel.references import new_id
from app.open_door.models import DeskContact, OnwardReferral, Participation, WomanHeard
from app.organisations.rules import BodyKind
from tests.builders.cases import an_open_case
from tests.builders.intake import a_body, an_assigned
from tests.builders.open_door import (
    a_desk_for_all,
    a_woman_sent_on,
    an_initiative,
    came,
    sent_on,
    took_part,
)
from tests.builders.people import a_person
from tests.builders.protected import seal
from tests.builders.tickets import a_counter, a_ticket, concluded, received, the_hours
from tests.cast import NAMES, NOW, TODAY, Cast
from tests.support.client import OfficeClient
from tests.support.counting import counting

pytestmark = pytest.mark.usefixtures("app")
DAY = f"{TODAY:%d/%m/%Y}"
WRITING = {"bruno", "carla", "dario", "gino"}
WORKING = WRITING - {"gino"}


@pytest.fixture
def bruno(client: OfficeClient, cast: Cast) -> OfficeClient:
    """Return the browser of a social worker."""
    return client.enter(cast["bruno"])


@pytest.mark.parametrize("who", NAMES)
def test_who_counts_who_listens_and_who_reads_numbers(
    client: OfficeClient, cast: Cast, who: str
) -> None:
    signed = client.enter(cast[who])
    writing, working = who in WRITING | {"zeno"}, who in WORKING | {"zeno"}
    for address, enters in (
        ("/open-door", writing),
        ("/open-door/initiatives", writing),
        ("/open-door/desks", writing),
        ("/onward", writing),
        ("/onward/new", writing),
        ("/open-door/women", working),
        ("/open-door/counts", writing or who == "piera"),
    ):
        assert signed.get(address).status_code == (200 if enters else 403), address


def test_the_stranger_finds_nothing(client: OfficeClient, cast: Cast) -> None:
    gino = cast["gino"]
    initiative, desk = an_initiative(gino), a_desk_for_all(gino)
    contact, onward = came(gino, desk), sent_on(cast)
    zeno = client.enter(cast["zeno"])
    for address in (
        f"/open-door/initiatives/{initiative}",
        f"/open-door/initiatives/{initiative}/edit",
        f"/open-door/initiatives/{initiative}/participations/new",
        f"/open-door/desks/{desk}",
        f"/open-door/desks/{desk}/contacts/new",
        f"/open-door/contacts/{contact}/name",
        f"/onward/{onward}",
        f"/onward/{onward}/slip",
        f"/onward/{onward}/acts/withdraw",
        f"/onward/{new_id()}",
    ):
        assert zeno.get(address).status_code == 404, address
    assert "Murales" not in zeno.get("/open-door").text


def test_an_initiative_is_written_and_twelve_are_counted(bruno: OfficeClient) -> None:
    wrong = bruno.submit("/open-door/initiatives/new", {"title": "", "kind": "activity"})
    assert wrong.status_code == 422
    written = bruno.submit(
        "/open-door/initiatives/new", {"title": "Murales in stazione", "kind": "activity"}
    )
    assert written.status_code == 303
    page = written.location
    assert "Nessuno ancora." in bruno.get(page).text
    answer = bruno.submit(f"{page}/participations/new", {"counted": "0"})
    assert "Scrivi quante persone: almeno una." in unescape(answer.text)
    assert bruno.submit(f"{page}/participations/new", {"counted": "12"}).location == page
    text = bruno.get(page).text
    assert "Chi ha partecipato: 12" in text
    assert "senza nome" in text
    corrected = bruno.submit(f"{page}/edit", {"title": "Murales", "budget": "1.200"})
    assert corrected.status_code == 303
    assert "1.200,00" in bruno.get(page).text


def test_a_contact_is_counted_then_named_by_who_consents(bruno: OfficeClient, cast: Cast) -> None:
    page = f"/open-door/desks/{a_desk_for_all(cast['gino'])}"
    typed = {"topics": "school", "minutes": "25", "mediation_minutes": "25", "hour": "14:30"}
    assert bruno.submit(f"{page}/contacts/new", typed).status_code == 303
    a_person(cast["bruno"], "Rahman", "Rafiqul")
    contact = db.session.scalars(select(DeskContact.id)).one()
    name = f"/open-door/contacts/{contact}/name"
    found = bruno.submit(name, {"text": "Rahman", "search": "1"})
    assert "Rahman Rafiqul" in found.text
    person_id = str(a_person(cast["bruno"], "Begum"))
    nobody = bruno.submit(name, {"text": "Begum"})
    assert "sceglila" in unescape(nobody.text)
    assert bruno.submit(f"{name}?person={person_id}", {}).status_code == 303
    text = unescape(bruno.get(page).text)
    assert "Begum Ada" in text
    assert "Contatti nel 2026" in text
    assert "Non si chiede e non si scrive se il soggiorno è regolare" in unescape(
        bruno.get(f"{page}/contacts/new").text
    )
    again = bruno.post(name, data={})
    assert again.status_code in (400, 409)


def test_a_desk_is_written_with_its_hours_and_once(bruno: OfficeClient, cast: Cast) -> None:
    the_hours()
    assert "Nessuno sportello scritto." in bruno.get("/open-door/desks").text
    made = bruno.submit("/open-door/desks/new", {"number": "5", "languages": "bangla"})
    assert made.status_code == 303
    assert "orario non scritto" in bruno.get(made.location).text
    again = bruno.submit("/open-door/desks/new", {"number": "5"})
    assert again.status_code == 422
    assert "c'è già" in unescape(again.text)


def test_the_first_page_for_a_woman_is_her_safety(bruno: OfficeClient) -> None:
    text = unescape(bruno.get("/open-door/women").text)
    assert text.index("112") < text.index("1522") < text.index("È sola adesso?")
    assert 'name="person"' not in text
    assert 'name="surname"' not in text
    assert bruno.submit("/open-door/women", {"told": "helpline"}).location == "/open-door"
    (row,) = db.session.scalars(select(WomanHeard)).all()
    assert row.onward_id is None
    assert bruno.submit("/open-door/women", {}).status_code == 422


def test_where_a_way_ends_with_her_the_first_page_is_her_safety(
    bruno: OfficeClient, cast: Cast
) -> None:
    ada = a_person(cast["bruno"])
    referral = an_assigned(cast, ada)
    asked = bruno.get(f"/onward/new?referral={referral}&path=women_support")
    assert asked.status_code == 303
    assert asked.location.startswith("/open-door/women?")
    text = unescape(bruno.get(asked.location).text)
    assert "SEG-2026-" in text
    assert f"/onward/new?referral={referral}" in text
    typed = {"told": "refuge", "body": str(a_body(cast, BodyKind.THIRD_SECTOR)),
             "help_kind": "called", "safe_to_call": "yes"}  # fmt: skip
    assert bruno.submit(asked.location, typed).status_code == 303
    row = db.session.scalars(select(OnwardReferral)).one()
    assert (row.path, row.referral_id, row.person_id) == ("women_support", referral, None)
    assert bruno.get(f"/onward/{row.id}").status_code == 200


def test_nothing_is_printed_for_who_asks_so(bruno: OfficeClient, cast: Cast) -> None:
    hers, other = a_woman_sent_on(cast), sent_on(cast)
    refused = bruno.get(f"/onward/{hers}/slip")
    assert refused.status_code == 409
    assert "non si stampi niente" in unescape(refused.text)
    page = unescape(bruno.get(f"/onward/{hers}").text)
    assert "Stampa l'indirizzo" not in page
    assert "Non chiamarla" in page
    assert "third sector" in bruno.get(f"/onward/{other}/slip").text


def test_her_answers_are_on_no_page_of_the_front_office(client: OfficeClient, cast: Cast) -> None:
    hers = a_woman_sent_on(cast, described="CANARINO")
    page = f"/onward/{hers}"
    assert "CANARINO" in client.enter(cast["bruno"]).get(page).text
    gino = client.enter(cast["gino"])
    assert gino.get(page).status_code == 404
    assert "CANARINO" not in gino.get("/onward").text
    assert "women_support" not in gino.get("/onward/new").text
    anna = client.enter(cast["anna"])
    for address in (page, "/onward", "/open-door", "/open-door/women", "/open-door/counts"):
        assert anna.get(address).status_code == 403
    for address in ("/today", "/deadlines", "/people", "/messages"):
        assert "CANARINO" not in anna.get(address).text
    piera = client.enter(cast["piera"])
    assert "non diffuso" in piera.get("/open-door/counts").text
    assert "CANARINO" not in piera.get("/open-door/counts").text


def test_somebody_is_sent_on_and_arrives(bruno: OfficeClient, cast: Cast) -> None:
    body = str(a_body(cast, BodyKind.THIRD_SECTOR))
    typed = {"body": body, "help_kind": "called", "words": "Cerca compagnia."}
    missing = bruno.submit("/onward/new", typed)
    assert missing.status_code == 422
    assert "senza nome" in unescape(missing.text)
    page = bruno.submit("/onward/new", {**typed, "described": "un signore solo"}).location
    assert "un signore solo" in bruno.get("/onward").text
    assert "Cerca compagnia." in bruno.get(page).text
    arrived = {"teller": "person", "arrived_on": DAY}
    assert bruno.submit(f"{page}/acts/confirm-arrival", arrived).location == page
    assert "Lo dice: la persona" in bruno.get(page).text
    assert "un signore solo" in bruno.get("/onward?elenco=over").text
    late = bruno.submit(f"{page}/acts/not-arrived", {})
    assert late.status_code == 422
    assert "un signore solo" not in bruno.get("/onward").text


def test_it_becomes_a_report_with_what_is_already_known(bruno: OfficeClient, cast: Cast) -> None:
    ada = a_person(cast["bruno"])
    onward = sent_on(cast, person_id=ada, described="non ha da mangiare")
    shown = bruno.submit(f"/onward/{onward}", {}, action="/referrals/new")
    assert shown.status_code == 200
    assert "Brambilla Ada" in shown.text
    assert "non ha da mangiare" in shown.text


def test_it_begins_from_a_request_that_may_be_reached(bruno: OfficeClient, cast: Cast) -> None:
    ada = a_person(cast["bruno"])
    referral = an_assigned(cast, ada)
    page = f"/onward/new?referral={referral}&path=social_inclusion"
    shown = bruno.get(page)
    assert "SEG-2026-" in shown.text
    typed = {"body": str(a_body(cast, BodyKind.THIRD_SECTOR)), "help_kind": "called"}
    made = bruno.submit(page, typed)
    row = db.session.scalars(select(OnwardReferral)).one()
    assert (row.person_id, row.referral_id) == (ada, referral)
    assert "SEG-2026-" in bruno.get(made.location).text
    card = bruno.get(f"/referrals/{referral}").text
    assert made.location in card
    assert f"/onward/new?referral={referral}" in card


def test_a_count_begins_from_a_request_and_stays_without_a_name(
    bruno: OfficeClient, cast: Cast
) -> None:
    ada = a_person(cast["bruno"])
    asked = f"referral={an_assigned(cast, ada)}&path=youth_space"
    an_initiative(cast["gino"])
    text = unescape(bruno.get(f"/open-door?{asked}").text)
    assert "SEG-2026-" in text
    (address,) = {part.split('"')[0] for part in text.split('href="') if "/initiatives/0" in part}
    assert str(ada) not in address
    assert "referral=" in address
    form = bruno.get(address).text
    new = next(p.split('"')[0] for p in form.split('href="') if "participations/new?" in p)
    new = unescape(new)
    assert "Brambilla Ada" in bruno.get(new).text
    assert bruno.submit(new, {"counted": "1"}).status_code == 303
    named = {"counted": "1", "person": str(ada), "consent_on": DAY}
    assert bruno.submit(new, named).status_code == 303
    rows = db.session.scalars(select(Participation).order_by(Participation.id)).all()
    assert [(one.person_id, one.referral_id is None) for one in rows] == [
        (None, True),
        (ada, False),
    ]


def _one(where: str, id_: object) -> str:
    return f"{where}?referral={id_}"


@pytest.mark.parametrize(
    "page", ["/onward/new", "/open-door", "/open-door/desks", "/open-door/women"]
)
def test_what_the_address_says_is_looked_up_with_the_rights_of_who_reads(
    bruno: OfficeClient, cast: Cast, page: str
) -> None:
    of_carla = an_assigned(cast, a_person(cast["carla"], "Altrui"), to="carla")
    hidden = a_person(cast["bruno"], "Zanzarotti")
    seal(cast, an_open_case(cast["carla"], hidden))
    assert bruno.get(_one(page, of_carla)).status_code == 404
    assert bruno.get(_one(page, new_id())).status_code == 404
    assert bruno.get(f"{page}?person={hidden}").status_code == 404
    assert bruno.get(f"{page}?visit={new_id()}").status_code == 404
    assert bruno.get(f"{page}?referral=niente&path=nessuna").status_code == 200


def test_a_press_with_another_request_in_its_address_saves_nothing(
    bruno: OfficeClient, cast: Cast
) -> None:
    of_carla = an_assigned(cast, a_person(cast["carla"], "Altrui"), to="carla")
    typed = {"body": str(a_body(cast, BodyKind.THIRD_SECTOR)), "help_kind": "called"}
    form = bruno.submit("/onward/new", {**typed, "described": ""})
    assert form.status_code == 422
    answer = bruno.submit("/onward/new", {**typed, "described": "un signore"}, action="/onward/new")
    assert answer.status_code == 303
    forged = bruno.post(_one("/onward/new", of_carla), data={**typed, "described": "lei"})
    assert forged.status_code in (400, 404)
    assert db.session.scalars(select(OnwardReferral.referral_id)).all() == [None]


def test_an_interview_of_the_desk_leads_here_and_to_nobody(bruno: OfficeClient, cast: Cast) -> None:
    the_hours()
    a_counter(cast["bruno"])
    a_ticket(cast["gino"])
    heard = VisitDetails(
        outcomes=frozenset({Outcome.ANONYMOUS_LISTENING, Outcome.ORIENTATION}),
        recipients=frozenset({Recipient.WOMEN}), path=PathCode.WOMEN_SUPPORT,
    )  # fmt: skip
    visit_id = concluded(cast["bruno"], received(cast["bruno"]), heard)
    a_ticket(cast["gino"])
    page = f"/open-door/women?visit={visit_id}"
    assert "il colloquio del" in bruno.get(page).text
    centre = str(a_body(cast, BodyKind.THIRD_SECTOR))
    typed = {"told": "centre", "body": centre, "help_kind": "address_only"}
    made = bruno.submit(page, typed)
    row = db.session.scalars(select(OnwardReferral)).one()
    assert (row.visit_id, row.person_id, row.described) == (visit_id, None, "Una donna, senza nome")
    assert "il colloquio del" in bruno.get(made.location).text
    assert page in bruno.get(f"/desk/visits/{visit_id}").text
    assert "già stato scritto" in unescape(bruno.submit(page, typed).text)


def test_a_list_asks_as_many_questions_for_one_row_as_for_ten(
    bruno: OfficeClient, cast: Cast
) -> None:
    gino = cast["gino"]
    desk, initiative = (
        a_desk_for_all(gino),
        an_initiative(gino, partners=(a_body(cast, BodyKind.SCHOOL),)),
    )

    def fill(number: int) -> None:
        named = {"person_id": a_person(gino, f"Persona {chr(65 + number)}"), "consent_on": TODAY}
        came(gino, desk, **named)
        took_part(gino, initiative, **named)
        sent_on(cast, person_id=named["person_id"])
        an_initiative(gino, title=f"Numero {number}")

    fill(0)
    pages = ("/open-door", "/open-door/initiatives", f"/open-door/desks/{desk}",
             f"/open-door/initiatives/{initiative}", "/onward", "/open-door/counts")  # fmt: skip
    few = [_questions(bruno, page) for page in pages]
    for number in range(1, 9):
        fill(number)
    assert [_questions(bruno, page) for page in pages] == few


def _questions(client: OfficeClient, page: str) -> int:
    client.get(page)
    with counting() as sent:
        assert client.get(page).status_code == 200
    return len(sent)


def test_the_year_before_is_another_page(bruno: OfficeClient, cast: Cast) -> None:
    took_part(cast["gino"], an_initiative(cast["gino"]), 7)
    assert "partecipazioni" in bruno.get("/open-door/counts").text
    for asked in ("2025", "1066", "9999", "boh"):
        assert bruno.get(f"/open-door/counts?anno={asked}").status_code == 200
    assert "nessuno è stato contato" in unescape(bruno.get("/open-door/counts?anno=2025").text)


def test_who_may_not_hear_a_woman_is_not_led_to_her_page(client: OfficeClient, cast: Cast) -> None:
    heard = VisitDetails(
        outcomes=frozenset({Outcome.ORIENTATION}),
        recipients=frozenset({Recipient.WOMEN}),
        path=PathCode.WOMEN_SUPPORT,
    )
    for who, led in (("bruno", True), ("gino", False)):
        visit_id = visits.record_visit(actor=cast[who].viewer, now=NOW, details=heard)
        shown = client.enter(cast[who]).get(f"/desk/visits/{visit_id}").text
        assert (f"/open-door/women?visit={visit_id}" in shown) is led
