"""The school year of a service given at school, and the certificate it rests on."""

from datetime import date
from enum import StrEnum

from app.catalogue.rules import ParameterKey, Parameters, date_of, day_in
from app.particulars.rules.faults import ParticularFault


class CertificateKind(StrEnum):
    """How the disability of a pupil is certified."""

    LAW_104 = "law_104_certificate"
    BASE_ASSESSMENT = "base_assessment"
    OTHER = "other_certificate"


def school_year_span(parameters: Parameters, year: int) -> tuple[date, date]:
    """Return the first and the last day of the school year that begins in `year`."""
    return (
        day_in(parameters, ParameterKey.SCHOOL_YEAR_FROM, year),
        day_in(parameters, ParameterKey.SCHOOL_YEAR_TO, year + 1),
    )


def school_year_on(parameters: Parameters, day: date) -> int:
    """Return in which year begins the school year that runs on a day, or the next one to come."""
    _, last = school_year_span(parameters, day.year - 1)
    return day.year - 1 if day <= last else day.year


def year_words(year: int) -> str:
    """Return a school year as people write it: 2026/27."""
    return f"{year}/{(year + 1) % 100:02d}"


def certificate_fault(
    kind: CertificateKind | None,
    issued_on: date | None,
    until: date | None,
    *,
    parameters: Parameters,
    today: date,
) -> str | None:
    """Return why a certificate cannot be as it is written (`field:code`), or None.

    From a day on, disability is certified by one base assessment (D.Lgs. 62/2024). What was issued
    before stays valid until its own end: the day that counts is that of issue.
    """
    if issued_on is None:
        return None
    if issued_on > today:
        return f"issued_on:{ParticularFault.NOT_YET_HAPPENED}"
    if until is not None and until < issued_on:
        return f"certificate_until:{ParticularFault.CERTIFICATE_BACKWARDS}"
    changes_on = date_of(parameters, ParameterKey.BASE_ASSESSMENT_FROM)
    issued_then = {
        CertificateKind.LAW_104: issued_on < changes_on,
        CertificateKind.BASE_ASSESSMENT: issued_on >= changes_on,
    }
    if kind is not None and not issued_then.get(kind, True):
        return f"certificate:{ParticularFault.CERTIFICATE_NOT_ISSUED_THEN}"
    return None
