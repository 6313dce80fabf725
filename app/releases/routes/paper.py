"""The letter of a page, as its PDF and its DOCX will say it."""

from dataclasses import replace

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.organisations.queries import sites
from app.releases.labels import (
    TITLES,
    copy_words,
    for_knowledge,
    receipt_text,
    signatures,
)
from app.releases.queries import ReleasePage, Subject
from app.releases.routes.filling import practice_words
from app.releases.rules import Letter, LetterKind, Placeholder, fill
from app.web.formatting import day_digits, day_words
from app.web.request_time import today


def letter_of(page: ReleasePage) -> Letter:
    """Return a letter as it left, or as it would leave today."""
    if page.letter is not None:
        return page.letter
    signed = tuple(signatures(page.kind, page.prepared_by, page.approved_by))
    return Letter(
        number=page.number,
        title=TITLES[page.kind],
        sender=sender(),
        recipient=page.lines,
        day=day_words(page.written_on),
        reference=_reference(page),
        text=_text(page, signed),
        signatures=signed,
        copies=for_knowledge([one.body for one in page.copies]),
    )


def letter_to_sign(page: ReleasePage) -> Letter:
    """Return a letter as it will stand once the viewer signs it today."""
    by = viewer().signing(Permission.RELEASES_LETTER_APPROVE)
    return letter_of(replace(page, approved_by=by, written_on=today()))


def filled(text: str, subject: Subject) -> str:
    """Return a text with the words of its practice filled in: as typed and read, so it is kept.

    What is printed and handed over today says tomorrow what it said, whatever papers came since.
    """
    if subject.practice is None:
        return text
    places = [f"{site.name}, {site.address}" for site in sites(viewer())]
    return fill(text, practice_words(subject.practice, places))


def sender() -> tuple[str, ...]:
    """Return the head of every letter: the body, the service, where it is found."""
    places = [f"{site.name}, {site.address}" for site in sites(viewer())]
    return (viewer().organisation_name or "Servizi sociali", "Servizi sociali", *places[:1])


def _text(page: ReleasePage, signed: tuple[str, ...]) -> str:
    if page.kind is LetterKind.RECEIPT:
        return receipt_text(page.answers_on, page.answers_protocol)
    subject = page.subject
    values = {
        Placeholder.RECIPIENT: page.lines[0],
        Placeholder.DAY: day_words(page.written_on),
        Placeholder.NUMBER: page.number,
        Placeholder.REFERENCE: subject.number,
        Placeholder.RECEIVED: day_digits(subject.received_on) if subject.received_on else "–",
        Placeholder.PROTOCOL: subject.protocol or "–",
        Placeholder.PEOPLE: subject.names or "–",
        Placeholder.SIGNATURE: ", ".join(signed),
    }
    return fill(page.text, {str(word): value for word, value in values.items()})


def _reference(page: ReleasePage) -> str:
    """Say our number to who works on the same thing: a school or a family has no use for it."""
    if page.copy_of is not None:
        return copy_words(page.copy_of.number, page.copy_of.body)
    if page.kind in (LetterKind.COURT, LetterKind.PASSAGE):
        return f"Nostro riferimento: {page.subject.number}"
    if page.subject.practice is not None:
        return f"Pratica {page.subject.number}"
    return ""
