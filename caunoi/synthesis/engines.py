"""One run from a file to groups, on this machine or on a cluster: the same functions, the same bytes."""

import gc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from caunoi.synthesis.canonical import Canonical, Cutters, canonicalise, cut_all
from caunoi.synthesis.decisions import Decision, moved, named_texts, replay
from caunoi.synthesis.draft import Draft
from caunoi.synthesis.group import Grouped, group_pairs, paired
from caunoi.synthesis.opinions import Opinions, OpinionsError, encode, merge, read
from caunoi.synthesis.runs import Phrase
from caunoi.synthesis.settling import WHOLE, boxed_sections
from caunoi.synthesis.tables import tables

ENGINES: Final = ("local", "dask")
_CHUNK: Final = 30_000  # distinct texts that one worker cuts at a time
STAGES: Final = ("read", "cut", "group", "place", "write")
_FEW: Final = (
    "nhất trí",
    "Đề nghị bổ sung nhà trẻ ở Điều 1. Ngoài ra, đề nghị bỏ đoàn phí",
    "De nghi bo sug nha tre",
    "Bỏ đoàn phí",
)
Say = Callable[[str], None]
Each = Callable[..., Any]


def silent(_stage: str) -> None:
    """Tell nobody how far a run is."""


@dataclass(frozen=True)
class Run:
    """What a run found: its groups, the row of every submission, the row of every part of a compound one."""

    opinions: Opinions
    boxes: npt.NDArray[np.int64]  # the sections that each article box of the opinions names
    grouped: Grouped
    table: pa.Table
    parts: pa.Table


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Millions of strings and tuples without a circle among them: looking for circles would take a tenth of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@contextmanager
def workers(engine: str, count: int = 2) -> Iterator[tuple[Each, int]]:
    """``map`` of an engine and how many work at once. ``dask`` starts worker processes here, or uses the cluster that
    ``DASK_SCHEDULER_ADDRESS`` names; OpinionsError where it is not installed."""
    if engine == "local":
        with ThreadPoolExecutor(count) as pool:
            yield pool.map, count
        return
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise OpinionsError(
            "Chưa cài Dask. Hãy cài bằng “pip install caunoi[dask]”, hoặc bỏ tuỳ chọn --engine dask."
        ) from None
    with (
        LocalCluster(n_workers=count, threads_per_worker=1, processes=True, dashboard_address=":0") as cluster,
        Client(cluster) as client,
    ):

        def on_cluster(work: Callable[..., Any], *arguments: Sequence[Any]) -> list[Any]:
            return list(client.gather(client.map(work, *map(_of_their_own, arguments), pure=False)))

        yield on_cluster, count


def _of_their_own(values: Sequence[Any]) -> list[Any]:
    """Runs of an array as arrays of their own: each would be sent with all that it was cut from."""
    return [pa.concat_arrays([value, value[:0]]) if isinstance(value, pa.Array) else value for value in values]


def run(
    path: str | Path,
    draft: Draft,
    *,
    phrases: Sequence[Phrase] = (),
    decisions: Sequence[Decision] = (),
    engine: str = "local",
    say: Say = silent,
) -> Run:
    """Read a file and group it. Raises OpinionsError where the file cannot be grouped."""
    with _without_collecting(), workers(engine) as (each, count), ThreadPoolExecutor(1) as pool:
        say("read")
        cutters = Cutters(draft, phrases)
        loading = pool.submit(_load, draft, phrases, cutters)
        opinions = read(path, each=each)
        loading.result()
        return group(
            opinions, draft, phrases=phrases, decisions=decisions, each=each, count=count, say=say, cutters=cutters
        )


def _load(draft: Draft, phrases: Sequence[Phrase], cutters: Cutters) -> None:
    """Load the machine code (0.4 s) and the phrases by grouping a few opinions, while the file is being read."""
    table = pa.table({"id": range(len(_FEW)), "text": _FEW, "ref": [None, *("Điều 1" for _text in _FEW[1:])]})
    group(merge([encode(table)]), draft, phrases=phrases, cutters=cutters)


def group(
    opinions: Opinions,
    draft: Draft,
    *,
    phrases: Sequence[Phrase] = (),
    decisions: Sequence[Decision] = (),
    each: Each = map,
    count: int = 1,
    say: Say = silent,
    cutters: Cutters | None = None,
) -> Run:
    """Group opinions: every submission in exactly one group, checked. O(distinct words) but for counting and sorting the rows.

    ``cutters``: of this draft and these phrases, where some texts were cut before.
    """
    with ThreadPoolExecutor(1) as beside:
        boxes = beside.submit(boxed_sections, opinions.refs, draft)
        pairs = beside.submit(paired, opinions.text_codes, opinions.ref_codes, len(opinions.refs))
        cutters = cutters or Cutters(draft, phrases)
        canonical = canonical_of(opinions, cutters, phrases, decisions, each, count, say)
    first = len(opinions.texts)
    canonical = replace(canonical, leader=replay(canonical, decisions, first))
    say("place")
    numbers = {section.id: number for number, section in enumerate(draft.sections)}
    put = moved(canonical, decisions, first, numbers, WHOLE)
    grouped = group_pairs(canonical, pairs.result(), boxes.result(), draft, put)
    say("write")
    table, parts = tables(opinions, grouped)
    check(opinions, grouped, table)
    return Run(opinions, boxes.result(), grouped, table, parts)


def canonical_of(
    opinions: Opinions,
    cutters: Cutters,
    phrases: Sequence[Phrase],
    decisions: Sequence[Decision],
    each: Each,
    count: int,
    say: Say = silent,
) -> Canonical:
    """Canonical texts of opinions; those that decisions name follow them, with no weight."""
    texts, weights = opinions.texts, opinions.weights
    named = named_texts(decisions)
    if named:
        texts = pa.concat_arrays([texts, pa.array(named, pa.large_string())])
        weights = np.concatenate([weights, np.zeros(len(named), np.int64)])
    say("cut")
    rounds = max(1, -(-len(texts) // (_CHUNK * count)))  # as many runs of texts for every worker
    pieces = cut_all(texts, cutters, each, count * rounds)
    say("group")
    return canonicalise(pieces, weights, phrases, cutters.lexicon)


def check(opinions: Opinions, grouped: Grouped, table: pa.Table) -> None:
    """Every submission in exactly one group, and as many in all groups as came in; else the run is void."""
    sizes = np.bincount(np.asarray(table["group_id"]), minlength=len(grouped.group_wording) + 1)
    if len(table) != len(opinions) or int(sizes.sum()) != len(opinions) or sizes[0]:
        raise AssertionError(f"{len(opinions)} submissions, {int(sizes.sum())} in groups")
