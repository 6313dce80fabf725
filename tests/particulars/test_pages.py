"""The particulars on the screen: each card, page and form, for who may and who may not."""

from datetime import timedelta
from html import unescape

import pytest
from flask import Flask

from app.catalogue.rules import PathCode
from app.kernel.references import RequestLineId
from app.organisations.rules import BodyKind
from app.particulars import operations, queries
from app.particulars.operations import PhaseGiven
from app.particulars.rules import WorkPhase
from tests.builders.intake import a_body
from tests.builders.particulars import FALL, NEIGHBOUR, RESOURCES, a_line_of, by, request_of
from tests.cast import TODAY, Cast
from tests.support.client import OfficeClient
from tests.support.counting import counting

P = PathCode
DAY = f"{TODAY:%d/%m/%Y}"
YESTERDAY = PhaseGiven(phase=WorkPhase.PRELIMINARY, since=TODAY - timedelta(days=1))


@pytest.fixture
def bruno(app: Flask, cast: Cast) -> OfficeClient:
    """The browser of who follows the person."""
    client: OfficeClient = app.test_client()
    return client.enter(cast["bruno"])


@pytest.fixture
def gino(app: Flask, cast: Cast) -> OfficeClient:
    """The browser of the clerk."""
    client: OfficeClient = app.test_client()
    return client.enter(cast["gino"])


def _shown(client: OfficeClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.text)


def _at(line_id: RequestLineId, page: str = "") -> str:
    return f"/request-lines/{line_id}{page}"


def test_the_week_is_written_from_the_page_of_the_service(bruno: OfficeClient, cast: Cast) -> None:
    line_id = a_line_of(cast, P.ADM)
    assert "Orario della settimana" in _shown(bruno, _at(line_id))
    assert "Nessuna ora scritta" in _shown(bruno, _at(line_id, "/hours"))
    typed = {"weekday": "0", "from_hour": "16:30", "to_hour": "15:30", "place": "at_home"}
    wrong = bruno.submit(_at(line_id, "/hours/new"), typed)
    assert wrong.status_code == 422
    assert "Finirebbe prima di cominciare" in wrong.text
    assert 'value="16:30"' in wrong.text
    assert (
        bruno.submit(_at(line_id, "/hours/new"), {**typed, "to_hour": "18:30"}).status_code == 303
    )
    shown = _shown(bruno, _at(line_id, "/hours"))
    assert "16:30-18:30" in shown
    assert "Questo intervento: 2 ore alla settimana, autorizzate 4" in shown
    assert "lunedì 16:30-18:30" in _shown(bruno, _at(line_id))
    more = {**typed, "weekday": "1", "from_hour": "9", "to_hour": "12"}
    assert bruno.submit(_at(line_id, "/hours/new"), more).status_code == 303
    assert "Più di quanto autorizzato" in _shown(bruno, _at(line_id, "/hours"))
    row = queries.week_page(cast["bruno"].viewer, line_id, TODAY).rows[0]
    assert bruno.submit(_at(line_id, f"/hours/{row.id}/end"), {"last_on": DAY}).status_code == 303
    assert "(escluso)" in _shown(bruno, _at(line_id, "/hours"))


def test_the_project_begins_from_the_family(bruno: OfficeClient, cast: Cast) -> None:
    request_id = request_of(cast, a_line_of(cast, P.ADM))
    address = f"/service-requests/{request_id}/education"
    assert "Si comincia dalle risorse della famiglia" in _shown(bruno, address)
    typed = {"area": "autonomy", "goal": "vestirsi", "indicator": "da sola"}
    wrong = bruno.submit(f"{address}/new", typed)
    assert wrong.status_code == 422
    assert "scrivi prima quest'area" in unescape(wrong.text)
    assert bruno.submit(f"{address}/new", {**typed, "area": "family_resources"}).status_code == 303
    assert bruno.submit(f"{address}/new", {**typed, "check_on": "10/03/2027"}).status_code == 303
    goal = queries.education_page(cast["bruno"].viewer, request_id).goals[1]
    judged = bruno.submit(f"{address}/{goal.id}/check", {"outcome": "2", "check_on": "09/06/2027"})
    assert judged.status_code == 303
    shown = _shown(bruno, address)
    assert "2, raggiunto in parte" in shown
    assert shown.index("Risorse della famiglia") < shown.index(">Autonomia<")
    assert bruno.get(f"{address}/{request_id}/check").status_code == 404


