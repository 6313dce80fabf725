"""Commands of the timetable, and the one that starts everything."""

import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from threading import Event
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

import config
from app.jobs.labels import LABELS
from app.jobs.operations import run_due
from app.jobs.queries import latest_runs
from app.jobs.rules import LastRun, RunResult
from app.jobs.scheduler import keep_timetable
from app.jobs.serving import Address, serve
from app.kernel.clock import in_rome
from app.kernel.jobs import Job


def jobs_commands(jobs: Sequence[Job]) -> AppGroup:
    """Return the group `jobs` for this timetable."""
    group = AppGroup("jobs", help="I lavori periodici: chi li fa, quando, com'è andata.")
    by_name = {job.name: job for job in jobs}

    @group.command("run")
    def run() -> None:
        """Tieni l'orario: resta acceso finché non viene fermato."""
        stop = Event()
        for farewell in (signal.SIGTERM, signal.SIGINT):
            signal.signal(farewell, lambda *_: stop.set())
        keep_timetable(_application(), jobs, stop)

    @group.command("once")
    @click.argument("name", type=click.Choice(sorted(by_name)))
    @click.option("--again", is_flag=True, help="Anche se per oggi è già stato fatto.")
    def once(**given: Any) -> None:
        """Fai adesso il lavoro NAME, se non è già stato fatto; esce con 1 se non riesce."""
        result = run_due(by_name[given["name"]], again=given["again"])
        if result is None:
            click.echo("Già fatto, oppure in corso: non c'è niente da fare.")
            return
        click.echo(LABELS[RunResult][result].text)
        sys.exit(0 if result is RunResult.DONE else 1)

    @group.command("list")
    def list_jobs() -> None:
        """Elenca i lavori, l'orario e l'ultima volta."""
        latest = latest_runs()
        for job in jobs:
            click.echo(f"{job.name:28} {job.schedule:18} {_last_time(latest.get(job.name))}")

    return group


def serve_command(accounts: Callable[[], Iterable[str]] = tuple) -> click.Command:
    """Return the command `serve`; `accounts` gives the lines about the people of the demo."""

    @click.command("serve")
    @click.option("--port", envvar="PORT", type=click.IntRange(1, 65535), default=5000)
    @click.option("--host", envvar="SPORTELLO_HOST", default="127.0.0.1")
    @with_appcontext
    def serve_pages(port: int, host: str) -> None:
        """Avvia le pagine e i lavori periodici; si ferma con Ctrl+C."""
        settings = current_app.extensions["settings"]
        address = Address(host=host, port=port)

        def greeting() -> Iterable[str]:
            yield f"\nSportello Sociale è pronto: {address.url}"
            yield "Per fermarlo: Ctrl+C\n"
            if settings.demo:
                yield from accounts()

        sys.exit(
            serve(
                address,
                folder=config.ROOT,
                # A demo's terminal belongs to the greeting; a service's log belongs to the system.
                access_log=str(settings.data_dir / "access.log") if settings.demo else "-",
                greeting=greeting,
                tell=click.echo,
            )
        )

    return serve_pages


def _application() -> Flask:
    """Return the application itself: threads outlive the context that hides it."""
    return current_app._get_current_object()  # type: ignore[attr-defined, no-any-return]


def _last_time(row: LastRun | None) -> str:
    if row is None:
        return "mai"
    when = in_rome(row.started_at).strftime("%d/%m/%Y %H:%M")
    return f"{when} {LABELS[RunResult][row.result].text} {row.detail}".rstrip()
