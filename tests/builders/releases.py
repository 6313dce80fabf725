"""Letters as the office writes them, through the real use cases."""

from typing import Any
from uuid import UUID

from app.catalogue.rules import ReferralSource
from app.db import db
from app.kernel.references import BodyId, PersonId, PracticeId, ReferralId, ReleaseId
from app.organisations.rules import BodyKind
from app.practices.queries import practice_page
from app.releases import operations, queries
from app.releases.models import Release
from app.releases.operations import Draft, Sending, Words
from app.releases.queries import ReleasePage
from app.releases.rules import LegalBasis, Letter, LetterKind, SendChannel, SubjectKind
from tests.builders.consents import a_family
from tests.builders.intake import a_body, in_evaluation
from tests.cast import NOW, TODAY, Cast, Member

FACTS = "Il bambino dorme in auto dal 10 novembre."
WHY = "Va detto meglio."


def from_a_school(cast: Cast, *people: PersonId, **known: Any) -> tuple[ReferralId, BodyId]:
    """Register what a school reported, and return the report and the school."""
    school = a_body(cast, BodyKind.SCHOOL)
    source: dict[str, Any] = {"source": ReferralSource.SCHOOL, "referring_body_id": school}
    return in_evaluation(cast, *people, **source, **known), school


def a_draft(
    by: Member, referral_id: UUID, body_id: BodyId | None = None, **known: Any
) -> tuple[ReleaseId, ...]:
    """Prepare a letter about a report, to a body or (`family_of`) to a family."""
    words = Words(
        text=known.pop("text", FACTS),
        basis=known.pop("basis", LegalBasis.AUTHORITY),
        basis_words=known.pop("basis_words", ""),
    )
    kind = known.pop("subject_kind", SubjectKind.REFERRAL)
    draft = Draft(subject_kind=kind, subject_id=referral_id, body_id=body_id, words=words, **known)
    return operations.prepare(actor=by.viewer, now=NOW, draft=draft)


def a_practice_letter(
    by: Member, practice_id: PracticeId, letter: LetterKind, **known: Any
) -> tuple[ReleaseId, ...]:
    """Prepare a letter about a practice, to who opened it."""
    whose = practice_page(by.viewer, practice_id, TODAY).applicant.id
    about: dict[str, Any] = {"subject_kind": SubjectKind.PRACTICE, "family_of": whose}
    told = {"basis": LegalBasis.PROCEEDING, "text": "Gentile [destinatario],", **known}
    return a_draft(by, practice_id, letter=letter, **about, **told)


def letter_act(by: Member, name: str, release_id: UUID, **told: Any) -> None:
    """Do one act of a letter, at the version it has now."""
    row = db.session.get_one(Release, (by.organisation_id, release_id))
    now = told.pop("now", NOW)
    if name == "approve":
        told.setdefault("letter", leaving(letter_page(by, release_id)).letter)
    getattr(operations, name)(
        actor=by.viewer, now=now, release_id=release_id, version=row.version, **told
    )


def letter_page(by: Member, release_id: UUID) -> ReleasePage:
    """Return the page of a letter as a member of the cast sees it."""
    return queries.release_page(by.viewer, ReleaseId(release_id), TODAY)


def leaving(page: ReleasePage, channel: SendChannel = SendChannel.PEC, **told: Any) -> Sending:
    """Return how a letter leaves, exactly as its page shows it."""
    letter = Letter(
        number=page.number, title="Lettera", sender=("Comune",), recipient=page.lines,
        day="oggi", reference="", text=page.text, signatures=(),
    )  # fmt: skip
    usual = {"sent_on": TODAY, "pdf": b"%PDF-1.7 una lettera"}
    return Sending(channel=channel, text=page.text, letter=letter, **{**usual, **told})


def some_releases(cast: Cast) -> None:
    """Leave a letter in each state, and one text the office wrote."""
    bruno, dario = cast["bruno"], cast["dario"]
    child, _, _ = a_family(bruno)
    report, school = from_a_school(cast, child)
    (receipt,) = a_draft(bruno, report, school)
    letter_act(bruno, "send", receipt, sending=leaving(letter_page(bruno, receipt)))
    a_draft(bruno, report, school)
    mother, father = a_draft(bruno, report, family_of=child, basis=LegalBasis.OWN_DATA)
    letter_act(bruno, "submit", mother)
    letter_act(dario, "approve", mother)
    letter_act(bruno, "submit", father)
    court = a_body(cast, BodyKind.COURT)
    (draft,) = a_draft(bruno, report, court)
    a_draft(bruno, report, a_body(cast, BodyKind.PROSECUTOR), copy_of_id=draft)
    (given_up,) = a_draft(bruno, report, court)
    letter_act(bruno, "void", given_up, words=WHY)
    (waiting,) = a_draft(bruno, report, court)
    letter_act(bruno, "submit", waiting)
