"""Fails where the suite leaves gaps: the whole under 95 %, or any line or branch of the layers that decide and read.

``python .ci/coverage_gate.py coverage.json`` reads coverage's JSON report (with branches) and names file and place.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FLOOR = 95.0  # per cent of lines and branches together
EVERY_BRANCH = re.compile(r"caunoi/(\w+/(actions|queries|permissions)(\.py|_\w+\.py|/.+)|(officialdocs|synthesis)/.+)")


def gaps(report: dict[str, Any]) -> Iterator[str]:
    """What stands in the way, one line each; nothing where the suite covers what it must."""
    if not report["meta"]["branch_coverage"]:
        yield "The report was made without branches."
        return
    share = report["totals"]["percent_covered"]
    if share < FLOOR:
        yield f"The whole is covered to {share:.2f} %, under {FLOOR:.0f} %."
    strict = {path: file for path, file in report["files"].items() if EVERY_BRANCH.fullmatch(Path(path).as_posix())}
    if not strict:
        yield "The report holds no module of the layers that must be covered whole."
    for path, file in sorted(strict.items()):
        yield from _gaps_of(path, file)


def _gaps_of(path: str, file: dict[str, Any]) -> Iterator[str]:
    missing = file["missing_lines"]
    if missing:
        yield f"{path}: not run: {', '.join(map(str, missing))}"
    branches = [f"{line} → {_place(target)}" for line, target in file["missing_branches"] if target not in missing]
    if branches:
        yield f"{path}: branches not taken: {', '.join(branches)}"


def _place(line: int) -> str:
    """Coverage names the way out of a function or a module by a negative number."""
    return str(line) if line > 0 else "exit"


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    report = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    found = list(gaps(report))
    share = report["totals"]["percent_covered"]
    sys.stdout.write("".join(f"{line}\n" for line in found) or f"Coverage: {share:.2f} %, layers whole.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
