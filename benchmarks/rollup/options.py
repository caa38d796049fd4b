"""What is measured, and on how much: from the command line."""

import sys
from datetime import date, datetime


def argument(name: str, default: int) -> int:
    return int(sys.argv[sys.argv.index(name) + 1]) if name in sys.argv else default


UNITS, WRITERS, SECONDS = argument("--units", 126_000), argument("--writers", 2), argument("--seconds", 10)
TEMPLATE = sys.argv[sys.argv.index("--template") + 1] if "--template" in sys.argv else ""
LINES, WAVES, CHUNK, MANY = 40, 3, 20_000, 1_000
UPPERS = min(2_040, max(34, UNITS // 60))
ON, NOW = date(2026, 11, 23), datetime.fromisoformat("2026-11-23T08:00:00+07:00")
RULES = ["sum"] * 32 + ["last"] * 4 + ["maximum"] * 2 + ["distinct"] * 2
