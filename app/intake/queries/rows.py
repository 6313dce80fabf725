"""The frozen rows the pages of requests and reports are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.cases.queries import CaseBrief
from app.catalogue.paths import PathSnapshot
from app.catalogue.rules import ConsentBasis, Door, Intervention, PathCode, ReferralSource
from app.consents.rules import Situation
from app.intake.procedure import FINAL, Clock, ReferralAction, ReferralState
from app.intake.queries.answers import LayerRow
from app.intake.rules import (
    Acknowledgement,
    Answer,
    Asked,
    Channel,
    ClosureProposal,
    CompetenceBasis,
    CompetenceVerdict,
    HelpGiven,
    JudicialAsk,
    Layer,
    Letter,
    MemberRole,
    Proposal,
    ReferralKind,
    SubjectOutcome,
    Urgency,
    asked_in,
)
from app.kernel.clock import office_date
from app.kernel.references import CaseId, EngagementId, PersonId, PracticeId, ReferralId
from app.kernel.verdict import Verdict
from app.kernel.workflow import Offer
from app.people.queries import PersonRow
from app.transaction.steps import PastStep


@dataclass(frozen=True)
class TermRow:
    """A clock with its day; `met_at` when it was met or is no longer needed."""

    clock: Clock
    due_on: date
    met_at: datetime | None
    started_at: datetime
    due_at: datetime | None = None


@dataclass(frozen=True)
class ReferralRow:
    """One request or report in a list: enough to choose which to open."""

    id: ReferralId
    number: str
    kind: ReferralKind
    state: ReferralState
    urgency: Urgency
    channel: Channel
    source: ReferralSource
    body: str
    received_at: datetime
    days: int
    people: tuple[str, ...]
    assignee: str
    next_term: TermRow | None

    @property
    def received_on(self) -> date:
        """The office's day on which it arrived."""
        return office_date(self.received_at)


@dataclass(frozen=True)
class TriageRow:
    """One still without a worker: who follows these people, who is proposed, who may not be."""

    row: ReferralRow
    version: int
    followed_by: tuple[CaseBrief, ...]
    proposals: tuple[Proposal, ...]
    out_of_reach: tuple[str, ...]
    late: bool  # past the day by which somebody was to be found


@dataclass(frozen=True)
class Triage:
    """What is to be assigned, and who could take any of it, whoever it is about."""

    rows: tuple[TriageRow, ...]
    workers: tuple[Proposal, ...]


@dataclass(frozen=True)
class PracticeBrief:
    """The practice opened for one of the people."""

    id: PracticeId
    number: str


@dataclass(frozen=True)
class SubjectRow:
    """One of the people it concerns."""

    id: UUID
    person: PersonRow | None
    described: str
    adult: bool | None
    proposed: SubjectOutcome | None
    outcome: SubjectOutcome | None
    settled_at: datetime | None
    case_id: CaseId | None
    followed_by: CaseBrief | None  # her open case, where the reader may open it
    follower: str  # who follows her, where the reader may only know that
    practice: PracticeBrief | None = None

    @property
    def name(self) -> str:
        """Her name, or the words by which she was described."""
        return self.person.name if self.person else self.described


@dataclass(frozen=True)
class JudgementRow:
    """Risk and harm on a day."""

    risk: Answer
    harm: Answer
    grounds: str
    judged_on: date
    judged_by: str


@dataclass(frozen=True)
class CompetenceRow:
    """Whether it is of this office, on a day."""

    verdict: CompetenceVerdict
    basis: CompetenceBasis
    body: str
    grounds: str
    judged_on: date
    judged_by: str


@dataclass(frozen=True)
class PathRow:
    """A path as it was chosen, with what was known and what the program said of it then."""

    id: UUID
    path: PathCode
    door: Door | None
    verdict: Verdict
    said: PathSnapshot
    details: Mapping[str, str]
    reason: str
    interventions: tuple[Intervention, ...]
    members: tuple[tuple[MemberRole, PersonId | None], ...]
    chosen_by: str
    chosen_at: datetime


@dataclass(frozen=True)
class ConsentRow:
    """What one holder of responsibility said."""

    basis: ConsentBasis
    given_by: str
    given_on: date | None


