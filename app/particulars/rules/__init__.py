"""What the particulars of a service are made of, and why they are refused."""

from app.particulars.rules.education import (
    AreaOutcome,
    EducationArea,
    area_fault,
)
from app.particulars.rules.faults import ParticularFault
from app.particulars.rules.remote import AlarmKind, KeyRelation, alarm_fault
from app.particulars.rules.school import (
    CertificateKind,
    certificate_fault,
    school_year_on,
    school_year_span,
    year_words,
)
from app.particulars.rules.services import AT_SCHOOL, BY_THE_HOUR, TO_WORK
from app.particulars.rules.week import Stretch, WeekPlace, hundredths_a_week, stretch_fault
from app.particulars.rules.work import PHASE_NUMBER, WorkOutcome, WorkPhase, phase_fault

__all__ = [
    "AT_SCHOOL",
    "BY_THE_HOUR",
    "PHASE_NUMBER",
    "TO_WORK",
    "AlarmKind",
    "AreaOutcome",
    "CertificateKind",
    "EducationArea",
    "KeyRelation",
    "ParticularFault",
    "Stretch",
    "WeekPlace",
    "WorkOutcome",
    "WorkPhase",
    "alarm_fault",
    "area_fault",
    "certificate_fault",
    "hundredths_a_week",
    "phase_fault",
    "school_year_on",
    "school_year_span",
    "stretch_fault",
    "year_words",
]
