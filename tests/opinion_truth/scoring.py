"""Small truths and engines' tables by hand, and a plain twin of the score that follows its definitions word for word."""

from collections import Counter
from typing import Any

import numpy as np
import pyarrow as pa

from benchmarks.opinion_truth.model import MINORITY, Truth

Part = tuple[int, int]  # opinion, citation bits
Row = dict[str, Any]


def truth_of(rows: list[list[Part]], sections: list[int], stances: list[int] | None = None) -> Truth:
    """Rows by their parts; the section and stance of each opinion. Ids are 100, 101, …"""
    flat = [part for row in rows for part in row]
    return Truth(
        ids=pa.array([100 + number for number in range(len(rows))], pa.int64()),
        sections=("s1", "s2", "s3"),
        offsets=np.cumsum([0, *(len(row) for row in rows)]).astype(np.int64),
        part_opinion=np.array([opinion for opinion, _bits in flat], np.int32),
        part_cite=np.array([bits for _opinion, bits in flat], np.int8),
        opinion_section=np.array(sections, np.int32),
        opinion_stance=np.array(stances or [0] * len(sections), np.int8),
        opinion_text=pa.array([f"opinion {number}" for number in range(len(sections))], pa.string()),
        opinion_kind=np.zeros(len(sections), np.int8),
    )


def tables(out: list[Row], parts: list[Row]) -> tuple[pa.Table, pa.Table]:
    kinds = [("id", pa.int64()), ("group_id", pa.int64()), ("section_id", pa.string()), ("stance", pa.string())]
    return pa.Table.from_pylist(out, pa.schema(kinds)), pa.Table.from_pylist(
        parts, pa.schema([*kinds, ("part", pa.int32())])
    )


def _bcubed(members: list[tuple[Any, Any]], sizes: Counter[Any]) -> tuple[float, float]:
    total = sum(sizes.values())
    if not total:
        return 1.0, 1.0
    precision = sum(
        sum(label == mine for label, group in members if group == at) / sum(group == at for _l, group in members)
        for mine, at in members
    )
    recall = sum(sum((label, group) == one for label, group in members) / sizes[one[0]] for one in members)
    return precision / total, recall / total


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 1.0


def slow_score(truth: Truth, out: list[Row], parts: list[Row]) -> dict[str, Any]:
    """Each figure by its definition; O(n²)."""
    said = {row["id"]: row for row in reversed(out)}
    split = {
        row["id"]: sorted((each for each in parts if each["id"] == row["id"]), key=lambda each: each["part"])
        for row in parts
    }
    true = {identity.as_py(): truth.parts(row) for row, identity in enumerate(truth.ids)}
    opinions = {identity: frozenset(part[0] for part in found) for identity, found in true.items()}

    right = {
        identity: identity in said and max(1, len(split.get(identity, []))) == len(found)
        for identity, found in true.items()
    }
    units: list[tuple[int, tuple[int, str, str, int], Row]] = []
    for identity, found in true.items():
        if right[identity]:
            rows = [said[identity]] if len(found) == 1 else split[identity]
            units += [(identity, part, row) for part, row in zip(found, rows, strict=True)]

    carriers: list[tuple[frozenset[int], int]] = [(frozenset([part[0]]), row["group_id"]) for _id, part, row in units]
    carriers += [
        (opinions[identity], said[identity]["group_id"])
        for identity in true
        if identity in said and not right[identity]
    ]
    in_group = {group: Counter(label for label, at in carriers if at == group) for _label, group in carriers}
    given = Counter(opinion for found in opinions.values() for opinion in found)
    minority = [opinion for opinion, count in given.items() if count <= MINORITY]

    def shown(opinion: int) -> bool:
        whole = {label for label in opinions.values() if opinion in label} | {frozenset([opinion])}
        return any(label in whole and in_group[at][label] == max(in_group[at].values()) for label, at in carriers)

    p, r = _bcubed([(opinions[i], said[i]["group_id"]) for i in true if i in said], Counter(opinions.values()))
    part_p, part_r = _bcubed(
        [(part[0], row["group_id"]) for _id, part, row in units], Counter(part[0] for _id, part, _row in units)
    )
    cited = {part[0] for found in true.values() for part in found if part[3]}
    by_opinion = {
        opinion: [row["section_id"] == part[1] for _id, part, row in units if part[0] == opinion]
        for opinion in {part[0] for _i, part, _r in units}
    }
    placed = {opinion for opinion in by_opinion if truth.opinion_section[opinion] >= 0}

    def row_right(identity: int) -> bool:
        if right[identity]:
            return all(row["section_id"] == part[1] for one, part, row in units if one == identity)
        return identity in said and len(true[identity]) == 1 and said[identity]["section_id"] == true[identity][0][1]

    def by_bits(test: Any) -> float:
        return _mean([row["section_id"] == part[1] for _id, part, row in units if part[1] and test(part[3])])

    return {
        "precision": p,
        "recall": r,
        "part_precision": part_p,
        "part_recall": part_r,
        "split_accuracy": _mean([float(each) for each in right.values()]),
        "rows_lost": sum(identity not in said for identity in true),
        "rows_invented": sum(row["id"] not in true for row in out),
        "rows_doubled": sum(
            count - 1 for identity, count in Counter(row["id"] for row in out).items() if identity in true
        ),
        "minority": len(minority),
        "minority_lost": sum(not shown(opinion) for opinion in minority),
        "attribution_rows": _mean([float(row_right(identity)) for identity in true]),
        "attribution_uncited": _mean([_mean([float(x) for x in by_opinion[opinion]]) for opinion in placed - cited]),
        "attribution_cited": _mean([_mean([float(x) for x in by_opinion[opinion]]) for opinion in placed & cited]),
        "attribution_by_ref": by_bits(lambda bits: bits & 1),
        "attribution_by_text": by_bits(lambda bits: bits & 2),
        "attribution_by_none": by_bits(lambda bits: bits == 0),
        "stance": _mean([float(row["stance"] == part[2]) for _id, part, row in units]),
        "whole_precision": _mean([float(part[1] == "") for _id, part, row in units if row["section_id"] == ""]),
        "whole_recall": _mean([float(row["section_id"] == "") for _id, part, row in units if part[1] == ""]),
    }
