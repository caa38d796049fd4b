"""What is measured of one consultation: the engine in fresh processes, its quality, new opinions, and the peers."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.opinion_truth import Truth, read_truth, score

ROOT = Path(__file__).parent.parent.parent
PEERS = ("distinct", "guide", "kept", "dedup")
Found = dict[str, Any]


def child(*command: str, cache: Path | None = None) -> Found:
    """The line of JSON that a process prints last; a failure ends the benchmark."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | ({"CAUNOI_CACHE_DIR": str(cache)} if cache else {})
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}\n{done.stderr[-3000:]}")
    found: Found = json.loads(done.stdout.splitlines()[-1])
    return found


def ours(*arguments: str, cache: Path | None = None) -> Found:
    return child(sys.executable, "-m", "benchmarks.opinions_measured.ours", *arguments, cache=cache)


def learn(folder: Path) -> Found:
    """Phrases learned on the data and approved, into ``phrases.json``."""
    return ours("learn", str(folder), str(folder / "phrases.json"))


def grouped(folder: Path, engine: str = "local", cache: Path | None = None) -> Found:
    out = folder / f"out-{engine}.parquet"
    found = ours("group", str(folder), str(out), str(folder / "phrases.json"), engine, cache=cache)
    return found | {"digest": digest(out)}


def digest(out: Path) -> str:
    return sha256(out.read_bytes() + Path(f"{out}.parts").read_bytes()).hexdigest()


def cold(folder: Path) -> Found:
    """The first run after an installation: no machine code is there yet."""
    cache = folder / "no-code-yet"
    rmtree(cache, ignore_errors=True)
    found = grouped(folder, cache=cache)
    rmtree(cache)
    return found


def warm(folder: Path, runs: int) -> Found:
    """The median run by its wall time; the digests of all of them; how many processes wanted a core meanwhile."""
    found = sorted((grouped(folder) for _run in range(runs)), key=lambda one: one["seconds"])
    return found[len(found) // 2] | {
        "digests": sorted({one["digest"] for one in found}),
        "runs": runs,
        "load": os.getloadavg()[0],
    }


def shuffled(folder: Path) -> str:
    """The digest of a run over the same rows in another order."""
    other = folder / "shuffled"
    other.mkdir(exist_ok=True)
    table = pq.read_table(folder / "in.parquet")
    order = pc.sort_indices(pa.array([hash((row, 7)) for row in range(len(table))]))
    pq.write_table(table.take(order), other / "in.parquet", row_group_size=len(table) // 3 + 1)
    for name in ("draft.json", "phrases.json"):
        (other / name).write_bytes((folder / name).read_bytes())
    found: str = grouped(other)["digest"]
    rmtree(other)
    return found


def quality(folder: Path) -> Found:
    truth = read_truth(folder / "truth.npz")
    found = score(truth, *(pq.read_table(folder / f"out-local.parquet{end}") for end in ("", ".parts")))
    return {name: value for name, value in found.as_dict().items() if name != "examples"}


def streamed(folder: Path) -> Found:
    return ours("stream", str(folder), str(folder / "phrases.json"))


def peer(name: str, folder: Path, rows: int, python: Path) -> Found:
    """A peer over the first rows of a consultation; its quality where these are all."""
    out = folder / f"peer-{name}.parquet"
    script = ROOT / "benchmarks" / "opinion_peers.py"
    found = child(str(python), str(script), name, str(folder / "in.parquet"), str(out), str(rows))
    truth = read_truth(folder / "truth.npz")
    return found | (peer_quality(truth, pq.read_table(out)) if rows >= len(truth.ids) else {})


def peer_quality(truth: Truth, table: pa.Table) -> Found:
    none = {"section_id": pa.nulls(len(table), pa.string()), "stance": pa.nulls(len(table), pa.string())}
    found = score(truth, pa.table({"id": table["id"], "group_id": table["group"], **none}))
    return {name: getattr(found, name) for name in ("precision", "recall", "f", "minority", "minority_lost")}


def reckoned(found: Found, rows: int, distinct: int) -> float:
    """Seconds of a peer for a whole consultation, in a straight line: by distinct texts where it takes each once."""
    share = distinct / found["distinct"] if found["peer"] == "distinct" else rows / found["rows"]
    return float(found["seconds"] * max(1.0, share))
