"""Economic aid: story 10, a refusal that was announced, a request that was taken back."""

from datetime import date, datetime
from typing import Any

from app.demo.context import Demo
from app.kernel.clock import rome_to_utc
from app.kernel.references import PersonId, PracticeId
from app.people.queries import search
from app.practices import operations, queries
from app.practices.operations import Grant, PaperGiven
from app.practices.rules import CHECKLISTS, PaperKind, PaperState, PracticeKind, Purpose

ISEE_ENDS = date(2026, 12, 31)


def load(demo: Demo) -> None:
    """Help Monica in April, then let Salvatore ask for the same rent under another surname."""
    demo.tell("Le pratiche di aiuto economico")
    _helped_in_april(demo)
    _waits_for_a_decision(demo)
    _announced_refusal(demo)
    _taken_back(demo)


def _helped_in_april(demo: Demo) -> None:
    practice = _proposed(
        demo, "gherardi monica", _on(4, 7), _grant(_on(4, 7), Purpose.RENT, 40_000)
    )
    _do(demo, "paola", "grant_practice", practice, _on(4, 10), act_reference="112/2026")
    _do(demo, "giorgio", "pay", practice, _on(4, 15), paid_on=date(2026, 4, 15),
        account_checked=True)  # fmt: skip


def _waits_for_a_decision(demo: Demo) -> None:
    """Proposed a week ago: the program says that somebody of the household was already helped."""
    on = _on(11, 16)
    _proposed(demo, "lo presti salvatore", on, _grant(on, Purpose.RENT, 180_000, 3), isee=741_200)


def _announced_refusal(demo: Demo) -> None:
    practice = _proposed(demo, "teli laura", _on(11, 9), _grant(_on(11, 9), Purpose.BILLS, 25_000))
    _do(demo, "paola", "announce_refusal", practice, _on(11, 17),
        words="Il contributo per le bollette è già dato dal bonus sociale.")  # fmt: skip


def _taken_back(demo: Demo) -> None:
    giorgio = demo.staff["giorgio"]
    practice = operations.open_practice(
        actor=giorgio, now=_on(10, 5), applicant_id=_person(demo, "hossain"),
        kind=PracticeKind.FOOD,
    )  # fmt: skip
    _do(demo, "giorgio", "withdraw", practice, _on(10, 19), words="Ha trovato lavoro.")


def _proposed(demo: Demo, name: str, on: datetime, grant: Grant, isee: int = 650_000) -> PracticeId:
    practice = operations.open_practice(
        actor=demo.staff["giorgio"], now=on, applicant_id=_person(demo, name),
        kind=PracticeKind.ECONOMIC_AID,
    )  # fmt: skip
    for kind in CHECKLISTS[PracticeKind.ECONOMIC_AID]:
        given = PaperGiven(
            kind=kind, state=PaperState.RECEIVED, received_on=on.date(),
            valid_until=ISEE_ENDS if kind is PaperKind.ISEE else None,
            isee_cents=isee if kind is PaperKind.ISEE else None,
        )  # fmt: skip
        _do(demo, "giorgio", "receive_paper", practice, on, paper=given)
    _do(demo, "giorgio", "complete", practice, on)
    _do(demo, "luca", "propose", practice, on, grant=grant,
        words="Reddito da lavoro sospeso; lo sfratto è fissato.")  # fmt: skip
    return practice


def _grant(on: datetime, purpose: Purpose, cents: int, payments: int = 1) -> Grant:
    return Grant(amount_cents=cents, purpose=purpose, payments=payments, first_on=on.date())


def _do(
    demo: Demo, login: str, name: str, practice: PracticeId, now: datetime, **given: Any
) -> None:
    actor = demo.staff[login]
    version = queries.load(actor, practice).version
    act = getattr(operations, name)
    act(actor=actor, now=now, practice_id=practice, version=version, **given)


def _person(demo: Demo, name: str) -> PersonId:
    return search(demo.staff["luca"], name)[0].id


def _on(month: int, day: int) -> datetime:
    return rome_to_utc(date(2026, month, day), 600)
