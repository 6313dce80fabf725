"""A measure of art. 403 and the sending that answers it: each leads to the other, by right."""

import html
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from app.emergencies.procedure.emergency import EmergencyState
from app.intake.operations import Sending as ToCourt
from app.intake.procedure import ReferralAction
from app.kernel.references import BodyId, EmergencyId, PersonId, ReferralId
from app.organisations.rules import BodyKind
from app.releases.queries import Asked, ReleaseRow, listed
from app.releases.rules import LegalBasis, ReleaseShelf, SubjectKind
from tests.builders.cases import an_open_case
from tests.builders.consents import a_child
from tests.builders.emergencies import an_emergency, emergency_act, emergency_page
from tests.builders.intake import a_body, act, in_evaluation, page_of
from tests.builders.releases import a_draft, leaving, letter_act, letter_page
from tests.cast import NOW, TODAY, Cast
from tests.support.client import Forms, OfficeClient

pytestmark = pytest.mark.usefixtures("app")
PROTOCOL = "21900/2026"
HOUR_ASKED = "a che ora è partita"


class Measure:
    """A child in safety, a report about her, the prosecutor: the papers have still to leave."""

    def __init__(self, cast: Cast, by: str = "bruno") -> None:
        bruno = cast["bruno"]
        self.child: PersonId = a_child(bruno)
        self.prosecutor: BodyId = a_body(cast, BodyKind.PROSECUTOR)
        self.report: ReferralId = in_evaluation(cast, self.child)
        self.id: EmergencyId = an_emergency(
            cast[by], self.child, prosecutor_body_id=self.prosecutor
        )


def _sent(cast: Cast, one: Measure, **known: Any) -> None:
    usual = {
        "body_id": one.prosecutor, "signed_by_id": cast["bruno"].engagement_id, "sent_on": TODAY,
        "protocol_number": PROTOCOL,
    }  # fmt: skip
    act(cast["bruno"], "send_to_court", one.report, sending=ToCourt(**{**usual, **known}))


def _register(cast: Cast) -> list[ReleaseRow]:
    return listed(cast["dario"].viewer, ReleaseShelf.SENT, Asked(), 0, 50)


def _text(client: OfficeClient, address: str) -> str:
    return html.unescape(client.get(address).text)


def test_each_page_leads_to_the_other(client: OfficeClient, cast: Cast) -> None:
    one = Measure(cast)
    bruno = client.enter(cast["bruno"])
    there = _text(bruno, f"/emergencies/{one.id}")
    assert f'/referrals/{one.report}"' in there
    assert f"/referrals/{one.report}/acts/send-to-court?misura={one.id}" in there
    assert f'/emergencies/{one.id}"' in _text(bruno, f"/referrals/{one.report}")


def test_what_left_with_the_report_is_proposed_to_be_written_in_the_measure(
    client: OfficeClient, cast: Cast
) -> None:
    one = Measure(cast)
    _sent(cast, one)
    bruno = client.enter(cast["bruno"])
    for page in (f"/emergencies/{one.id}", f"/referrals/{one.report}"):
        assert HOUR_ASKED in _text(bruno, page)
    act_page = f"/emergencies/{one.id}/acts/transmit?giorno={TODAY}&con=Con+{PROTOCOL}"
    (form,) = (form for form in Forms(bruno.get(act_page).text).found if "hour" in form.values)
    assert form.values["words"] == f"Con {PROTOCOL}"
    assert bruno.submit(act_page, {}).status_code == 303
    page = emergency_page(cast["bruno"], one.id)
    assert page.state is EmergencyState.TRANSMITTED
    for address in (f"/emergencies/{one.id}", f"/referrals/{one.report}"):
        assert HOUR_ASKED not in _text(bruno, address)


@pytest.mark.parametrize("day", ["ieri", "2026-13-40", ""])
def test_a_day_that_cannot_be_read_is_not_proposed(
    client: OfficeClient, cast: Cast, day: str
) -> None:
    one = Measure(cast)
    bruno = client.enter(cast["bruno"])
    assert bruno.get(f"/emergencies/{one.id}/acts/transmit?giorno={day}").status_code == 200
    page = f"/referrals/{one.report}/acts/send-to-court?misura={day}"
    assert bruno.get(page).status_code == 200


def test_the_hour_of_another_day_is_asked_and_never_made_up(
    client: OfficeClient, cast: Cast
) -> None:
    one = Measure(cast)
    bruno = client.enter(cast["bruno"])
    page = f"/emergencies/{one.id}/acts/transmit?giorno={TODAY - timedelta(days=1)}"
    (form,) = (form for form in Forms(bruno.get(page).text).found if "hour" in form.values)
    assert form.values["hour"] == ""


def test_what_the_measure_knows_is_proposed_on_the_report(client: OfficeClient, cast: Cast) -> None:
    one = Measure(cast)
    emergency_act(cast["bruno"], "transmit", one.id, at=NOW)
    bruno = client.enter(cast["bruno"])
    page = f"/referrals/{one.report}/acts/send-to-court?misura={one.id}"
    (form,) = (form for form in Forms(bruno.get(page).text).found if "sent_on" in form.values)
    assert form.values["body"] == str(one.prosecutor)
    assert bruno.submit(page, {}).status_code == 303
    (there,) = page_of(cast["bruno"], one.report).destinations
    assert (there.action, there.sent_on) == (ReferralAction.SEND_TO_COURT, TODAY)


