"""The office's pages: what they show, what they save, what they refuse with a sentence."""

from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from flask import Flask

from app.desk.queries import opening_now
from app.organisations import operations, queries
from app.organisations.operations import BodyDetails
from app.organisations.rules import (
    AccessMode,
    BodyKind,
    OpeningKind,
    Season,
    SettingKey,
    WeeklyRule,
)
from app.rota.queries import rota
from tests.cast import MAKER, NOW, OFFICE, TODAY, Cast
from tests.support.client import Forms, OfficeClient


@pytest.fixture
def dario(client: OfficeClient, cast: Cast) -> OfficeClient:
    """The supervisor's browser, in an office with one site."""
    operations.open_site(
        actor=MAKER, now=NOW, organisation_id=OFFICE, name="Sede", address="P.zza", directions=""
    )
    return client.enter(cast["dario"])


def _hours(client: OfficeClient, **typed: str):
    given = {
        "kind": "walk_in",
        "weekday": "0",
        "from_hour": "15",
        "to_hour": "19:00",
        "mode": "free_access",
    }
    return client.submit("/opening-hours", {**given, **typed})


def test_hours_are_added_and_shown(dario: OfficeClient) -> None:
    assert _hours(dario).status_code == 303
    assert "15:00–19:00" in dario.get("/office").text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"from_hour": "25"}, "ora che esiste"),
        ({"from_hour": "19", "to_hour": "15"}, "prima di cominciare"),
        ({"to_hour": ""}, "Inserisci"),
        ({"site": "altrove"}, "risposte proposte"),
    ],
)
def test_wrong_hours_come_back_with_a_sentence(
    dario: OfficeClient, typed: dict[str, str], sentence: str
) -> None:
    answer = _hours(dario, **typed)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_hours_end_from_a_day_on_and_never_in_the_past(dario: OfficeClient) -> None:
    _hours(dario)
    end = dario.get("/opening-hours").text.split('href="/opening-hours/')[1].split('"')[0]
    page = f"/opening-hours/{end}"
    assert dario.submit(page, {"ends_on": "ieri"}).status_code == 422
    assert dario.submit(page, {"ends_on": "domani"}).status_code == 303
    assert "24/11/2026 (escluso)" in dario.get("/opening-hours").text
    for day in ("domani", "01/12/2026"):
        again = dario.submit(page, {"ends_on": day})
        assert again.status_code == 422
        assert "finisce già" in again.text


def test_a_closure_is_added_and_taken_back(dario: OfficeClient) -> None:
    typed = {"starts_on": "07/12/2026", "ends_on": "08/12/2026", "reason": "Ponte"}
    assert dario.submit("/closures/new", typed).status_code == 303
    page = dario.get("/opening-hours").text
    assert "Ponte" in page
    closure = page.split('href="/closures/')[1].split('"')[0]
    assert dario.submit(f"/closures/{closure}/remove").status_code == 303
    assert "Ponte" not in dario.get("/opening-hours").text


def test_a_closure_of_one_thing_leaves_the_others_open(dario: OfficeClient, cast: Cast) -> None:
    _hours(dario)
    _hours(dario, kind="admin_counters")
    monday = date(2026, 12, 7)
    typed = {"starts_on": "07/12/2026", "reason": "Formazione", "kind": "admin_counters"}
    assert dario.submit("/closures/new", typed).status_code == 303
    openings = queries.openings_of_day(cast["dario"].viewer, monday)
    assert {one.rule.kind: one.lost_because for one in openings} == {
        OpeningKind.WALK_IN: "",
        OpeningKind.ADMIN_COUNTERS: "Formazione",
    }
    assert monday not in queries.closed_days(cast["dario"].viewer, TODAY)


FRIDAYS = {"weekday": "4", "from_hour": "8:30", "to_hour": "12:30"}
RECOVER = "/openings/new"


