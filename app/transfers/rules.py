"""What may pass from one body to another, what goes with it, what is refused."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from app.kernel.references import RequestLineId


class SubjectKind(StrEnum):
    """What is passed on."""

    REFERRAL = "referral"
    CASE = "case"
    LINE = "line"


class Piece(StrEnum):
    """What may go with it, one tick each. An address, who reported and the diary never do."""

    WHO = "who"
    CONTACTS = "contacts"
    STORY = "story"
    JUDGEMENTS = "judgements"
    PATH = "path"
    PLAN = "plan"
    ASSESSMENT = "assessment"
    SERVICE = "service"


PIECES: dict[SubjectKind, tuple[Piece, ...]] = {
    SubjectKind.REFERRAL: (
        Piece.WHO, Piece.CONTACTS, Piece.STORY, Piece.JUDGEMENTS, Piece.PATH,
    ),
    SubjectKind.CASE: (Piece.WHO, Piece.CONTACTS, Piece.PLAN, Piece.ASSESSMENT),
    SubjectKind.LINE: (Piece.WHO, Piece.CONTACTS, Piece.SERVICE, Piece.PLAN),
}  # fmt: skip


class ServiceFate(StrEnum):
    """What becomes of a service that goes on when its case passes."""

    ENDED = "ends_at_passage"
    BRIDGED = "bridged"
    KEPT = "kept_by_sender"


class TransferAnswer(StrEnum):
    """What the other body answers."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


class ReportCode(StrEnum):
    """What who gives a service tells of it."""

    STARTED = "started"
    GOING = "going"
    SUSPENDED = "suspended"
    ENDED = "ended"
    DELIVERED = "delivered"


class TransferShelf(StrEnum):
    """The lists of who sends."""

    ANSWERED = "answered"
    WAITING = "waiting"
    REFUSED = "refused_by_them"
    OVER = "over"


class BoxShelf(StrEnum):
    """The lists of who receives."""

    TO_ANSWER = "to_answer"
    WITH_US = "with_us"
    OVER = "box_over"


class TransferFault(StrEnum):
    """Why something about a passage is refused."""

    NOT_LINKED = "body_not_linked"
    ALREADY_PASSING = "already_passing"
    NOTHING_SENT = "nothing_sent"
    NOT_THE_PROVIDER = "not_the_provider"
    BRIDGING_PAST = "bridging_past"
    BRIDGING_OF_CASES = "bridging_of_cases"
    BRIDGING_MISSING = "bridging_missing"
    BRIDGING_NOTHING = "bridging_nothing"
    SERVICES_TO_SAY = "services_to_say"
    START_MISSING = "start_missing"
    REPORT_IN_THE_FUTURE = "report_in_the_future"
    QUANTITY_MISSING = "quantity_missing"
    QUANTITY_WITHOUT_DELIVERY = "quantity_without_delivery"
    NOT_A_DELIVERY = "not_a_delivery"
    COMPETENCE_MISSING = "competence_missing"


@dataclass(frozen=True, kw_only=True)
class TransferFacts:
    """What the procedure of who sends looks at."""

    answer: TransferAnswer | None = None
    to_write: int = 0  # deliveries reported and not yet written down here
    bridge_runs: bool = False  # something goes on from here until a day
    still_bridged: int = 0  # services of the bridge that have not ended


@dataclass(frozen=True, kw_only=True)
class IncomingFacts:
    """What the procedure of who receives looks at."""

    kind: SubjectKind = SubjectKind.REFERRAL
    taken_up: bool = False


