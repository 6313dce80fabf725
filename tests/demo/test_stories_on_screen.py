"""The stories as the people of the demo read them on their pages, not only as rows."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Account, Engagement
from app.accounts.policy import Role
from app.cases.models import Case, Placement, RequestLine, ServiceRequest
from app.db import db
from app.intake.models import ReferralSubject
from app.open_door.models import InfoDesk
from app.people.models import Person
from app.practices.models import Practice
from app.transfers.models import Transfer
from app.waiting.models import WaitingEntry
from tests.cast import Member, open_door
from tests.support.at_work import plain
from tests.support.client import OfficeClient

pytestmark = pytest.mark.timeout(600)


class Desks:
    """The people of the demo, each at her own keyboard."""

    def __init__(self, app: Flask) -> None:
        """Nobody has signed in yet."""
        self._app = app

    def __getitem__(self, login: str) -> OfficeClient:
        """Return the browser of one of the demo, signed in."""
        account = db.session.scalars(select(Account).where(Account.login == login)).one()
        engaged = db.session.scalars(
            select(Engagement).where(Engagement.account_id == account.id)
        ).first()
        assert engaged is not None
        epoch = account.epoch  # a first password was set since the account was opened
        one = Member(login, account.id, engaged.id, None, engaged.organisation_id, Role.SUPERVISOR)
        self._app.test_client_class = OfficeClient
        client: Any = self._app.test_client()
        client.set_cookie("sportello", open_door(one, epoch=epoch))
        entered: OfficeClient = client
        return entered

    def reads(self, login: str, address: str) -> str:
        """Return the words of a page as one of the demo reads them."""
        answer = self[login].get(address)
        assert answer.status_code == 200, (login, address, answer.status_code)
        return plain(answer.text)


@pytest.fixture
def desks(demo_app: Flask) -> Desks:
    return Desks(demo_app)


def _person(given: str, surname: str) -> Any:
    named = select(Person.id).where(Person.given == given, Person.surname == surname)
    return db.session.scalars(named).one()


def _case(given: str, surname: str, kind: str = "") -> Any:
    of_her = select(Case.id).where(Case.person_id == _person(given, surname))
    return db.session.scalars(of_her.where(Case.kind == kind) if kind else of_her).one()


def _lines(given: str, surname: str) -> list[Any]:
    of_it = select(RequestLine.id).join(
        ServiceRequest, ServiceRequest.id == RequestLine.request_id
    ).where(ServiceRequest.case_id == _case(given, surname)).order_by(
        ServiceRequest.number, RequestLine.position
    )  # fmt: skip
    return [*db.session.scalars(of_it)]


def test_story_3_the_offer_its_answer_and_who_was_called(desks: Desks) -> None:
    trezzo, _, usmate = _lines("Matteo", "Cislaghi")
    entry = db.session.scalars(select(WaitingEntry.id).where(WaitingEntry.line_id == trezzo)).one()
    page = desks.reads("giorgio", f"/waiting/{entry}")
    assert "26/11" in page or "giovedì 26 novembre" in page
    refused = select(WaitingEntry.id).where(WaitingEntry.line_id == usmate)
    gone = db.session.scalars(refused).one()
    assert "È troppo lontano" in desks.reads("chiara", f"/waiting/{gone}")


def test_story_3_aurora_is_seventeen_and_her_papers_are_awaited(desks: Desks) -> None:
    request = db.session.scalars(
        select(ServiceRequest.id).where(ServiceRequest.case_id == _case("Aurora", "Colnaghi"))
    ).one()
    page = desks.reads("chiara", f"/service-requests/{request}")
    assert "Compie 18 anni a febbraio" in page
    assert "11/12/2026" in page


def test_story_4_of_giada_the_alternatives_are_shown_beside_her_brother(desks: Desks) -> None:
    giada = _person("Giada", "Perego")
    referral = db.session.scalars(
        select(ReferralSubject.referral_id).where(ReferralSubject.person_id == giada)
    ).first()
    subject = db.session.scalars(
        select(ReferralSubject.id).where(
            ReferralSubject.referral_id == referral, ReferralSubject.person_id == giada
        )
    ).one()
    address = f"/referrals/{referral}/path/minors-community?chi={subject}"
    page = desks.reads("irene", address)
    assert "Affido o comunità familiare" in page


def test_story_5_luca_who_helps_the_mother_reads_nothing_of_the_penal_case(desks: Desks) -> None:
    mother, case = _person("Laura", "Teli"), _case("Samuele", "Bonfanti", "penal")
    assert db.session.scalars(select(Practice.id).where(Practice.applicant_id == mother)).first()
    page = desks.reads("luca", f"/people/{mother}")
    for word in ("penale", "probation", "messa alla prova", "USSM", "Tribunale"):
        assert word.lower() not in page.lower(), word
    assert desks["luca"].get(f"/cases/{case}").status_code == 404
    his = desks.reads("marta", f"/cases/{case}")
    for day in ("giovedì 24 dicembre 2026", "mercoledì 24 marzo 2027", "giovedì 24 giugno 2027"):
        assert day in his, day
    assert "reato" not in his.lower(), "no offence text anywhere"


def test_story_7_the_desk_counts_six_by_language_and_names_one(desks: Desks) -> None:
    desk = db.session.scalars(select(InfoDesk.id)).first()
    page = desks.reads("giorgio", f"/open-door/desks/{desk}")
    assert "Lingue bangla per telefono, inglese Contatti nel 2026 6" in page
    assert page.count("senza nome") == 5
    assert "bangla; Bangladesh 35 (30 con mediatore) Hossain Rafiqul" in page


def test_story_8_who_stands_in_for_chiara_finds_the_alarm_today(desks: Desks) -> None:
    today = desks.reads("luca", "/today")
    assert "Ravasi" in today
    assert "Cogliati" in desks.reads("luca", f"/people/{_person('Pierina', 'Ravasi')}")


def test_story_9_the_pause_and_the_next_check_are_read(desks: Desks) -> None:
    _, placement = _lines("Omar", "El Idrissi")
    page = desks.reads("luca", f"/request-lines/{placement}")
    assert "prossima verifica 02/12/2026" in page
    assert "09/11/2026, ore 10:00: Ripreso" in page
    assert "26/10/2026, ore 10:00: Sospeso" in page


def test_story_11_what_was_sent_is_read_there_and_the_diary_is_not(desks: Desks) -> None:
    case = _case("Daniel", "Beretta")
    passed = db.session.scalars(select(Transfer).where(Transfer.subject_id == case)).one()
    there = desks.reads("teresa", f"/box/{passed.twin_id}")
    assert "31/12/2026" in there or "31 dicembre 2026" in there
    assert "Si guarda insieme il progetto." not in there
    assert desks["teresa"].get(f"/cases/{case}").status_code == 404
    here = desks.reads("marta", f"/cases/{case}")
    assert "Passata ad altro ente" in here
    michael = db.session.scalars(
        select(Placement.id).where(Placement.case_id == _case("Michael", "Beretta"))
    ).one()
    paid = desks.reads("marta", f"/placements/{michael}")
    assert "I genitori risiedevano qui all'ingresso." in paid
    assert date(2026, 12, 31) == passed.bridging_until