def test_what_went_to_a_court_is_not_the_transmission(client: OfficeClient, cast: Cast) -> None:
    one = Measure(cast)
    _sent(cast, one, body_id=a_body(cast, BodyKind.COURT))
    assert HOUR_ASKED not in _text(client.enter(cast["bruno"]), f"/emergencies/{one.id}")


@pytest.mark.parametrize("measure_first", [True, False], ids=("measure first", "report first"))
def test_one_sending_written_on_both_pages_is_one_row_of_the_register(
    cast: Cast, measure_first: bool
) -> None:
    one = Measure(cast)
    both = [
        lambda: emergency_act(cast["bruno"], "transmit", one.id, at=NOW),
        lambda: _sent(cast, one),
    ]
    for write in both if measure_first else both[::-1]:
        write()
    assert len(_register(cast)) == 1
    assert len(page_of(cast["bruno"], one.report).destinations) == 1


def test_what_left_on_another_day_or_by_voice_is_another_row(cast: Cast) -> None:
    one = Measure(cast)
    emergency_act(cast["bruno"], "give_oral_notice", one.id, at=NOW, told="dott. Riva")
    _sent(cast, one)
    assert len(_register(cast)) == 2


def _letter(cast: Cast, one: Measure, subject: Any, kind: SubjectKind) -> Any:
    (letter,) = a_draft(
        cast["bruno"], subject, one.prosecutor, basis=LegalBasis.AUTHORITY, subject_kind=kind
    )
    letter_act(cast["bruno"], "submit", letter)
    letter_act(cast["dario"], "approve", letter)
    return letter


@pytest.mark.parametrize("by_hand", [False, True], ids=("letter", "by hand, then letter"))
def test_a_letter_is_that_row_too_and_the_report_tells_of_it_once(
    client: OfficeClient, cast: Cast, by_hand: bool
) -> None:
    one = Measure(cast)
    emergency_act(cast["bruno"], "transmit", one.id, at=NOW)
    if by_hand:
        _sent(cast, one, protocol_number="")
    letter = _letter(cast, one, one.report, SubjectKind.REFERRAL)
    sending = leaving(letter_page(cast["bruno"], letter))
    letter_act(cast["bruno"], "send_to_court", letter, sending=sending)
    assert [row.id for row in _register(cast)] == [letter]
    assert len(page_of(cast["bruno"], one.report).destinations) == 1
    bruno = client.enter(cast["bruno"])
    assert f'/releases/{letter}"' in _text(bruno, f"/emergencies/{one.id}")
    assert f'/emergencies/{one.id}"' in _text(bruno, f"/releases/{letter}")


def test_a_letter_about_her_case_is_proposed_too_and_is_the_same_row(
    client: OfficeClient, cast: Cast
) -> None:
    one = Measure(cast)
    case_id = an_open_case(cast["bruno"], one.child)
    emergency_act(cast["bruno"], "join_case", one.id)
    letter = _letter(cast, one, case_id, SubjectKind.CASE)
    bruno = client.enter(cast["bruno"])
    measure = f"/emergencies/{one.id}"
    assert HOUR_ASKED not in _text(bruno, measure), "it has not left yet"
    sending = leaving(letter_page(cast["bruno"], letter))
    letter_act(cast["bruno"], "send_to_court", letter, sending=sending)
    assert HOUR_ASKED in _text(bruno, measure)
    emergency_act(cast["bruno"], "transmit", one.id, at=NOW)
    assert HOUR_ASKED not in _text(bruno, measure)
    assert [row.id for row in _register(cast)] == [letter]


def _as(app: Flask, cast: Cast, who: str) -> OfficeClient:
    other = app.test_client()
    assert isinstance(other, OfficeClient)
    return other.enter(cast[who])


def test_who_may_not_open_the_measure_finds_no_way_to_it(app: Flask, cast: Cast) -> None:
    one = Measure(cast)
    _sent(cast, one)
    gino = _as(app, cast, "gino")
    assert gino.get(f"/emergencies/{one.id}").status_code == 403
    report = gino.get(f"/referrals/{one.report}")
    assert report.status_code == 200
    for secret in (
        str(one.id),
        emergency_page(cast["bruno"], one.id).number,
        HOUR_ASKED,
        "art. 403",
    ):
        assert secret not in report.text


def test_who_may_not_open_the_report_finds_no_way_to_it(app: Flask, cast: Cast) -> None:
    one = Measure(cast, by="carla")
    _sent(cast, one)
    carla = _as(app, cast, "carla")
    assert carla.get(f"/referrals/{one.report}").status_code == 404
    measure = carla.get(f"/emergencies/{one.id}")
    assert measure.status_code == 200
    number = page_of(cast["bruno"], one.report).row.number
    for secret in (str(one.report), number, PROTOCOL, HOUR_ASKED):
        assert secret not in measure.text