def test_a_lost_opening_is_recovered_with_one_press(dario: OfficeClient, cast: Cast) -> None:
    _hours(dario, **FRIDAYS)
    for page in ("/today", "/opening-hours"):
        assert "ven 25/12" in dario.get(page).text or "venerdì 25 dicembre" in dario.get(page).text
    answer = dario.submit("/opening-hours", action=RECOVER)
    assert answer.status_code == 303
    text = dario.get("/opening-hours").text
    assert "Si recupera lunedì 28 dicembre" in text
    viewer = cast["dario"].viewer
    (opening,) = queries.openings_of_day(viewer, date(2026, 12, 28))
    assert opening.held
    assert (opening.rule.from_minute, opening.rule.to_minute) == (510, 750)
    lost = {row.opening.day: row.recovered_on for row in queries.lost(viewer, TODAY)}
    assert lost == {date(2026, 12, 25): date(2026, 12, 28), date(2027, 1, 1): None}


def test_another_day_may_be_chosen_for_a_recovery(dario: OfficeClient, cast: Cast) -> None:
    _hours(dario, **FRIDAYS)
    link = dario.get("/opening-hours").text.split(f'href="{RECOVER}?')[1].split('"')[0]
    page = f"{RECOVER}?{unescape(link)}"
    answer = dario.submit(page, {"on_day": "07/01/2027"})
    assert answer.status_code == 303
    (opening,) = queries.openings_of_day(cast["dario"].viewer, date(2027, 1, 7))
    assert opening.held


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"on_day": "08/12/2026"}, "è chiuso"),
        ({"on_day": "20/11/2026"}, "resta com"),
        ({"on_day": "27/11/2026"}, "già aperto"),
        ({"to_hour": "8"}, "prima di cominciare"),
        ({"recovers_on": "mai"}, "Non capisco"),
    ],
)
def test_an_opening_of_one_day_that_cannot_be_comes_back(
    dario: OfficeClient, typed: dict[str, str], sentence: str
) -> None:
    _hours(dario, **FRIDAYS)
    given = {"on_day": "10/12/2026", "from_hour": "8:30", "to_hour": "12:30"}
    given |= {"kind": "walk_in", "mode": "free_access"}
    answer = dario.submit(RECOVER, {**given, **typed})
    assert answer.status_code == 422
    assert sentence in answer.text


def test_an_opening_of_one_day_opens_the_desk_and_wants_somebody_on_duty(
    dario: OfficeClient, cast: Cast
) -> None:
    thursday = date(2026, 12, 10)
    given = {"kind": "walk_in", "mode": "free_access", "from_hour": "9", "to_hour": "12"}
    assert dario.submit(RECOVER, {**given, "on_day": "10/12/2026"}).status_code == 303
    viewer = cast["dario"].viewer
    desk = opening_now(viewer, datetime(2026, 12, 10, 9, 30, tzinfo=UTC))
    assert desk is not None
    assert (desk.day, desk.from_minute, desk.to_minute) == (thursday, 540, 720)
    (day,) = rota(viewer, thursday, thursday + timedelta(days=1))
    assert [hole.rule.from_minute for hole in day.holes] == [540]
    assert queries.walk_in_hours(viewer, thursday) == []


def test_an_opening_of_one_day_is_taken_back(dario: OfficeClient, cast: Cast) -> None:
    _hours(dario, **FRIDAYS)
    dario.submit("/opening-hours", action=RECOVER)
    text = dario.get("/opening-hours").text
    action = next(one.action for one in Forms(text).found if one.action.endswith("/withdraw"))
    assert dario.submit("/opening-hours", action=action).status_code == 303
    assert queries.openings_of_day(cast["dario"].viewer, date(2026, 12, 28)) == []


def test_a_closure_that_runs_backwards_is_refused(dario: OfficeClient) -> None:
    typed = {"starts_on": "08/12/2026", "ends_on": "07/12/2026", "reason": "Ponte"}
    assert "dopo l&#39;inizio" in dario.submit("/closures/new", typed).text


def test_the_patrons_day_has_no_default_and_is_asked_for(dario: OfficeClient, cast: Cast) -> None:
    assert "Quando è il patrono?" in dario.get("/office").text
    wrong = dario.submit("/office-settings", {"key": "patron_day", "value": "31/02"})
    assert wrong.status_code == 422
    right = dario.submit("/office-settings", {"key": "patron_day", "value": "15/08"})
    assert right.status_code == 303
    assert queries.setting(cast["dario"].viewer, SettingKey.PATRON_DAY, TODAY) == "15/08"
    assert "Quando è il patrono?" not in dario.get("/office").text


