"""What is typed for another body never says where somebody is kept secret.

Nothing is uncovered here: where the other body must know the place, a letter says it, whose cover
is lifted by right.
"""

from datetime import datetime

from app.kernel.actor import Viewer
from app.kernel.references import OrganisationId
from app.transfers import queries
from app.transfers.above import cover_about, teller
from app.transfers.models import Incoming, Transfer
from app.transfers.queries import Subject
from app.transfers.rules import SentContent, covered, typed_in


def cover_content(
    actor: Viewer, now: datetime, subject: Subject, content: SentContent, *, act: str
) -> SentContent:
    """Return what was chosen of something as it leaves; the lists of what is covered hear of it.

    Of words typed now and of what was written before alike: who chose it reads the cover, and may
    have written it for that.
    """
    body = actor.organisation_id
    people = queries.people_of(body, subject.kind, subject.id)
    typed = typed_in(content)
    teller()(actor=actor, now=now, people=people, typed=typed, act=act, what=subject.number)
    return covered(content, cover_about(body, people))


def cover_answer(actor: Viewer, now: datetime, row: Incoming, words: str) -> str:
    """Return what is answered or told to who sent, and kept here, without the places of this body.

    The lists here hear of it.
    """
    if not words.strip():
        return words
    people, act = queries.people_here(row), f"{row.id}:{row.version}"
    teller()(actor=actor, now=now, people=people, typed=words, act=act, what=row.from_label)
    return cover_about(actor.organisation_id, people)(words)


def cover_for_sender(sent: Transfer, words: str) -> str:
    """Return the same as it is read where it was sent from, without the places of that body either.

    Who reads the answer there may not know the place, though who answers was told of it. Nothing of
    it comes back to who answers: her own copy stays as it was.
    """
    if not words.strip():
        return words
    people = queries.people_of_sender(sent)
    return cover_about(OrganisationId(sent.organisation_id), people)(words)
