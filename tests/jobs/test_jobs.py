from datetime import timedelta

import pytest
from flask import Flask

from app.features import JOBS
from app.jobs.operations import run_due
from app.jobs.rules import RunResult, read_schedule
from app.kernel.jobs import Job
from tests.cast import NOW


def test_every_job_has_a_name_of_its_own() -> None:
    assert len({job.name for job in JOBS}) == len(JOBS)


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_every_schedule_can_be_read(job: Job) -> None:
    assert read_schedule(job.schedule).look_every > 0


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_every_job_succeeds_when_there_is_nothing_to_do(app: Flask, job: Job) -> None:
    assert run_due(job) is RunResult.DONE


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_a_second_run_of_a_job_finds_nothing_left(app: Flask, job: Job) -> None:
    job.run(NOW)
    assert job.run(NOW + timedelta(seconds=1)).done == 0
