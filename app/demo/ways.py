"""The ways to a service chosen in the stories: with the words that stood on the page that day."""

from typing import Any

from app.catalogue.labels import wording
from app.catalogue.operations import write_remark
from app.catalogue.paths import evaluate, facts_from, openings
from app.catalogue.queries import figures_on
from app.catalogue.rules import ParameterKey, PathCode, PathReason, values_of
from app.demo.context import Demo
from app.demo.play import act
from app.intake.operations import PathGiven, choose_path
from app.intake.queries import referral_page
from app.intake.rules import URGENT
from app.kernel.clock import office_date
from app.kernel.references import ReferralId

APART = (
    "Fratello e sorella di undici e otto anni: la regola dei dieci anni li divide proprio quando"
    " avrebbero bisogno di stare insieme. Si può prevedere un'eccezione per i fratelli?"
)


def chosen(
    demo: Demo,
    login: str,
    referral: ReferralId,
    path: PathCode,
    *,
    place: int = 0,
    reason: str = "",
    **told: str,
) -> None:
    """Let a worker choose a way for one of the people, by her place in the report."""
    viewer, today = demo.staff[login], office_date(demo.clock)
    page = referral_page(viewer, referral, demo.clock)
    subject = page.subjects[place]
    born = subject.person.birth if subject.person else None
    age = born.age(today) if born else None
    answers: dict[str, Any] = {**told, **({"age": str(age)} if age is not None else {})}
    urgent = page.row.urgency in URGENT or None
    facts = facts_from(answers, source=page.row.source, urgent=urgent)
    figures = figures_on(viewer, today)
    chances = openings(path, facts, values_of(figures), born.on if born else None)
    said = evaluate(path, facts, values_of(figures))
    given = PathGiven(
        path=path, subject_ids=(subject.id,), answers=answers, reason=reason,
        wording=wording(said, facts, figures, chances),
    )  # fmt: skip
    act(demo, login, choose_path, referral_id=referral, given=given)


def remarked(demo: Demo, login: str) -> None:
    """Let a worker say that a rule does not fit: nobody has answered yet."""
    act(demo, login, write_remark, path=PathCode.MINORS_COMMUNITY, reason=PathReason.TOO_YOUNG,
        key=ParameterKey.MINORS_COMMUNITY_FROM_AGE, words=APART)  # fmt: skip
