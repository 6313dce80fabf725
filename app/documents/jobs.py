"""The sweep of the night, by which disk and rows agree; the files that wait for the antivirus."""

import logging
from datetime import datetime, timedelta

from app.documents import queries, scanner, storage
from app.documents.operations import judge_file
from app.kernel.actor import BodyActor
from app.kernel.clock import security_now
from app.kernel.errors import NotAllowedNow, NotFound
from app.kernel.jobs import JobReport

_AT_ONCE = 20
SPARED = timedelta(days=1)  # what is being taken in has its bytes before its row
_log = logging.getLogger("sportello")


def sweep_files(_now: datetime) -> JobReport:
    """Remove what no row knows and what nobody can open any more; tell of rows without their file.

    By real time, as the disk counts it. A file that a row knows is never touched.
    """
    there = list(storage.lying())
    known = queries.names_to_keep()  # after the look at the disk: what came meanwhile is in it
    before = security_now() - SPARED
    stray = [one for one in there if one.name not in known and one.since < before]
    for one in stray:
        storage.remove(one)
    lost = known - {one.name for one in there}
    missing = len(lost - {one.name for one in storage.lying()})
    if missing:
        _log.error("%d files have a row and are not on the disk", missing)
    return JobReport(len(stray), f"{missing} missing" if missing else "")


def look_at_waiting_files(now: datetime) -> JobReport:
    """Ask the antivirus about the files it did not answer for when they came; silent, they wait."""
    done = 0
    for organisation_id, file_id in queries.waiting_files(_AT_ONCE):
        try:
            state = scanner.look(queries.waiting_content(organisation_id, file_id))
            actor = BodyActor(name="programma", organisation_id=organisation_id)
            judge_file(actor=actor, now=now, file_id=file_id, state=state)
        except scanner.Silent:
            return JobReport(done, "antivirus silent")
        except (NotAllowedNow, NotFound):  # gone from the disk: the sweep tells of it
            continue
        done += 1
    return JobReport(done)
