"""The import on the screen: brought, understood, started, followed, mended; one household taken."""

import csv
import io
from dataclasses import replace
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AccessEntry
from app.db import db
from app.kernel.references import ImportId
from app.people import queries as known
from app.registry import operations, queries
from app.registry.jobs import take_in_registry
from app.registry.rules import Column, Decision, Outcome, Takes
from tests.builders.cases import an_open_case
from tests.builders.people import a_person
from tests.builders.protected import seal
from tests.builders.registry import FAMILY, a_file, brought, choose, imported
from tests.cast import NOW, TODAY, Cast
from tests.registry.test_importing import UGO
from tests.support.client import Forms, OfficeClient

HOSTILE = (
    '=HYPERLINK("http://x","y");Ada;;99/99/1970;F;F2;IS;via Prova 1;;',
    "-2+3;Ida;;vuota;F;F2;MG;@SUM(1);;",
    "<script>alert(1)</script>;Ugo;;01/01/1980;M;F3;IS;../../etc;;",
    "O'Brien'); DROP TABLE person;--;王;;02/02/1982;M;F3;;=1;;",
)


def _brought(client: OfficeClient, content: bytes, name: str = "abitanti.csv") -> str:
    answer = client.submit(
        "/registry/new", {"file": (io.BytesIO(content), name), "takes": Takes.EVERYBODY}
    )
    assert answer.status_code == 303, answer.text
    return str(answer.location).removesuffix("/mapping")


def test_from_the_file_to_the_people_and_the_rows_that_failed(
    client: OfficeClient, cast: Cast
) -> None:
    client.enter(cast["dario"])
    assert "Nessun file ancora" in client.get("/registry").text
    broken = FAMILY[2].replace("20/08/2012", "20/08/12")
    at = _brought(client, a_file([*FAMILY[:2], broken]))
    shown = client.get(f"{at}/mapping").text
    assert "Codice della famiglia" in shown
    refused = client.submit(f"{at}/mapping", {"surname": "", "registry_sex": "8"})
    assert refused.status_code == 422
    assert "Le prime 3 righe del file" in refused.text, "nothing is to be brought again"
    (form,) = [form for form in Forms(refused.text).found if "surname" in form.values]
    assert (form.values["surname"], form.values["registry_sex"]) == ("", "8")
    assert client.submit(f"{at}/mapping", {"registry_sex": ""}).status_code == 303
    preview = client.get(at).text
    assert "Una data non si legge" in preview
    assert "Sereni Ida" in preview
    start = next(form for form in Forms(preview).found if form.action.endswith("/start"))
    assert client.post(start.action, data=start.values).status_code == 303
    assert "Va avanti da sola" in client.get(at).text
    assert take_in_registry(NOW).done == 5, "three rows read, two taken in"
    assert "Che cosa è successo" in client.get(at).text
    failed = client.get(f"{at}/failed")
    named = AccessEntry.name == "registry.failed.take_away"
    (line,) = db.session.scalars(select(AccessEntry).where(named))
    assert (line.subject_kind, str(line.subject_id)) == ("import", at[-36:])
    rows = list(csv.reader(io.StringIO(failed.text.removeprefix("\ufeff")), delimiter=";"))
    assert rows[1][:2] == ["Prelato", "Leo"]
    assert rows[1][-2:] == ["3", "Una data non si legge: scrivila come 25/11/1980 o 1980-11-25."]
    again = ImportId(UUID(_brought(client, a_file()).rpartition("/")[2]))
    columns = queries.import_page(cast["dario"].viewer, again).columns
    assert Column.SEX not in columns, "what was chosen the last time is proposed again"
    choose(cast["dario"], again)
    version = queries.import_page(cast["dario"].viewer, again).version
    operations.start_import(actor=cast["dario"].viewer, now=NOW, import_id=again, version=version)
    take_in_registry(NOW)
    counts = queries.import_page(cast["dario"].viewer, again).counts
    assert counts == {Outcome.SAME: 2, Outcome.NEW: 1}
    assert "Sostituito da un file più recente" in client.get(at).text
    assert "Sostituito" not in client.get(f"/registry/{again}").text


