"""The act by which a request becomes a practice of the counter."""

from typing import Any
from uuid import UUID

from app.catalogue.rules import PathCode
from app.intake import forms, operations
from app.intake.operations import PracticeWanted
from app.intake.queries import ReferralPage, SubjectRow
from app.intake.routes.asked import asked_about
from app.kernel.references import PersonId
from app.practices.rules import PracticeKind
from app.web.acts import Act, Common
from app.web.fields import offered

_KINDS = {PathCode.ECONOMIC_AID: PracticeKind.ECONOMIC_AID, PathCode.PRACTICES: PracticeKind.OTHER}


def _open(common: Common, form: Any) -> None:
    wanted = PracticeWanted(
        subject_id=UUID(form.subject.data),
        applicant_id=PersonId(UUID(form.applicant.data)),
        kind=PracticeKind(form.kind.data),
    )
    operations.open_practice_for(**common, wanted=wanted)


def _with_people(form: Any, page: ReferralPage) -> None:
    """Offer in whose name: the people themselves, and the adults who live with them."""
    named = asked_about(page) or next(iter(page.unsettled), None)
    form.subject.choices = offered((str(one.id), one.name) for one in page.unsettled)
    known = {one.person.id: one.person for one in page.subjects if one.person}
    people = {**known, **{one.id: one for one in page.housemates}}
    form.applicant.choices = offered((str(one.id), one.name) for one in people.values())
    if named is None or form.is_submitted():
        return
    form.subject.data = str(named.id)
    form.applicant.data = _applicant(named)
    path = page.paths.get(named.id)
    form.kind.data = str(_KINDS.get(path.path, "")) if path else ""


def _applicant(named: SubjectRow) -> str:
    """Return who is proposed: herself where she is of age; for a child nobody is guessed."""
    return str(named.person.id) if named.person and named.adult else ""


OPEN_PRACTICE = Act(
    forms.PracticeForm,
    _open,
    "Pratica aperta: al banco si chiedono le carte.",
    _with_people,
)
