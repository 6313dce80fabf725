"""Where somebody is kept secret no passage says it, nor what comes back: as of a letter."""

import html
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.cases import operations as cases
from app.cases import queries as case_queries
from app.cases.operations import CompetenceDetails
from app.cases.rules.placements import CompetenceKind
from app.cases.rules.plan import AssessmentDetails, Goal
from app.db import db
from app.intake.operations import SubjectGiven
from app.intake.rules import Answer
from app.kernel.references import BodyId, CaseId, ReferralId, TransferId
from app.people.operations import relate
from app.people.rules import Kinship
from app.releases.rules import COVERED, cover
from app.tasks.queries import tasks_of
from app.tasks.rules import TaskCode
from app.transfers import queries
from app.transfers.labels import told
from app.transfers.models import Incoming, IncomingStep, Transfer, TransferReport
from app.transfers.rules import (
    Piece,
    ReportCode,
    ReportGiven,
    SentContent,
    SentJudgement,
    SentPerson,
    SubjectKind,
    covered,
    from_kept,
    typed_in,
)
from tests.builders.cases import a_plan, an_open_case
from tests.builders.consents import a_child, an_adult
from tests.builders.emergencies import SECRET_PLACE, an_emergency
from tests.builders.intake import act, in_evaluation, page_of
from tests.builders.people import a_person
from tests.builders.placements import SECRET_ADDRESS, SECRET_NAME, SPELT, hidden, leaks
from tests.builders.releases import from_a_school
from tests.builders.requests import a_service, an_approved_request, page
from tests.builders.transfers import (
    a_colleague,
    a_provider,
    another_comune,
    linked,
    proposed,
    received,
    twin,
)
from tests.cast import NOW, TODAY, Cast
from tests.support.client import OfficeClient

WHERE_SHE_IS = f"La madre sta a {SECRET_NAME}, {SECRET_ADDRESS}."
ALL = frozenset({Piece.WHO, Piece.CONTACTS, Piece.STORY, Piece.JUDGEMENTS, Piece.PATH})
on_rows = pytest.mark.usefixtures("app")


# What is covered of what is sent: every text that somebody typed.


def test_every_text_that_somebody_typed_is_covered_and_nothing_else() -> None:
    text = f"In {SECRET_ADDRESS}."
    content = SentContent(
        words=text, number="RS-1", people=(SentPerson(text, "2019-01-01", "000", "own", text),),
        story=text, judgement=SentJudgement("yes", "no", "2026-11-23", text), goals=(text, "Altro"),
        assessment=(text,), assessed_on="2026-11-23",
    )  # fmt: skip
    sent = covered(content, lambda one: cover(one, [SECRET_ADDRESS]))
    assert typed_in(content).count(SECRET_ADDRESS) == 7
    assert content.kept().count(SECRET_ADDRESS) == 7, "a text that is kept and never covered"
    assert sent.kept().count(COVERED) == 7
    assert SECRET_ADDRESS not in sent.kept()
    assert from_kept(sent.kept()) == sent
    assert (sent.number, sent.people[0].phone, sent.goals[1]) == ("RS-1", "000", "Altro")
    assert covered(SentContent(), lambda one: one) == SentContent()


@given(
    before=st.text(max_size=30), after=st.text(max_size=30),
    apart=st.text(alphabet=" .,-\n_", min_size=1, max_size=4),
)  # fmt: skip
def test_nothing_around_it_brings_it_back(before: str, after: str, apart: str) -> None:
    spelt = f"{before} {apart.join(SECRET_ADDRESS.upper().split())} {after}"
    content = SentContent(words=spelt, story=spelt, goals=(spelt,))
    sent = covered(content, lambda one: cover(one, [SECRET_ADDRESS]))
    assert "KANARINO" not in typed_in(sent).replace(before, "").replace(after, "")


# What leaves: proposed from the pages by who is on no list, read by who receives.


