"""The coverage gate fails on a gap that somebody plants, and names it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
GATE = ROOT / ".ci/coverage_gate.py"
MODULE = '''"""Planted."""


def answer(number: int) -> str:
    found = "odd"
    if number % 2 == 0:
        found = "even"
    return found


def unasked() -> str:
    return "?"
'''


def _run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """In a process that the coverage of this very suite does not follow."""
    apart = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=folder, env=apart, capture_output=True, text=True, check=False)


def _gate(folder: Path, report: dict[str, Any]) -> tuple[int, list[str]]:
    path = folder / "coverage.json"
    path.write_text(json.dumps(report), encoding="utf-8")
    done = _run(folder, str(GATE), str(path))
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def _file(lines: list[int] | None = None, branches: list[list[int]] | None = None) -> dict[str, Any]:
    return {"missing_lines": lines or [], "missing_branches": branches or []}


def _report(share: float = 97.5, *, branches: bool = True, **files: dict[str, Any]) -> dict[str, Any]:
    whole = {"caunoi/orgs/actions/posts.py": _file()}
    return {
        "meta": {"branch_coverage": branches},
        "totals": {"percent_covered": share},
        "files": whole | {name.replace("__", "/") + ".py": file for name, file in files.items()},
    }


@pytest.mark.parametrize(
    ("call", "status", "said"),
    [
        ("answer(1); m.answer(2); m.unasked()", 0, "Coverage: 100.00 %, layers whole."),
        ("answer(2); m.unasked()", 1, "caunoi/desk/queries/planted.py: branches not taken: 6 → 8"),
        ("answer(1); m.answer(2)", 1, "caunoi/desk/queries/planted.py: not run: 12"),
    ],
)
def test_gate_measures_a_planted_module(tmp_path: Path, call: str, status: int, said: str) -> None:
    """From the code to the verdict, with coverage as the project sets it."""
    folder = tmp_path / "caunoi/desk/queries"
    folder.mkdir(parents=True)
    for package in ("caunoi", "caunoi/desk", "caunoi/desk/queries"):
        (tmp_path / package / "__init__.py").touch()
    (folder / "planted.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "play.py").write_text(f"from caunoi.desk.queries import planted as m\nm.{call}\n", encoding="utf-8")
    settings = f"--rcfile={ROOT / 'pyproject.toml'}"
    for step in (["run", settings, "play.py"], ["combine", "-q", settings], ["json", "-q", settings]):
        done = _run(tmp_path, "-m", "coverage", *step)
        assert done.returncode == 0, done.stdout + done.stderr
    result, lines = _gate(tmp_path, json.loads((tmp_path / "coverage.json").read_text(encoding="utf-8")))
    assert (result, lines[-1]) == (status, said)


@pytest.mark.parametrize(
    ("report", "lines"),
    [
        (_report(94.994), ["The whole is covered to 94.99 %, under 95 %."]),
        (_report(branches=False), ["The report was made without branches."]),
        (
            _report(caunoi__orgs__permissions=_file([3, 4], [[2, 3], [7, -6]])),
            ["caunoi/orgs/permissions.py: not run: 3, 4", "caunoi/orgs/permissions.py: branches not taken: 7 → exit"],
        ),
        (
            _report(caunoi__officialdocs__readers__ocr=_file([9])),
            ["caunoi/officialdocs/readers/ocr.py: not run: 9"],
        ),
        (
            _report(caunoi__campaigns__actions_late=_file([], [[5, 9]])),
            ["caunoi/campaigns/actions_late.py: branches not taken: 5 → 9"],
        ),
    ],
)
def test_gate_names_what_is_missing(tmp_path: Path, report: dict[str, Any], lines: list[str]) -> None:
    assert _gate(tmp_path, report) == (1, lines)


def test_gate_asks_the_share_alone_of_other_layers(tmp_path: Path) -> None:
    report = _report(95.0, caunoi__orgs__views__tree=_file([1, 2]), caunoi__core__transactions=_file([8]))
    assert _gate(tmp_path, report) == (0, ["Coverage: 95.00 %, layers whole."])


def test_gate_without_any_such_module_fails(tmp_path: Path) -> None:
    report = _report() | {"files": {"caunoi/core/text.py": _file()}}
    assert _gate(tmp_path, report) == (1, ["The report holds no module of the layers that must be covered whole."])


def test_gate_without_a_report_says_how(tmp_path: Path) -> None:
    done = _run(tmp_path, str(GATE))
    assert (done.returncode, done.stdout, "coverage.json" in done.stderr) == (2, "", True)
