"""The month of the rota: its holes in words, what the supervisor writes, who only reads."""

from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest

from app.kernel.references import new_id
from app.organisations.rules import OpeningKind
from app.rota import operations, queries
from app.rota.rules import AbsenceKind, Hours
from tests.builders.appointments import WEDNESDAY, a_wednesday, engagement_of
from tests.cast import NOW, Cast
from tests.support.client import OfficeClient
from tests.support.counting import counting

MONTH = "/rota?mese=2026-12"
NEXT = WEDNESDAY + timedelta(days=7)
HOSTILE = ("", "x", "9" * 400, "\x00", "2026-13", "<script>alert(1)</script>", "2026-02-30")


@pytest.fixture
def dario(client: OfficeClient, cast: Cast) -> OfficeClient:
    """The supervisor's browser."""
    return client.enter(cast["dario"])


def _shift(cast: Cast, **typed: Any) -> dict[str, Any]:
    return {
        "worker": str(cast["carla"].engagement_id),
        "kind": "appointments",
        "first": f"{NEXT:%d/%m/%Y}",
        "from_hour": "8:30",
        "to_hour": "12:30",
        **typed,
    }


def _days(cast: Cast) -> list[date]:
    rows = queries.duties_between(cast["dario"].viewer, date(2026, 11, 1), date(2027, 3, 1))
    return [row.day for row in rows]


def test_the_month_says_who_is_on_duty_and_its_holes_in_words(
    dario: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    text = unescape(dario.get("/rota").text)
    for word in ("novembre 2026", "Bruno", "8:30–12:30", "Dependance"):
        assert word in text
    assert "Aperture senza nessuno" not in text
    then = unescape(dario.get(MONTH).text)
    assert then.count("8:30–12:30: nessuno") == 5
    assert "mercoledì 2 dicembre" in then


def test_a_hole_is_filled_choosing_only_the_worker(dario: OfficeClient, cast: Cast) -> None:
    office = a_wednesday(cast)
    text = unescape(dario.get(MONTH).text)
    link = text.split('href="/rota/shifts/new?giorno=')[1].split('"')[0]
    page = f"/rota/shifts/new?giorno={link}"
    worker = {"worker": str(cast["carla"].engagement_id)}
    assert f'value="{office.site}"' in dario.get(page).text
    answer = dario.submit(page, worker)
    assert (answer.status_code, answer.location) == (303, MONTH)
    assert _days(cast) == [WEDNESDAY, NEXT]
    assert unescape(dario.get(MONTH).text).count(": nessuno") == 4


def test_every_week_until_a_day(dario: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    until = f"{NEXT + timedelta(days=15):%d/%m/%Y}"
    assert dario.submit("/rota/shifts/new", _shift(cast, until=until)).status_code == 303
    assert _days(cast) == [WEDNESDAY + timedelta(days=7 * week) for week in range(4)]
    assert "Turni aggiunti: 3." in dario.get(MONTH).text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"first": f"{WEDNESDAY:%d/%m/%Y}"}, "è già di turno"),
        ({"from_hour": "12:30", "to_hour": "8:30"}, "finirebbe prima di cominciare"),
        ({"until": f"{WEDNESDAY:%d/%m/%Y}"}, "viene prima del primo"),
        ({"until": "31/12/2029"}, "Al massimo un anno"),
        ({"first": ""}, ""),
        ({"from_hour": "25:00"}, ""),
        ({"worker": str(new_id())}, ""),
        ({"site": str(new_id())}, ""),
        ({"kind": "administration"}, ""),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    dario: OfficeClient, cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    a_wednesday(cast, "carla")
    answer = dario.submit("/rota/shifts/new", _shift(cast, **typed))
    assert answer.status_code == 422
    assert sentence in unescape(answer.text)
    for name in ("first", "from_hour", "to_hour"):
        assert f'value="{_shift(cast, **typed)[name]}"' in answer.text
    assert _days(cast) == [WEDNESDAY]


@pytest.mark.parametrize("value", HOSTILE)
def test_whatever_is_typed_is_answered(dario: OfficeClient, cast: Cast, value: str) -> None:
    a_wednesday(cast)
    for page in ("/rota/shifts/new", "/rota/absences/new"):
        names = ("worker", "kind", "site", "first", "until", "from_hour", "to_hour")
        for name in (*names, "first_day", "last_day"):
            answer = dario.submit(page, {**_shift(cast), name: value})
            assert answer.status_code in (303, 422), (page, name)
            assert "<script>alert" not in answer.text
    given = dict.fromkeys(("giorno", "che", "sede", "dalle", "alle"), value)
    assert dario.get("/rota/shifts/new", query_string=given).status_code == 200
    with_day = {**given, "giorno": "2026-12-02"}
    assert dario.get("/rota/shifts/new", query_string=with_day).status_code == 200


