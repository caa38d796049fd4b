"""The peers of ``benchmarks/opinions.py``: MinHash groupings of a file of opinions. Runs in an environment of its own.

    .venv/peers/bin/python benchmarks/opinion_peers.py PEER IN.parquet OUT.parquet ROWS

``distinct``: datasketch in bulk on each distinct text once. ``guide``: datasketch by the steps of its guide, for every
submission: hash its words one by one and insert it; then ask for each what is alike. ``kept``: the same with a saving of ours,
only what is like nothing before it is inserted. All with 128 permutations and a threshold of 0.7, the guide's. ``dedup``:
text-dedup's own command as it comes (250 permutations, 0.7). Of the file the first ROWS are taken; OUT has ``id`` and ``group``.
Prints one line of JSON.
"""

import json
import logging
import os
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

PERMUTATIONS, THRESHOLD = 128, 0.7


class Sets:
    """Which of n things are connected."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, one: int) -> int:
        while self.parent[one] != one:
            self.parent[one] = self.parent[self.parent[one]]
            one = self.parent[one]
        return one

    def join(self, several: Iterable[int]) -> None:
        """Most of them share a parent: it is asked for each of these once."""
        roots = {self.find(one) for one in set(map(self.parent.__getitem__, several))}
        least = min(roots)
        for root in roots:
            self.parent[root] = least

    def groups(self) -> list[int]:
        return [self.find(one) for one in range(len(self.parent))]


def asked(index: Any, hashes: list[Any]) -> list[int]:
    """The group of each: what an index tells is like it is of its group too."""
    sets = Sets(len(hashes))
    for key, hashed in enumerate(hashes):
        sets.join([key, *index.query(hashed)])
    return sets.groups()


def distinct(texts: pa.Array) -> tuple[list[int], float]:
    """The group of each text, and the seconds."""
    from datasketch import MinHash, MinHashLSH

    start = time.perf_counter()
    coded = texts.dictionary_encode()
    words = [[word.encode() for word in set(text.lower().split())] for text in coded.dictionary.to_pylist()]
    hashes = MinHash.bulk(words, num_perm=PERMUTATIONS)
    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    with index.insertion_session() as session:
        for key, hashed in enumerate(hashes):
            session.insert(key, hashed)
    of_text = asked(index, hashes)
    return [of_text[code] for code in coded.indices.to_pylist()], time.perf_counter() - start


def hashed_by_words(text: str) -> Any:
    from datasketch import MinHash

    hashed = MinHash(num_perm=PERMUTATIONS)
    for word in set(text.lower().split()):
        hashed.update(word.encode())
    return hashed


def guide(texts: pa.Array) -> tuple[list[int], float]:
    """The group of each text, and the seconds."""
    from datasketch import MinHashLSH

    start = time.perf_counter()
    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    hashes = [hashed_by_words(text) for text in texts.to_pylist()]
    for key, hashed in enumerate(hashes):
        index.insert(key, hashed)
    return asked(index, hashes), time.perf_counter() - start


def kept(texts: pa.Array) -> tuple[list[int], float]:
    """The group of each text, and the seconds."""
    from datasketch import MinHashLSH

    start = time.perf_counter()
    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    groups = []
    for key, text in enumerate(texts.to_pylist()):
        hashed = hashed_by_words(text)
        alike = index.query(hashed)
        if not alike:
            index.insert(key, hashed)
        groups.append(min(alike, default=key))
    return groups, time.perf_counter() - start


def dedup(texts: pa.Array) -> tuple[list[int], float]:
    """The group of each text, and the seconds by its own clock. What it drops as too short is grouped by equal text here."""
    with tempfile.TemporaryDirectory() as folder:
        pq.write_table(pa.table({"row": pa.array(range(len(texts))), "text": texts}), f"{folder}/in.parquet")
        command = [
            sys.executable, "-m", "text_dedup.minhash", "--path", "parquet", "--data_files", f"{folder}/in.parquet",
            "--split", "train", "--column", "text", "--idx_column", "row", "--output", f"{folder}/out",
            "--cache_dir", f"{folder}/cache", "--num_proc", str(os.cpu_count()), "--debug",
        ]  # fmt: skip
        offline = {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_HOME": f"{folder}/home", "COLUMNS": "200"}
        done = subprocess.run(
            command, env=os.environ | offline, capture_output=True, text=True, check=False, cwd=folder
        )
        if done.returncode:
            sys.exit(done.stderr[-2000:])
        seconds = sum(_seconds(line) for line in (done.stdout + done.stderr).splitlines() if " Total" in line)
        found = pickle.loads(Path(f"{folder}/out/uf.pkl").read_bytes())
    names: dict[Any, int] = {}
    groups = []
    for row, text in enumerate(texts.to_pylist()):
        key = found.find(row) if row in found.parent else text
        groups.append(names.setdefault(key, row))
    return groups, seconds


def _seconds(line: str) -> float:
    """Of a line such as ``INFO Total : 12.34s minhash.py:334``."""
    return float(line.rpartition(" Total")[2].partition(":")[2].partition("s")[0])


def cpu_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def peak_megabytes() -> float:
    """Of this process or the largest it started."""
    own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return float(max(own, children)) / 1024


def main() -> None:
    if len(sys.argv) != 5:
        print("Run by benchmarks/opinions.py.")
        return
    logging.disable()
    name, source, target, rows = sys.argv[1:]
    table = pq.read_table(source, columns=["id", "text"]).slice(0, int(rows))
    texts = table["text"].combine_chunks().fill_null("")
    groups, seconds = {"distinct": distinct, "guide": guide, "kept": kept, "dedup": dedup}[name](texts)
    pq.write_table(pa.table({"id": table["id"], "group": pa.array(groups, pa.int64())}), target)
    print(
        json.dumps({
            "peer": name, "rows": len(table), "distinct": len(texts.unique()), "seconds": seconds,
            "cpu": cpu_seconds(), "megabytes": peak_megabytes(),
        })
    )  # fmt: skip


if __name__ == "__main__":
    main()
