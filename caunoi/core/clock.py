"""Work that starts because time has passed: management commands, each at its interval, run by one worker (``--clock``)."""

import logging
import threading
import time

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections

logger = logging.getLogger(__name__)


def tick(last_run: dict[str, float], now: float) -> list[str]:
    """Run the commands of ``settings.CLOCK`` that are due; note each in ``last_run``; return their names.

    A command that fails is logged and comes round again at its next turn: one broken chore must not stop the others.
    """
    ran = []
    for name, seconds in settings.CLOCK.items():
        if now - last_run.get(name, float("-inf")) < seconds:
            continue
        last_run[name] = now
        ran.append(name)
        try:
            call_command(name, verbosity=0)
        except Exception:
            logger.exception("periodic command %s failed", name)
    return ran


def run_clock(stop: threading.Event, resolution: float = 5.0) -> None:
    """Tick until ``stop`` is set."""
    last_run: dict[str, float] = {}
    while not stop.wait(resolution):
        close_old_connections()
        tick(last_run, time.monotonic())
