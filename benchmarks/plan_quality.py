"""How well plans are read: ``python -m benchmarks.plan_quality [--json] [--differences]``.

Reads every sample plan of ``tests/golden/plans`` (and Plan 383 beside the repository, where it is there) with our reader
and with the naive peer, and prints precision and recall for each part and each plan, in one run.
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.naive_plan_reader import read_plan_naively
from caunoi.officialdocs.errors import DocumentError
from caunoi.officialdocs.read_plan import read_plan
from tests.golden.scorer import Score, differences, score
from tests.golden.source import PLANS

Reader = Callable[[Path], dict[str, Any]]
Scores = dict[str, dict[str, Score]]  # plan → part → score
_PLAN_383 = Path(__file__).parents[2] / "shared" / "plans" / "383-KH-LDLD"
_EMPTY = Score(0, 0, 0)


def plan_files() -> dict[str, tuple[Path, Path]]:
    """Name → the plan as text and its gold."""
    golds = sorted(PLANS.glob("*.json")) + sorted((PLANS / "unseen").glob("*.json"))
    files = {gold.stem: (next(gold.parent.glob(f"{gold.stem}.[mt]*")), gold) for gold in golds}
    if _PLAN_383.exists():
        files["383-KH-LDLD"] = (_PLAN_383 / "plan.txt", _PLAN_383 / "expected.json")
    return files


def our_reader(path: Path) -> dict[str, Any]:
    return read_plan(path).as_dict()


def run(reader: Reader, *, show_differences: bool = False) -> Scores:
    """Every plan's scores; a plan that the reader refuses scores as read empty."""
    scores: Scores = {}
    for name, (plan, gold_path) in plan_files().items():
        gold = json.loads(gold_path.read_text(encoding="utf-8"))
        try:
            reading = reader(plan)
        except DocumentError as error:
            print(f"{name}: {error}")
            reading = {part: {} if part in ("header", "signature") else [] for part in (*gold, "slogans", "warnings")}
        scores[name] = score(reading, gold)
        if show_differences and gold_path.parent == PLANS:  # what is held out stays unread
            for line in differences(reading, gold):
                print(f"{name}  {line}")
    return scores


def totals(scores: Scores) -> dict[str, Score]:
    """Part → the sum over all plans."""
    parts = next(iter(scores.values()))
    return {part: sum((row[part] for row in scores.values()), _EMPTY) for part in parts}


def print_tables(ours: Scores, peers: Scores) -> None:
    print(f"{'part':<14}{'precision':>10}{'recall':>8}{'peer p':>10}{'peer r':>8}{'items':>8}")
    peer_totals = totals(peers)
    for part, total in totals(ours).items():
        peer = peer_totals[part]
        figures = f"{total.precision:>10.3f}{total.recall:>8.3f}{peer.precision:>10.3f}{peer.recall:>8.3f}"
        print(f"{part:<14}{figures}{total.expected:>8}")
    print(f"\n{'plan':<34}{'precision':>10}{'recall':>8}{'peer p':>10}{'peer r':>8}  parts below 1")
    for name, row in ours.items():
        total, peer = sum(row.values(), _EMPTY), sum(peers[name].values(), _EMPTY)
        figures = f"{total.precision:>10.3f}{total.recall:>8.3f}{peer.precision:>10.3f}{peer.recall:>8.3f}"
        print(f"{name:<34}{figures}  {' '.join(part for part, value in row.items() if not value.perfect)}")


def summary(ours: Scores, peers: Scores) -> dict[str, Any]:
    def figures(scores: Scores) -> dict[str, Any]:
        return {
            part: {"precision": round(total.precision, 4), "recall": round(total.recall, 4), "items": total.expected}
            for part, total in totals(scores).items()
        }

    return {"benchmark": "plan_quality", "plans": len(ours), "ours": figures(ours), "peer": figures(peers)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="end with one line of JSON")
    parser.add_argument(
        "--differences",
        action="store_true",
        help="print what is missed (-) or wrongly said (+) of the plans not held out",
    )
    options = parser.parse_args()
    ours, peers = run(our_reader, show_differences=options.differences), run(read_plan_naively)
    print_tables(ours, peers)
    if options.json:
        print(json.dumps(summary(ours, peers), ensure_ascii=False))


if __name__ == "__main__":
    main()
