"""What is done at intervals: each chore at its own, whatever becomes of the others."""

import threading
import time
from typing import Any

import pytest

from caunoi.core import clock
from tests.cast import Cast


def test_tick_runs_what_is_due(cast: Cast, settings: Any) -> None:
    settings.CLOCK = {"audit_seal": 600, "clearsessions": 86_400}
    last_run: dict[str, float] = {}
    assert clock.tick(last_run, 1_000.0) == ["audit_seal", "clearsessions"]
    assert clock.tick(last_run, 1_599.0) == []
    assert clock.tick(last_run, 1_600.0) == ["audit_seal"]
    assert last_run == {"audit_seal": 1_600.0, "clearsessions": 1_000.0}


def test_tick_goes_on_after_a_chore_that_fails(cast: Cast, settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.CLOCK = {"no_such_command": 60, "audit_seal": 60}
    assert clock.tick({}, 0.0) == ["no_such_command", "audit_seal"]
    assert [record.getMessage() for record in caplog.records] == ["periodic command no_such_command failed"]


def test_clock_ticks_until_it_is_stopped(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.CLOCK = {"no_such_command": 0}
    stop = threading.Event()
    ticking = threading.Thread(target=clock.run_clock, args=(stop, 0.01))
    ticking.start()
    deadline = time.monotonic() + 10
    while len(caplog.records) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    stop.set()
    ticking.join(timeout=10)
    assert (ticking.is_alive(), len(caplog.records) >= 2) == (False, True)


def test_every_entry_of_the_clock_is_a_command() -> None:
    from django.conf import settings
    from django.core.management import get_commands

    assert set(settings.CLOCK) - set(get_commands()) == set()
