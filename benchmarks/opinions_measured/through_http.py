"""New opinions one by one through HTTP: the server that serves the pages, in a process of its own, asked over one connection."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException

from benchmarks.start import free_port
from caunoi.config.start import serve

_PATIENCE = 120  # seconds until the run is made that the server answers from


@contextmanager
def served(folder: str, before: str, phrases: str) -> Iterator[HTTPConnection]:
    """A connection to the server, started as ``caunoi start`` starts it, once it answers."""
    os.environ |= {"OPINIONS_FOLDER": folder, "OPINIONS_BEFORE": before, "OPINIONS_PHRASES": phrases}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caunoi.config.settings")
    port = free_port()
    server = serve("127.0.0.1", port, "benchmarks.opinions_measured.serving:application")
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