def _child_of_hers(cast: Cast, *, of: str = "carla", **known: Any) -> ReferralId:
    """Report the child of a mother in a secret place, to a worker who is on no list of hers."""
    mother, child = an_adult(cast["bruno"], "Protetta"), a_child(cast["bruno"])
    relate(
        actor=cast["bruno"].viewer, now=NOW, person_id=child, other_id=mother, kind=Kinship.PARENT,
        valid_from=None,
    )  # fmt: skip
    report, _ = from_a_school(cast, child, to=of, **known)
    hidden(cast, mother)
    return report


def _told(cast: Cast, who: str) -> list[tuple[str, str]]:
    return [
        (one.what, one.opened_by)
        for one in tasks_of(cast[who].viewer, TODAY)
        if one.code is TaskCode.COVERED_IN_PASSAGE and one.for_id == cast[who].engagement_id
    ]


def _rows(transfer: TransferId) -> tuple[str, str]:
    """Return what is kept of a passage, in both bodies."""
    sent = db.session.scalars(select(Transfer).where(Transfer.id == transfer)).one()
    there = db.session.scalars(select(Incoming).where(Incoming.id == sent.twin_id)).one()
    return sent.content or "", there.content or ""


def _pass(client: OfficeClient, new: str, **typed: Any) -> TransferId:
    answer: TestResponse = client.submit(new, {"protection_assured": "y", **typed})
    assert answer.status_code == 303, html.unescape(answer.text)
    return TransferId(re.sub(r".*/", "", answer.location))  # type: ignore[arg-type]


@pytest.mark.parametrize("spelt", [*SPELT, SECRET_NAME, SECRET_NAME.upper()])
def test_what_is_typed_by_hand_reaches_no_box_however_it_is_spelt(
    client: OfficeClient, cast: Cast, spelt: str
) -> None:
    to, report = another_comune(cast), _child_of_hers(cast)
    carla = client.enter(cast["carla"])
    new = f"/transfers/new/referral/{report}"
    _pass(carla, new, body=str(to), pieces=["who"], words=f"La madre è a {spelt}: serve aiuto.")
    (mine,) = queries.of_subject(cast["carla"].viewer, SubjectKind.REFERRAL, report)
    shown = carla.get(f"/transfers/{mine.id}").text
    zeno = client.enter(cast["zeno"])
    there = zeno.get(f"/box/{twin(mine.id)}").text
    for text in (shown, there, *_rows(mine.id)):
        assert f"La madre è a {COVERED}: serve aiuto." in html.unescape(text)
        assert leaks(text) == []
    received(cast["zeno"], "accept", twin(mine.id))
    opened = received(cast["zeno"], "take_up", twin(mine.id))
    assert leaks(page_of(cast["zeno"], opened).story) == []
    number = page_of(cast["carla"], report).row.number
    assert _told(cast, "dario") == _told(cast, "bruno") == [(number, "Carla")]
    assert _told(cast, "carla") == []


@on_rows
def test_what_was_written_before_is_covered_where_it_is_chosen(cast: Cast) -> None:
    described = (SubjectGiven(described=f"la bambina di {SECRET_ADDRESS}"),)
    report = _child_of_hers(cast, story=f"Lo zio dice: {WHERE_SHE_IS}")
    act(
        cast["carla"], "judge", report, risk=Answer.YES, harm=Answer.NO,
        grounds=f"Lui la cerca in {SPELT[1]}.",
    )  # fmt: skip
    transfer = proposed(cast, report, by="carla", pieces=ALL, words="")
    content = queries.transfer_page(cast["carla"].viewer, transfer).content
    assert content.story == f"Lo zio dice: La madre sta a {COVERED}, {COVERED}."
    assert content.judgement is not None
    assert content.judgement.grounds == f"Lui la cerca in {COVERED}."
    assert [leaks(text) for text in _rows(transfer)] == [[], []]
    assert _told(cast, "dario") == [(content.number, "Carla")]
    mother = an_adult(cast["bruno"], "Nascosta")
    two = in_evaluation(cast, subjects=(SubjectGiven(person_id=mother), *described))
    hidden(cast, mother)
    transfer = proposed(cast, two, by="bruno", pieces=ALL)
    assert [leaks(text) for text in _rows(transfer)] == [[], []]
    assert f"la bambina di {COVERED}" in _rows(transfer)[1]


