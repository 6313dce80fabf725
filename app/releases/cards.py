"""What letters show on other pages: of a request, of a case, of a practice, of the day."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from flask import url_for

from app.accounts.policy import Permission
from app.emergencies.cards import hour_to_write
from app.emergencies.queries import MeasureBrief, measure_brief
from app.kernel.actor import Viewer
from app.kernel.contributions import Card, CardRow
from app.kernel.references import CaseId, EmergencyId, PracticeId, ReferralId
from app.releases import queries
from app.releases.labels import LABELS
from app.releases.procedure import ReleaseState
from app.releases.queries import Asked, ReleaseRow
from app.releases.rules import LetterKind, ReleaseShelf, SubjectKind
from app.web.formatting import day_digits

_SHOWN = 5


def of_referral(viewer: Viewer, referral_id: ReferralId, _now: datetime) -> Card | None:
    """Return the letters about a request or report, with the way to write one."""
    return _card(viewer, SubjectKind.REFERRAL, referral_id)


def of_case(viewer: Viewer, case_id: CaseId, _now: datetime) -> Card | None:
    """Return the letters about a case, with the way to write one."""
    return _card(viewer, SubjectKind.CASE, case_id)


def of_emergency(viewer: Viewer, emergency_id: EmergencyId, _now: datetime) -> Card | None:
    """Return, on a measure of art. 403, the letters to prosecutor or court about its child.

    What left with one about her case is proposed to be written in the measure.
    """
    if not viewer.may(Permission.RELEASES_LETTER_WRITE):
        return None
    measure = measure_brief(viewer, emergency_id)
    rows = queries.court_letters(viewer, measure)
    shown = (*map(_row, rows), *_hour_to_write(viewer, measure, rows))
    return Card("Lettere all'autorità giudiziaria", shown, count=len(rows)) if rows else None


def of_practice(viewer: Viewer, practice_id: PracticeId, _now: datetime) -> Card | None:
    """Return the letters about a practice, with the way to write one."""
    return _card(viewer, SubjectKind.PRACTICE, practice_id, "Scrivi una lettera")


def to_sign(viewer: Viewer, _now: datetime) -> Card | None:
    """Return, for who approves them, the letters that wait for a signature."""
    if not viewer.may(Permission.RELEASES_LETTER_APPROVE):
        return None
    return _shelf(viewer, ReleaseShelf.TO_APPROVE, "Lettere da firmare")


def to_send(viewer: Viewer, _now: datetime) -> Card | None:
    """Return the letters that are ready and nobody has let leave yet."""
    if not viewer.may(Permission.RELEASES_LETTER_WRITE):
        return None
    return _shelf(viewer, ReleaseShelf.TO_SEND, "Lettere pronte a partire")


def _shelf(viewer: Viewer, shelf: ReleaseShelf, title: str) -> Card | None:
    rows = queries.listed(viewer, shelf, Asked(), 0, _SHOWN)
    if not rows:
        return None
    shown = tuple(
        CardRow(row.recipient or row.number, LABELS[LetterKind][row.kind].text, _address(row.id))
        for row in rows
    )
    return Card(title, shown, url=url_for("releases.releases", elenco=shelf))


def _card(
    viewer: Viewer, kind: SubjectKind, id_: UUID, begin: str = "Nuova lettera"
) -> Card | None:
    if not viewer.may(Permission.RELEASES_LETTER_WRITE):
        return None
    named = kind is SubjectKind.PRACTICE
    rows = tuple(_row(row, named=named) for row in queries.of_subject(viewer, kind, id_))
    new = url_for("releases.new_release", code=kind, subject_id=id_)
    return Card("Lettere", (*rows, CardRow(begin, "", new)), count=len(rows))


def _row(row: ReleaseRow, *, named: bool = False) -> CardRow:
    """Return a letter with how it stands: by who receives it, or by what it is (`named`)."""
    if row.sent_on is not None:
        note = f"Uscita il {day_digits(row.sent_on)}"
    else:
        note = LABELS[ReleaseState][row.state].text
    kind = LABELS[LetterKind][row.kind].text
    return CardRow(kind if named else row.recipient or row.number, note, _address(row.id))


def _hour_to_write(
    viewer: Viewer, measure: MeasureBrief, rows: Sequence[ReleaseRow]
) -> Iterator[CardRow]:
    """Yield the way to write in the measure the hour of the first letter that left for its
    prosecutor; of one about a report the report itself proposes it.
    """
    left = [row for row in rows if row.sent_on and row.subject_kind == SubjectKind.CASE]
    if not measure.waits or not left:
        return
    there = queries.to_prosecutor(viewer, left)
    first = min(
        (row for row in left if row.id in there), key=lambda row: (row.sent_on, row.number),
        default=None,
    )  # fmt: skip
    if first is not None and first.sent_on is not None:
        yield hour_to_write(measure, first.number, first.sent_on, first.protocol_number)


def _address(release_id: UUID) -> str:
    return url_for("releases.release", release_id=release_id)
