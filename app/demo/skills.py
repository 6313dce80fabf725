"""What each can do, and who cannot follow whom: seen in the list of what is to be given."""

from datetime import date, timedelta

from app.accounts.operations import add_skills
from app.accounts.rules import SkillKind
from app.cases import operations as cases
from app.cases.queries import held_by
from app.cases.rules.case import WhyNotMe
from app.catalogue.rules import Area
from app.demo.context import Demo
from app.demo.play import act
from app.intake.queries import referral_page, triage
from app.kernel.references import PersonId, ReferralId
from app.people.operations import DecidedConflict, decide_conflict, declare_conflict
from app.people.queries import rows_by_id

_WRITTEN: dict[str, list[tuple[SkillKind, str]]] = {
    "marta": [(SkillKind.AREA, Area.FAMILY_AND_MINORS), (SkillKind.LANGUAGE, "inglese")],
    "irene": [(SkillKind.AREA, Area.FAMILY_AND_MINORS), (SkillKind.LANGUAGE, "arabo")],
    "luca": [(SkillKind.AREA, Area.POVERTY_AND_ADULTS)],
    "chiara": [(SkillKind.AREA, Area.ELDERLY), (SkillKind.LANGUAGE, "francese")],
}


def load(demo: Demo) -> None:
    """Write languages and areas as Paola did in September; Chiara knows somebody who waits.

    Of Luca and another Paola decided it herself; he asks that one of his cases goes to somebody.
    """
    paola = demo.staff["paola"]
    for login, written in _WRITTEN.items():
        add_skills(
            actor=paola,
            now=demo.now,
            engagement_id=demo.engagement(login),
            skills=written,
            starts_on=date(2026, 9, 1),
        )
    waiting = [
        min(known)
        for one in triage(paola, demo.now).rows
        if (known := rows_by_id(demo.staff["chiara"], _people(demo, one.row.id)))
    ]
    before = demo.now - timedelta(hours=2)
    for person_id in waiting[:1]:
        declare_conflict(actor=demo.staff["chiara"], now=before, person_id=person_id)
    for person_id in waiting[1:2]:
        decided = DecidedConflict(
            engagement_id=demo.engagement("luca"),
            valid_from=demo.today,
            reason="Sono vicini di casa, e tra loro c'è una causa.",
        )
        decide_conflict(actor=paola, now=before, person_id=person_id, conflict=decided)
    for his in held_by(paola, demo.engagement("luca"))[:1]:
        act(demo, "luca", cases.ask_reassign, case_id=his.case_id, why=WhyNotMe.TOO_MUCH)


def _people(demo: Demo, referral_id: ReferralId) -> tuple[PersonId, ...]:
    return referral_page(demo.staff["paola"], referral_id, demo.now).people
