"""What is read of the rota: who is on duty or away, a month to give out, what changed."""

from app.rota.queries.duties import (
    STAFFED,
    AbsenceRow,
    DutyRow,
    PresentHours,
    RotaDay,
    absence,
    absences,
    absent_on,
    away_longer,
    duties_between,
    on_duty,
    present_between,
    rota,
    visible_to,
)
from app.rota.queries.months import (
    CellRow,
    HoursRow,
    MonthPlan,
    OpeningRow,
    month_plan,
    weekly_hours,
)
from app.rota.queries.publication import (
    PublishedRow,
    changes,
    my_next,
    published,
)

__all__ = [
    "STAFFED",
    "AbsenceRow",
    "CellRow",
    "DutyRow",
    "HoursRow",
    "MonthPlan",
    "OpeningRow",
    "PresentHours",
    "PublishedRow",
    "RotaDay",
    "absence",
    "absences",
    "absent_on",
    "away_longer",
    "changes",
    "duties_between",
    "month_plan",
    "my_next",
    "on_duty",
    "present_between",
    "published",
    "rota",
    "visible_to",
    "weekly_hours",
]
