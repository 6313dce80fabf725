"""The shape of what is typed about the rota."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import HiddenField
from wtforms.validators import Length

from app.accounts.queries import Colleague
from app.kernel.references import EngagementId, ShiftId
from app.organisations.labels import LABELS as OFFICE
from app.organisations.rules import OpeningKind
from app.rota.labels import LABELS, duty
from app.rota.queries import CellRow, DutyRow, MonthPlan
from app.rota.rules import Post
from app.web.fields import (
    choice,
    day,
    labelled,
    long_text,
    offered,
    short_text,
    told,
    valid_hour,
    whole,
)
from app.web.formatting import day_short
from app.web.forms import EditForm, OfficeForm

_COUNTERS = (
    OpeningKind.WALK_IN,
    OpeningKind.APPOINTMENTS,
    OpeningKind.ADMIN_COUNTERS,
    OpeningKind.STARS_DESK,
)


class ShiftForm(OfficeForm):
    worker = choice("Chi", "chi è di turno", radio=False)
    kind = choice(
        "Dove",
        "a che cosa",
        [pair for pair in labelled(OFFICE, OpeningKind) if pair[0] in _COUNTERS],
        radio=False,
    )
    site = choice("Sede", "la sede", radio=False)
    first = day("Giorno", "il giorno", required=True)
    until = day("Ogni settimana fino al", "l'ultimo giorno")
    from_hour = short_text("Dalle", "l'ora", longest=5, required=True, validators=[valid_hour])
    to_hour = short_text("Alle", "l'ora", longest=5, required=True, validators=[valid_hour])


class HoursForm(OfficeForm):
    worker = choice("Chi", "una persona", radio=False)
    hours = whole("Ore alla settimana", "le ore della settimana")
    valid_from = day("Dal", "il giorno", required=True)


_EVERYBODY, _REPLACED, _IN_RETURN = "all", "by-", "for-"


class SwapForm(OfficeForm):
    """Who is asked, and for what: one answer out of all that the rota allows."""

    who = choice("Che cosa chiedi", "che cosa chiedi", radio=False)

    def offer(self, staff: Iterable[Colleague], shifts: Iterable[DutyRow]) -> None:
        """Offer everybody together, each who could stand in, each shift that could be taken."""
        self.who.choices = offered(
            [
                (_EVERYBODY, "Che il turno lo prenda chi può"),
                *((f"{_REPLACED}{one.engagement_id}", f"Che il turno lo prenda {one.name}")
                  for one in staff),
                *((f"{_IN_RETURN}{one.id}", f"Lo scambio con {one.name}: {duty(one)}")
                  for one in shifts),
            ]
        )  # fmt: skip

    @property
    def asked_id(self) -> EngagementId | None:
        """Return the colleague who was chosen, none for everybody or for a shift."""
        text = str(self.who.data)
        named = text.startswith(_REPLACED)
        return EngagementId(UUID(text.removeprefix(_REPLACED))) if named else None

    @property
    def wanted_id(self) -> ShiftId | None:
        """Return the shift that was chosen in return, if any."""
        text = str(self.who.data)
        return ShiftId(UUID(text.removeprefix(_IN_RETURN))) if text.startswith(_IN_RETURN) else None


class DeclineForm(EditForm):
    words = long_text("Due parole per chi chiede", "due parole", longest=500)


class MonthForm(OfficeForm):
    """The posts of a month, one choice each; `month_form` makes it for one month."""

    seen = HiddenField(validators=[Length(max=80)])

    @property
    def chosen(self) -> dict[str, EngagementId]:
        """Return who was chosen for each post; an empty post is nobody's."""
        posts = (
            one
            for one in self
            if one.type == "SelectField"
            and told(one)
            and one.data in {option.value for option in one.choices}
        )
        return {one.name: EngagementId(UUID(one.data)) for one in posts}


def month_form(plan: MonthPlan) -> MonthForm:
    """Return the form of a month, filled in with who is on duty and who is proposed."""
    fields = {key: _post(plan, row) for key, row in plan.cells.items()}
    kind: Any = type("MonthForm", (MonthForm,), fields)
    form: MonthForm = kind(data={"seen": plan.seen, **_as_text(plan)})
    return form


def _as_text(plan: MonthPlan) -> dict[str, str]:
    return {key: str(who) for key, who in plan.proposed.items()}


def _post(plan: MonthPlan, row: CellRow) -> Any:
    day_, post = row.cell.time.day, row.cell.post
    options = {
        str(one.engagement_id): one.name
        + (", assente" if day_ in plan.away.get(one.engagement_id, ()) else "")
        for one in plan.may_sit(post)
    }
    held = row.cell.held_by
    if held is not None:
        options.setdefault(str(held), plan.names.get(held, ""))
    label = f"{LABELS[Post][post].text}, {day_short(day_)}"
    return choice(
        label, "una persona", [("", "Nessuno"), *options.items()], required=False, radio=False
    )
