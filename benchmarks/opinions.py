"""Grouping opinions: quality, time and memory against consultations with known truth, beside datasketch and text-dedup.

For each of ``--sizes`` (100000 1000000 5000000) and ``--seeds`` (1): a consultation is made, or taken from ``--folder``
(.cache/opinions); phrases are learned on it and approved; the engine groups it in fresh processes, file in, both files out. The
first seed gets everything: the first run without machine code, the median of three warm ones, two Dask workers, another order
of the rows, new opinions one by one, the peers. Further seeds get one run and its quality.

``--copies SHARE`` measures consultations of which so many rows are copies of few texts, as in those one reads of; they stand
by themselves, beside those of the targets. A peer that would need longer than ``--patience`` seconds (180) takes as many rows as
fit; what the rest would cost is reckoned (as its time grew before, in a straight line at least) and said so. Peers run in
``--peers`` (.venv/peers/bin/python; ``make bench`` makes it). ``--only STEPS`` measures some steps alone; ``--keep FILE`` keeps
what was measured before and adds to it; ``--sizes`` without any shows what was kept. ``--pictures FOLDER`` draws, ``--page FILE``
writes the figures into docs/synthesis.md; ``--json`` ends with a line of JSON.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from benchmarks.opinions_measured import steps
from benchmarks.opinions_measured.data import consultation
from benchmarks.opinions_measured.page import fill
from benchmarks.opinions_measured.pictures import draw
from benchmarks.opinions_measured.steps import reckoned
from benchmarks.opinions_measured.targets import (
    NAMES,
    copied_runs,
    peer_seconds,
    print_table,
    runs_of,
    sizes,
    targets,
)

STEPS = ("learn", "cold", "warm", "quality", "shuffled", "dask", "stream", "peers")
FURTHER_SEEDS = ("learn", "warm", "quality")
SMALLEST_ONLY = ("cold", "shuffled", "stream")
WARM_RUNS = 3
GROWTH = {"guide": 2}  # it is told every copy of every copy: time grows with the square of the rows
WORTHWHILE = 1.5  # times as many rows as it took before
BUSY = 3.0  # load of the machine above which wall times say little: a run takes two cores
Found = dict[str, Any]


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[100_000, 1_000_000, 5_000_000])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--copies", type=float)
    parser.add_argument("--folder", type=Path, default=Path(".cache/opinions"))
    parser.add_argument("--only", nargs="+", choices=STEPS, default=STEPS)
    parser.add_argument("--peers", type=Path, default=Path(".venv/peers/bin/python"))
    parser.add_argument("--patience", type=float, default=180)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--page", type=Path)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def measure(given: argparse.Namespace, found: Found, size: int, seed: int) -> None:
    """The steps that are due for one consultation, into ``found``."""
    due = [name for name in STEPS if name in given.only]
    if seed != given.seeds[0]:
        due = [name for name in due if name in FURTHER_SEEDS]
    if size != min(given.sizes):
        due = [name for name in due if name not in SMALLEST_ONLY]
    folder = consultation(given.folder, size, seed, given.copies)
    shape = {} if given.copies is None else {"copies": given.copies}
    name = "-".join(map(str, (size, seed, *shape.values())))
    run: Found = found["runs"].setdefault(name, {"size": size, "seed": seed, **shape})
    if not (folder / "phrases.json").exists() and "learn" not in due:
        due.insert(0, "learn")
    for name in due:
        print(f"{size:,} opinions, seed {seed}: {name}", flush=True)
        if name == "peers":
            measure_peers(given, found, run, folder)
        elif name == "warm":
            run["warm"] = steps.warm(folder, WARM_RUNS if seed == given.seeds[0] else 1)
        elif name == "dask":
            run["dask"] = steps.grouped(folder, "dask")
            run["dask_digest"] = run["dask"]["digest"]
        else:
            run[ALONE[name][0]] = ALONE[name][1](folder)
        keep(given, found)


ALONE: dict[str, tuple[str, Any]] = {
    "learn": ("learn", steps.learn),
    "cold": ("cold", steps.cold),
    "quality": ("quality", steps.quality),
    "shuffled": ("shuffled_digest", steps.shuffled),
    "stream": ("stream", steps.streamed),
}


def measure_peers(given: argparse.Namespace, found: Found, run: Found, folder: Path) -> None:
    if not given.peers.exists():
        print(f"  {given.peers} is not there: no peers (`make bench` installs them)")
        return
    run.setdefault("peers", {})
    for name in steps.PEERS:
        rows = rows_within(found, run, name, given.patience)
        if rows:
            run["peers"][name] = steps.peer(name, folder, rows, given.peers)
            keep(given, found)


def rows_within(found: Found, run: Found, name: str, patience: float) -> int:
    """How many rows of a consultation a peer can take in ``patience`` seconds; 0: no more than it took of a smaller one."""
    size = run["size"]
    smaller = [
        one["peers"][name]
        for one in found["runs"].values()
        if one["size"] < size and one.get("copies") == run.get("copies") and name in one.get("peers", {})
    ]
    if not smaller:
        return int(size)
    most = max(smaller, key=lambda one: one["rows"])
    rows = min(size, int(most["rows"] * (patience / most["seconds"]) ** (1 / GROWTH.get(name, 1))))
    return rows if rows > WORTHWHILE * most["rows"] else 0


def keep(given: argparse.Namespace, found: Found) -> None:
    if given.keep:
        given.keep.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def print_figures(found: Found) -> None:
    for size in sizes(found):
        print(f"\n{size:,} opinions")
        for run in runs_of(found, size):
            print_run(run)
        for name in steps.PEERS:
            taken = peer_seconds(found, size, name)
            if taken:
                quality: Found = next(
                    (one["peers"].get(name, {}) for one in runs_of(found, size) if "peers" in one), {}
                )
                print_peer(name, *taken, quality)


def print_copied(found: Found) -> None:
    for run in copied_runs(found):
        print(f"\n{run['size']:,} opinions, {run['copies']:.0%} of them copies")
        print_run(run)
        for name, one in run.get("peers", {}).items():
            print_peer(
                name, reckoned(one, run["warm"]["rows"], run["warm"]["distinct"]), one["rows"] == run["size"], one
            )


def print_run(run: Found) -> None:
    warm, quality = run["warm"], run["quality"]
    print(
        f"  seed {run['seed']}: {warm['seconds']:.2f} s wall (and {warm['loading']:.1f} s to start), "
        f"{warm['cpu']:.1f} s processor, {warm['megabytes']:,.0f} MB"
    )
    if warm["load"] > BUSY:
        print(f"    the machine was busy with other work (load {warm['load']:.1f}): the wall times are too long")
    print(f"    {warm['distinct']:,} distinct texts, {quality['groups']:,} groups of {quality['true_groups']:,}")
    print("    " + ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in warm["stages"].items()))
    if "learn" in run:
        learned = run["learn"]
        print(
            f"    phrases: {learned['approved']} of {learned['proposed']} approved, found in {learned['seconds']:.1f} s"
        )
    for name in ("cold", "dask"):
        if name in run:
            print(f"    {name}: {run[name]['seconds']:.1f} s")
    names = ("precision", "recall", "attribution_uncited", "attribution_cited", "split_accuracy", "stance")
    print("    " + ", ".join(f"{name} {quality[name]:.4f}" for name in names))
    print(
        f"    lost: {quality['minority_lost']} of {quality['minority']:,} minority opinions, {quality['rows_lost']} rows"
    )
    if "stream" in run:
        print_stream(run["stream"])


def print_stream(stream: Found) -> None:
    for kind, one in stream["kinds"].items():
        print(
            f"    one new opinion, {kind}: p50 {one['p50_us']:,.0f} µs, p99 {one['p99_us']:,.0f} µs "
            f"(through HTTP {one['http_p50_ms']:.1f} ms, {one['http_p99_ms']:.1f} ms), "
            f"{one['assigned']:.1%} assigned, {one['agrees']:.1%} as a full run says ({one['texts']:,} texts)"
        )
    changes = stream["difference"]
    counts = ", ".join(f"{changes[kind]:,} {kind}" for kind in ("same", "joined", "parted", "mixed"))
    print(f"    difference of two runs: {changes['seconds']:.2f} s; {counts}")


def print_peer(name: str, seconds: float, whole: bool, quality: Found) -> None:
    said = f"  {NAMES[name]}: {seconds:,.0f} s{'' if whole else ', reckoned from fewer rows'}"
    if "f" in quality:
        said += f"; precision {quality['precision']:.4f}, recall {quality['recall']:.4f}, "
        said += f"{quality['minority_lost']:,} of {quality['minority']:,} minority opinions lost"
    print(said)


def main() -> None:
    given = options()
    found: Found = {"runs": {}}
    if given.keep and given.keep.exists():
        found = json.loads(given.keep.read_text(encoding="utf-8"))
    for size in given.sizes:
        for seed in given.seeds:
            measure(given, found, size, seed)
    print_figures(found)
    print_copied(found)
    print("\nTargets")
    print_table(targets(found))
    if given.pictures and sizes(found):
        draw(found, given.pictures)
        if given.page:
            fill(found, given.page, given.pictures)
    if given.json:
        print(json.dumps(found))


if __name__ == "__main__":
    main()
