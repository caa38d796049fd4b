"""The worker: runs queued jobs until told to stop; with ``--clock`` also what is done at intervals."""

import signal
import threading
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django_tasks import task_backends

from caunoi.core import jobs
from caunoi.core.clock import run_clock


class Command(BaseCommand):
    help = "Run queued jobs until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--clock", action="store_true", help="also run what is done at intervals (one worker only)")
        parser.add_argument("--once", action="store_true", help="run what waits and leave")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            self.stdout.write(f"{jobs.run_waiting()} jobs run")
            return
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        if options["clock"]:
            threading.Thread(target=run_clock, args=(stop,), daemon=True, name="clock").start()
        backend = task_backends["default"]
        jobs.work(lease=getattr(backend, "lease", timedelta(seconds=60)), stop=stop)
