"""LibreOffice as the tests start it: without a window, with a profile of its own, so that tests may run side by side."""

import subprocess
from pathlib import Path

_SECONDS = 300


def convert(form: str, files: list[Path], into: Path) -> None:
    """Open the files and save them as ``form`` ("docx", "pdf") in the folder ``into``; AssertionError with what it printed.

    A first start may fail on a busy machine before any file is opened: it is tried once more, with a new profile.
    """
    said = []
    for turn in range(2):
        done = _start(form, files, into, into / f"profile-{turn}")
        if done.returncode == 0:
            return
        said.append(done.stdout + done.stderr)
    raise AssertionError(said)


def _start(form: str, files: list[Path], into: Path, profile: Path) -> "subprocess.CompletedProcess[str]":
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", form]
    command += ["--outdir", str(into), *map(str, files)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=_SECONDS)
