"""What one sign-in costs: our Argon2 beside Django's default, in the same run.

Claim: a password is checked in about 35 ms of CPU and 19 MiB, an eighth of what Django's default takes.
``python benchmarks/sign_in.py [--rounds N] [--json]``; with ``--json`` the last line is one line of JSON.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caunoi.config.settings_test")
django.setup()

from django.contrib.auth.hashers import Argon2PasswordHasher  # noqa: E402 - Django must be set up first

from caunoi.orgs.hashers import TunedArgon2PasswordHasher  # noqa: E402

PASSWORD = "cầu nối nghĩa tình 2026"


def check_of(hasher: Argon2PasswordHasher) -> Callable[[], bool]:
    encoded = hasher.encode(PASSWORD, "muoi-cho-thu-nghiem")
    return lambda: bool(hasher.verify(PASSWORD, encoded))


def cpu_ms(check: Callable[[], bool]) -> float:
    """CPU of all threads: Argon2 with several lanes spends it in parallel, and a busy server pays all of it."""
    before = time.process_time()
    if not check():
        sys.exit("the right password was refused")
    return (time.process_time() - before) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    hashers = {"ours": TunedArgon2PasswordHasher(), "django_default": Argon2PasswordHasher()}
    checks = {name: check_of(hasher) for name, hasher in hashers.items()}
    spent: dict[str, list[float]] = {name: [] for name in checks}
    for _round in range(options.rounds):  # interleaved: other load on the machine meets both alike
        for name, check in checks.items():
            spent[name].append(cpu_ms(check))
    figures = {name: round(statistics.median(values), 1) for name, values in spent.items()}
    for name, hasher in hashers.items():
        size = hasher.memory_cost // 1024
        print(
            f"{name:15} {figures[name]:7.1f} ms CPU a sign-in, {size:4d} MiB, {1000 / figures[name]:5.1f} a second and core"
        )
    ratio = round(figures["django_default"] / figures["ours"], 1)
    print(f"ours costs {ratio} times less")
    if options.json:
        print(json.dumps({"benchmark": "sign_in", "cpu_ms": figures, "ratio": ratio, "rounds": options.rounds}))


if __name__ == "__main__":
    main()
