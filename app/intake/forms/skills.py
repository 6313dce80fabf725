"""What else a worker can do, as whoever gives out the work writes it."""

from app.accounts.rules import SkillKind
from app.catalogue.labels import LABELS as CATALOGUE
from app.catalogue.rules import Area
from app.web.fields import choice, day, labelled, short_text, told
from app.web.forms import EditForm


class SkillForm(EditForm):
    worker = choice("Di chi", "di chi", radio=False)
    language = short_text("Lingua che parla", "la lingua", longest=80)
    area = choice(
        "Oppure area in cui lavora", "l'area", [("", "Nessuna"), *labelled(CATALOGUE, Area)],
        required=False, default="", radio=False,
    )  # fmt: skip
    starts_on = day("Dal", "il giorno", required=True)

    def skills(self) -> list[tuple[SkillKind, str]]:
        """Return what was written: a language, an area, both; nothing is a language not said."""
        language, area = told(self.language), told(self.area)
        written = [(SkillKind.LANGUAGE, language)] if language or not area else []
        return [*written, (SkillKind.AREA, area)] if area else written