def test_nothing_of_a_hostile_file_is_reckoned_or_shown_as_ours(
    client: OfficeClient, cast: Cast
) -> None:
    client.enter(cast["dario"])
    at = _brought(client, a_file(HOSTILE), name="<script>alert(1)</script>.csv")
    assert client.submit(f"{at}/mapping", {}).status_code == 303
    for page in (at, f"{at}/mapping", "/registry"):
        assert "<script>alert" not in client.get(page).text
    start = next(form for form in Forms(client.get(at).text).found if "/start" in form.action)
    client.post(start.action, data=start.values)
    take_in_registry(NOW)
    assert "<script>alert" not in client.get(at).text
    failed = client.get(f"{at}/failed")
    assert failed.headers["Content-Disposition"].startswith("attachment")
    for row in csv.reader(io.StringIO(failed.text.removeprefix("\ufeff")), delimiter=";"):
        assert all(cell[:1] not in set("=+-@\t\r") for cell in row), row
    names = {row.name for row in known.search(cast["dario"].viewer, "O'Brien")}
    assert names == {"O'Brien'); DROP TABLE person;-- 王"} or not names


@pytest.mark.parametrize(
    "content",
    [b"", b"Cognome\nRossi\n", b"\0\0", b'a;b\n"', b"PK\x03\x04"],
    ids=["empty", "one column", "zeros", "open quotes", "a workbook"],
)
def test_a_file_that_is_no_table_is_refused_in_words(
    client: OfficeClient, cast: Cast, content: bytes
) -> None:
    client.enter(cast["dario"])
    sent = {"file": (io.BytesIO(content), "x.csv"), "takes": Takes.KNOWN}
    answer = client.submit("/registry/new", sent)
    assert answer.status_code == 422
    assert queries.imports(cast["dario"].viewer, 0, 50) == []


def test_who_may_not_import_is_told_so_and_a_stranger_finds_nothing(app: Flask, cast: Cast) -> None:
    at = f"/registry/{brought(cast['dario'])}"
    for who, status in (("bruno", 403), ("anna", 403), ("elena", 403), ("gino", 200)):
        client: OfficeClient = app.test_client()
        assert client.enter(cast[who]).get(at).status_code == status, who
    assert client.submit(at, action=f"{at}/stop").status_code == 303
    assert "Il file non c'è più" in client.get(at).text
    stranger = replace(cast["zeno"].viewer, reaches=cast["dario"].viewer.reaches)
    assert queries.imports(stranger, 0, 50) == []
    assert len(queries.imports(cast["dario"].viewer, 0, 50)) == 1


def test_one_household_is_taken_from_the_search_where_nobody_was_found(
    client: OfficeClient, cast: Cast
) -> None:
    imported(cast["dario"], FAMILY, Takes.KNOWN)
    client.enter(cast["bruno"])
    found = client.submit("/people", {"text": "sereni ida"}).text
    assert "Nessuna persona trovata" in found
    press = next(form for form in Forms(found).found if form.action == "/registry/households")
    shown = client.post(press.action, data=press.values).text
    assert "Prelato Leo" in shown
    take = next(form for form in Forms(shown).found if form.action.endswith("/take"))
    answer = client.post(take.action, data=take.values)
    page = client.get(answer.location).text
    assert "Sereni Ida" in page
    assert "Prelato, via del Collaudo 4" in page
    assert "aggiornati al 23/11/2026" in page
    client.post(take.action, data={**take.values, "submission": "again"})
    assert len(known.search(cast["dario"].viewer, "prelato")) == 2


