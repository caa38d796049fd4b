"""Tasks for the tests of the queue."""

import time
from pathlib import Path

from django_tasks import task


@task()
def add(a: int, b: int) -> int:
    return a + b


@task()
def explode() -> None:
    raise ValueError("as planned")


@task()
def nap(seconds: float) -> None:
    time.sleep(seconds)


@task()
def leave_mark(path: str, seconds: float) -> None:
    """Sleeps first, so that a worker killed meanwhile has left no mark."""
    time.sleep(seconds)
    with Path(path).open("a") as file:
        file.write("x")