def _case_of(cast: Cast, to: BodyId) -> CaseId:
    """Open the case of a mother in a secret place, with the place in each text of it."""
    bruno = cast["bruno"]
    mother = an_adult(bruno, "Protetta")
    case_id = an_open_case(bruno, mother)
    common: dict[str, Any] = {"actor": bruno.viewer, "now": NOW, "case_id": case_id}
    for kind in (CompetenceKind.TAKING_CHARGE, CompetenceKind.PAYER):
        details = CompetenceDetails(kind=kind, body_id=to, valid_from=TODAY, basis="accordo")
        cases.note_case_competence(**common, details=details)
    plan = a_plan(
        bruno, case_id, goals=(Goal(text=f"Uscire da {SECRET_NAME}", actions="Educatrice"),)
    )
    cases.submit_plan(actor=bruno.viewer, now=NOW, plan_id=plan, version=1)
    version = case_queries.plan_page(cast["dario"].viewer, plan).version
    cases.approve_plan(actor=cast["dario"].viewer, now=NOW, plan_id=plan, version=version)
    texts = {name: f"{name}: {SPELT[2]}" for name in ("situation", "resources", "risks")}
    cases.write_assessment(**common, details=AssessmentDetails(assessed_on=TODAY, **texts))
    hidden(cast, mother)
    return case_id


@on_rows
def test_of_a_case_neither_words_nor_plan_nor_assessment_say_it(cast: Cast) -> None:
    to = another_comune(cast)
    case_id = _case_of(cast, to)
    transfer = proposed(
        cast, by="dario", kind=SubjectKind.CASE, subject_id=case_id, body_id=to,
        pieces=frozenset({Piece.WHO, Piece.PLAN, Piece.ASSESSMENT}), words=WHERE_SHE_IS,
    )  # fmt: skip
    assert [leaks(text) for text in _rows(transfer)] == [[], []]
    content = queries.incoming_page(cast["zeno"].viewer, twin(transfer)).content
    assert content is not None
    assert content.words == f"La madre sta a {COVERED}, {COVERED}."
    assert content.goals == (f"Uscire da {COVERED}",)
    assert len(content.assessment) == 3
    assert all(COVERED in one for one in content.assessment)
    (step, *_) = case_queries.steps_of(cast["dario"].viewer, case_id)
    assert step.words == content.words, "here too nothing is kept but what left"
    assert _told(cast, "dario") == _told(cast, "bruno") == [], "who wrote it is on the list"


@on_rows
def test_what_is_typed_to_who_gives_a_service_does_not_say_it(cast: Cast) -> None:
    gaia = a_provider()
    mother = an_adult(cast["bruno"], "Protetta")
    case_id, service = an_open_case(cast["bruno"], mother), a_service(cast)
    linked(cast, service.provider_id, gaia.organisation_id)
    line = page(cast["gino"], an_approved_request(cast, service, case_id=case_id)).lines[0]
    hidden(cast, mother, case_id)
    transfer = proposed(
        cast, by="bruno", kind=SubjectKind.LINE, subject_id=line.id, body_id=service.provider_id,
        pieces=frozenset({Piece.WHO, Piece.SERVICE}), words=f"Si va in {SECRET_ADDRESS}.",
        protection_assured=False,
    )  # fmt: skip
    content = queries.incoming_page(gaia.viewer, twin(transfer)).content
    assert content is not None
    assert content.words == f"Si va in {COVERED}."
    assert [leaks(text) for text in _rows(transfer)] == [[], []]


