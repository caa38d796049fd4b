"""New opinions one by one through HTTP: the server that serves the pages, in a process of its own, asked over one connection."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException

import numpy as np
import numpy.typing as npt

from benchmarks.start import free_port

Ints = npt.NDArray[np.int64]
_APPLICATION = "benchmarks.opinions_measured.serving:application"
_PATIENCE = 120  # seconds until the run is made that the server answers from


@contextmanager
def served(folder: str, before: str, phrases: str) -> Iterator[HTTPConnection]:
    """A connection to the server, started as ``caunoi start`` starts it, once it answers."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning", _APPLICATION]
    told = {"OPINIONS_FOLDER": folder, "OPINIONS_BEFORE": before, "OPINIONS_PHRASES": phrases}
    environment = {"DJANGO_SETTINGS_MODULE": "caunoi.config.settings", **os.environ, **told}
    server = subprocess.Popen([*command], env=environment, stdout=subprocess.DEVNULL)
    try:
        yield _connected(server, port)
    finally:
        server.terminate()
        server.wait()


def _connected(server: "subprocess.Popen[bytes]", port: int) -> HTTPConnection:
    deadline = time.monotonic() + _PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            asked(connection, "Đề nghị", None)
        except (OSError, HTTPException):
            time.sleep(0.1)
        else:
            return connection
    sys.exit("the server of the benchmark does not answer")


def asked(connection: HTTPConnection, text: str, ref: str | None) -> int:
    """The group that the server says (0: none)."""
    connection.request("POST", "/", json.dumps({"text": text, "ref": ref}), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        sys.exit(f"the server of the benchmark answers {answer.status}: {body[:500]!r}")
    return int(json.loads(body)["group"] or 0)


def timed_through_http(connection: HTTPConnection, texts: list[str], refs: list[str | None]) -> tuple[Ints, Ints]:
    """Nanoseconds of each, and the group that was said (0: none)."""
    took, said = np.zeros(len(texts), np.int64), np.zeros(len(texts), np.int64)
    for at, (text, ref) in enumerate(zip(texts, refs, strict=True)):
        start = time.perf_counter_ns()
        said[at] = asked(connection, text, ref)
        took[at] = time.perf_counter_ns() - start
    return took, said
