"""The engine in a process of its own: what ``python -m benchmarks.opinions_measured.ours`` is told, as one line of JSON.

group FOLDER OUT.parquet PHRASES.json ENGINE     file in, both files out
learn FOLDER PHRASES.json                        phrases proposed, and those that the officer approves
stream FOLDER PHRASES.json                       new opinions one by one, and the difference of two runs
"""

import time

STARTED = time.perf_counter()

import json  # noqa: E402 - the clock runs before anything is loaded
import resource  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402


def cpu_seconds() -> float:
    """Of this process and those it has started, which have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def peak_megabytes() -> float:
    """Of this process. ``ru_maxrss`` would start at what the parent held."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def group(folder: str, out: str, phrases: str, engine: str) -> dict[str, Any]:
    from caunoi.synthesis import engines, write
    from caunoi.synthesis.given import read_draft, read_phrases

    loaded, cpu = time.perf_counter(), cpu_seconds()
    laps: list[tuple[str, float]] = []
    done = engines.run(
        f"{folder}/in.parquet", read_draft(f"{folder}/draft.json"), phrases=read_phrases(phrases), engine=engine,
        say=lambda stage: laps.append((stage, time.perf_counter())),
    )  # fmt: skip
    write((out, done.table), (f"{out}.parts", done.parts))
    ended = time.perf_counter()
    ends = [*(moment for _stage, moment in laps[1:]), ended]
    return {
        "rows": len(done.opinions), "distinct": len(done.opinions.texts), "seconds": ended - loaded,
        "loading": loaded - STARTED, "cpu": cpu_seconds() - cpu, "megabytes": peak_megabytes(),
        "stages": {stage: end - begin for (stage, begin), end in zip(laps, ends, strict=True)},
    }  # fmt: skip


def learn(folder: str, out: str) -> dict[str, Any]:
    from benchmarks.opinion_truth import approves
    from caunoi.synthesis import propose, read

    start = time.perf_counter()
    proposals = propose(read(f"{folder}/in.parquet").texts)
    seconds = time.perf_counter() - start
    approved = [
        {"kind": one.phrase.kind, "text": one.phrase.text}
        for one in proposals
        if approves(one.phrase.kind, one.phrase.text, one.examples)
    ]
    Path(out).write_text(json.dumps(approved, ensure_ascii=False, indent=1), encoding="utf-8")
    return {"seconds": seconds, "proposed": len(proposals), "approved": len(approved)}


def main() -> None:
    what, *arguments = sys.argv[1:]
    if what == "stream":
        from benchmarks.opinions_measured.streaming import stream

        print(json.dumps(stream(*arguments)))
        return
    print(json.dumps(group(*arguments) if what == "group" else learn(*arguments)))


if __name__ == "__main__":
    main()
