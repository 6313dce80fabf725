"""The measure of article 403, row by row as the office has it. No row is the program's."""

from enum import StrEnum

from app.accounts.policy import Permission
from app.catalogue.rules import Term
from app.emergencies.rules.emergency import EmergencyFacts, EmergencyFault
from app.kernel.workflow import Procedure, Row, Source, Target


class EmergencyState(StrEnum):
    """Where a measure stands, as far as the office knows."""

    PLACED = "placed_in_safety"
    PM_TOLD = "pm_told"
    TRANSMITTED = "transmitted"
    VALIDATION_ASKED = "validation_asked"
    VALIDATED = "validated"
    HEARD = "heard_by_court"
    CONFIRMED = "confirmed_by_court"
    MODIFIED = "modified_by_court"
    REVOKED_PM = "revoked_by_pm"
    NOT_VALIDATED = "not_validated"
    REVOKED_COURT = "revoked_by_court"
    LOST_EFFECT = "lost_effect"


class EmergencyAction(StrEnum):
    """What is done, or learnt and written down."""

    OPEN = "open_emergency"
    ORAL_NOTICE = "oral_notice"
    TRANSMIT = "transmit"
    LATE_TRANSMISSION = "late_transmission"
    PM_REVOKES = "pm_revokes"
    PM_ASKS_VALIDATION = "pm_asks_validation"
    COURT_VALIDATES = "court_validates"
    COURT_DOES_NOT_VALIDATE = "court_does_not_validate"
    HEARING_HELD = "hearing_held"
    CONFIRM = "confirm_measure"
    MODIFY = "modify_measure"
    REVOKE = "revoke_measure"
    APPEAL_FILED = "appeal_filed"
    LOSS_COMMUNICATED = "loss_of_effect_communicated"
    CALL_FOR_NEWS = "call_for_news"
    WRITE_REPORT = "write_report"
    HEAR_CHILD = "hear_child"
    SET_PLACE = "set_place"
    JOIN_CASE = "join_case"
    CORRECT_TIME = "correct_time"


def placing_hour_known(facts: EmergencyFacts) -> str | None:
    """Refuse to open a measure without the hour from which the 24 hours are counted."""
    return None if facts.hour_known else EmergencyFault.HOURS_UNKNOWN


def act_attached(facts: EmergencyFacts) -> str | None:
    """Refuse what only an act of prosecutor or court can end, while nobody has it in her hand."""
    return None if facts.act_given else EmergencyFault.ACT_MISSING


def is_late(facts: EmergencyFacts) -> str | None:
    """Leave the ordinary transmission to whoever sends in time."""
    return None if facts.late else EmergencyFault.NOT_LATE


def a_case_to_join(facts: EmergencyFacts) -> str | None:
    """Refuse to join a case where there is none, or one is joined already."""
    return None if facts.case_to_join else EmergencyFault.NO_CASE


S, A, T = EmergencyState, EmergencyAction, Term
_WORK, _DECIDE = Permission.EMERGENCIES_EPISODE_WORK, Permission.EMERGENCIES_EPISODE_DECIDE
_Row = Row[EmergencyState, EmergencyAction, EmergencyFacts]
OURS = (T.PM_TOLD_403, T.TRANSMISSION_403)
THEIRS = (T.EXPECTED_PM, T.EXPECTED_COURT, T.EXPECTED_HEARING, T.EXPECTED_DECISION)
_BEFORE_SENDING = (S.PLACED, S.PM_TOLD)
_BEFORE_COURT = (S.TRANSMITTED, S.VALIDATION_ASKED)
_BEFORE_DECISION = (S.VALIDATED, S.HEARD)
_APPEALABLE = (S.CONFIRMED, S.MODIFIED, S.REVOKED_PM, S.REVOKED_COURT)
_PM, _COURT = (T.EXPECTED_PM,), (T.EXPECTED_PM, T.EXPECTED_COURT)
_DECISION = (T.EXPECTED_HEARING, T.EXPECTED_DECISION)

