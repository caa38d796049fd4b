"""The clock, the processor's time, and how they are told."""

import statistics
import time
from collections.abc import Callable
from typing import Any


class Took(float):
    """Seconds on the clock; ``cpu``: those that this process was at work (on SQLite the database is in it)."""

    cpu: float


def timed(work: Callable[[], Any]) -> tuple[Took, Any]:
    start, cpu = time.perf_counter(), time.process_time()
    result = work()
    took = Took(time.perf_counter() - start)
    took.cpu = time.process_time() - cpu
    return took, result


def percentiles(seconds: list[Took]) -> dict[str, float]:
    """Milliseconds. Beside the clock the processor's time: on a machine that others use it tells what the clock cannot."""
    ordered, cpu = sorted(seconds), sorted(each.cpu for each in seconds)
    at = int(len(ordered) * 0.95)
    return {
        "p50": statistics.median(ordered) * 1000, "p95": ordered[at] * 1000,
        "cpu_p50": statistics.median(cpu) * 1000, "cpu_p95": cpu[at] * 1000,
    }  # fmt: skip


def took(wall: float, cpu: float) -> Took:
    found = Took(wall)
    found.cpu = cpu
    return found


class InDatabase:
    """Seconds that statements took: the round trip, without what Python makes of the rows."""

    def __init__(self) -> None:
        self.wall, self.cpu = 0.0, 0.0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        took, result = timed(lambda: execute(sql, params, many, context))
        self.wall, self.cpu = self.wall + took, self.cpu + took.cpu
        return result

    def took(self) -> Took:
        return took(self.wall, self.cpu)
