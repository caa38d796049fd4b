"""The table of targets, with the figure reached beside each and whether it holds."""

from collections.abc import Iterator
from math import log
from typing import Any, NamedTuple

from benchmarks.opinions_measured.steps import reckoned

Found = dict[str, Any]
RATIOS = {"distinct": 60, "guide": 800, "dedup": 350}
NAMES = {
    "distinct": "datasketch, distinct texts",
    "guide": "datasketch, as its guide shows",
    "kept": "datasketch, what is alike left out",
    "dedup": "text-dedup",
}
_ONE_NEW = (
    ("one new opinion < 50 µs p99 in process", "p99_us", 50, "µs"),
    ("one new opinion < 20 ms p99 through HTTP", "http_p99_ms", 20, "ms"),
)
MILLION, FIVE = 1_000_000, 5_000_000


class Row(NamedTuple):
    """A target: ``holds`` is None where nothing was measured."""

    goal: str
    reached: str
    holds: bool | None


def sizes(found: Found) -> list[int]:
    """The sizes measured, the smallest first."""
    return sorted({one["size"] for one in whole_runs(found)})


def runs_of(found: Found, size: int) -> list[Found]:
    """The runs of a size, by seed."""
    return sorted((one for one in whole_runs(found) if one["size"] == size), key=lambda one: one["seed"])


def whole_runs(found: Found) -> list[Found]:
    """Those whose time and quality are known, of the usual consultations."""
    return [one for one in _measured(found) if "copies" not in one]


def copied_runs(found: Found) -> list[Found]:
    """Those of consultations of which most rows are copies, the smallest first."""
    return sorted((one for one in _measured(found) if "copies" in one), key=lambda one: (one["size"], one["seed"]))


def _measured(found: Found) -> list[Found]:
    return [one for one in found["runs"].values() if "warm" in one and "quality" in one]


def first(found: Found, size: int) -> Found:
    """The run of a size with the first seed that was timed in full."""
    return next((one for one in runs_of(found, size) if "peers" in one), runs_of(found, size)[0])


def peer_seconds(found: Found, size: int, name: str) -> tuple[float, bool] | None:
    """Seconds of a peer for a size, and whether it did the whole of it; else they are reckoned: as they grew from the last but
    one to the last number of rows that it did, in a straight line at least."""
    done = [one["peers"][name] for one in whole_runs(found) if one.get("peers", {}).get(name)]
    if not done:
        return None
    largest = max((one for one in done if one["rows"] <= size), key=lambda one: one["rows"], default=None)
    if largest is None:
        return None
    warm = first(found, size)["warm"]
    seconds = reckoned(largest, warm["rows"], warm["distinct"])
    before = max((one for one in done if one["rows"] < largest["rows"]), key=lambda one: one["rows"], default=None)
    if before and largest["rows"] < size:
        grew = log(largest["seconds"] / before["seconds"]) / log(
            reckoned(before, largest["rows"], largest["distinct"]) / before["seconds"]
        )
        seconds = largest["seconds"] * (seconds / largest["seconds"]) ** max(1.0, grew)
    return seconds, largest["rows"] == size


def targets(found: Found) -> list[Row]:
    """Nothing where nothing was measured."""
    if not sizes(found):
        return []
    return [
        *_quality(found), *_speed(found), *_ratios(found), *_stream(found),
        _uncited(found), _bytes(found),
    ]  # fmt: skip


def _quality(found: Found) -> Iterator[Row]:
    lost = [(one["quality"]["minority_lost"], one["quality"]["minority"], one) for one in whole_runs(found)]
    said = ", ".join(
        f"{count} of {of:,} ({one['size']:,}, seed {one['seed']})"
        for count, of, one in sorted(lost, key=lambda each: (each[2]["size"], each[2]["seed"]))
    )
    yield Row("0 minority opinions lost, any size and seed", said, not any(count for count, _of, _one in lost))
    rows = sum(one["quality"]["rows_lost"] for one in whole_runs(found))
    yield Row("0 rows lost", str(rows), rows == 0)
    size = _at(found, MILLION)
    for name, least in (("precision", 0.999), ("recall", 0.97)):
        worst = min(one["quality"][name] for one in runs_of(found, size))
        yield Row(
            f"B-cubed {name} ≥ {least} at 1M, phrases learned and approved",
            f"{worst:.4f} at {size:,}",
            worst >= least if size == MILLION else None,
        )


