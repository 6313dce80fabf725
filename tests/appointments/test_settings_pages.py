"""The rules of appointments on the screen: what is kept aside, what each reason asks."""

from datetime import timedelta
from html import unescape

import pytest

from app.appointments import queries
from app.appointments.rules import Purpose, in_force
from app.notifications.rules import Language
from tests.builders.appointments import WEDNESDAY, a_wednesday
from tests.cast import NOW, Cast
from tests.support.client import OfficeClient

PAGE = "/booking-rules"


@pytest.fixture
def dario(client: OfficeClient, cast: Cast) -> OfficeClient:
    """The supervisor."""
    return client.enter(cast["dario"])


def test_places_kept_aside_are_chosen_and_told_with_what_they_leave(
    dario: OfficeClient, cast: Cast
) -> None:
    a_wednesday(cast)
    assert "Nessuno: l'URP può dare tutti i posti" in dario.get(PAGE).text
    typed = {"follow_up": "2", "recovery": "1", "urgent": "1"}
    assert dario.submit(f"{PAGE}/kept-aside", typed).status_code == 303
    shown = dario.get(PAGE).text
    assert "Colloqui successivi: 2 per ogni assistente sociale di turno" in shown
    cells = [row.room for row in queries.room_by_day(cast["dario"].viewer, NOW)]
    assert [sorted(room.values()) for room in cells] == [[4, 5, 5, 6]]
    rule = in_force(queries.kept_aside(cast["dario"].viewer), WEDNESDAY)
    assert rule is not None
    assert (rule.released_days_before, rule.released_minute) == (1, 720)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"recovery": "molti"}, "Scrivi quanti posti in cifre"),
        ({"recovery": "31"}, "Scrivi quanti posti, da 0 a 30."),
        ({"released_hour": "25"}, "Scrivi un'ora che esiste"),
        ({"valid_from": "01/01/2020"}, "Quello che è passato resta com'era"),
    ],
)
def test_a_number_that_cannot_be_is_said_and_what_was_typed_stays(
    dario: OfficeClient, typed: dict[str, str], sentence: str
) -> None:
    answer = dario.submit(f"{PAGE}/kept-aside", {"urgent": "3", **typed})
    assert answer.status_code == 422
    assert sentence in unescape(answer.text)
    assert 'value="3"' in answer.text


def test_a_reason_is_changed_from_a_day_on(dario: OfficeClient, cast: Cast) -> None:
    typed = {"minutes": "45", "notice_days": "2", "papers": "il modulo", "valid_from": "26/11/2026"}
    assert dario.submit(f"{PAGE}/purposes/3", typed).status_code == 303
    viewer = cast["dario"].viewer
    today = queries.purpose_rules(viewer, WEDNESDAY)[Purpose.DOCUMENTS]
    then = queries.purpose_rules(viewer, WEDNESDAY + timedelta(days=1))[Purpose.DOCUMENTS]
    assert (today.minutes, then.minutes, then.notice_days, then.papers) == (
        None,
        45,
        2,
        "il modulo",
    )
    wrong = dario.submit(f"{PAGE}/purposes/3", {"notice_days": "99"})
    assert "Scrivi quanti giorni di preavviso" in wrong.text
    assert dario.get(f"{PAGE}/purposes/6").status_code == 404


def test_the_urp_does_not_change_the_rules(client: OfficeClient, cast: Cast) -> None:
    assert client.enter(cast["anna"]).get(PAGE).status_code == 403


def test_the_reminders_are_chosen_before_the_very_words_in_each_language(
    dario: OfficeClient,
) -> None:
    assert "due giorni lavorativi prima" in dario.get(PAGE).text
    page = unescape(dario.get(f"{PAGE}/reminders").text)
    assert "Le ricordiamo l'appuntamento di lunedì 30 novembre alle 9:30" in page
    assert page.count('<dd lang="') == len(Language)
    assert dario.submit(f"{PAGE}/reminders", {"days_before": "0"}).status_code == 303
    assert "l'ufficio non invia promemoria" in unescape(dario.get(PAGE).text)
    wrong = dario.submit(f"{PAGE}/reminders", {"valid_from": "01/01/2020"})
    assert "Quello che è passato resta com'era" in unescape(wrong.text)
