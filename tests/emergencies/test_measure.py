"""A child put in safety: every row of the table, and what must never happen by itself."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.catalogue.rules import Term
from app.db import db
from app.emergencies import operations, queries
from app.emergencies.models import CourtAct, EmergencyStep
from app.emergencies.operations import Report
from app.emergencies.procedure import EMERGENCY
from app.emergencies.procedure.emergency import FINAL
from app.emergencies.procedure.emergency import EmergencyState as S
from app.emergencies.rules.emergency import (
    ChildHeard,
    Missing,
    PlacedBy,
    WhichHour,
    call_due,
    elapsed,
    end_of_day,
)
from app.kernel.errors import Conflict, Invalid, NotAllowedNow, NotPermitted
from app.people.rules import BirthKnown
from tests.builders.emergencies import (
    PAPER,
    PLACED_AT,
    SECRET_PLACE,
    a_placing,
    an_emergency,
    emergency_act,
    emergency_page,
    learnt,
    rome,
    transmitted,
    validated,
)
from tests.builders.people import a_person
from tests.cast import NOW, TODAY, Cast

pytestmark = pytest.mark.usefixtures("app")
AGO = NOW - timedelta(minutes=20)


def _due(page: queries.EmergencyPage, term: Term) -> datetime | None:
    return next((one.due_at for one in page.clocks if one.term is term), None)


def _running(page: queries.EmergencyPage) -> set[Term]:
    return {one.term for one in page.waiting}


@pytest.mark.parametrize(
    ("placed", "due"),
    [
        (rome(21, 11, 2026, 22, 5, summer=False), rome(22, 11, 2026, 22, 5, summer=False)),
        (rome(25, 10, 2025, 22, 5, summer=True), rome(26, 10, 2025, 21, 5, summer=False)),
        (rome(28, 3, 2026, 22, 5, summer=False), rome(29, 3, 2026, 23, 5, summer=True)),
    ],
)
def test_the_24_hours_are_elapsed_hours(cast: Cast, placed: datetime, due: datetime) -> None:
    """Across a Sunday and both changes of the clock: on the wall 22:05, 21:05 and 23:05."""
    bruno, now = cast["bruno"], placed + timedelta(hours=1)
    made = an_emergency(bruno, placed_at=placed, now=now)
    assert due - placed == timedelta(hours=24)
    assert _due(emergency_page(bruno, made, now), Term.TRANSMISSION_403) == due
    emergency_act(bruno, "transmit", made, now=due, at=due)
    assert not emergency_page(bruno, made, due).late


def test_a_minute_after_is_late_and_is_sent_all_the_same(cast: Cast) -> None:
    bruno, after = cast["bruno"], PLACED_AT + timedelta(hours=24, minutes=1)
    made = an_emergency(bruno)
    emergency_act(bruno, "transmit", made, now=after, at=after)
    page = emergency_page(bruno, made, after)
    assert (page.state, page.late, page.took) == (S.TRANSMITTED, True, (24, 1))


def test_the_one_in_charge_writes_why_it_was_late(cast: Cast) -> None:
    bruno, dario, after = cast["bruno"], cast["dario"], PLACED_AT + timedelta(hours=25)
    made = an_emergency(bruno)
    told = {"at": after, "now": after, "words": "La PEC non partiva"}
    with pytest.raises(NotPermitted):
        emergency_act(bruno, "transmit_late", made, **told)
    with pytest.raises(NotAllowedNow, match="not_late_yet"):
        emergency_act(dario, "transmit_late", made, at=NOW, words="Perché")
    with pytest.raises(NotAllowedNow, match="needs_reason"):
        emergency_act(dario, "transmit_late", made, **{**told, "words": " "})
    emergency_act(dario, "transmit_late", made, **told)
    page = emergency_page(dario, made, after)
    assert (page.late, page.steps[0].words) == (True, "La PEC non partiva")


def test_the_oral_notice_does_not_move_the_24_hours(cast: Cast) -> None:
    bruno = cast["bruno"]
    made = an_emergency(bruno)
    before = emergency_page(bruno, made)
    assert _running(before) == {Term.PM_TOLD_403, Term.TRANSMISSION_403}
    emergency_act(bruno, "give_oral_notice", made, at=AGO, told="Dott. Sala, di turno")
    page = emergency_page(bruno, made)
    assert page.state is S.PM_TOLD
    assert _running(page) == {Term.TRANSMISSION_403}
    assert _due(page, Term.TRANSMISSION_403) == PLACED_AT + timedelta(hours=24)
    assert len(page.clocks) == 2


def test_what_others_owe_is_expected_then_known_and_from_whom(cast: Cast) -> None:
    bruno = cast["bruno"]
    made = an_emergency(bruno, placed_at=NOW - timedelta(days=5), now=NOW - timedelta(days=5))
    sent = NOW - timedelta(days=4, hours=5)
    emergency_act(bruno, "transmit", made, now=sent, at=sent)
    assert _due(emergency_page(bruno, made), Term.EXPECTED_PM) == sent + timedelta(hours=72)
    asked, known = NOW - timedelta(days=2, minutes=30), NOW - timedelta(days=2)
    emergency_act(bruno, "validation_asked", made, learnt=learnt(asked, known_at=known))
    page = emergency_page(bruno, made)
    said = next(one for one in page.clocks if one.term is Term.EXPECTED_PM)
    assert (said.met_at, said.known_at, said.told_by) == (asked, known, "cancelleria")
    assert _due(page, Term.EXPECTED_COURT) == asked + timedelta(hours=48)


def test_where_nobody_told_the_hour_it_counts_from_when_we_knew(cast: Cast) -> None:
    bruno = cast["bruno"]
    made = transmitted(bruno)
    emergency_act(bruno, "validation_asked", made, learnt=learnt(None, known_at=AGO))
    assert _due(emergency_page(bruno, made), Term.EXPECTED_COURT) == AGO + timedelta(hours=48)


def test_no_news_is_a_call_to_make_and_never_a_state(cast: Cast) -> None:
    """Ten days of silence: nothing moves, and every 24 hours somebody is asked to call."""
    bruno = cast["bruno"]
    made = transmitted(bruno)
    expected = _due(emergency_page(bruno, made), Term.EXPECTED_PM)
    assert expected is not None
    asked = set()
    for hours in range(0, 240, 7):
        now = NOW + timedelta(hours=hours)
        page = emergency_page(bruno, made, now)
        assert page.state is S.TRANSMITTED
        assert (page.call_since is None) == (now < expected)
        asked.add(page.call_since)
    assert len(asked) > 6
    late = expected + timedelta(hours=30)
    emergency_act(bruno, "call_for_news", made, now=late, at=late, words="Cancelleria: nulla")
    assert emergency_page(bruno, made, late + timedelta(hours=1)).call_since is None
    again = expected + timedelta(hours=48)
    assert emergency_page(bruno, made, again).call_since == again


def test_calls_are_asked_for_by_elapsed_hours() -> None:
    expected = rome(24, 10, 2026, 12, summer=True)
    later = rome(25, 10, 2026, 11, summer=False)  # a day later by elapsed hours
    assert call_due(expected, None, expected - timedelta(minutes=1)) is None
    assert call_due(expected, None, later - timedelta(minutes=1)) == expected
    assert call_due(expected, None, later) == later
    assert call_due(expected, later, later + timedelta(hours=1)) is None
    assert elapsed(expected, later) == (24, 0)
    assert end_of_day(TODAY) == datetime(2026, 11, 23, 23, 0, tzinfo=UTC)


def test_no_row_is_the_programs_and_every_open_state_waits_for_others() -> None:
    assert [row for row in EMERGENCY.rows if row.system] == []
    assert EMERGENCY.passing == set(S) - FINAL
    ending = {row.action for row in EMERGENCY.rows if row.to in FINAL}
    wanting = {row.action for row in EMERGENCY.rows if [c.__name__ for c in row.refuse] and
               "act_attached" in {c.__name__ for c in row.refuse}}  # fmt: skip
    assert ending == wanting, "what ends a measure is an act somebody has in her hand"


def test_a_loss_of_effect_is_a_paper_in_the_hand_of_who_is_in_charge(cast: Cast) -> None:
    bruno, dario = cast["bruno"], cast["dario"]
    made = transmitted(bruno)
    with pytest.raises(NotPermitted):
        emergency_act(bruno, "loss_communicated", made, learnt=learnt(AGO))
    with pytest.raises(NotAllowedNow, match="act_attached"):
        emergency_act(dario, "loss_communicated", made, learnt=learnt(AGO, paper=None))
    assert emergency_page(dario, made).state is S.TRANSMITTED
    temporary = "Resta in comunità fino al 30/11."
    emergency_act(dario, "loss_communicated", made, learnt=learnt(AGO, words=temporary))
    page = emergency_page(dario, made)
    assert (page.state, page.steps[0].words, page.waiting) == (S.LOST_EFFECT, temporary, ())
    assert page.acts[0].number == PAPER.number


@pytest.mark.parametrize(
    ("act", "ends"),
    [
        ("court_confirms", S.CONFIRMED),
        ("court_modifies", S.MODIFIED),
        ("court_revokes", S.REVOKED_COURT),
    ],
)
def test_the_court_decides_with_its_decree(cast: Cast, act: str, ends: S) -> None:
    bruno = cast["bruno"]
    made = validated(bruno)
    with pytest.raises(NotAllowedNow, match="act_attached"):
        emergency_act(bruno, act, made, learnt=learnt(AGO, paper=None))
    emergency_act(bruno, "hearing_held", made, at=AGO, words="La madre e la zia")
    assert _running(emergency_page(bruno, made)) == {Term.EXPECTED_DECISION}
    emergency_act(bruno, act, made, learnt=learnt(AGO))
    page = emergency_page(bruno, made)
    assert page.state is ends
    assert _running(page) == {Term.APPEAL_403}
    emergency_act(bruno, "appeal_filed", made, at=AGO, words="Il padre")
    assert (emergency_page(bruno, made).state, _running(emergency_page(bruno, made))) == (
        ends, set(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("act", "ends"),
    [("prosecutor_revokes", S.REVOKED_PM), ("court_does_not_validate", S.NOT_VALIDATED)],
)
def test_a_child_goes_back_only_by_a_paper_and_with_a_plan(cast: Cast, act: str, ends: S) -> None:
    bruno = cast["bruno"]
    made = transmitted(bruno)
    for wrong in (learnt(AGO, paper=None), learnt(AGO, words="")):
        with pytest.raises(NotAllowedNow):
            emergency_act(bruno, act, made, learnt=wrong)
    emergency_act(bruno, act, made, learnt=learnt(AGO, words="Irene, oggi alle 17, dalla zia"))
    assert emergency_page(bruno, made).state is ends
    with pytest.raises(NotAllowedNow):
        emergency_act(bruno, "call_for_news", made, at=AGO, words="x")


def test_hours_are_put_right_with_why_and_the_clocks_count_again(cast: Cast) -> None:
    bruno, dario = cast["bruno"], cast["dario"]
    made = transmitted(bruno)
    told = {"which": WhichHour.PLACED, "words": "Verbale riletto"}
    with pytest.raises(NotPermitted):
        emergency_act(bruno, "correct_time", made, at=AGO, **told)
    for at, why in (
        (PLACED_AT, "same_hour"), (AGO, "after_sending"),
        (NOW + timedelta(hours=1), "hour_to_come"),
    ):  # fmt: skip
        with pytest.raises(Invalid, match=why):
            emergency_act(dario, "correct_time", made, at=at, **told)
    earlier = NOW - timedelta(hours=26)
    emergency_act(dario, "correct_time", made, at=earlier, **told)
    page = emergency_page(dario, made)
    assert (page.placed_at, page.late) == (earlier, True)
    assert page.hours == ((PLACED_AT, earlier),)
    assert _due(page, Term.TRANSMISSION_403) == earlier + timedelta(hours=24)
    sent = {"which": WhichHour.SENT, "words": "Ricevuta della PEC"}
    emergency_act(dario, "correct_time", made, at=earlier + timedelta(hours=20), **sent)
    page = emergency_page(dario, made)
    assert (page.took, page.late, len(page.hours)) == ((20, 0), False, 1)
    met = {one.met_at for one in page.clocks if one.ours}
    assert met == {earlier + timedelta(hours=20)}
    assert _due(page, Term.EXPECTED_PM) == earlier + timedelta(hours=92)


def test_what_opening_asks(cast: Cast) -> None:
    bruno = cast["bruno"]
    with pytest.raises(NotAllowedNow, match="hours_known"):
        an_emergency(bruno, placed_at=None)
    with pytest.raises(Invalid, match="on:emergency_hour_to_come"):
        an_emergency(bruno, placed_at=NOW + timedelta(minutes=1))
    with pytest.raises(Invalid, match="decided_with:decided_alone"):
        an_emergency(bruno, placed_by=PlacedBy.US)
    grown = a_person(
        bruno, birth_known=BirthKnown.EXACT, birth_date=TODAY.replace(year=TODAY.year - 18)
    )
    with pytest.raises(NotAllowedNow, match="of_age"):
        an_emergency(bruno, grown)
    child = a_person(bruno)
    an_emergency(bruno, child)
    with pytest.raises(NotAllowedNow, match="already_open"):
        an_emergency(bruno, child)
    with pytest.raises(NotPermitted):
        an_emergency(cast["gino"])


def test_brother_and_sister_have_one_measure_each(cast: Cast) -> None:
    bruno = cast["bruno"]
    pair = (a_person(bruno, "Perego", "Ivan"), a_person(bruno, "Perego", "Giada"))
    made = operations.open_emergencies(
        actor=bruno.viewer, now=NOW, person_ids=pair, placing=a_placing()
    )
    pages = [emergency_page(bruno, one) for one in made]
    assert [page.person.given for page in pages] == ["Ivan", "Giada"]
    assert len({page.number for page in pages}) == 2


def test_what_a_child_said_before_stays_written(cast: Cast) -> None:
    bruno = cast["bruno"]
    made = an_emergency(bruno, child_heard=ChildHeard.YES, heard="In auto.")
    emergency_act(bruno, "hear_child", made, at=AGO, heard="In comunità, con l'educatrice.")
    assert emergency_page(bruno, made).heard == "In auto.\nIn comunità, con l'educatrice."


def test_what_is_still_to_write_stops_nobody(cast: Cast) -> None:
    bruno = cast["bruno"]
    made = an_emergency(bruno, facts="", place="")
    assert emergency_page(bruno, made).missing == tuple(Missing)
    emergency_act(bruno, "transmit", made, at=AGO)
    report = Report(facts="Soli", statements="«Ho fame»", evaluations="Rischio", alternatives="Zia")
    emergency_act(bruno, "write_report", made, report=report)
    emergency_act(bruno, "hear_child", made, at=AGO, heard="Nella stanza dei giochi")
    emergency_act(bruno, "set_place", made, place=SECRET_PLACE)
    page = emergency_page(bruno, made)
    assert (page.missing, page.statements) == ((Missing.CASE,), "«Ho fame»")
    assert (page.child_heard, page.heard) == (ChildHeard.YES, "Nella stanza dei giochi")


def test_an_older_form_meets_what_was_written_meanwhile(cast: Cast) -> None:
    bruno = cast["bruno"]
    made = an_emergency(bruno)
    seen = emergency_page(bruno, made).version
    emergency_act(bruno, "call_for_news", made, at=AGO, words="Avvocatura")
    with pytest.raises(Conflict):
        operations.transmit(actor=bruno.viewer, now=NOW, emergency_id=made, version=seen, at=AGO)


def test_news_known_before_it_happened_is_a_slip(cast: Cast) -> None:
    bruno = cast["bruno"]
    made = transmitted(bruno)
    with pytest.raises(Invalid, match="known_on:known_before"):
        emergency_act(
            bruno, "validation_asked", made, learnt=learnt(AGO, known_at=AGO - timedelta(minutes=1))
        )
    with pytest.raises(Invalid, match="before_placing"):
        emergency_act(bruno, "validation_asked", made, learnt=learnt(PLACED_AT - timedelta(days=1)))
    assert db.session.scalar(select(func.count()).select_from(CourtAct)) == 0
    steps = select(func.count()).where(EmergencyStep.emergency_id == made)
    assert db.session.scalar(steps) == 2
