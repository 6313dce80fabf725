"""The particulars decide by themselves: the week, the goals, the phases, the year, the paper."""

from datetime import date
from typing import Any

import pytest

from app.catalogue.rules import DEFAULT_PARAMETERS, ParameterKey, summer_near
from app.particulars.rules import (
    PHASE_NUMBER,
    CertificateKind,
    EducationArea,
    ParticularFault,
    Stretch,
    WorkOutcome,
    WorkPhase,
    area_fault,
    certificate_fault,
    hundredths_a_week,
    phase_fault,
    school_year_on,
    school_year_span,
    stretch_fault,
    year_words,
)

TODAY = date(2026, 11, 23)
F, W, C = ParticularFault, WorkPhase, CertificateKind
AFTERNOON = Stretch(0, 990, 1110)


@pytest.mark.parametrize(
    ("new", "fault"),
    [
        (Stretch(0, 990, 990), f"to_hour:{F.HOURS_BACKWARDS}"),
        (Stretch(0, 1000, 990), f"to_hour:{F.HOURS_BACKWARDS}"),
        (Stretch(0, 1100, 1200), f"from_hour:{F.HOURS_MEET}"),
        (Stretch(0, 900, 991), f"from_hour:{F.HOURS_MEET}"),
        (Stretch(0, 1110, 1200), None),  # one ends where the other begins
        (Stretch(0, 900, 990), None),
        (Stretch(1, 990, 1110), None),
    ],
)
def test_hours_of_an_intervention_never_meet(new: Stretch, fault: str | None) -> None:
    assert stretch_fault(new, [AFTERNOON]) == fault


def test_a_week_is_counted_in_hundredths_of_an_hour() -> None:
    assert hundredths_a_week([AFTERNOON, Stretch(1, 990, 1080)]) == 350
    assert hundredths_a_week([Stretch(0, 0, 20)]) == 33


def test_the_project_begins_from_what_the_family_can_do() -> None:
    areas: dict[str, Any] = {"check_on": None, "today": TODAY}
    first = EducationArea.FAMILY_RESOURCES
    assert next(iter(EducationArea)) is first
    for area in EducationArea:
        wanted = None if area is first else f"area:{F.FAMILY_FIRST}"
        assert area_fault(area, [], **areas) == wanted
        assert area_fault(area, [first], **areas) is None
    late = {"check_on": date(2026, 11, 22), "today": TODAY}
    assert area_fault(first, [], **late) == f"check_on:{F.CHECK_IN_THE_PAST}"


def test_phases_have_the_national_numbers() -> None:
    assert [PHASE_NUMBER[phase] for phase in WorkPhase] == [10, 20, 30, 40, 50, 60, 70]


@pytest.mark.parametrize(
    ("new", "since", "words", "outcome", "fault"),
    [
        (W.ACCOMPANYING, TODAY, "", None, None),
        (W.TOOLS, TODAY, "", None, f"phase:{F.SAME_PHASE}"),
        (W.MONITORING, date(2026, 9, 13), "", None, f"since:{F.PHASE_BEFORE_LAST}"),
        (W.MONITORING, date(2026, 11, 24), "", None, f"since:{F.NOT_YET_HAPPENED}"),
        (W.DESIGN, TODAY, " ", None, f"note:{F.BACK_WITHOUT_WORDS}"),
        (W.DESIGN, TODAY, "azienda chiusa", None, None),
        (W.FINAL, TODAY, "", None, f"outcome:{F.OUTCOME_MISSING}"),
        (W.FINAL, TODAY, "", WorkOutcome.HIRED, None),
        (W.MONITORING, TODAY, "", WorkOutcome.HIRED, f"outcome:{F.OUTCOME_TOO_EARLY}"),
    ],
)
def test_from_the_fourth_phase(
    new: WorkPhase, since: date, words: str, outcome: WorkOutcome | None, fault: str | None
) -> None:
    last = (W.TOOLS, date(2026, 9, 14))
    told: dict[str, Any] = {"words": words, "outcome": outcome, "today": TODAY}
    assert phase_fault(new, since, last, **told) == fault


def test_a_school_year_is_read_from_the_figures_in_force() -> None:
    assert school_year_span(DEFAULT_PARAMETERS, 2026) == (date(2026, 9, 1), date(2027, 6, 30))
    for day, year in (
        (date(2026, 9, 1), 2026),
        (date(2027, 6, 30), 2026),
        (date(2027, 7, 1), 2027),
    ):
        assert school_year_on(DEFAULT_PARAMETERS, day) == year
    assert (year_words(2026), year_words(2099)) == ("2026/27", "2099/00")


@pytest.mark.parametrize(
    ("kind", "issued_on", "until", "fault"),
    [
        (C.LAW_104, date(2026, 5, 4), date(2029, 5, 3), None),  # an old one stays valid
        (C.LAW_104, date(2027, 1, 1), None, f"certificate:{F.CERTIFICATE_NOT_ISSUED_THEN}"),
        (C.BASE_ASSESSMENT, date(2026, 12, 31), None,
         f"certificate:{F.CERTIFICATE_NOT_ISSUED_THEN}"),
        (C.BASE_ASSESSMENT, date(2027, 1, 1), None, None),
        (C.OTHER, date(2027, 1, 1), None, None),
        (C.LAW_104, None, date(2027, 1, 1), None),
        (C.LAW_104, date(2026, 5, 4), date(2026, 5, 3),
         f"certificate_until:{F.CERTIFICATE_BACKWARDS}"),
        (C.OTHER, date(2027, 3, 2), None, f"issued_on:{F.NOT_YET_HAPPENED}"),
    ],
)  # fmt: skip
def test_a_certificate_is_judged_by_the_day_of_issue(
    kind: C, issued_on: date | None, until: date | None, fault: str | None
) -> None:
    told: dict[str, Any] = {"parameters": DEFAULT_PARAMETERS, "today": date(2027, 3, 1)}
    assert certificate_fault(kind, issued_on, until, **told) == fault


def test_the_day_of_the_new_certificate_is_a_figure_that_may_move() -> None:
    later = {**DEFAULT_PARAMETERS, ParameterKey.BASE_ASSESSMENT_FROM: "01/07/2027"}
    told: dict[str, Any] = {"parameters": later, "today": date(2027, 8, 1)}
    assert certificate_fault(C.LAW_104, date(2027, 6, 30), None, **told) is None


def test_the_summer_that_comes_is_told() -> None:
    summer = (date(2027, 6, 1), date(2027, 9, 15))
    for day in (TODAY, date(2027, 5, 31), date(2027, 9, 15)):
        assert summer_near(DEFAULT_PARAMETERS, day) == summer
    assert summer_near(DEFAULT_PARAMETERS, date(2027, 9, 16))[0] == date(2028, 6, 1)
