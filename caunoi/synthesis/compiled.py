"""Compiling the hot loops: numba, once for a machine, kept for every later run.

The machine code is kept in a folder named after the sources: numba itself looks only at the file that a function stands in, and
would go on using what it compiled from another that has changed since.
"""

import os
import tempfile
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numba
from numba import njit

_MARKS = (b"\n@compiled", b"\n@uncounted", b"\ncompiled = ")
_SOURCES = [source.read_bytes() for source in sorted(Path(__file__).parent.glob("*.py"))]
_HELD = b"".join(source for source in _SOURCES if any(mark in source for mark in _MARKS))
_NAME = f"synthesis-{blake2b(_HELD, digest_size=8).hexdigest()}"


@cache
def cache_folder() -> Path:
    """Where the machine code of these sources is kept: ``CAUNOI_CACHE_DIR``, else the user's cache; a folder of this user among
    the temporary ones where that cannot be written to."""
    wanted = os.environ.get("CAUNOI_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME") or _home() / ".cache"
    folder = Path(wanted) / "caunoi"
    if _is_writable(folder):
        return folder / _NAME
    folder = Path(tempfile.gettempdir()) / f"caunoi-{os.getuid()}"
    # Machine code is run as it is found: never that of another user.
    if _is_writable(folder) and folder.stat().st_uid == os.getuid():
        return folder / _NAME
    return Path(tempfile.mkdtemp(prefix="caunoi-")) / _NAME


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # a user without a home
        return Path("/nonexistent")


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


vars(numba.config)["CACHE_DIR"] = str(cache_folder())
_COUNTED: dict[str, Any] = {"nogil": True, "cache": True, "_nrt": True}
compiled = njit(**_COUNTED)
# For loops that make no arrays and hand none back. Otherwise each call counts, with a locked instruction, every array that it is
# given up at its beginning and down at its end: some forty nanoseconds for work that takes two or three.
uncounted = njit(**_COUNTED | {"_nrt": False})