@on_rows
def test_where_a_child_was_put_in_safety_does_not_leave_either(cast: Cast) -> None:
    child = a_child(cast["bruno"])
    report = in_evaluation(cast, child, to="carla")
    an_emergency(cast["bruno"], child)
    transfer = proposed(cast, report, by="carla", words=f"Ora in {SECRET_PLACE}.")
    assert [leaks(text) for text in _rows(transfer)] == [[], []]
    assert len(_told(cast, "dario")) == len(_told(cast, "bruno")) == 1


# It is no oracle: what is seen before the act tells nothing, and of the act the list hears.


def test_before_it_leaves_the_page_is_the_same_whoever_is_hidden(
    client: OfficeClient, cast: Cast
) -> None:
    to = another_comune(cast)
    secret, calm = _child_of_hers(cast), in_evaluation(cast, a_child(cast["bruno"]), to="carla")
    carla = client.enter(cast["carla"])
    said = "al suo posto leggono «presso il servizio sociale»"
    for report in (secret, calm):
        new = f"/transfers/new/referral/{report}"
        assert said in html.unescape(carla.get(new).text)
        typed = {"body": str(to), "pieces": ["story"], "words": WHERE_SHE_IS}
        for seen in (
            carla.submit(new, {**typed, "preview": "1"}),
            carla.submit(new, {**typed, "body": ""}),  # refused: something is missing
        ):
            shown = html.unescape(seen.text)
            preview = shown[shown.index("Leggeranno questo, e nient'altro") :]
            assert WHERE_SHE_IS in preview
            assert COVERED not in preview
    assert _told(cast, "dario") == [], "nobody learnt anything"


@on_rows
def test_who_is_on_the_list_herself_is_told_of_to_nobody(cast: Cast) -> None:
    report = _child_of_hers(cast, of="bruno")
    transfer = proposed(cast, report, by="bruno", words=WHERE_SHE_IS)
    assert leaks(_rows(transfer)[1]) == []
    assert _told(cast, "dario") == _told(cast, "bruno") == []


@on_rows
def test_where_nobody_is_hidden_it_goes_as_it_was_written(cast: Cast) -> None:
    report = in_evaluation(cast, a_person(cast["bruno"], "Partente"))
    hidden(cast, an_adult(cast["bruno"], "Protetta"))
    transfer = proposed(cast, report, words=WHERE_SHE_IS)
    assert from_kept(_rows(transfer)[1]).words == WHERE_SHE_IS
    assert _told(cast, "dario") == []


def test_the_list_reads_of_it_among_what_is_to_be_done(client: OfficeClient, cast: Cast) -> None:
    proposed(cast, _child_of_hers(cast), by="carla", words=WHERE_SHE_IS)
    dario = client.enter(cast["dario"])
    (task,) = (
        one
        for one in tasks_of(cast["dario"].viewer, TODAY)
        if one.code is TaskCode.COVERED_IN_PASSAGE and one.for_id == cast["dario"].engagement_id
    )
    for address in ("/deadlines", f"/deadlines/tasks/{task.id}"):
        shown = html.unescape(dario.get(address).text)
        assert "In un passaggio tra enti è stato scritto, e coperto, un luogo protetto" in shown
        assert leaks(shown) == []


# What comes back: answers and what is told of a day, each body for its own places.


def _came_back(transfer: TransferId) -> str:
    """Return whatever is kept of answers and reports, in both bodies."""
    sent = db.session.scalars(select(Transfer).where(Transfer.id == transfer)).one()
    steps = db.session.scalars(select(IncomingStep).where(IncomingStep.incoming_id == sent.twin_id))
    reports = db.session.scalars(select(TransferReport))
    return "\n".join(
        [sent.answer_words or "", *(one.words or "" for one in (*steps, *reports))]
    )  # fmt: skip