def test_the_phases_of_work_are_a_story(bruno: OfficeClient, cast: Cast) -> None:
    line_id = a_line_of(cast, P.WORK_PLACEMENT)
    garden = a_body(cast, BodyKind.COMPANY)
    assert "da cominciare" in _shown(bruno, _at(line_id))
    typed = {"since": DAY, "next_check": "02/12/2026", "who": "Fabio Redaelli"}
    assert bruno.submit(_at(line_id, "/phases/new"), typed).status_code == 303
    assert "Fase 10, conoscenza preliminare" in _shown(bruno, _at(line_id))
    again = bruno.submit(_at(line_id, "/phases/new"), {**typed, "phase": "preliminary"})
    assert again.status_code == 422
    assert "È già in questa fase" in unescape(again.text)
    typed = {"body": str(garden), "valid_from": DAY}
    assert bruno.submit(_at(line_id, "/hosts/new"), typed).status_code == 303
    shown = _shown(bruno, _at(line_id, "/phases"))
    for words in ("Fabio Redaelli", "mercoledì 2 dicembre 2026", "non vede nulla della cartella"):
        assert words in shown
    host = queries.phases_page(cast["bruno"].viewer, line_id).hosts[0]
    assert bruno.submit(_at(line_id, f"/hosts/{host.id}/end"), {"last_on": DAY}).status_code == 303
    course = a_line_of(cast, P.MULTIMISURA)
    assert "Prima e dopo" in _shown(bruno, _at(course, "/phases"))
    assert bruno.get(_at(course, "/phases/new")).status_code == 404


def test_the_clerk_writes_what_the_centre_tells_and_reads_no_key(
    bruno: OfficeClient, gino: OfficeClient, cast: Cast
) -> None:
    line_id = a_line_of(cast, P.REMOTE_ASSISTANCE)
    typed = {"label": "Unità 12", "installed_on": DAY}
    assert gino.submit(_at(line_id, "/devices/new"), typed).status_code == 303
    keys = {"name": "Dina Vicina", "phone": "000 5550188", "relation": "neighbour_keys",
            "has_keys": "y", "valid_from": DAY}  # fmt: skip
    assert bruno.submit(_at(line_id, "/keys/new"), keys).status_code == 303
    alarm = {"rang_on": DAY, "rang_hour": "2:40", "kind": "fall", "told_by": "la centrale",
             "action": "la vicina è salita"}  # fmt: skip
    assert gino.submit(_at(line_id, "/alarms/new"), alarm).status_code == 303
    twice = gino.submit(_at(line_id, "/alarms/new"), alarm)
    assert twice.status_code == 422
    assert "è già scritta" in unescape(twice.text)
    mine, his = _shown(bruno, _at(line_id)), _shown(gino, _at(line_id))
    assert "persone: 1" in mine
    assert _at(line_id, "/keys") in mine
    assert _at(line_id, "/keys") not in his
    assert gino.get(_at(line_id, "/keys")).status_code == 403
    assert "Dina Vicina" in _shown(bruno, _at(line_id, "/keys"))
    assert "la vicina è salita" in _shown(bruno, _at(line_id, "/alarms"))
    assert "la vicina è salita" not in _shown(gino, _at(line_id, "/alarms"))
    assert "Chiamate di allarme" in _shown(bruno, "/today")
    assert "Chiamata di allarme da vedere" in _shown(bruno, "/deadlines")
    call = queries.alarms_page(cast["bruno"].viewer, line_id).calls[0]
    seen = _at(line_id, f"/alarms/{call.id}/seen")
    assert bruno.submit(seen, {"answer": "visita domiciliare"}).status_code == 303
    assert "Chiamate di allarme" not in _shown(bruno, "/today")
    assert bruno.submit(seen, {"answer": "ancora"}).status_code == 422
    device = queries.devices_page(cast["gino"].viewer, line_id).devices[0]
    back = _at(line_id, f"/devices/{device.id}/removal")
    assert gino.submit(back, {"removed_on": DAY}).status_code == 303
    holder = queries.keys_page(cast["bruno"].viewer, line_id, TODAY).holders[0]
    assert bruno.submit(_at(line_id, f"/keys/{holder.id}/end"), {"last_on": DAY}).status_code == 303


