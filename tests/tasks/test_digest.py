"""Once a week, to whoever wants it, how much is due to her: numbers, and nobody's name."""

from datetime import timedelta

import pytest
from flask import Flask

from app.kernel.errors import Invalid
from app.notifications.carriers import Carriers
from app.notifications.rules import Answer, Channel, Letter, Outcome
from app.tasks import operations, queries
from app.tasks.jobs import send_digests
from app.tasks.labels import digest_words
from app.tasks.rules import Digest, digest_of, monday_of
from tests.builders.people import a_person
from tests.builders.tasks import a_court_term, a_task
from tests.cast import NOW, TODAY, Cast, Member
from tests.support.client import OfficeClient

pytestmark = pytest.mark.usefixtures("app")
DAY = timedelta(days=1)
MAILBOX = "bruno@esempio.invalid"


class Postman:
    """A carrier that keeps what it is given, and answers as it is told."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.answer = Outcome.SENT

    def carry(self, letter: Letter) -> Answer:
        self.letters.append(letter)
        return Answer(self.answer)


@pytest.fixture
def postman(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Postman:
    """Whoever carries the mail of this deployment."""
    carrier = Postman()

    def carriers(_settings: object) -> Carriers:
        return {Channel.EMAIL: carrier}

    monkeypatch.setattr("app.tasks.jobs.carriers_of", carriers)
    return carrier


def _wants(who: Member, address: str = MAILBOX) -> None:
    operations.choose_digest(actor=who.viewer, now=NOW, wanted=True, address=address)


@pytest.mark.parametrize(
    ("stands", "counted"),
    [
        ([], Digest()),
        ([(None, False)], Digest()),
        ([(TODAY, True), (TODAY + 6 * DAY, False), (TODAY + 7 * DAY, True)], Digest(1, 2, 0)),
        ([(TODAY - DAY, True), (TODAY, False)], Digest(0, 1, 1)),
    ],
    ids=["nothing", "no_day", "this_week", "late"],
)
def test_what_is_counted_of_a_week(stands: list, counted: Digest) -> None:
    assert monday_of(TODAY) == TODAY, "the day of the tests is a Monday"
    assert digest_of(stands, TODAY) == counted


def test_the_words_count_and_name_nobody() -> None:
    title, text = digest_words(Digest(court=1, week=3, late=0))
    assert title == "Le scadenze della settimana"
    for line in (
        "- 1 scadenza di tribunale o di legge", "- 3 scadenze in tutto",
        "- 0 scadenze già passate",
    ):  # fmt: skip
        assert line in text


def test_on_monday_who_wants_it_is_written_once_without_a_name(
    cast: Cast, postman: Postman
) -> None:
    bruno = cast["bruno"]
    a_task(bruno, "Telefonare alla scuola di Elia", person_id=a_person(bruno, "Canarini"))
    a_court_term(bruno)
    send_digests(NOW)
    assert postman.letters == [], "nobody wants it yet"
    _wants(bruno)
    assert send_digests(NOW).done == 1
    assert send_digests(NOW).done == 0
    (letter,) = postman.letters
    assert letter.recipient == MAILBOX
    assert "scadenz" in letter.text
    for word in ("Elia", "Canarini", "scuola"):
        assert word not in letter.text + letter.title
    assert send_digests(NOW + 7 * DAY).done == 1, "the week after it leaves again"


def test_what_did_not_leave_is_tried_on_tuesday_and_what_perhaps_did_is_not(
    cast: Cast, postman: Postman
) -> None:
    a_task(cast["bruno"])
    _wants(cast["bruno"])
    postman.answer = Outcome.UNREACHABLE
    assert send_digests(NOW).done == 0
    postman.answer = Outcome.UNCERTAIN
    assert send_digests(NOW + DAY).done == 0
    postman.answer = Outcome.SENT
    assert send_digests(NOW + DAY).done == 0
    assert send_digests(NOW + 2 * DAY).done == 0, "on Wednesday it is no news"
    assert len(postman.letters) == 2


def test_who_has_nothing_due_or_changed_her_mind_is_not_written(
    cast: Cast, postman: Postman
) -> None:
    _wants(cast["carla"])
    send_digests(NOW)
    a_task(cast["bruno"])
    _wants(cast["bruno"])
    operations.choose_digest(actor=cast["bruno"].viewer, now=NOW, wanted=False, address=MAILBOX)
    send_digests(NOW)
    assert postman.letters == []
    assert queries.my_digest(cast["bruno"].viewer).address == MAILBOX


def test_it_is_wanted_somewhere(cast: Cast) -> None:
    bruno = cast["bruno"].viewer
    with pytest.raises(Invalid, match="address:address_missing"):
        operations.choose_digest(actor=bruno, now=NOW, wanted=True, address="")
    operations.choose_digest(actor=bruno, now=NOW, wanted=False, address="")
    assert queries.my_digest(bruno).wanted is False


def test_the_page_says_what_arrives_and_keeps_the_choice(app: Flask, cast: Cast) -> None:
    client = app.test_client()
    assert isinstance(client, OfficeClient)
    bruno = client.enter(cast["bruno"])
    page = "/deadlines/digest"
    assert "Riepilogo per e-mail" in bruno.get("/deadlines").text
    wrong = bruno.submit(page, {"wanted": "y", "address": "bruno"})
    assert wrong.status_code == 422
    assert "bruno" in wrong.text
    assert bruno.submit(page, {"wanted": "y", "address": ""}).status_code == 422
    assert bruno.submit(page, {"wanted": "y", "address": MAILBOX}).status_code == 303
    assert MAILBOX in bruno.get(page).text
