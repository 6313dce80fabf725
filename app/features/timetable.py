"""What the program does by itself, and when."""

from functools import partial

from app.appointments import jobs as appointments_jobs
from app.cases.queries import life_events
from app.desk import jobs as desk_jobs
from app.documents import jobs as documents_jobs
from app.features.landings import NEVER_FORGOTTEN
from app.jobs import jobs
from app.jobs.rules import JobName
from app.kernel.jobs import Job
from app.notifications import jobs as notifications_jobs
from app.registry import jobs as registry_jobs
from app.rota import jobs as rota_jobs
from app.tasks import jobs as tasks_jobs
from app.tasks.jobs import TaskSource
from app.waiting import jobs as waiting_jobs

_forget_drafts = partial(jobs.forget_old_drafts, keeping=NEVER_FORGOTTEN)
# What the life of people brings, by the features that know of it.
TASK_SOURCES: tuple[TaskSource, ...] = (life_events,)
BRING_TASKS = partial(tasks_jobs.bring_tasks, sources=TASK_SOURCES)

JOBS: tuple[Job, ...] = (
    Job(JobName.CLOSE_TICKETS, "every 5 minutes", desk_jobs.close_those_who_did_not_come_back),
    Job(JobName.BRING_FORWARD, "every 5 minutes", desk_jobs.bring_urgent_forward),
    Job(JobName.FREE_PLACES, "every 1 minutes", appointments_jobs.free_unconfirmed),
    Job(JobName.LAPSE_SWAPS, "daily 00:05", rota_jobs.lapse_swaps),
    Job(JobName.MIND_OFFERS, "daily 00:15", waiting_jobs.mind_offers),
    Job(JobName.BRING_TASKS, "daily 02:10", BRING_TASKS),
    Job(JobName.SEND_DIGESTS, "daily 06:40", tasks_jobs.send_digests),
    Job(JobName.MEASURE_PLACES, "daily 12:00", desk_jobs.measure_free_places),
    Job(JobName.LOOK_AT_FILES, "every 1 minutes", documents_jobs.look_at_waiting_files),
    Job(JobName.TAKE_IN_REGISTRY, "every 1 minutes", registry_jobs.take_in_registry),
    Job(JobName.SEND_NOTICES, "every 1 minutes", notifications_jobs.send_notices),
    Job(JobName.FORGET_ATTEMPTS, "daily 03:05", jobs.forget_old_attempts),
    Job(
        JobName.FORGET_DRAFTS,
        "daily 03:25",
        _forget_drafts,
    ),
    Job(JobName.FORGET_RUNS, "daily 03:10", jobs.forget_old_runs),
    Job(JobName.FORGET_SESSIONS, "daily 03:15", jobs.forget_old_sessions),
    Job(JobName.FORGET_SUBMISSIONS, "daily 03:20", jobs.forget_old_submissions),
    Job(JobName.SWEEP_FILES, "daily 03:30", documents_jobs.sweep_files),
)
