"""What opens a .pdf apart, forked from the test instead of started anew: as confined, without a third of a second of imports.

Ten thousand damaged files would spend nine tenths of their time on starting Python. How it is really started is tested in
``test_pdf_process`` and by every other test that reads a .pdf.
"""

import os
import subprocess
import time
from typing import Any

from caunoi.officialdocs.readers.pdf_child import Task, answer, confine


class Forked:
    """In the place of ``subprocess.Popen``, as far as ``pdf_process`` asks for it."""

    def __init__(self, command: list[str], *, env: dict[str, str], **_known: Any) -> None:
        asked, asking = os.pipe()
        saying, said = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(asking)
            os.close(saying)
            _answer(command[-1], asked, said, env)
        os.close(asked)
        os.close(said)
        self.stdin, self.stdout = os.fdopen(asking, "wb"), os.fdopen(saying, "rb")
        self._ended = False

    def wait(self, timeout: float | None = None) -> None:
        until = time.monotonic() + timeout if timeout is not None else None
        while not self._ended:
            self._ended = os.waitpid(self.pid, os.WNOHANG if until else 0)[0] != 0
            if until and not self._ended:
                if time.monotonic() > until:
                    raise subprocess.TimeoutExpired("forked", timeout or 0)
                time.sleep(0.0005)


def _answer(task: str, asked: int, said: int, environment: dict[str, str]) -> None:
    """The forked process from beginning to end: nothing of the test is left to it, not even its way out."""
    try:
        os.setsid()
        os.environ.clear()
        os.environ.update(environment)
        confine()
        with os.fdopen(asked, "rb") as stdin, os.fdopen(said, "wb") as stdout:
            answer(Task(task), stdin, stdout)
    finally:
        os._exit(0)