@pytest.mark.parametrize("month", [*HOSTILE, "0001-01", "9999-12", "2026-11-25"])
def test_a_month_that_is_none_is_this_one(dario: OfficeClient, month: str) -> None:
    answer = dario.get("/rota", query_string={"mese": month})
    assert answer.status_code == 200
    assert "novembre 2026" in answer.text


def test_an_absence_is_written_and_opens_a_hole(dario: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    typed = {
        "worker": str(cast["bruno"].engagement_id),
        "kind": "leave",
        "first_day": f"{WEDNESDAY:%d/%m/%Y}",
        "last_day": f"{WEDNESDAY:%d/%m/%Y}",
    }
    assert dario.submit("/rota/absences/new", typed).status_code == 303
    text = unescape(dario.get("/rota").text)
    for word in ("assente", "8:30–12:30: nessuno", "dal 25/11/2026 al 25/11/2026", "ferie"):
        assert word in text
    (absence,) = queries.absences(cast["dario"].viewer, WEDNESDAY)
    gone = dario.submit(f"/rota/absences/{absence.id}/remove")
    assert gone.status_code == 303
    assert "Aperture senza nessuno" not in dario.get("/rota").text


def test_an_absence_backwards_is_said(dario: OfficeClient, cast: Cast) -> None:
    typed = {
        "worker": str(cast["bruno"].engagement_id),
        "kind": "leave",
        "first_day": "26/11/2026",
        "last_day": "25/11/2026",
    }
    answer = dario.submit("/rota/absences/new", typed)
    assert answer.status_code == 422
    assert 'value="26/11/2026"' in answer.text
    assert queries.absences(cast["dario"].viewer, WEDNESDAY) == []


def test_a_shift_is_taken_off(dario: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    (duty,) = queries.duties_between(cast["dario"].viewer, WEDNESDAY, NEXT)
    address = f"/rota/shifts/{duty.id}/remove?mese=2026-11"
    assert dario.submit("/rota", action=address).status_code == 303
    assert _days(cast) == []
    assert ": nessuno" in dario.get("/rota").text


def test_who_only_reads_sees_no_button_and_may_not_write(client: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    (duty,) = queries.duties_between(cast["dario"].viewer, WEDNESDAY, NEXT)
    client.enter(cast["bruno"])
    text = client.get("/rota").text
    assert "Bruno" in text
    assert "Togli" not in text
    assert "Aggiungi un turno" not in text
    for page in ("/rota/shifts/new", "/rota/absences/new"):
        assert client.get(page).status_code == 403
    assert client.post(f"/rota/shifts/{duty.id}/remove").status_code in (400, 403)
    assert _days(cast) == [WEDNESDAY]
    client.enter(cast["rosa"])
    assert client.get("/rota").status_code == 403


def test_a_stranger_sees_another_rota(client: OfficeClient, cast: Cast) -> None:
    a_wednesday(cast)
    text = client.enter(cast["zeno"]).get("/rota").text
    assert "Bruno" not in text
    assert "In questo mese nessun turno" in text


@pytest.mark.parametrize("what", ["shifts", "absences"])
def test_what_is_not_there_is_not_taken_off(dario: OfficeClient, cast: Cast, what: str) -> None:
    a_wednesday(cast)
    token = dario.submit("/rota/shifts/new", _shift(cast))
    assert token.status_code == 303
    forms = dario.get(MONTH).text
    csrf = forms.split('name="csrf_token" type="hidden" value="')[1].split('"')[0]
    gone = dario.post(f"/rota/{what}/{new_id()}/remove", data={"csrf_token": csrf})
    assert gone.status_code == 404


def test_the_month_asks_as_many_questions_for_one_shift_as_for_twenty(
    dario: OfficeClient, cast: Cast
) -> None:
    office = a_wednesday(cast)
    operations.add_absence(
        actor=cast["dario"].viewer,
        now=NOW,
        engagement_id=engagement_of(cast["gino"]),
        first_day=WEDNESDAY,
        last_day=WEDNESDAY,
        kind=AbsenceKind.TRAINING,
    )
    dario.get("/rota")
    with counting() as few:
        dario.get("/rota")
    for number in range(20):
        operations.add_shift(
            actor=cast["dario"].viewer,
            now=NOW,
            engagement_id=engagement_of(cast["carla" if number % 2 else "gino"]),
            site_id=office.site,
            kind=OpeningKind.APPOINTMENTS,
            day=date(2026, 11, 1) + timedelta(days=number),
            hours=Hours(510, 750),
        )
        operations.add_absence(
            actor=cast["dario"].viewer,
            now=NOW,
            engagement_id=engagement_of(cast["carla"]),
            first_day=WEDNESDAY + timedelta(days=number),
            last_day=WEDNESDAY + timedelta(days=number),
            kind=AbsenceKind.TRAINING,
        )
    with counting() as many:
        assert dario.get("/rota").text.count("<tr>") >= 21
    assert len(many) <= len(few)  # a name that is known already is not asked for