def test_the_story_of_the_case_tells_phases_and_alarms(
    app: Flask, bruno: OfficeClient, cast: Cast
) -> None:
    at_home = a_line_of(cast, P.REMOTE_ASSISTANCE)
    case_id = queries.head(cast["bruno"].viewer, at_home).request.case_id
    to_work = a_line_of(cast, P.WORK_PLACEMENT, case_id=case_id)
    operations.write_alarm(**by(cast), line_id=at_home, given=FALL)
    operations.pass_phase(**by(cast), line_id=to_work, given=YESTERDAY)
    shown = _shown(bruno, f"/cases/{case_id}/story")
    assert "Chiamata di allarme: caduta" in shown
    assert "Fase 10, conoscenza preliminare" in shown
    other = queries.head(cast["bruno"].viewer, a_line_of(cast, P.ADM)).request.case_id
    assert "Fase 10" not in _shown(bruno, f"/cases/{other}/story")


def test_the_next_school_year_is_one_press(bruno: OfficeClient, cast: Cast) -> None:
    line_id = a_line_of(cast, P.SCHOOL_ASSISTANCE)
    address = _at(line_id, "/school-years")
    assert "Nessun anno scolastico" in _shown(bruno, address)
    school = a_body(cast, BodyKind.SCHOOL)
    typed = {"body": str(school), "class_name": "3B", "certificate": "law_104_certificate", "issued_on": "04/05/2026",
             "certificate_until": "31/05/2027"}  # fmt: skip
    early = {**typed, "certificate": "base_assessment"}
    assert bruno.submit(f"{address}/new", early).status_code == 422
    assert bruno.submit(f"{address}/new", typed).status_code == 303
    assert "Anno scolastico 2026/27" in _shown(bruno, _at(line_id))
    year = queries.school_year_rows(cast["bruno"].viewer, line_id)[0]
    renewal = f"{address}/{year.id}/renewal"
    drafted = bruno.submit(address, action=renewal)
    assert drafted.status_code == 303
    assert "Bozza" in _shown(bruno, drafted.location)
    assert "Nuovo anno" in _shown(bruno, address)


@pytest.mark.parametrize(
    ("path", "page"),
    [
        (P.ADM, "/hours"), (P.WORK_PLACEMENT, "/phases"), (P.REMOTE_ASSISTANCE, "/devices"),
        (P.REMOTE_ASSISTANCE, "/keys"), (P.REMOTE_ASSISTANCE, "/alarms"),
        (P.SCHOOL_SUPPORT, "/school-years"),
    ],
)  # fmt: skip
def test_the_stranger_finds_nothing_and_no_other_service_has_it(
    app: Flask, bruno: OfficeClient, cast: Cast, path: PathCode, page: str
) -> None:
    line_id = a_line_of(cast, path)
    other = a_line_of(cast, P.CDD)
    zeno: OfficeClient = app.test_client()
    zeno.enter(cast["zeno"])
    assert zeno.get(_at(line_id, page)).status_code == 404
    assert bruno.get(_at(other, page)).status_code == 404
    assert "Di questo servizio" not in _shown(bruno, _at(other))
    carla: OfficeClient = app.test_client()
    carla.enter(cast["carla"])
    assert carla.get(_at(line_id, page)).status_code == 404  # another team's


def test_the_pages_read_as_much_with_many_rows(app: Flask, bruno: OfficeClient, cast: Cast) -> None:
    line_id = a_line_of(cast, P.REMOTE_ASSISTANCE)
    goals = request_of(cast, a_line_of(cast, P.ADM))
    addresses = (
        "/today", "/deadlines", _at(line_id), _at(line_id, "/alarms"), _at(line_id, "/keys"),
        f"/service-requests/{goals}/education",
    )  # fmt: skip

    def write(number: int) -> None:
        rang_at = FALL.rang_at - timedelta(minutes=number)
        operations.write_alarm(
            **by(cast), line_id=line_id, given=type(FALL)(**{**vars(FALL), "rang_at": rang_at})
        )
        operations.add_key_holder(**by(cast), line_id=line_id, given=NEIGHBOUR)
        operations.write_goal(**by(cast), request_id=goals, given=RESOURCES)

    write(0)
    for address in addresses:
        _shown(bruno, address)
    few = [_counted(bruno, address) for address in addresses]
    for number in range(1, 6):
        write(number)
    assert [_counted(bruno, address) for address in addresses] == few


def _counted(client: OfficeClient, address: str) -> int:
    with counting() as seen:
        _shown(client, address)
    return len(seen)
