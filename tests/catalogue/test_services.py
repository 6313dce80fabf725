"""Services and units of offer: what there is on a day, who gives it, how much it holds."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from app.catalogue import operations, queries
from app.catalogue.labels import LABELS, amount_text, ways_called
from app.catalogue.operations import ManagementDetails, ServiceDetails, UnitDetails
from app.catalogue.rules import Management, Measure, PathCode
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.references import BodyId, ServiceId, UnitId
from app.organisations.rules import BodyKind
from tests.builders.catalogue import BY, SINCE, a_service, a_unit
from tests.builders.intake import a_body
from tests.cast import ELSEWHERE, MAKER, NOW, OFFICE, TODAY, Cast
from tests.support.client import Forms, OfficeClient
from tests.support.counting import counting

pytestmark = pytest.mark.usefixtures("app")
BEFORE, TOMORROW = SINCE - timedelta(days=1), TODAY + timedelta(days=1)
P, M = PathCode, Measure


def _details(**changed: Any) -> ServiceDetails:
    given = {"path": P.ADM, "name": "Nuovo nome", "measure": M.HOURS, "valid_from": SINCE}
    return ServiceDetails(**{**given, **changed})


def _unit(**changed: Any) -> UnitDetails:
    return UnitDetails(**{"name": "Altro", "provider_id": None, "valid_from": SINCE, **changed})


def test_a_service_is_there_from_its_first_day_to_the_day_before_its_end(cast: Cast) -> None:
    bruno = cast["bruno"].viewer
    service_id = a_service()
    operations.correct_service(
        **BY, service_id=service_id, version=1, details=_details(valid_to=TOMORROW)
    )
    there = {d: bool(queries.services_of(bruno, P.ADM, d)) for d in (BEFORE, TODAY, TOMORROW)}
    assert there == {BEFORE: False, TODAY: True, TOMORROW: False}
    assert queries.service_row(bruno, service_id, TOMORROW).name == "Nuovo nome"


def test_management_changes_from_a_day_on(cast: Cast) -> None:
    bruno = cast["bruno"].viewer
    service_id = a_service()
    operations.entrust_service(
        **BY,
        service_id=service_id,
        details=ManagementDetails(
            form=Management.CONSORTIUM, provider_id=None, valid_from=TOMORROW, note="convenzione"
        ),
    )
    (now,) = queries.services_of(bruno, P.ADM, TODAY)
    (later,) = queries.services_of(bruno, P.ADM, TOMORROW)
    assert (now.form, now.provider) == (Management.DIRECT, "Cooperativa Il Ponte")
    assert (later.form, later.provider, later.management_note) == (
        Management.CONSORTIUM, "", "convenzione",
    )  # fmt: skip


def test_capacity_is_that_of_its_day_and_of_each_measure(cast: Cast) -> None:
    bruno = cast["bruno"].viewer
    unit_id = a_unit(a_service(P.MOTHER_CHILD, M.BEDS), "Struttura riservata 01", 8, M.BEDS)
    for measure, quantity, day in ((M.FAMILY_UNITS, 3, SINCE), (M.BEDS, 10, TOMORROW)):
        operations.size_unit(
            **BY, unit_id=unit_id, measure=measure, quantity=quantity, valid_from=day
        )
    assert queries.capacity_on(bruno, unit_id, TODAY) == {M.BEDS: 8, M.FAMILY_UNITS: 3}
    assert queries.capacity_on(bruno, unit_id, TOMORROW) == {M.BEDS: 10, M.FAMILY_UNITS: 3}
    assert queries.capacity_on(bruno, unit_id, BEFORE) == {}
    operations.size_unit(**BY, unit_id=unit_id, measure=M.BEDS, quantity=9, valid_from=TOMORROW)
    assert queries.capacity_on(bruno, unit_id, TOMORROW)[M.BEDS] == 9


def test_units_are_those_of_a_way_or_of_a_service(cast: Cast) -> None:
    bruno = cast["bruno"].viewer
    adm, cdd = a_service(), a_service(P.CDD, M.PLACES, "CDD")
    first, second = a_unit(adm), a_unit(cdd, "Trezzo", 30, M.PLACES)
    assert [u.id for u in queries.units_of(bruno, P.CDD, TODAY)] == [second]
    assert [u.id for u in queries.units_of(bruno, None, TODAY, service_id=adm)] == [first]
    assert {u.id for u in queries.units_of(bruno, None, TODAY)} == {first, second}
    assert queries.units_of(bruno, None, BEFORE) == []
    assert queries.unit_rows(bruno, [first, second], TODAY)[second].service == "CDD"


def test_another_body_sees_none_of_it(cast: Cast) -> None:
    zeno = cast["zeno"].viewer
    service_id = a_service()
    unit_id = a_unit(service_id)
    assert queries.services_of(zeno, None, TODAY) == []
    assert queries.units_of(zeno, None, TODAY) == []
    for read in (
        lambda: queries.service_row(zeno, service_id, TODAY),
        lambda: queries.unit_row(zeno, unit_id, TODAY),
        lambda: queries.capacity_on(zeno, unit_id, TODAY),
    ):
        with pytest.raises(NotFound):
            read()
    elsewhere: dict[str, Any] = {"actor": MAKER, "now": NOW, "organisation_id": ELSEWHERE}
    with pytest.raises(NotFound):
        operations.correct_unit(**elsewhere, unit_id=unit_id, version=1, details=_unit())
    with pytest.raises(NotFound):
        operations.open_unit(**elsewhere, service_id=service_id, details=_unit(), capacity={})


@pytest.mark.parametrize(
    ("details", "reason"),
    [
        (_details(name=" "), "catalogue_name_missing"),
        (_details(valid_to=SINCE), "catalogue_ends_before_start"),
    ],
)
def test_a_service_that_cannot_be_is_refused(details: ServiceDetails, reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        operations.open_service(**BY, details=details)


@pytest.mark.parametrize(
    ("details", "capacity", "reason"),
    [
        (_unit(name=""), {}, "catalogue_name_missing"),
        (_unit(valid_from=BEFORE), {}, "outside_its_service"),
        (_unit(valid_to=SINCE), {}, "catalogue_ends_before_start"),
        (_unit(), {M.PLACES: -1}, "not_a_capacity"),
        (_unit(), {M.PLACES: 100_001}, "not_a_capacity"),
    ],
)
def test_a_unit_that_cannot_be_is_refused(
    details: UnitDetails, capacity: dict[Measure, int], reason: str
) -> None:
    service_id = a_service()
    with pytest.raises(Invalid, match=reason):
        operations.open_unit(**BY, service_id=service_id, details=details, capacity=capacity)


def test_what_is_not_there_and_what_changed_meanwhile(cast: Cast) -> None:
    service_id = a_service()
    unit_id = a_unit(service_id)
    with pytest.raises(NotFound):
        operations.correct_service(
            **BY, service_id=ServiceId(uuid4()), version=1, details=_details()
        )
    with pytest.raises(NotFound):
        operations.correct_unit(
            **BY, unit_id=unit_id, version=1, details=_unit(provider_id=BodyId(uuid4()))
        )
    with pytest.raises(Conflict):
        operations.correct_service(**BY, service_id=service_id, version=7, details=_details())
    with pytest.raises(Conflict):
        operations.correct_unit(**BY, unit_id=unit_id, version=7, details=_unit())
    with pytest.raises(Invalid, match="outside_its_service"):
        operations.size_unit(**BY, unit_id=unit_id, measure=M.PLACES, quantity=1, valid_from=BEFORE)
    with pytest.raises(NotFound):
        queries.unit_row(cast["bruno"].viewer, UnitId(uuid4()), TODAY)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("sfratto", P.ADULT_SUPPORT), ("bolletta", P.ECONOMIC_AID), ("badante", P.HOME_CARE),
        ("compiti", P.SCHOOL_SUPPORT), ("mamma bambino", P.MOTHER_CHILD), ("1522", P.WOMEN_SUPPORT),
        ("telesoccorso", P.REMOTE_ASSISTANCE), ("ADM", P.ADM), ("mediat", P.STARS),
    ],
)  # fmt: skip
def test_a_way_is_found_by_the_words_of_who_asks(text: str, way: PathCode) -> None:
    assert way in ways_called(text)
    assert len(ways_called(text)) < len(PathCode)


def test_no_words_find_everything_and_strange_ones_nothing() -> None:
    assert ways_called("") == [*PathCode]
    assert ways_called("xyzzy") == []


def test_everybody_of_the_staff_reads_the_services(client: OfficeClient, cast: Cast) -> None:
    a_unit(a_service())
    anna = client.enter(cast["anna"])
    shown = anna.get("/services").text
    assert "Comunità mamma-bambino" in shown
    assert "Educatori: 60 ore alla settimana" in shown
    assert "Aggiungi un servizio" not in shown
    found = anna.submit("/services", {"text": "sfratto"}).text
    assert "Adulti in difficoltà" in found
    assert "Teleassistenza" not in found
    assert "Nessun servizio con queste parole" in anna.submit("/services", {"text": "xyzzy"}).text


def test_a_card_says_who_may_what_to_bring_and_that_it_is_free(
    client: OfficeClient, cast: Cast
) -> None:
    card = client.enter(cast["bruno"]).get("/services/1").text
    for words in ("La scuola (il dirigente)", "È gratuito", "Documento fondante", "01/06"):
        assert words in card
    assert "ISEE in corso" not in card


@pytest.mark.parametrize("number", range(1, 22))
def test_every_way_has_its_card_and_its_paper(
    client: OfficeClient, cast: Cast, number: int
) -> None:
    carla = client.enter(cast["carla"])
    assert carla.get(f"/services/{number}").status_code == 200
    paper = carla.get(f"/services/{number}/print")
    assert paper.status_code == 200
    assert "Che cosa portare" in paper.text


def test_a_reserved_structure_is_on_no_paper(client: OfficeClient, cast: Cast) -> None:
    a_unit(a_service(P.MOTHER_CHILD, M.BEDS), "Struttura riservata 01", 8, M.BEDS)
    bruno = client.enter(cast["bruno"])
    assert "Struttura riservata 01" in bruno.get("/services/2").text
    assert "Struttura" not in bruno.get("/services/2/print").text.split("<h1>")[1].split("<h2>")[-1]


@pytest.mark.parametrize("page", ["/services/0", "/services/22", f"/services/{UUID(int=404)}/edit"])
def test_what_is_not_in_the_list_is_nowhere(client: OfficeClient, cast: Cast, page: str) -> None:
    assert client.enter(cast["dario"]).get(page).status_code == 404


def test_the_list_asks_as_much_of_the_database_however_long(
    client: OfficeClient, cast: Cast
) -> None:
    bruno = client.enter(cast["bruno"])
    a_unit(a_service())
    bruno.get("/services")
    with counting() as few:
        bruno.get("/services")
    for number in range(8):
        a_unit(a_service(P.CDD, M.PLACES, f"CDD {number}"), f"Centro {number}", 30, M.PLACES)
    with counting() as many:
        bruno.get("/services")
    assert len(many) == len(few)


def test_a_service_goes_from_nothing_to_its_places_on_the_pages(
    client: OfficeClient, cast: Cast
) -> None:
    dario = client.enter(cast["dario"])
    new = {"path": "cdd", "name": "Centri diurni", "measure": "places"}
    assert dario.submit("/services/new", new).location == "/services/6"
    card = dario.get("/services/6").text
    links = [part.split('"')[0] for part in card.split('href="')[1:]]
    page = next(link for link in links if link.endswith("/management"))
    assert dario.submit(page, {"form": "consortium_management"}).status_code == 303
    page = next(link for link in links if link.endswith("/units/new"))
    assert dario.submit(page, {"name": "CDD di Trezzo", "quantity": "30"}).status_code == 303
    card = dario.get("/services/6").text
    assert "CDD di Trezzo" in card
    assert "30 posti" in card
    links = [part.split('"')[0] for part in card.split('href="')[1:]]
    page = next(link for link in links if link.endswith("/capacity"))
    assert dario.submit(page, {"quantity": "29"}).status_code == 303
    assert "29 posti" in dario.get("/services/6").text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Inserisci il nome"),
        ({"path": "magic"}, "risposte proposte"),
        ({"valid_to": "ieri"}, "Finirebbe prima di cominciare"),
        ({"name": "x" * 300}, "troppo lungo"),
    ],
)
def test_a_wrong_service_comes_back_with_a_sentence(
    client: OfficeClient, cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    whole = {"path": "cdd", "name": "Centri", "measure": "places", "note": "da vedere", **typed}
    answer = client.enter(cast["dario"]).submit("/services/new", whole)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "da vedere" in answer.text


@pytest.mark.parametrize("what", ["service", "unit"])
def test_two_people_correcting_at_once_see_both_texts(
    client: OfficeClient, cast: Cast, what: str
) -> None:
    service_id = a_service()
    unit_id = a_unit(service_id)
    dario = client.enter(cast["dario"])
    page = f"/services/{service_id}/edit" if what == "service" else f"/service-units/{unit_id}/edit"
    older = Forms(dario.get(page).text).found[-1].values
    assert dario.submit(page, {"name": "Seconda"}).status_code == 303
    answer = dario.post(page, data={**older, "name": "Terza"})
    assert answer.status_code == 409
    assert "Seconda" in answer.text
    assert "Terza" in answer.text


def test_correcting_a_unit_leaves_it_to_who_runs_it(client: OfficeClient, cast: Cast) -> None:
    by: dict[str, Any] = {
        "actor": cast["dario"].viewer, "now": NOW, "organisation_id": OFFICE,
    }  # fmt: skip
    provider = a_body(cast, BodyKind.PROVIDER)
    details = UnitDetails(name="Educatori", provider_id=provider, valid_from=SINCE)
    unit_id = operations.open_unit(
        **by, service_id=a_service(), details=details, capacity={Measure.HOURS_PER_WEEK: 10}
    )
    page = f"/service-units/{unit_id}/edit"
    assert client.enter(cast["dario"]).submit(page, {"note": "Solo il sabato"}).status_code == 303
    row = queries.unit_row(cast["dario"].viewer, unit_id, TODAY)
    assert (row.note, row.provider_id) == ("Solo il sabato", provider)


def test_who_may_not_edit_is_told_so_and_a_stranger_finds_nothing(
    client: OfficeClient, cast: Cast, app: Flask
) -> None:
    page = f"/services/{a_service()}/edit"
    assert client.enter(cast["bruno"]).get(page).status_code == 403
    assert queries.services_of(cast["rosa"].viewer, None, TODAY) == []


def test_the_command_tells_every_way_with_its_conditions_and_sources(app: Flask) -> None:
    told = json.loads(app.test_cli_runner().invoke(args=["catalogue", "list", "--json"]).output)
    assert [path["code"] for path in told] == [*PathCode]
    assert all(path["criteria"] and path["sources"] for path in told)
    adm = told[0]
    assert {"is_a_minor", "at_least_one_intervention"} <= {one["name"] for one in adm["criteria"]}
    plain = app.test_cli_runner().invoke(args=["catalogue", "list"]).output
    assert plain.count("condizioni:") == len(PathCode)


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (0, "0 posti"), (1, "1 posto"), (2, "2 posti"),
        ("1", "1 posto"), ("1,5", "1,5 posti"), ("11", "11 posti"),
    ],
)  # fmt: skip
def test_one_of_a_measure_is_said_in_the_singular(quantity: int | str, words: str) -> None:
    assert amount_text(quantity, Measure.PLACES) == words


@pytest.mark.parametrize("measure", Measure)
def test_every_measure_has_a_singular(measure: Measure) -> None:
    plural = LABELS[Measure][measure].text
    assert amount_text(2, measure) == f"2 {plural}"
    if measure is not Measure.EURO:
        assert amount_text(1, measure) != f"1 {plural}"
