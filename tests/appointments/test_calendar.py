"""The calendar of a telephone: parsed back, right across the clock changes, without a name."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from icalendar import Calendar

from app.appointments.rules.calendar import Event, calendar_text
from app.kernel.references import new_id
from tests.builders.agenda import an_item, hours
from tests.builders.appointments import a_wednesday, an_appointment, engagement_of
from tests.builders.people import a_person
from tests.cast import NOW, Cast
from tests.support.client import OfficeClient


def _read(text: str) -> list[dict[str, str]]:
    """Read the events back as a telephone does: long lines joined, one name and value each."""
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = re.sub(r"\r\n[ \t]", "", text).split("\r\n")
    found: list[dict[str, str]] = []
    inside = False
    for line in lines:
        if line in ("BEGIN:VEVENT", "END:VEVENT"):
            inside = line.startswith("BEGIN")
            found.extend([{}] if inside else [])
        elif inside:
            name, _, value = line.partition(":")
            found[-1][name] = value
    return found


def _instant(event: dict[str, str], name: str) -> datetime:
    return datetime.strptime(event[name], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "day", ["2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25", "2027-03-28", "2027-10-31"]
)
@pytest.mark.parametrize("hour", range(24))
def test_every_hour_of_the_days_around_a_change_comes_back_as_it_was(day: str, hour: int) -> None:
    starts = datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(hours=hour)
    ends = starts + timedelta(minutes=30)
    event = Event(UUID(int=1), starts, ends, "Appuntamento", NOW)
    read = _read(calendar_text("Agenda", [event]))[0]
    assert (_instant(read, "DTSTART"), _instant(read, "DTEND")) == (starts, ends)


def test_no_hour_is_left_to_what_a_reader_knows_of_our_zone() -> None:
    """Nor to a clock that shows one hour twice in autumn, and skips one in spring."""
    moments = [
        datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(minutes=15 * quarter)
        for day in ("2026-10-24T21:00", "2027-03-27T21:00")
        for quarter in range(4 * 30)
    ]
    events = [
        Event(new_id(), one, one + timedelta(minutes=45), "Colloquio", NOW) for one in moments
    ]
    text = calendar_text("Agenda", events)
    assert "TZID" not in text
    read = Calendar.from_ical(text).walk("VEVENT")
    assert [one["DTSTART"].dt for one in read] == moments
    assert [one["DTEND"].dt for one in read] == [one + timedelta(minutes=45) for one in moments]


def test_nothing_a_title_holds_breaks_the_file() -> None:
    title = "à" * 90 + "; x, \\ y\r\nEND:VEVENT"
    event = Event(UUID(int=1), NOW, NOW + timedelta(hours=1), title, NOW)
    text = calendar_text("Agenda", [event])
    assert len(_read(text)) == 1
    assert text.count("END:VEVENT") == 2, "once as the end, once within the title"
    assert re.sub(r"\r\n ", "", text).count("à") == 90


def test_a_telephone_reads_hours_and_no_name_until_the_address_is_closed(
    client: OfficeClient, cast: Cast
) -> None:
    bruno = cast["bruno"]
    a_wednesday(cast)
    an_appointment(cast["anna"], a_person(bruno, "Kanarikopulos"), practical="sedia a rotelle")
    an_item(bruno, kept=hours(840, 900), words="equipe segreta", place="via Segreta")
    client.enter(bruno)
    opened = client.submit("/agenda/feeds", {"of": str(engagement_of(bruno))})
    address = re.search(r"http://localhost(/calendar/[^<]+)<", opened.text)
    assert address is not None
    assert address[1] not in client.get("/agenda/feeds").text, "it is shown once"
    telephone = client.application.test_client()
    file = telephone.get(address[1])
    assert file.mimetype == "text/calendar"
    assert [one["SUMMARY"] for one in _read(file.text)] == ["Appuntamento", "Impegno"]
    for word in ("Kanarikopulos", "rotelle", "segreta", "Segreta", "Bruno"):
        assert word not in file.text
    same = telephone.get(address[1], headers={"If-None-Match": file.headers["ETag"]})
    assert same.status_code == 304
    form = client.get("/agenda/feeds").text
    close = re.search(r'action="(/agenda/feeds/[^"]+/close)"', form)
    assert close is not None
    assert client.submit("/agenda/feeds", action=close[1]).status_code == 303
    assert telephone.get(address[1]).status_code == 404


def test_of_a_colleague_or_of_a_site_only_who_answers_for_the_office(
    client: OfficeClient, cast: Cast
) -> None:
    site = a_wednesday(cast).site
    an_appointment(cast["anna"], a_person(cast["anna"]))
    client.enter(cast["bruno"])
    for of in (site, engagement_of(cast["carla"]), new_id()):
        assert client.submit("/agenda/feeds", {"of": str(of)}).status_code == 422
    client.enter(cast["dario"])
    opened = client.submit("/agenda/feeds", {"of": str(site)})
    address = re.search(r"http://localhost(/calendar/[^<]+)<", opened.text)
    assert address is not None
    assert len(_read(client.get(address[1]).text)) == 1
