"""Who follows whom is decided once, however many press together, on both engines."""

from collections import Counter
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.cases import operations, queries
from app.cases.models import Case
from app.cases.operations import ClosureDetails
from app.cases.rules.case import (
    CaseFault,
    CaseKind,
    ClosureSituation,
    Outcome,
    PeopleTold,
    WhyClosed,
)
from app.cases.rules.penal import PenalFault
from app.cases.rules.plan import Goal, PlanDetails
from app.cases.rules.second_level import SecondLevelFault
from app.db import db
from app.kernel.references import CaseId, PersonId
from app.tasks.models import Task
from app.tasks.rules import TaskCode
from tests.builders.cases import a_plan, an_open_case, closed, engagement_of
from tests.builders.people import a_person, kept_apart
from tests.builders.second_level import a_helper, a_measure, a_penal_case
from tests.cast import NOW, TODAY, Cast
from tests.support.together import TOGETHER, together, told

pytestmark = pytest.mark.races


def _together(app: Flask, act: Callable[[int], object], times: int = TOGETHER) -> Counter[str]:
    return told(together(app, act, times))


def _version(cast: Cast, case_id: CaseId) -> int:
    db.session.rollback()
    return db.session.get_one(Case, (cast["bruno"].organisation_id, case_id)).version


def test_of_twenty_openings_of_one_person_one_is_hers(own_app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    person = a_person(bruno)
    answers = _together(own_app, lambda _: an_open_case(bruno, person))
    db.session.rollback()
    assert answers == {"done": 1, CaseFault.OTHER_ORDINARY_CASE: TOGETHER - 1}
    assert db.session.scalar(select(func.count()).select_from(Case)) == 1


def test_twenty_cases_have_twenty_numbers(own_app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    people = [a_person(bruno, f"Numero {number}") for number in range(TOGETHER)]
    answers = _together(own_app, lambda number: an_open_case(bruno, people[number]))
    assert answers == {"done": TOGETHER}
    numbers = set(db.session.scalars(select(Case.number)))
    assert numbers == {f"CS-{number:06d}" for number in range(1, TOGETHER + 1)}


def test_of_twenty_editors_of_one_plan_one_saves(own_app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    plan_id = a_plan(bruno, an_open_case(bruno))

    def edit(number: int) -> None:
        details = PlanDetails(goals=(Goal(text=f"Obiettivo {number}"),))
        operations.edit_plan(
            actor=bruno.viewer, now=NOW, plan_id=plan_id, version=1, details=details
        )

    assert _together(own_app, edit) == {"done": 1, "changed_meanwhile": TOGETHER - 1}
    assert queries.plan_page(bruno.viewer, plan_id).version == 2


def test_a_report_and_a_closure_together_never_leave_it_closed_and_unread(
    own_app: Flask, cast: Cast
) -> None:
    bruno = cast["bruno"]
    case_id = an_open_case(bruno)
    closure = ClosureDetails(
        reason=WhyClosed.NEED_SOLVED,
        situation=ClosureSituation.AUTONOMOUS,
        outcome=Outcome.REACHED,
        people_told=PeopleTold.YES,
    )
    common = {"actor": bruno.viewer, "now": NOW, "case_id": case_id}
    operations.propose_closure(**common, version=_version(cast, case_id), details=closure)
    version = _version(cast, case_id)

    def press(number: int) -> None:
        if number:
            operations.note_linked_referral(**common, referral_id=case_id)
        else:
            operations.close_case(**common, version=version)

    _together(own_app, press, times=2)
    db.session.rollback()
    brief = queries.case_brief(bruno.viewer, case_id)
    case = queries.load(bruno.viewer, case_id)
    unread = queries.facts_of(bruno.viewer, case, TODAY).unread_referrals
    assert (brief.closed, unread) in ((False, 1), (True, 0))


def test_of_twenty_new_holders_one_gets_the_case(own_app: Flask, cast: Cast) -> None:
    bruno, carla, dario = cast["bruno"], cast["carla"], cast["dario"]
    case_id = an_open_case(bruno)
    to = [engagement_of(carla), engagement_of(dario)]
    version = _version(cast, case_id)

    def give(number: int) -> None:
        operations.reassign(
            actor=dario.viewer, now=NOW, case_id=case_id, version=version, to_id=to[number % 2]
        )

    assert _together(own_app, give) == {"done": 1, "changed_meanwhile": TOGETHER - 1}


def test_of_twenty_who_would_lead_one_does(own_app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    case_id = an_open_case(bruno)
    answers = _together(
        own_app, lambda number: a_helper(bruno, case_id, name=f"Numero {number}", lead=True)
    )
    assert answers == {"done": 1, f"lead:{SecondLevelFault.LEAD_ALREADY}": TOGETHER - 1}
    db.session.rollback()
    assert len(queries.helpers_of(bruno.viewer, case_id)) == 1


def test_of_twenty_who_write_one_measure_one_does(own_app: Flask, cast: Cast) -> None:
    bruno = cast["bruno"]
    case_id = a_penal_case(bruno)
    answers = _together(own_app, lambda _: a_measure(bruno, case_id))
    assert answers == {"done": 1, f"kind:{PenalFault.WRITTEN_ALREADY}": TOGETHER - 1}


@pytest.mark.parametrize("again", [False, True], ids=("opened", "opened again"))
def test_two_who_must_not_meet_and_are_taken_charge_of_at_once_are_told_once(
    own_app: Flask, cast: Cast, again: bool
) -> None:
    """The supervisor hears of each pair, and of each only once."""
    pairs, before = 5, []
    for number in range(pairs):
        one, other = (a_person(cast["bruno"], f"{name}{chr(97 + number)}") for name in ("A", "B"))
        kept_apart(cast["bruno"], one, other)
        kinds = ((one, CaseKind.PENAL), (other, CaseKind.ORDINARY))
        before += [(person, kind, _ended(cast, person, kind) if again else None)
                   for person, kind in kinds]  # fmt: skip

    def take_charge(number: int) -> object:
        person, kind, case_id = before[number]
        if case_id is None:
            return an_open_case(cast["bruno"], person, kind=kind)
        return operations.reopen_case(
            actor=cast["dario"].viewer, now=NOW, case_id=case_id, why="Torna."
        )

    assert _together(own_app, take_charge, 2 * pairs) == {"done": 2 * pairs}
    db.session.rollback()
    told = db.session.scalars(select(Task.case_id).where(Task.code == TaskCode.BOTH_FOLLOWED)).all()
    of_pair = dict(db.session.execute(select(Case.id, Case.person_id)).all())
    place = {person: number // 2 for number, (person, *_) in enumerate(before)}
    assert sorted(place[of_pair[case_id]] for case_id in told) == list(range(pairs))


def test_of_twenty_who_keep_two_apart_one_does_and_each_is_told_once(
    own_app: Flask, cast: Cast
) -> None:
    bruno = cast["bruno"]
    pair = [a_person(bruno, name) for name in ("Agnelli", "Lupi")]
    for person in pair:
        an_open_case(bruno, person)
    answers = _together(
        own_app, lambda number: kept_apart(bruno, pair[number % 2], pair[1 - number % 2])
    )
    assert answers == {"done": 1, "person:already_apart": TOGETHER - 1}
    db.session.rollback()
    made = Counter(db.session.scalars(select(Task.code)))
    assert made == {TaskCode.KEPT_APART: 2, TaskCode.BOTH_FOLLOWED: 1}


@pytest.mark.parametrize("again", [False, True], ids=("opened", "opened again"))
def test_two_kept_apart_while_a_case_is_opened_are_told_to_the_supervisor_once(
    own_app: Flask, cast: Cast, again: bool
) -> None:
    """Whichever comes first: the case opened then, or the pair written then, tells of it."""
    bruno, pairs = cast["bruno"], 5
    before = []
    for number in range(pairs):
        one, other = (a_person(bruno, f"{name}{chr(97 + number)}") for name in ("A", "B"))
        an_open_case(bruno, other)
        before.append((one, other, _ended(cast, one, CaseKind.PENAL) if again else None))

    def press(number: int) -> object:
        one, other, case_id = before[number // 2]
        if number % 2:
            kept_apart(bruno, one, other)
            return None
        if case_id is None:
            return an_open_case(bruno, one, kind=CaseKind.PENAL)
        return operations.reopen_case(
            actor=cast["dario"].viewer, now=NOW, case_id=case_id, why="Torna."
        )

    assert _together(own_app, press, 2 * pairs) == {"done": 2 * pairs}
    db.session.rollback()
    made = Counter(db.session.scalars(select(Task.code)))
    assert made[TaskCode.BOTH_FOLLOWED] == pairs


def _ended(cast: Cast, person: PersonId, kind: CaseKind) -> CaseId:
    case_id = an_open_case(cast["bruno"], person, kind=kind)
    closed(cast, case_id)
    return case_id
