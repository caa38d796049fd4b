"""The leased queue: nothing is lost, nothing is finished twice."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, default_task_backend
from django_tasks.exceptions import TaskResultDoesNotExist

from caunoi.core import jobs
from caunoi.core.models import Job
from tests.core import tasks

LEASE = timedelta(seconds=30)


def test_enqueue_then_run_gives_result(db: None) -> None:
    result = tasks.add.enqueue(2, 3)
    assert result.status == TaskResultStatus.READY
    assert jobs.run_waiting() == 1
    result.refresh()
    assert (result.status, result.return_value) == (TaskResultStatus.SUCCESSFUL, 5)


def test_enqueue_rolled_back_leaves_no_job(db: None) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        tasks.add.enqueue(1, 1)
        raise RuntimeError
    assert Job.objects.count() == 0


def test_claim_takes_priority_then_age(db: None) -> None:
    tasks.add.enqueue(1, 1)
    urgent = tasks.add.using(priority=10).enqueue(2, 2)
    assert str(jobs.claim("w", lease=LEASE)[0].pk) == urgent.id


def test_claim_leaves_deferred_job(db: None) -> None:
    tasks.add.using(run_after=timezone.now() + timedelta(hours=1)).enqueue(1, 1)
    assert jobs.claim("w", lease=LEASE) == []


def test_claimed_job_is_not_claimed_again(db: None) -> None:
    tasks.add.enqueue(1, 1)
    assert len(jobs.claim("first", lease=LEASE)) == 1
    assert jobs.claim("second", lease=LEASE) == []


def test_expired_lease_passes_to_another_and_first_cannot_finish(db: None) -> None:
    tasks.add.enqueue(1, 1)
    first = jobs.claim("first", lease=timedelta(seconds=-1))[0]
    second = jobs.claim("second", lease=LEASE)[0]
    assert jobs.finish(first, "stale") is False
    assert jobs.run_job(second) is True
    assert Job.objects.get().result == 2


def test_failing_job_is_tried_again_later_then_given_up(db: None) -> None:
    tasks.explode.enqueue()
    job = jobs.claim("w", lease=LEASE)[0]
    assert jobs.run_job(job) is False
    job.refresh_from_db()
    assert (job.status, job.run_after is not None, len(job.errors)) == (Job.Status.READY, True, 1)
    Job.objects.update(run_after=None, attempts=4)
    jobs.run_job(jobs.claim("w", lease=LEASE)[0])
    job.refresh_from_db()
    assert (job.status, len(job.errors)) == (Job.Status.FAILED, 2)


def test_job_that_kills_its_workers_is_given_up(db: None) -> None:
    tasks.add.enqueue(1, 1)
    Job.objects.update(attempts=5, status=Job.Status.RUNNING, worker="dead", lease_until=timezone.now() - LEASE)
    assert jobs.run_job(jobs.claim("w", lease=LEASE)[0]) is False
    assert Job.objects.get().status == Job.Status.FAILED


def test_heartbeat_renews_lease_of_long_job(transactional_db: None) -> None:
    tasks.nap.enqueue(1.2)
    lease = timedelta(seconds=0.6)
    job = jobs.claim("w", lease=lease)[0]
    assert jobs.run_job(job, lease=lease) is True


WORKER = """
import os, django
django.setup()
from django.conf import settings
from django.db import connection
connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = os.environ["JOB_DATABASE"]
from django.core.management import call_command
call_command("work", clock=True)
"""


def _worker(name: str) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "JOB_DATABASE": name, "DJANGO_SETTINGS_MODULE": "caunoi.config.settings_test"}
    return subprocess.Popen([sys.executable, "-c", WORKER], env=environment, start_new_session=True)


def _wait_for(condition: Any, seconds: float = 40) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


@pytest.mark.slow
def test_worker_killed_with_9_loses_nothing(transactional_db: None, tmp_path: Path) -> None:
    from django.db import connection

    marker = tmp_path / "ran"
    tasks.leave_mark.enqueue(str(marker), 2.0)
    name = str(connection.settings_dict["NAME"])
    first = _worker(name)
    try:
        assert _wait_for(lambda: Job.objects.filter(status=Job.Status.RUNNING).exists())
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
        assert not marker.exists()
        second = _worker(name)
        try:
            assert _wait_for(lambda: Job.objects.filter(status=Job.Status.SUCCESSFUL).exists())
        finally:
            second.terminate()
            second.wait()
    finally:
        if first.poll() is None:
            os.killpg(first.pid, signal.SIGKILL)
    assert (marker.read_text(), Job.objects.get().attempts) == ("x", 2)


def test_work_once_runs_what_waits_and_leaves(db: None) -> None:
    tasks.add.enqueue(1, 1)
    tasks.add.enqueue(2, 2)
    out = StringIO()
    call_command("work", "--once", stdout=out)
    assert (out.getvalue(), Job.objects.exclude(status=Job.Status.SUCCESSFUL).count()) == ("2 jobs run\n", 0)


@pytest.mark.parametrize("key", ["00000000-0000-0000-0000-000000000000", "no key"])
def test_result_of_a_job_that_is_not_there(db: None, key: str) -> None:
    with pytest.raises(TaskResultDoesNotExist):
        default_task_backend.get_result(key)
