"""A card by SMS: neutral words, to whom they may go, and what becomes of the message."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.catalogue import operations, queries
from app.catalogue.labels import card_text, languages_of, neutral_text
from app.catalogue.paths import PATHS
from app.catalogue.rules import MOST_TO_ONE_NUMBER, SENT_CARD, Paper, PathCode
from app.db import db
from app.kernel.errors import Invalid, NotFound, NotPermitted
from app.kernel.references import PersonId
from app.notifications.carriers import NoCarrier
from app.notifications.models import OutgoingNotice
from app.notifications.operations import send_waiting
from app.notifications.rules import Answer, Channel, Language, Letter, Outcome
from app.people.rules import ContactKind, MayLeaveMessage
from tests.builders.cases import an_open_case
from tests.builders.people import a_contact, a_person
from tests.builders.protected import seal
from tests.cast import NOW, Cast
from tests.support.client import Forms, OfficeClient

pytestmark = pytest.mark.usefixtures("app")
P, L = PathCode, Language
PAGE, NUMBER, OTHER = "/services/16/send", "000 5557112", "000 5557113"
WAY = [*PathCode][15]
NO, YES, UNKNOWN = MayLeaveMessage.NO, MayLeaveMessage.YES, MayLeaveMessage.UNKNOWN


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        ((), "Ufficio servizi sociali: via Dante 1."),
        (
            (Paper.IDENTITY, Paper.ISEE),
            "Ufficio servizi sociali: via Dante 1. Da portare: Documento d'identità, se c'è; "
            "ISEE in corso di validità.",
        ),
        # What its very name tells is said aloud.
        ((Paper.JUSTICE_NOTE,), "Ufficio servizi sociali: via Dante 1."),
        ((Paper.DISABILITY_CERTIFICATE,), "Ufficio servizi sociali: via Dante 1."),
    ],
)
def test_what_goes_to_a_telephone_names_no_service(
    papers: tuple[Paper, ...], expected: str
) -> None:
    assert neutral_text(papers, "via Dante 1") == expected


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("code", PathCode)
def test_each_card_is_said_whole_in_the_language_or_in_italian(
    language: Language, code: PathCode
) -> None:
    said = card_text(PATHS[code].papers, "via Dante 1", language)
    assert said.language in (language, L.ITALIAN)
    assert "via Dante 1" in said.text
    assert "{" not in said.text
    in_italian = card_text(PATHS[code].papers, "via Dante 1", L.ITALIAN).text
    assert (said.text == in_italian) is (said.language is L.ITALIAN)


def test_a_language_without_the_words_of_a_paper_is_not_offered() -> None:
    assert set(languages_of([])) == set(Language)
    assert L.ENGLISH in languages_of([Paper.KEY_HOLDERS])
    assert L.BENGALI not in languages_of([Paper.KEY_HOLDERS])
    assert card_text([Paper.KEY_HOLDERS], "x", L.BENGALI).language is L.ITALIAN


def sent(cast: Cast, who: str = "anna", **more: Any) -> Any:
    said = card_text([Paper.ISEE], "via Dante 1", L.ITALIAN)
    given = {"now": NOW, "path": WAY, "said": said, **more}
    return operations.send_card(actor=cast[who].viewer, **given)


def hers(cast: Cast, *contacts: tuple[str, MayLeaveMessage]) -> PersonId:
    made = a_person(cast["anna"], "Scritta")
    for value, leave in contacts:
        kind = ContactKind.EMAIL if "@" in value else ContactKind.PHONE
        a_contact(cast["anna"], made, value, leave, kind)
    return made


def recipients() -> list[str | None]:
    return [row.recipient for row in db.session.scalars(select(OutgoingNotice))]


def test_a_typed_number_stays_in_the_notice_alone(cast: Cast) -> None:
    sent(cast, phone=NUMBER)
    [row] = db.session.scalars(select(OutgoingNotice)).all()
    assert (row.recipient, row.channel, row.subject_kind) == (NUMBER, Channel.SMS, SENT_CARD)
    assert NUMBER.encode() not in (row.recipient_sealed or b"")
    assert "Aiuti" not in (row.text or "")


@pytest.mark.parametrize(
    ("contacts", "typed", "expected"),
    [
        ([(NUMBER, YES)], "", NUMBER),
        ([(NUMBER, YES)], OTHER, OTHER),
        ([(NUMBER, NO), (OTHER, YES)], "", OTHER),
        ([(NUMBER, NO), (OTHER, YES)], NUMBER, OTHER),  # she said no there, and yes here
    ],
)
def test_it_goes_to_the_safe_mobile_of_a_person(
    cast: Cast, contacts: list[Any], typed: str, expected: str
) -> None:
    sent(cast, person_id=hers(cast, *contacts), phone=typed)
    assert recipients() == [expected]


@pytest.mark.parametrize(
    "contacts",
    [
        [],
        [(NUMBER, NO)],
        [(NUMBER, UNKNOWN)],
        [("02 9278285", YES)],  # a telephone on a wall
        [("sua@esempio.invalid", YES)],
    ],
)
def test_not_where_she_did_not_say_yes(cast: Cast, contacts: list[Any]) -> None:
    with pytest.raises(Invalid, match="no_card_to_person"):
        sent(cast, person_id=hers(cast, *contacts))


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "nobody_to_send_to"),
        ("02 9278285", "no_card_to_number"),
        (NUMBER, "no_card_to_number"),
    ],
)
def test_not_to_a_number_that_takes_none(cast: Cast, typed: str, reason: str) -> None:
    hers(cast, (NUMBER, NO))
    with pytest.raises(Invalid, match=f"phone:{reason}"):
        sent(cast, phone=typed)


@pytest.mark.parametrize("by_number", [True, False])
def test_never_to_who_is_protected_whoever_sends(cast: Cast, by_number: bool) -> None:
    person_id = hers(cast, (NUMBER, YES))
    seal(cast, an_open_case(cast["bruno"], person_id))
    given = {"phone": NUMBER} if by_number else {"person_id": person_id}
    for who in ("bruno", "anna"):  # who follows her, and who does not know of her
        with pytest.raises(NotFound if who == "anna" and not by_number else Invalid):
            sent(cast, who, **given)
    assert recipients() == []


def test_what_waits_does_not_leave_for_who_is_sealed_meanwhile(cast: Cast) -> None:
    person_id = hers(cast, (NUMBER, YES))
    case_id = an_open_case(cast["bruno"], person_id)
    sent(cast, phone=NUMBER)
    sent(cast, phone=OTHER)
    seal(cast, case_id)
    assert [letter.recipient for letter in left()] == [OTHER]


class Provider:
    def __init__(self) -> None:
        self.given: list[Letter] = []

    def carry(self, letter: Letter) -> Answer:
        self.given.append(letter)
        return Answer(Outcome.SENT, "200")


def left() -> list[Letter]:
    provider = Provider()
    send_waiting(NOW, {Channel.SMS: provider}, standing=queries.STANDING)
    return provider.given


def test_a_number_is_not_flooded_whoever_sends_however_it_is_written(cast: Cast) -> None:
    for who in ("anna", "bruno", "dario")[:MOST_TO_ONE_NUMBER]:
        sent(cast, who, phone=NUMBER)
    with pytest.raises(Invalid, match="too_many_cards"):
        sent(cast, phone="+39 0005557112")
    sent(cast, phone=OTHER)
    sent(cast, phone=NUMBER, now=NOW + timedelta(days=1))


def test_only_who_works_at_the_desk_sends(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        sent(cast, "teo", phone=NUMBER)


def test_it_is_sent_from_the_page_of_the_card_and_its_receipt_is_read_there(
    client: OfficeClient, cast: Cast
) -> None:
    anna = client.enter(cast["anna"])
    assert PAGE in anna.get("/services/16").text
    assert "Nessun gestore di SMS" in anna.get(PAGE).text
    refused = anna.submit(PAGE, {})
    assert "Scrivi un numero di cellulare" in refused.text
    assert anna.submit(PAGE, {"phone": NUMBER}).status_code == 303
    page = anna.get(PAGE).text
    assert "A •••12: in coda." in page
    assert NUMBER not in page
    send_waiting(NOW, {Channel.SMS: NoCarrier()})
    assert "A •••12: non inviato: nessun gestore di messaggi: telefona." in anna.get(PAGE).text
    assert anna.submit(PAGE, {"phone": OTHER}).status_code == 303
    left()
    assert "A •••13: inviato il 23/11/2026" in anna.get(PAGE).text
    other = client.enter(cast["dario"]).get(PAGE).text
    assert "•••13" not in other


def test_a_double_press_is_one_message(client: OfficeClient, cast: Cast) -> None:
    anna = client.enter(cast["anna"])
    form = next(one for one in Forms(anna.get(PAGE).text).found if one.action == PAGE)
    answers = [anna.post(PAGE, data={**form.values, "phone": NUMBER}) for _ in range(2)]
    assert [one.headers["Location"] for one in answers] == [PAGE, PAGE]
    assert recipients() == [NUMBER]


def test_a_person_is_searched_and_chosen(client: OfficeClient, cast: Cast) -> None:
    person_id = hers(cast, (NUMBER, YES))
    anna = client.enter(cast["anna"])
    assert "Scritta" in anna.get(f"{PAGE}?person={person_id}").text
    form = next(one for one in Forms(anna.get(PAGE).text).found if one.action == PAGE)
    typed = {**form.values, "text": "Scritta"}
    assert "Scritta" in anna.post(PAGE, data={**typed, "search": "1"}).text
    assert recipients() == []
    chosen = {**typed, "person": str(person_id), "language": "bn"}
    assert anna.post(PAGE, data=chosen).status_code == 303
    assert recipients() == [NUMBER]
    assert "in bengalese questa scheda non c&#39;è" in anna.get(PAGE).text
