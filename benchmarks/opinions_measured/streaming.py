"""New opinions while people write: some rows are held back from a run, assigned one by one, and looked up in a run over all."""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.opinion_truth import Truth, read_truth
from benchmarks.opinions_measured.through_http import asked, served
from caunoi.synthesis import Assigner, Run, difference, run
from caunoi.synthesis.given import read_draft, read_phrases

ROWS, OPINIONS, SEED = 2_000, 300, 7  # rows held back by chance, and opinions held back whole
CHANGES = ("same", "joined", "parted", "mixed")
Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


def stream(folder: str, phrases: str) -> dict[str, Any]:
    table, truth = pq.read_table(f"{folder}/in.parquet"), read_truth(Path(folder) / "truth.npz")
    draft, approved = read_draft(f"{folder}/draft.json"), read_phrases(phrases)
    held = held_back(truth)
    texts, refs = (table[name].filter(pa.array(held)).to_pylist() for name in ("text", "ref"))
    ids = table["id"].filter(pa.array(held))
    with TemporaryDirectory() as place:
        pq.write_table(table.filter(pa.array(~held)), f"{place}/before.parquet")
        before = run(f"{place}/before.parquet", draft, phrases=approved)
        warm = [f"{text} x" for text in before.opinions.texts[:50].to_pylist()]
        with served(folder, f"{place}/before.parquet", phrases) as connection:
            on_the_way, answered = timed(partial(asked, connection), warm, texts, refs)
    after = run(f"{folder}/in.parquet", draft, phrases=approved)
    kinds = kinds_of(texts, truth, held, set(before.opinions.texts.to_pylist()))
    assigner = Assigner(before, approved)
    took, said = timed(lambda text, ref: assigner.assign(text, ref).group_id or 0, warm, texts, refs)
    if (said != answered).any():
        sys.exit("an opinion is told another group through HTTP than in process")
    agrees = agreement(before, after, ids, said)
    started = time.perf_counter()
    changes = difference(before.table, after.table)
    return {
        "rows": len(table),
        "kinds": {
            kind: summary(kinds == kind, took, on_the_way, said, agrees) for kind in np.unique(kinds).tolist()
        },
        "difference": {
            "seconds": time.perf_counter() - started,
            **{kind: changes.filter(pa.compute.equal(changes["kind"], kind)).num_rows for kind in CHANGES},
        },
    }  # fmt: skip


def held_back(truth: Truth) -> Flags:
    """Rows by chance, and every row of some opinions that few gave."""
    draws = np.random.default_rng(SEED)
    sizes = np.bincount(truth.label)
    rare = np.flatnonzero((sizes > 0) & (sizes <= 3))
    chosen = draws.choice(rare, min(OPINIONS, len(rare)), replace=False)
    held = np.isin(truth.label, chosen)
    held[draws.choice(len(held), min(ROWS, len(held) // 5), replace=False)] = True
    return held


def kinds_of(texts: list[str], truth: Truth, held: Flags, known: set[str]) -> npt.NDArray[np.str_]:
    """``known`` to the letter, ``variant`` of an opinion that is there, or ``new``."""
    there = np.isin(truth.label[held], truth.label[~held])
    same = np.array([text in known for text in texts])
    return np.where(same, "known", np.where(there, "variant", "new"))


def timed(
    ask: Callable[[str, str | None], int], warm: list[str], texts: list[str], refs: list[str | None]
) -> tuple[Ints, Ints]:
    """Nanoseconds of each, and the group that was said (0: none), after those of ``warm``, which load the machine code."""
    for text in warm:
        ask(text, None)
    took, said = np.zeros(len(texts), np.int64), np.zeros(len(texts), np.int64)
    for at, (text, ref) in enumerate(zip(texts, refs, strict=True)):
        start = time.perf_counter_ns()
        said[at] = ask(text, ref)
        took[at] = time.perf_counter_ns() - start
    return took, said


def agreement(before: Run, after: Run, ids: pa.ChunkedArray, said: Ints) -> Flags:
    """Whether the run over all puts a row with those that were said to think alike; where none was said, with none of before."""
    now = np.asarray(after.table["group_id"])
    row = np.asarray(pa.compute.index_in(ids, value_set=after.table["id"].combine_chunks()))
    old = np.asarray(pa.compute.index_in(before.table["id"], value_set=after.table["id"].combine_chunks()))
    becomes = np.zeros(len(before.grouped.group_wording) + 1, np.int64)
    became = {(each["id"], each["part"]): each["group_id"] for each in after.parts.to_pylist()}
    for each in before.parts.to_pylist():  # what was said beside something else only has a group as well
        becomes[each["group_id"]] = became.get((each["id"], each["part"]), 0)
    becomes[np.asarray(before.table["group_id"])] = now[old]
    stood = np.zeros(int(now.max()) + 1, np.bool_)
    stood[now[old]] = True
    agrees: Flags = np.where(said > 0, becomes[said] == now[row], ~stood[now[row]])
    return agrees


def summary(chosen: Flags, took: Ints, on_the_way: Ints, said: Ints, agrees: Flags) -> dict[str, Any]:
    middle, late = (float(value) / 1000 for value in np.percentile(took[chosen], [50, 99]))
    usual, slow = (float(value) / 1_000_000 for value in np.percentile(on_the_way[chosen], [50, 99]))
    return {
        "texts": int(chosen.sum()), "p50_us": middle, "p99_us": late, "http_p50_ms": usual, "http_p99_ms": slow,
        "assigned": float((said[chosen] > 0).mean()), "agrees": float(agrees[chosen].mean()),
    }  # fmt: skip
