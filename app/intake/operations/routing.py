"""Where the way chosen for a person leads her case: the penal area apart, protection to a team."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from app.cases import queries as cases
from app.cases.queries import CaseBrief
from app.cases.rules.case import CaseKind
from app.cases.rules.second_level import WhyLevel
from app.catalogue.queries import parameters_on
from app.catalogue.rules import ParameterKey, PathCode
from app.intake.models import Referral, ReferralSubject
from app.intake.operations.requesting import request_service
from app.kernel.actor import Viewer
from app.kernel.clock import office_date
from app.kernel.references import CaseId, PersonId
from app.tasks.operations import note_tasks
from app.tasks.rules import NewTask, TaskCode

# The ways whose case is read by few from its first day.
LEVELS: Mapping[PathCode, WhyLevel] = MappingProxyType(
    {
        PathCode.CHILD_PROTECTION: WhyLevel.PROTECTION,
        PathCode.JUVENILE_JUSTICE: WhyLevel.PENAL_AREA,
    }
)
_TEAMS = {"yes": TaskCode.TEAM_TO_NAME, "no": TaskCode.TEAM_TO_ASK}


def kind_of(path: PathCode | None) -> CaseKind:
    """Return which case the way opens: the penal one stands beside the family's, never in it."""
    return CaseKind.PENAL if path is PathCode.JUVENILE_JUSTICE else CaseKind.ORDINARY


def case_before(actor: Viewer, person_id: PersonId, kind: CaseKind) -> CaseBrief | None:
    """Return the closed case of that kind that goes on, in reach and with none open."""
    same = [one for one in cases.cases_of(actor, [person_id]) if one.kind is kind]
    return same[0] if same and same[0].closed else None


def route_to_team(
    actor: Viewer, now: datetime, row: Referral, subject: ReferralSubject, case_id: CaseId
) -> None:
    """Bring a case of child protection to the team of psychologists that works for this Comune.

    To its own, the holder is to name it; to the consortium's, the request is begun where who takes
    charge reaches the case, and the holder is to send it. Where nobody has said which, the
    supervisor is to. By a dated figure of the ways; inside the use case under way.
    """
    on = office_date(now)
    own = parameters_on(actor, on).get(ParameterKey.CHILD_PROTECTION_OWN_TEAM, "unknown")
    code = _TEAMS.get(own, TaskCode.TEAM_TO_CONFIRM)
    reached = cases.open_cases_of(actor, [subject.person_id] if subject.person_id else [])
    if code is TaskCode.TEAM_TO_ASK and case_id in {one.case_id for one in reached}:
        request_service(actor=actor, now=now, referral_id=row.id, subject_id=subject.id)
    for_id = None if code is TaskCode.TEAM_TO_CONFIRM else cases.holder_of(actor, case_id)
    effect = f"{code}:{case_id}:{row.number}"  # a case opened again is brought there again
    task = NewTask(code, effect, on, subject.person_id, case_id, for_id)
    note_tasks(actor.organisation_id, now, [task], actor.label)