@dataclass(frozen=True)
class OrderRow:
    """What the judicial authority asks, by when."""

    proceeding: str
    dated: date
    asks: JudicialAsk
    answer_by: date | None
    send_by: date | None = None  # the working day before, where its day is none


@dataclass(frozen=True)
class DestinationRow:
    """Where it went."""

    action: ReferralAction
    body: str
    letter: Letter | None
    help_given: HelpGiven | None
    signed_by: str
    protocol_number: str
    sent_on: date


ReferralOffer = Offer[ReferralState, ReferralAction]


@dataclass(frozen=True, kw_only=True)
class ReferralPage:
    """Everything one page shows of a request or report."""

    row: ReferralRow
    version: int
    referrer: str | None  # None: not for this reader
    papers_open: bool  # to this reader: a letter says who reported
    anonymous: bool
    story: str
    protocol_number: str
    protocol_on: date | None
    acknowledged_how: Acknowledgement | None
    acknowledged_on: date | None
    assignee_id: EngagementId | None
    proposal: ClosureProposal | None
    reader: str
    subjects: tuple[SubjectRow, ...]
    housemates: tuple[PersonRow, ...]
    terms: tuple[TermRow, ...]
    judgements: tuple[JudgementRow, ...]
    competences: tuple[CompetenceRow, ...]  # the latest first
    paths: Mapping[UUID, PathRow]  # chosen last, by the place of each person
    chosen_for: Mapping[tuple[datetime, str], frozenset[UUID]]  # when, which: the places of whom
    consents: tuple[ConsentRow, ...]  # the latest last
    consent_missing: bool  # of somebody, in the archive and here
    situations: Mapping[PersonId, Situation]  # who decides for each, and what was said
    orders: tuple[OrderRow, ...]
    destinations: tuple[DestinationRow, ...]
    layers: Mapping[Layer, LayerRow]
    steps: tuple[PastStep[ReferralAction], ...]
    offers: tuple[ReferralOffer, ...]

    @property
    def id(self) -> ReferralId:
        """The id, for addresses."""
        return self.row.id

    @property
    def names(self) -> str:
        """Whom it concerns, in one line."""
        return "; ".join(subject.name for subject in self.subjects)

    @property
    def urgency_since(self) -> PastStep[ReferralAction]:
        """The step by which it is as urgent as it is: since it arrived, unless somebody said so."""
        judging = (ReferralAction.FLAG_URGENCY, ReferralAction.REGISTER)
        return next(step for step in self.steps if step.action in judging)

    @property
    def unsettled(self) -> tuple[SubjectRow, ...]:
        """The people for whom nothing is decided yet."""
        return tuple(subject for subject in self.subjects if subject.outcome is None)

    @property
    def path(self) -> PathRow | None:
        """The path chosen last, for whomever."""
        return max(self.paths.values(), key=lambda one: one.chosen_at, default=None)

    @property
    def without_path(self) -> tuple[SubjectRow, ...]:
        """The people still to be decided for whom no path was chosen."""
        return tuple(one for one in self.unsettled if one.id not in self.paths)

    @property
    def open(self) -> bool:
        """Whether somebody is still to be decided."""
        return self.row.state not in FINAL

    @property
    def unidentified(self) -> bool:
        """Whether somebody has no name yet."""
        return any(subject.person is None for subject in self.subjects)

    @property
    def consent_said(self) -> ConsentBasis:
        """On whose word something may be done, as it was written last of all alike."""
        return self.consents[-1].basis if self.consents else ConsentBasis.UNKNOWN

    @property
    def answers(self) -> Mapping[str, str]:
        """What who reports answered, by the name of each question."""
        return self.layers[Layer.QUESTIONS].told

    def answers_since(self, path: PathRow) -> Mapping[str, str]:
        """Return those answers that were given, or corrected, after a path was chosen."""
        given = self.layers[Layer.QUESTIONS].given
        later = {one.key for one in given if one.at > path.chosen_at}
        return {key: answer for key, answer in self.answers.items() if key in later}

    def asked(self, layer: Layer) -> tuple[Asked, ...]:
        """Return the questions of a layer."""
        return asked_in(layer, self.row.source, self.row.channel, anonymous=self.anonymous)

    @property
    def people(self) -> tuple[PersonId, ...]:
        """Who is known by name."""
        return tuple(subject.person.id for subject in self.subjects if subject.person)
