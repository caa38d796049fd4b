"""Compiling the hot loops: numba, once for a machine, kept for every later run.

The machine code is kept in a folder named after the sources: numba itself looks only at the file that a function stands in, and
would go on using what it compiled from another that has changed since.
"""

import os
from hashlib import blake2b
from pathlib import Path

import numba
from numba import njit

_SOURCES = [source.read_bytes() for source in sorted(Path(__file__).parent.glob("*.py"))]
_DIGEST = blake2b(b"".join(source for source in _SOURCES if b"\n@compiled" in source), digest_size=8).hexdigest()


def cache_folder() -> Path:
    """Where the machine code of these sources is kept: ``CAUNOI_CACHE_DIR``, else the user's cache."""
    base = os.environ.get("CAUNOI_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "caunoi" / f"synthesis-{_DIGEST}"


vars(numba.config)["CACHE_DIR"] = str(cache_folder())
compiled = njit(nogil=True, cache=True)