def _at(found: Found, size: int) -> int:
    """The size asked for, or the largest measured."""
    return size if size in sizes(found) else max(sizes(found))


def _speed(found: Found) -> Iterator[Row]:
    """Of consultations of the usual shape, and of those where most are copies."""
    for size, seconds in ((MILLION, 1.5), (FIVE, 10.0)):
        goal = f"{size:,} opinions in ≤ {seconds:g} s"
        if size not in sizes(found):
            yield Row(goal, "not measured", None)
            continue
        for run in (first(found, size), *(one for one in copied_runs(found) if one["size"] == size)):
            warm = run["warm"]
            said = f"{warm['seconds']:.2f} s (processor {warm['cpu']:.1f} s, {warm['megabytes']:,.0f} MB)"
            yield Row(f"{goal}, {distinct_share(run)}", said, warm["seconds"] <= seconds)
        if size == FIVE:
            most = first(found, size)["warm"]["megabytes"]
            yield Row("5,000,000 opinions in < 3 GB", f"{most:,.0f} MB", most < 3000)


def distinct_share(run: Found) -> str:
    return f"{run['warm']['distinct'] / run['size']:.0%} distinct"


def _ratios(found: Found) -> Iterator[Row]:
    """Judged at a million; what a peer did not finish is reckoned."""
    for name, least in RATIOS.items():
        goal = f"≥ {least} × {NAMES[name]}"
        best = [(size, taken) for size in sizes(found) if (taken := peer_seconds(found, size, name))]
        if not best:
            yield Row(goal, "not measured", None)
            continue
        said, ratio = [], 0.0
        for size, (seconds, whole) in best:
            times = seconds / first(found, size)["warm"]["seconds"]
            ratio = times if size == _at(found, MILLION) else ratio
            said.append(f"{times:,.0f} × at {size:,}{'' if whole else ' (reckoned)'}")
        yield Row(goal, ", ".join(said), ratio >= least)


def _stream(found: Found) -> Iterator[Row]:
    streamed = next((one["stream"] for one in whole_runs(found) if "stream" in one), None)
    for goal, figure, most, unit in _ONE_NEW:
        kinds = streamed["kinds"] if streamed else {}
        said = ", ".join(f"{kind} {one[figure]:,.{1 if unit == 'ms' else 0}f} {unit}" for kind, one in kinds.items())
        yield Row(goal, said or "not measured", all(one[figure] < most for one in kinds.values()) if said else None)


def _uncited(found: Found) -> Row:
    size = _at(found, MILLION)
    worst = min(one["quality"]["attribution_uncited"] for one in runs_of(found, size))
    return Row("article of a distinct uncited opinion ≥ 0.95", f"{worst:.4f} at {size:,}", worst >= 0.95)


def _bytes(found: Found) -> Row:
    """One process (several runs), two Dask workers, another order."""
    said, holds = [], True
    for one in whole_runs(found):
        digests = {*one["warm"]["digests"], *(one[name] for name in ("dask_digest", "shuffled_digest") if name in one)}
        if "dask_digest" in one:
            said.append(f"{one['size']:,}: {'one digest' if len(digests) == 1 else f'{len(digests)} digests'}")
        holds &= len(digests) == 1
    goal = "the same bytes from one process, two workers, any order"
    return Row(goal, ", ".join(said) or "not measured", holds if said else None)


def print_table(rows: list[Row]) -> None:
    for row in rows:
        mark = {True: "holds", False: "MISSED", None: "–"}[row.holds]
        print(f"  {mark:7} {row.goal}\n          {row.reached}")
