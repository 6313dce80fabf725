"""Economic aid: story 10, a refusal that was announced, a request that was taken back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from app.demo.context import Demo
from app.kernel.clock import rome_to_utc
from app.kernel.references import PersonId, PracticeId
from app.people.queries import search
from app.practices import operations, queries
from app.practices.operations import Grant, PaperGiven
from app.practices.rules import CHECKLISTS, IseeKind, PaperKind, PaperState, PracticeKind, Purpose

ISEE_ENDS = date(2026, 12, 31)
_ASKED = CHECKLISTS[PracticeKind.ECONOMIC_AID]


def load(demo: Demo) -> None:
    """Help Monica in April, then let Salvatore ask for the same rent under another surname."""
    demo.tell("Le pratiche di aiuto economico")
    _helped_in_april(demo)
    _waits_for_a_decision(demo)
    _announced_refusal(demo)
    _taken_back(demo)
    _sleeps(demo)
    _isee_ran_out(demo)


def _helped_in_april(demo: Demo) -> None:
    practice = _proposed(
        demo, "gherardi monica", _on(4, 7), _grant(_on(4, 7), Purpose.RENT, 40_000)
    )
    _do(demo, "paola", "grant_practice", practice, _on(4, 10), act_reference="112/2026")
    _do(demo, "giorgio", "pay", practice, _on(4, 15), paid_on=date(2026, 4, 15),
        account_checked=True)  # fmt: skip


def _waits_for_a_decision(demo: Demo) -> None:
    """Story 10: opened from the walk-in, four papers by 13 November, proposed on the 16th.

    The program says that somebody of the household was already helped.
    """
    opened, came, on = _on(10, 26), _on(11, 13), _on(11, 16)
    practice = operations.open_practice(
        actor=demo.staff["giorgio"], now=opened, applicant_id=_person(demo, "lo presti salvatore"),
        kind=PracticeKind.ECONOMIC_AID,
    )  # fmt: skip
    first = [kind for kind in _ASKED if kind is not PaperKind.BANK_STATEMENT]
    _bring(demo, practice, came, first, isee=741_200)
    words = "Senza: il conto è stato chiuso a settembre, c'è la lettera della banca"
    given = PaperGiven(kind=PaperKind.BANK_STATEMENT, state=PaperState.NOT_NEEDED,
                       received_on=on.date(), why=words)  # fmt: skip
    _do(demo, "giorgio", "receive_paper", practice, on, paper=given)
    _do(demo, "giorgio", "complete", practice, on)
    _do(demo, "luca", "propose", practice, on, grant=_grant(on, Purpose.RENT, 180_000, 3),
        words="Reddito da lavoro sospeso; lo sfratto è fissato per il 15 dicembre.")  # fmt: skip


def _sleeps(demo: Demo) -> None:
    """Nobody brought papers for two months, nobody answered three calls: it is only said."""
    practice = operations.open_practice(
        actor=demo.staff["giorgio"], now=_on(8, 31), applicant_id=_person(demo, "el idrissi omar"),
        kind=PracticeKind.BILLS,
    )  # fmt: skip
    for month, day in ((9, 28), (10, 19), (11, 6)):
        _do(demo, "giorgio", "note_try", practice, _on(month, day), words="Non risponde.")


def _isee_ran_out(demo: Demo) -> None:
    """A current ISEE ended in October: the other papers are here, that one is to be asked again."""
    practice = operations.open_practice(
        actor=demo.staff["giorgio"], now=_on(9, 14), applicant_id=_person(demo, "diop awa"),
        kind=PracticeKind.HOUSEHOLD_ALLOWANCE,
    )  # fmt: skip
    _bring(demo, practice, _on(9, 21), CHECKLISTS[PracticeKind.HOUSEHOLD_ALLOWANCE], isee=902_000,
           until=date(2026, 10, 31), isee_kind=IseeKind.CURRENT)  # fmt: skip


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
    _bring(demo, practice, on, _ASKED, isee=isee)
    _do(demo, "giorgio", "complete", practice, on)
    _do(demo, "luca", "propose", practice, on, grant=grant,
        words="Reddito da lavoro sospeso; lo sfratto è fissato.")  # fmt: skip
    return practice


def _bring(
    demo: Demo,
    practice: PracticeId,
    on: datetime,
    kinds: Sequence[PaperKind],
    *,
    isee: int,
    until: date = ISEE_ENDS,
    isee_kind: IseeKind = IseeKind.ORDINARY,
) -> None:
    for kind in kinds:
        given = PaperGiven(kind=kind, state=PaperState.RECEIVED, received_on=on.date())
        if kind is PaperKind.ISEE:
            given = replace(given, valid_until=until, isee_cents=isee, isee_kind=isee_kind)
        _do(demo, "giorgio", "receive_paper", practice, on, paper=given)


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
