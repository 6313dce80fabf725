"""The procedures of the office, for the printed pages."""

from typing import Any

from app.appointments.procedure import PROCEDURES as APPOINTMENTS
from app.cases.procedure import PROCEDURES as CASES
from app.desk.procedure import PROCEDURES as DESK
from app.emergencies.procedure import PROCEDURES as EMERGENCIES
from app.intake.procedure import PROCEDURES as INTAKE
from app.kernel.workflow import Procedure
from app.open_door.procedure import PROCEDURES as OPEN_DOOR
from app.practices.procedure import PROCEDURES as PRACTICES
from app.releases.procedure import PROCEDURES as RELEASES
from app.rota.procedure import PROCEDURES as ROTA
from app.transfers.procedure import PROCEDURES as TRANSFERS
from app.waiting.procedure import PROCEDURES as WAITING

# The procedures of the office, and the Italian words of their conditions, for the printed pages.
PROCEDURES: tuple[Procedure[Any, Any, Any], ...] = (
    *APPOINTMENTS,
    *CASES,
    *WAITING,
    *OPEN_DOOR,
    *PRACTICES,
    *EMERGENCIES,
    *INTAKE,
    *RELEASES,
    *TRANSFERS,
    *DESK,
    *ROTA,
)
