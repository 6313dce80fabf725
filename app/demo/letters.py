"""Letters out: what a school was answered, what waits for a signature, what a court is told."""

from app.demo.context import Demo
from app.intake import queries as intake
from app.intake.queries import ReferralRow
from app.intake.rules import Shelf
from app.kernel.errors import OfficeError
from app.kernel.references import BodyId, PersonId, ReleaseId
from app.practices import queries as practices
from app.practices.labels import LABELS as PRACTICES
from app.practices.labels import PLAIN
from app.practices.procedure import PracticeAction
from app.practices.rules import PaperKind, PracticeKind
from app.practices.rules import Shelf as PracticeShelf
from app.releases import operations, queries
from app.releases.labels import (
    STARTING_TEXTS,
    TITLES,
    receipt_text,
    signatures,
)
from app.releases.operations import Draft, Sending, Words
from app.releases.papers import pdf_of
from app.releases.rules import LegalBasis, Letter, LetterKind, SendChannel, SubjectKind, fill
from app.web.formatting import day_words

COURT = "Tribunale per i minorenni di Milano"
TO_COURT = """Riguarda: [interessati].

# I fatti
La scuola e la pediatra riferiscono assenze e cure rimandate.

# Che si chiede
- che i genitori siano sentiti
- che si possa osservare il bambino a casa"""
TO_FAMILY = """Gentile [destinatario],

Le scriviamo a proposito di [interessati]. Vorremmo incontrarLa: ci dica quando può venire.

Per chiedere o spiegare può venire allo sportello, o telefonarci."""


def load(demo: Demo) -> None:
    """Answer a school; leave letters to write and to sign: a court, a family, two practices."""
    demo.tell("Lettere: la ricevuta a una scuola, la famiglia da firmare, il Tribunale")
    luca = demo.staff["luca"]
    mine = intake.listed(luca, Shelf.MINE, demo.now)
    any(_receipt(demo, row) for row in mine if row.body)  # the first body that gets only a receipt
    named = [(row, people) for row in mine if (people := _people(demo, row))]
    for row, _ in named[:1]:
        _to_court(demo, row)
    any(_to_family(demo, row, people[0]) for row, people in named)  # the first it can be written to
    _about_practices(demo)


def _about_practices(demo: Demo) -> None:
    """Leave the papers that never came to be asked for, the notice of a refusal to be signed."""
    _about_one(demo, PracticeShelf.COLLECTING, LetterKind.PAPERS_MISSING)
    for release_id in _about_one(demo, PracticeShelf.TO_DECIDE, LetterKind.REFUSAL_NOTICE):
        operations.submit(
            actor=demo.staff["giorgio"], now=demo.now, release_id=release_id, version=1
        )


def _about_one(demo: Demo, shelf: PracticeShelf, kind: LetterKind) -> tuple[ReleaseId, ...]:
    """Write to who opened the first practice of a shelf of which such a letter is true."""
    giorgio = demo.staff["giorgio"]
    for row in practices.listed(giorgio, shelf, 0, 20, on=demo.today):
        page = practices.practice_page(giorgio, row.id, demo.today)
        if kind not in page.letters:
            continue
        papers = [f"- {PRACTICES[PaperKind][one.kind].text}: {PLAIN[one.kind]}"
                  for one in page.to_bring]  # fmt: skip
        filled = {
            "domanda": PRACTICES[PracticeKind][page.kind].text.lower(),
            "carte che mancano": "\n".join(papers),
            "motivo": page.words_of(PracticeAction.ANNOUNCE_REFUSAL),
            "a chi rivolgersi": "",
        }
        draft = Draft(
            subject_kind=SubjectKind.PRACTICE,
            subject_id=page.id,
            words=Words(text=fill(STARTING_TEXTS[kind], filled), basis=LegalBasis.PROCEEDING),
            family_of=page.applicant.id,
            letter=kind,
        )
        return operations.prepare(actor=giorgio, now=demo.now, draft=draft)
    return ()


def _people(demo: Demo, row: ReferralRow) -> tuple[PersonId, ...]:
    return queries.subject_of(
        demo.staff["luca"], SubjectKind.REFERRAL, row.id, demo.today
    ).person_ids


def _prepare(
    demo: Demo, row: ReferralRow, words: Words, *, body_id: BodyId | None = None,
    family_of: PersonId | None = None,
) -> tuple[ReleaseId, ...]:  # fmt: skip
    draft = Draft(
        subject_kind=SubjectKind.REFERRAL, subject_id=row.id, words=words, body_id=body_id,
        family_of=family_of,
    )  # fmt: skip
    return operations.prepare(actor=demo.staff["luca"], now=demo.now, draft=draft)


def _receipt(demo: Demo, row: ReferralRow) -> bool:
    luca = demo.staff["luca"]
    subject = queries.subject_of(luca, SubjectKind.REFERRAL, row.id, demo.today)
    words = Words(basis=LegalBasis.REPORT_RECEIVED)
    try:
        (receipt,) = _prepare(demo, row, words, body_id=subject.body_id)
    except OfficeError:  # a court reported: it is answered at length, not by a receipt
        return False
    page = queries.release_page(luca, receipt, demo.today)
    letter = Letter(
        number=page.number,
        title=TITLES[LetterKind.RECEIPT],
        sender=("Comune di Cernusco sul Naviglio", "Servizi sociali"),
        recipient=page.lines,
        day=day_words(demo.today),
        reference="",
        text=receipt_text(page.answers_on, page.answers_protocol),
        signatures=tuple(signatures(LetterKind.RECEIPT, page.prepared_by, "")),
    )
    sending = Sending(
        channel=SendChannel.PEC,
        sent_on=demo.today,
        text=page.text,
        letter=letter,
        pdf=pdf_of(letter).content,
        protocol_number="48211/2026",
        protocol_on=demo.today,
    )
    operations.send(
        actor=luca, now=demo.now, release_id=receipt, version=page.version, sending=sending
    )
    return True


def _to_court(demo: Demo, row: ReferralRow) -> None:
    words = Words(text=TO_COURT, basis=LegalBasis.AUTHORITY)
    _prepare(demo, row, words, body_id=demo.known[COURT])


def _to_family(demo: Demo, row: ReferralRow, person_id: PersonId) -> bool:
    """Write to each of the family and give the letters to be signed; tell if there was anybody."""
    words = Words(text=TO_FAMILY, basis=LegalBasis.OWN_DATA)
    try:
        made = _prepare(demo, row, words, family_of=person_id)
    except OfficeError:
        return False
    for release_id in made:
        operations.submit(actor=demo.staff["luca"], now=demo.now, release_id=release_id, version=1)
    return True