def test_a_household_with_somebody_hidden_tells_nothing_of_her(
    client: OfficeClient, cast: Cast
) -> None:
    imported(cast["dario"], FAMILY, Takes.KNOWN)
    client.enter(cast["carla"])
    before = client.submit("/registry/households", {"text": "prelato ugo"}).text
    hidden = a_person(cast["bruno"], "Prelato", "Ugo", **UGO)
    seal(cast, an_open_case(cast["bruno"], hidden))
    after = client.submit("/registry/households", {"text": "prelato ugo"}).text
    assert len(after) == len(before)
    take = next(form for form in Forms(after).found if form.action.endswith("/take"))
    answer = client.post(take.action, data=take.values)
    assert str(hidden) not in answer.location
    assert client.get(answer.location).status_code == 200
    assert len(known.search(cast["carla"].viewer, "prelato ugo")) == 1


def test_a_doubtful_row_is_decided_beside_whom_it_looks_like(
    client: OfficeClient, cast: Cast
) -> None:
    person_id = a_person(cast["bruno"], "Prelatto", "Ugo", **UGO)
    page = imported(cast["dario"])
    client.enter(cast["gino"])
    shown = client.get(f"/registry/{page.id}").text
    assert "Prelato Ugo" in shown
    (row,) = queries.doubtful_rows(cast["dario"].viewer, page.id, 0, 50, TODAY)
    at = f"/registry/rows/{row.id}"
    assert "nome simile, stessa nascita" in client.get(at).text
    assert client.submit(at, {"who": ""}).status_code == 422
    answer = client.submit(at, {"who": str(person_id)})
    assert answer.location.endswith(str(person_id))
    assert client.get(at).status_code == 404
    counts = queries.import_page(cast["dario"].viewer, page.id).counts
    assert counts == {Outcome.CHANGED: 1, Outcome.NEW: 2}


def test_who_died_stays_out_and_it_is_said(client: OfficeClient, cast: Cast) -> None:
    a_person(cast["bruno"], "Prelatto", "Ugo", **UGO)
    alone = FAMILY[1].replace(";F1;", ";F2;")
    page = imported(cast["dario"], [FAMILY[0] + "10/10/2026", alone + "10/10/2026"])
    client.enter(cast["gino"])
    (row,) = queries.doubtful_rows(cast["dario"].viewer, page.id, 0, 50, TODAY)
    answer = client.submit(f"/registry/rows/{row.id}", {"who": Decision.ANOTHER})
    assert "resta fuori dall'archivio" in client.get(answer.location).text.replace("&#39;", "'")
    found = client.submit("/registry/households", {"text": "sereni ida"}).text
    take = next(form for form in Forms(found).found if form.action.endswith("/take"))
    answer = client.post(take.action, data=take.values)
    assert "chi è morto non entra in archivio" in client.get(answer.location).text


def test_of_a_community_of_many_whoever_is_looked_for_is_shown_and_taken(
    client: OfficeClient, cast: Cast
) -> None:
    many = [f"Comune{number};Ada;;;F;F1;;via Grande 1;;" for number in range(230)]
    imported(cast["dario"], [*many, FAMILY[0]], Takes.KNOWN)
    client.enter(cast["bruno"])
    found = client.submit("/registry/households", {"text": "prelato ugo"}).text
    take = next(form for form in Forms(found).found if form.action.endswith("/take"))
    answer = client.post(take.action, data=take.values)
    assert "Prelato Ugo" in client.get(answer.location).text


def test_a_second_file_waits_for_the_first(client: OfficeClient, cast: Cast) -> None:
    first, second = brought(cast["dario"]), brought(cast["gino"])
    for one in (first, second):
        choose(cast["dario"], one)
    client.enter(cast["dario"])
    for one, status in ((first, 303), (second, 409)):
        page = client.get(f"/registry/{one}").text
        start = next(form for form in Forms(page).found if "/start" in form.action)
        assert client.post(start.action, data=start.values).status_code == status
    operations.stop_import(actor=cast["dario"].viewer, now=NOW, import_id=first)
    assert queries.running() == []