_OURS: tuple[_Row, ...] = (
    Row(action=A.OPEN, sources=Source.NOTHING, to=S.PLACED, who=_WORK,
        refuse=(placing_hour_known,), starts=OURS, causes="case_kept_open"),
    Row(action=A.ORAL_NOTICE, sources=(S.PLACED,), to=S.PM_TOLD, who=_WORK,
        starts=(T.TRANSMISSION_403,), stops=(T.PM_TOLD_403,),
        note="the 24 hours go on from the placing in safety"),
    Row(action=A.TRANSMIT, sources=_BEFORE_SENDING, to=S.TRANSMITTED, who=_WORK,
        starts=_PM, stops=OURS, note="refused by nothing, also after the 24 hours"),
    Row(action=A.LATE_TRANSMISSION, sources=_BEFORE_SENDING, to=S.TRANSMITTED, who=_DECIDE,
        refuse=(is_late,), needs_reason=True, starts=_PM, stops=OURS, causes="told_to_the_lawyers"),
)  # fmt: skip
_THEIRS: tuple[_Row, ...] = (
    Row(action=A.PM_REVOKES, sources=(S.TRANSMITTED,), to=S.REVOKED_PM, who=_WORK,
        refuse=(act_attached,), needs_reason=True, starts=(T.APPEAL_403,), stops=_PM,
        causes="return_planned_today"),
    Row(action=A.PM_ASKS_VALIDATION, sources=(S.TRANSMITTED,), to=S.VALIDATION_ASKED, who=_WORK,
        starts=(T.EXPECTED_COURT,), stops=_PM),
    Row(action=A.COURT_VALIDATES, sources=_BEFORE_COURT, to=S.VALIDATED, who=_WORK,
        starts=(T.EXPECTED_HEARING,), stops=_COURT),
    Row(action=A.COURT_DOES_NOT_VALIDATE, sources=_BEFORE_COURT, to=S.NOT_VALIDATED, who=_WORK,
        refuse=(act_attached,), needs_reason=True, stops=_COURT),
    Row(action=A.HEARING_HELD, sources=(S.VALIDATED,), to=S.HEARD, who=_WORK, needs_reason=True,
        starts=(T.EXPECTED_DECISION,), stops=(T.EXPECTED_HEARING,)),
    Row(action=A.CONFIRM, sources=_BEFORE_DECISION, to=S.CONFIRMED, who=_WORK,
        refuse=(act_attached,), starts=(T.APPEAL_403,), stops=_DECISION,
        causes="by_order_of_court"),
    Row(action=A.MODIFY, sources=_BEFORE_DECISION, to=S.MODIFIED, who=_WORK,
        refuse=(act_attached,), needs_reason=True, starts=(T.APPEAL_403,), stops=_DECISION,
        causes="by_order_of_court"),
    Row(action=A.REVOKE, sources=_BEFORE_DECISION, to=S.REVOKED_COURT, who=_WORK,
        refuse=(act_attached,), needs_reason=True, starts=(T.APPEAL_403,), stops=_DECISION,
        causes="return_planned_today"),
    Row(action=A.APPEAL_FILED, sources=_APPEALABLE, to=Target.SAME, who=_WORK, needs_reason=True,
        stops=(T.APPEAL_403,)),
    Row(action=A.LOSS_COMMUNICATED, sources=Source.OPEN, to=S.LOST_EFFECT, who=_DECIDE,
        refuse=(act_attached,), needs_reason=True, stops=(*OURS, *THEIRS)),
)  # fmt: skip
_BESIDE: tuple[_Row, ...] = (
    Row(action=A.CALL_FOR_NEWS, sources=Source.OPEN, to=Target.SAME, who=_WORK),
    Row(action=A.WRITE_REPORT, sources=Source.OPEN, to=Target.SAME, who=_WORK),
    Row(action=A.HEAR_CHILD, sources=Source.OPEN, to=Target.SAME, who=_WORK),
    Row(action=A.SET_PLACE, sources=Source.OPEN, to=Target.SAME, who=_WORK),
    Row(action=A.JOIN_CASE, sources=Source.OPEN, to=Target.SAME, who=_WORK,
        refuse=(a_case_to_join,), causes="case_kept_open"),
    Row(action=A.CORRECT_TIME, sources=Source.ANY, to=Target.SAME, who=_DECIDE, needs_reason=True,
        causes="clocks_again"),
)  # fmt: skip
FINAL = frozenset(
    {S.CONFIRMED, S.MODIFIED, S.REVOKED_PM, S.NOT_VALIDATED, S.REVOKED_COURT, S.LOST_EFFECT}
)

EMERGENCY: Procedure[EmergencyState, EmergencyAction, EmergencyFacts] = Procedure(
    name="emergency",
    states=EmergencyState,
    actions=EmergencyAction,
    final=FINAL,
    passing=frozenset(set(EmergencyState) - FINAL),
    rows=(*_OURS, *_THEIRS, *_BESIDE),
)
