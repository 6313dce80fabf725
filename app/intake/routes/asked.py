"""About whom of the people a page was opened: the address names her place in the report."""

from flask import request

from app.catalogue.paths import PATHS
from app.intake.queries import ReferralPage, SubjectRow
from app.kernel.errors import NotFound

CHI = "chi"  # in the address, as people read it


def asked_about(page: ReferralPage) -> SubjectRow | None:
    """Return the person the address names, still to be decided; None where it names nobody."""
    named = request.args.get(CHI, "")
    return next((one for one in page.unsettled if str(one.id) == named), None)


def person_asked(page: ReferralPage) -> SubjectRow:
    """Return the person the address names, or the first who still has no way, or the first.

    `NotFound` where it names somebody who is not of this report.
    """
    named = request.args.get(CHI, "")
    if named:
        found = next((one for one in page.subjects if str(one.id) == named), None)
        if found is None:
            raise NotFound
        return found
    return next(iter([*page.without_path, *page.subjects]))


def people_asked(page: ReferralPage) -> tuple[SubjectRow, ...]:
    """Return the people an act is proposed for: the one named with who goes the same way, or all.

    A mother and the child who would enter with her are one choice.
    """
    named = asked_about(page)
    if named is None:
        return page.unsettled
    path = page.paths.get(named.id)
    return tuple(
        one
        for one in page.unsettled
        if one is named or (path is not None and page.paths.get(one.id) == path)
    )


def area_of(page: ReferralPage) -> str:
    """Return the area proposed for taking charge: that of the way of the person, or of the last."""
    named = asked_about(page)
    path = page.paths.get(named.id) if named else page.path
    return str(PATHS[path.path].area) if path else ""
