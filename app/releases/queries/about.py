"""What a letter is about, and to whom it may be written."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.cases import queries as cases
from app.consents.queries import addressees
from app.intake import queries as intake
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.errors import NotFound
from app.kernel.references import BodyId, CaseId, PersonId, PracticeId, ReferralId
from app.organisations.queries import body
from app.people.queries import PersonRow, WhereToWrite, rows_by_id, where_to_write
from app.practices.queries import PracticePage, practice_page
from app.releases.models import Release
from app.releases.rules import LetterKind, SubjectKind, Way, kind_of


@dataclass(frozen=True)
class Subject:
    """A request or report, a case, a practice: its number, its people, what a letter may say."""

    kind: SubjectKind
    id: UUID
    number: str
    people: tuple[PersonRow, ...]
    received_on: date | None = None
    protocol: str = ""
    body_id: BodyId | None = None  # who reported
    practice: PracticePage | None = None

    @property
    def names(self) -> str:
        """Its people, as a page names them."""
        return ", ".join(one.name for one in self.people)

    @property
    def person_ids(self) -> tuple[PersonId, ...]:
        """Its people."""
        return tuple(one.id for one in self.people)


@dataclass(frozen=True)
class Recipient:
    """One letter: which kind it is, to which body or person, the lines above it, how it leaves."""

    kind: LetterKind
    lines: tuple[str, ...]
    way: Way
    body_id: BodyId | None = None
    person_id: PersonId | None = None

    @property
    def name(self) -> str:
        """The first line: who it is."""
        return self.lines[0]


def subject_of(viewer: Viewer, kind: SubjectKind, subject_id: UUID, on: date) -> Subject:
    """Return what letters may be about, as it stands on a day; `NotFound` out of reach."""
    if kind is SubjectKind.REFERRAL:
        row = intake.load(viewer, ReferralId(subject_id))
        concerned = intake.origin_of(viewer, row.id).people
        return Subject(
            kind,
            row.id,
            row.number,
            _people(viewer, concerned),
            received_on=office_date(row.received_at),
            protocol=row.protocol_number,
            body_id=row.referring_body_id,
        )
    if kind is SubjectKind.PRACTICE:
        page = practice_page(viewer, PracticeId(subject_id), on)
        return Subject(kind, page.id, page.number, (page.applicant,), practice=page)
    brief = cases.case_brief(viewer, CaseId(subject_id))
    return Subject(kind, brief.case_id, brief.number, _people(viewer, [brief.person_id]))


def recipient_body(viewer: Viewer, body_id: BodyId) -> Recipient:
    """Return a body of the directory as who receives a letter; `NotFound` of another directory."""
    row = body(viewer, body_id)
    lines = tuple(line for line in (row.name, row.address, row.pec) if line)
    return Recipient(kind_of(row.kind), lines, Way(to_body=True), body_id=row.id)


def recipients_of_family(
    viewer: Viewer,
    subject: Subject,
    person_id: PersonId,
    on: date,
    kind: LetterKind = LetterKind.FAMILY,
) -> list[Recipient]:
    """Return who receives a letter about one of the people: each parent apart, or she herself.

    Who has died, or is hidden from the viewer, is not there. `NotFound` for somebody else.
    """
    if person_id not in subject.person_ids:
        raise NotFound
    return [
        Recipient(
            kind,
            (one.name, *(part for part in (one.where.street, one.where.municipality) if part)),
            _way(one.where),
            person_id=one.person_id,
        )
        for one in addressees(viewer, person_id, on, she_asked=subject.practice is not None)
    ]


def way_to(viewer: Viewer, row: Release, on: date) -> Way:
    """Return how the recipient of a letter may be reached today. Of a letter already reached."""
    if row.body_id is not None:
        return Way(to_body=True)
    if row.person_id is None:  # a guardian who is in no archive of ours: by her office's own ways
        return Way(to_body=True)
    places = where_to_write(viewer, [row.person_id], on)
    if row.person_id not in places:
        return Way(died=True)
    return _way(places[row.person_id])


def _way(where: WhereToWrite) -> Way:
    return Way(has_address=bool(where.street), has_mailbox=bool(where.mailboxes))


def _people(viewer: Viewer, ids: Collection[PersonId]) -> tuple[PersonRow, ...]:
    rows = rows_by_id(viewer, ids)
    return tuple(rows[one] for one in ids if one in rows)
