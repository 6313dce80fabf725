"""The page of the timetable: what the program does by itself, and how it went."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from app.accounts.guard import viewer
from app.accounts.policy import Permission
from app.jobs import queries
from app.jobs.labels import did, lasting, rhythm, title
from app.jobs.queries import JobRow, Leader
from app.jobs.rules import Daily, Every, Health, LastRun, is_led, next_day_of
from app.kernel.clock import office_date
from app.notifications.queries import answers_since
from app.notifications.rules import Channel
from app.web.access import requires
from app.web.formatting import day_short, hour
from app.web.request_time import request_now, request_offset
from config import Settings

blueprint = Blueprint("jobs", __name__, template_folder="templates")
_A_DAY = timedelta(days=1)


@blueprint.get("/jobs")
@requires(Permission.JOBS_RUN_READ)
def runs() -> ResponseReturnValue:
    """Show each job, who leads, what failed lately, and through whom notices leave."""
    office, offset = request_now(), request_offset()
    real, settings = office - offset, current_app.extensions["settings"]
    leader = queries.latest_leader()
    led = is_led(leader.seen_at if leader else None, real=real)
    rows = queries.timetable(current_app.extensions["jobs"], office=office, real=real)
    return render_template(
        "jobs/runs.html",
        lines=[_line(row, offset) for row in rows],
        leader=_leader(leader, real) if leader and led else None,
        silent_since=leader.seen_at + offset if leader else None,
        failures=[(_when(run.started_at + offset), _told(run)) for run in queries.failures(real)],
        channels=[*Channel],
        carriers=_carriers(settings),
        demo=settings.demo,
        answers=answers_since(viewer(), office - _A_DAY),
    )


@dataclass(frozen=True)
class _Line:
    """One job in words; times are of the office's clock, as it stands now."""

    title: str
    health: Health
    at: str
    took: str
    by_hand: bool
    did: str
    next_time: str
    rhythm: str


def _line(row: JobRow, offset: timedelta) -> _Line:
    last = row.last
    return _Line(
        title=title(row.name),
        health=row.health,
        at=_when(last.started_at + offset) if last else "mai",
        took=lasting(last.took) if last and last.took is not None else "",
        by_hand=last is not None and not last.runner,
        did=did(last) if last else "",
        next_time=_next_time(row.schedule),
        rhythm=rhythm(row.schedule),
    )


def _leader(leader: Leader, real: datetime) -> str:
    host, _, process = leader.runner.rpartition(" ")
    return f"{host}, processo {process}: ultimo segno {lasting(real - leader.seen_at)} fa"


def _told(run: LastRun) -> str:
    return f"{title(run.job)}, {did(run) or 'interrotto a metà'}"


def _when(at: datetime) -> str:
    return f"{day_short(office_date(at))}, {hour(at)}"


def _next_time(schedule: Daily | Every) -> str:
    if isinstance(schedule, Every):
        return f"entro {lasting(timedelta(seconds=schedule.seconds))}"
    day = next_day_of(schedule, office=request_now())
    return f"{day_short(day)}, {hour(schedule.at.hour * 60 + schedule.at.minute)}"


def _carriers(settings: Settings) -> dict[Channel, str]:
    """Return the provider of each channel that has one; never an address with its secrets."""
    known = {
        Channel.SMS: urlsplit(settings.sms.url).hostname if settings.sms else None,
        Channel.EMAIL: settings.mail.host if settings.mail else None,
    }
    return {channel: host for channel, host in known.items() if host}
