"""A file put with the wrong request or report: moved to its own, waiting again, or destroyed."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.catalogue.rules import ReferralSource
from app.db import db
from app.documents.models import StoredFile
from app.documents.operations import keep_file
from app.documents.queries import file_content, names_to_keep, waiting_files
from app.documents.rules import FileState
from app.intake import operations, queries
from app.intake.models import ReferralFile
from app.intake.operations import PaperGiven
from app.intake.procedure import ReferralAction
from app.intake.rules import MOST_FILES, Misplaced, PaperKind
from app.kernel.actor import Viewer
from app.kernel.errors import NotAllowedNow, NotFound, NotPermitted
from app.kernel.references import PersonId, ReferralId
from app.transaction.use_case import use_case
from tests.builders.intake import a_referral, an_assigned, page_of
from tests.builders.post import a_letter, a_message, a_waiting_mail, accepted
from tests.cast import NOW, Cast, Member
from tests.support.client import Forms, OfficeClient

WHY = "La lettera era nella busta di un'altra famiglia."


@pytest.fixture
def gino(app: Flask, client: OfficeClient, cast: Cast) -> OfficeClient:
    return client.enter(cast["gino"])


def _browser(app: Flask, cast: Cast, who: str) -> OfficeClient:
    client: Any = app.test_client()
    entered: OfficeClient = client.enter(cast[who])
    return entered


def _papers(by: Member, referral: ReferralId) -> tuple[queries.PaperRow, ...]:
    return queries.papers_of(by.viewer, referral, NOW)


def _page(by: Member, referral: ReferralId) -> str:
    return f"/referrals/{referral}/files/{_papers(by, referral)[0].id}/misplaced"


def _number(by: Member, referral: ReferralId) -> str:
    return page_of(by, referral).row.number


def _given(by: Member, referral: ReferralId, **more: Any) -> dict[str, Any]:
    (paper,) = _papers(by, referral)
    return {
        "actor": by.viewer, "now": NOW, "referral_id": referral, "paper_id": paper.id,
        "words": WHY, **more,
    }  # fmt: skip


def _placed(by: Member, referral: ReferralId) -> UUID:
    mail = a_waiting_mail(by)
    operations.place_mail(actor=by.viewer, now=NOW, mail_id=mail, referral_id=referral, enclosed=())
    return mail


def _done(by: Member, referral: ReferralId) -> list[tuple[str, str, str]]:
    return [(one.action, one.reason_code, one.words) for one in page_of(by, referral).steps]


def test_a_letter_goes_to_the_number_it_belongs_to(
    gino: OfficeClient, cast: Cast, child: PersonId
) -> None:
    wrong, right = a_referral(cast["gino"], child), a_referral(cast["gino"])
    a_letter(cast["gino"], wrong, protocol_number="31204/2026")
    files = gino.get(f"/referrals/{wrong}/files").text
    assert "Messo qui per errore" in files
    page = _page(cast["gino"], wrong)
    assert page in files
    shown = gino.get(page).text
    assert "Torna tra la posta" not in shown, "only a message waits"
    assert "Il protocollo 31204/2026 resta scritto" in shown
    number = _number(cast["gino"], right)
    sent = gino.submit(
        page, {"where": Misplaced.TO_ANOTHER, "number": f" {number.lower()} ", "words": WHY}
    )
    assert sent.status_code == 303
    left = gino.get(sent.location).text
    assert "File spostato" in left
    assert "lettera.pdf" not in left
    there = gino.get(f"/referrals/{right}/files").text
    assert "lettera.pdf" in there
    assert page_of(cast["gino"], right).protocol_number == "31204/2026"
    assert (ReferralAction.REMOVE_FILE, Misplaced.TO_ANOTHER, WHY) in _done(cast["gino"], wrong)
    assert (ReferralAction.ADD_FILE, "", "") in _done(cast["gino"], right)
    history = gino.get(f"/referrals/{wrong}").text
    for words in ("File tolto", "Va in un&#39;altra segnalazione"):
        assert words in history
    assert number not in history, "whose it is, the wrong one does not tell"
    assert gino.get(page).status_code == 404
    (moved,) = _papers(cast["gino"], right)
    assert gino.get(f"/referrals/{right}/files/{moved.id}").status_code == 200


def test_the_trail_names_both_and_not_why(cast: Cast, app: Flask) -> None:
    wrong, right = a_referral(cast["gino"]), a_referral(cast["gino"])
    a_letter(cast["gino"], wrong)
    number = _number(cast["gino"], right)
    operations.move_file(**_given(cast["gino"], wrong, number=number))
    (entry,) = db.session.scalars(select(AuditEntry).where(AuditEntry.name == "intake.file.move"))
    assert [one["id"] for one in entry.subjects] == [str(wrong), str(right)]
    assert "referral_file" in str(entry.changes)
    assert "busta" not in str(entry.changes)


def test_what_belongs_to_nobody_is_opened_by_nobody_any_more(
    gino: OfficeClient, cast: Cast, child: PersonId
) -> None:
    wrong = a_referral(cast["gino"], child)
    a_letter(cast["gino"], wrong, name="una.pdf")
    a_letter(cast["gino"], wrong, name="due.pdf")
    file = db.session.scalars(select(StoredFile).order_by(StoredFile.id)).first()
    assert file is not None
    whose, file_id, stored = file.organisation_id, file.id, file.stored_name
    page = _page(cast["gino"], wrong)
    sent = gino.submit(page, {"where": Misplaced.OF_NOBODY, "words": WHY})
    assert sent.status_code == 303
    db.session.remove()  # and with it the keys this test had open
    with pytest.raises(NotAllowedNow, match="file_lost"):
        file_content(whose, file_id)
    assert stored not in names_to_keep()
    assert [one.file.name for one in _papers(cast["gino"], wrong)] == ["due.pdf"]
    assert page_of(cast["gino"], wrong).story, "the request itself is read as before"
    (other,) = _papers(cast["gino"], wrong)
    assert gino.get(f"/referrals/{wrong}/files/{other.id}").status_code == 200
    assert (ReferralAction.REMOVE_FILE, Misplaced.OF_NOBODY, WHY) in _done(cast["gino"], wrong)


def test_a_file_that_waits_for_the_antivirus_waits_no_more(cast: Cast, app: Flask) -> None:
    wrong = a_referral(cast["gino"])
    given = PaperGiven(
        kind=PaperKind.FAX, accepted=replace(accepted(), state=FileState.QUARANTINED)
    )
    operations.add_file(actor=cast["gino"].viewer, now=NOW, referral_id=wrong, given=given)
    assert len(waiting_files(5)) == 1
    operations.remove_file(**_given(cast["gino"], wrong))
    assert waiting_files(5) == []


def test_a_file_under_the_key_of_its_request_goes_and_the_request_stays(
    cast: Cast, app: Flask
) -> None:
    """Also after it was moved: the key is of the one it came from."""
    first, then = a_referral(cast["gino"]), a_referral(cast["gino"])
    keep_with_the_request(actor=cast["gino"].viewer, now=NOW, referral_id=first)
    operations.move_file(**_given(cast["gino"], first, number=_number(cast["gino"], then)))
    (paper,) = _papers(cast["gino"], then)
    file_id = db.session.scalars(
        select(ReferralFile.file_id).where(ReferralFile.id == paper.id)
    ).one()
    assert file_content(cast["gino"].organisation_id, file_id).content
    operations.remove_file(**_given(cast["gino"], then))
    db.session.remove()
    for referral in (first, then):
        assert page_of(cast["gino"], referral).story
    with pytest.raises(NotAllowedNow, match="file_lost"):
        file_content(cast["gino"].organisation_id, file_id)


def test_a_message_goes_with_its_file(cast: Cast, app: Flask) -> None:
    wrong, right = a_referral(cast["gino"]), a_referral(cast["gino"])
    mail = _placed(cast["gino"], wrong)
    operations.move_file(**_given(cast["gino"], wrong, number=_number(cast["gino"], right)))
    assert [one.file.name for one in _papers(cast["gino"], right)] == ["posta.eml"]
    with pytest.raises(NotAllowedNow, match="mail_already_placed"):
        _place(cast["gino"], mail, wrong)


def test_a_message_waits_again_and_becomes_what_it_is(
    gino: OfficeClient, cast: Cast, child: PersonId
) -> None:
    wrong = a_referral(cast["gino"], child)
    mail = _placed(cast["gino"], wrong)
    assert queries.waiting_mail(cast["gino"].viewer) == []
    page = _page(cast["gino"], wrong)
    assert "si tolgono uno per uno" in gino.get(page).text
    assert gino.submit(page, {"where": Misplaced.TO_WAIT, "words": WHY}).status_code == 303
    assert [one.id for one in queries.waiting_mail(cast["gino"].viewer)] == [mail]
    assert gino.get(f"/referrals/new?mail={mail}").status_code == 200
    right = a_referral(cast["gino"])
    _place(cast["gino"], mail, right)
    assert [one.file.name for one in _papers(cast["gino"], right)] == ["posta.eml"]


def test_a_message_that_was_destroyed_may_be_brought_again(cast: Cast, app: Flask) -> None:
    wrong = a_referral(cast["gino"])
    _placed(cast["gino"], wrong)
    operations.remove_file(**_given(cast["gino"], wrong))
    assert queries.waiting_mail(cast["gino"].viewer) == []
    again = a_waiting_mail(cast["gino"], a_message())
    assert [one.id for one in queries.waiting_mail(cast["gino"].viewer)] == [again]


def test_only_a_message_waits(cast: Cast, app: Flask) -> None:
    wrong = a_referral(cast["gino"])
    a_letter(cast["gino"], wrong)
    with pytest.raises(NotFound):
        operations.return_mail(**_given(cast["gino"], wrong))
    assert len(_papers(cast["gino"], wrong)) == 1


@pytest.mark.parametrize(
    ("who", "answer", "link"),
    [
        ("gino", 200, True),  # registered it
        ("dario", 200, True),  # is in charge
        ("bruno", 409, False),  # follows it: asks one of the two
        ("carla", 404, False),
        ("zeno", 404, False),
        ("anna", 403, False),
        ("elena", 403, False),
        ("teo", 403, False),
    ],
)
def test_who_takes_a_file_out(
    app: Flask, cast: Cast, child: PersonId, who: str, answer: int, link: bool
) -> None:
    wrong = an_assigned(cast, child)
    a_letter(cast["gino"], wrong)
    page, given = _page(cast["gino"], wrong), _given(cast["gino"], wrong)
    client = _browser(app, cast, who)
    assert client.get(page).status_code == answer
    typed = {"where": Misplaced.OF_NOBODY, "words": WHY}
    assert ("Messo qui per errore" in client.get(f"/referrals/{wrong}/files").text) is link
    if link:
        assert client.submit(page, typed).status_code == 303
    else:
        with pytest.raises((NotAllowedNow, NotFound, NotPermitted)):
            operations.remove_file(**{**given, "actor": cast[who].viewer})
    assert len(_papers(cast["dario"], wrong)) == (0 if link else 1)


def test_what_one_may_not_open_one_does_not_carry_to_where_one_may(
    app: Flask, cast: Cast, at: Any
) -> None:
    wrong = a_referral(cast["gino"], referrer="La vicina Pina")
    a_letter(cast["gino"], wrong, name="lettera di Pina.pdf")
    page = _page(cast["gino"], wrong)
    given = _given(cast["gino"], wrong)
    at(NOW + timedelta(days=1))
    gino = _browser(app, cast, "gino")
    own = a_referral(cast["gino"], source=ReferralSource.SELF, at=NOW + timedelta(days=1))
    answer = gino.get(page)
    assert answer.status_code == 403
    assert "Pina" not in answer.text
    assert "Messo qui per errore" not in gino.get(f"/referrals/{wrong}/files").text
    given["now"] = NOW + timedelta(days=1)
    with pytest.raises(NotPermitted):
        operations.move_file(**given, number=_number(cast["gino"], own))
    with pytest.raises(NotPermitted):
        operations.remove_file(**given)
    dario = _browser(app, cast, "dario")
    assert dario.submit(page, {"where": Misplaced.OF_NOBODY, "words": WHY}).status_code == 303


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"where": ""}, "Scegli dove va"),
        ({"where": "altrove"}, "Scegli"),
        ({"where": Misplaced.TO_WAIT}, "Scegli"),
        ({"number": ""}, "scrivi il numero intero"),
        ({"number": "SEG-2026-9999"}, "Non trovo questa segnalazione"),
        ({"number": "its own"}, "È questa stessa"),
        ({"number": "hidden"}, "Non trovo questa segnalazione"),
        ({"words": "  "}, "Scrivi perché"),
    ],
)
def test_what_is_refused_keeps_what_was_typed(
    gino: OfficeClient, cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    wrong, right = a_referral(cast["gino"]), a_referral(cast["gino"])
    hidden = a_referral(cast["carla"])
    a_letter(cast["gino"], wrong)
    numbers = {
        "its own": _number(cast["gino"], wrong), "hidden": _number(cast["dario"], hidden),
    }  # fmt: skip
    full = {
        "where": Misplaced.TO_ANOTHER, "number": _number(cast["gino"], right), "words": WHY, **typed,
    }  # fmt: skip
    full["number"] = numbers.get(full["number"], full["number"])
    page = _page(cast["gino"], wrong)
    answer = gino.submit(page, full)
    assert answer.status_code == 422
    assert sentence in answer.text
    form = next(one for one in Forms(answer.text).found if "where" in one.names)
    for name in ("number", "words"):
        assert form.values[name].strip() == full[name].strip()
    assert len(_papers(cast["gino"], wrong)) == 1


def test_without_a_reason_nothing_moves(cast: Cast, app: Flask) -> None:
    wrong = a_referral(cast["gino"])
    a_letter(cast["gino"], wrong)
    with pytest.raises(NotAllowedNow, match="reason"):
        operations.remove_file(**_given(cast["gino"], wrong, words=" "))


def test_a_request_with_a_hundred_files_takes_no_other(cast: Cast, app: Flask) -> None:
    wrong, full = a_referral(cast["gino"]), a_referral(cast["gino"])
    a_letter(cast["gino"], wrong)
    operations.place_mail(
        actor=cast["gino"].viewer, now=NOW, mail_id=a_waiting_mail(cast["gino"]),
        referral_id=full, enclosed=[accepted(f"{one}.pdf") for one in range(MOST_FILES - 1)],
    )  # fmt: skip
    with pytest.raises(NotAllowedNow, match="files_too_many"):
        operations.move_file(**_given(cast["gino"], wrong, number=_number(cast["gino"], full)))


def test_two_presses_move_it_once(gino: OfficeClient, cast: Cast) -> None:
    wrong, right = a_referral(cast["gino"]), a_referral(cast["gino"])
    a_letter(cast["gino"], wrong)
    page = _page(cast["gino"], wrong)
    form = next(one for one in Forms(gino.get(page).text).found if "where" in one.names)
    typed = {
        **form.values, "where": Misplaced.TO_ANOTHER, "words": WHY,
        "number": _number(cast["gino"], right),
    }  # fmt: skip
    assert gino.post(page, data=typed).status_code == 303
    assert gino.post(page, data=typed).status_code in {303, 404}
    assert len(_papers(cast["gino"], right)) == 1


def _place(by: Member, mail: UUID, referral: ReferralId) -> None:
    operations.place_mail(actor=by.viewer, now=NOW, mail_id=mail, referral_id=referral, enclosed=())


@use_case("tests.intake.keep", permission=None)
def keep_with_the_request(*, actor: Viewer, now: datetime, referral_id: ReferralId) -> None:
    """Put a file into a request under the key of the request, as once they all were."""
    row = queries.for_change(actor, referral_id, None)
    file_id = keep_file(actor=actor, now=now, data_key_id=row.data_key_id, accepted=accepted())
    db.session.add(
        ReferralFile(
            organisation_id=row.organisation_id, referral_id=row.id, file_id=file_id,
            kind=PaperKind.LETTER, protocol_number="",
        )
    )  # fmt: skip