def test_a_body_is_found_by_any_word_of_its_name(dario: OfficeClient, cast: Cast) -> None:
    details = BodyDetails(kind=BodyKind.SCHOOL, name="Istituto comprensivo Martesàna")
    operations.open_body(actor=MAKER, now=NOW, organisation_id=OFFICE, details=details)
    assert "Martesàna" in dario.submit("/bodies", {"text": "martesana"}).text
    assert "Nessun ente" in dario.submit("/bodies", {"text": "inesistente"}).text
    assert queries.bodies(cast["zeno"].viewer) == []


def test_a_long_directory_says_it_is_cut_and_who_chooses_finds_each(
    dario: OfficeClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, kind in (("Asilo", BodyKind.SCHOOL), ("Zona", BodyKind.COURT)):
        details = BodyDetails(kind=kind, name=name)
        operations.open_body(actor=MAKER, now=NOW, organisation_id=OFFICE, details=details)
    assert "i primi" not in dario.get("/bodies").text
    monkeypatch.setattr("app.organisations.queries.BODIES_SHOWN", 1)
    assert "Qui ci sono solo i primi 1, per nome" in dario.get("/bodies").text
    viewer = cast["dario"].viewer
    assert [row.name for row in queries.bodies(viewer, at_most=1)] == ["Asilo"]
    assert [row.name for row in queries.bodies(viewer)] == ["Asilo", "Zona"]
    assert [row.name for row in queries.bodies(viewer, kinds=(BodyKind.COURT,))] == ["Zona"]
    both = (BodyKind.COURT, BodyKind.SCHOOL)
    assert [row.name for row in queries.bodies(viewer, kinds=both)] == ["Asilo", "Zona"]


def test_two_people_correcting_a_body_see_both_texts(dario: OfficeClient) -> None:
    new = dario.submit("/bodies/new", {"name": "Prima", "kind": "school"})
    page = f"{new.location}/edit"
    older = Forms(dario.get(page).text).found[-1].values
    dario.submit(page, {"name": "Seconda"})
    answer = dario.post(page, data={**older, "name": "Terza"})
    assert answer.status_code == 409
    assert "Seconda" in answer.text
    form = Forms(answer.text).found[-1]
    assert form.values["name"] == "Terza"
    form.values["submission"] = "another press"
    assert dario.post(page, data=form.values).status_code == 303


def test_a_stars_desk_opens_says_its_languages_and_is_lost_on_a_holiday(
    dario: OfficeClient, cast: Cast
) -> None:
    given = {"kind": "stars_desk", "weekday": "4", "languages": "bangla, inglese"}
    assert _hours(dario, **given).status_code == 303
    assert "bangla, inglese" in dario.get("/opening-hours").text
    assert "Sportello Stars per stranieri (bangla, inglese)" in unescape(
        dario.get("/agenda?giorno=2026-11-27").text
    )
    lost = queries.lost(cast["dario"].viewer, TODAY)
    assert [(row.opening.day, row.opening.rule.kind) for row in lost] == [
        (date(2026, 12, 25), OpeningKind.STARS_DESK),
        (date(2027, 1, 1), OpeningKind.STARS_DESK),
    ]


def test_a_season_leaves_the_languages_of_the_hours_around_it(app: Flask, cast: Cast) -> None:
    by = {"actor": MAKER, "now": NOW, "organisation_id": OFFICE}
    site = operations.open_site(**by, name="Stars", address="P.zza", directions="")
    rule = WeeklyRule(
        kind=OpeningKind.STARS_DESK, site_id=site, weekday=3, from_minute=870, to_minute=1050,
        mode=AccessMode.FREE_ACCESS, valid_from=date(2020, 1, 1), languages="bangla",
    )  # fmt: skip
    operations.open_hours(**by, rule=rule)
    season = Season(
        starts_on=date(2027, 8, 1), ends_on=date(2027, 9, 1), site_id=site,
        kinds=frozenset({OpeningKind.STARS_DESK}), weekdays=frozenset({3}),
        from_minute=540, to_minute=600,
    )  # fmt: skip
    operations.set_season(actor=cast["dario"].viewer, now=NOW, season=season)
    rules = queries.hours(cast["dario"].viewer, TODAY).rules
    assert {(row.rule.languages, row.rule.valid_to) for row in rules} == {
        ("bangla", date(2027, 8, 1)),
        ("", date(2027, 9, 1)),
        ("bangla", None),
    }
