"""What the second level tells in the story of a case: who came beside, what was told, the papers.

Titles alone, as of the diary; the words stand on the page of each, for who may open it.
"""

from collections.abc import Sequence
from datetime import date

from flask import url_for

from app.accounts.policy import Permission
from app.cases import queries
from app.cases.labels import LABELS
from app.cases.rules.second_level import CourtAuthority, CourtPaper, Profession, ToldTo
from app.kernel.actor import Viewer
from app.kernel.contributions import TimelineRow
from app.kernel.references import CaseId
from app.web.formatting import day_digits


def second_level_timeline(viewer: Viewer, case_id: CaseId) -> Sequence[TimelineRow]:
    """Return who works beside, what was told back and the papers of courts; else `NotFound`.

    Each stands where it was written down; the day it is of is in its title.
    """
    if not viewer.may(Permission.CASES_CASE_READ):
        return ()
    return [*_beside(viewer, case_id), *_told(viewer, case_id), *_papers(viewer, case_id)]


def _beside(viewer: Viewer, case_id: CaseId) -> list[TimelineRow]:
    url = url_for("cases.helpers", case_id=case_id)
    return [
        TimelineRow(
            one.added_at,
            f"Lavora accanto: {one.name}{f', {one.body}' if one.body else ''}",
            one.added_by,
            f"{LABELS[Profession][one.profession].text}{', regia' if one.lead else ''}, "
            f"{_days(one.valid_from, one.valid_to)}",
            url,
        )
        for one in queries.helpers_of(viewer, case_id)
    ]


def _told(viewer: Viewer, case_id: CaseId) -> list[TimelineRow]:
    url = url_for("cases.restitutions", case_id=case_id)
    return [
        TimelineRow(
            one.noted_at,
            f"Restituzione del {day_digits(one.told_on)}: {LABELS[ToldTo][one.told_to].text}",
            one.told_by,
            url=url,
        )
        for one in queries.restitutions_of(viewer, case_id)
    ]


def _papers(viewer: Viewer, case_id: CaseId) -> list[TimelineRow]:
    url = url_for("cases.court_records", case_id=case_id)
    return [
        TimelineRow(
            one.noted_at,
            f"{LABELS[CourtPaper][one.paper].text} {one.number} del {day_digits(one.filed_on)}",
            one.noted_by,
            LABELS[CourtAuthority][one.authority].text,
            url,
        )
        for one in queries.court_records_of(viewer, case_id)
    ]


def _days(first: date, last: date | None) -> str:
    return f"dal {day_digits(first)}" + (f" al {day_digits(last)}" if last else "")
