"""Where the way of each person leads now: a case, a request, a practice, a page of another feature.

No way ends in a dead page: what cannot be done yet says what comes first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from flask import current_app, url_for

from app.catalogue.paths import PATHS
from app.catalogue.rules import PathCode, PathEnd
from app.intake.labels import FIRST, NOT_YOURS, REASONS
from app.intake.procedure import ReferralAction
from app.intake.queries import PathRow, PracticeBrief, ReferralPage, SubjectRow
from app.intake.rules import ReferralFault
from app.kernel.references import PersonId, ReferralId
from app.web.acts import slug

A = ReferralAction
_CASE_FIRST = frozenset({PathEnd.SERVICE_REQUEST, PathEnd.PLACEMENT, PathEnd.CASE})


@dataclass(frozen=True)
class EndOfWay:
    """A person at the end of her way; `person_id` only where she has a name."""

    referral_id: ReferralId
    subject_id: UUID
    person_id: PersonId | None
    path: PathCode


@dataclass(frozen=True)
class EndPage:
    """The page to which an end of the catalogue leads (app/features lists them).

    `closes` where the page is the very act that ends it for her; otherwise the act stands beside.
    """

    end: PathEnd
    words: str
    url: Callable[[EndOfWay], str]
    closes: bool = False


@dataclass(frozen=True)
class NextStep:
    """What comes next for a person: a link, a press, or, without an address, what comes first.

    `action` is the act of the procedure that the link leads to.
    """

    words: str
    url: str = ""
    press: bool = False
    action: ReferralAction | None = None


@dataclass(frozen=True)
class WayOfPerson:
    """One of the people with the way chosen for her and what comes next."""

    subject: SubjectRow
    path: PathRow | None
    steps: tuple[NextStep, ...]


def ways(page: ReferralPage) -> list[WayOfPerson]:
    """Return every person with the way chosen last for her, in the order of the page."""
    return [_way(page, subject, page.paths.get(subject.id)) for subject in page.subjects]


def by_signpost(end: EndOfWay) -> str:
    """Return the form that sends one of the people elsewhere, with help."""
    return _act(end.referral_id, A.PROPOSE_SIGNPOST, end.subject_id)


def _way(page: ReferralPage, subject: SubjectRow, path: PathRow | None) -> WayOfPerson:
    steps = () if path is None else tuple(_steps(page, subject, path.path))
    return WayOfPerson(subject, path, steps)


def _steps(page: ReferralPage, subject: SubjectRow, path: PathCode) -> list[NextStep]:
    end = PATHS[path].end
    steps = [] if subject.practice is None else [_practice(subject.practice)]
    if subject.case_id and subject.outcome:
        return [*steps, _request(page, subject, end)]
    if subject.outcome is not None:
        return steps
    if end is PathEnd.PRACTICE:
        words = "Concludi con questa pratica" if steps else "Apri la pratica"
        return [*steps, _offered(page, subject, A.OPEN_PRACTICE, words)]
    if end in _CASE_FIRST:
        return [*steps, _into_a_case(page, subject)]
    return [*steps, *_elsewhere(page, subject, path, end)]


def _practice(practice: PracticeBrief) -> NextStep:
    url = url_for("practices.practice", practice_id=practice.id)
    return NextStep(f"Vai alla pratica {practice.number}", url)


def _request(page: ReferralPage, subject: SubjectRow, end: PathEnd) -> NextStep:
    given = end in (PathEnd.SERVICE_REQUEST, PathEnd.PLACEMENT)
    words = "Prepara la richiesta di servizio" if given else "Prepara una richiesta a mano"
    url = url_for("intake.request_service", referral_id=page.id, subject_id=subject.id)
    return NextStep(words, url, press=True)


def _into_a_case(page: ReferralPage, subject: SubjectRow) -> NextStep:
    """A request is born from a case: one that is open already, or a new one."""
    if subject.followed_by is not None:
        words = f"Unisci alla cartella {subject.followed_by.number}"
        return _offered(page, subject, A.LINK_TO_CASE, words)
    if subject.person is None:
        return NextStep(REASONS[ReferralFault.NOT_IDENTIFIED])
    return _offered(page, subject, A.TAKE_CHARGE, "Prendi in carico")


def _elsewhere(
    page: ReferralPage, subject: SubjectRow, path: PathCode, end: PathEnd
) -> list[NextStep]:
    pages: tuple[EndPage, ...] = current_app.extensions["path_ends"]
    person_id = subject.person.id if subject.person else None
    there = EndOfWay(page.id, subject.id, person_id, path)
    steps = [
        _offered(page, subject, A.PROPOSE_SIGNPOST, one.words)
        if one.closes
        else NextStep(one.words, one.url(there))
        for one in pages
        if one.end is end
    ]
    if all(one.closes for one in pages if one.end is end):
        return steps
    return [*steps, _offered(page, subject, A.PROPOSE_SIGNPOST, "Chiudi come orientata")]


def _offered(
    page: ReferralPage, subject: SubjectRow, action: ReferralAction, words: str
) -> NextStep:
    """Return the link to an act where the procedure offers it now, else what comes first."""
    offer = next((one for one in page.offers if one.action is action), None)
    if offer is None:
        return NextStep(FIRST.get(page.row.state, NOT_YOURS))
    if not offer.enabled:
        return NextStep(" ".join(REASONS[reason] for reason in offer.refusals))
    return NextStep(words, _act(page.id, action, subject.id), action=action)


def _act(referral_id: ReferralId, action: ReferralAction, subject_id: UUID) -> str:
    return url_for("intake.act", referral_id=referral_id, act=slug(action), chi=subject_id)
