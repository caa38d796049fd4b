"""The product in a process of its own on the tests' database, to be killed as a machine dies: without a word."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from django.db import connection

ROOT = Path(__file__).parents[2]


def _database() -> str:
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    return f"postgresql://{settings['USER']}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"


class Server:
    """``start`` returns once it answers; ``kill`` gives it no moment to finish anything. The port stays the same."""

    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "caunoi.config.settings_test",
            "CAUNOI_TEST_DATABASE_URL": _database(),
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-m", "django", "runserver", "--noreload", "--insecure", f"127.0.0.1:{self.port}"]
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=quiet, stderr=quiet)
        deadline = time.monotonic() + 60
        while True:
            try:
                with urlopen(f"http://127.0.0.1:{self.port}/phien/", timeout=5):
                    return
            except OSError:
                assert self._process.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.2)

    def kill(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None