@dataclass(frozen=True, kw_only=True)
class ReportGiven:
    """What is told of a day to who sent something."""

    code: ReportCode
    on: date
    quantity: int = 0  # in hundredths
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What who sends chose: what they will read, what becomes of the services that go on."""

    pieces: frozenset[Piece] = frozenset()
    words: str = ""
    bridging_until: date | None = None
    fates: Mapping[RequestLineId, ServiceFate] = field(default_factory=dict)


@dataclass(frozen=True)
class SentPerson:
    """One of the people, as far as it was chosen to say who she is."""

    name: str = ""
    born: str = ""  # a day, or the year alone
    phone: str = ""
    phone_of: str = ""  # whose the number is, as it is kept
    phone_name: str = ""  # her name, where it was written
    may_leave_message: str = ""


@dataclass(frozen=True)
class SentJudgement:
    """Risk and harm as they were judged last."""

    risk: str
    harm: str
    on: str
    grounds: str


@dataclass(frozen=True)
class SentPath:
    """A way to a service as it was chosen for somebody, and what the program said of it then."""

    path: str
    verdict: str


@dataclass(frozen=True)
class SentService:
    """An intervention: which one, how much, from when to when; of a case, what becomes of it."""

    path: str
    intervention: str
    quantity: int  # in hundredths
    measure: str
    starts_on: str
    ends_on: str
    fate: str = ""


@dataclass(frozen=True, kw_only=True)
class SentContent:
    """Everything the other body will read, and nothing else: kept as it was when it was sent."""

    words: str = ""
    number: str = ""
    people: tuple[SentPerson, ...] = ()
    story: str = ""
    judgement: SentJudgement | None = None
    paths: tuple[SentPath, ...] = ()
    goals: tuple[str, ...] = ()
    assessment: tuple[str, ...] = ()  # situation, resources, risks
    assessed_on: str = ""
    service: SentService | None = None
    services: tuple[SentService, ...] = ()  # those of a case that go on
    bridging_until: str = ""

    def kept(self) -> str:
        """Return it as it is kept."""
        return json.dumps(asdict(self), ensure_ascii=False)


def from_kept(text: str | None) -> SentContent:
    """Return what was kept; nothing where its key was destroyed."""
    if not text:
        return SentContent()
    known: dict[str, Any] = json.loads(text)
    judgement, service = known.pop("judgement"), known.pop("service")
    return SentContent(
        words=known["words"],
        number=known["number"],
        people=tuple(SentPerson(**one) for one in known["people"]),
        story=known["story"],
        judgement=SentJudgement(**judgement) if judgement else None,
        paths=tuple(SentPath(**one) for one in known["paths"]),
        goals=tuple(known["goals"]),
        assessment=tuple(known["assessment"]),
        assessed_on=known["assessed_on"],
        service=SentService(**service) if service else None,
        services=tuple(SentService(**one) for one in known.get("services", ())),
        bridging_until=known.get("bridging_until", ""),
    )


def covered(content: SentContent, cover: Callable[[str], str]) -> SentContent:
    """Return the same with each text that somebody typed as `cover` gives it back.

    Also how somebody without a name was described, and of whom a number is.
    """
    judged = content.judgement
    return replace(
        content,
        words=cover(content.words),
        people=tuple(
            replace(one, name=cover(one.name), phone_name=cover(one.phone_name))
            for one in content.people
        ),
        story=cover(content.story),
        judgement=replace(judged, grounds=cover(judged.grounds)) if judged else None,
        goals=tuple(map(cover, content.goals)),
        assessment=tuple(map(cover, content.assessment)),
    )


def typed_in(content: SentContent) -> str:
    """Return all the texts that `covered` covers, one under the other."""
    heard: list[str] = []

    def hear(text: str) -> str:
        heard.append(text)
        return text

    covered(content, hear)
    return "\n\n".join(filter(None, heard))


def proposal_fault(
    kind: SubjectKind, chosen: Chosen, going: Collection[RequestLineId], today: date
) -> str | None:
    """Return why something cannot be proposed as it was written (`field:code`), or None.

    `going` are the services of a case that go on: of each it is said what becomes of it.
    """
    if not chosen.pieces & {*PIECES[kind]} and not chosen.words.strip():
        return f"pieces:{TransferFault.NOTHING_SENT}"
    if {*chosen.fates} != {*going}:
        return TransferFault.SERVICES_TO_SAY
    fault = _bridge_fault(kind, chosen, today)
    return f"bridging_until:{fault}" if fault else None


def _bridge_fault(kind: SubjectKind, chosen: Chosen, today: date) -> str | None:
    bridged = ServiceFate.BRIDGED in chosen.fates.values()
    if chosen.bridging_until is None:
        return TransferFault.BRIDGING_MISSING if bridged else None
    if kind is not SubjectKind.CASE:
        return TransferFault.BRIDGING_OF_CASES
    if chosen.fates and not bridged:
        return TransferFault.BRIDGING_NOTHING
    return TransferFault.BRIDGING_PAST if chosen.bridging_until < today else None


def report_fault(told: ReportGiven, kind: SubjectKind, today: date) -> str | None:
    """Return why a report cannot be (`field:code`), or None: only what was given has a quantity."""
    given = told.code is ReportCode.DELIVERED
    if told.on > today:
        return f"on:{TransferFault.REPORT_IN_THE_FUTURE}"
    if given and kind is not SubjectKind.LINE:
        return f"code:{TransferFault.NOT_A_DELIVERY}"
    if given and told.quantity == 0:
        return f"quantity:{TransferFault.QUANTITY_MISSING}"
    if told.quantity and not given:
        return f"quantity:{TransferFault.QUANTITY_WITHOUT_DELIVERY}"
    return None
