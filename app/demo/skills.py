"""What each can do, and one who cannot follow somebody: seen in the list of what is to be given."""

from datetime import date, timedelta

from app.accounts.operations import add_skills
from app.accounts.rules import SkillKind
from app.catalogue.rules import Area
from app.demo.context import Demo
from app.intake.queries import referral_page, triage
from app.people.operations import declare_conflict
from app.people.queries import rows_by_id

_WRITTEN: dict[str, list[tuple[SkillKind, str]]] = {
    "marta": [(SkillKind.AREA, Area.FAMILY_AND_MINORS), (SkillKind.LANGUAGE, "inglese")],
    "irene": [(SkillKind.AREA, Area.FAMILY_AND_MINORS), (SkillKind.LANGUAGE, "arabo")],
    "luca": [(SkillKind.AREA, Area.POVERTY_AND_ADULTS)],
    "chiara": [(SkillKind.AREA, Area.ELDERLY), (SkillKind.LANGUAGE, "francese")],
}


def load(demo: Demo) -> None:
    """Write languages and areas as Paola did in September; Chiara knows somebody who waits."""
    paola = demo.staff["paola"]
    for login, written in _WRITTEN.items():
        add_skills(
            actor=paola,
            now=demo.now,
            engagement_id=demo.engagement(login),
            skills=written,
            starts_on=date(2026, 9, 1),
        )
    for one in triage(paola, demo.now).rows:
        people = referral_page(paola, one.row.id, demo.now).people
        known = rows_by_id(demo.staff["chiara"], people)
        if known:
            before = demo.now - timedelta(hours=2)
            declare_conflict(actor=demo.staff["chiara"], now=before, person_id=min(known))
            break
