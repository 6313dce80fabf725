"""Two children in one report, one of them in the penal area: each is of who follows her."""

from dataclasses import dataclass, replace

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.cases import queries
from app.cases.models import CaseNotice
from app.db import db
from app.intake import cards as intake_cards
from app.intake.operations import consult_part, read_part
from app.intake.queries import that_led_in_part
from app.intake.rules import Changes, ReferralFault
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.references import CaseId, PersonId, ReferralId
from tests.builders.cases import an_open_case, engagement_of
from tests.builders.intake import page_of, read_in_part
from tests.builders.people import a_person
from tests.builders.protected import seal
from tests.cast import NOW, Cast, Member
from tests.support.client import OfficeClient
from tests.support.crawling import words_of


@dataclass(frozen=True)
class Two:
    """A boy whose penal case Bruno has, his sister whom Carla follows, and their report."""

    boy: PersonId
    girl: PersonId
    hers: CaseId
    referral_id: ReferralId
    his: CaseId

    @property
    def address(self) -> str:
        """Where who follows the girl reads her part."""
        return f"/referrals/{self.referral_id}/cases/{self.hers}"


def _two(cast: Cast) -> Two:
    boy = a_person(cast["bruno"], "Bonfanti", "Samuele")
    girl = a_person(cast["bruno"], "Bonfanti", "Marta")
    hers = an_open_case(cast["carla"], girl)
    referral_id = read_in_part(cast, boy, girl, hers)
    (his,) = queries.open_cases_of(cast["bruno"].viewer, [boy])
    return Two(boy, girl, hers, referral_id, his.case_id)


def _desk(app: Flask, member: Member) -> OfficeClient:
    client: OfficeClient = app.test_client()
    return client.enter(member)


def test_who_follows_the_sister_reads_her_part_and_no_hint_of_the_rest(
    app: Flask, cast: Cast
) -> None:
    two = _two(cast)
    carla = _desk(app, cast["carla"])
    assert carla.get(f"/referrals/{two.referral_id}").status_code == 404
    number = page_of(cast["bruno"], two.referral_id).row.number
    assert two.address in carla.get(f"/cases/{two.hers}/story").text
    page = carla.get(two.address)
    assert page.status_code == 200
    text = words_of(page)
    for told in (number, "Bonfanti Marta", "Bruno"):
        assert told in text
    his = queries.load(cast["bruno"].viewer, two.his).number
    for hint in ("Samuele", "enale", "ragazzo", "fratell", "riservat", "giudice", his):
        assert hint not in text, hint
    assert str(two.his) not in page.text
    assert str(two.boy) not in page.text


def test_she_says_that_she_read_it_and_may_then_close(app: Flask, cast: Cast) -> None:
    two = _two(cast)
    carla = _desk(app, cast["carla"])
    assert "Finché non lo scrivi" in carla.get(two.address).text
    assert carla.submit(two.address, {"changes": "", "words": "Vedo."}).status_code == 422
    answer = carla.submit(two.address, {"changes": "nothing", "words": "Sentita Bruno."})
    assert answer.status_code == 303
    assert db.session.scalars(select(CaseNotice.read_at)).all() != [None]
    assert "Finché non lo scrivi" not in carla.get(two.address).text
    told = {step.words for step in page_of(cast["bruno"], two.referral_id).steps}
    assert "Sentita Bruno." in told


@pytest.mark.parametrize(
    ("who", "status"),
    [("carla", 200), ("bruno", 404), ("dario", 404), ("teo", 403), ("gino", 404), ("anna", 403)],
)
def test_who_reaches_it_whole_or_not_at_all_has_no_part(
    app: Flask, cast: Cast, who: str, status: int
) -> None:
    two = _two(cast)
    assert _desk(app, cast[who]).get(two.address).status_code == status


def test_the_part_is_of_the_case_it_is_asked_from(app: Flask, cast: Cast) -> None:
    two = _two(cast)
    other = an_open_case(cast["carla"], a_person(cast["carla"], "Altra", "Ida"))
    carla = _desk(app, cast["carla"])
    for case_id in (other, two.his):
        assert carla.get(f"/referrals/{two.referral_id}/cases/{case_id}").status_code == 404
    assert that_led_in_part(cast["carla"].viewer, other) == []


def test_under_seal_there_is_no_part_either(app: Flask, cast: Cast) -> None:
    two = _two(cast)
    seal(cast, two.his)
    with pytest.raises(NotFound):
        consult_part(
            actor=cast["carla"].viewer, now=NOW, referral_id=two.referral_id, case_id=two.hers
        )
    assert that_led_in_part(cast["carla"].viewer, two.hers) == []


def test_the_reading_is_one_act_of_who_follows_on_what_she_saw(app: Flask, cast: Cast) -> None:
    two, carla = _two(cast), cast["carla"].viewer
    on_it = {"now": NOW, "referral_id": two.referral_id, "case_id": two.hers}
    row = consult_part(actor=carla, **on_it)
    said = {**on_it, "changes": Changes.NOTHING, "words": ""}
    with pytest.raises(Conflict):
        read_part(actor=carla, version=row.version + 1, **said)
    colleague = replace(carla, engagement_ids=frozenset({engagement_of(cast["anna"])}))
    with pytest.raises(Invalid, match=ReferralFault.NOT_THE_HOLDER):
        read_part(actor=colleague, version=row.version, **said)
    entries = db.session.query(AuditEntry).count()
    read_part(actor=carla, version=row.version, **said)
    assert db.session.query(AuditEntry).count() == entries + 1


def test_its_row_says_no_state(app: Flask, cast: Cast) -> None:
    """What became of the report as a whole is not hers to know."""
    two = _two(cast)
    with app.test_request_context():
        (row,) = intake_cards.of_case(cast["carla"].viewer, two.hers)
        assert (row.note, row.who) == ("", "Bruno")
        assert len(intake_cards.of_case(cast["bruno"].viewer, two.his)) == 1
