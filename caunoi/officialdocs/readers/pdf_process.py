"""Opens every .pdf in a process of its own, with bounded memory and patience.

A crafted page of two kilobytes can make the library take all memory, run for ever or abort; then this process is lost and
the file refused, not the worker or the web server that was handed it.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from typing import Any

from caunoi.officialdocs.model import Document, Paragraph, Zone
from caunoi.officialdocs.readers.refusals import refuse

SECONDS_A_PAGE = 300.0  # without any sign of life; recognising a bad scan may take 240
SECONDS_FOR_HEAD = 15.0
_CHILD = "caunoi.officialdocs.readers.pdf_child"
# No password and no key; the last lets a measured run of the tests measure this process as well.
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX", "PYTHONPATH", "HOME", "TMPDIR", "COVERAGE_PROCESS_CONFIG")
_SECONDS_TO_END = 2.0


def read_pdf_apart(
    data: bytes, *, progress: Callable[[int, int], None] | None = None, patience: float = SECONDS_A_PAGE
) -> Document:
    """``read_pdf`` in a process of its own; DocumentError "unsafe" where that process died, "too_slow" where it hung.

    ``patience`` is seconds without a finished page.
    """
    for line in _lines("read", data, patience):
        if "document" in line:
            return _document(line["document"])
        if progress is not None:
            progress(*line["page"])
    return refuse("unsafe")


def read_pdf_head(data: bytes, *, patience: float = SECONDS_FOR_HEAD) -> str:
    """The text of the first page; errors as in ``read_pdf_apart``."""
    for line in _lines("head", data, patience):
        return str(line["head"])
    return refuse("unsafe")


def _lines(task: str, data: bytes, patience: float) -> Iterator[dict[str, Any]]:
    """What the child says, line by line; nothing after its death."""
    with _child(task) as child:
        watch = _Watch(child, patience)
        try:
            assert child.stdin is not None
            assert child.stdout is not None
            with suppress(BrokenPipeError):
                child.stdin.write(data)
                child.stdin.close()
            for raw in child.stdout:
                watch.renew()
                line = json.loads(raw)
                if "refused" in line:
                    refuse(*line["refused"])
                yield line
        finally:
            watch.stop()
        if watch.bit:
            refuse("too_slow")


@contextmanager
def _child(task: str) -> Iterator[subprocess.Popen[bytes]]:
    child = subprocess.Popen(  # noqa: S603 - fixed arguments, the file goes in through a pipe
        [sys.executable, "-m", _CHILD, task],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
    )
    try:
        yield child
    finally:
        with suppress(subprocess.TimeoutExpired):  # having said everything it ends by itself
            child.wait(_SECONDS_TO_END)
        _kill(child)
        child.wait()
        for pipe in filter(None, (child.stdin, child.stdout)):
            with suppress(BrokenPipeError):
                pipe.close()


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End the child and the recogniser it may have started."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


class _Watch:
    """Kills the child that gives no sign of life for ``patience`` seconds."""

    def __init__(self, child: subprocess.Popen[bytes], patience: float) -> None:
        self.bit = False
        self._child, self._patience = child, patience
        self._start()

    def renew(self) -> None:
        self._timer.cancel()
        self._start()

    def stop(self) -> None:
        self._timer.cancel()

    def _start(self) -> None:
        self._timer = Timer(self._patience, self._bite)
        self._timer.daemon = True
        self._timer.start()

    def _bite(self) -> None:
        self.bit = True
        _kill(self._child)


def _document(values: dict[str, Any]) -> Document:
    paragraphs = (Paragraph(**{**paragraph, "zone": Zone(paragraph["zone"])}) for paragraph in values["paragraphs"])
    return Document(values["source"], tuple(paragraphs), values["pages"], tuple(values["notes"]))