@pytest.mark.parametrize("answer", ["accept", "refuse"])
@pytest.mark.parametrize("named", ["Noemi Sartirani", "Sartirani Noemi"])
def test_who_answers_does_not_say_where_their_own_are(
    client: OfficeClient, cast: Cast, answer: str, named: str
) -> None:
    """Nobody there said yet who she is: whoever answers to her name may be hidden there."""
    nadia, zeno = a_colleague(cast["zeno"]), cast["zeno"]
    an_emergency(zeno, a_child(zeno))
    report = in_evaluation(cast, subjects=(SubjectGiven(described=named),))
    transfer = proposed(cast, report)
    there = client.enter(nadia)
    acts = f"/box/{twin(transfer)}/acts"
    assert "parte coperto" in html.unescape(there.get(f"{acts}/{answer}").text)
    there.submit(f"{acts}/{answer}", {"words": f"Ora sta in {SECRET_PLACE.upper()}, da noi."})
    here = client.enter(cast["bruno"]).get(f"/transfers/{transfer}").text
    theirs = client.enter(nadia).get(f"/box/{twin(transfer)}").text
    for text in (here, theirs, _came_back(transfer)):
        assert f"Ora sta in {COVERED}, da noi." in html.unescape(text)
        assert leaks(text) == []
    assert _told(cast, "zeno") == [("Comune di prova", "Nadia")]


def test_what_is_told_of_a_day_is_covered_by_who_the_request_is_about(
    client: OfficeClient, cast: Cast
) -> None:
    """Nothing of her name was sent; the request opened there says who she is."""
    nadia, zeno = a_colleague(cast["zeno"]), cast["zeno"]
    child = a_child(zeno)
    transfer = proposed(cast, pieces=frozenset({Piece.STORY}))
    received(zeno, "accept", twin(transfer))
    opened = received(zeno, "take_up", twin(transfer))
    act(
        zeno, "identify_subject", opened, subject_id=page_of(zeno, opened).subjects[0].id,
        person_id=child,
    )  # fmt: skip
    an_emergency(zeno, child)
    there = client.enter(nadia)
    words = f"È entrata in {SECRET_PLACE}."
    there.submit(f"/box/{twin(transfer)}/acts/report", {"code": "started", "words": words})
    here = client.enter(cast["bruno"]).get(f"/transfers/{transfer}").text
    theirs = client.enter(nadia).get(f"/box/{twin(transfer)}").text
    for text in (here, theirs, _came_back(transfer)):
        assert f"È entrata in {COVERED}." in html.unescape(text)
        assert leaks(text) == []
    assert _told(cast, "zeno") == [("Comune di prova", "Nadia")]


def test_what_comes_back_does_not_say_here_where_ours_are(client: OfficeClient, cast: Cast) -> None:
    """They were told by a letter; who reads the passage here may not know the place."""
    transfer = proposed(cast, _child_of_hers(cast), by="carla")
    report = ReportGiven(code=ReportCode.GOING, on=TODAY, words=f"Vista a {SECRET_NAME}.")
    received(cast["zeno"], "accept", twin(transfer), words=f"Si va in {SPELT[2]}.")
    received(cast["zeno"], "report", twin(transfer), given=report)
    here = client.enter(cast["carla"]).get(f"/transfers/{transfer}").text
    assert f"Si va in {COVERED}." in here
    assert f"Vista a {COVERED}." in here
    assert leaks(here) == []
    theirs = client.enter(cast["zeno"]).get(f"/box/{twin(transfer)}").text
    assert f"Vista a {SECRET_NAME}." in theirs, "their own words tell them nothing of ours"


@on_rows
def test_a_note_of_their_own_stays_as_it_is(cast: Cast) -> None:
    an_emergency(cast["zeno"], a_child(cast["zeno"]))
    report = in_evaluation(cast, a_child(cast["bruno"]))
    transfer = proposed(cast, report)
    received(cast["zeno"], "accept", twin(transfer))
    received(cast["zeno"], "note", twin(transfer), words=f"Sta in {SECRET_PLACE}.")
    incoming = queries.incoming_page(cast["zeno"].viewer, twin(transfer))
    assert incoming.notes[0].words == f"Sta in {SECRET_PLACE}."
    assert incoming.content is not None
    assert leaks(str(told(incoming.content))) == []
