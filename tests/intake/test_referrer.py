"""Who reported is told only to whoever may know it; the others say why, and it is written."""

from datetime import timedelta
from typing import Any

from flask import Flask

from app.catalogue.rules import ReferralSource
from app.intake import queries
from app.intake.rules import Urgency, WhyReferrer
from app.kernel.references import PersonId
from app.organisations.rules import BodyKind
from tests.builders.intake import a_body, a_referral, act, an_assigned, page_of
from tests.builders.post import A_PDF, a_letter
from tests.cast import NOW, Cast
from tests.support.client import OfficeClient

REFERRER = "La vicina Pina, 333 0000000"


def _browser(app: Flask, cast: Cast, who: str) -> OfficeClient:
    client: Any = app.test_client()
    entered: OfficeClient = client.enter(cast[who])
    return entered


def test_who_reported_is_told_to_who_follows_it_and_who_wrote_it_today(
    cast: Cast, app: Flask, child: PersonId
) -> None:
    referral = an_assigned(cast, child, referrer=REFERRER)
    act(cast["bruno"], "flag_urgency", referral, urgency=Urgency.IMMEDIATE)
    told = {who: page_of(cast[who], referral).referrer for who in ("gino", "bruno", "dario")}
    assert set(told.values()) == {REFERRER}
    tomorrow = NOW + timedelta(days=1)
    assert queries.referral_page(cast["gino"].viewer, referral, tomorrow).referrer is None
    assert queries.referral_page(cast["bruno"].viewer, referral, tomorrow).referrer == REFERRER


def test_a_colleague_says_why_and_reads_it_for_a_quarter_of_an_hour(
    cast: Cast, app: Flask, at: Any
) -> None:
    referral = a_referral(
        cast["gino"], referrer=REFERRER, urgency=Urgency.IMMEDIATE,
    )  # fmt: skip
    a_letter(cast["gino"], referral, name="lettera di Pina.pdf")
    carla = _browser(app, cast, "carla")
    page = f"/referrals/{referral}"
    before = carla.get(page).text + carla.get(f"{page}/files").text
    assert "riservato" in before
    assert "Pina" not in before
    (row,) = queries.papers_of(cast["carla"].viewer, referral, NOW)
    assert carla.get(f"{page}/files/{row.id}").status_code == 403
    asked = carla.submit(f"{page}/referrer", {"purpose": WhyReferrer.CALL_BACK})
    assert asked.status_code == 303
    shown = carla.get(page).text
    assert REFERRER in shown
    assert "lettera di Pina.pdf" in shown
    assert carla.get(f"{page}/files/{row.id}").data == A_PDF
    told = _browser(app, cast, "dario").get(page).text
    assert "Hanno chiesto chi ha segnalato" in told
    assert "devo richiamare" in told
    at(NOW + timedelta(minutes=16))
    assert "Pina" not in carla.get(page).text
    assert _browser(app, cast, "gino").get(f"{page}/referrer").status_code == 403


def test_what_a_body_writes_is_read_by_whoever_works_on_it(cast: Cast, app: Flask) -> None:
    body = a_body(cast, BodyKind.SCHOOL)
    referral = a_referral(
        cast["gino"], source=ReferralSource.SCHOOL, referring_body_id=body, referrer="La maestra",
        urgency=Urgency.IMMEDIATE,
    )  # fmt: skip
    a_letter(cast["gino"], referral)
    (row,) = queries.papers_of(cast["carla"].viewer, referral, NOW)
    assert row.opens
    assert page_of(cast["carla"], referral).referrer is None


def test_a_stranger_finds_no_file_and_the_front_office_has_no_part_in_it(
    cast: Cast, app: Flask, child: PersonId
) -> None:
    referral = an_assigned(cast, child)
    a_letter(cast["gino"], referral)
    (row,) = queries.papers_of(cast["gino"].viewer, referral, NOW)
    for address in ("files", f"files/{row.id}", "referrer"):
        assert (
            _browser(app, cast, "zeno").get(f"/referrals/{referral}/{address}").status_code == 404
        )
        assert (
            _browser(app, cast, "anna").get(f"/referrals/{referral}/{address}").status_code == 403
        )
    other = a_referral(cast["gino"], child)
    bruno = _browser(app, cast, "bruno")
    assert bruno.get(f"/referrals/{other}/files/{row.id}").status_code == 404, "not of this one"
