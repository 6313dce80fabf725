"""Children put in safety and calls at night, through the real use cases."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from app.emergencies import operations, queries
from app.emergencies.operations import CallTaken, Learnt, News, PaperInHand, Placing
from app.emergencies.rules.calls import CallDegree
from app.emergencies.rules.emergency import (
    ChildHeard,
    NewsSource,
    PlacedBy,
    SignedAs,
    TakenFrom,
)
from app.kernel.references import EmergencyId, PersonId, UrgentCallId
from tests.builders.people import a_person
from tests.builders.post import accepted
from tests.cast import NOW, Cast, Member

# Words that stand in no answer but the one that shows the place.
SECRET_PLACE = "cascina del Kanarino Nascosto 9"
PLACED_AT = NOW - timedelta(hours=3)
PAPER = PaperInHand(
    number="TM 431/2026", dated=date(2026, 11, 23), authority="Tribunale per i minorenni"
)


def a_placing(**known: Any) -> Placing:
    """Return a child the police put in safety three hours ago, or as `known`."""
    usual: dict[str, Any] = {
        "placed_at": PLACED_AT,
        "placed_by": PlacedBy.OTHERS,
        "signed_by": "Maresciallo Neri",
        "signed_as": SignedAs.PUBLIC_SECURITY,
        "taken_from": TakenFrom.MOTHER,
        "child_heard": ChildHeard.LATER,
        "facts": "Solo in casa di notte.",
        "place": SECRET_PLACE,
    }
    return Placing(**{**usual, **known})


def an_emergency(
    by: Member, person_id: PersonId | None = None, *, now: datetime = NOW, **known: Any
) -> EmergencyId:
    """Open a measure for a child (a new one, if none is given) as `by` would."""
    return operations.open_emergencies(
        actor=by.viewer,
        now=now,
        person_ids=(person_id or a_person(by, "Messo al sicuro"),),
        placing=a_placing(**known),
    )[0]


def emergency_page(
    by: Member, emergency_id: EmergencyId, now: datetime = NOW
) -> queries.EmergencyPage:
    """Return a measure as somebody sees it."""
    return queries.emergency_page(by.viewer, emergency_id, now)


def emergency_act(
    by: Member, name: str, emergency_id: EmergencyId, *, now: datetime = NOW, **told: Any
) -> None:
    """Do one act of a measure, at the version it has now."""
    version = emergency_page(by, emergency_id, now).version
    getattr(operations, name)(
        actor=by.viewer, now=now, emergency_id=emergency_id, version=version, **told
    )


def learnt(
    at: datetime | None = None, *, paper: PaperInHand | None = PAPER, words: str = "Come scritto.",
    known_at: datetime | None = None,
) -> Learnt:  # fmt: skip
    """Return news by PEC of an act of others."""
    known = known_at or at or NOW
    news = News(known_at=known, source=NewsSource.PEC, told_by="cancelleria", happened_at=at)
    return Learnt(news=news, paper=paper, words=words)


def transmitted(
    by: Member, person_id: PersonId | None = None, *, now: datetime = NOW
) -> EmergencyId:
    """Open a measure and send its papers an hour ago."""
    made = an_emergency(by, person_id, now=now, placed_at=now - timedelta(hours=3))
    emergency_act(by, "transmit", made, now=now, at=now - timedelta(hours=1))
    return made


def validated(by: Member, person_id: PersonId | None = None) -> EmergencyId:
    """Bring a measure up to the decree that validates it."""
    made = transmitted(by, person_id)
    emergency_act(by, "court_validates", made, learnt=learnt(NOW - timedelta(minutes=30)))
    return made


def a_scan(by: Member, emergency_id: EmergencyId, name: str = "decreto.pdf") -> UUID:
    """Attach a scan to the first act of a measure, and return its id."""
    act = emergency_page(by, emergency_id).acts[0]
    return operations.add_scan(
        actor=by.viewer, now=NOW, emergency_id=emergency_id, act_id=act.id,
        accepted=accepted(name),
    )  # fmt: skip


def an_urgent_call(by: Member, *, now: datetime = NOW, **known: Any) -> UrgentCallId:
    """Take a call of ten minutes ago, or as `known`."""
    usual: dict[str, Any] = {
        "at": now - timedelta(minutes=10),
        "caller": "Carabinieri, 000 112",
        "degree": CallDegree.CAN_WAIT,
        "done": "Dormono dalla zia.",
        "described": "una donna con un bambino",
    }
    return operations.take_call(actor=by.viewer, now=now, taken=CallTaken(**{**usual, **known}))


def some_emergencies(cast: Cast) -> None:
    """Leave one measure in each state from which an act starts, two calls and a telephone."""
    bruno, dario = cast["bruno"], cast["dario"]
    ended = validated(bruno)
    emergency_act(bruno, "court_confirms", ended, learnt=learnt(NOW - timedelta(minutes=5)))
    a_scan(bruno, ended)
    heard = validated(bruno)
    emergency_act(bruno, "hearing_held", heard, at=NOW - timedelta(minutes=10), words="La madre")
    validated(bruno)
    asked = transmitted(bruno)
    emergency_act(bruno, "validation_asked", asked, learnt=learnt(NOW - timedelta(minutes=30)))
    transmitted(bruno)
    told = an_emergency(bruno)
    emergency_act(bruno, "give_oral_notice", told, at=NOW - timedelta(hours=2), told="PM di turno")
    an_emergency(bruno, placed_at=NOW - timedelta(hours=30))
    an_emergency(bruno)
    operations.hand_over(
        actor=bruno.viewer,
        now=NOW,
        call_id=an_urgent_call(bruno),
        version=1,
        engagement_id=bruno.engagement_id,
    )
    an_urgent_call(bruno)
    operations.add_duty_phone(
        actor=dario.viewer,
        now=NOW,
        label="Assistente sociale di turno",
        number="000 5550900",
        position=1,
        valid_from=date(2026, 1, 1),
    )


def rome(day: int, month: int, year: int, hour: int, minute: int = 0, *, summer: bool) -> datetime:
    """Return an instant told by the clock on the wall, summer time or not."""
    wall = datetime(year, month, day, hour, minute, tzinfo=UTC)
    return wall - timedelta(hours=2 if summer else 1)
