"""How long a prepared ``caunoi start`` takes to its first answer, and the memory of its processes.

Beside it, in the same run: the same server started on a bare Django project with one view. Prints medians; ``--json``
ends with one line of JSON. Needs no network; works in a temporary data folder that is prepared once and not timed.
"""

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROUNDS = 3
BARE = """
from django.conf import settings
settings.configure(SECRET_KEY="x" * 50, ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"])
import django
django.setup()
from django.http import HttpResponse
from django.urls import path
urlpatterns = [path("", lambda request: HttpResponse("ok"))]
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def family(pid: int) -> list[int]:
    """The process and all its descendants."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(one for child in children for one in family(int(child)))]


def memory(pid: int) -> dict[str, float]:
    """Megabytes: ``rss`` as the system lists it (shared pages counted in each process), ``pss`` with them shared out."""
    total = {"rss": 0.0, "pss": 0.0}
    for one in family(pid):
        for line in Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii").splitlines():
            name = line.split(":")[0].lower()
            if name in total:
                total[name] += int(line.split()[1]) / 1024
    return total


def measure(command: list[str], port: int, environment: dict[str, str], folder: Path) -> dict[str, float]:
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, cwd=folder, stdout=subprocess.DEVNULL)
    try:
        while not answers(port):
            if process.poll() is not None:
                sys.exit(f"{command} ended with {process.returncode}")
            time.sleep(0.02)
        seconds = time.perf_counter() - began
        time.sleep(3)
        return {"seconds": seconds, **memory(process.pid)}
    finally:
        process.terminate()
        process.wait()


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bare.py").write_text(BARE, encoding="utf-8")
        settings = {"CAUNOI_DATA_DIR": str(folder / "data"), "DJANGO_SETTINGS_MODULE": "caunoi.config.settings"}
        environment = {**os.environ, **settings}
        found: dict[str, list[dict[str, float]]] = {"caunoi start": [], "bare Django": []}
        for round_number in range(ROUNDS + 1):
            port = free_port()
            ours = [sys.executable, "-m", "caunoi.config.cli", "start", "--port", str(port)]
            row = measure(ours, port, environment, Path.cwd())
            if round_number == 0:  # the first prepares the database
                continue
            found["caunoi start"].append(row)
            port = free_port()
            bare = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "bare:application"]
            found["bare Django"].append(measure(bare, port, dict(os.environ), folder))
    medians = {
        name: {key: round(statistics.median(row[key] for row in rows), 2) for key in rows[0]}
        for name, rows in found.items()
    }
    for name, row in medians.items():
        print(
            f"{name:<14} {row['seconds']:6.2f} s to the first answer   {row['rss']:6.0f} MB RSS   {row['pss']:6.0f} MB PSS"
        )
    if "--json" in sys.argv:
        print(json.dumps(medians))


if __name__ == "__main__":
    main()
