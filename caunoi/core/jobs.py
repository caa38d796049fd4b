"""The task API on a leased queue in the database.

A worker takes a job by writing its name and a lease on it, renews the lease while it works, and may finish the job only
while its name still stands there. When a worker is killed the lease runs out and another takes the job. Tasks must
therefore be safe to run twice. Figures and the engines compared: docs/adr/0005.
"""

import logging
import threading
import uuid
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import close_old_connections, connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskContext, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import get_exception_traceback, get_module_path, normalize_json

from caunoi.core.models import Job, JobQuerySet

logger = logging.getLogger(__name__)


class LeasedBackend(BaseTaskBackend):
    """Stores tasks as ``Job`` rows, in the caller's own transaction: no change without its job, no job without its change."""

    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def __init__(self, alias: str, params: dict[str, Any]) -> None:
        super().__init__(alias, params)
        self.lease = timedelta(seconds=self.options.get("lease_seconds", 60))

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        self.validate_task(task)
        job = Job.objects.create(
            task=task.module_path,
            queue_name=task.queue_name,
            backend=self.alias,
            priority=task.priority,
            args=normalize_json(list(args)),
            kwargs=normalize_json(dict(kwargs)),
            run_after=task.run_after,
            enqueued_at=timezone.now(),
        )
        return result_of(job)

    def get_result(self, result_id: str) -> TaskResult[Any]:
        try:
            return result_of(Job.objects.get(pk=result_id))
        except (Job.DoesNotExist, ValidationError) as error:
            raise TaskResultDoesNotExist(result_id) from error


def result_of(job: Job) -> TaskResult[Any]:
    result: TaskResult[Any] = TaskResult(
        task=import_string(job.task),
        id=str(job.pk),
        status=TaskResultStatus[job.status],
        enqueued_at=job.enqueued_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.started_at,
        args=job.args,
        kwargs=job.kwargs,
        backend=job.backend,
        errors=[TaskError(**error) for error in job.errors],
        worker_ids=[job.worker] * job.attempts,
    )
    object.__setattr__(result, "_return_value", job.result)
    return result


def claim(worker: str, *, lease: timedelta, limit: int = 1) -> list[Job]:
    """Take up to ``limit`` jobs for ``worker``, highest priority and oldest first. Empty when nothing waits."""
    now = timezone.now()
    waiting: JobQuerySet = Job.objects.claimable(now).order_by("-priority", "enqueued_at")
    if not waiting.exists():  # a plain read: an idle worker must not hold SQLite's one write lock
        return []
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        jobs = list(waiting[:limit])
        for job in jobs:
            job.status, job.worker, job.lease_until = Job.Status.RUNNING, worker, now + lease
            job.started_at, job.attempts = now, job.attempts + 1
        Job.objects.bulk_update(jobs, ["status", "worker", "lease_until", "started_at", "attempts"])
    return jobs


def _owned(job: Job) -> Any:
    return Job.objects.filter(pk=job.pk, worker=job.worker, attempts=job.attempts, status=Job.Status.RUNNING)


def finish(job: Job, value: Any) -> bool:
    """Write the result; False when the lease was lost to another worker, whose result counts instead."""
    now = timezone.now()
    values = {"status": Job.Status.SUCCESSFUL, "finished_at": now, "lease_until": None, "result": normalize_json(value)}
    return bool(_owned(job).update(**values) == 1)


def fail(job: Job, error: BaseException) -> bool:
    """Record the error; try again later (2, 4, 8… seconds) until the job has had all its attempts."""
    now = timezone.now()
    errors = [
        *job.errors,
        {"exception_class_path": get_module_path(type(error)), "traceback": get_exception_traceback(error)},
    ]
    over = job.attempts >= job.max_attempts
    values: dict[str, Any] = {"errors": errors, "lease_until": None}
    values |= {"status": Job.Status.FAILED, "finished_at": now} if over else {"status": Job.Status.READY}
    values["run_after"] = None if over else now + timedelta(seconds=2**job.attempts)
    return bool(_owned(job).update(**values) == 1)


class _Heartbeat(threading.Thread):
    """Renews the lease of a running job three times within its length."""

    def __init__(self, job: Job, lease: timedelta) -> None:
        super().__init__(daemon=True, name=f"lease-{job.pk}")
        self.job, self.lease, self.stopped = job, lease, threading.Event()

    def run(self) -> None:
        try:
            while not self.stopped.wait(self.lease.total_seconds() / 3):
                _owned(self.job).update(lease_until=timezone.now() + self.lease)
        finally:
            connection.close()


def run_job(job: Job, *, lease: timedelta | None = None) -> bool:
    """Run one claimed job to its end; True when it succeeded and this worker still held it.

    ``lease`` None runs without renewing (tests, short jobs). A job that killed its worker ``max_attempts`` times fails.
    """
    if job.attempts > job.max_attempts:
        _owned(job).update(status=Job.Status.FAILED, finished_at=timezone.now(), lease_until=None)
        logger.error("job %s %s gave up after %s attempts", job.pk, job.task, job.max_attempts)
        return False
    heartbeat = _Heartbeat(job, lease) if lease else None
    if heartbeat:
        heartbeat.start()
    try:
        task = import_string(job.task)
        context = (TaskContext(task_result=result_of(job)),) if task.takes_context else ()
        value = task.call(*context, *job.args, **job.kwargs)
    except Exception as error:
        logger.exception("job %s %s failed (attempt %s)", job.pk, job.task, job.attempts)
        fail(job, error)
        return False
    finally:
        if heartbeat:
            heartbeat.stopped.set()
            heartbeat.join()
    return finish(job, value)


def run_waiting(limit: int = 1000) -> int:
    """Run what waits, here and now, until nothing is due; return how many ran. For the command line and tests."""
    ran, worker = 0, f"inline-{uuid.uuid4().hex[:8]}"
    while ran < limit and (jobs := claim(worker, lease=timedelta(minutes=10))):
        run_job(jobs[0])
        ran += 1
    return ran


def work(*, lease: timedelta, stop: threading.Event, idle_seconds: float = 0.5) -> None:
    """The worker's loop: claim, run, repeat; sleeps while nothing waits; returns once ``stop`` is set."""
    worker = f"worker-{uuid.uuid4().hex[:12]}"
    while not stop.is_set():
        close_old_connections()
        jobs = claim(worker, lease=lease)
        if jobs:
            run_job(jobs[0], lease=lease)
        else:
            stop.wait(idle_seconds)
