"""The hot loops are tested twice: as plain Python (``NUMBA_DISABLE_JIT=1``), which coverage sees, and compiled."""

import fcntl
import os

import numba
import pytest

from caunoi.synthesis import propose
from caunoi.synthesis.compiled import cache_folder
from tests.synthesis.making import DRAFT, arrow, grouped

COMPILED = not numba.config.DISABLE_JIT


def pytest_itemcollected(item: pytest.Item) -> None:
    """What needs machine code is skipped without it, and says so."""
    if not COMPILED:  # numbers of 64 bits wrap around, as hashes should; plain numpy warns of it
        item.add_marker(pytest.mark.filterwarnings("ignore:overflow encountered:RuntimeWarning"))
        if item.get_closest_marker("compiled"):
            item.add_marker(pytest.mark.skip(reason="numba compiles nothing here (NUMBA_DISABLE_JIT)"))
    if item.get_closest_marker("million") and not os.environ.get("CAUNOI_CI"):
        item.add_marker(pytest.mark.skip(reason="a million opinions are grouped in CI only (CAUNOI_CI)"))


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> None:
    """Of several workers one compiles; the others wait, and read the machine code that it kept."""
    if not COMPILED or "PYTEST_XDIST_WORKER" not in os.environ:
        return
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "tests.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        grouped(["Đề nghị tăng lương", "de nghi tang luong", "Bỏ đoàn phí"], ["Điều 1", None, None], DRAFT)
        propose(arrow("Tăng lương", "Xin chào: tăng lương"))
