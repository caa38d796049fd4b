"""The process in which a .pdf is opened (``pdf_process``): the file comes in on stdin, lines of JSON go out on stdout.

A line is ``{"page": [done, in all]}``, and the last one ``{"document": …}``, ``{"head": …}`` or ``{"refused": [code, message]}``.
"""

import json
import resource
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from enum import StrEnum
from typing import Any, BinaryIO

from caunoi.officialdocs.errors import DocumentError
from caunoi.officialdocs.readers.pdf import read_head, read_pdf

MEMORY_BYTES = 2 * 1024**3  # a scanned A3 page at 300 dots an inch takes a tenth of it


class Task(StrEnum):
    READ = "read"
    HEAD = "head"


def answer(task: Task, stdin: BinaryIO, stdout: BinaryIO) -> None:
    """Do ``task`` with the file on ``stdin`` and write the lines."""

    def say(line: Mapping[str, Any]) -> None:
        stdout.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        stdout.flush()

    data = stdin.read()
    try:
        if task is Task.HEAD:
            say({"head": read_head(data)})
        else:
            say({"document": asdict(read_pdf(data, progress=lambda done, pages: say({"page": [done, pages]})))})
    except DocumentError as error:
        say({"refused": [error.code, error.message]})


def confine() -> None:
    """Limit the memory of this process and forbid core dumps, where the system can."""
    for kind, limit in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):  # macOS knows no limit of address space
            resource.setrlimit(kind, (limit, limit))


if __name__ == "__main__":
    confine()
    answer(Task(sys.argv[1]), sys.stdin.buffer, sys.stdout.buffer)
